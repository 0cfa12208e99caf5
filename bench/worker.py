"""A process with a database of its own: it does what it is told, a line at a time, and says what that cost.

`bench.crew` starts several, so that a small site and a large one can be measured in turns.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import crowds
from bench.house import database, throwaway
from blog.models import Post
from comments import listing, moderation
from comments.models import Comment, Policy
from comments.submission import Ballot, Submission

Work = Callable[[], object]
Case = tuple[Work, Work]  # the first of the two is not timed
FULL = listing.THREADS_PER_PAGE


def cases(post: Post) -> dict[str, Case]:
    """What is measured under a post."""
    client, approve, hold = Client(), *approval(post)
    article = post.get_absolute_url()
    newest = post.comments.filter(status=Comment.Status.APPROVED).order_by("-pk")[0]
    return {
        "article page, 10 comments": page(client, article, length=crowds.NEWEST),
        "crowd page": page(client, reverse("comments:crowd", args=[post.slug])),
        "sending a ranking": sending(post),
        "approving a ranking": (hold, approve),
        "withdrawing a ranking": (approve, hold),
        "article page, 50 comments": page(client, article),
        "closest first, 50 comments": page(client, f"{article}?sort=closest"),
        "from the middle, 50 comments": page(client, f"{article}?from={middle(post)}"),
        "page of one ranking": page(client, reverse("comments:ranking", args=[newest.pk])),
    }


def page(client: Client, address: str, length: int = FULL) -> Case:
    """A page that no cache has."""

    def prepare() -> None:
        listing.THREADS_PER_PAGE = length
        cache.clear()

    def get() -> None:
        assert client.get(address).status_code == 200, address

    return prepare, get


def middle(post: Post) -> int:
    """The comment half-way down."""
    comments = post.comments.order_by("-created_at", "-pk").values_list("pk", flat=True)
    return comments[comments.count() // 2]


def written(post: Post) -> Submission:
    entries = post.entries.ranked().reverse().values_list("pk", flat=True)
    ballot = Ballot(tuple((entry,) for entry in entries))
    return Submission("A reader", "Words.", "reader@example.org", ballot, key=f"key of {post.pk}")


def sending(post: Post) -> Case:
    def take_away() -> None:
        for pk in post.comments.exclude(key_hash=None).values_list("pk", flat=True):
            moderation.delete(pk)

    sent = written(post)
    return take_away, lambda: moderation.submit(post, sent)


def approval(post: Post) -> Case:
    """Let a waiting ranking in; take it back."""
    comment, _ = moderation.bring_in(
        post, written(post), ref=f"{post.pk}", status=Comment.Status.PENDING, at=timezone.now()
    )

    def give(status: str) -> None:
        moderation.change_status([comment.pk], status)

    return lambda: give(Comment.Status.APPROVED), lambda: give(Comment.Status.PENDING)


def timed(case: Case) -> float:
    prepare, work = case
    prepare()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def queries(case: Case) -> int:
    prepare, work = case
    prepare()
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def recount(post: Post, how: str) -> object:
    """Counted by a process of its own, whose memory is its own."""
    command = [sys.executable, "-m", "bench.recount", post.slug, how]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ).stdout)


def main() -> None:
    """Arguments: the sizes of the crowds. Lines: what to do, under which post, and which case of it."""
    with throwaway():
        Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)
        posts = crowds.make([int(size) for size in sys.argv[1:]])
        works = {size: cases(post) for size, post in posts.items()}
        print(json.dumps(database()), flush=True)
        for line in sys.stdin:
            what, size, name = json.loads(line)
            if what == "recount":
                answer = recount(posts[size], name)
            else:
                answer = {"time": timed, "queries": queries}[what](works[size][name])
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
