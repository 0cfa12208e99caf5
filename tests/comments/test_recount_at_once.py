"""Counting from scratch while moderators and another count are at work: exact, and nobody gets an error."""

import random
from io import StringIO

import pytest
from django.core.management import call_command

from comments import counting, moderation, upkeep
from comments.models import Comment
from tests.build import make_comment, make_post
from tests.comments.test_concurrency import at_once
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 6
Status = Comment.Status


def test_two_counts_and_four_moderators_leave_an_exact_tally(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "CHUNK", 3)
    monkeypatch.setattr(upkeep, "PAUSE", 0)
    post = make_post("Rocky", films=["A", "B", "C", "D"])
    comments = [make_comment(post, random.sample("ABCD", 4)).pk for _ in range(24)]

    def work(number: int) -> str:
        chosen = random.Random(number)
        if number < 2:
            output = StringIO()
            call_command("recount", "rocky", stdout=output)
            return output.getvalue()
        for _ in range(8):
            moderation.change_status(
                chosen.sample(comments, 3), chosen.choice([Status.APPROVED, Status.SPAM])
            )
        return ""

    said = at_once(work, WORKERS)

    assert all("rocky: right" in output for output in said[:2])
    assert agrees_with_recount(post)
