"""A ranking read in a comment's words is offered on the receipt, and counts when its reader says so."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from blog.models import Alias, Post
from comments import moderation, receipt_views
from comments.models import Comment, PostTally, Ranking
from comments.submission import Submission
from tests.build import make_film, make_post
from tests.comments.sending import SAME_SITE, send
from tests.forms import sent_by
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db
TYPED = "My order of preference:\n\nRocky IV\nRocky II – the log\nRocky III\n"
OFFER = "Is this your ranking?"


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=["Rocky III", "Rocky IV", "Rocky II", "Rocky"])


def receipt(client: Client, post: Post, text: str = TYPED) -> str:
    return send(client, post, text=text)["Location"]


def use(client: Client, address: str, headers: dict[str, str] = SAME_SITE, **changed: Any) -> HttpResponse:
    page = client.get(address)
    shown = {"mark": page.context["reading"].mark} if page.context["reading"] else {}
    return client.post(address, shown | changed, headers=headers)


def approve() -> None:
    moderation.change_status([Comment.objects.get().pk], "approved")


def ranked() -> list[tuple[str, int | None, str]]:
    picks = Comment.objects.get().ranking.picks.select_related("entry__film")
    return [(pick.entry.film.title, pick.tier, pick.remark) for pick in picks]


def test_the_receipt_asks_whether_this_is_the_ranking_and_nothing_is_stored(
    client: Client, post: Post
) -> None:
    page = client.get(receipt(client, post))

    html = page.content.decode()
    assert OFFER in html
    assert [line.entry.film.title for line in page.context["scorecard"]] == [
        "Rocky IV",
        "Rocky II",
        "Rocky III",
    ]
    assert '<span class="remark">the log</span>' in html
    assert not Ranking.objects.exists()


def test_a_press_of_the_button_ranks_as_was_shown(client: Client, post: Post) -> None:
    address = receipt(client, post)

    response = use(client, address)

    assert response["Location"] == address
    assert ranked() == [("Rocky IV", 1, ""), ("Rocky II", 2, "the log"), ("Rocky III", 3, "")]
    assert OFFER not in client.get(address).content.decode()


def test_the_form_on_the_page_sends_what_the_button_needs(client: Client, post: Post) -> None:
    address = receipt(client, post)
    page = client.get(address)

    response = client.post(address, sent_by(page, "use-reading"), headers=SAME_SITE)

    assert response.status_code == 302


def test_a_held_comment_stays_held_and_counts_when_it_is_let_in(client: Client, post: Post) -> None:
    use(client, receipt(client, post))
    held = PostTally.objects.filter(post=post, readers=1).exists()

    approve()

    assert not held
    assert PostTally.objects.get().readers == 1
    assert agrees_with_recount(post)


def test_an_approved_comment_stays_approved_and_counts_at_once(client: Client, post: Post) -> None:
    address = receipt(client, post)
    approve()
    revision = Post.objects.get().revision

    use(client, address)

    assert Comment.objects.get().status == "approved"
    assert PostTally.objects.get().readers == PostTally.objects.get().comments == 1
    assert Post.objects.get().revision > revision
    assert agrees_with_recount(post)


def test_a_second_press_changes_nothing_and_says_so(client: Client, post: Post) -> None:
    address = receipt(client, post)
    mark = client.get(address).context["reading"].mark
    use(client, address)

    response = client.post(address, {"mark": mark}, headers=SAME_SITE)

    assert receipt_views.ALREADY in response.content.decode()
    assert Ranking.objects.count() == 1


def test_the_second_of_two_at_once_is_told_that_it_was_done(
    client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = receipt(client, post)
    rank = moderation.rank
    monkeypatch.setattr(moderation, "rank", lambda pk, ballot: rank(pk, ballot) and rank(pk, ballot))

    response = use(client, address)

    assert receipt_views.ALREADY in response.content.decode()
    assert len(ranked()) == 3


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}]
)
def test_another_site_cannot_press_the_button(client: Client, post: Post, headers: dict[str, str]) -> None:
    response = use(client, receipt(client, post), headers)

    assert response.status_code == 403
    assert receipt_views.ELSEWHERE in response.content.decode()
    assert not Ranking.objects.exists()


def test_a_browser_that_only_knows_origins_may_press_it(client: Client, post: Post) -> None:
    address = receipt(client, post)

    response = use(client, address, {"Origin": "http://testserver"})

    # With "no-referrer" such a browser would send "null".
    assert client.get(receipt(client, post))["Referrer-Policy"] == "same-origin"
    assert response.status_code == 302


def test_only_what_was_shown_is_used(client: Client, post: Post) -> None:
    address = receipt(client, post)
    shown = client.get(address).context["reading"].mark
    moderation.revise(
        Comment.objects.get().pk, Submission("Ann", TYPED.replace("Rocky III", "Rocky I"), key=None)
    )

    response = client.post(address, {"mark": shown}, headers=SAME_SITE)

    assert response.status_code == 409
    assert receipt_views.CHANGED in response.content.decode()
    assert not Ranking.objects.exists()


def test_a_film_that_left_the_post_meanwhile_is_not_ranked(
    client: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = receipt(client, post)
    rank = moderation.rank

    def late(pk: int, ballot: Any) -> bool:
        post.entries.get(film__title="Rocky II").delete()
        return rank(pk, ballot)

    monkeypatch.setattr(moderation, "rank", late)
    response = use(client, address)

    assert response.status_code == 409
    assert not Ranking.objects.exists()


@pytest.mark.parametrize("status", ["spam", "removed"])
def test_nothing_is_offered_where_a_comment_was_taken_out(client: Client, post: Post, status: str) -> None:
    address = receipt(client, post)
    mark = client.get(address).context["reading"].mark
    moderation.change_status([Comment.objects.get().pk], status)

    response = client.post(address, {"mark": mark}, headers=SAME_SITE)

    assert response.status_code == 403
    assert OFFER not in client.get(address).content.decode()
    assert not Ranking.objects.exists()


def test_nothing_is_offered_once_the_post_is_closed(client: Client, post: Post) -> None:
    address = receipt(client, post)
    mark = client.get(address).context["reading"].mark
    Post.objects.update(comments_open=False)

    response = client.post(address, {"mark": mark}, headers=SAME_SITE)

    assert response.status_code == 403
    assert OFFER not in client.get(address).content.decode()
    assert not Ranking.objects.exists()


def test_nothing_is_offered_for_words_that_are_no_ranking_or_come_with_one(
    client: Client, post: Post
) -> None:
    words = receipt(client, post, text="Rocky II it is, and I love it.")
    entry = post.entries.get(film__title="Rocky")
    own = send(client, post, text=TYPED, **{f"place_{entry.pk}": "1"})["Location"]

    assert OFFER not in client.get(words).content.decode()
    assert OFFER not in client.get(own).content.decode()


def test_the_answer_is_private_and_sets_no_cookie(client: Client, post: Post) -> None:
    address = receipt(client, post)
    refused = use(client, address, {})

    response = use(client, address)

    assert "no-store" in refused["Cache-Control"]
    assert "noindex" in refused["X-Robots-Tag"]
    assert not response.cookies
    assert not refused.cookies


def test_a_wrong_key_is_no_receipt(client: Client) -> None:
    assert client.post("/receipts/nobodys/", headers=SAME_SITE).status_code == 404


def test_no_session_and_no_token_is_needed(post: Post) -> None:
    client = Client(enforce_csrf_checks=True)

    assert use(client, receipt(client, post)).status_code == 302


def test_what_was_doubted_and_not_understood_is_shown(client: Client, post: Post) -> None:
    Alias.objects.create(film=make_film("Other"), name="x")
    page = client.get(receipt(client, post, "My ranking:\n1. Rocky IV\n2. Rokcy III\n3. Rambo\n4. Rocky II"))

    reading = page.context["reading"]
    html = page.content.decode()
    assert reading.doubtful or reading.unread
    for line in (*reading.doubtful.values(), *reading.unread):
        assert line in html
