"""Rows to orderings to the crowd's order: the only bridge between the database and `ranking/`."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from blog.models import Entry, Post
from comments import sentences
from comments.models import Comment, Pick, PostTally
from ranking.agreement import COMMON_ENOUGH, Agreement, agreement, common_candidates
from ranking.certainty import READERS_ENOUGH
from ranking.consensus import consensus
from ranking.crowd import mean_agreement
from ranking.ordering import Key, Ordering
from ranking.spread import splitting
from ranking.tally import Tally

NEARNESS_STEPS = 1_000_000
NEARNESS_ROOM = 10**12  # for the comment's number below the agreement


def agreed(tally: Tally, ranked: Iterable[Key]) -> dict[str, Any]:
    """What the crowd thinks of the ranked entries, as it is stored."""
    ranked = sorted(key for key in ranked if isinstance(key, int))
    found = consensus(tally.restricted_to(ranked))
    with_author = mean_agreement(tally, tally.author) if tally.author else None
    widest = splitting(tally, ranked)
    return {
        "ranked": ranked,
        "tiers": [list(tier) for tier in found.order],
        "exact": found.exact,
        "disagreements": found.disagreements,
        "lower_bound": found.lower_bound,
        "mean": [with_author.same, with_author.compared] if with_author else None,
        "splits": widest.key if widest else None,
    }


def stored_tally(row: PostTally, entries: list[int]) -> Tally:
    """The stored counts, for the entries that the post has now."""
    return Tally.from_json(row.counts).with_candidates(entries) if row.counts else Tally(entries)


def closeness(ordering: Ordering | None, author: Ordering, number: int) -> int | None:
    """The agreement with the author as a sort key: of two that agree as much the later comment is the nearer.

    None where they have too few films in common to speak of an agreement.
    """
    found = compared(ordering, author) if ordering else None
    if found is None or found.common < COMMON_ENOUGH:
        return None
    return round(found.same / found.compared * NEARNESS_STEPS) * NEARNESS_ROOM + number


def recount(post: int) -> Tally:
    """The approved rankings of a post, counted from scratch in one go."""
    entries = Entry.objects.filter(post=post).order_by("pk").values_list("pk", flat=True)
    ranked = Entry.objects.filter(post=post).ranked()
    tally = Tally(entries, author_ordering(ranked))
    for ordering in approved_orderings(post):
        tally.add(ordering)
    return tally


def approved_orderings(post: int) -> Iterator[Ordering]:
    """The orderings that count, a ranking at a time, in bounded memory."""
    picks = Pick.objects.filter(
        ranking__comment__post=post, ranking__comment__status=Comment.Status.APPROVED, tier__isnull=False
    ).order_by("ranking_id", "tier", "entry_id")
    rows = picks.values_list("ranking_id", "tier", "entry_id").iterator(chunk_size=5_000)
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _ordering((tier, entry) for _, tier, entry in group)


def orderings_between(post: int, first: int, last: int) -> dict[int, Ordering]:
    """The orderings that count, of the comments with these numbers and those between, by comment."""
    picks = Pick.objects.filter(
        ranking__comment__post=post,
        ranking__comment__status=Comment.Status.APPROVED,
        ranking__comment__gte=first,
        ranking__comment__lte=last,
        tier__isnull=False,
    ).order_by("ranking__comment_id", "tier", "entry_id")
    rows = picks.values_list("ranking__comment_id", "tier", "entry_id")
    return {
        comment: _ordering((tier, entry) for _, tier, entry in group)
        for comment, group in groupby(rows, key=lambda row: row[0])
    }


def ordering_of(comment: Comment) -> Ordering | None:
    """A comment's ordering, by entry; None where it has no ranking or only remarks."""
    ranking = getattr(comment, "ranking", None)
    if ranking is None:
        return None
    placed = [(pick.tier, pick.entry_id) for pick in ranking.picks.all() if pick.tier is not None]
    return _ordering(sorted(placed)) if placed else None


def _ordering(placed: Iterable[tuple[int | None, int]]) -> Ordering:
    return Ordering([entry for _, entry in group] for _, group in groupby(placed, key=lambda pair: pair[0]))


# What the pages show.


@dataclass(frozen=True)
class Compared:
    """An agreement in the words and numbers of the page."""

    same: int | float
    compared: int
    common: int

    @property
    def percent(self) -> int | None:
        """Only where the two have enough films in common for a percentage to mean something."""
        if self.common < COMMON_ENOUGH or not self.compared:
            return None
        halves = int(2 * self.same)
        # Half a per cent goes up, in whole numbers: the form's script counts the same way.
        return (100 * halves + self.compared) // (2 * self.compared)

    @property
    def words(self) -> str:
        return sentences.same_order(self.same, self.compared, self.percent)


@dataclass(frozen=True)
class Place:
    """Where the crowd puts one entry."""

    entry: Entry
    place: int
    tied: bool
    moved: int

    @property
    def author_position(self) -> int:
        assert self.entry.position is not None
        return self.entry.position

    @property
    def distance(self) -> int:
        return abs(self.moved)


@dataclass(frozen=True)
class Crowd:
    """The crowd's order of one post, beside the author's."""

    readers: int
    places: list[Place]
    unplaced: list[Entry]
    exact: bool
    with_author: Compared | None
    splits: Entry | None = None
    blind: bool = False

    @property
    def enough(self) -> bool:
        return self.readers >= READERS_ENOUGH

    @property
    def biggest(self) -> Place | None:
        """The film that the crowd moves furthest; the first of them, where several move as far."""
        most = max(self.places, key=lambda place: place.distance, default=None)
        return most if most and most.moved else None

    @property
    def explanation(self) -> str:
        return sentences.explanation(self.readers, self.exact)


def compared(a: Ordering, b: Ordering) -> Compared | None:
    """How far two orderings agree; None where they have no two films in common."""
    found: Agreement = agreement(a, b)
    return Compared(found.same, found.compared, len(common_candidates(a, b))) if found.compared else None


def with_others(comment: Comment, entries: list[Entry]) -> tuple[Compared | None, int]:
    """How a reader agrees with everybody else, and how many these are: no voice is compared with itself."""
    own = ordering_of(comment)
    row = PostTally.objects.filter(post=comment.post_id).defer("consensus", "recount").first()
    if own is None or row is None:
        return None, 0
    ranked = [entry.pk for entry in entries]
    tally = stored_tally(row, ranked)
    if comment.is_public:
        with suppress(ValueError):  # it was taken out since the comment was read
            tally = tally.without(own)
    order = consensus(tally.restricted_to(ranked)).order
    return compared(own, order), tally.orderings


def author_ordering(entries: Iterable[Entry]) -> Ordering:
    return Ordering((entry.pk,) for entry in entries)


NOTHING: dict[str, Any] = {"tiers": [], "exact": True, "mean": None, "splits": None}


def stored_crowd(post: Post, entries: list[Entry]) -> tuple[dict[str, Any], int]:
    """What the crowd thinks of these entries, as `agreed` says it, and the number of its readers."""
    row = PostTally.objects.filter(post=post).defer("counts", "recount").first()
    if row is None or not row.readers:
        return NOTHING, 0
    ranked = sorted(entry.pk for entry in entries)
    if row.consensus.get("ranked") == ranked:
        return row.consensus, row.readers
    # The author has ranked other films since it was stored, by a way that did not tell.
    return agreed(stored_tally(row, ranked), ranked), row.readers


def is_blind(post: Post) -> bool:
    """Whether the crowd's order waits until a reader has ranked; once nobody can, it waits for nothing."""
    return post.blind and post.accepts_comments


def of_post(post: Post, entries: list[Entry]) -> Crowd:
    """What the article shows of the crowd; reads the stored tally, never the rankings."""
    stored, readers = stored_crowd(post, entries)
    order = Ordering(stored["tiers"])
    by_pk = {entry.pk: entry for entry in entries}
    places: list[Place] = []
    for tier in order:
        place = len(places) + 1
        level = [by_pk[pk] for pk in tier if isinstance(pk, int)]
        tied = sorted(level, key=lambda entry: entry.position or 0)
        places += [Place(entry, place, len(tied) > 1, (entry.position or 0) - place) for entry in tied]
    there = {place.entry.pk for place in places}
    return Crowd(
        readers=readers,
        places=places,
        unplaced=[entry for entry in entries if entry.pk not in there],
        exact=stored["exact"],
        with_author=compared(author_ordering(entries), order),
        splits=by_pk.get(stored["splits"]),
        blind=is_blind(post),
    )
