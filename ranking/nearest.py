"""Among many orderings the one that agrees most with one's own, and the one that agrees least."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ranking.agreement import COMMON_ENOUGH, Agreement, whole
from ranking.ordering import Key, Ordering


@dataclass(frozen=True)
class Neighbour:
    """Whose ordering it is, how it agrees with one's own, and how many candidates both hold."""

    key: Key
    agreement: Agreement
    common: int


@dataclass(frozen=True)
class Nearest:
    """The two ends of a crowd, seen from one ordering, and the number of orderings that were compared.

    There is no `opposed` where all of them agree with it alike: then there is one end.
    """

    nearest: Neighbour | None
    opposed: Neighbour | None
    compared: int


def nearest(
    own: Ordering, others: Iterable[tuple[Key, Ordering]], common_enough: int = COMMON_ENOUGH
) -> Nearest:
    """The nearest to `own` among `others`, and the most opposed, by the share of `agreement`.

    Of several that agree as much the first in `others` is taken, so newest first breaks ties by time. Those
    with fewer than `common_enough` candidates in common are not compared: two films say little of a taste.
    Domain: any orderings, each under any key; `common_enough` at least 2. Cost: for each of the others one
    operation on bits for each candidate in common, and a few for each tier. Raises ValueError for a lower
    `common_enough`.
    Source: the nearest neighbour under Kendall's measure, as in `agreement`.
    """
    if common_enough < 2:
        raise ValueError("an agreement needs two candidates in common")
    measure = Measure(own)
    best: tuple[float, Neighbour] | None = None
    worst: tuple[float, Neighbour] | None = None
    compared = 0
    for key, other in others:
        found, common = measure.agreement_with(other)
        share = found.share
        if share is None or common < common_enough:
            continue
        compared += 1
        if best is None or share > best[0]:
            best = share, Neighbour(key, found, common)
        if worst is None or share < worst[0]:
            worst = share, Neighbour(key, found, common)
    one_end = best is None or worst is None or best[0] == worst[0]
    return Nearest(best and best[1], None if one_end else worst and worst[1], compared)


class Measure:
    """One ordering, made ready to be compared with many.

    Each candidate keeps, as the bits of an int, those that stand below it and those that are level with it.
    Domain: any ordering. Memory: quadratic in its length, in bits. Raises nothing.
    """

    def __init__(self, own: Ordering) -> None:
        self._bit = {key: 1 << number for number, key in enumerate(own.candidates)}
        self._ties = any(len(tier) > 1 for tier in own)
        self._below: dict[int, int] = {}
        self._level: dict[int, int] = {}
        below = (1 << len(self._bit)) - 1
        for tier in own:
            bits = [self._bit[key] for key in tier]
            level = sum(bits)
            below ^= level
            for bit in bits:
                self._below[bit], self._level[bit] = below, level ^ bit

    def agreement_with(self, other: Ordering) -> tuple[Agreement, int]:
        """What `agreement(own, other)` gives, and how many candidates both hold.

        Domain: any ordering. Cost: linear in its length, on ints of as many bits as `own` has candidates.
        Raises nothing. Source: Kendall's count of concordant pairs, many at once by the population count.
        """
        tiers = [[self._bit[key] for key in tier if key in self._bit] for tier in other]
        left = sum(bit for tier in tiers for bit in tier)
        common, halves = left.bit_count(), 0
        for tier in tiers:
            here = sum(tier)
            left ^= here
            for bit in tier:
                halves += 2 * (self._below[bit] & left).bit_count()
            if self._ties:
                halves += sum((self._level[bit] & left).bit_count() for bit in tier)
            if len(tier) > 1:
                halves += self._halves_within(tier, here)
        return Agreement(whole(halves), common * (common - 1) // 2), common

    def _halves_within(self, tier: list[int], here: int) -> int:
        """Of those that the other has level: two for a pair that is level here too, one for any other."""
        twice_level = sum((self._level[bit] & here).bit_count() for bit in tier)
        return len(tier) * (len(tier) - 1) // 2 + twice_level // 2
