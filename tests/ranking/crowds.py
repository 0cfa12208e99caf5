"""Crowds for tests: drawn from a seed, always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ranking import Ordering, Tally


def mallows(size: int, spread: float, readers: int, seed: int) -> Tally:
    """Readers scattered around one order of `size` candidates: `spread` 0 is no scatter, 1 is pure noise."""
    chance = random.Random(seed)
    tally = Tally(range(size))
    for _ in range(readers):
        order: list[int] = []
        for key in range(size):
            steps = chance.choices(range(key + 1), [spread**step for step in range(key + 1)])[0]
            order.insert(key - steps, key)
        tally.add(Ordering.strict(order))
    return tally


def noise(size: int, readers: int, seed: int) -> Tally:
    """Readers who know nothing of each other."""
    return mallows(size, 1.0, readers, seed)


def any_tally(chance: random.Random, keys: Sequence[object]) -> Tally:
    """A few readers with partial orderings and ties: cycles and pairs that nobody compared included."""
    tally = Tally(keys)
    for _ in range(chance.randint(1, 9)):
        tally.add(any_ordering(chance, keys), chance.randint(1, 3))
    return tally


def any_ordering(chance: random.Random, keys: Sequence[object]) -> Ordering:
    tiers: list[list[object]] = []
    for key in chance.sample(keys, chance.randint(1, len(keys))):
        if tiers and chance.random() < 0.25:
            tiers[-1].append(key)
        else:
            tiers.append([key])
    return Ordering(tiers)


def any_excess(chance: random.Random, size: int, most: int = 5) -> list[list[int]]:
    """Costs of pairs as majorities give them: zero at least one way."""
    excess = [[0] * size for _ in range(size)]
    for x in range(size):
        for y in range(x):
            winner, loser = chance.sample((x, y), 2)
            excess[loser][winner] = chance.randint(0, most)
    return excess
