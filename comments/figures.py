"""What the crowd's page draws and says: from the stored tally alone, whatever the number of readers."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any, Generic, NamedTuple, TypeVar

from django.utils.translation import gettext

from blog.models import Entry, Post
from comments import crowd, sentences
from comments.models import PostTally
from ranking import charts, spread
from ranking.certainty import LEVEL, Neighbours, neighbours
from ranking.crowd import mean_agreement
from ranking.drawing import Mark
from ranking.heat import Cell
from ranking.labels import fitted
from ranking.ordering import Key, Ordering
from ranking.tally import Tally

# Widths in units, each shown at least as wide in pixels: a small phone without its margins, and a desk.
NARROW, WIDE = 288, 560
SHADE = 0.11  # of ink to a shade, so that a count can be read on the darkest
Chart = TypeVar("Chart")


class Drawn(NamedTuple, Generic[Chart]):
    """A picture twice: the page shows the one that fits."""

    narrow: Chart
    wide: Chart


@dataclass(frozen=True)
class Slopes:
    """A slope chart with the names above its two sides."""

    chart: charts.SlopeChart
    heads: tuple[Mark, ...]


@dataclass(frozen=True)
class Shaded:
    """A heat map as few paths: the cells of each shade, and squares for where colours are lost."""

    chart: charts.HeatMap
    shades: list[tuple[str, str]]
    squares: str

    @property
    def end(self) -> float:
        """Where the cells end on the right."""
        last = self.chart.rows[0].cells[-1]
        return round(last.x + last.width, 1)


@dataclass(frozen=True)
class Split:
    """Two films, and how the readers who ranked both are split between them."""

    upper: Entry
    lower: Entry
    names: tuple[str, str]
    found: Neighbours
    readers: int

    @property
    def bar(self) -> charts.SplitBar:
        return charts.split_bar(self.found.above, self.found.tied, self.found.below, NARROW)

    @property
    def judged(self) -> str:
        """Whether the split can be told from chance; nothing where it can."""
        if not self.found.compared:
            return gettext("no reader ranked both")
        if not self.found.enough:
            return gettext("too few readers to judge")
        return gettext("too close to call") if self.found.too_close else ""

    @property
    def score(self) -> str:
        """The two counts, and those between; nothing where there are none."""
        if not self.found.compared:
            return ""
        return sentences.score(self.found.above, self.found.below, self.found.tied)

    @property
    def sides(self) -> list[tuple[str, str]]:
        return [
            (self.names[0], sentences.grouped(self.found.above)),
            (self.names[1], sentences.grouped(self.found.below)),
        ]

    @property
    def words(self) -> str:
        """All of it in one sentence."""
        sides = list(zip(self.names, (self.found.above, self.found.below), strict=True))
        return sentences.split(sides, self.found.tied, self.found.compared, self.readers)


@dataclass(frozen=True)
class Step:
    """A film in the crowd's order, and how it stands against the next one down."""

    place: crowd.Place
    name: str
    split: Split | None


@dataclass(frozen=True)
class Divided:
    """How far apart the readers place one film, in per cent of the list's length."""

    name: str
    readers: int
    percent: int
    splits: bool


class Figures:
    """Everything that the page of one post's crowd shows, each part made when it is asked for."""

    level = round(100 * LEVEL)

    def __init__(
        self, shown: crowd.Crowd, tally: Tally, stored: dict[str, Any], entries: list[Entry], author: str
    ) -> None:
        self.crowd = shown
        self.tally = tally
        self.stored = stored
        self.entries = entries
        self.author = author
        self.names = names(entries)
        self.by_pk: dict[Key, Entry] = {entry.pk: entry for entry in entries}

    @property
    def rule(self) -> str:
        """Which film is said to split the room."""
        return sentences.splitting_rule(spread.READERS_ENOUGH, spread.LEAST_DEVIATION, spread.CLEAR_LEAD)

    @cached_property
    def order(self) -> Ordering:
        """The crowd's order, level films as the author has them."""
        tiers: dict[int, list[int]] = {}
        for place in self.crowd.places:
            tiers.setdefault(place.place, []).append(place.entry.pk)
        return Ordering(tiers.values())

    @cached_property
    def steps(self) -> list[Step]:
        below = [self.split(found) for found in neighbours(self.tally, self.order)]
        return [
            Step(place, self.names[place.entry.pk], split)
            for place, split in zip_longest(self.crowd.places, below)
        ]

    @property
    def unplaced(self) -> list[str]:
        return [self.names[entry.pk] for entry in self.crowd.unplaced]

    @property
    def biggest(self) -> Step | None:
        """The film that the crowd moves furthest, as the article names it."""
        found = self.crowd.biggest
        return next((step for step in self.steps if found and step.place.entry.pk == found.entry.pk), None)

    @property
    def sureness(self) -> str:
        """Whether any order could agree better, and by how much."""
        stored = self.stored
        return sentences.sureness(stored["exact"], stored["disagreements"], stored["lower_bound"])

    @cached_property
    def slopes(self) -> Drawn[Slopes]:
        author = crowd.author_ordering(self.entries)
        drawn = [charts.slope_chart(author, self.order, self.names, width) for width in (NARROW, WIDE)]
        return Drawn(*(Slopes(chart, self._heads(chart)) for chart in drawn))

    @cached_property
    def heat(self) -> Drawn[Shaded] | None:
        """Films by place, in the crowd's order; None while nobody has placed all, or not counted."""
        table = self.tally.places
        if table is None or not table.readers:
            return None
        there = [*self.order.candidates, *(entry.pk for entry in self.crowd.unplaced)]
        counts = {key: table.of(key) for key in there}
        return Drawn(*(shaded(charts.heat_map(counts, self.names, width)) for width in (NARROW, WIDE)))

    @property
    def placed_all(self) -> str:
        """How many readers placed every film, of all; nothing while that is being counted."""
        table = self.tally.places
        return "" if table is None else sentences.some_readers(table.readers, self.crowd.readers)

    @cached_property
    def bars(self) -> charts.BarChart | None:
        histogram = self.tally.histogram
        drawn = histogram is not None and histogram.readers
        return charts.histogram_chart(histogram.numbers, NARROW) if histogram and drawn else None

    @property
    def compared_enough(self) -> str:
        """How many readers rank enough of the author's films; nothing while that is being counted."""
        histogram = self.tally.histogram
        return "" if histogram is None else sentences.some_readers(histogram.readers, self.crowd.readers)

    @property
    def mean(self) -> str:
        """The agreement of all readers with the author, all pairs together."""
        found = mean_agreement(self.tally, crowd.author_ordering(self.entries))
        if found.share is None:
            return ""
        return sentences.mean_agreement(found.same, found.compared, round(100 * found.share))

    @cached_property
    def divided(self) -> list[Divided]:
        """The spread of each film that was placed, the widest first."""
        return [
            Divided(
                name=self.names[found.key],
                readers=found.readers,
                percent=round(100 * found.deviation),
                splits=found.key == self.stored["splits"],
            )
            for found in spread.spreads(self.tally, self.names)
        ]

    @property
    def splits(self) -> Divided | None:
        return next((found for found in self.divided if found.splits), None)

    def pair(self) -> tuple[Entry, Entry]:
        """The two films to begin with: number one of each side; the author's first two where it is one."""
        first = self.entries[0]
        theirs = self.crowd.places[0].entry if self.crowd.enough and self.crowd.places else first
        return first, self.entries[1] if theirs.pk == first.pk else theirs

    def head_to_head(self, a: Entry, b: Entry) -> Split:
        return self.split(neighbours(self.tally, Ordering.strict([a.pk, b.pk]))[0])

    def split(self, found: Neighbours) -> Split:
        upper, lower = self.by_pk[found.upper], self.by_pk[found.lower]
        both = self.names[upper.pk], self.names[lower.pk]
        return Split(upper, lower, both, found, self.crowd.readers)

    def _heads(self, chart: charts.SlopeChart) -> tuple[Mark, ...]:
        sides = [next((side for side in found if side), None) for found in self._marks(chart)]
        room = 0.4 * chart.width
        said = (fitted(self.author, room, 12), gettext("The crowd"))
        return tuple(
            Mark(side[1].x, 14, text, side[1].anchor) for side, text in zip(sides, said, strict=True) if side
        )

    def _marks(self, chart: charts.SlopeChart) -> list[list[tuple[Mark, Mark] | None]]:
        return [[slope.left for slope in chart.slopes], [slope.right for slope in chart.slopes]]


def of_post(post: Post, entries: list[Entry], author: str) -> Figures:
    """The figures of a post's ranked entries, in two queries whatever the crowd."""
    shown = crowd.of_post(post, entries)
    row = PostTally.objects.filter(post=post).defer("recount").first() or PostTally(post=post)
    ranked = [entry.pk for entry in entries]
    tally = crowd.stored_tally(row, ranked).rebased(crowd.author_ordering(entries))
    is_fresh = row.consensus.get("ranked") == sorted(ranked)
    stored = row.consensus if is_fresh else crowd.agreed(tally, ranked)
    return Figures(shown, tally, stored, entries, author)


def names(entries: list[Entry]) -> dict[Key, str]:
    """What each film is called: its title, with the year where another here has the same."""
    titles = Counter(entry.film.title for entry in entries)
    return {
        entry.pk: entry.film.title if titles[entry.film.title] == 1 else str(entry.film) for entry in entries
    }


def shaded(chart: charts.HeatMap) -> Shaded:
    """The cells that hold anybody as one path to a shade."""
    cells = [cell for row in chart.rows for cell in row.cells if cell.count]
    shades = sorted({cell.shade for cell in cells})
    paths = [
        (
            f"{SHADE * shade:.2f}",
            "".join(_box(cell, cell.width, cell.height) for cell in cells if cell.shade == shade),
        )
        for shade in shades
    ]
    return Shaded(chart, paths, "".join(_box(cell, cell.side, cell.side) for cell in cells))


def _box(cell: Cell, wide: float, high: float) -> str:
    """A box in the middle of a cell, as a path."""
    x, y = cell.x + (cell.width - wide) / 2, cell.y + (cell.height - high) / 2
    return f"M{round(x, 1):g} {round(y, 1):g}h{wide:g}v{high:g}h-{wide:g}z"
