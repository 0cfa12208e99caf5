"""How the main pages stand on a screen: nothing moves, nothing sticks out, little is fetched.

Where SCREENSHOTS names a folder, a picture of each page in each width and scheme is left there.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

from tests.everypage import World, make_world, paths

pytestmark = pytest.mark.django_db(transaction=True)
SHOWN = ("home", "article", "film", "form", "receipt", "ranking", "crowd", "error 404")
SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: "layout-shift", buffered: true });
}"""
DOWN = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let at = 0; at < document.body.scrollHeight; at += innerHeight / 2) {
        scrollTo(0, at);
        await frame();
        await frame();
    }
    await Promise.all([...document.images].map((image) => image.decode()));
    await frame();
    await frame();
}"""


@pytest.fixture
def world(live_server: LiveServer) -> World:
    return make_world()


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{name.replace(' ', '-')}.png"), full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_main_page_scrolls_sideways(
    page: Page, world: World, live_server: LiveServer, scheme: Any, complaints: list[str]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    too_wide = []

    for name in SHOWN:
        page.goto(f"{live_server.url}{paths(world)[name]}")
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            needed = page.evaluate("document.documentElement.scrollWidth")
            too_wide += [f"{name}: {needed} on {width}"] if needed > width else []
            keep(page, f"{name} {width} {scheme}")

    assert too_wide == []
    # The browser itself notes the missing page in its console.
    assert [complaint for complaint in complaints if "404" not in complaint] == []
    complaints.clear()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_on_the_article_moves_while_it_loads_and_is_read(
    page: Page, world: World, live_server: LiveServer, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(f"({SHIFTS})()")

    page.goto(f"{live_server.url}{world.post.get_absolute_url()}", wait_until="networkidle")
    page.evaluate(DOWN)

    assert page.evaluate("shifts") == []


def test_a_shift_would_be_noticed(page: Page, world: World, live_server: LiveServer) -> None:
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{live_server.url}{world.post.get_absolute_url()}", wait_until="networkidle")

    page.evaluate("document.querySelector('h1').before(document.createElement('hr'), 'Moved. '.repeat(200))")
    page.evaluate(DOWN)

    assert page.evaluate("shifts.length") > 0


def test_ten_requests_at_most_come_before_the_posters_and_none_leaves_the_site(
    page: Page, world: World, live_server: LiveServer
) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))

    page.goto(f"{live_server.url}{world.post.get_absolute_url()}", wait_until="networkidle")
    before = len(asked)
    page.evaluate(DOWN)

    assert before <= 10
    scripts = [request.url for request in asked[:before] if request.resource_type == "script"]
    assert not [request.url for request in asked[:before] if request.resource_type == "image"]
    assert scripts == [f"{live_server.url}/static/js/open-rank.js"]  # opens the form in place, a kilobyte
    assert sum("/media/pictures/" in request.url for request in asked) == 6
    assert all(request.url.startswith(live_server.url) for request in asked)
