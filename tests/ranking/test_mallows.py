"""Orders drawn around a centre come as often as the model says."""

from collections import Counter
from itertools import combinations, permutations
from random import Random

import pytest

from ranking.mallows import Mallows


def turned_round(order: tuple[int, ...]) -> int:
    return sum(a > b for a, b in combinations(order, 2))


@pytest.mark.parametrize("spread", [0.3, 0.8, 1.0])
def test_each_order_comes_as_often_as_the_pairs_it_turns_round_allow(spread: float) -> None:
    model, chance, draws = Mallows(range(4), spread), Random(7), 40_000
    weights = {order: spread ** turned_round(order) for order in permutations(range(4))}

    seen = Counter(tuple(model.draw(chance)) for _ in range(draws))

    for order, weight in weights.items():
        expected = draws * weight / sum(weights.values())
        assert abs(seen[order] - expected) < 5 * expected**0.5 + 5


def test_without_spread_everybody_has_the_centre() -> None:
    model = Mallows("cab", 0)

    assert all(model.draw(Random(seed)) == ["c", "a", "b"] for seed in range(20))


def test_the_same_chance_draws_the_same_order() -> None:
    model = Mallows(range(50), 0.9)

    assert model.draw(Random(3)) == model.draw(Random(3)) != model.draw(Random(4))


def test_every_key_is_drawn_once() -> None:
    assert sorted(Mallows(range(100), 0.95).draw(Random(1))) == list(range(100))


def test_nothing_is_drawn_of_nothing() -> None:
    assert Mallows((), 0.5).draw(Random(1)) == []


@pytest.mark.parametrize("spread", [-0.1, 1.1])
def test_a_spread_that_is_none_is_refused(spread: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Mallows("ab", spread)


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Mallows("aba", 0.5)
