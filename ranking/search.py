"""All best orders of some nodes, by dynamic programming over the sets that may stand above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ranking.bits import members
from ranking.cycles import Packing
from ranking.descent import Costs

# A set of nodes that stands above all others, to the least cost of its orders and the least that the rest
# must cost.
Layer = dict[int, tuple[int, int]]
# A set of nodes that stands above all others, to the nodes that come next in some best order.
Steps = dict[int, list[int]]


@dataclass(frozen=True)
class Problem:
    """The orders to search, as limits and aids.

    They respect `above` (bit sets) and cost at most `limit`; `packing` bounds what they cost.
    """

    excess: Costs
    packing: Packing
    above: Sequence[int]
    limit: int


@dataclass(frozen=True)
class Findings:
    """`steps` lead through all the best orders found; `cost` is theirs, None without one; `bound` is proven.

    `whole` says that nothing was left out: these are all the best orders there are.
    """

    steps: tuple[Steps, ...]
    cost: int | None
    bound: int
    whole: bool


@dataclass(frozen=True)
class _Move:
    """What it costs to place `node` after a set of one layer: a common part, and parts that differ.

    `cost` is paid against all that no set of the layer holds, `near` against single nodes unless they stand
    above. `relief` leaves the bound with the cycles of the node that are whole for every set, `frail` with
    single cycles unless one of their other nodes stands above.
    """

    node: int
    above: int
    cost: int
    near: tuple[tuple[int, int], ...]
    relief: int
    frail: tuple[tuple[int, int], ...]


def search(problem: Problem, width: int, budget: int) -> Findings:
    """The best orders within the problem's limit, from the top down.

    A set of nodes that may stand above all others is kept once, at its least cost, and only while that cost
    and the bound for the rest stay within the limit. A layer of more than `width` sets keeps the most
    promising ones. After `budget` placements nothing is found, and the bound is what the last whole layer
    proves.
    Domain: a limit that some order meets. Cost: at most `budget` placements, each at worst linear in the
    nodes and cycles. Raises nothing.
    Sources: Held and Karp (1962) for the recurrence; Land and Doig (1960) for branching under a bound.
    """
    climb = _Climb(problem, budget)
    layers: list[Layer] = [{0: (0, problem.packing.bound)}]
    lost = problem.limit + 1
    for _ in problem.above:
        layer = climb.onward(layers[-1])
        if layer is None:
            return Findings((), None, min(lost, _least(layers[-1])), False)
        if len(layer) > width:
            promising = sorted(layer.items(), key=lambda item: (sum(item[1]), item[0]))
            lost = min(lost, sum(promising[width][1]))
            layer = dict(promising[:width])
        layers.append(layer)
    if not layers[-1]:
        return Findings((), None, lost, False)
    cost = _least(layers[-1])
    return Findings(tuple(_best_steps(problem.excess, layers)), cost, min(cost, lost), lost > problem.limit)


class _Climb:
    """From one layer to the next, while the budget lasts."""

    def __init__(self, problem: Problem, budget: int) -> None:
        self.problem, self.budget = problem, budget
        self.cycles: list[list[tuple[int, int]]] = [[] for _ in problem.above]
        for cycle, weight in problem.packing.cycles:
            for node in members(cycle):
                self.cycles[node].append((cycle ^ 1 << node, weight))

    def onward(self, layer: Layer) -> Layer | None:
        """The sets with one node more that stay within the limit; None when the budget runs out."""
        moves = list(self._moves(layer))
        found: Layer = {}
        for placed, (cost, rest) in layer.items():
            for move in moves:
                if not placed >> move.node & 1 and not move.above & ~placed:
                    self.budget -= 1
                    self._place(found, placed, cost + move.cost, rest - move.relief, move)
            if self.budget < 0:
                return None
        limit = self.problem.limit
        return {placed: pair for placed, pair in found.items() if sum(pair) <= limit}

    def _place(self, found: Layer, placed: int, cost: int, rest: int, move: _Move) -> None:
        for other, price in move.near:
            if not placed & other:
                cost += price
        after = placed | 1 << move.node
        known = found.get(after)
        if known is None:
            for cycle, weight in move.frail:
                if not placed & cycle:
                    rest -= weight
            found[after] = cost, rest
        elif cost < known[0]:
            found[after] = cost, known[1]

    def _moves(self, layer: Layer) -> Iterator[_Move]:
        some, every = 0, (1 << len(self.cycles)) - 1
        for placed in layer:
            some |= placed
            every &= placed
        wavering = some & ~every
        for node, above in enumerate(self.problem.above):
            if every >> node & 1 or above & ~some:
                continue
            row = self.problem.excess[node]
            whole = [pair for pair in self.cycles[node] if not pair[0] & every]
            yield _Move(
                node=node,
                above=above,
                cost=sum(price for other, price in enumerate(row) if not some >> other & 1),
                near=tuple((1 << other, row[other]) for other in members(wavering) if row[other]),
                relief=sum(weight for cycle, weight in whole if not cycle & some),
                frail=tuple(pair for pair in whole if pair[0] & some),
            )


def _least(layer: Layer) -> int:
    return min(sum(pair) for pair in layer.values())


def _best_steps(excess: Costs, layers: list[Layer]) -> list[Steps]:
    """Walks back from the whole set along every way that costs no more than the best."""
    steps: list[Steps] = []
    wanted = set(layers[-1])
    for layer, below in zip(layers[-2::-1], layers[::-1], strict=False):
        here: Steps = {}
        for after in wanted:
            for node in members(after):
                placed = after ^ 1 << node
                if placed in layer and layer[placed][0] + _price(excess, after, node) == below[after][0]:
                    here.setdefault(placed, []).append(node)
        steps.append(here)
        wanted = set(here)
    return steps[::-1]


def _price(excess: Costs, after: int, node: int) -> int:
    return sum(price for other, price in enumerate(excess[node]) if not after >> other & 1)
