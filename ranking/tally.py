"""Orderings become counts, and can be taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ranking.ordering import Key, Ordering
from ranking.packing import packed, unpacked

VERSION = 1


class Tally:
    """For each pair of candidates, how many orderings put the one above the other and how many put them
    level.

    A candidate that an ordering leaves out is unknown to it: no pair with it is counted either way. A tie is
    an opinion ("neither is better"): the pair counts as compared, above for neither side.
    `==` means equal candidates and equal counts, in whatever order the candidates were given.

    Domain: candidates are ints or strings, all different. Memory: quadratic in their number, whatever the
    number of orderings. Raises ValueError for a candidate given twice or of another type.
    Source: the pairwise comparison matrix of Condorcet, "Essai" (1785), kept incrementally.
    """

    def __init__(self, candidates: Iterable[Key]) -> None:
        self._candidates = tuple(candidates)
        self._index = {_checked(key): number for number, key in enumerate(self._candidates)}
        if len(self._index) != len(self._candidates):
            raise ValueError("a candidate was given twice")
        size = len(self._candidates)
        self._above = [0] * (size * size)
        self._tied = [0] * (size * size)
        self._orderings = 0

    @property
    def candidates(self) -> tuple[Key, ...]:
        """Every candidate, in the order given."""
        return self._candidates

    @property
    def orderings(self) -> int:
        """How many orderings are counted. An empty ordering says nothing and is not."""
        return self._orderings

    def above(self, a: Key, b: Key) -> int:
        """How many orderings put `a` in a better tier than `b`.

        Constant time. Raises KeyError for an unknown key.
        """
        return self._above[self._cell(a, b)]

    def tied(self, a: Key, b: Key) -> int:
        """How many orderings put `a` and `b` level. Constant time. Raises KeyError for an unknown key."""
        return self._tied[self._cell(a, b)]

    def compared(self, a: Key, b: Key) -> int:
        """How many orderings hold both, ties included. Constant time. Raises KeyError for an unknown key."""
        return self.above(a, b) + self.above(b, a) + self.tied(a, b)

    def rows(self, keys: Sequence[Key]) -> list[list[int]]:
        """`above` for all pairs of `keys` as rows:

        quicker than asking pair by pair. Raises KeyError as `above`.
        """
        return self._rows(self._above, keys)

    def tied_rows(self, keys: Sequence[Key]) -> list[list[int]]:
        """`tied` for all pairs of `keys` as rows. Raises KeyError as `tied`."""
        return self._rows(self._tied, keys)

    def add(self, ordering: Ordering, times: int = 1) -> None:
        """Counts `ordering` `times` times.

        Cost: quadratic in the length of the ordering. Raises ValueError, with nothing changed, when the
        ordering holds a candidate that this tally does not know (the message names it) or `times` is not a
        positive int.
        """
        self._change(ordering, _positive(times))

    def withdraw(self, ordering: Ordering, times: int = 1) -> None:
        """Takes `ordering` out again, `times` times: the exact opposite of `add`, at its cost.

        Raises ValueError, with nothing changed, as `add` does and when a count would fall below zero: such an
        ordering was never counted.
        """
        self._change(ordering, -_positive(times))

    def with_candidates(self, keys: Iterable[Key]) -> Tally:
        """A copy that knows `keys` too.

        They were not offered so far, so they count neither way. Quadratic.
        """
        grown = Tally((*self._candidates, *(key for key in dict.fromkeys(keys) if key not in self._index)))
        grown._take_pairs(self)
        return grown

    def restricted_to(self, keys: Iterable[Key]) -> Tally:
        """A copy with the pairs among `keys` alone, to take the consensus of some of the candidates.

        Keys that this tally does not know are ignored; `.orderings` stays. Quadratic.
        """
        kept = set(keys)
        part = Tally(key for key in self._candidates if key in kept)
        part._take_pairs(self)
        return part

    def without(self, ordering: Ordering) -> Tally:
        """A copy from which one reader's `ordering` is withdrawn;

        this tally stays. Raises as `withdraw`. Quadratic.
        """
        rest = self.restricted_to(self._candidates)
        rest.withdraw(ordering)
        return rest

    def to_json(self) -> dict[str, object]:
        """The tally as a dict for JSON: versioned, and under 60 KB for 100 candidates. Quadratic.

        Raises ValueError when a count exceeds 2**64 - 1.
        """
        size = len(self._candidates)
        upper = [(a, b) for a in range(size) for b in range(a + 1, size)]
        return {
            "version": VERSION,
            "candidates": list(self._candidates),
            "orderings": self._orderings,
            "above": packed([self._above[a * size + b] for a, b in upper]),
            "below": packed([self._above[b * size + a] for a, b in upper]),
            "tied": packed([self._tied[a * size + b] for a, b in upper]),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Tally:
        """The tally that `to_json` wrote, with keys of the same types. Quadratic.

        Raises ValueError for another version and for data that no tally writes.
        """
        if not isinstance(data, Mapping) or data.get("version") != VERSION:
            raise ValueError(f"a stored tally must be of version {VERSION}")
        candidates, orderings = data.get("candidates"), data.get("orderings")
        if not isinstance(candidates, list) or type(orderings) is not int or orderings < 0:
            raise ValueError("a stored tally needs its candidates and its number of orderings")
        tally = cls(candidates)
        tally._orderings = orderings
        tally._fill(data)
        return tally

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        if self._index.keys() != other._index.keys() or self._orderings != other._orderings:
            return False
        mine = Tally(self._candidates)
        mine._take_pairs(other)
        return mine._above == self._above and mine._tied == self._tied

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Tally of {self._orderings} orderings of {len(self._candidates)} candidates>"

    def _cell(self, a: Key, b: Key) -> int:
        return self._index[a] * len(self._candidates) + self._index[b]

    def _rows(self, cells: list[int], keys: Sequence[Key]) -> list[list[int]]:
        columns = [self._index[key] for key in keys]
        size = len(self._candidates)
        return [[cells[row * size + column] for column in columns] for row in columns]

    def _change(self, ordering: Ordering, times: int) -> None:
        tiers = [[self._known(key) for key in tier] for tier in ordering.tiers]
        if not tiers:
            return
        above, tied = _pairs(tiers, len(self._candidates))
        if times < 0 and not self._holds(above, tied, -times):
            raise ValueError("this ordering was never counted")
        for cell in above:
            self._above[cell] += times
        for cell in tied:
            self._tied[cell] += times
        self._orderings += times

    def _holds(self, above: list[int], tied: list[int], times: int) -> bool:
        return (
            self._orderings >= times
            and all(self._above[cell] >= times for cell in above)
            and all(self._tied[cell] >= times for cell in tied)
        )

    def _known(self, key: Key) -> int:
        number = self._index.get(key)
        if number is None:
            raise ValueError(f"{key!r} is not a candidate of this tally")
        return number

    def _take_pairs(self, other: Tally) -> None:
        self._orderings = other._orderings
        size, their_size = len(self._candidates), len(other._candidates)
        shared = [(ours, other._index[key]) for key, ours in self._index.items() if key in other._index]
        for row, their_row in shared:
            for column, their_column in shared:
                self._above[row * size + column] = other._above[their_row * their_size + their_column]
                self._tied[row * size + column] = other._tied[their_row * their_size + their_column]

    def _fill(self, data: Mapping[str, object]) -> None:
        size = len(self._candidates)
        upper = [(a, b) for a in range(size) for b in range(a + 1, size)]
        above, below, tied = (unpacked(data.get(name), len(upper)) for name in ("above", "below", "tied"))
        for (a, b), more, less, level in zip(upper, above, below, tied, strict=True):
            self._above[a * size + b] = more
            self._above[b * size + a] = less
            self._tied[a * size + b] = self._tied[b * size + a] = level


def _pairs(tiers: list[list[int]], size: int) -> tuple[list[int], list[int]]:
    above: list[int] = []
    tied: list[int] = []
    better: list[int] = []
    for tier in tiers:
        above.extend(upper * size + lower for upper in better for lower in tier)
        tied.extend(a * size + b for a in tier for b in tier if a != b)
        better.extend(tier)
    return above, tied


def _checked(key: Key) -> Key:
    is_plain = isinstance(key, int | str) and not isinstance(key, bool)
    if not is_plain:
        raise ValueError(f"a candidate is an int or a string, not {key!r}")
    return key


def _positive(times: int) -> int:
    if type(times) is not int or times < 1:
        raise ValueError(f"an ordering is counted a positive number of times, not {times!r}")
    return times
