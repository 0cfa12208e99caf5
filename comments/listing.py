"""One page of a post's comments in the order that a reader asked for, found by an index.

A page is named by the comment it begins with, so its cost does not depend on how many stand before it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from blog.models import Post
from comments import threads
from comments.models import Comment, CommentQuerySet, PostTally

THREADS_PER_PAGE = 50
NEWEST, OLDEST, CLOSEST, FURTHEST = "newest", "oldest", "closest", "furthest"
SORTS = {
    NEWEST: gettext_lazy("Newest"),
    OLDEST: gettext_lazy("Oldest"),
    CLOSEST: gettext_lazy("Closest to the author"),
    FURTHEST: gettext_lazy("Furthest from the author"),
}


@dataclass(frozen=True)
class Discussion:
    """The threads of one page, the ways to its neighbours, and the number of all comments."""

    threads: list[threads.Thread[Comment]]
    sort: str
    count: int
    before: str = ""
    after: str = ""

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """Each order with its name, and whether it is the present one."""
        return [(sort, str(name), sort == self.sort) for sort, name in SORTS.items()]


def page(post: Post, sort: str, start: str) -> Discussion:
    """The page that begins with the comment numbered `start`; the first where there is no such comment."""
    sort = sort if sort in SORTS else NEWEST
    tops = Comment.objects.threads(post)
    if sort in {CLOSEST, FURTHEST}:
        tops = tops.filter(nearness__isnull=False)
    first = Comment.objects.filter(post=post, parent=None, pk=int(start)).first() if start.isdigit() else None
    rows = list(since(tops, sort, first).with_rankings()[: THREADS_PER_PAGE + 1])
    shown, more = rows[:THREADS_PER_PAGE], rows[THREADS_PER_PAGE:]
    answers = Comment.objects.filter(thread__in=[top.pk for top in shown])
    # Said twice no: SQLite would go through all that was ever approved if it could find it by an index.
    answers = answers.exclude(~Q(status=Comment.Status.APPROVED))
    return Discussion(
        threads=threads.build(shown, answers.with_rankings().order_by("created_at", "pk")),
        sort=sort,
        count=PostTally.objects.filter(post=post).values_list("comments", flat=True).first() or 0,
        before=address(sort, *previous(tops, sort, first)) if first else "",
        after=address(sort, more[0].pk) if more else "",
    )


def since(tops: CommentQuerySet, sort: str, first: Comment | None) -> CommentQuerySet:
    """The comments from the first one on, in order."""
    if sort in {CLOSEST, FURTHEST}:
        key: str = "nearness"
        edge: Any = first.nearness if first else None
        ordered = tops.order_by("-nearness" if sort == CLOSEST else "nearness")
    else:
        key, edge = "created_at", first.created_at if first else None
        ordered = tops.order_by("-created_at", "-pk") if sort == NEWEST else tops.order_by("created_at", "pk")
    if first is None or edge is None:
        return ordered
    ends, beyond = ("lte", "gt") if sort in {NEWEST, CLOSEST} else ("gte", "lt")
    here: dict[str, Any] = {key: edge, f"pk__{beyond}": first.pk}
    return ordered.filter(**{f"{key}__{ends}": edge}).exclude(**here)


def previous(tops: CommentQuerySet, sort: str, first: Comment) -> tuple[int, ...]:
    """Where the page before begins: nowhere, where it is the first."""
    opposite = {NEWEST: OLDEST, OLDEST: NEWEST, CLOSEST: FURTHEST, FURTHEST: CLOSEST}[sort]
    before = since(tops, opposite, first).exclude(pk=first.pk)
    numbers = list(before.values_list("pk", flat=True)[: THREADS_PER_PAGE + 1])
    return (numbers[THREADS_PER_PAGE - 1],) if len(numbers) > THREADS_PER_PAGE else ()


def address(sort: str, start: int | None = None) -> str:
    """The query of a page; empty for the first page in the usual order, which has no query."""
    parts = [f"sort={sort}"] if sort != NEWEST else []
    parts += [f"from={start}"] if start else []
    return "?" + "&".join(parts)
