"""The crowd's page in a browser: its pictures stay in their frames, and all works without a script."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from tests.build import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)
LONG = [
    "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
    "WWWWWWWWWWWWWWWWWWWWWWWW MMMMMM",
    "Up",
    "Rocky Balboa",
]
# The texts of the pictures that are shown which leave their picture, or lie on one another.
ASTRAY = """() => [...document.querySelectorAll(".chart svg")].filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map(
      text => [text.textContent, text.getBoundingClientRect()]);
    const out = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    const over = texts.filter(([, box], at) => texts.slice(at + 1).some(([, other]) =>
      Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1
      && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 0.4 * box.height));
    return [...out, ...over].map(([text]) => text);
  })"""


@pytest.fixture
def context_options() -> dict[str, Any]:
    return {"java_script_enabled": True, "viewport": {"width": 320, "height": 740}}


@pytest.fixture
def post() -> Post:
    post = make_post("Long titles", films=LONG)
    for order in (LONG[::-1], LONG[2:] + LONG[:2], LONG[::-1], [LONG[1:3], LONG[0]]):
        tiers = [tuple(tier) if isinstance(tier, list) else tier for tier in order]
        make_comment(post, tiers, remarks={LONG[0]: "It is the title that wins."})
    return post


def visit(page: Page, server: LiveServer, post: Post) -> None:
    page.goto(f"{server.url}{post.get_absolute_url()}crowd/")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_text_of_a_picture_is_cut_or_lies_on_another(
    page: Page, post: Post, live_server: LiveServer, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    visit(page, live_server, post)

    assert page.locator(".chart svg:visible").count() == 3
    assert page.evaluate(ASTRAY) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways_with_all_of_it_open(
    page: Page, post: Post, live_server: LiveServer, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    visit(page, live_server, post)

    for summary in page.locator("summary").all():
        summary.click()

    assert page.locator("details[open]").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_colours_are_lost_the_heat_map_is_squares(
    page: Page, post: Post, live_server: LiveServer
) -> None:
    visit(page, live_server, post)
    squares, shades = (".heat svg:visible path:last-of-type", ".heat svg:visible [fill-opacity]")
    coloured = page.locator(squares).is_visible(), page.locator(shades).first.is_visible()

    page.emulate_media(forced_colors="active")

    assert coloured == (False, True)
    assert page.locator(squares).is_visible()
    assert not page.locator(shades).first.is_visible()


class TestWithoutAScript:
    @pytest.fixture
    def context_options(self) -> dict[str, Any]:
        return {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}

    def test_two_films_chosen_by_a_reader_meet(self, page: Page, post: Post, live_server: LiveServer) -> None:
        visit(page, live_server, post)

        page.get_by_label("One film").select_option(label=LONG[3])
        page.get_by_label("The other").select_option(label=LONG[4])
        page.get_by_role("button", name="Let them meet").click()

        meet = page.get_by_role("region", name="Head to head")
        expect(meet).to_contain_text("3 of 4 readers ranked both: 1 put Up above, 2 put Rocky Balboa above.")

    def test_a_listener_hears_the_order_and_no_picture(
        self, page: Page, post: Post, live_server: LiveServer
    ) -> None:
        visit(page, live_server, post)

        heard = page.get_by_role("region", name="The crowd’s order").aria_snapshot()

        assert "Against Up" in heard
        assert "img" not in heard
        assert "1 Rocky Balboa up 4 , against number 5" in heard
