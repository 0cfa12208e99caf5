"""Slow and plain ways to the same answers, sharing no code with what they check."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence

from ranking import Tally


def disagreements(tally: Tally, order: Iterable[object]) -> int:
    """How many pair opinions a strict order contradicts."""
    return sum(tally.above(lower, upper) for upper, lower in itertools.combinations(order, 2))


def by_all_permutations(tally: Tally) -> int:
    """The fewest pair opinions that a strict order contradicts, after walking through every permutation."""
    lost = [[tally.above(b, a) for b in tally.candidates] for a in tally.candidates]

    def least(left: list[int]) -> int:
        return min(
            (
                sum(map(lost[top].__getitem__, left)) + least(left[:place] + left[place + 1 :])
                for place, top in enumerate(left)
            ),
            default=0,
        )

    return least(list(range(len(lost))))


def by_subsets(tally: Tally) -> int:
    """The fewest pair opinions that a strict order contradicts, by growing sets of candidates."""
    keys = tally.candidates

    @functools.cache
    def least(some: frozenset[object]) -> int:
        if not some:
            return 0
        return min(
            least(some - {top}) + sum(tally.above(other, top) for other in some - {top}) for top in some
        )

    return least(frozenset(keys))


def best_permutations(excess: Sequence[Sequence[int]]) -> tuple[int, list[tuple[int, ...]]]:
    """The least cost of a strict order of nodes, and all the orders that reach it."""
    costs = {
        order: sum(excess[x][y] for x, y in itertools.combinations(order, 2))
        for order in itertools.permutations(range(len(excess)))
    }
    least = min(costs.values())
    return least, [order for order, cost in costs.items() if cost == least]
