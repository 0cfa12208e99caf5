"""What is typed stays on the device until it has arrived, and arrives once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from comments.models import Comment
from tests.browser.scorecard import address, film, open_form, open_row, rank, scorecard, send, shown, stored

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
})"""
ROWS = """films => films.map(film => [film.offsetHeight, ...[...film.querySelectorAll("*")].map(
    each => [getComputedStyle(each).font, getComputedStyle(each, "::before").content])])"""
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"


@pytest.fixture
def post() -> Post:
    return scorecard()


@pytest.fixture
def form(page: Page, live_server: LiveServer, post: Post) -> Page:
    """An order of two, a remark, a text."""
    open_form(page, live_server, post)
    rank(page, "Charlie", "Bravo")
    open_row(page, "Bravo").get_by_label("Remark on Bravo").fill("the stairs")
    page.get_by_label("Your comment").fill("Words that must not be lost.")
    return page


def expect_everything(page: Page) -> None:
    expect(page.locator("split-order.ready")).to_be_attached()
    expect(film(page, "Bravo").locator(".number")).to_have_text("2")
    assert shown(page) == ["1 Charlie", "2 Bravo"]
    expect(page.get_by_label("Remark on Bravo")).to_have_value("the stairs")
    expect(page.get_by_label("Your comment")).to_have_value("Words that must not be lost.")


def test_a_reload_in_the_middle_keeps_everything(form: Page) -> None:
    form.reload()

    expect_everything(form)
    expect(form.get_by_text("We kept what you typed on this device.")).to_be_visible()


def test_a_lost_connection_keeps_everything_and_a_retry_sends_it_once(
    form: Page, live_server: LiveServer, post: Post, complaints: list[str]
) -> None:
    form.get_by_label("Your name").fill("Ann")
    form.context.set_offline(True)
    form.get_by_role("button", name="Send your ranking").click()
    form.wait_for_url("chrome-error://**")
    form.context.set_offline(False)

    open_form(form, live_server, post)
    expect_everything(form)
    send(form)
    assert stored() == [("Charlie", 1, ""), ("Bravo", 2, "the stairs")]
    assert Comment.objects.count() == 1
    complaints.clear()  # the browser itself notes that it is offline


def test_what_arrived_though_no_answer_came_is_one_comment_when_sent_again(
    form: Page, live_server: LiveServer, post: Post, complaints: list[str]
) -> None:
    form.get_by_label("Your name").fill("Ann")
    form.route("**/rank/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    form.get_by_role("button", name="Send your ranking").click()
    form.wait_for_url("chrome-error://**")
    form.unroute("**/rank/")
    assert Comment.objects.count() == 1

    open_form(form, live_server, post)
    form.get_by_role("button", name="Send your ranking").click()
    form.wait_for_url("**/receipts/**")
    assert Comment.objects.count() == 1
    complaints.clear()  # the browser itself notes the answer that it lost


def test_a_double_click_sends_one_comment(form: Page) -> None:
    form.get_by_label("Your name").fill("Ann")

    form.get_by_role("button", name="Send your ranking").dblclick()

    form.wait_for_url("**/receipts/**")
    assert Comment.objects.count() == 1


def test_a_draft_is_gone_once_it_has_arrived(form: Page, live_server: LiveServer, post: Post) -> None:
    assert form.evaluate(DRAFTS) == 1

    send(form)

    expect(form.get_by_role("heading", level=1)).to_be_visible()
    assert form.evaluate(DRAFTS) == 0
    open_form(form, live_server, post)
    assert shown(form) == []
    assert form.context.cookies() == []


def test_another_comments_receipt_leaves_a_draft_alone(
    form: Page, live_server: LiveServer, post: Post
) -> None:
    send(form)
    receipt = form.url
    open_form(form, live_server, post)
    rank(form, "Echo")

    form.goto(receipt)
    open_form(form, live_server, post)

    assert shown(form) == ["1 Echo"]


def test_an_expired_form_loses_nothing(
    form: Page, complaints: list[str], live_server: LiveServer, post: Post
) -> None:
    form.get_by_label("Your name").fill("Ann")
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        form.get_by_role("button", name="Send your ranking").click()
        expect(form.get_by_role("alert")).to_contain_text("the form was renewed")
        expect_everything(form)
        send(form)

    assert stored() == [("Charlie", 1, ""), ("Bravo", 2, "the stairs")]
    assert form.evaluate(DRAFTS) == 0
    assert [complaint for complaint in complaints if "400" not in complaint] == []
    complaints.clear()  # the browser itself notes the answer 400


def test_a_kept_draft_can_be_thrown_away(form: Page) -> None:
    form.reload()
    form.get_by_role("button", name="Begin with an empty form").click()

    assert shown(form) == []
    expect(form.get_by_label("Your comment")).to_have_value("")
    form.reload()
    expect(form.locator("#draft")).to_be_hidden()


def test_a_draft_of_last_month_is_dropped(form: Page) -> None:
    form.evaluate("""() => {
        const key = Object.keys(localStorage).find(each => each.startsWith("draft:"));
        const draft = JSON.parse(localStorage[key]);
        draft.at -= 31 * 24 * 60 * 60 * 1000;
        localStorage[key] = JSON.stringify(draft);
    }""")
    form.reload()

    expect(form.locator("split-order.ready")).to_be_attached()
    assert shown(form) == []


def test_where_nothing_can_be_kept_the_form_works_all_the_same(
    page: Page, live_server: LiveServer, post: Post
) -> None:
    page.add_init_script(WITHOUT_STORAGE)
    open_form(page, live_server, post)

    rank(page, "Charlie")
    send(page)

    assert stored() == [("Charlie", 1, "")]


def test_the_form_opens_in_the_article_and_keeps_what_was_typed_when_closed(
    page: Page, live_server: LiveServer, post: Post
) -> None:
    article = f"{live_server.url}{post.get_absolute_url()}"
    page.goto(article)
    link = page.get_by_role("link", name="Fill in your scorecard").last

    link.click()
    expect(page.get_by_role("heading", name="Your scorecard")).to_be_focused()
    rank(page, "Charlie", "Bravo")
    page.get_by_label("Your comment").fill("Words.")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(page.get_by_label("Your comment")).to_be_hidden()

    link.click()
    assert shown(page) == ["1 Charlie", "2 Bravo"]
    expect(page.get_by_label("Your comment")).to_have_value("Words.")
    page.get_by_role("button", name="Close your scorecard").click()
    link.click()
    assert page.url == article
    send(page)
    assert stored() == [("Charlie", 1, ""), ("Bravo", 2, "")]
    assert page.context.cookies() == []


def test_the_form_looks_in_the_article_as_it_does_on_its_own_page(
    page: Page, live_server: LiveServer, post: Post
) -> None:
    open_form(page, live_server, post)
    rank(page, "Charlie")
    own = page.locator(".film").evaluate_all(ROWS)

    page.evaluate("localStorage.clear()")
    page.goto(f"{live_server.url}{post.get_absolute_url()}")
    page.get_by_role("link", name="Fill in your scorecard").last.click()
    expect(page.locator("split-order.ready")).to_be_attached()
    rank(page, "Charlie")

    assert page.locator(".film").evaluate_all(ROWS) == own


def test_where_the_form_cannot_be_fetched_the_link_leads_to_it(
    page: Page, live_server: LiveServer, post: Post, complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}{post.get_absolute_url()}")
    page.route(
        "**/rank/",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )

    page.get_by_role("link", name="Fill in your scorecard").last.click()

    page.wait_for_url(address(live_server, post))
    complaints.clear()  # the browser itself notes what it could not fetch
