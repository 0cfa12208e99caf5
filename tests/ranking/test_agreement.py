import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Agreement, Ordering, agreement
from ranking.agreement import common_candidates
from tests.ranking.orderings import ordering, orderings, strict


@pytest.mark.parametrize(
    ("a", "b", "same", "compared"),
    [
        ("A B C", "A B C", 3, 3),
        ("A B C", "C B A", 0, 3),
        ("A B C", "B A C", 2, 3),
        ("A B C", "AB C", 2.5, 3),
        ("AB C", "AB C", 3, 3),
        ("AB", "BA", 1, 1),
        ("ABC", "A B C", 1.5, 3),
        ("A B C D", "D X A", 0, 1),
        ("A B", "C D", 0, 0),
        ("A", "A", 0, 0),
    ],
)
def test_pairs_in_the_same_order_are_counted(a, b, same, compared):
    assert agreement(ordering(a), ordering(b)) == Agreement(same, compared)


def test_a_whole_number_of_pairs_is_an_int():
    assert type(agreement(ordering("AB C"), ordering("A B C")).same) is float
    assert type(agreement(ordering("A B C"), ordering("A B C")).same) is int


def test_nothing_to_compare_has_no_share():
    assert agreement(ordering("A"), ordering("A B")).share is None


def test_twelve_of_fifteen_pairs_are_four_fifths():
    found = agreement(strict("ABCDEF"), strict("DABCEF"))

    assert (found.same, found.compared, found.share) == (12, 15, 0.8)


def test_common_candidates_follow_the_first_ordering():
    assert common_candidates(ordering("A BC D"), ordering("D C A")) == ("A", "C", "D")


@given(orderings(), orderings())
def test_agreement_goes_both_ways(a, b):
    assert agreement(a, b) == agreement(b, a)


@given(orderings(least=2))
def test_every_ordering_agrees_with_itself(made):
    assert agreement(made, made).share == 1


@given(orderings(), orderings())
def test_reversing_one_side_turns_the_share_around_where_nothing_is_level(a, b):
    a, b = Ordering.strict(a.candidates), Ordering.strict(b.candidates)
    found, turned = agreement(a, b), agreement(a, Ordering.strict(b.candidates[::-1]))

    assert found.same + turned.same == found.compared == turned.compared


@given(orderings(), orderings(), st.sampled_from("ABCDEFG"))
def test_a_candidate_of_one_side_alone_changes_nothing(a, b, key):
    without = a.restricted_to(set(a.candidates) - {key})
    of_b = b.restricted_to(set(b.candidates) - {key})

    assert agreement(without, b) == agreement(a, of_b)
