"""What the private page of a comment tells the one who wrote it."""

import re

import pytest
from django.test import Client

from blog.models import Post
from comments import crowd, moderation
from comments.models import Comment
from ranking.agreement import agreement
from ranking.consensus import consensus
from ranking.crowd import agreement_with_others
from tests.build import make_comment, make_post
from tests.comments.sending import place, send

pytestmark = pytest.mark.django_db
FILMS = ["A", "B", "C", "D"]


def entries(post: Post) -> list:
    return list(post.entries.ranked().with_films())


def rank(client: Client, post: Post, order: str) -> str:
    """Send an order; the address of its receipt."""
    places = {place(post, title): str(number) for number, title in enumerate(order, 1)}
    return send(client, post, **places)["Location"]


def page(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_reader_is_never_compared_with_their_own_voice(client: Client) -> None:
    post = make_post(films=FILMS)
    make_comment(post, ["A", "B", "C", "D"])
    receipt = rank(client, post, "DCBA")

    held = page(client, receipt)
    moderation.change_status([Comment.objects.get(name="Ann").pk], "approved")
    counted = page(client, receipt)

    told = "You and the other reader: same order in 0 of 6 pairs, 0\u00a0%."
    assert " ".join(told.split()) in held
    assert " ".join(told.split()) in counted


def test_the_figure_is_that_of_the_ranking_library(client: Client) -> None:
    post = make_post(films=FILMS)
    for order in (["D", "B"], ["C", ["A", "D"]], ["B", "A", "C"], [["A", "B"], "D", "C"]):
        own = make_comment(post, order)

    found, others = crowd.with_others(Comment.objects.get(pk=own.pk), entries(post))

    tally, order = crowd.recount(post.pk), crowd.ordering_of(own)
    expected = agreement_with_others(tally, order)
    assert (found.same, found.compared, others) == (expected.same, expected.compared, 3)
    assert expected != agreement(order, consensus(tally).order)


def test_a_reader_who_is_alone_is_compared_with_nobody(client: Client) -> None:
    post = make_post(films=FILMS)
    own = make_comment(post, FILMS)

    assert crowd.with_others(own, entries(post)) == (None, 0)


def test_a_comment_that_lost_its_count_meanwhile_is_compared_with_all(client: Client) -> None:
    post = make_post(films=FILMS)
    make_comment(post, ["A", "B"])
    own = make_comment(post, ["B", "A"])
    own = Comment.objects.with_rankings().get(pk=own.pk)
    moderation.change_status([own.pk], "spam")

    found, others = crowd.with_others(own, entries(post))

    assert (found.same, others) == (0, 1)


def test_the_crowd_is_shown_from_three_readers_on(client: Client) -> None:
    post = make_post(films=FILMS)
    make_comment(post, ["B", "A"])
    make_comment(post, ["B", "A"])
    receipt = rank(client, post, "AB")
    few = client.get(receipt).context["beside"]
    make_comment(post, ["B", "A"])

    enough = client.get(receipt).context["beside"]

    assert few == []
    assert [(row.entry.film.title, yours) for row, yours in enough] == [("B", 2), ("A", 1)]


@pytest.mark.parametrize("status", ["spam", "removed"])
def test_a_comment_that_was_taken_out_is_not_said_to_stand(client: Client, status: str) -> None:
    post = make_post(films=FILMS)
    receipt = rank(client, post, "AB")
    moderation.change_status([Comment.objects.get().pk], status)

    words = page(client, receipt)

    assert "Your comment is not shown on the site." in words
    assert "your order does not count" in words
    assert "See it in its place" not in words


def test_a_rounded_percentage_goes_up_at_the_half() -> None:
    assert crowd.Compared(0.5, 100, 15).percent == 1
    assert crowd.Compared(2.5, 100, 15).percent == 3
    assert crowd.Compared(2, 300, 25).percent == 1
    assert crowd.Compared(12, 15, 6).words == "same order in 12 of 15 pairs, 80\u00a0%"
