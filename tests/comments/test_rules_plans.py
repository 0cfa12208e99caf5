"""What the rules look up is found by an index, whatever has been sent before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post
from comments import background, moderation, upkeep
from comments.circumstances import Circumstances
from comments.models import Ban, Comment, Policy
from comments.submission import Ballot, Submission
from tests.build import make_post
from tests.comments.test_plans import plan, whole

pytestmark = pytest.mark.django_db
WORDS = "Best prices for watches at http://shop.example and free shipping to your door, order today"


def submit(post: Post, number: int) -> Comment:
    ballot = Ballot(tuple((entry.pk,) for entry in post.entries.all()))
    sent = Submission(f"Reader {number}", WORDS, "ann@example.org", ballot)
    return moderation.submit(post, sent, circumstances=Circumstances(network=f"198.51.{number}.0/24"))


@pytest.fixture
def post() -> Post:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)
    Ban.objects.create(kind="name", match="x", until=timezone.now() - timedelta(days=1))
    post = make_post("Rocky", films=["A", "B", "C", "D"])
    for number in range(6):
        submit(post, number)
    return post


def sending(post: Post) -> None:
    submit(post, 9)


def reporting(post: Post) -> None:
    comment = post.comments.all()[0]
    moderation.change_status([comment.pk], "approved", who="mod")
    moderation.report(comment, [1, 2], "spam")


def looking(post: Post) -> None:
    background.of_page(list(post.comments.all()))
    background.alike(post.comments.all()[0])


def undoing(post: Post) -> None:
    outcome = moderation.change_status([post.comments.all()[0].pk], "spam", who="mod")
    moderation.undo(outcome.batch, who="mod")


@pytest.mark.parametrize("work", [sending, reporting, looking, undoing])
def test_no_look_up_goes_through_a_whole_table(post: Post, work: Callable[[Post], None]) -> None:
    with CaptureQueriesContext(connection) as captured:
        work(post)

    reads = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    assert any("comments_" in sql for sql in reads)
    assert [sql for sql in reads if whole(plan(sql))] == []


def test_what_is_old_is_found_by_its_time(post: Post) -> None:
    with CaptureQueriesContext(connection) as captured:
        upkeep.forget()

    deletes = [query["sql"] for query in captured if query["sql"].startswith("DELETE")]
    assert len(deletes) >= 3
    traces = [sql for sql in deletes if '"comments_trace"' in sql]
    assert [sql for sql in traces if whole(plan(sql))] == []
