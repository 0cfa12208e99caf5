"""Orders drawn at random around one order: readers who mostly agree."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random

from ranking.ordering import Key


class Mallows:
    """Strict orders scattered around a centre: each pair turned round is `spread` times as likely.

    `spread` 0 gives the centre alone, 1 makes all orders equally likely.
    Domain: any keys, all different; a spread from 0 to 1. Cost: quadratic in their number, once. Raises
    ValueError for a key given twice and for another spread.
    Source: Mallows, "Non-null ranking models I", Biometrika 44 (1957).
    """

    def __init__(self, centre: Sequence[Key], spread: float) -> None:
        if not 0 <= spread <= 1:
            raise ValueError(f"a spread lies between 0 and 1, unlike {spread!r}")
        if len(set(centre)) != len(centre):
            raise ValueError("a key was given twice")
        self.centre = tuple(centre)
        weights = [spread**steps for steps in range(len(self.centre))]
        self._sums = list(accumulate(weights))

    def draw(self, chance: Random) -> list[Key]:
        """One order. The same state of `chance` gives the same order.

        Cost: quadratic in the number of keys, with a small constant. Raises nothing.
        Source: Doignon, Pekeč and Regenwetter, "The repeated insertion model for rankings", Psychometrika 69
        (2004).
        """
        order: list[Key] = []
        for last, key in enumerate(self.centre):
            # So many keys does it go up past; the sums up to `last` are those of the steps that there are.
            steps = bisect(self._sums, chance.random() * self._sums[last], 0, last)
            order.insert(last - steps, key)
        return order
