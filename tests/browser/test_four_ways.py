"""One ordering made with a mouse, with taps, by keyboard alone and without a script: the same ballot."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import scorecard
from tests.browser.scorecard import FILMS, WANTED, film, open_form, open_row, rank, send, shown, stored

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
FOCUSED = """() => {
    const at = document.activeElement;
    return [at.closest(".film")?.dataset.title ?? "", at.value || at.localName];
}"""


@pytest.fixture
def context_options(request: pytest.FixtureRequest) -> dict[str, Any]:
    return getattr(request, "param", {"viewport": {"width": 1280, "height": 900}})


def tab_to(page: Page, title: str, what: str, key: str = "Tab") -> None:
    """Go on with the key until a film's button, field or summary has the focus."""
    for _ in range(80):
        found, value = page.evaluate(FOCUSED)
        if found == title and value.partition(":")[0] == what:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{what} of {title} is not reached with {key}")


def test_with_a_mouse(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, scorecard.scorecard())
    rank(page, "Alpha", "Bravo", "Charlie", "Echo")

    film(page, "Charlie").locator(".handle").hover()
    page.mouse.down()
    film(page, "Alpha").locator(".handle").hover(position={"x": 20, "y": 5})
    page.mouse.up()
    page.get_by_role("button", name="Move Echo up").click()
    open_row(page, "Echo").get_by_role("button", name="Level with").click()
    open_row(page, "Alpha").get_by_label("Remark on Alpha").fill("the stairs")
    send(page)

    assert stored() == WANTED


@pytest.mark.parametrize("context_options", [PHONE], indirect=True)
def test_with_taps_on_a_phone(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, scorecard.scorecard())

    for title in ["Charlie", "Alpha", "Echo", "Bravo"]:
        page.get_by_role("button", name=f"Rank {title}", exact=True).tap()
    film(page, "Echo").locator("summary").tap()
    film(page, "Echo").get_by_role("button", name="Level with").tap()
    film(page, "Alpha").locator("summary").tap()
    film(page, "Alpha").get_by_label("Remark on Alpha").fill("the stairs")
    send(page)

    assert stored() == WANTED


@pytest.mark.parametrize("context_options", [PHONE], indirect=True)
def test_six_films_are_ranked_with_six_taps(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, scorecard.scorecard())

    for title in reversed(FILMS):
        page.get_by_role("button", name=f"Rank {title}", exact=True).tap()

    assert shown(page) == [f"{place} {title}" for place, title in enumerate(reversed(FILMS), 1)]


@pytest.mark.parametrize("context_options", [PHONE], indirect=True)
def test_the_next_film_comes_under_the_finger(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, scorecard.scorecard())
    page.get_by_role("button", name="Rank Alpha", exact=True).scroll_into_view_if_needed()
    box = page.get_by_role("button", name="Rank Alpha", exact=True).bounding_box()
    assert box

    for _ in range(3):
        page.touchscreen.tap(box["x"] + 20, box["y"] + box["height"] / 2)

    assert shown(page) == ["1 Alpha", "2 Bravo", "3 Charlie"]


def test_with_the_keyboard_alone(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, scorecard.scorecard())

    tab_to(page, "Alpha", "add")
    for _ in range(3):
        page.keyboard.press("Enter")  # the focus goes on to the next film
    tab_to(page, "Echo", "add")
    page.keyboard.press("Enter")
    tab_to(page, "Charlie", "out", "Shift+Tab")
    page.keyboard.press("Alt+Home")
    tab_to(page, "Echo", "out")
    page.keyboard.press("Alt+ArrowUp")
    tab_to(page, "Echo", "summary", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Echo", "level")
    page.keyboard.press("Enter")
    tab_to(page, "Alpha", "summary", "Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("the stairs")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ann")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipts/**")

    assert stored() == WANTED


@pytest.mark.parametrize("context_options", [{**PHONE, "java_script_enabled": False}], indirect=True)
def test_without_a_script_by_buttons(page: Page, live_server: LiveServer) -> None:
    page.goto(scorecard.address(live_server, scorecard.scorecard()))
    rank(page, "Charlie", "Alpha", "Echo", "Bravo")
    film(page, "Echo").get_by_role("button", name="Level with").click()
    open_row(page, "Alpha").get_by_label("Remark on Alpha").fill("the stairs")
    send(page)

    assert stored() == WANTED


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_by_numbers(page: Page, live_server: LiveServer) -> None:
    page.goto(scorecard.address(live_server, scorecard.scorecard()))
    for title, place in {"Charlie": "1", "Alpha": "3", "Echo": "3", "Bravo": "6"}.items():
        page.get_by_label(f"Place of {title}").select_option(place)
    open_row(page, "Alpha").get_by_label("Remark on Alpha").fill("the stairs")
    send(page)

    assert stored() == WANTED


def test_no_way_leaves_a_cookie(page: Page, live_server: LiveServer) -> None:
    open_form(page, live_server, scorecard.scorecard())
    rank(page, "Charlie")
    send(page)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.context.cookies() == []
