import random

import pytest

from ranking.cycles import Packing, cycle_packing, forced
from ranking.descent import cost_of, descended
from ranking.search import Problem, search
from tests.ranking.crowds import any_excess
from tests.ranking.solvers import best_permutations

SEEDS = range(30)
PLENTY = 10**6


def unaided(excess):
    """The problem without anything that prunes."""
    size = len(excess)
    empty = Packing(0, (), tuple((0,) * size for _ in range(size)))
    return Problem(excess, empty, [0] * size, sum(map(sum, excess)))


def aided(excess):
    order = descended(range(len(excess)), excess)
    packing = cycle_packing(order, excess, 40)
    limit = cost_of(order, excess)
    return Problem(excess, packing, forced(packing, limit - packing.bound), limit)


def ways(found):
    def onward(placed, layer):
        if layer == len(found.steps):
            return [()]
        return [
            (node, *rest)
            for node in found.steps[layer][placed]
            for rest in onward(placed | 1 << node, layer + 1)
        ]

    return sorted(onward(0, 0))


@pytest.mark.parametrize("problem_of", [unaided, aided])
@pytest.mark.parametrize("seed", SEEDS)
def test_all_best_orders_are_found(seed, problem_of):
    excess = any_excess(random.Random(seed), 6, most=2)

    found = search(problem_of(excess), PLENTY, PLENTY)

    least, best = best_permutations(excess)
    assert (found.cost, found.bound, found.whole) == (least, least, True)
    assert ways(found) == sorted(best)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_narrow_search_finds_a_good_order_and_an_honest_bound(seed):
    excess = any_excess(random.Random(seed), 7)

    found = search(unaided(excess), 2, PLENTY)

    least, _ = best_permutations(excess)
    assert not found.whole
    assert found.bound <= least <= found.cost
    assert {cost_of(way, excess) for way in ways(found)} == {found.cost}


@pytest.mark.parametrize("budget", [1, 10, 100, 300])
def test_a_search_whose_budget_ran_out_proves_what_it_saw(budget):
    excess = any_excess(random.Random(3), 7)

    found = search(unaided(excess), PLENTY, budget)

    least, _ = best_permutations(excess)
    assert (found.steps, found.cost, found.whole) == ((), None, False)
    assert 0 <= found.bound <= least


def test_more_budget_proves_more():
    excess = any_excess(random.Random(3), 12)
    problem = unaided(excess)

    bounds = [search(problem, PLENTY, budget).bound for budget in (100, 10_000, PLENTY)]

    assert bounds[0] < bounds[1] < bounds[2]


@pytest.mark.parametrize("seed", range(10))
def test_a_narrow_search_may_lose_every_order_within_the_limit(seed):
    excess = any_excess(random.Random(seed), 8)
    least = search(unaided(excess), PLENTY, PLENTY).bound
    tight = Problem(excess, unaided(excess).packing, [0] * 8, least)

    found = search(tight, 1, PLENTY)

    assert found.cost in (None, least)
    assert found.bound <= least
