"""What follows from the owner's colours."""

import hashlib
import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from blog import colours, corners
from blog.corners import BLUE, DARK, LIGHT, RED, Choice

PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {
    name: (light, dark)
    for name, light, dark in PAIR.findall((settings.BASE_DIR / "static/css/frame.css").read_text())
}
HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
INKS = ["ink", "ink-soft"]


def test_the_style_sheet_and_the_module_know_the_same_grounds():
    assert TOKENS["paper"] == (LIGHT.paper, DARK.paper)
    assert TOKENS["panel"] == (LIGHT.panel, DARK.panel)
    assert TOKENS["on-solid"] == (corners.ON_SOLID, corners.ON_SOLID)


@pytest.mark.parametrize("corner", [RED, BLUE], ids=lambda corner: corner.name)
def test_the_built_in_corners_are_what_the_style_sheet_says(corner):
    assert corner.tokens() == {name: TOKENS[name] for name in corner.tokens()}


@pytest.mark.parametrize("corner", [RED, BLUE], ids=lambda corner: corner.name)
def test_the_built_in_corners_can_be_read(corner):
    assert LIGHT.readable(corner.light)
    assert DARK.readable(corner.dark)


@trying(deadline=None, max_examples=60)
@given(HEX)
def test_whatever_is_chosen_can_be_read_after_the_advice_was_taken(colour):
    found = corners.faint(colour, LIGHT)
    light = found.nearest if found else colour

    _, blue = Choice(blue=light).corners()
    tokens = blue.tokens()

    assert colours.contrast(light, LIGHT.paper) >= 4.5
    assert corners.faint(blue.dark, DARK) is None
    for ground in (tokens["blue-solid"][0], tokens["blue-solid"][1]):
        assert colours.contrast("#ffffff", ground) >= 4.5
    assert colours.contrast(tokens["blue-solid"][0], LIGHT.paper) >= 3
    assert colours.contrast(tokens["blue-solid"][1], DARK.paper) >= 3
    for ink in INKS:
        assert all(colours.contrast(TOKENS[ink][at], tokens["blue-wash"][at]) >= 4.5 for at in (0, 1))


def test_a_faint_colour_is_refused_with_its_figures_where_it_is_faintest():
    found = corners.faint("#e06666", LIGHT)

    assert found is not None
    assert (found.ground, found.contrast) == ("the tint behind its words", "2.83")
    assert colours.contrast(found.nearest, LIGHT.wash(found.nearest)) >= 4.5
    assert colours.oklch(found.nearest).hue == pytest.approx(colours.oklch("#e06666").hue, abs=0.03)


def test_a_contrast_that_is_not_enough_is_not_rounded_up_to_it():
    assert corners.figure(4.4999) == "4.49"


def test_nothing_chosen_needs_no_style_sheet():
    assert corners.sheet(Choice()) is None
    assert corners.sheet(Choice(red=RED.light, blue=BLUE.light, blue_dark=BLUE.dark)) is None


def test_only_the_corner_that_changed_is_written():
    sheet = corners.sheet(Choice(red="#8a3ab9"))

    assert sheet is not None
    names = {name for name, _, _ in PAIR.findall(sheet.text)}
    assert names == {"red", "red-wash", "red-solid"}
    assert "@media print" in sheet.text


def test_a_colour_for_dark_pages_alone_leaves_the_light_ones_as_they_are():
    red, _ = Choice(red_dark="#ff9090").corners()

    assert (red.light, red.dark) == (RED.light, "#ff9090")


def test_the_version_is_the_hash_of_the_text():
    one, other = corners.sheet(Choice(red="#8a3ab9")), corners.sheet(Choice(red="#8a3ab8"))

    assert one is not None
    assert other is not None
    assert hashlib.sha256(one.text.encode()).hexdigest().startswith(one.version)
    assert one.version != other.version


def test_the_built_in_corners_are_told_apart_by_everybody():
    assert list(corners.alike(Choice())) == []


@pytest.mark.parametrize(
    ("choice", "sights"),
    [
        (Choice(blue="#1a7a1a"), {"deuteranopia"}),
        (Choice(red="#8a5a00", blue="#2b6b2b"), {"protanopia", "deuteranopia"}),
        (Choice(blue="#b4121c"), {"", "protanopia", "deuteranopia"}),
        (Choice(red="#9a5b00", blue="#0b5394"), set()),
    ],
)
def test_corners_that_look_alike_are_named(choice, sights):
    assert {sight for _, sight in corners.alike(choice)} == sights
