"""Where orderings put each candidate: sums for the spread of its place, and a table of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ranking.counts import Cells, Counts, index_of
from ranking.ordering import Key, Ordering, canonical

# A place in an ordering of any length, from 0 for the best to this for the worst, as a whole number: sums of
# whole numbers come out the same in any order of adding and taking out.
GRID = 10_000


class PlaceSums(Counts):
    """For each key, how many orderings placed it, the sum of its places and that of their squares.

    A place is counted within the ordering's own length, 0 for its top and `GRID` for its bottom; candidates
    of one tier share the middle of the places that they take up. An ordering of one candidate says nothing of
    its place.
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(3 * len(keys))
        self.index = index_of(keys)

    def cells(self, ordering: Ordering) -> Cells:
        last = len(ordering.candidates) - 1
        found: Cells = []
        if last < 1:
            return found
        before = 0
        for tier in ordering.tiers:
            place = ((2 * before + len(tier) - 1) * GRID + last) // (2 * last)
            for key in tier:
                cell = 3 * self.index[key]
                found += (cell, 1), (cell + 1, place), (cell + 2, place * place)
            before += len(tier)
        return found

    def of(self, key: Key) -> tuple[int, int, int]:
        """How many orderings placed `key`, the sum of its places and that of their squares.

        Raises KeyError.
        """
        start = 3 * self.index[key]
        readers, total, squares = self.numbers[start : start + 3]
        return readers, total, squares

    def over(self, keys: Sequence[Key]) -> PlaceSums:
        """The same sums over other keys; a key that was unknown is at zero."""
        found = PlaceSums(keys)
        for key, place in found.index.items():
            if key in self.index:
                found.numbers[3 * place : 3 * place + 3] = self.of(key)
        return found


class PlaceTable(Counts):
    """For each of the ranked keys and each place, how many full orderings put it there.

    A full ordering holds every ranked key. Its place is counted among the ranked keys alone, 1 for the best;
    of those that are level each has the best place they take up, so that two may both be first and nobody
    second.
    """

    def __init__(self, ranked: Iterable[Key]) -> None:
        self.index = index_of(sorted(ranked, key=canonical))
        super().__init__(len(self.index) ** 2)

    def cells(self, ordering: Ordering) -> Cells:
        index, size = self.index, len(self.index)
        if any(ordering.tier_of(key) is None for key in index):
            return []
        found: Cells = []
        place = 0
        for tier in ordering.tiers:
            here = [index[key] for key in tier if key in index]
            found += [(row * size + place, 1) for row in here]
            place += len(here)
        return found

    @property
    def readers(self) -> int:
        """How many full orderings are counted. Linear."""
        return sum(self.numbers[: len(self.index)])

    def of(self, key: Key) -> tuple[int, ...]:
        """How many full orderings put `key` first, second, and so on. Raises KeyError for an unranked key."""
        start = self.index[key] * len(self.index)
        return tuple(self.numbers[start : start + len(self.index)])
