"""A comment's ranking as a page shows it."""

from dataclasses import dataclass
from itertools import groupby

from blog.models import Entry
from comments import crowd, submission
from comments.models import Comment, Pick, Ranking


@dataclass(frozen=True)
class Tier:
    """Films that the reader put level, and their common place."""

    place: int
    picks: list[Pick]

    @property
    def tied(self) -> bool:
        return len(self.picks) > 1


@dataclass(frozen=True)
class Ballot:
    """A reader's order in tiers, the remarks without a place, and the agreement with the author."""

    tiers: list[Tier]
    also: list[Pick]
    rest: str
    rest_count: int
    with_author: crowd.Compared | None


def of_comment(comment: Comment, entries: list[Entry]) -> Ballot | None:
    """What a comment's ranking says; None where it has none. Needs the comment with its rankings."""
    ranking: Ranking | None = getattr(comment, "ranking", None)
    if ranking is None:
        return None
    picks = sorted(ranking.picks.all(), key=lambda pick: (pick.tier or 0, pick.entry_id))
    placed = [pick for pick in picks if pick.tier is not None]
    order = crowd.ordering_of(comment)
    author = crowd.author_ordering(entry for entry in entries if entry.position is not None)
    return Ballot(
        tiers=_tiers(placed),
        also=[pick for pick in picks if pick.tier is None],
        rest=ranking.rest,
        rest_count=len({entry.pk for entry in entries} - {pick.entry_id for pick in placed}),
        with_author=crowd.compared(order, author) if order else None,
    )


def stored(comment: Comment) -> submission.Ballot | None:
    """A comment's ranking as it was sent."""
    ranking: Ranking | None = getattr(comment, "ranking", None)
    if ranking is None:
        return None
    order = crowd.ordering_of(comment)
    remarks = {pick.entry_id: pick.remark for pick in ranking.picks.all() if pick.remark}
    tiers = tuple(tuple(entry for entry in tier if isinstance(entry, int)) for tier in order or ())
    return submission.Ballot(tiers, remarks, ranking.rest)


def _tiers(placed: list[Pick]) -> list[Tier]:
    tiers: list[Tier] = []
    place = 1
    for _, group in groupby(placed, key=lambda pick: pick.tier):
        picks = list(group)
        tiers.append(Tier(place, picks))
        place += len(picks)
    return tiers
