"""Colours as numbers, against figures that others have published."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog import colours

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#B4121C", "#b4121c"), ("b4121c", "#b4121c"), (" #fa0 ", "#ffaa00"), ("fff", "#ffffff")],
)
def test_a_colour_has_one_spelling(typed, colour):
    assert colours.parse(typed) == colour


@pytest.mark.parametrize("typed", ["", "#", "red", "#12345", "#1234567", "#ff;}*{x:y", "#١٢٣", "rgb(1,2,3)"])
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(ValueError, match="is no colour"):
        colours.parse(typed)


# The examples of WCAG 2's own techniques and of the checkers that everybody compares with.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#949494", "#ffffff", 3.033),
        ("#959595", "#ffffff", 2.995),
        ("#ff0000", "#ffffff", 3.998),
        ("#0000ff", "#ffffff", 8.592),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert colours.contrast(other, one) == colours.contrast(one, other)


# As browsers give them for oklch(from … l c h), CSS Color 4.
@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.62796, 0.25768, 29.234),
        ("#00ff00", 0.86644, 0.29483, 142.495),
        ("#0000ff", 0.45201, 0.31321, 264.052),
        ("#ffff00", 0.96798, 0.21101, 109.769),
    ],
)
def test_the_primaries_have_their_oklch(colour, lightness, chroma, hue):
    found = colours.oklch(colour)

    assert (found.lightness, found.chroma) == pytest.approx((lightness, chroma), abs=1e-4)
    assert math.degrees(found.hue) % 360 == pytest.approx(hue, abs=0.01)


@given(HEX)
def test_a_colour_comes_back_from_oklch_as_it_was(colour):
    assert colours.drawn(colours.oklch(colour)) == colour


def test_what_no_screen_shows_loses_chroma_and_keeps_its_hue():
    asked = colours.Oklch(0.7, 0.4, math.radians(150))

    found = colours.oklch(colours.drawn(asked))

    assert found.chroma < 0.25
    assert found.hue == pytest.approx(asked.hue, abs=0.02)
    assert found.lightness == pytest.approx(asked.lightness, abs=0.01)


@settings(deadline=None)
@given(HEX)
def test_the_nearest_that_passes_passes_and_moves_no_further_than_it_must(colour):
    def passes(found):
        return colours.contrast(found, "#ffffff") >= 4.5

    found = colours.nearest(colour, passes)

    assert passes(found)
    if passes(colour):
        assert found == colour
    else:
        assert colours.contrast(found, "#ffffff") < 4.7


def test_where_nothing_passes_it_says_so():
    with pytest.raises(ValueError, match="No lightness"):
        colours.nearest("#b4121c", lambda found: False)


def test_red_and_green_are_far_apart_and_alike_to_those_who_see_no_green():
    assert colours.distance("#b4121c", "#1a7a1a") > 0.25
    assert colours.distance("#b4121c", "#1a7a1a", "deuteranopia") < 0.02
    assert colours.distance("#b4121c", "#1a7a1a", "protanopia") > 0.1


@pytest.mark.parametrize("sight", colours.SIGHTS)
def test_greys_look_the_same_to_everybody(sight):
    assert colours.distance("#333333", "#cccccc", sight) == pytest.approx(
        colours.distance("#333333", "#cccccc"), abs=1e-3
    )
