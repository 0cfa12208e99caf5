"""The pictures for sharing, at their addresses: what they say, to whom, and what they cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog import publishing, sharing
from blog.context import current_site
from blog.models import Post, Site
from blog.sharing import Card
from comments import card_views, cards, moderation
from comments.models import Comment
from comments.submission import Ballot, Submission
from tests.build import make_comment, make_draft, make_entry, make_post, make_scheduled, make_user

pytestmark = pytest.mark.django_db
FILMS = ["Alpha", "Bravo", "Charlie", "Delta"]


def post_with(readers: int = 3, order: Any = FILMS[::-1], **values: Any) -> Post:
    post = make_post("Fights", films=FILMS, author=make_user(first_name="Sam"), **values)
    for _ in range(readers):
        make_comment(post, order)
    return post


def of_post(post: Post) -> str:
    return reverse("comments:post_card", args=[post.slug])


def of_ranking(comment: Comment) -> str:
    return reverse("comments:ranking_card", args=[comment.pk])


def card(post: Post) -> Card:
    return cards.of_post(Post.objects.select_related("author").get(pk=post.pk), current_site())


def titles(side: sharing.Side) -> list[tuple[str, str]]:
    return [(row.place, row.title) for row in side.rows]


def turn_round(post: Post) -> None:
    """Every reader says the opposite; what was kept is forgotten."""
    for comment in Comment.objects.filter(post=post).with_rankings():
        tiers = tuple((pick.entry_id,) for pick in comment.ranking.picks.order_by("-tier"))
        moderation.revise(comment.pk, Submission(comment.name, comment.text, ballot=Ballot(tiers)))
    cache.clear()


@pytest.fixture
def strokes(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """The cards that are drawn, in place of drawing them."""
    found: list[Card] = []

    def draw(content: Card) -> bytes:
        found.append(content)
        return b"a picture"

    monkeypatch.setattr(sharing, "png", draw)
    return found


def test_a_card_has_the_authors_order_against_the_crowds() -> None:
    found = card(post_with())

    assert (found.kicker, found.title, found.site) == (
        "Ranked by training montage",
        "Fights",
        "Split Decision",
    )
    assert (found.red.name, found.blue.name) == ("Sam", "The crowd")
    assert titles(found.red) == [("1", "Alpha"), ("2", "Bravo"), ("3", "Charlie"), ("4", "Delta")]
    assert titles(found.blue) == [("1", "Delta"), ("2", "Charlie"), ("3", "Bravo"), ("4", "Alpha")]
    assert (found.figure, found.words) == ("0\u00a0%", "The crowd sides with Sam on 0 of 6 pairs.")


def test_films_that_the_crowd_has_level_say_so() -> None:
    found = card(post_with(order=[["Alpha", "Bravo"], "Charlie"]))

    assert titles(found.blue) == [("1=", "Alpha"), ("1=", "Bravo"), ("3", "Charlie")]


@pytest.mark.parametrize(
    ("readers", "values", "headline", "sentence"),
    [
        (0, {}, "Nobody has ranked yet", "Be the first corner."),
        (0, {"comments_open": False}, "Nobody has ranked yet", "The bell rang before anybody did."),
        (1, {}, "1 of 3", "1 reader has ranked. Three make a crowd."),
        (2, {}, "2 of 3", "2 readers have ranked. Three make a crowd."),
        (3, {"blind": True}, "3 readers have ranked", "Rank first to see what the crowd makes of it."),
    ],
)
def test_where_there_is_no_crowd_to_show_the_corner_says_why(
    readers: int, values: dict[str, Any], headline: str, sentence: str
) -> None:
    found = card(post_with(readers, **values))

    assert (found.blue.rows, found.blue.headline, found.blue.sentence) == ((), headline, sentence)
    assert (found.figure, found.words) == ("", "")


def test_a_post_with_one_film_has_its_title_and_its_standfirst() -> None:
    found = card(make_post("One", films=["Alpha"], standfirst="A short story."))

    assert (found.title, found.standfirst, found.red.rows) == ("One", "A short story.", ())


def test_a_film_that_is_only_mentioned_is_not_on_the_card() -> None:
    post = post_with()
    make_entry(post, "Echo")

    assert "Echo" not in dict(map(reversed, titles(card(post).red)))


def test_a_readers_card_has_their_order_against_the_authors() -> None:
    comment = make_comment(post_with(0), ["Bravo", ["Alpha", "Delta"]], name="Ann")

    found = cards.of_ranking(comment, current_site())

    assert (found.kicker, found.title, found.blue.name) == ("Fights", "Ann ranks back", "Ann")
    assert titles(found.blue) == [("1", "Bravo"), ("2=", "Alpha"), ("2=", "Delta")]
    assert (found.figure, found.words) == ("", "The same order as Sam in 1.5 of 3 pairs.")


def test_the_owners_colours_are_the_corners() -> None:
    Site.objects.update_or_create(pk=1, defaults={"red": "#115522", "blue": "#774400", "name": "Ours"})

    found = card(post_with())

    assert (found.red.colour, found.blue.colour, found.site) == ("#115522", "#774400", "Ours")


@pytest.mark.parametrize("blind", [True, False])
def test_where_readers_rank_first_no_card_tells_what_they_think(client: Client, blind: bool) -> None:
    post = post_with(blind=blind)
    addresses = [of_post(post), *map(of_ranking, post.comments.all())]

    before = [client.get(address).content for address in addresses]
    turn_round(post)
    after = [client.get(address).content for address in addresses]

    assert [one == other for one, other in zip(before, after, strict=True)] == [blind] * len(addresses)


def test_a_post_that_nobody_may_read_has_no_card(client: Client) -> None:
    ended = timezone.now() - timedelta(days=2)
    posts = [make_draft("Draft", films=FILMS), make_scheduled("Later", films=FILMS)]
    posts += [make_post("Withdrawn", films=FILMS, status="draft", published_at=ended)]

    statuses = [client.get(of_post(post)).status_code for post in posts]

    assert [*statuses, client.get("/posts/none/card.png").status_code] == [404] * 4


@pytest.mark.parametrize("status", ["pending", "spam", "removed"])
def test_a_ranking_that_is_not_let_in_has_no_card(client: Client, status: str) -> None:
    comment = make_comment(post_with(0), FILMS, status=status)

    assert client.get(of_ranking(comment)).status_code == 404


def test_a_comment_without_an_order_and_one_under_a_draft_have_no_card(client: Client) -> None:
    words = make_comment(post_with(0))
    hidden = make_comment(make_post("Other", films=FILMS), FILMS)
    Post.objects.filter(pk=hidden.post_id).update(status="draft")

    assert [client.get(of_ranking(comment)).status_code for comment in (words, hidden)] == [404, 404]


def test_a_card_is_drawn_once_for_everybody(client: Client, strokes: list[Card]) -> None:
    post = post_with()

    answers = [client.get(of_post(post)) for _ in range(3)]

    assert len(strokes) == 1
    assert {answer.content for answer in answers} == {b"a picture"}
    assert {answer["Content-Type"] for answer in answers} == {"image/png"}
    assert not answers[0].cookies


def test_whoever_has_the_card_is_not_sent_it_again(client: Client, strokes: list[Card]) -> None:
    post = post_with()
    tag = client.get(of_post(post))["ETag"]
    cache.clear()

    answer = client.get(of_post(post), headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content, len(strokes)) == (304, b"", 1)


def test_another_ranking_makes_another_card(client: Client, strokes: list[Card]) -> None:
    post = post_with()
    before = client.get(of_post(post))["ETag"]

    make_comment(post, FILMS)

    assert client.get(of_post(post))["ETag"] != before
    assert len(strokes) == 2


def test_only_at_the_address_of_this_very_picture_it_need_not_be_asked_for_again(
    client: Client, strokes: list[Card]
) -> None:
    post = Post.objects.get(pk=post_with().pk)
    named = cards.shared_post(post, current_site()).address

    kept = [
        client.get(address)["Cache-Control"] for address in (named, of_post(post), f"{of_post(post)}?v=old")
    ]

    asked_again = "public, max-age=0, must-revalidate"
    assert kept == ["public, max-age=86400", asked_again, asked_again]


@pytest.mark.parametrize("kind", ["post", "ranking", "site"])
def test_the_owners_change_of_name_makes_another_address(kind: str) -> None:
    post = post_with(1)
    Site.objects.update_or_create(pk=1)

    def address() -> str:
        site, comment = current_site(), post.comments.get()
        shared = {"post": cards.shared_post(post, site), "ranking": cards.shared_ranking(comment, site)}
        return (shared | {"site": cards.shared_site(site)})[kind].address

    before = address()
    publishing.site_saved()

    assert address() != before


def test_no_page_draws_a_card(client: Client, strokes: list[Card]) -> None:
    post = post_with()
    ranking = reverse("comments:ranking", args=[post.comments.first().pk])

    pages = [client.get(address).content.decode() for address in (post.get_absolute_url(), ranking, "/")]

    assert all("card.png?v=" in page for page in pages)
    assert strokes == []


def test_where_too_many_are_being_drawn_one_is_asked_to_come_again(
    client: Client, strokes: list[Card]
) -> None:
    post = post_with()
    taken = [card_views._room.acquire(blocking=False) for _ in range(card_views.WAITING)]
    try:
        answer = client.get(of_post(post))
        page = client.get(post.get_absolute_url())
    finally:
        for _ in taken:
            card_views._room.release()

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "2", "no-store")
    assert (page.status_code, client.get(of_post(post)).status_code, len(strokes)) == (200, 200, 1)


def test_a_card_that_fails_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: Card) -> bytes:
        raise RuntimeError

    client, address = Client(raise_request_exception=False), of_post(post_with())
    with monkeypatch.context() as patch:
        patch.setattr(sharing, "png", fail)
        failed = [client.get(address).status_code for _ in range(card_views.WAITING + 1)]

    assert (set(failed), client.get(address).status_code) == ({500}, 200)


@pytest.mark.parametrize("which", [of_post, lambda post: of_ranking(post.comments.last())])
def test_a_card_asks_as_little_of_the_database_for_many_readers_as_for_few(
    client: Client,
    strokes: list[Card],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    which: Callable[[Post], str],
) -> None:
    post = post_with(3)
    client.get(which(post))
    for _ in range(12):
        make_comment(post, FILMS)

    with django_assert_max_num_queries(6):
        client.get(which(post))
