"""How an order agrees with a whole crowd, and one reader with all the others."""

from __future__ import annotations

from collections.abc import Iterable

from ranking.agreement import Agreement, agreement, whole
from ranking.consensus import consensus
from ranking.ordering import Key, Ordering
from ranking.tally import Tally


def mean_agreement(tally: Tally, order: Ordering) -> Agreement:
    """The agreement of all counted orderings with `order`, all pairs together, from the counts alone.

    Pairs count as in `agreement`, so this is the sum of `agreement(each, order)` over the orderings: readers
    who ranked more weigh more. Of all strict orders the consensus has the highest.
    Domain: an order of candidates of the tally. Cost: quadratic in the order, whatever the number of
    orderings.
    Raises KeyError for an unknown candidate. Source: Kendall (1938); Kemeny (1959) for the sum.
    """
    halves = compared = 0
    better: list[Key] = []
    for tier in order:
        for place, key in enumerate(tier):
            for other in better:
                halves += 2 * tally.above(other, key) + tally.tied(other, key)
                compared += tally.compared(other, key)
            for other in tier[:place]:
                halves += tally.compared(other, key) + tally.tied(other, key)
                compared += tally.compared(other, key)
        better += tier
    return Agreement(whole(halves), compared)


def agreement_with_others(tally: Tally, own: Ordering, among: Iterable[Key] | None = None) -> Agreement:
    """How a reader's `own` ordering, which the tally counts, agrees with the consensus of everybody else.

    `among` are the candidates that the consensus is made of, else all. The tally is left as it is.
    Domain: an ordering that was added. Cost: that of a consensus. Raises ValueError where it was never
    counted.
    Source: leaving one out, so that nobody is compared with their own voice.
    """
    others = tally.without(own)
    rest = others if among is None else others.restricted_to(among)
    return agreement(own, consensus(rest).order)
