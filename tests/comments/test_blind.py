"""A post whose readers rank first: the crowd's order is to be learnt nowhere before."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from blog.models import Post
from comments import moderation
from comments.models import Comment
from comments.submission import Ballot, Submission
from tests.build import make_comment, make_post
from tests.comments.crowd_pages import unversioned
from tests.comments.sending import place, send

pytestmark = pytest.mark.django_db
FILMS = ["Alpha", "Bravo", "Charlie", "Delta"]
Reading = Callable[[Client, Post], str]


def blind_post(readers: int = 4, **values: object) -> Post:
    post = make_post("Blind", films=FILMS, **{"blind": True, **values})
    for _ in range(readers):
        make_comment(post, FILMS[::-1])
    return post


def turn_round(post: Post) -> None:
    """Every reader says the opposite, in the same words."""
    for comment in Comment.objects.with_rankings():
        tiers = tuple((pick.entry_id,) for pick in comment.ranking.picks.order_by("-tier"))
        moderation.revise(comment.pk, Submission(comment.name, comment.text, ballot=Ballot(tiers)))
    cache.clear()


def article(client: Client, post: Post) -> str:
    """The page without what a reader must open by hand."""
    html = unversioned(client.get(post.get_absolute_url()).content.decode())
    return re.sub(r'<details class="folded">.*?</details>', "", html, flags=re.S)


def feed(client: Client, post: Post) -> str:
    xml = client.get(reverse("comments:post_feed", args=[post.slug])).content.decode()
    return re.sub(r"<updated>.*?</updated>", "", xml)


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("read", [article, feed])
def test_nothing_tells_what_the_crowd_thinks(client: Client, read: Reading) -> None:
    post = blind_post()

    before = read(client, post)
    turn_round(post)
    after = read(client, post)

    assert after == before


@pytest.mark.parametrize("read", [article, feed])
def test_where_nothing_is_hidden_a_crowd_that_turns_round_is_seen_to(client: Client, read: Reading) -> None:
    post = blind_post(blind=False)

    before = read(client, post)
    turn_round(post)
    after = read(client, post)

    assert after != before


def test_the_tape_says_how_many_have_ranked_and_leads_to_the_form(client: Client) -> None:
    post = blind_post()

    html = client.get(post.get_absolute_url()).content.decode()
    corner = html.partition('<div class="corner blue">')[2].partition('class="tape-foot"')[0]

    assert "4 readers have ranked." in text(corner)
    assert "rank first to see it" in text(corner)
    assert f'href="{reverse("comments:rank", args=[post.slug])}"' in corner


def test_the_first_reader_is_invited_as_under_any_post(client: Client) -> None:
    post = blind_post(readers=0)

    assert "Be the first corner." in client.get(post.get_absolute_url()).content.decode()


def test_each_ranking_is_folded_until_somebody_opens_it(client: Client) -> None:
    post = blind_post(readers=2)

    html = client.get(post.get_absolute_url()).content.decode()

    folded = re.findall(r'<details class="folded">.*?</details>', html, re.S)
    assert len(folded) == 2
    assert all("Show their ranking" in part and "Scorecard" in part for part in folded)
    assert "Scorecard" not in article(client, post)


def test_a_ranking_is_open_under_a_post_that_hides_nothing(client: Client) -> None:
    post = blind_post(blind=False)

    assert "Show their ranking" not in client.get(post.get_absolute_url()).content.decode()


def test_once_nobody_can_rank_any_more_everybody_may_look(client: Client) -> None:
    post = blind_post(comments_open=False)

    html = client.get(post.get_absolute_url()).content.decode()

    assert "The crowd sides with" in html
    assert "Show their ranking" not in html


def test_whoever_has_ranked_sees_the_crowd_beside_their_own_order(client: Client) -> None:
    post = blind_post()

    sent = send(client, post, **{place(post, "Alpha"): "1", place(post, "Delta"): "2"})
    words = text(client.get(sent["Location"]).content.decode())

    assert "1 Delta you: 2 2 Charlie not on your card 3 Bravo not on your card 4 Alpha you: 1" in words


def test_whoever_only_talks_has_not_ranked(client: Client) -> None:
    post = blind_post()

    sent = send(client, post)
    receipt = client.get(sent["Location"])

    assert receipt.context["beside"] == []
    assert "Rank first to see it" in receipt.content.decode()
    assert "Charlie" not in receipt.content.decode()


def test_the_feed_asks_as_little_of_the_database_for_many_as_for_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = blind_post(readers=1)

    with django_assert_num_queries(3):
        feed(client, post)
    for _ in range(9):
        make_comment(post, FILMS)

    with django_assert_num_queries(3):
        feed(client, post)


@pytest.mark.parametrize("kind", ["csv", "json", "toi"])
def test_the_files_come_when_nobody_can_rank_first_any_more(client: Client, kind: str) -> None:
    post = blind_post()
    address = reverse("comments:orderings", args=[post.slug, kind])
    before = client.get(address)

    Post.objects.update(comments_open=False)
    after = client.get(address)

    assert (before.status_code, after.status_code) == (404, 200)
