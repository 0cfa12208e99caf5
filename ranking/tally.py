"""Orderings become counts, and can be taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from ranking.counts import Counts, Pairs
from ranking.histogram import Histogram
from ranking.ordering import Key, Ordering
from ranking.places import PlaceSums, PlaceTable

VERSION = 1
_NOBODY = Ordering(())


class Tally:
    """What a crowd of orderings says, as counts alone: as large for ten orderings as for a million.

    For each pair of candidates, how many orderings put the one above the other and how many put them level;
    for each candidate, sums of its place; and, where the author's order is told, a table of places (`places`)
    and the spread of agreement with the author (`histogram`).
    A candidate that an ordering leaves out is unknown to it: no pair with it is counted either way. A tie is
    an opinion ("neither is better"): the pair counts as compared, above for neither side.
    `==` means equal candidates, author's order and counts, in whatever order the candidates were given.

    Domain: candidates are ints or strings, all different. Memory: quadratic in their number. Raises
    ValueError for a candidate given twice or of another type, and for an author's order that holds anything
    else.
    Source: the pairwise comparison matrix of Condorcet, "Essai" (1785), kept incrementally.
    """

    def __init__(self, candidates: Iterable[Key], author: Ordering = _NOBODY) -> None:
        self._candidates = tuple(_checked(key) for key in candidates)
        self._pairs = Pairs(self._candidates)
        self._sums = PlaceSums(self._candidates)
        self._orderings = 0
        self._author = author
        self._known(author)
        self._places = PlaceTable(author.candidates) if author else None
        self._histogram = Histogram(author) if author else None

    @property
    def candidates(self) -> tuple[Key, ...]:
        """Every candidate, in the order given."""
        return self._candidates

    @property
    def orderings(self) -> int:
        """How many orderings are counted. An empty ordering says nothing and is not."""
        return self._orderings

    @property
    def author(self) -> Ordering:
        """The author's order of the ranked entries; empty where none was told."""
        return self._author

    @property
    def places(self) -> PlaceTable | None:
        """Who stood where in the orderings that place every ranked entry; None while that is not counted."""
        return self._places

    @property
    def histogram(self) -> Histogram | None:
        """The spread of the orderings' agreement with the author's; None while that is not counted."""
        return self._histogram

    @property
    def settled(self) -> bool:
        """Whether everything is counted that the author's order asks for."""
        return not self._author or (self._places is not None and self._histogram is not None)

    def above(self, a: Key, b: Key) -> int:
        """How many orderings put `a` in a better tier than `b`. Constant time. Raises KeyError if unknown."""
        return self._pairs.above(a, b)

    def tied(self, a: Key, b: Key) -> int:
        """How many orderings put `a` and `b` level. Constant time. Raises KeyError if unknown."""
        return self._pairs.tied(a, b)

    def compared(self, a: Key, b: Key) -> int:
        """How many orderings hold both, ties included. Constant time. Raises KeyError if unknown."""
        return self.above(a, b) + self.above(b, a) + self.tied(a, b)

    def rows(self, keys: Sequence[Key]) -> list[list[int]]:
        """`above` for all pairs of `keys`: quicker than one by one. Raises KeyError as `above`."""
        return self._pairs.rows(keys, tied=False)

    def tied_rows(self, keys: Sequence[Key]) -> list[list[int]]:
        """`tied` for all pairs of `keys`. Raises KeyError as `tied`."""
        return self._pairs.rows(keys, tied=True)

    def place_sums(self, key: Key) -> tuple[int, int, int]:
        """How many orderings placed `key`, and the sums of its places and of their squares: see `PlaceSums`.

        Constant time. Raises KeyError if unknown.
        """
        return self._sums.of(key)

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
        self._known(ordering)
        wanted = _positive(times)
        if ordering and not (
            self._orderings >= wanted and all(part.holds(ordering, wanted) for part in self._parts())
        ):
            raise ValueError("this ordering was never counted")
        self._change(ordering, -wanted)

    def with_candidates(self, keys: Iterable[Key]) -> Tally:
        """A copy that knows `keys` too.

        They were not offered so far, so they count neither way. Quadratic.
        """
        new = [key for key in dict.fromkeys(keys) if key not in self._pairs.index]
        return self._over((*self._candidates, *new))

    def restricted_to(self, keys: Iterable[Key]) -> Tally:
        """A copy for reading: the pairs among `keys` alone, to take the consensus of some of the candidates.

        Unknown keys are ignored; `.orderings` and the sums of places stay what they are among all candidates.
        The author's order stays where all of it is kept, else it is dropped with what is counted by it.
        Quadratic.
        """
        kept = set(keys)
        return self._over([key for key in self._candidates if key in kept])

    def without(self, ordering: Ordering) -> Tally:
        """A copy without one reader's `ordering`; this tally stays. Quadratic. Raises as `withdraw`."""
        rest = self._over(self._candidates)
        rest.withdraw(ordering)
        return rest

    def rebased(self, author: Ordering) -> Tally:
        """A copy for another author's order, which the author's figures do not know yet.

        What depends on the order is not counted in the copy, and None, until it is settled. The table of
        places outlives a new order of the same entries; with no ordering counted nothing is missing.
        """
        moved = self._over(self._candidates)
        if author == self._author:
            return moved
        fresh = Tally(self._candidates, author)
        moved._author = author
        moved._histogram = None if self._orderings else fresh._histogram
        if moved._places is None or fresh._places is None or moved._places.index != fresh._places.index:
            moved._places = None if self._orderings else fresh._places
        return moved

    def settled_by(self, recount: Tally) -> Tally:
        """The `recount`, once it is certain that it counted the same orderings by the same author's order.

        For a tally that was rebased. Quadratic. Raises ValueError where pairs or sums differ, so that a
        recount which missed an ordering is never taken for this tally.
        """
        if not recount.settled or not self._same_core(recount):
            raise ValueError("the recount did not count the same orderings")
        return recount

    def to_json(self) -> dict[str, object]:
        """The tally as a small, versioned dict for JSON. Quadratic. Raises ValueError beyond 2**64 - 1."""
        return {
            "version": VERSION,
            "candidates": list(self._candidates),
            "orderings": self._orderings,
            "pairs": self._pairs.text(),
            "sums": self._sums.text(),
            "author": [list(tier) for tier in self._author],
            "places": self._places and self._places.text(),
            "histogram": self._histogram and self._histogram.text(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Tally:
        """The tally that `to_json` wrote, with keys of the same types. Quadratic.

        Raises ValueError for another version and for data that no tally writes.
        """
        candidates, author, orderings = _read(data)
        tally = cls(candidates, author)
        tally._orderings = orderings
        tally._pairs.read(data.get("pairs"))
        tally._sums.read(data.get("sums"))
        tally._places = _filled(tally._places, data.get("places"))
        tally._histogram = _filled(tally._histogram, data.get("histogram"))
        return tally

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return self._same_core(other) and self._author_numbers() == other._author_numbers()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Tally of {self._orderings} orderings of {len(self._candidates)} candidates>"

    def _parts(self) -> list[Counts]:
        parts: list[Counts | None] = [self._pairs, self._sums, self._places, self._histogram]
        return [part for part in parts if part is not None]

    def _change(self, ordering: Ordering, times: int) -> None:
        self._known(ordering)
        if not ordering:
            return
        for part in self._parts():
            part.change(ordering, times)
        self._orderings += times

    def _known(self, ordering: Ordering) -> None:
        for key in ordering.candidates:
            if key not in self._pairs.index:
                raise ValueError(f"{key!r} is not a candidate of this tally")

    def _over(self, keys: Sequence[Key]) -> Tally:
        keeps_author = set(self._author.candidates) <= set(keys)
        copy = Tally(keys, self._author if keeps_author else _NOBODY)
        copy._orderings = self._orderings
        copy._pairs = self._pairs.over(copy._candidates)
        copy._sums = self._sums.over(copy._candidates)
        copy._places = _copied(copy._places, self._places)
        copy._histogram = _copied(copy._histogram, self._histogram)
        return copy

    def _same_core(self, other: Tally) -> bool:
        if (self._pairs.index.keys(), self._author) != (other._pairs.index.keys(), other._author):
            return False
        theirs = other._over(self._candidates)
        return (self._orderings, self._pairs.numbers, self._sums.numbers) == (
            theirs._orderings,
            theirs._pairs.numbers,
            theirs._sums.numbers,
        )

    def _author_numbers(self) -> list[list[int] | None]:
        return [None if part is None else part.numbers for part in (self._places, self._histogram)]


_Part = TypeVar("_Part", bound=Counts)


def _copied(blank: _Part | None, part: _Part | None) -> _Part | None:
    if blank is None or part is None:
        return None
    blank.numbers = part.numbers.copy()
    return blank


def _filled(blank: _Part | None, text: object) -> _Part | None:
    if blank is None or text is None:
        return None
    blank.read(text)
    return blank


def _read(data: Mapping[str, object]) -> tuple[list[Key], Ordering, int]:
    if data.get("version") != VERSION:
        raise ValueError(f"a stored tally must be of version {VERSION}")
    candidates, author, orderings = data.get("candidates"), data.get("author"), data.get("orderings")
    is_whole = isinstance(candidates, list) and isinstance(author, list)
    if not is_whole or type(orderings) is not int or orderings < 0:
        raise ValueError("a stored tally needs its candidates, the author's order and its size")
    return cast("list[Key]", candidates), Ordering(cast("list[list[Key]]", author)), orderings


def _checked(key: Key) -> Key:
    is_plain = isinstance(key, int | str) and not isinstance(key, bool)
    if not is_plain:
        raise ValueError(f"a candidate is an int or a string, not {key!r}")
    return key


def _positive(times: int) -> int:
    if type(times) is not int or times < 1:
        raise ValueError(f"an ordering is counted a positive number of times, not {times!r}")
    return times
