"""A comment's ranking as a page shows it."""

from dataclasses import dataclass
from itertools import groupby

from blog.models import Entry
from comments import crowd, submission
from comments.models import Comment, Pick, Ranking
from ranking.charts import strip
from ranking.ordering import Ordering

STRIP_WIDTH = 232  # what a scorecard in an answer has on a small phone
NUMBERED = 9  # films, and each of them has a number of one digit


@dataclass(frozen=True)
class Tier:
    """Films that the reader put level, and their common place."""

    place: int
    picks: list[Pick]

    @property
    def tied(self) -> bool:
        return len(self.picks) > 1


@dataclass(frozen=True)
class Strip:
    """The reader's order under the author's as few paths, since a page shows fifty of them.

    `top` and `bottom` are the author's numbers with `stands`, where each stands, while they are few.
    """

    box: str
    height: int
    crossing: str
    straight: str
    ties: str
    top: str = ""
    bottom: str = ""
    stands: str = ""


@dataclass(frozen=True)
class Ballot:
    """A reader's order in tiers, the remarks without a place, and how it agrees with the author's."""

    tiers: list[Tier]
    also: list[Pick]
    rest: str
    rest_count: int
    with_author: crowd.Compared | None
    strip: Strip | None = None


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
        strip=drawn(author, order) if order else None,
    )


def drawn(author: Ordering, order: Ordering) -> Strip | None:
    """The strip of a reader's order; None where there are no two films to compare."""
    found = strip(author, order, STRIP_WIDTH)
    if len(found.threads) < 2:
        return None
    places = sorted(thread.line[0] for thread in found.threads)
    wide = round(places[0] + places[-1])
    lines = [(thread.moved, "M{:g} {:g}L{:g} {:g}".format(*thread.line)) for thread in found.threads]
    numbered = len(found.threads) <= NUMBERED
    height = found.height if numbered else 30
    above = sorted(found.threads, key=lambda thread: thread.line[0])
    below = sorted(found.threads, key=lambda thread: thread.line[2])
    return Strip(
        box=f"0 {0 if numbered else 12} {wide} {height}",
        height=height,
        crossing="".join(d for moved, d in lines if moved),
        straight="".join(d for moved, d in lines if not moved),
        ties="".join(f"M{tie.x1:g} {tie.y1:g}H{tie.x2:g}" for tie in found.ties),
        top="".join(thread.top.text for thread in above if thread.top) if numbered else "",
        bottom="".join(thread.bottom.text for thread in below if thread.bottom) if numbered else "",
        stands=" ".join(f"{place:g}" for place in places) if numbered else "",
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
