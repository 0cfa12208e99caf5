"""What a page and an approval cost with few rankings and with many, measured in turns in one run.

python -m bench.pages 10 10000 1000000
"""

import sys
from collections.abc import Callable, Hashable

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import crowds
from bench.house import database, throwaway
from bench.table import Work, interleaved, markdown
from blog.models import Post
from comments import listing, moderation
from comments.models import Comment
from comments.submission import Ballot, Submission

SIZES = [10, 10_000]
ROUNDS = 60
FULL = listing.THREADS_PER_PAGE
Cases = dict[Hashable, tuple[Work, Work]]


def measure(posts: dict[int, Post]) -> str:
    """The tables."""
    client = Client()
    few = {
        "article page, 10 comments": lambda post: page(client, post.get_absolute_url()),
        "crowd page": lambda post: page(client, reverse("comments:crowd", args=[post.slug])),
        "approving a comment": approval,
        "withdrawing a comment": lambda post: approval(post)[::-1],
    }
    full = {
        f"article page, {FULL} comments": lambda post: page(client, post.get_absolute_url()),
        f"the same, closest first, {FULL}": lambda post: page(
            client, f"{post.get_absolute_url()}?sort=closest"
        ),
        f"the same, from the middle, {FULL}": lambda post: page(client, middle(post)),
    }
    listing.THREADS_PER_PAGE = crowds.NEWEST
    rows = compared(few, posts)
    listing.THREADS_PER_PAGE = FULL
    rows += compared(full, {size: post for size, post in posts.items() if size > 2 * FULL})
    return markdown(["", "rankings", "queries", "median ms", "least ms", "median, times the first's"], rows)


def compared(
    works: dict[str, Callable[[Post], tuple[Work, Work]]], posts: dict[int, Post]
) -> list[list[object]]:
    cases: Cases = {(what, size): make(post) for what, make in works.items() for size, post in posts.items()}
    queries = {case: queries_of(*work) for case, work in cases.items()}
    timings = interleaved(cases, ROUNDS)
    first = next(iter(posts), 0)
    return [
        [
            what,
            f"{size:,}",
            queries[what, size],
            f"{timings[what, size].median * 1000:.1f}",
            f"{timings[what, size].least * 1000:.1f}",
            f"{timings[what, size].median / timings[what, first].median:.2f}",
        ]
        for what in works
        for size in posts
    ]


def queries_of(prepare: Work, work: Work) -> int:
    prepare()
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def page(client: Client, address: str) -> tuple[Work, Work]:
    """A page that no cache has."""

    def get() -> None:
        assert client.get(address).status_code == 200

    return cache.clear, get


def middle(post: Post) -> str:
    """The page that begins with the comment half-way down."""
    comments = post.comments.order_by("-created_at", "-pk")
    half = comments.values_list("pk", flat=True)[comments.count() // 2]
    return f"{post.get_absolute_url()}?from={half}"


def approval(post: Post) -> tuple[Work, Work]:
    """Give a waiting comment its status, and take it back before the next round."""
    entries = list(post.entries.ranked().reverse().values_list("pk", flat=True))
    sent = Submission("A reader", "Words.", ballot=Ballot(tuple((entry,) for entry in entries)))
    comment, _ = moderation.bring_in(
        post, sent, ref=f"bench:{Comment.objects.count()}", status=Comment.Status.PENDING, at=timezone.now()
    )

    def hold() -> None:
        moderation.change_status([comment.pk], Comment.Status.PENDING)

    def approve() -> None:
        moderation.change_status([comment.pk], Comment.Status.APPROVED)

    return hold, approve


def main() -> None:
    with throwaway():
        posts = crowds.make([int(size) for size in sys.argv[1:]] or SIZES)
        print(f"{database()}\n\n{measure(posts)}")


if __name__ == "__main__":
    main()
