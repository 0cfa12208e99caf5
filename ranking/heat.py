"""The heat map: how many readers put each entry at each place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ranking.drawing import EDGE, HEAD, ROW, SMALL, TEXT, WIDTH, Mark, at
from ranking.labels import compact, fitted_apart, text_width
from ranking.ordering import Key

_MOST_COLUMNS = 20
_WIDEST = 28.0


@dataclass(frozen=True)
class Cell:
    """How many readers put one entry at the places from `first` to `last`.

    `shade` goes from 0 for nobody to 5 for the fullest cell; `side` is that of a square inside with the same
    meaning, for where colours are lost. `mark` is the count, where all counts of the map have room.
    """

    x: float
    y: float
    width: float
    height: float
    first: int
    last: int
    count: int
    shade: int
    side: float
    mark: Mark | None


@dataclass(frozen=True)
class HeatRow:
    """One entry of the heat map."""

    key: Key
    title: str
    label: Mark
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class HeatMap:
    """Entries by place.

    From 21 places on a column holds `step` of them; `heads` name the first of a column.
    """

    width: int
    height: int
    step: int
    heads: tuple[Mark, ...]
    rows: tuple[HeatRow, ...]


def heat_map(counts: Mapping[Key, Sequence[int]], titles: Mapping[Key, str], width: int = WIDTH) -> HeatMap:
    """The heat map of how many readers put each entry at each place, a row for each entry as given.

    Domain: the same number of places for all entries. Cost: linear in entries times places. Raises KeyError
    for an entry without a title and ValueError for rows of different lengths.
    Source: Wilkinson and Friendly, "The History of the Cluster Heat Map" (2009).
    """
    places = len(next(iter(counts.values()), ()))
    if any(len(row) != places for row in counts.values()):
        raise ValueError("all entries need the same number of places")
    grid = _Grid(places, width)
    labels = fitted_apart({key: titles[key] for key in counts}, grid.room - EDGE, TEXT)
    grouped = {key: [sum(row[first:last]) for first, last in grid.columns] for key, row in counts.items()}
    grid.measure(count for row in grouped.values() for count in row)
    rows = tuple(
        HeatRow(
            key=key,
            title=titles[key],
            label=Mark(at(grid.room), at(HEAD + ROW / 2 + TEXT / 3 + ROW * number), labels[key], "end"),
            cells=tuple(grid.cell(column, HEAD + ROW * number, count) for column, count in enumerate(row)),
        )
        for number, (key, row) in enumerate(grouped.items())
    )
    return HeatMap(width, HEAD + ROW * len(rows) + EDGE, grid.step, grid.heads(), rows)


class _Grid:
    """The columns of a heat map: titles on the left, then as many columns of places as can be told apart."""

    def __init__(self, places: int, width: int) -> None:
        self.places = places
        self.step = max(1, math.ceil(places / _MOST_COLUMNS))
        self.columns = [(first, min(places, first + self.step)) for first in range(0, places, self.step)]
        self.room = width * 0.36
        self.start = self.room + 6
        self.across = min(_WIDEST, (width - EDGE - self.start) / max(1, len(self.columns)))

    def measure(self, counts: Iterable[int]) -> None:
        """Finds the fullest cell, and whether all counts have room: some alone would tell a false story."""
        widths = {count: text_width(compact(count), SMALL) for count in counts}
        self.fullest = max(widths, default=0)
        self.has_room = max(widths.values(), default=0.0) <= self.across - 2

    def cell(self, column: int, y: float, count: int) -> Cell:
        """The cell of a column in the row at `y`."""
        first, last = self.columns[column]
        x = self.start + self.across * column
        share = count / self.fullest if self.fullest else 0.0
        middle = Mark(at(x + self.across / 2), at(y + ROW / 2 + SMALL / 3), compact(count), "middle")
        return Cell(
            x=at(x),
            y=at(y),
            width=at(self.across),
            height=ROW,
            first=first + 1,
            last=last,
            count=count,
            shade=-(-5 * count // max(1, self.fullest)),
            side=at(0.9 * min(self.across, ROW) * math.sqrt(share)),
            mark=middle if count and self.has_room else None,
        )

    def heads(self) -> tuple[Mark, ...]:
        """The first place of each column, or of every second, third, … where they would touch."""
        apart = math.ceil((text_width(str(self.places), SMALL) + 3) / self.across)
        return tuple(
            Mark(
                at(self.start + self.across * (column + 0.5)),
                HEAD - 8,
                str(self.columns[column][0] + 1),
                "middle",
            )
            for column in range(0, len(self.columns), apart)
        )
