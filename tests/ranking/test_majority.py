import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, Tally
from ranking.bits import bit_set
from ranking.majority import components, majority
from tests.ranking.orderings import counted, orderings, tally_of


def test_margins_become_what_each_order_of_two_costs():
    field = majority(tally_of("AB", (5, "A B"), (2, "B A")))

    assert field.groups == (("A",), ("B",))
    assert field.excess == ((0, 0), (3, 0))
    assert field.floor == 2


def test_candidates_that_the_counts_cannot_tell_apart_are_one_group():
    field = majority(tally_of("ABCD", (2, "A BC D"), (1, "D A")))

    assert field.groups == (("A",), ("B", "C"), ("D",))
    assert field.excess == ((0, 0, 0), (4, 0, 0), (1, 4, 0))


def test_another_win_rate_is_another_group():
    field = majority(tally_of("AB", (1, "A B"), (1, "B A")).with_candidates("C"))
    apart = majority(tally_of("ABCD", (1, "A B"), (1, "B A"), (1, "A C"), (1, "C A"), (1, "A D"), (1, "AB")))

    assert field.groups == (("A", "B"),)
    assert ("A", "B") not in apart.groups


def test_ints_stand_before_strings_and_each_in_their_order():
    tally = Tally(["b", 10, "a", 2])
    tally.add(Ordering([["b", 10, "a", 2]]))

    assert majority(tally).groups == ((2, 10, "a", "b"),)


def test_never_compared_is_unplaced():
    assert majority(tally_of("ABC", (1, "A B"), (1, "C"))).unplaced == ("C",)


@given(st.lists(orderings(), max_size=8))
def test_groups_stand_by_the_exact_mean_win_rate(ballots):
    tally = counted("ABCDEFG", ballots)

    field = majority(tally)

    placed = [key for group in field.groups for key in group]
    rate = {
        a: sum(
            (Fraction(tally.above(a, b) + 1, tally.compared(a, b) + 2) for b in placed if b != a), Fraction(0)
        )
        for a in placed
    }
    exact = [rate[group[0]] for group in field.groups]
    assert all(rate[key] == rate[group[0]] for group in field.groups for key in group)
    assert exact == sorted(exact, reverse=True)
    assert [a == b for a, b in itertools.pairwise(exact)] == [
        a == b for a, b in itertools.pairwise(field.rates)
    ]


@pytest.mark.parametrize(
    ("arcs", "expected"),
    [
        ([], [(0,), (1,), (2,), (3,)]),
        ([(0, 1), (1, 2), (2, 0)], [(0, 1, 2), (3,)]),
        ([(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)], [(0, 1), (2, 3)]),
        ([(0, 1), (1, 2), (2, 3)], [(0,), (1,), (2,), (3,)]),
        ([(3, 2), (2, 1), (1, 0), (0, 3)], [(0, 1, 2, 3)]),
    ],
)
def test_components_are_the_circles_of_a_graph(arcs, expected):
    beats = [bit_set(b for a, b in arcs if a == node) for node in range(4)]

    assert list(components(beats)) == expected
