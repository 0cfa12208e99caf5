"""The nearest and the most opposed of many orderings; and that the quick measure is the plain one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Agreement, Ordering, agreement
from ranking.agreement import common_candidates
from ranking.nearest import Measure, Nearest, Neighbour, nearest
from tests.ranking.orderings import ordering, orderings, strict


def keys(found: Nearest) -> tuple[object, object]:
    return (found.nearest and found.nearest.key, found.opposed and found.opposed.key)


@given(orderings(), orderings())
def test_the_quick_measure_gives_the_plain_agreement(own: Ordering, other: Ordering) -> None:
    found, common = Measure(own).agreement_with(other)

    assert found == agreement(own, other)
    assert common == len(common_candidates(own, other))


@pytest.mark.parametrize("other", ["A B C D", "AB CD", "ABCD", "D CB A", "X B Y A", "X", ""])
@pytest.mark.parametrize("own", ["A B C D", "AB CD", "ABCD", "D", ""])
def test_ties_on_either_side_count_as_they_do_elsewhere(own: str, other: str) -> None:
    found, _ = Measure(ordering(own)).agreement_with(ordering(other))

    assert found == agreement(ordering(own), ordering(other))


def test_a_whole_number_of_pairs_is_an_int() -> None:
    found, _ = Measure(strict("ABCD")).agreement_with(strict("ABCD"))

    assert type(found.same) is int


def test_the_nearest_and_the_most_opposed_are_found_with_their_numbers() -> None:
    others = [("ann", strict("ABDC")), ("bob", strict("DCBA")), ("cem", strict("BADC"))]

    found = nearest(strict("ABCD"), others)

    assert found.nearest == Neighbour("ann", Agreement(5, 6), 4)
    assert found.opposed == Neighbour("bob", Agreement(0, 6), 4)
    assert found.compared == 3


def test_of_equals_the_first_is_taken_at_both_ends() -> None:
    others = [(1, strict("ABDC")), (2, strict("DCBA")), (3, strict("BACD")), (4, strict("DCBA"))]

    assert keys(nearest(strict("ABCD"), others)) == (1, 2)


def test_equal_shares_of_different_numbers_of_pairs_are_equal() -> None:
    others = [("5 of 10", ordering("ABCDE")), ("3 of 6", ordering("ABCD"))]

    assert keys(nearest(strict("ABCDE"), others)) == ("5 of 10", None)


def test_where_all_agree_alike_there_is_one_end() -> None:
    assert keys(nearest(strict("ABCD"), [(1, strict("DCBA")), (2, strict("DCBA"))])) == (1, None)


def test_those_with_too_little_in_common_are_not_compared() -> None:
    others = [("three", strict("ABC")), ("other films", strict("WXYZ")), ("four", strict("DCBA"))]

    found = nearest(strict("ABCD"), others)

    assert (keys(found), found.compared) == (("four", None), 1)


def test_nobody_to_compare_with_is_no_neighbour() -> None:
    assert nearest(strict("ABCD"), []) == Nearest(None, None, 0)


def test_one_candidate_in_common_is_never_enough() -> None:
    with pytest.raises(ValueError, match="two candidates"):
        nearest(strict("ABCD"), [], common_enough=1)


@given(orderings(least=2), st.lists(orderings(), max_size=8))
def test_nobody_is_nearer_than_the_nearest_and_nobody_more_opposed(
    own: Ordering, others: list[Ordering]
) -> None:
    shares = [agreement(own, other).share for other in others]
    known = [share for share in shares if share is not None]

    found = nearest(own, list(enumerate(others)), common_enough=2)

    assert found.compared == len(known)
    assert (found.nearest and found.nearest.key) == (shares.index(max(known)) if known else None)
    ends_differ = bool(known) and max(known) != min(known)
    assert (found.opposed and found.opposed.key) == (shares.index(min(known)) if ends_differ else None)
