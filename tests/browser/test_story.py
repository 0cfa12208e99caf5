"""The whole story on a phone: read, rank, be held, be approved, see the crowd move, and move back."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from comments.models import Comment
from tests.browser.conftest import listen
from tests.browser.scorecard import film, open_row
from tests.build import make_comment, make_post, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long enough password"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def context_options(request: pytest.FixtureRequest) -> dict[str, Any]:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    return {**phone, "java_script_enabled": request.param}


@pytest.fixture
def post() -> Post:
    make_user("mod", role="Moderators", password=PASSWORD)
    post = make_post("Rocky by montage", films=["Rocky IV", "Rocky II", "Rocky III", "Rocky V"])
    for _ in range(3):
        make_comment(post, ["Rocky IV", "Rocky II", "Rocky III"])
        make_comment(post, ["Rocky II", "Rocky IV", "Rocky III"])
    return post


@pytest.fixture
def moderator(browser: Browser, live_server: LiveServer, post: Post, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: listen(message, complaints))
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill("mod")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    yield page
    context.close()


def etag(page: Page, address: str) -> str:
    response = page.request.get(address)
    assert "set-cookie" not in response.headers
    return response.headers["etag"]


def crowd_order(page: Page, address: str) -> list[str]:
    page.goto(address)
    return page.locator(".corner.blue .order li").all_inner_texts()


def rank(page: Page, post: Post, order: list[str], level: list[str], remarks: dict[str, str]) -> None:
    """With buttons, which a script takes or the server."""
    for title in order:
        page.get_by_role("button", name=f"Rank {title}", exact=True).click()
        expect(film(page, title).locator(".number")).not_to_have_text("")
    for title in level:
        open_row(page, title).get_by_role("button", name="Level with").click()
        expect(film(page, title).locator(".number")).to_have_text(re.compile("="))
    for title, remark in remarks.items():
        open_row(page, title).get_by_label(f"Remark on {title}", exact=True).fill(remark)


def decide(moderator: Page, server: str, verb: str) -> None:
    moderator.goto(f"{server}/admin/comments/comment/")
    moderator.get_by_role("button", name=f"{verb}: comment of Adrian").click()
    expect(moderator.locator(".messagelist")).to_be_visible()


def test_a_reader_ranks_and_the_crowd_moves_when_the_moderator_says_so(
    page: Page, moderator: Page, post: Post, live_server: LiveServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    article = f"{live_server.url}{post.get_absolute_url()}"
    before, tag = crowd_order(page, article), etag(page, article)

    page.get_by_role("link", name="Fill in your scorecard").first.click()
    rank(
        page,
        post,
        ["Rocky II", "Rocky IV", "Rocky V"],
        ["Rocky V"],
        {"Rocky II": "the chicken", "Rocky V": "no"},
    )
    page.get_by_label("Your name").fill("Adrian")
    page.get_by_role("button", name="Send your ranking").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("the chicken")).to_be_visible()
    assert "/receipts/" in page.url
    assert Comment.objects.get(name="Adrian").status == "pending"
    assert (crowd_order(page, article), etag(page, article)) == (before, tag)
    expect(page.get_by_text("the chicken")).to_have_count(0)

    decide(moderator, live_server.url, "Approve")
    approved, approved_tag = crowd_order(page, article), etag(page, article)
    expect(page.get_by_text("the chicken")).to_be_visible()

    decide(moderator, live_server.url, "Spam")
    after, after_tag = crowd_order(page, article), etag(page, article)

    assert approved != before
    assert after == before
    assert len({tag, approved_tag, after_tag}) == 3
    assert page.context.cookies() == []
    assert [record.getMessage() for record in caplog.records] == []


def test_a_rejected_form_comes_back_with_everything_typed(
    page: Page, post: Post, live_server: LiveServer, complaints: list[str]
) -> None:
    page.goto(f"{live_server.url}{post.get_absolute_url()}rank/")

    rank(page, post, ["Rocky II"], [], {"Rocky II": "the chicken"})
    page.get_by_label("Your comment").fill("Words that must not be lost.")
    page.get_by_role("button", name="Send your ranking").click()

    expect(page.get_by_role("alert")).to_contain_text("Your name")
    expect(page.get_by_label("Your comment")).to_have_value("Words that must not be lost.")
    expect(film(page, "Rocky II").locator(".number")).to_have_text("1")
    expect(film(page, "Rocky II").locator("[name^=place_]")).to_have_value("1")
    expect(page.get_by_label("Remark on Rocky II", exact=True)).to_have_value("the chicken")
    expect(page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
    # The browser itself notes the answer 400 in its console.
    assert [complaint for complaint in complaints if "400" not in complaint] == []
    complaints.clear()


def test_a_form_on_another_site_cannot_send_a_comment(
    page: Page, post: Post, live_server: LiveServer, complaints: list[str]
) -> None:
    form = f"""<form method="post" action="{live_server.url}{post.get_absolute_url()}rank/">
        <input name="name" value="Mallory"><input name="text" value="Words."><button>Go</button></form>"""
    elsewhere = "http://elsewhere.localhost/"
    page.route(elsewhere, lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto(elsewhere)

    page.get_by_role("button", name="Go").click()

    expect(page.get_by_role("alert")).to_contain_text("did not come from our own page")
    assert not Comment.objects.filter(name="Mallory").exists()
    assert [complaint for complaint in complaints if "403" not in complaint] == []
    complaints.clear()


def test_the_story_can_be_walked_with_the_keyboard_alone(
    page: Page, post: Post, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}{post.get_absolute_url()}rank/")

    rank(page, post, ["Rocky II"], [], {"Rocky II": "the chicken"})
    page.locator("#main").focus()

    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.type || ''"))

    ranked = post.entries.get(film__title="Rocky II")
    wanted = [f"remark_{ranked.pk}", f"place_{ranked.pk}", "paste", "rest", "text", "name", "email", "send"]
    page_has = ["paste"] if page.locator("[name=paste]").is_visible() else []
    wanted = [name for name in wanted if name != "paste" or page_has]
    assert [name for name in dict.fromkeys(reached) if name in wanted] == wanted


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, post: Post, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    film = post.entries.first().film
    paths = [
        "/",
        post.get_absolute_url(),
        f"{post.get_absolute_url()}rank/",
        film.get_absolute_url(),
        "/search/?q=rocky",
    ]

    for path in paths:
        page.goto(f"{live_server.url}{path}")

        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
