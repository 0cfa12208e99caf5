"""Which entries divide the readers: how far apart they place each of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ranking.ordering import Key, canonical
from ranking.places import GRID
from ranking.tally import Tally

# An entry is said to split the room from so many orderings on, where its places deviate by at least a quarter
# of the list, and by at least a twentieth of the list more than those of the next.
READERS_ENOUGH = 8
LEAST_DEVIATION = 0.25
CLEAR_LEAD = 0.05


@dataclass(frozen=True)
class Spread:
    """The places of one entry within the orderings that placed it, 0 for their top, 1 for their bottom."""

    key: Key
    readers: int
    mean: float
    deviation: float


def spreads(tally: Tally, among: Iterable[Key] | None = None) -> tuple[Spread, ...]:
    """The spread of each candidate's place, the widest first; what no ordering placed is left out.

    `deviation` is the standard deviation of the place within each ordering's own length: 0 where all agree,
    1/2 where one half puts it first and the other last, 0.29 where places are drawn at random.
    Domain: any tally; `among` keeps some of its candidates. Cost: linear. Raises KeyError for an unknown
    candidate.
    Source: the standard deviation of normalised ranks; places of tied candidates are midranks, Kendall
    (1945).
    """
    keys = sorted(tally.candidates if among is None else among, key=canonical)
    found = [_spread(key, *tally.place_sums(key)) for key in keys if tally.place_sums(key)[0]]
    return tuple(sorted(found, key=lambda spread: -spread.deviation))


def splitting(tally: Tally, among: Iterable[Key] | None = None) -> Spread | None:
    """The one entry that splits the room, if one does: see the constants of this module for the rule.

    Only entries placed by 8 orderings or more count, and there must be a next one to be clearly ahead of.
    Domain, cost and errors as `spreads`. Source: a rule of this product.
    """
    known = [spread for spread in spreads(tally, among) if spread.readers >= READERS_ENOUGH]
    if len(known) < 2:
        return None
    widest, following = known[:2]
    is_wide = widest.deviation >= LEAST_DEVIATION
    return widest if is_wide and widest.deviation - following.deviation >= CLEAR_LEAD else None


def _spread(key: Key, readers: int, total: int, squares: int) -> Spread:
    return Spread(
        key=key,
        readers=readers,
        mean=total / (readers * GRID),
        deviation=math.sqrt(readers * squares - total * total) / (readers * GRID),
    )
