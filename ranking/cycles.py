"""What any order must cost: cycles of majorities that share no opinion all have to be broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ranking.descent import Costs

Arcs = list[list[int]]
Path = tuple[int, ...]


@dataclass(frozen=True)
class Packing:
    """Cycles of the majority graph with weights that together nowhere exceed a margin.

    Every order goes against at least one arc of each cycle, so it costs at least `bound`, the sum of the
    weights. `cycles` are sets of nodes as bits, with their weights; `spare[x][y]` is what is left of the
    margin of x over y.
    """

    bound: int
    cycles: tuple[tuple[int, int], ...]
    spare: tuple[tuple[int, ...], ...]


def cycle_packing(order: Sequence[int], excess: Costs, rounds: int) -> Packing:
    """The heaviest packing found in `rounds` attempts, guided by a good `order`.

    Each majority that `order` contradicts is the closing arc of cycles whose other arcs `order` follows: its
    margin is routed along them. What finds no way in one round goes first in the next, and the arcs it wanted
    grow dearer.
    Domain: an order of all nodes. Cost: cubic a round. Raises nothing.
    Sources: the cycle bound of Younger, "Minimum feedback arc sets for a directed graph" (1963); the
    negotiation over congested arcs of McMurchie and Ebeling, "PathFinder" (1995).
    """
    margins = [[excess[lower][upper] for lower in order] for upper in order]
    demands = sorted(
        (low - high, high, low) for low, row in enumerate(margins) for high in range(low) if row[high]
    )
    best = attempt = _Routing(margins, demands, [[0] * len(order) for _ in order], {})
    for _ in range(1, rounds):
        if not attempt.unmet:
            break
        attempt = attempt.again()
        best = max(best, attempt, key=lambda routing: routing.bound)
    return best.packing(order)


def forced(packing: Packing, gap: int) -> list[int]:
    """For each node, as a bit set, the nodes above it in every order within `gap` of the packing's bound.

    Putting y above x costs, beyond the bound, what is spare on the arc from x to y and, for every third node
    z, the lesser of what is spare from x to z and from z to y, since one of the two is then contradicted.
    Domain: a gap of 0 or more. Cost: cubic. Raises nothing.
    Source: reduced-cost fixing, as in Grötschel, Jünger and Reinelt (1984) for the linear ordering problem.
    """
    into = list(zip(*packing.spare, strict=True))
    above = [
        sum(
            1 << x
            for x, out in enumerate(packing.spare)
            if x != y and (out[y] > gap or out[y] + sum(map(min, out, into[y])) > gap)
        )
        for y in range(len(into))
    ]
    for through, _ in enumerate(above):
        for node, known in enumerate(above):
            if known >> through & 1:
                above[node] |= above[through]
    return above


class _Routing:
    """One attempt to route every demand, over places in the order instead of nodes: place 0 is the top."""

    def __init__(
        self, margins: Arcs, demands: list[tuple[int, int, int]], price: Arcs, missed: dict[Path, int]
    ) -> None:
        self.margins, self.demands, self.price, self.missed = margins, demands, price, missed
        self.spare = [row.copy() for row in margins]
        self.weights: dict[Path, int] = {}
        self.bound = 0
        arcs = [(high, low) for _, high, low in sorted(demands, key=self._urgency)]
        short = [(high, low) for high, low in arcs if not self._meet(high, low, self._triangles(high, low))]
        self.unmet = [
            (high, low) for high, low in short if not self._meet(high, low, self._long_ways(high, low))
        ]

    def again(self) -> _Routing:
        """The next attempt, wiser by what this one could not meet."""
        missed = self.missed.copy()
        price = [row.copy() for row in self.price]
        for high, low in self.unmet:
            missed[high, low] = missed.get((high, low), 0) + 1
            for middle in range(high + 1, low):
                if self.margins[high][middle] and self.margins[middle][low]:
                    price[high][middle] += 1
                    price[middle][low] += 1
        return _Routing(self.margins, self.demands, price, missed)

    def packing(self, order: Sequence[int]) -> Packing:
        """The result in terms of the nodes that stand at the places of `order`."""
        places = sorted(range(len(order)), key=order.__getitem__)
        return Packing(
            bound=self.bound,
            cycles=tuple((sum(1 << order[at] for at in way), weight) for way, weight in self.weights.items()),
            spare=tuple(tuple(self.spare[x][y] for y in places) for x in places),
        )

    def _urgency(self, demand: tuple[int, int, int]) -> tuple[int, int, int, int]:
        return (-self.missed.get(demand[1:], 0), *demand)

    def _triangles(self, high: int, low: int) -> Iterator[Path]:
        out, spare, price = self.spare[high], self.spare, self.price
        middles = [at for at in range(high + 1, low) if out[at] and spare[at][low]]
        middles.sort(key=lambda at: (price[high][at] + price[at][low], -min(out[at], spare[at][low])))
        for middle in middles:
            yield high, middle, low

    def _long_ways(self, high: int, low: int) -> Iterator[Path]:
        while way := _shortest(self.spare, high, low):
            yield way

    def _meet(self, high: int, low: int, ways: Iterator[Path]) -> bool:
        """Routes the demand from `low` back to `high` along `ways`; whether all of it found room."""
        spare = self.spare
        for way in ways:
            room = min(spare[a][b] for a, b in pairwise(way))
            flow = min(room, spare[low][high])
            for a, b in pairwise(way):
                spare[a][b] -= flow
            spare[low][high] -= flow
            self.weights[way] = self.weights.get(way, 0) + flow
            self.bound += flow
            if not spare[low][high]:
                return True
        return False


def _shortest(spare: Arcs, start: int, end: int) -> Path | None:
    """The way of fewest arcs from `start` down to `end` over arcs with room left."""
    came: dict[int, int] = {start: start}
    queue = [start]
    for here in queue:
        for there in range(here + 1, end + 1):
            if spare[here][there] and there not in came:
                came[there] = here
                queue.append(there)
        if end in came:
            return tuple(_trail(came, end))[::-1]
    return None


def _trail(came: dict[int, int], end: int) -> Iterator[int]:
    while came[end] != end:
        yield end
        end = came[end]
    yield end
