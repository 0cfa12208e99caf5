"""How the files of a post's orderings are sent: to whom, when again, and in which steps they are read."""

import re

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Post
from comments import downloads, moderation
from comments.models import Comment
from tests.build import make_comment, make_draft, make_post, make_scheduled

pytestmark = pytest.mark.django_db
KINDS = ["csv", "json", "toi"]
ABC = ["A", "B", "C"]


def address(post: Post, kind: str) -> str:
    return reverse("comments:orderings", args=[post.slug, kind])


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_streamed_to_be_saved_and_not_to_be_guessed_at(client: Client, kind: str) -> None:
    post = make_post("Rocky", films=ABC)

    response = client.get(address(post, kind))

    assert isinstance(response, StreamingHttpResponse)
    assert response["Content-Disposition"] == f'attachment; filename="rocky-orderings.{kind}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_sent_again_only_after_a_change(client: Client, kind: str) -> None:
    post = make_post("Rocky", films=ABC)
    tag = client.get(address(post, kind))["ETag"]

    same = client.get(address(post, kind), headers={"If-None-Match": tag})
    make_comment(post, ABC)
    other = client.get(address(post, kind), headers={"If-None-Match": tag})

    assert (same.status_code, other.status_code) == (304, 200)


def test_asking_for_the_head_reads_no_ranking(client: Client) -> None:
    post = make_post("Rocky", films=ABC)
    make_comment(post, ABC)

    with CaptureQueriesContext(connection) as queries:
        response = client.head(address(post, "csv"))

    assert response.getvalue() == b""
    assert not any("comments_ranking" in query["sql"] for query in queries)


def test_files_of_posts_that_are_not_public_are_missing(client: Client) -> None:
    posts = [make_draft(films=ABC), make_scheduled(films=ABC)]

    assert [client.get(address(post, kind)).status_code for post in posts for kind in KINDS] == [404] * 6


@pytest.mark.parametrize("kind", ["xml", "CSV", "html", "csv2"])
def test_other_kinds_of_file_are_missing(client: Client, kind: str) -> None:
    post = make_post("Rocky", films=ABC)

    assert client.get(address(post, kind)).status_code == 404


@pytest.mark.parametrize("same_moment", [True, False])
def test_rankings_are_read_in_short_steps_without_a_gap(
    client: Client, monkeypatch: pytest.MonkeyPatch, same_moment: bool
) -> None:
    monkeypatch.setattr(downloads, "CHUNK", 3)
    post = make_post("Rocky", films=ABC)
    comments = [make_comment(post, order) for order in [ABC] * 5 + [["B", "A"]] * 4]
    if same_moment:
        Comment.objects.update(created_at=comments[0].created_at)
    make_comment(make_post("Creed", films=["A", "B"]), ["B", "A"])

    steps = list(downloads.ranking_chunks(post))
    text = client.get(address(post, "csv")).getvalue().decode()

    assert [len(step) for step in steps] == [3, 3, 3]
    assert len({ranking for step in steps for ranking in step}) == 9
    assert re.findall(r"^(\d+),1,", text, re.M) == [str(number) for number in range(1, 10)]


def test_a_ranking_that_is_taken_back_while_it_is_read_is_left_out() -> None:
    post = make_post("Rocky", films=ABC)
    comment = make_comment(post, ABC)
    steps = downloads.ranking_chunks(post)
    rankings = next(steps)

    moderation.change_status([comment.pk], "spam")

    numbers = {entry.pk: number for number, entry in enumerate(downloads.candidates(post), 1)}
    assert list(downloads.written_orderings(rankings, numbers)) == []


def test_the_rankings_of_a_post_are_read_along_an_index() -> None:
    post = make_post("Rocky", films=ABC)
    make_comment(post, ABC)

    elsewhere = make_post(films=ABC)
    known = {"post": elsewhere, "status": Comment.Status.APPROVED, "created_at": elsewhere.published_at}
    Comment.objects.bulk_create(Comment(name="Ann", text="Words.", **known) for _ in range(2_000))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE comments_comment; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off"
            )
    plan = downloads.counted_after(post, (post.published_at, 3))[:500].explain()

    assert "comment_by_post" in plan
    assert "FOR ORDER BY" not in plan


def test_picks_are_found_by_the_numbers_of_their_rankings_alone() -> None:
    post = make_post("Rocky", films=ABC)
    rankings = [make_comment(post, ABC).ranking.pk]

    with CaptureQueriesContext(connection) as queries:
        list(downloads.written_orderings(rankings, {}))

    reading = [query["sql"] for query in queries if 'FROM "comments_pick"' in query["sql"]]
    assert len(reading) == 1
    assert "JOIN" not in reading[0]


def test_the_first_line_is_sent_before_any_ranking_is_read(client: Client) -> None:
    post = make_post("Rocky", films=ABC)
    pieces = iter(client.get(address(post, "toi")).streaming_content)

    with CaptureQueriesContext(connection) as queries:
        first = next(pieces)

    assert first == b"# FILE NAME: rocky-orderings.toi\n"
    assert len(queries) == 0
