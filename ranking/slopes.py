"""The slope chart: two orders side by side, and the lines that cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ranking.drawing import EDGE, HEAD, ROW, TEXT, WIDTH, Mark, Tie, at, places, slots
from ranking.labels import fitted_apart, text_width
from ranking.ordering import Key, Ordering


@dataclass(frozen=True)
class Slope:
    """One entry of the slope chart: its labels on both sides and the line between them.

    `left_place` and `right_place` are None where the side leaves the entry out; then it has no mark there and
    no line. `moved` is how many places it is higher on the right, negative when lower; `biggest` marks the
    largest move.
    """

    key: Key
    title: str
    left_place: int | None
    right_place: int | None
    left: tuple[Mark, Mark] | None
    right: tuple[Mark, Mark] | None
    line: tuple[float, float, float, float] | None
    moved: int
    biggest: bool


@dataclass(frozen=True)
class SlopeChart:
    """Two orders side by side, a line from each entry on the left to itself on the right."""

    width: int
    height: int
    slopes: tuple[Slope, ...]
    ties: tuple[Tie, ...]

    @property
    def biggest(self) -> Slope | None:
        """The entry that moves furthest, the highest on the left among equals; None when nothing moves."""
        return next((slope for slope in self.slopes if slope.biggest), None)


@dataclass(frozen=True)
class _Side:
    """Where one side of a slope chart has its texts, and where it puts each entry."""

    name_x: float
    place_x: float
    line_x: float
    anchor: str
    places: dict[Key, int]
    rows: dict[Key, int]

    def y(self, key: Key) -> float:
        return HEAD + ROW * (self.rows[key] + 0.5)

    def marks(self, key: Key, label: str) -> tuple[Mark, Mark]:
        baseline = self.y(key) + TEXT / 3
        return (
            Mark(self.name_x, baseline, label, self.anchor),
            Mark(self.place_x, baseline, str(self.places[key]), self.anchor),
        )


def slope_chart(left: Ordering, right: Ordering, titles: Mapping[Key, str], width: int = WIDTH) -> SlopeChart:
    """The slope chart of two orders.

    Entries that are level take a row each, joined by a tie, as the other order has them.

    Domain: `titles` for every candidate of both; a width of 280 or more. Cost: linear, but for sorting.
    Raises KeyError for an entry without a title and ValueError for a smaller width. Source: Tufte, "The
    Visual Display of Quantitative Information" (1983), for the slope graph.
    """
    if width < 280:
        raise ValueError("a slope chart needs a width of 280 or more")
    keys = list(dict.fromkeys((*left.candidates, *right.candidates)))
    columns = _SlopeColumns(width, len(keys))
    written = {key: number for number, key in enumerate(keys)}
    sides = (
        columns.left(left, slots(left, right, written)),
        columns.right(right, slots(right, left, written)),
    )
    labels = fitted_apart({key: titles[key] for key in keys}, columns.room, TEXT)
    moves = {key: _moved(key, *sides) for key in keys}
    furthest = max(map(abs, moves.values()), default=0)
    biggest = next((key for key in keys if furthest and abs(moves[key]) == furthest), None)
    slopes = tuple(_slope(key, titles[key], labels[key], sides, moves[key], key == biggest) for key in keys)
    rows = max(len(side.rows) for side in sides)
    ties = (*_row_ties(left, sides[0]), *_row_ties(right, sides[1]))
    return SlopeChart(width, HEAD + ROW * rows + EDGE, slopes, ties)


class _SlopeColumns:
    """The columns across: title, place, lines, place, title. A fifth of the width is for the lines."""

    def __init__(self, width: int, entries: int) -> None:
        self.width = width
        self.place_room = text_width(str(entries), TEXT)
        self.room = 0.4 * width - EDGE - self.place_room - 10

    def left(self, order: Ordering, rows: dict[Key, int]) -> _Side:
        name_x = EDGE + self.room
        place_x = name_x + 4 + self.place_room
        return _Side(at(name_x), at(place_x), at(place_x + 6), "end", places(order), rows)

    def right(self, order: Ordering, rows: dict[Key, int]) -> _Side:
        name_x = self.width - EDGE - self.room
        place_x = name_x - 4 - self.place_room
        return _Side(at(name_x), at(place_x), at(place_x - 6), "start", places(order), rows)


def _slope(
    key: Key, title: str, label: str, sides: tuple[_Side, _Side], moved: int, is_biggest: bool
) -> Slope:
    left, right = (side if key in side.rows else None for side in sides)
    line = (left.line_x, left.y(key), right.line_x, right.y(key)) if left and right else None
    return Slope(
        key=key,
        title=title,
        left_place=left.places[key] if left else None,
        right_place=right.places[key] if right else None,
        left=left.marks(key, label) if left else None,
        right=right.marks(key, label) if right else None,
        line=line,
        moved=moved,
        biggest=is_biggest,
    )


def _moved(key: Key, left: _Side, right: _Side) -> int:
    return left.places[key] - right.places[key] if key in left.places and key in right.places else 0


def _row_ties(order: Ordering, side: _Side) -> list[Tie]:
    reach = ROW * 0.3
    spans = [sorted(side.y(key) for key in tier) for tier in order if len(tier) > 1]
    return [Tie(side.line_x, at(ys[0] - reach), side.line_x, at(ys[-1] + reach)) for ys in spans]
