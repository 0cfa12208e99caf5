import itertools
import random

import pytest

from ranking.descent import cost_of
from ranking.knots import best_order
from tests.ranking.crowds import any_excess
from tests.ranking.solvers import best_permutations

SEEDS = range(40)


def flat(tiers):
    return [node for tier in tiers for node in tier]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_order_costs_the_least(seed):
    excess = any_excess(random.Random(seed), 7)

    found = best_order(excess, range(7))

    least, _ = best_permutations(excess)
    assert found.cost == found.bound == least == cost_of(flat(found.tiers), excess)


@pytest.mark.parametrize("seed", SEEDS)
def test_among_equals_the_best_rates_go_first(seed):
    excess = any_excess(random.Random(seed), 6, most=1)
    rates = random.Random(-seed).sample(range(6), 6)

    found = best_order(excess, rates)

    _, best = best_permutations(excess)
    assert found.tiers == tuple(
        (node,) for node in max(best, key=lambda order: [rates[node] for node in order])
    )


def test_equal_rates_in_a_circle_are_one_tier():
    circle = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]

    found = best_order(circle, [5, 5, 5])

    assert found.tiers == ((0, 1, 2),)
    assert (found.cost, found.bound) == (1, 1)


def test_a_rate_breaks_a_circle():
    circle = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]

    assert best_order(circle, [5, 6, 5]).tiers == ((1,), (2,), (0,))


@pytest.mark.parametrize("budget", [1, 30, 300])
@pytest.mark.parametrize("seed", range(8))
def test_without_budget_the_bound_stays_honest(seed, budget):
    excess = any_excess(random.Random(seed), 20)
    proven = best_order(excess, [0] * 20)

    found = best_order(excess, [0] * 20, budget)

    assert proven.cost == proven.bound
    assert found.bound <= proven.cost <= found.cost
    assert sorted(flat(found.tiers)) == list(range(20))
    assert cost_of(flat(found.tiers), excess) == found.cost


@pytest.mark.parametrize("seed", range(8))
def test_without_budget_neighbours_that_cost_nothing_follow_their_rates(seed):
    chance = random.Random(seed)
    excess = any_excess(chance, 30, most=1)
    rates = [chance.randint(0, 3) for _ in range(30)]

    found = best_order(excess, rates, 1)

    order = flat(found.tiers)
    free = [(a, b) for a, b in itertools.pairwise(order) if excess[a][b] == excess[b][a] == 0]
    together = {node: tier for tier in found.tiers for node in tier}
    assert free
    assert all(rates[a] >= rates[b] for a, b in free)
    assert all(rates[a] == rates[b] for tier in found.tiers for a, b in itertools.pairwise(tier))
    assert all(together[a] == together[b] for a, b in free if rates[a] == rates[b] and len(together[a]) == 1)
