"""The agreement with the author while a reader gives places: in the words of the server, order by order."""

import gzip
import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from comments import crowd, submission
from tests.browser.scorecard import open_row
from tests.build import make_entry, make_post

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "Give two films a place to see how far you agree."
SCRIPT = Path(settings.BASE_DIR, "static/js/agreement.js")
# Fill the form in with each ballot in turn, and note what is told.
FILL_IN = """ballots => ballots.map(({places, rest}) => {
    for (const [entry, place] of Object.entries(places)) {
        document.getElementById(`id_place_${entry}`).value = place;
    }
    document.querySelector(`[name=rest][value=${rest}]`).checked = true;
    document.getElementById("rank").dispatchEvent(new Event("change"));
    return document.querySelector(".told").textContent;
})"""
# How often what is read aloud has changed.
WATCH = """() => {
    window.changes = 0;
    const observer = new MutationObserver(() => { window.changes += 1; });
    observer.observe(document.querySelector(".told"), {childList: true, characterData: true});
}"""


def address(server: LiveServer, post: Post) -> str:
    return f"{server.url}{reverse('comments:rank', args=[post.slug])}"


def ballots(entries: list[int], many: int) -> list[dict[str, Any]]:
    """Many ways to fill a form in: few and all films, ties, gaps, the rest below."""
    chance = random.Random(1976)
    numbers = [[""], ["", *range(1, len(entries) + 1)], range(1, len(entries) + 1), ["", 1, 2]]
    return [
        {
            "places": {str(entry): str(chance.choice(choices)) for entry in entries},
            "rest": chance.choice(["unknown", "below"]),
        }
        for choices in (chance.choice(numbers) for _ in range(many))
    ]


def told_by_the_server(post: Post, sent: dict[str, Any]) -> str:
    entries = list(post.entries.ranked())
    places = {int(entry): int(place) for entry, place in sent["places"].items() if place}
    found = submission.ballot(places, {}, sent["rest"], [entry.pk for entry in entries])
    compared = crowd.compared(found.ordering, crowd.author_ordering(entries)) if found else None
    return compared.words if compared else BEFORE


def give(page: Page, title: str, place: str) -> None:
    """Rank a film, and move it to its place by number."""
    if page.get_by_role("button", name=f"Rank {title}", exact=True).is_visible():
        page.get_by_role("button", name=f"Rank {title}", exact=True).click()
    open_row(page, title).get_by_label(f"Place of {title}", exact=True).select_option(place)


def told(page: Page) -> Locator:
    return page.locator(".told")


@pytest.mark.parametrize("films", [2, 3, 5, 12, 25])
def test_any_order_is_told_in_the_words_of_the_server(
    page: Page, live_server: LiveServer, films: int
) -> None:
    post = make_post()
    # The author put last what came first.
    entries = [make_entry(post, f"Film {number}", films - number).pk for number in range(films)]
    sent = ballots(entries, 200)
    page.goto(address(live_server, post))

    told = page.evaluate(FILL_IN, sent)

    assert told == [told_by_the_server(post, one) for one in sent]
    assert len(set(told)) > 3


def test_a_reader_sees_the_agreement_change_and_then_finds_it_on_the_receipt(
    page: Page, live_server: LiveServer
) -> None:
    post = make_post(films=["Alpha", "Bravo", "Charlie", "Delta"])
    page.goto(address(live_server, post))
    live = told(page)
    expect(live).to_have_text(BEFORE)

    give(page, "Alpha", "2")
    give(page, "Delta", "1")
    expect(live).to_have_text("same order in 0 of 1 pair")
    page.get_by_label("They all come below these").check()
    expect(live).to_have_text("same order in 2.5 of 6 pairs, 42\u00a0%")

    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Send your ranking").click()
    expect(page.locator(".scorecard").first).to_contain_text("same order in 2.5 of 6 pairs, 42\u00a0%")


def test_a_place_stands_beside_the_authors_as_soon_as_it_is_given(
    page: Page, live_server: LiveServer
) -> None:
    post = make_post(films=["Alpha", "Bravo", "Charlie"])
    page.goto(address(live_server, post))

    give(page, "Charlie", "1")

    rows = page.locator(".beside li")
    expect(rows.nth(2)).to_contain_text("you: 1")
    expect(rows.nth(0)).not_to_contain_text("you")


def test_nothing_is_read_aloud_twice(page: Page, live_server: LiveServer) -> None:
    post = make_post(films=["Alpha", "Bravo", "Charlie"])
    page.goto(address(live_server, post))
    page.evaluate(WATCH)

    give(page, "Alpha", "1")
    give(page, "Bravo", "2")
    give(page, "Bravo", "3")
    page.get_by_label("Remark on Alpha", exact=True).fill("the stairs")

    expect(told(page)).to_have_text("same order in 1 of 1 pair")
    assert page.evaluate("window.changes") == 1


def test_what_was_chosen_is_counted_again_after_a_refusal(
    page: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    post = make_post(films=["Alpha", "Bravo"])
    page.goto(address(live_server, post))
    give(page, "Alpha", "2")
    give(page, "Bravo", "1")

    page.get_by_role("button", name="Send your ranking").click()

    expect(page.get_by_role("alert")).to_contain_text("Please give a name, any name.")
    expect(told(page)).to_have_text("same order in 0 of 1 pair")
    # The browser itself notes the answer 400 in its console.
    assert [complaint for complaint in complaints if "400" not in complaint] == []
    complaints.clear()


def test_a_focused_field_is_never_under_the_line_at_the_foot_of_a_phone(
    browser: Browser, live_server: LiveServer
) -> None:
    post = make_post(films=[f"Film {number}" for number in range(8)])
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(address(live_server, post))
    page.locator(".do-add").first.focus()

    covered = []
    for _ in range(15):
        page.keyboard.press("Tab")
        foot = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        covered.append(foot > page.evaluate("document.querySelector('.beside').getBoundingClientRect().top"))

    context.close()
    assert not any(covered)


def test_without_a_script_the_form_shows_no_empty_place_for_it(
    browser: Browser, live_server: LiveServer
) -> None:
    post = make_post(films=["Alpha", "Bravo"])
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(live_server, post))

    shown = page.locator(".live").is_visible(), page.locator(".beside-author").is_visible()

    context.close()
    assert shown == (False, True)


def test_the_script_is_small_and_only_the_form_loads_it(client: Client) -> None:
    post = make_post(films=["Alpha", "Bravo"])
    closed = make_post(films=["Alpha", "Bravo"], comments_open=False)
    pages = {
        name: client.get(at).content.decode()
        for name, at in {
            "form": reverse("comments:rank", args=[post.slug]),
            "closed form": reverse("comments:rank", args=[closed.slug]),
            "article": post.get_absolute_url(),
            "home": reverse("blog:home"),
        }.items()
    }

    assert [name for name, html in pages.items() if "agreement.js" in html] == ["form"]
    assert len(gzip.compress(SCRIPT.read_bytes(), mtime=0)) <= 1536
