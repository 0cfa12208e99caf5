"""How sure the crowd's order is, from one neighbour to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from ranking.ordering import Key, Ordering
from ranking.tally import Tally

# A split is called too close to call unless an even crowd would be as lopsided in fewer than one case of
# twenty.
LEVEL = 0.05
READERS_ENOUGH = 3


@dataclass(frozen=True)
class Neighbours:
    """Two candidates that follow each other in an order, and how the readers who ranked both are split.

    `above` put `upper` above `lower`, `below` the other way round, `tied` put them level. `level` says that
    the order has them in one tier. `p` is the chance that readers who toss a coin split at least as unevenly.
    """

    upper: Key
    lower: Key
    level: bool
    above: int
    below: int
    tied: int
    p: float

    @property
    def compared(self) -> int:
        """How many readers ranked both."""
        return self.above + self.below + self.tied

    @property
    def enough(self) -> bool:
        """Whether so many readers ranked both that the split may be judged at all: three or more."""
        return self.compared >= READERS_ENOUGH

    @property
    def too_close(self) -> bool:
        """Whether the split could well be chance: `p` is not below 5 %."""
        return self.p >= LEVEL


def neighbours(tally: Tally, order: Ordering) -> tuple[Neighbours, ...]:
    """Each candidate of `order` with the next one down; inside a tier in the order in which it is written.

    Domain: an order of candidates of the tally. Cost: one binomial test a pair, see `even_split`. Raises
    KeyError for a candidate that the tally does not know. Source: the sign test, which leaves out ties, Dixon
    and Mood (1946).
    """
    return tuple(_neighbours(tally, order, upper, lower) for upper, lower in pairwise(order.candidates))


def even_split(more: int, less: int) -> float:
    """The two-sided exact binomial test of an even split: the chance of one at least as uneven, from 0 to 1.

    Domain: counts of 0 or more; with none there is no evidence, and the answer is 1. Cost: the square root of
    the count, since terms are added only while they matter. Raises ValueError for a negative count.
    Source: Clopper and Pearson (1934); at one half both tails are alike, so the smaller one is doubled.
    """
    if min(more, less) < 0:
        raise ValueError("a count is 0 or more")
    count, tail = more + less, min(more, less)
    log_term = math.lgamma(count + 1) - math.lgamma(tail + 1) - math.lgamma(count - tail + 1)
    term = math.exp(log_term - count * math.log(2))
    total = 0.0
    while term > total * 1e-17:
        total += term
        term *= tail / (count - tail + 1)
        tail -= 1
    return min(1.0, 2 * total)


def _neighbours(tally: Tally, order: Ordering, upper: Key, lower: Key) -> Neighbours:
    above, below = tally.above(upper, lower), tally.above(lower, upper)
    return Neighbours(
        upper=upper,
        lower=lower,
        level=order.tier_of(upper) == order.tier_of(lower),
        above=above,
        below=below,
        tied=tally.tied(upper, lower),
        p=even_split(above, below),
    )
