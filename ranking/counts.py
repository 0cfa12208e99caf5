"""Whole numbers that orderings add to and can be taken out of again: what every part of a tally is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ranking.ordering import Key, Ordering
from ranking.packing import packed, unpacked

Cells = list[tuple[int, int]]


class Counts:
    """Numbers at cells. A part says in `cells` which of them one ordering moves, and by how much.

    Each cell may be named once for an ordering, and by a positive amount, so that taking out undoes adding
    exactly.
    """

    def __init__(self, size: int) -> None:
        self.numbers = [0] * size

    def cells(self, ordering: Ordering) -> Cells:
        """The cells that `ordering` moves, with the amounts."""
        raise NotImplementedError

    def holds(self, ordering: Ordering, times: int) -> bool:
        """Whether `ordering` can be taken out `times` times without a number falling below zero."""
        return all(self.numbers[cell] >= amount * times for cell, amount in self.cells(ordering))

    def change(self, ordering: Ordering, times: int) -> None:
        """Adds `ordering` `times` times; takes it out where `times` is negative."""
        numbers = self.numbers
        for cell, amount in self.cells(ordering):
            numbers[cell] += amount * times

    def text(self) -> str:
        """The numbers as short text."""
        return packed(self.numbers)

    def read(self, text: object) -> None:
        """Takes the numbers that `text` wrote. Raises ValueError for other text."""
        self.numbers = unpacked(text, len(self.numbers))


def index_of(keys: Iterable[Key]) -> dict[Key, int]:
    """The place of each key. Raises ValueError for a key given twice."""
    places: dict[Key, int] = {}
    for place, key in enumerate(keys):
        if places.setdefault(key, place) != place:
            raise ValueError(f"the candidate {key!r} was given twice")
    return places


class Pairs(Counts):
    """For each pair of keys, how many orderings put the one above the other, and how many put them level.

    The first square of cells holds "row above column", the second "row level with column".
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(2 * len(keys) ** 2)
        self.index = index_of(keys)

    def cells(self, ordering: Ordering) -> Cells:
        size, index = len(self.index), self.index
        found: Cells = []
        better: list[int] = []
        for tier in ordering.tiers:
            here = [index[key] for key in tier]
            found += [(row * size + column, 1) for row in better for column in here]
            if len(here) > 1:
                found += [
                    ((size + row) * size + column, 1) for row in here for column in here if row != column
                ]
            better += here
        return found

    def above(self, a: Key, b: Key) -> int:
        return self.numbers[self.index[a] * len(self.index) + self.index[b]]

    def tied(self, a: Key, b: Key) -> int:
        return self.numbers[(len(self.index) + self.index[a]) * len(self.index) + self.index[b]]

    def rows(self, keys: Sequence[Key], *, tied: bool) -> list[list[int]]:
        """One of the two squares over `keys`."""
        size = len(self.index)
        columns = [self.index[key] for key in keys]
        starts = [(row + size * tied) * size for row in columns]
        return [[self.numbers[start + column] for column in columns] for start in starts]

    def over(self, keys: Sequence[Key]) -> Pairs:
        """The same counts over other keys; a pair with a key that was unknown is at zero."""
        found = Pairs(keys)
        known = [key for key in keys if key in self.index]
        spots = [found.index[key] for key in known]
        for tied in (False, True):
            for spot, row in zip(spots, self.rows(known, tied=tied), strict=True):
                start = (spot + len(keys) * tied) * len(keys)
                for column, number in zip(spots, row, strict=True):
                    found.numbers[start + column] = number
        return found

    def text(self) -> str:
        # For each two keys how often above, level and compared: "below" follows, and "compared" often is one
        # number for all, which takes no room.
        above, below, tied = ([self.numbers[cell] for cell in cells] for cells in self._halves())
        compared = [sum(three) for three in zip(above, below, tied, strict=True)]
        return packed([*above, *tied, *compared])

    def read(self, text: object) -> None:
        halves = self._halves()
        many = len(halves[0])
        stored = unpacked(text, 3 * many)
        above, tied, compared = stored[:many], stored[many : 2 * many], stored[2 * many :]
        below = [all_ - more - level for all_, more, level in zip(compared, above, tied, strict=True)]
        if min(below, default=0) < 0:
            raise ValueError("packed pairs are compared more often than they are counted")
        size = len(self.index)
        for cells, numbers in zip(halves, (above, below, tied), strict=True):
            for cell, number in zip(cells, numbers, strict=True):
                self.numbers[cell] = number
        for row in range(size):
            for column in range(row):
                self.numbers[(size + row) * size + column] = self.numbers[(size + column) * size + row]

    def _halves(self) -> tuple[list[int], list[int], list[int]]:
        """The cells above the diagonal: row above, column above, both level."""
        size = len(self.index)
        upper = [(row, column) for row in range(size) for column in range(row + 1, size)]
        return (
            [row * size + column for row, column in upper],
            [column * size + row for row, column in upper],
            [(size + row) * size + column for row, column in upper],
        )
