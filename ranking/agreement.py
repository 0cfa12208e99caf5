"""How far two orderings agree: the one measure behind every figure."""

from __future__ import annotations

from dataclasses import dataclass

from ranking.ordering import Key, Ordering

# From so many candidates in common on, a share of agreement says enough to be shown or counted.
COMMON_ENOUGH = 4


@dataclass(frozen=True)
class Agreement:
    """`same` of `compared` pairs stand in the same order.

    `same` is an int when it is whole, else it ends in .5.
    """

    same: int | float
    compared: int

    @property
    def share(self) -> float | None:
        """The part of the pairs in the same order, 0 to 1; None when there is no pair to compare."""
        return self.same / self.compared if self.compared else None


def agreement(a: Ordering, b: Ordering) -> Agreement:
    """The pairs that both orderings hold, and how many of them stand in the same order.

    A pair in the same strict order, or level on both sides, counts one; level on one side only, a half; in
    opposite orders, nothing. Candidates that one side leaves out are compared with nothing.
    Domain: any two orderings. Cost: quadratic in the number of common candidates. Raises nothing.
    Source: Kendall, "A new measure of rank correlation", Biometrika 30 (1938), as the share of concordant
    pairs; a half for one-sided ties is K(1/2) of Fagin, Kumar, Mahdian, Sivakumar and Vee,
    "Comparing partial rankings", SIAM J. Discrete Math. 20 (2006).
    """
    places = [(b.tier_of(key), number) for number, tier in enumerate(a.tiers) for key in tier]
    common = [(theirs, ours) for theirs, ours in places if theirs is not None]
    halves = 0
    for position, (theirs, ours) in enumerate(common):
        for other_theirs, other_ours in common[:position]:
            halves += _halves(other_ours - ours, other_theirs - theirs)
    return Agreement(whole(halves), len(common) * (len(common) - 1) // 2)


def common_candidates(a: Ordering, b: Ordering) -> tuple[Key, ...]:
    """The candidates that both orderings hold, in the order of `a`. Linear."""
    return tuple(key for key in a.candidates if b.tier_of(key) is not None)


def _halves(ours: int, theirs: int) -> int:
    if ours == 0 or theirs == 0:
        return 2 if ours == theirs else 1
    return 2 if (ours < 0) == (theirs < 0) else 0


def whole(halves: int) -> int | float:
    """A number of halves as a number: an int when it is whole. Constant time."""
    return halves // 2 if halves % 2 == 0 else halves / 2
