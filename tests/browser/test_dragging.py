"""Films are dragged by their handle, with a mouse and on a phone; the rest of a row scrolls the page."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import scorecard
from tests.browser.scorecard import film, left_out, open_form, rank, sent_numbers, shown
from tests.build import make_post

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SCROLLED = "window.scrollY"
ORDER = ["1 Alpha", "2 Bravo", "3 Charlie", "4 Delta"]


@pytest.fixture
def context_options(request: pytest.FixtureRequest) -> dict[str, Any]:
    return getattr(request, "param", {"viewport": {"width": 1280, "height": 900}})


@pytest.fixture
def form(page: Page, live_server: LiveServer) -> Page:
    """Four of the six films are ranked."""
    open_form(page, live_server, scorecard.scorecard())
    rank(page, "Alpha", "Bravo", "Charlie", "Delta")
    return page


@pytest.fixture
def finger(page: Page) -> Iterator[CDPSession]:
    session = page.context.new_cdp_session(page)
    yield session
    session.detach()


def touch(finger: CDPSession, kind: str, *point: float) -> None:
    points = [{"x": point[0], "y": point[1]}] if point else []
    finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def handle(page: Page, title: str) -> Locator:
    return film(page, title).locator(".handle")


def take(page: Page, title: str, onto: str, *, below: int = 0) -> None:
    """Take a film with the mouse, and hold it over another's handle."""
    handle(page, title).hover()
    page.mouse.down()
    x, y = middle(handle(page, onto))
    page.mouse.move(x, y + below, steps=3)


def test_others_make_way_while_a_film_is_dragged(form: Page) -> None:
    before = middle(film(form, "Bravo"))

    take(form, "Alpha", "Bravo")

    expect(film(form, "Bravo")).to_have_attribute("style", "transform: translateY(-61px);")
    assert shown(form) == ORDER
    form.mouse.up()
    assert shown(form) == ["1 Bravo", "2 Alpha", "3 Charlie", "4 Delta"]
    assert before[1] > middle(film(form, "Bravo"))[1]


def test_a_film_is_dragged_past_several(form: Page) -> None:
    take(form, "Delta", "Alpha", below=-10)
    form.mouse.up()

    assert shown(form) == ["1 Delta", "2 Alpha", "3 Bravo", "4 Charlie"]
    assert sent_numbers(form) == {"Delta": "1", "Alpha": "2", "Bravo": "3", "Charlie": "4"}
    expect(form.get_by_role("status")).to_have_text("Delta: place 1 of 4.")


def test_escape_gives_a_drag_up(form: Page) -> None:
    take(form, "Alpha", "Charlie")
    form.keyboard.press("Escape")
    form.mouse.up()

    assert shown(form) == ORDER
    assert sent_numbers(form) == {"Alpha": "1", "Bravo": "2", "Charlie": "3", "Delta": "4"}
    assert film(form, "Bravo").get_attribute("style") == ""
    expect(form.get_by_role("status")).to_have_text("Alpha: place 1 of 4.")


def test_a_film_that_is_dropped_among_the_others_is_taken_out(form: Page) -> None:
    handle(form, "Bravo").hover()
    form.mouse.down()
    form.mouse.move(*middle(film(form, "Foxtrot")), steps=3)
    form.mouse.up()

    assert shown(form) == ["1 Alpha", "2 Charlie", "3 Delta"]
    assert left_out(form) == ["Bravo", "Echo", "Foxtrot"]
    expect(form.get_by_role("status")).to_have_text("Bravo is out of your order.")


@pytest.mark.parametrize("context_options", [PHONE], indirect=True)
def test_a_finger_on_the_handle_drags_and_does_not_scroll(form: Page, finger: CDPSession) -> None:
    handle(form, "Alpha").evaluate("handle => handle.scrollIntoView({block: 'center'})")
    before = form.evaluate(SCROLLED)
    (x, y), (_, end) = middle(handle(form, "Alpha")), middle(handle(form, "Charlie"))

    touch(finger, "Start", x, y)
    touch(finger, "Move", x, (y + end) / 2)
    touch(finger, "Move", x, end)
    touch(finger, "End")

    assert shown(form) == ["1 Bravo", "2 Charlie", "3 Alpha", "4 Delta"]
    assert form.evaluate(SCROLLED) == before


@pytest.mark.parametrize("context_options", [PHONE], indirect=True)
def test_a_finger_on_the_rest_of_a_row_scrolls_and_moves_no_film(form: Page, finger: CDPSession) -> None:
    name = film(form, "Charlie").locator("summary")
    name.evaluate("name => name.scrollIntoView({block: 'center'})")
    before = form.evaluate(SCROLLED)
    x, y = middle(name)

    touch(finger, "Start", x, y)
    for moved in range(20, 320, 20):
        touch(finger, "Move", x, y - moved)
    touch(finger, "End")

    expect(film(form, "Alpha")).not_to_be_in_viewport()
    assert form.evaluate(SCROLLED) > before + 100
    assert shown(form) == ORDER


@pytest.mark.parametrize("context_options", [PHONE], indirect=True)
def test_the_page_scrolls_when_a_film_is_dragged_to_its_edge(
    page: Page, live_server: LiveServer, finger: CDPSession
) -> None:
    post = make_post(films=[f"Film {number:02}" for number in range(1, 31)])
    open_form(page, live_server, post)
    page.get_by_role("button", name="Start from the author’s order").tap()
    handle(page, "Film 01").evaluate("handle => handle.scrollIntoView({block: 'center'})")
    x, y = middle(handle(page, "Film 01"))

    touch(finger, "Start", x, y)
    touch(finger, "Move", x, y + 50)
    touch(finger, "Move", x, 730)
    made_way = re.compile(r"translateY\(-")
    expect(film(page, "Film 24")).to_have_attribute("style", made_way, timeout=60_000)  # so many frames
    touch(finger, "Move", x, 400)
    touch(finger, "End")

    order = [line.partition(" ")[2] for line in shown(page)]
    assert order.index("Film 01") > 15
    assert [title for title in order if title != "Film 01"] == [
        f"Film {number:02}" for number in range(2, 31)
    ]
