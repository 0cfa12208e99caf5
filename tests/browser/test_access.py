"""That everybody can read every page and reach all that is on it: checked by axe-core, and by measuring."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.everypage import every_page

pytestmark = pytest.mark.django_db(transaction=True)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = {"runOnly": ["color-contrast"]}
# WCAG 2.2, 1.4.12; and 1.4.4, where all sizes grow with the text.
SPACED = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }"""
TWICE_AS_LARGE = ":root { font-size: 200% !important }"
CLIPPED = """() => {
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const cut = (element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const field = element.matches("button, select");
        const wide = element.scrollWidth > element.clientWidth + 1;
        const high = element.scrollHeight > element.clientHeight + 1;
        return (wide && (field || hides(overflowX))) || (high && (field || hides(overflowY)));
    };
    return [...document.querySelectorAll("body *:not(svg, svg *)")]
        .filter((element) => element.checkVisibility() && element.textContent.trim())
        .filter((element) => !element.closest(".unseen, .skip") && cut(element))
        .map((element) => `${element.localName}.${element.className} ${element.textContent.slice(0, 40)}`);
}"""
SMALL = """() => {
    const primary = "button, .button, select, textarea, .masthead a, summary, input:not([type=radio],"
        + "[type=checkbox], [type=hidden])";
    return [...document.querySelectorAll(primary)]
        .filter((element) => element.checkVisibility() && !element.closest(".unseen"))
        .map((element) => [element.getBoundingClientRect(), element])
        .filter(([box]) => box.height < 44 || box.width < 44)
        .map(([box, element]) => `${element.localName} ${element.textContent.trim().slice(0, 40)}`
            + ` ${box.width} by ${box.height}`);
}"""


@pytest.fixture
def context_options() -> dict[str, Any]:
    # Our own policy would refuse the style that the tests add. Nothing moves while it is measured.
    return {"viewport": {"width": 1280, "height": 900}, "bypass_csp": True, "reduced_motion": "reduce"}


@pytest.fixture
def pages(page: Page, live_server: LiveServer) -> dict[str, str]:
    """An address for each page, at which the browser gets it as it was made."""
    addresses = {}
    for name, html in every_page().items():
        addresses[name] = f"{live_server.url}/looking-at/{name.replace(' ', '-')}"
        page.route(addresses[name], giving(html))
    return addresses


def giving(html: str) -> Callable[[Route], None]:
    def give(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    return give


def broken(page: Page, scheme: Any, options: dict[str, Any]) -> list[str]:
    """What axe-core has to say about the page in this colour scheme."""
    page.emulate_media(color_scheme=scheme)
    results = Axe().run(page, options=options).response
    assert results["passes"]
    return [
        f"{scheme}: {rule['id']}: {node['html']}" for rule in results["violations"] for node in rule["nodes"]
    ]


def lost(page: Page) -> list[str]:
    """What of the page's text cannot be read without scrolling sideways, or at all."""
    least, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
    return [*page.evaluate(CLIPPED), *([f"{needed} wide on {least}"] if needed > least else [])]


@pytest.mark.parametrize(("width", "style"), [(320, SPACED), (1280, TWICE_AS_LARGE)], ids=["narrow", "wide"])
def test_every_page_can_be_read_and_used_by_everybody(
    page: Page, pages: dict[str, str], width: int, style: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wrong = {}

    for name, address in pages.items():
        page.goto(address)
        found = broken(page, "light", RULES) + broken(page, "dark", COLOURS)
        found += lost(page) + page.evaluate(SMALL)
        page.add_style_tag(content=style)
        found += [f"after {style.split()[0]}: {words}" for words in lost(page)]
        wrong[name] = found

    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<img src='/a.png'>", "image-alt"),
        ("<p style='color: #999; background: #fff'>Words.</p>", "color-contrast"),
        ("<div style='height: 1em; overflow: hidden'>Words.<br>Lost.</div>", "Lost"),
        ("<p style='width: 3000px'>Words.</p>", "3000 wide"),
        ("<button>x</button>", "button x"),
    ],
)
def test_what_is_wrong_is_found(page: Page, live_server: LiveServer, body: str, complaint: str) -> None:
    address = f"{live_server.url}/wrong/"
    html = (
        f"<!doctype html><html lang=en><title>Wrong</title><style>*{{margin:0}}</style><main><h1>A</h1>{body}"
    )
    page.route(address, giving(html))
    page.route("**/a.png", lambda route: route.fulfill(body="", content_type="image/png"))

    page.goto(address)

    found = broken(page, "light", RULES) + lost(page) + page.evaluate(SMALL)
    assert any(complaint in words for words in found)
