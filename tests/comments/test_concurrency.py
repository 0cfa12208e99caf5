"""Sixteen moderators at once: the tally is what counting from scratch gives, and nobody gets an error."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from comments import moderation
from comments.models import Comment, PostTally
from comments.submission import Ballot, Submission
from tests.build import make_comment, make_post
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db(transaction=True)
MODERATORS = 16
TURNS = 6
Status = Comment.Status


def at_once(work: Callable[[int], object], workers: int = MODERATORS) -> list[object]:
    """Run the work in as many threads, all let go at the same moment; an error in any is raised here."""
    barrier = Barrier(workers)

    def run(number: int) -> object:
        try:
            barrier.wait(timeout=30)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))


def test_moderators_of_the_same_and_of_different_comments_never_lose_a_count() -> None:
    posts = [make_post(films=["A", "B", "C", "D"]) for _ in range(2)]
    comments = [
        make_comment(post, random.sample("ABCD", 4), status=Status.PENDING)
        for post in posts
        for _ in range(8)
    ]

    def moderate(number: int) -> None:
        chosen = random.Random(number)
        for _ in range(TURNS):
            several = [comment.pk for comment in chosen.sample(comments, 3)]
            moderation.change_status(several, chosen.choice([Status.APPROVED, Status.SPAM, Status.PENDING]))

    at_once(moderate)

    for post in posts:
        assert agrees_with_recount(post)


def test_one_comment_approved_by_all_at_once_counts_once() -> None:
    post = make_post(films=["A", "B"])
    comment = make_comment(post, ["B", "A"], status=Status.PENDING)

    outcomes = at_once(lambda _: moderation.change_status([comment.pk], Status.APPROVED))

    assert sum(len(outcome.changed) for outcome in outcomes) == 1
    assert PostTally.objects.get(post=post).readers == 1


def test_each_readers_own_ranking_approved_at_once_counts() -> None:
    post = make_post(films=["A", "B"])
    comments = [make_comment(post, ["B", "A"], status=Status.PENDING) for _ in range(MODERATORS)]

    at_once(lambda number: moderation.change_status([comments[number].pk], Status.APPROVED))

    assert PostTally.objects.get(post=post).readers == MODERATORS


def test_one_form_sent_many_times_at_once_is_one_comment() -> None:
    post = make_post(films=["A", "B"])
    first, second = post.entries.ranked()
    submission = Submission("Ann", "Hello.", ballot=Ballot(((first.pk,), (second.pk,))), key="the same form")

    sent = at_once(lambda _: moderation.submit(post, submission).pk)

    assert len(set(sent)) == 1
    assert Comment.objects.count() == 1


def test_withdrawing_while_others_approve_never_counts_below_zero() -> None:
    post = make_post(films=["A", "B"])
    comment = make_comment(post, ["B", "A"])

    def flip(number: int) -> None:
        for turn in range(TURNS):
            moderation.change_status([comment.pk], Status.SPAM if (number + turn) % 2 else Status.APPROVED)

    at_once(flip)

    comment.refresh_from_db()
    assert PostTally.objects.get(post=post).readers == (comment.status == Status.APPROVED)
