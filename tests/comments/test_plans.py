"""How the database finds what a page or a change needs: by an index, never by going through all comments."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments import moderation
from comments.models import Comment
from comments.submission import Submission
from tests.build import make_comment, make_post

pytestmark = pytest.mark.django_db
Status = Comment.Status
# Every approved comment of the site stands in this one; only the moderators' queue may begin there.
QUEUE = "comment_queue"


@pytest.fixture
def post() -> Post:
    post = make_post("Rocky", films=["A", "B", "C", "D"])
    top = make_comment(post, "DCBA", email="ann@example.org")
    make_comment(post, parent=top)
    for _ in range(4):
        make_comment(post, "ABDC")
    return post


def article(post: Post) -> None:
    Client().get(post.get_absolute_url())


def closest(post: Post) -> None:
    Client().get(f"{post.get_absolute_url()}?sort=closest")


def further(post: Post) -> None:
    Client().get(f"{post.get_absolute_url()}?from={post.comments.filter(parent=None)[1].pk}")


def crowd(post: Post) -> None:
    Client().get(f"{post.get_absolute_url()}crowd/")


def ranking(post: Post) -> None:
    Client().get(f"/rankings/{post.comments.exclude(ranking=None)[0].pk}/")


def sending(post: Post) -> None:
    moderation.submit(post, Submission("Ann", "Words.", "Ann@Example.org"))


def deciding(post: Post) -> None:
    for status in (Status.REMOVED, Status.APPROVED):
        moderation.change_status(list(post.comments.values_list("pk", flat=True)), status)


def counting(post: Post) -> None:
    moderation.begin_recount(post.pk)
    moderation.count_on(post.pk, 2)


def plan(sql: str) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Small tables are read whole whatever indexes there are, unless that is forbidden.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def whole(found: str) -> bool:
    """Whether a plan goes through all comments, rankings or picks."""
    lines = found.splitlines()
    scans = [line for line in lines if "Seq Scan on comments_" in line or line.startswith("SCAN comments_")]
    return bool(scans) or (connection.vendor == "sqlite" and QUEUE in found)


@pytest.mark.parametrize("work", [article, closest, further, crowd, ranking, sending, deciding, counting])
def test_no_query_goes_through_all_comments(post: Post, work: Callable[[Post], None]) -> None:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        work(post)

    reads = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    large = [sql for sql in reads if 'FROM "comments_comment"' in sql or '"comments_pick"' in sql]
    assert large
    assert [sql for sql in large if whole(plan(sql))] == []


def test_a_query_that_goes_through_all_comments_would_be_noticed(post: Post) -> None:
    with CaptureQueriesContext(connection) as captured:
        list(Comment.objects.filter(name="Ann"))

    assert whole(plan(captured[0]["sql"]))


@pytest.mark.parametrize("address", ["ann@example.org", "ANN@example.ORG"])
def test_a_writer_is_known_by_their_address_however_it_is_written(post: Post, address: str) -> None:
    comment = moderation.submit(post, Submission("Ann", "Again.", address))

    assert comment.status == Status.APPROVED
