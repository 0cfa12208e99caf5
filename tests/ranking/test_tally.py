import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, Tally
from ranking.packing import packed
from tests.ranking.orderings import ordering, orderings, strict, tally_of


def test_an_ordering_counts_for_each_of_its_pairs():
    tally = tally_of("ABC", (1, "A B C"))

    assert (tally.above("A", "B"), tally.above("A", "C"), tally.above("B", "C")) == (1, 1, 1)
    assert (tally.above("B", "A"), tally.above("C", "A"), tally.above("C", "B")) == (0, 0, 0)
    assert tally.orderings == 1


def test_an_absent_candidate_is_unknown_and_never_last():
    tally = tally_of("ABC", (1, "A B"))

    assert tally.above("A", "C") == tally.above("C", "A") == tally.compared("A", "C") == 0


def test_a_tie_is_compared_and_above_for_neither():
    tally = tally_of("ABC", (1, "AB C"))

    assert tally.above("A", "B") == tally.above("B", "A") == 0
    assert tally.tied("A", "B") == tally.compared("A", "B") == tally.compared("B", "A") == 1


def test_an_ordering_counts_as_often_as_told():
    tally = tally_of("AB", (3, "A B"), (2, "B A"))

    assert (tally.above("A", "B"), tally.above("B", "A"), tally.compared("A", "B")) == (3, 2, 5)
    assert tally.orderings == 5


def test_an_empty_ordering_counts_for_nothing():
    tally = Tally("AB")

    tally.add(Ordering(()))

    assert tally == Tally("AB")


def test_an_unknown_candidate_is_named_and_nothing_counted():
    tally = Tally("AB")

    with pytest.raises(ValueError, match="'X' is not a candidate"):
        tally.add(ordering("A B X"))
    assert tally == Tally("AB")


@pytest.mark.parametrize("text", ["B A", "AB", "A B C", "A C"])
def test_what_was_never_counted_cannot_be_withdrawn(text):
    tally = tally_of("ABC", (1, "A B"))

    with pytest.raises(ValueError, match="never counted"):
        tally.withdraw(ordering(text))
    assert tally == tally_of("ABC", (1, "A B"))


def test_more_than_was_counted_cannot_be_withdrawn():
    tally = tally_of("AB", (2, "A B"))

    with pytest.raises(ValueError, match="never counted"):
        tally.withdraw(ordering("A B"), 3)
    assert tally.orderings == 2


def test_an_ordering_of_one_candidate_cannot_be_withdrawn_from_nobody():
    with pytest.raises(ValueError, match="never counted"):
        Tally("A").withdraw(ordering("A"))


def test_pairs_of_three_readers_do_not_pass_for_one_reader_of_three():
    tally = Tally("ABC", strict("ABC"))
    for text in ("A B", "B C", "A C"):
        tally.add(ordering(text))

    with pytest.raises(ValueError, match="never counted"):
        tally.withdraw(ordering("A B C"))
    assert (tally.orderings, tally.above("A", "B")) == (3, 1)


@pytest.mark.parametrize("times", [0, -1, 1.0, True])
def test_a_count_must_be_a_positive_int(times):
    tally = Tally("AB")

    with pytest.raises(ValueError, match="positive number"):
        tally.add(ordering("A B"), times)


@pytest.mark.parametrize("keys", ["AA", [1, 1], [True], [None], [1.5], [("a",)]])
def test_candidates_are_different_ints_and_strings(keys):
    with pytest.raises(ValueError, match=r"twice|an int or a string"):
        Tally(keys)


def test_counts_of_an_unknown_key_are_refused():
    with pytest.raises(KeyError):
        Tally("AB").above("A", "X")


def test_tallies_are_equal_by_their_counts_whatever_the_order_of_candidates():
    assert tally_of("ABC", (1, "A B C")) == tally_of("CBA", (1, "A B C"))
    assert tally_of("ABC", (1, "A B C")) != tally_of("ABC", (1, "A C B"))
    assert tally_of("ABC", (1, "A B")) != tally_of("AB", (1, "A B"))
    assert tally_of("AB", (1, "A B")) != "A B"


def test_a_candidate_added_later_was_not_offered_before():
    tally = tally_of("AB", (1, "A B"))

    grown = tally.with_candidates("CA")

    assert grown.candidates == ("A", "B", "C")
    assert grown == tally_of("ABC", (1, "A B"))
    assert tally.candidates == ("A", "B")


def test_a_part_keeps_the_pairs_among_its_candidates():
    tally = tally_of("ABCD", (2, "A B C"), (1, "CD A"))

    part = tally.restricted_to("CAX")

    assert part.candidates == ("A", "C")
    assert (part.above("A", "C"), part.above("C", "A"), part.orderings) == (2, 1, 3)


def test_leaving_a_reader_out_does_not_touch_the_tally():
    tally = tally_of("ABC", (1, "A B C"), (1, "C AB"))

    rest = tally.without(ordering("C AB"))

    assert rest == tally_of("ABC", (1, "A B C"))
    assert tally.orderings == 2


def test_rows_hold_the_counts_in_the_order_asked():
    tally = tally_of("ABC", (2, "A BC"))

    assert tally.rows("BA") == [[0, 0], [2, 0]]
    assert tally.tied_rows("CBA") == [[0, 2, 0], [2, 0, 0], [0, 0, 0]]


def test_keys_come_back_from_json_with_their_types():
    tally = Tally([1, "1", "film"])
    tally.add(Ordering([[1], ["1"], ["film"]]))

    back = Tally.from_json(json.loads(json.dumps(tally.to_json())))

    assert back == tally
    assert back.candidates == (1, "1", "film")


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": None},
        {"candidates": "AB"},
        {"candidates": ["A"]},
        {"candidates": ["A", "A", "B"]},
        {"orderings": -1},
        {"orderings": "1"},
        {"pairs": ""},
        {"pairs": packed([1, 1, 1, 0, 0, 0, 0, 0, 0])},
        {"sums": None},
        {"sums": "not packed"},
        {"author": "ABC"},
        {"author": [["X"]]},
    ],
)
def test_damaged_json_is_refused(change):
    data = tally_of("ABC", (1, "A BC")).to_json()

    with pytest.raises(ValueError, match=r"stored tally|packed|twice|not a candidate"):
        Tally.from_json(data | change)


def test_its_repr_tells_its_size():
    assert repr(tally_of("ABC", (4, "A B"))) == "<Tally of 4 orderings of 3 candidates>"


@given(st.lists(orderings()), st.lists(orderings()))
def test_withdrawing_undoes_adding(kept, withdrawn):
    tally = Tally("ABCDEFG")
    for made in kept + withdrawn:
        tally.add(made)

    for made in withdrawn:
        tally.withdraw(made)

    recount = Tally("GFEDCBA")
    for made in kept[::-1]:
        recount.add(made)
    assert tally == recount
    assert Tally.from_json(tally.to_json()) == recount
