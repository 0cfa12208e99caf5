"""Counts become margins: who beats whom by how much, and which candidates the counts cannot tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ranking.bits import bit_set, members
from ranking.ordering import Key, canonical
from ranking.tally import Tally

# Win rates are sums of fractions. They are held in units of 2**-128, and sums closer than their rounding are
# equal.
_UNIT = 1 << 128


@dataclass(frozen=True)
class Majority:
    """The strict-majority graph of a tally, free of the order in which its candidates were given.

    `groups` are sets of candidates with equal margins against all others and equal win rates, the best win
    rate first; `rates` are theirs. `excess[x][y]` is the number of opinions lost when group x stands above
    group y, beyond those that are lost either way; `floor` counts these last. `unplaced` were never compared.
    """

    groups: tuple[tuple[Key, ...], ...]
    rates: tuple[int, ...]
    excess: tuple[tuple[int, ...], ...]
    floor: int
    unplaced: tuple[Key, ...]

    def beaten_by(self, group: int) -> int:
        """The groups that lose to `group` by a strict majority, as a bit set. Linear."""
        return bit_set(other for other, row in enumerate(self.excess) if row[group])


def majority(tally: Tally) -> Majority:
    """The margins of `tally`. Domain: any tally. Cost: quadratic in the candidates, cubic if many are alike.

    Raises nothing.
    """
    keys = sorted(tally.candidates, key=canonical)
    above = tally.rows(keys)
    tied = tally.tied_rows(keys)
    seen = [any(above[a][b] or above[b][a] or tied[a][b] for b in range(len(keys))) for a in range(len(keys))]
    placed = [number for number, is_seen in enumerate(seen) if is_seen]
    rates = _rates(placed, above, tied)
    margins = {a: tuple(above[a][b] - above[b][a] for b in placed) for a in placed}
    groups = _groups(placed, margins, rates)
    return Majority(
        groups=tuple(tuple(keys[a] for a in group) for group in groups),
        rates=tuple(rates[group[0]] for group in groups),
        excess=tuple(
            tuple(len(x) * len(y) * max(0, above[y[0]][x[0]] - above[x[0]][y[0]]) for y in groups)
            for x in groups
        ),
        floor=sum(min(above[a][b], above[b][a]) for a in placed for b in placed if a < b),
        unplaced=tuple(key for key, is_seen in zip(keys, seen, strict=True) if not is_seen),
    )


def components(beats: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The strongly connected components of a graph given as bit sets of successors, each in ascending order.

    Cost: quadratic in the nodes, each step on a bit set. Raises nothing. Source: Warshall (1962) for the
    closure.
    """
    reach = list(beats)
    for through, _ in enumerate(reach):
        for node, _ in enumerate(reach):
            if reach[node] >> through & 1:
                reach[node] |= reach[through]
    done = 0
    for node, reached in enumerate(reach):
        if not done >> node & 1:
            circle = [other for other in members(reached) if reach[other] >> node & 1]
            component = tuple(circle) or (node,)
            done |= bit_set(component)
            yield component


def _rates(placed: list[int], above: list[list[int]], tied: list[list[int]]) -> dict[int, int]:
    sums = {
        a: sum(
            (above[a][b] + 1) * _UNIT // (above[a][b] + above[b][a] + tied[a][b] + 2)
            for b in placed
            if b != a
        )
        for a in placed
    }
    level: dict[int, int] = {}
    last = None
    for exact in sorted(sums.values()):
        last = level[exact] = exact if last is None or exact - last > len(placed) else last
    return {a: level[exact] for a, exact in sums.items()}


def _groups(placed: list[int], margins: dict[int, tuple[int, ...]], rates: dict[int, int]) -> list[list[int]]:
    alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for a in placed:
        alike.setdefault((-rates[a], margins[a]), []).append(a)
    return sorted(alike.values(), key=lambda group: (-rates[group[0]], group[0]))
