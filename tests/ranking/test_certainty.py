import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, neighbours
from ranking.certainty import even_split
from tests.ranking.orderings import ordering, tally_of


@given(st.integers(0, 150), st.integers(0, 150))
def test_the_test_is_the_exact_sum_of_both_tails(more, less):
    count = more + less

    tail = sum(math.comb(count, heads) for heads in range(min(more, less) + 1))

    assert even_split(more, less) == pytest.approx(min(1.0, 2 * tail / 2**count), rel=1e-9)


@pytest.mark.parametrize(
    ("more", "less", "p"),
    [(0, 0, 1), (5, 5, 1), (1, 0, 1), (5, 0, 2 / 32), (6, 0, 2 / 64), (9, 1, 22 / 1024), (8, 2, 112 / 1024)],
)
def test_known_splits(more, less, p):
    assert even_split(more, less) == even_split(less, more) == pytest.approx(p)


def test_a_million_readers_are_tested_like_the_normal_curve_says():
    for lead in (0, 500, 1_000, 2_000, 4_000):
        expected = math.erfc((lead - 0.5) / math.sqrt(500_000) / 1) if lead else 1
        assert even_split(500_000 + lead, 500_000 - lead) == pytest.approx(expected, rel=0.01)


def test_a_million_against_none_is_no_chance():
    assert even_split(10**6, 0) == 0


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        even_split(3, -1)


def test_each_candidate_is_told_with_the_next_one_down():
    tally = tally_of("ABC", (6, "A B C"), (1, "B A"), (2, "BC"))

    first, second = neighbours(tally, ordering("A B C"))

    assert (first.upper, first.lower, first.above, first.below, first.tied) == ("A", "B", 6, 1, 0)
    assert (second.upper, second.lower, second.above, second.below, second.tied) == ("B", "C", 6, 0, 2)
    assert (first.compared, second.compared) == (7, 8)
    assert first.p == pytest.approx(16 / 128)


def test_a_split_of_six_to_one_is_too_close_and_six_to_none_is_not():
    close, clear = neighbours(tally_of("ABC", (6, "A B C"), (1, "B A")), ordering("A B C"))

    assert close.too_close
    assert not clear.too_close


def test_below_three_readers_nothing_is_judged():
    two, three = neighbours(tally_of("ABC", (2, "A B"), (3, "B C")), ordering("A B C"))

    assert not two.enough
    assert three.enough


def test_ties_count_as_readers_but_not_as_votes():
    (only,) = neighbours(tally_of("AB", (5, "AB")), ordering("A B"))

    assert only.enough
    assert (only.p, only.too_close) == (1, True)


def test_neighbours_of_one_tier_are_level():
    first, second = neighbours(tally_of("ABC", (1, "A BC")), ordering("A BC"))

    assert (first.level, second.level) == (False, True)


@pytest.mark.parametrize("order", [Ordering(()), ordering("A")])
def test_one_candidate_has_no_neighbour(order):
    assert neighbours(tally_of("A", (1, "A")), order) == ()


def test_a_candidate_unknown_to_the_tally_is_refused():
    with pytest.raises(KeyError):
        neighbours(tally_of("AB", (1, "A B")), ordering("A X"))
