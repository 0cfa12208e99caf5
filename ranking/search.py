"""The best orders of one cycle of majorities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranking.majority import members

_LARGEST = 14

Costs = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Solution:
    """An order of nodes as tiers, the excess it costs, the least excess proven possible."""

    tiers: tuple[tuple[int, ...], ...]
    cost: int
    bound: int


def best_order(excess: Costs, rates: Sequence[int]) -> Solution:
    """The order of least excess; among equals the one with the best rates first, and tiers where that is
    level too.

    Cost: exponential in the number of nodes, by dynamic programming over sets of nodes, layer by layer.
    Raises nothing. Source: Held and Karp (1962) for the recurrence.
    """
    if len(rates) > _LARGEST:
        return Solution(tuple((node,) for node in range(len(rates))), _cost(excess), 0)
    layers = _layers(excess)
    cost = layers[-1][(1 << len(rates)) - 1]
    return Solution(_tiers(_optimal_steps(layers, excess), rates), cost, cost)


def _cost(excess: Costs) -> int:
    return sum(row[y] for x, row in enumerate(excess) for y in range(x + 1, len(row)))


def _step(excess: Costs, placed: int, node: int) -> int:
    return sum(cost for other, cost in enumerate(excess[node]) if not placed >> other & 1)


def _layers(excess: Costs) -> list[dict[int, int]]:
    layers = [{0: 0}]
    for _ in excess:
        layer: dict[int, int] = {}
        for placed, cost in layers[-1].items():
            for node in range(len(excess)):
                if not placed >> node & 1:
                    total = cost + _step(excess, placed, node)
                    after = placed | 1 << node
                    layer[after] = min(total, layer.get(after, total))
        layers.append(layer)
    return layers


Steps = dict[int, list[int]]


def _optimal_steps(layers: list[dict[int, int]], excess: Costs) -> list[Steps]:
    """For each set on a best order, layer by layer, the nodes that may come next."""
    steps: list[Steps] = []
    wanted = set(layers[-1])
    for layer in reversed(layers[:-1]):
        here: Steps = {}
        for after in wanted:
            for node in members(after):
                before = after ^ 1 << node
                cost = layer.get(before)
                if (
                    cost is not None
                    and cost + _step(excess, before, node) == layers[after.bit_count()][after]
                ):
                    here.setdefault(before, []).append(node)
        steps.append(here)
        wanted = set(here)
    return steps[::-1]


def _tiers(steps: list[Steps], rates: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Follows the best rates from the top.

    Where equal rates part and meet again, what lies between is one tier.
    """
    tiers: list[tuple[int, ...]] = []
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
            tiers.append(way)
            ways = {placed: ()}
    return tuple(tiers)
