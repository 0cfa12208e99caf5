"""The best order of one knot of majorities: candidates that beat each other in circles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ranking.cycles import cycle_packing, forced
from ranking.descent import Costs, cost_of, descended, shaken
from ranking.search import Findings, Problem, Steps, search

# Work is counted in rounds, sets and placements, never in time: the same counts give the same answer
# anywhere.
_FIRST_SHAKES = 60
_LATER_SHAKES = 10
_ROUNDS = 40
_WIDTH = 60
_ATTEMPTS = 3
_BUDGET = 60_000

Tiers = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Solution:
    """An order of nodes as tiers, the excess it costs, and the least excess proven possible."""

    tiers: Tiers
    cost: int
    bound: int


def best_order(excess: Costs, rates: Sequence[int], budget: int = _BUDGET) -> Solution:
    """The order of least excess, the best rates first among equals, and tiers where that is level too.

    A local search gives an order, a packing of cycles gives a bound, the gap between them forces most pairs,
    and what is left is searched: narrowly for a better order, then wholly while `budget` placements last.
    Where that proves nothing, the best order found comes with its bound.
    Domain: a square of costs of which one of each two opposite ones is zero. Cost: bounded by constants, and
    cubic in the nodes. Raises nothing. Sources: those of the parts; how they are joined is told in
    docs/ranking.md.
    """
    problem, order = _narrowed(excess, shaken(_first_order(excess), excess, _FIRST_SHAKES))
    bound = problem.packing.bound
    for _ in range(_ATTEMPTS):
        found = search(problem, _WIDTH, budget)
        bound = max(bound, found.bound)
        if found.whole:
            return _proven(found, rates)
        better = descended(_one_way(found.steps), excess) if found.steps else order
        if cost_of(better, excess) >= problem.limit:
            break
        problem, order = _narrowed(excess, shaken(better, excess, _LATER_SHAKES))
    found = search(problem, budget, budget)
    if found.whole:
        return _proven(found, rates)
    return Solution(_ranked(order, excess, rates), problem.limit, max(bound, found.bound))


def _first_order(excess: Costs) -> list[int]:
    nodes = range(len(excess))
    losses = [sum(excess[node]) - sum(excess[other][node] for other in nodes) for node in nodes]
    return descended(sorted(nodes, key=lambda node: (losses[node], node)), excess)


def _narrowed(excess: Costs, order: list[int]) -> tuple[Problem, list[int]]:
    limit = cost_of(order, excess)
    packing = cycle_packing(order, excess, _ROUNDS)
    return Problem(excess, packing, forced(packing, limit - packing.bound), limit), order


def _proven(found: Findings, rates: Sequence[int]) -> Solution:
    return Solution(tuple(_tiers(found.steps, rates)), found.bound, found.bound)


def _one_way(steps: Sequence[Steps]) -> list[int]:
    way: list[int] = []
    placed = 0
    for here in steps:
        way.append(min(here[placed]))
        placed |= 1 << way[-1]
    return way


def _tiers(steps: Sequence[Steps], rates: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Follows the best rates down all best orders.

    Where equal rates part ways, all until they meet is one tier.
    """
    ways: dict[int, tuple[int, ...]] = {0: ()}
    for here in steps:
        best = max(rates[node] for placed in ways for node in here[placed])
        onward: dict[int, tuple[int, ...]] = {}
        for placed, way in ways.items():
            for node in here[placed]:
                if rates[node] == best:
                    after, longer = placed | 1 << node, (*way, node)
                    onward[after] = min(longer, onward.get(after, longer))
        ways = onward
        if len(ways) == 1:
            ((placed, way),) = ways.items()
            yield way
            ways = {placed: ()}


def _ranked(order: list[int], excess: Costs, rates: Sequence[int]) -> Tiers:
    """An unproven order; neighbours that cost nothing either way stand by their rates, or level."""
    found = order.copy()
    for end in range(len(found), 1, -1):
        for place in range(1, end):
            upper, lower = found[place - 1 : place + 1]
            if _free(excess, upper, lower) and (rates[lower], -lower) > (rates[upper], -upper):
                found[place - 1 : place + 1] = lower, upper
    tiers: list[tuple[int, ...]] = []
    for node in found:
        level = tiers and all(_free(excess, node, o) and rates[node] == rates[o] for o in tiers[-1])
        tiers[-1:] = [(*tiers[-1], node)] if level else [*tiers[-1:], (node,)]
    return tuple(tiers)


def _free(excess: Costs, a: int, b: int) -> bool:
    return excess[a][b] == excess[b][a] == 0
