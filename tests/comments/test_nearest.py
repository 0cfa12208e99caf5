"""The nearest and the most opposed reader, found among the newest rankings of a post."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments import moderation, nearest
from comments.models import Comment
from tests.build import make_comment, make_entry, make_post

pytestmark = pytest.mark.django_db
FILMS = ["A", "B", "C", "D", "E"]


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=FILMS)


def ends(comment: Comment) -> tuple[str | None, str | None]:
    """The names at both ends."""
    found = nearest.around(comment)
    return (
        found.nearest and found.nearest.comment.name,
        found.opposed and found.opposed.comment.name,
    )


def test_of_those_that_agree_as_much_the_newest_is_taken(post: Post) -> None:
    comment = make_comment(post, FILMS)
    for name, order in [("old near", "ABCED"), ("old far", "EDCBA"), ("near", "BACDE"), ("far", "EDCBA")]:
        make_comment(post, list(order), name=name)

    assert ends(comment) == ("near", "far")


def test_only_the_newest_rankings_are_searched(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "NEWEST", 2)
    make_comment(post, FILMS, name="nearest, and too old")
    for name, order in [("near", "BACDE"), ("far", "EDCBA")]:
        make_comment(post, list(order), name=name)
    comment = make_comment(post, FILMS)

    assert ends(comment) == ("near", "far")


def test_rankings_of_other_posts_are_not_searched(post: Post) -> None:
    comment = make_comment(post, FILMS)
    make_comment(make_post("Creed", films=FILMS), FILMS)

    assert nearest.around(comment).compared == 0


def test_films_without_a_place_now_still_count_between_readers(post: Post) -> None:
    make_entry(post, "F", 6)
    comment = make_comment(post, ["F", "A", "B", "C"])
    make_comment(post, ["F", "A", "B", "C"], name="Same")
    post.entries.filter(film__title="F").update(position=None)

    assert ends(comment) == ("Same", None)


def test_a_neighbour_that_was_taken_out_meanwhile_is_not_shown(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = make_comment(post, FILMS)
    other = make_comment(post, FILMS)
    compared = list(nearest.newest_orderings(comment))
    monkeypatch.setattr(nearest, "newest_orderings", lambda comment: compared)

    moderation.change_status([other.pk], "removed")

    assert ends(comment) == (None, None)


def test_picks_are_found_by_the_numbers_of_their_rankings_alone(post: Post) -> None:
    comment = make_comment(post, FILMS)

    with CaptureQueriesContext(connection) as queries:
        nearest.around(Comment.objects.with_picks().get(pk=comment.pk))

    reading = [query["sql"] for query in queries if 'FROM "comments_pick"' in query["sql"]]
    assert not any("JOIN" in sql for sql in reading)
