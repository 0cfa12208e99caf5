import itertools
import random

import pytest

from ranking.descent import cost_of, descended, shaken
from tests.ranking.crowds import any_excess
from tests.ranking.solvers import best_permutations

SEEDS = range(30)


def test_the_cost_of_an_order_is_that_of_its_pairs():
    excess = [[0, 2, 3], [0, 0, 5], [0, 0, 0]]

    assert cost_of([0, 1, 2], excess) == 10
    assert cost_of([2, 1, 0], excess) == 0
    assert cost_of([1, 0, 2], excess) == 8


@pytest.mark.parametrize("seed", SEEDS)
def test_descending_leaves_no_move_that_helps(seed):
    excess = any_excess(random.Random(seed), 9)

    found = descended(range(9), excess)

    moved = [
        [*rest[:place], node, *rest[place:]]
        for node in range(9)
        for rest in [[other for other in found if other != node]]
        for place in range(9)
    ]
    assert sorted(found) == list(range(9))
    assert cost_of(found, excess) == min(cost_of(order, excess) for order in moved)


@pytest.mark.parametrize("seed", SEEDS)
def test_shaking_never_makes_an_order_worse(seed):
    excess = any_excess(random.Random(seed), 12)
    start = descended(range(12), excess)

    found = shaken(start, excess, 5)

    assert sorted(found) == list(range(12))
    assert cost_of(found, excess) <= cost_of(start, excess)


def test_shaking_finds_the_best_of_small_orders():
    excesses = [any_excess(random.Random(seed), 6) for seed in SEEDS]

    found = [cost_of(shaken(range(6), excess, 60), excess) for excess in excesses]

    assert found == [best_permutations(excess)[0] for excess in excesses]


def test_shaking_gives_the_same_order_each_time():
    excess = any_excess(random.Random(1), 20)

    assert shaken(range(20), excess, 20) == shaken(range(20), excess, 20)


def test_shaking_without_rounds_changes_nothing():
    assert shaken([2, 0, 1], [[0] * 3] * 3, 0) == [2, 0, 1]


def test_an_order_without_conflict_is_found_at_once():
    excess = [[int(x > y) for y in range(15)] for x in range(15)]

    assert descended(range(14, -1, -1), excess) == list(range(15))
    assert all(excess[x][y] == 0 for x, y in itertools.combinations(range(15), 2))
