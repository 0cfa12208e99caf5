"""The form at /posts/<slug>/rank/: what it takes, and who sees it."""

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Comment
from tests.build import make_comment
from tests.comments.sending import TYPED, errors, place, remark, rocky, send

pytestmark = pytest.mark.django_db


def test_the_form_starts_with_no_order(client: Client) -> None:
    response = client.get(reverse("comments:rank", args=[rocky().slug]))

    assert response.status_code == 200
    assert b" selected" not in response.content.replace(b'<option value="" selected', b"")


def test_an_untouched_form_ranks_nothing(client: Client) -> None:
    post = rocky()

    response = send(client, post, text="", **{place(post, "Rocky IV"): ""})

    assert response.status_code == 400
    assert "This comment is empty" in errors(response)


def test_a_partial_ranking_with_a_tie_and_a_remark_is_kept_as_sent(client: Client) -> None:
    post = rocky()

    response = send(
        client,
        post,
        **{
            place(post, "Rocky II"): "1",
            place(post, "Rocky IV"): "1",
            remark(post, "Rocky II"): "the chicken",
        },
    )

    assert response.status_code == 302
    picks = {
        pick.entry.film.title: (pick.tier, pick.remark) for pick in Comment.objects.get().ranking.picks.all()
    }
    assert picks == {"Rocky II": (1, "the chicken"), "Rocky IV": (1, "")}


def test_all_the_rest_below_becomes_a_last_tier(client: Client) -> None:
    post = rocky()

    send(client, post, rest="below", **{place(post, "Rocky II"): "3"})

    picks = {pick.entry.film.title: pick.tier for pick in Comment.objects.get().ranking.picks.all()}
    assert picks == {"Rocky II": 1, "Rocky IV": 2, "Rocky III": 2}


def test_a_remark_beside_a_film_without_a_place_is_kept(client: Client) -> None:
    post = rocky()

    send(client, post, **{remark(post, "Rocky III"): "fell asleep"})

    pick = Comment.objects.get().ranking.picks.get()
    assert (pick.tier, pick.remark) == (None, "fell asleep")


def test_a_ranking_needs_no_words(client: Client) -> None:
    post = rocky()

    response = send(client, post, text="", **{place(post, "Rocky II"): "1"})

    assert response.status_code == 302


def test_the_writer_sees_the_held_comment_and_nobody_else_does(client: Client) -> None:
    post = rocky()

    receipt = client.get(send(client, post)["Location"])
    article = client.get(post.get_absolute_url())

    assert TYPED in receipt.content.decode()
    assert receipt.context["held"]
    assert "We do not know you yet" in receipt.content.decode()
    assert "no-store" in receipt["Cache-Control"]
    assert receipt["Referrer-Policy"] == "no-referrer"
    assert TYPED not in article.content.decode()


@pytest.mark.parametrize("key", ["wrong", "x" * 500, "%00", "é"])
def test_a_wrong_receipt_is_not_found(client: Client, key: str) -> None:
    send(client, rocky())

    assert client.get(f"/receipts/{key}/").status_code == 404


def test_the_database_does_not_hold_the_receipts_address(client: Client) -> None:
    location = send(client, rocky())["Location"]

    assert Comment.objects.get().key_hash not in location


def test_an_answer_stands_below_what_it_answers(client: Client) -> None:
    post = rocky()
    answered = make_comment(post)

    send(client, post, parent=str(answered.pk))

    assert Comment.objects.get(text=TYPED).parent == answered


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://testserver"}, {"Referer": "http://testserver/posts/"}]
)
def test_an_older_browser_can_send_the_form(client: Client, headers: dict[str, str]) -> None:
    assert send(client, rocky(), headers).status_code == 302


def test_names_are_isolated_in_the_page(client: Client) -> None:
    post = rocky()
    make_comment(post, name="أحمد")

    assert "<bdi>أحمد</bdi>" in client.get(post.get_absolute_url()).content.decode()


def test_markup_in_a_comment_is_shown_and_never_obeyed(client: Client) -> None:
    post = rocky()
    attack = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    comment = make_comment(post, ["Rocky IV"], name=attack, text=attack, remarks={"Rocky IV": attack})
    pages = [post.get_absolute_url(), reverse("comments:post_feed", args=[post.slug])]

    for page in [*pages, reverse("comments:rank", args=[post.slug]) + f"?answer={comment.pk}"]:
        html = client.get(page).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
