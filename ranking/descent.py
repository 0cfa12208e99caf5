"""Good orders quickly, without proof: the upper end of what the search has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import sub

Costs = Sequence[Sequence[int]]

_KICKS = 3
_REACH = 10
_WORD = 2**64 - 1


def cost_of(order: Sequence[int], excess: Costs) -> int:
    """What a strict order costs: `excess[x][y]` for each x above each y. Quadratic."""
    return sum(sum(map(excess[node].__getitem__, order[place:])) for place, node in enumerate(order, 1))


def descended(order: Sequence[int], excess: Costs) -> list[int]:
    """`order` after moving one node at a time to where it costs least, until no move helps.

    Domain: each node once. Cost: quadratic a pass; passes are bounded by the number of nodes. Raises nothing.
    Source: insertion neighbourhood for linear ordering, Laguna, Martí and Campos (1999).
    """
    return _descended(order, _steps_up(excess))


def shaken(order: Sequence[int], excess: Costs, rounds: int) -> list[int]:
    """The best order after `rounds` of kicking a few nodes at random and descending again.

    Never worse than `order`, and always the same for the same input. Cost: `rounds` descents. Raises nothing.
    Sources: iterated local search, Lourenço, Martin and Stützle (2003); Marsaglia's xorshift (2003).
    """
    steps_up, chance = _steps_up(excess), _chances()
    best, cost = list(order), cost_of(order, excess)
    for _ in range(rounds):
        trial = best.copy()
        for _ in range(_KICKS):
            start = next(chance) % len(trial)
            node = trial.pop(start)
            trial.insert(max(0, start + next(chance) % (2 * _REACH + 1) - _REACH), node)
        trial = _descended(trial, steps_up)
        trial_cost = cost_of(trial, excess)
        if trial_cost <= cost:
            best, cost = trial, trial_cost
    return best


def _steps_up(excess: Costs) -> list[list[int]]:
    """What changes when a node moves up past another."""
    columns = zip(*excess, strict=True)
    return [list(map(sub, row, column)) for row, column in zip(excess, columns, strict=True)]


def _descended(order: Sequence[int], steps_up: Costs) -> list[int]:
    found = list(order)
    for _ in order:
        before = found.copy()
        for node in before:
            _settle(found, node, steps_up[node])
        if found == before:
            break
    return found


def _settle(order: list[int], node: int, step_up: Sequence[int]) -> None:
    """Moves `node` to where it costs least, and leaves it where no place costs less."""
    place = best = order.index(node)
    change = least = 0
    for position in range(place - 1, -1, -1):
        change += step_up[order[position]]
        if change < least:
            least, best = change, position
    change = 0
    for position in range(place + 1, len(order)):
        change -= step_up[order[position]]
        if change < least:
            least, best = change, position
    if best != place:
        order.insert(best, order.pop(place))


def _chances() -> Iterator[int]:
    # Not `random`: what its methods draw from a seed may change with the version of Python.
    state = 88172645463325252
    while True:
        state ^= state << 13 & _WORD
        state ^= state >> 7
        state ^= state << 17 & _WORD
        yield state
