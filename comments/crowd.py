"""Rows to orderings to the crowd's order: the only bridge between the database and `ranking/`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from blog.models import Entry, Post
from comments.models import Comment, Pick, PostTally
from ranking.agreement import Agreement, agreement, common_candidates
from ranking.consensus import consensus
from ranking.ordering import Ordering
from ranking.tally import Tally

ENOUGH = 3  # readers, before their order is called the crowd's
ENOUGH_COMMON = 4  # films in common, before a percentage is given


class Count:
    """The tally of one post while it changes. Whoever makes one holds the post's lock until `store`."""

    def __init__(self, post: int) -> None:
        self.post = post
        self.changed = False

    @cached_property
    def row(self) -> PostTally:
        return PostTally.objects.get_or_create(post_id=self.post)[0]

    @cached_property
    def tally(self) -> Tally:
        return stored_tally(self.row)

    def add(self, comment: Comment) -> None:
        self.changed = True
        if ordering := ordering_of(comment):
            self.tally.add(ordering)

    def withdraw(self, comment: Comment) -> None:
        self.changed = True
        if ordering := ordering_of(comment):
            self.tally.withdraw(ordering)

    def replace(self, tally: Tally) -> None:
        """Take another count for the stored one."""
        self.tally = tally
        self.changed = True

    def refresh(self) -> None:
        """Have the consensus made anew: the author may have ranked other films."""
        self.replace(self.tally)

    def store(self) -> None:
        """Write what changed, and move the post's revision on: its pages have changed."""
        if not self.changed:
            return
        if "tally" in self.__dict__:
            settle(self.row, self.tally)
        Post.objects.filter(pk=self.post).touch()


def settle(row: PostTally, tally: Tally) -> None:
    """Store a tally with the consensus of the films that the post ranks now."""
    row.counts = tally.to_json()
    row.readers = tally.orderings
    row.consensus = agreed(tally, ranked_entries(row.post_id))
    row.save()


def agreed(tally: Tally, ranked: list[int]) -> dict[str, object]:
    """The consensus as it is stored, and the entries it was made for."""
    found = consensus(tally.restricted_to(ranked))
    return {
        "ranked": ranked,
        "tiers": [list(tier) for tier in found.order],
        "unplaced": list(found.unplaced),
        "exact": found.exact,
        "disagreements": found.disagreements,
    }


def ranked_entries(post: int) -> list[int]:
    return list(Entry.objects.filter(post=post).ranked().order_by("pk").values_list("pk", flat=True))


def stored_tally(row: PostTally) -> Tally:
    """The stored counts, for the entries that the post has now."""
    entries = Entry.objects.filter(post=row.post_id).order_by("pk").values_list("pk", flat=True)
    if not row.counts:
        return Tally(entries)
    return Tally.from_json(row.counts).with_candidates(entries)


def recount(post: int) -> Tally:
    """The approved rankings of a post, counted from scratch."""
    tally = Tally(Entry.objects.filter(post=post).order_by("pk").values_list("pk", flat=True))
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
        if self.common < ENOUGH_COMMON or not self.compared:
            return None
        return round(100 * self.same / self.compared)

    @property
    def words(self) -> str:
        same = f"{self.same:g}"
        told = f"same order in {same} of {self.compared} pair{'' if self.compared == 1 else 's'}"
        return told if self.percent is None else f"{told}, {self.percent} %"


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

    @property
    def enough(self) -> bool:
        return self.readers >= ENOUGH

    @property
    def biggest(self) -> Place | None:
        """The film that the crowd moves furthest; the first of them, where several move as far."""
        most = max(self.places, key=lambda place: place.distance, default=None)
        return most if most and most.moved else None

    @property
    def explanation(self) -> str:
        readers = "1 reader's ranking" if self.readers == 1 else f"{self.readers:,} readers' rankings"
        told = f"Of all orders, this one agrees most with the pairwise choices in {readers} (Kemeny–Young)"
        sure = "" if self.exact else ", as far as could be worked out"
        return f"{told}{sure}; a film that a reader left out counts neither for nor against."


def compared(a: Ordering, b: Ordering) -> Compared | None:
    """How far two orderings agree; None where they have no two films in common."""
    found: Agreement = agreement(a, b)
    return Compared(found.same, found.compared, len(common_candidates(a, b))) if found.compared else None


def author_ordering(entries: Iterable[Entry]) -> Ordering:
    return Ordering((entry.pk,) for entry in entries)


def crowd_ordering(post: Post, entries: list[Entry]) -> tuple[Ordering, int, bool]:
    """The consensus over these entries with the number of readers and whether it is exact."""
    row = PostTally.objects.filter(post=post).first()
    if row is None or not row.readers:
        return Ordering(()), 0, True
    ranked = sorted(entry.pk for entry in entries)
    stored = row.consensus
    if stored.get("ranked") != ranked:
        # The author has ranked other films since it was stored, by a way that did not tell.
        stored = agreed(stored_tally(row), ranked)
    return Ordering(stored["tiers"]), row.readers, stored["exact"]


def of_post(post: Post, entries: list[Entry]) -> Crowd:
    """What the article shows of the crowd; reads the stored tally, never the rankings."""
    order, readers, exact = crowd_ordering(post, entries)
    by_pk = {entry.pk: entry for entry in entries}
    places: list[Place] = []
    for tier in order:
        place = len(places) + 1
        tied = sorted(
            (by_pk[pk] for pk in tier if isinstance(pk, int)), key=lambda entry: entry.position or 0
        )
        places += [Place(entry, place, len(tied) > 1, (entry.position or 0) - place) for entry in tied]
    there = {place.entry.pk for place in places}
    return Crowd(
        readers=readers,
        places=places,
        unplaced=[entry for entry in entries if entry.pk not in there],
        exact=exact,
        with_author=compared(author_ordering(entries), order),
    )
