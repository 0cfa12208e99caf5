import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, Tally, agreement, agreement_with_others, consensus, mean_agreement
from tests.ranking.orderings import counted, ordering, orderings, strict, tally_of


@given(st.lists(orderings(), max_size=8), orderings())
def test_the_counts_give_the_agreement_of_all_orderings_together(ballots, order):
    one_by_one = [agreement(made, order) for made in ballots]

    found = mean_agreement(counted("ABCDEFG", ballots), order)

    assert found.same == sum(each.same for each in one_by_one)
    assert found.compared == sum(each.compared for each in one_by_one)


@given(st.lists(orderings(keys="ABCDE"), max_size=8))
def test_no_strict_order_agrees_more_than_the_consensus(ballots):
    tally = counted("ABCDE", ballots)
    found = consensus(tally)

    best = max(mean_agreement(tally, strict(order)).same for order in itertools.permutations("ABCDE"))

    assert mean_agreement(tally, Ordering.strict((*found.order.candidates, *found.unplaced))).same == best


def test_nothing_counted_agrees_with_nothing():
    assert mean_agreement(Tally("AB"), ordering("A B")).share is None


def test_an_order_of_unknown_candidates_is_refused():
    with pytest.raises(KeyError):
        mean_agreement(Tally("AB"), ordering("A X"))


def test_a_reader_is_compared_with_the_others_alone():
    tally = tally_of("ABC", (1, "A B C"), (2, "C B A"))

    assert agreement_with_others(tally, ordering("A B C")).same == 0
    assert agreement_with_others(tally, ordering("C B A")).same == 1.5
    assert tally.orderings == 3


def test_the_only_reader_has_nobody_to_compare_with():
    assert agreement_with_others(tally_of("AB", (1, "A B")), ordering("A B")).share is None


def test_the_others_are_asked_about_some_entries_only():
    tally = tally_of("ABX", (1, "A B X"), (2, "X A B"))

    found = agreement_with_others(tally, ordering("A B X"), among="AB")

    assert (found.same, found.compared) == (1, 1)


def test_a_reader_who_was_not_counted_cannot_be_left_out():
    with pytest.raises(ValueError, match="never counted"):
        agreement_with_others(tally_of("AB", (1, "A B")), ordering("B A"))
