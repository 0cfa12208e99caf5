import itertools
import random

import pytest

from ranking.bits import bit_set, members
from ranking.cycles import cycle_packing, forced
from ranking.descent import cost_of, descended
from tests.ranking.crowds import any_excess
from tests.ranking.solvers import best_permutations

SEEDS = range(30)
CIRCLE = [[0, 0, 2], [3, 0, 0], [0, 4, 0]]


def packed(excess, rounds=40):
    order = descended(range(len(excess)), excess)
    return order, cycle_packing(order, excess, rounds)


def test_bit_sets_hold_their_members():
    assert bit_set([5, 0, 2]) == 0b100101
    assert list(members(0b100101)) == [0, 2, 5]
    assert list(members(0)) == []


def test_one_circle_costs_its_weakest_majority():
    _, packing = packed(CIRCLE)

    assert packing.bound == 2
    assert packing.cycles == ((0b111, 2),)
    assert packing.spare == ((0, 1, 0), (0, 0, 2), (0, 0, 0))


def test_a_long_circle_without_shortcuts_is_found():
    size = 6
    excess = [[int(x == (y + 1) % size) for y in range(size)] for x in range(size)]

    _, packing = packed(excess)

    assert packing.bound == 1
    assert packing.cycles == ((2**size - 1, 1),)


def test_a_graph_without_circles_costs_nothing():
    order, packing = packed([[int(x > y) for y in range(5)] for x in range(5)])

    assert (order, packing.bound, packing.cycles) == ([0, 1, 2, 3, 4], 0, ())


@pytest.mark.parametrize("seed", SEEDS)
def test_no_order_costs_less_than_the_packing(seed):
    excess = any_excess(random.Random(seed), 6)

    order, packing = packed(excess)

    least, _ = best_permutations(excess)
    assert packing.bound == sum(weight for _, weight in packing.cycles)
    assert packing.bound <= least <= cost_of(order, excess)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_cycles_take_and_what_is_spare_make_up_the_margins(seed):
    excess = any_excess(random.Random(seed), 7)

    _, packing = packed(excess)

    pairs = list(itertools.permutations(range(7), 2))
    assert all(0 <= packing.spare[x][y] <= excess[y][x] for x, y in pairs)
    taken = sum(excess[y][x] - packing.spare[x][y] for x, y in pairs)
    assert taken == sum(cycle.bit_count() * weight for cycle, weight in packing.cycles)


def test_more_rounds_never_bound_worse():
    bounds = [
        [packed(any_excess(random.Random(s), 14), rounds)[1].bound for rounds in (1, 4, 40)] for s in SEEDS
    ]

    assert all(first <= later <= last for first, later, last in bounds)
    assert any(first < last for first, _, last in bounds)


@pytest.mark.parametrize("seed", SEEDS)
def test_pairs_are_forced_as_in_every_best_order(seed):
    excess = any_excess(random.Random(seed), 6)
    order, packing = packed(excess)

    above = forced(packing, cost_of(order, excess) - packing.bound)

    _, best = best_permutations(excess)
    for found in best:
        stood: list[int] = []
        for node in found:
            assert above[node] & ~bit_set(stood) == 0
            stood.append(node)


def test_most_pairs_of_a_clear_order_are_forced():
    excess = [[0 if x <= y else x - y for y in range(12)] for x in range(12)]
    excess[0][11], excess[11][0] = 1, 0
    order, packing = packed(excess)

    above = forced(packing, cost_of(order, excess) - packing.bound)

    assert sum(set_above.bit_count() for set_above in above) == 12 * 11 // 2
