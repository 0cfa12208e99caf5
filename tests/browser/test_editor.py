"""The lists with their script: each step is told, the focus stays, undo goes back, many films cost little."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from comments.models import Comment
from tests.browser import scorecard
from tests.browser.scorecard import film, left_out, open_form, open_row, rank, sent_numbers, shown
from tests.build import make_post

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPTS = Path(settings.BASE_DIR, "static/js")
# Count what a step changes, and how often it makes the browser lay the page out.
WATCH = """() => {
    window.records = 0;
    const observer = new MutationObserver(records => { window.records += records.length; });
    observer.observe(document.querySelector("split-order"), {childList: true, subtree: true});
}"""


@pytest.fixture
def form(page: Page, live_server: LiveServer) -> Page:
    """Four of the six films are ranked."""
    open_form(page, live_server, scorecard.scorecard())
    rank(page, "Alpha", "Bravo", "Charlie", "Delta")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("Rank Echo", "Echo: place 5 of 5."),
        ("Move Charlie up", "Charlie: place 2 of 4."),
        ("Move Charlie down", "Charlie: place 4 of 4."),
        ("Take Charlie out", "Charlie is out of your order."),
        ("Start again", "Your order is empty again. Undo brings it back."),
        ("Undo", "Your last step is undone."),
        ("Start from the author’s order", "Your order is the author’s now. Change what you see differently."),
    ],
)
def test_each_step_is_told(form: Page, button: str, said: str) -> None:
    press(form, button)

    expect(form.get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize(
    ("button", "said"),
    [("Move Alpha up", "Alpha is first already."), ("Move Delta down", "Delta is last already.")],
)
def test_a_step_that_goes_no_further_is_told_each_time(form: Page, button: str, said: str) -> None:
    told = []

    for _ in range(3):
        press(form, button)
        told.append(form.get_by_role("status").text_content() or "")

    assert [words.strip() for words in told] == [said] * 3
    assert told[0] != told[1] != told[2]  # the same words again would not be read out


def test_level_films_share_a_place_and_part_again(form: Page) -> None:
    level = open_row(form, "Bravo").get_by_role("button", name="Level with")

    level.click()
    assert shown(form) == ["1= Alpha", "1= Bravo", "3 Charlie", "4 Delta"]
    expect(form.get_by_role("status")).to_have_text("Bravo: level at place 1 of 4.")
    open_row(form, "Bravo").get_by_role("button", name="No longer level").click()
    assert shown(form) == ["1 Alpha", "2 Bravo", "3 Charlie", "4 Delta"]


def test_a_place_that_is_chosen_moves_the_film(form: Page) -> None:
    open_row(form, "Delta").get_by_label("Place of Delta").select_option("2")

    assert shown(form) == ["1 Alpha", "2 Delta", "3 Bravo", "4 Charlie"]
    open_row(form, "Alpha").get_by_label("Place of Alpha").select_option("")
    assert shown(form) == ["1 Delta", "2 Bravo", "3 Charlie"]


def test_the_focus_stays_on_the_button_of_the_film_that_moves(form: Page) -> None:
    up = form.get_by_role("button", name="Move Delta up")
    up.focus()

    for _ in range(3):
        form.keyboard.press("Enter")
        expect(up).to_be_focused()
    assert shown(form)[0] == "1 Delta"


def test_the_focus_goes_on_where_its_button_is_gone(form: Page) -> None:
    form.get_by_role("button", name="Take Bravo out").focus()
    form.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Rank Bravo", exact=True)).to_be_focused()

    for following in ["Echo", "Foxtrot"]:
        form.keyboard.press("Enter")
        expect(form.get_by_role("button", name=f"Rank {following}", exact=True)).to_be_focused()


def test_steps_are_undone_one_by_one_back_to_the_start(form: Page) -> None:
    press(form, "Move Charlie up")
    press(form, "Start again")

    press(form, "Undo")
    assert shown(form) == ["1 Alpha", "2 Charlie", "3 Bravo", "4 Delta"]
    for _ in range(5):
        press(form, "Undo")
    assert shown(form) == []
    assert left_out(form) == scorecard.SHELF
    press(form, "Undo")
    expect(form.get_by_role("status")).to_have_text("There is nothing to undo.")


def test_a_list_that_is_pasted_goes_to_the_server_and_its_order_can_be_moved(form: Page) -> None:
    form.get_by_text("Paste your list").click()
    form.get_by_label("Your list, one film a line").fill("1. Foxtrot\n2. Echo")
    press(form, "Read it")
    expect(form.get_by_role("status")).to_contain_text("Your list is read.")

    press(form, "Move Echo up")
    assert sent_numbers(form) == {"Echo": "1", "Foxtrot": "2"}
    press(form, "Undo")
    press(form, "Undo")
    assert shown(form) == ["1 Alpha", "2 Bravo", "3 Charlie", "4 Delta"]


def test_where_the_script_fails_the_server_takes_the_step(
    page: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    open_form(page, live_server, scorecard.scorecard())
    page.locator(".editor-status").evaluate("status => status.remove()")

    press(page, "Rank Bravo")

    expect(page.get_by_role("status")).to_have_text("Bravo: place 1 of 1.")
    assert shown(page) == ["1 Bravo"]
    complaints.clear()  # the script says what it missed


def test_a_step_among_a_hundred_films_touches_few_of_them(page: Page, live_server: LiveServer) -> None:
    post = make_post(films=[f"Film {number:03}" for number in range(1, 101)])
    open_form(page, live_server, post)
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable")
    press(page, "Start from the author’s order")
    costs = {}

    page.evaluate(WATCH)
    for button in ["Move Film 050 up", "Move Film 070 down", "Take Film 020 out"]:
        page.evaluate("window.records = 0")
        before = layouts(metrics)
        page.get_by_role("button", name=button).evaluate("button => button.click()")
        costs[button] = page.evaluate("window.records"), layouts(metrics) - before

    assert len(shown(page)) == 99
    # One film leaves its place and comes to another, numbers and the status change.
    assert costs["Move Film 050 up"][0] <= 10
    assert costs["Move Film 070 down"][0] <= 10
    assert costs["Take Film 020 out"][0] <= 110  # each number below is another one
    assert max(laid_out for _, laid_out in costs.values()) <= 6


def layouts(metrics: CDPSession) -> int:
    found = metrics.send("Performance.getMetrics")["metrics"]
    return next(int(each["value"]) for each in found if each["name"] == "LayoutCount")


def test_a_film_is_found_by_its_name_and_ranked_with_enter(page: Page, live_server: LiveServer) -> None:
    post = make_post(films=[f"Film {number:02}" for number in range(1, 13)] + ["Amélie"])
    open_form(page, live_server, post)

    page.get_by_label("Find a film").fill("amel")
    expect(film(page, "Film 01")).to_be_hidden()
    page.keyboard.press("Enter")

    assert shown(page) == ["1 Amélie"]
    page.get_by_label("Find a film").fill("")
    expect(film(page, "Film 01")).to_be_visible()


@pytest.mark.parametrize("looked_for", ["no such film", ""])
def test_enter_among_the_films_to_find_never_sends_the_form(
    page: Page, live_server: LiveServer, looked_for: str
) -> None:
    open_form(page, live_server, make_post(films=[f"Film {number:02}" for number in range(1, 13)]))
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Your comment").fill("Words that wait.")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    page.get_by_label("Find a film").fill(looked_for)
    page.keyboard.press("Enter")

    expect(page.get_by_label("Find a film")).to_be_focused()
    assert shown(page) == []
    assert "POST" not in sent
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("script", "most"), [("split-order.js", 3 * 1024), ("open-rank.js", 1024)])
def test_the_scripts_are_small(script: str, most: int) -> None:
    assert len(gzip.compress((SCRIPTS / script).read_bytes(), mtime=0)) <= most


def test_who_only_reads_loads_nothing_of_the_editor(client: Client) -> None:
    post = scorecard.scorecard()
    article = client.get(post.get_absolute_url()).content.decode()
    form = client.get(reverse("comments:rank", args=[post.slug])).content.decode()

    for name in ["split-order.js", "draft.js", "agreement.js", "editor.css", "drag.css", "forms.css"]:
        assert name in form
        assert name not in article
    assert "open-rank.js" in article
