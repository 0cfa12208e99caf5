"""The order that agrees most with the readers' pairwise choices."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ranking.knots import Solution, best_order
from ranking.majority import Majority, components, majority
from ranking.ordering import Key, Ordering
from ranking.tally import Tally


@dataclass(frozen=True)
class Consensus:
    """The crowd's order and what is known about it.

    `order` holds every candidate that was ever compared, `unplaced` the others. `disagreements` counts the
    pair opinions that `order` contradicts, `lower_bound` how many any order must contradict; they are equal
    when `exact`. A tier stands for strict orders that are equally good; it is counted as one of them.
    """

    order: Ordering
    unplaced: tuple[Key, ...]
    exact: bool
    lower_bound: int
    disagreements: int


@dataclass(frozen=True)
class _Chain:
    """The tiers of one component, still to be merged with those of the others."""

    tiers: tuple[tuple[int, ...], ...]

    def without_first(self) -> _Chain:
        return _Chain(self.tiers[1:])


def consensus(tally: Tally) -> Consensus:
    """The Kemeny–Young order of the tally: the one that contradicts the fewest pair opinions.

    Where several orders are equally good, the higher smoothed win rate, mean((above + 1) / (compared + 2))
    over the other candidates, goes first; candidates that are level in that too share a tier. The answer
    depends on the counts and the keys alone, not on the order of the candidates.
    Domain: any tally. Cost: quadratic where majorities do not run in circles; beyond that bounded by a fixed
    budget of steps, after which `exact` may be false. Raises nothing.
    Sources: Kemeny, "Mathematics without numbers", Daedalus 88 (1959); Young and Levenglick, "A consistent
    extension of Condorcet's election principle", SIAM J. Appl. Math. 35 (1978).
    """
    field = majority(tally)
    beats = [field.beaten_by(group) for group in range(len(field.groups))]
    solved = [_solved(field, component) for component in components(beats)]
    cost = sum(solution.cost for solution in solved)
    bound = sum(solution.bound for solution in solved)
    tiers = _merged(field, beats, [_Chain(solution.tiers) for solution in solved])
    return Consensus(
        order=Ordering(tuple(key for group in tier for key in field.groups[group]) for tier in tiers),
        unplaced=field.unplaced,
        exact=cost == bound,
        lower_bound=field.floor + bound,
        disagreements=field.floor + cost,
    )


def _solved(field: Majority, component: tuple[int, ...]) -> Solution:
    if len(component) == 1:
        return Solution((component,), 0, 0)
    excess = [[field.excess[x][y] for y in component] for x in component]
    local = best_order(excess, [field.rates[x] for x in component])
    tiers = tuple(tuple(component[node] for node in tier) for tier in local.tiers)
    return Solution(tiers, local.cost, local.bound)


def _merged(field: Majority, beats: list[int], chains: list[_Chain]) -> list[tuple[int, ...]]:
    """Takes the heads that nothing left beats from outside, the best rate first, equal rates together."""
    tiers: list[tuple[int, ...]] = []
    left = {group for chain in chains for tier in chain.tiers for group in tier}
    while chains:
        outside = [(chain, _rate(field, chain.tiers[0])) for chain in chains if _is_free(chain, beats, left)]
        best = max(rate for _, rate in outside)
        taken = [chain for chain, rate in outside if rate == best]
        tiers.append(tuple(group for chain in taken for group in chain.tiers[0]))
        left.difference_update(tiers[-1])
        chains = [chain.without_first() if chain in taken else chain for chain in chains]
        chains = [chain for chain in chains if chain.tiers]
    return tiers


def _is_free(chain: _Chain, beats: list[int], left: set[int]) -> bool:
    own = {group for tier in chain.tiers for group in tier}
    head = sum(1 << group for group in chain.tiers[0])
    return not any(beats[group] & head for group in left - own)


def _rate(field: Majority, tier: tuple[int, ...]) -> Fraction:
    keys = sum(len(field.groups[group]) for group in tier)
    return Fraction(sum(field.rates[group] * len(field.groups[group]) for group in tier), keys)
