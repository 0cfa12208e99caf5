"""Whose ranking is nearest to a reader's, and whose is furthest from it, among the newest of the post."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from comments.crowd import Compared, ordering_of
from comments.models import Comment, Pick
from ranking.nearest import Neighbour, nearest
from ranking.ordering import Ordering

NEWEST = 2_000


@dataclass(frozen=True)
class Reader:
    """A neighbour's comment, and how far the two rankings agree."""

    comment: Comment
    agreement: Compared


@dataclass(frozen=True)
class Readers:
    """Both ends of those that were compared. With one end only, all of them agree alike."""

    nearest: Reader | None
    opposed: Reader | None
    compared: int


def around(comment: Comment) -> Readers:
    """The neighbours of a public ranking, in three queries, whatever the number of rankings.

    Who has fewer than four films in common is passed over; of several that agree as much the newest is taken.
    """
    own = ordering_of(comment) or Ordering(())
    found = nearest(own, newest_orderings(comment))
    ends = [end.key for end in (found.nearest, found.opposed) if end and isinstance(end.key, int)]
    # Asked for again: what was taken out since it was compared is shown to nobody.
    there = Comment.objects.public().in_bulk(ends)
    return Readers(reader(found.nearest, there), reader(found.opposed, there), found.compared)


def reader(neighbour: Neighbour | None, there: dict[int, Comment]) -> Reader | None:
    if neighbour is None or not isinstance(neighbour.key, int) or neighbour.key not in there:
        return None
    told = neighbour.agreement
    return Reader(there[neighbour.key], Compared(told.same, told.compared, neighbour.common))


def newest_orderings(comment: Comment) -> Iterator[tuple[int, Ordering]]:
    """The other approved orderings of the comment's post, newest first, each under its comment's number."""
    approved = Comment.objects.filter(
        post=comment.post_id, status=Comment.Status.APPROVED, ranking__isnull=False
    )
    newest = approved.order_by("-created_at", "-pk").values_list("pk", "ranking")[: NEWEST + 1]
    others = [(pk, ranking) for pk, ranking in newest if pk != comment.pk][:NEWEST]
    placed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    # By the numbers of the rankings alone: by a status a database may begin at the wrong end.
    picks = Pick.objects.filter(ranking__in=[ranking for _, ranking in others]).order_by()
    for ranking, tier, entry in picks.values_list("ranking_id", "tier", "entry_id"):
        if tier:
            placed[ranking].append((tier, entry))
    for pk, ranking in others:
        tiers = groupby(sorted(placed[ranking]), key=itemgetter(0))
        yield pk, Ordering([entry for _, entry in tier] for _, tier in tiers)
