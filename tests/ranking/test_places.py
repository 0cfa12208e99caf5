from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, Tally
from ranking.places import GRID, PlaceSums, PlaceTable
from tests.ranking.orderings import counted, ordering, orderings, strict


def told(author, *ballots):
    tally = Tally(author, strict(author))
    for text in ballots:
        tally.add(ordering(text))
    return tally


def test_places_go_from_top_to_bottom_of_each_ordering():
    tally = counted("ABCDE", [ordering("A B C"), ordering("B A"), ordering("E D C B A")])

    assert tally.place_sums("A") == (3, 0 + GRID + GRID, 0 + 2 * GRID**2)
    assert tally.place_sums("C") == (2, GRID + GRID // 2, GRID**2 + (GRID // 2) ** 2)


def test_candidates_of_a_tier_share_its_middle():
    tally = counted("ABCDE", [ordering("A BCD E")])

    assert [tally.place_sums(key)[1] for key in "ABCDE"] == [0, GRID // 2, GRID // 2, GRID // 2, GRID]


def test_an_ordering_of_one_says_nothing_of_its_place():
    assert counted("A", [ordering("A")]).place_sums("A") == (0, 0, 0)


def test_sums_of_an_unknown_candidate_are_refused():
    with pytest.raises(KeyError):
        PlaceSums("AB").of("C")


@given(st.lists(orderings(), max_size=10))
def test_sums_are_those_of_the_places_one_by_one(ballots):
    tally = counted("ABCDEFG", ballots)

    for key in "ABCDEFG":
        places = []
        for made in ballots:
            others = [other for other in made.candidates if other != key]
            if made.tier_of(key) is not None and others:
                above = sum(made.tier_of(other) < made.tier_of(key) for other in others)
                level = sum(made.tier_of(other) == made.tier_of(key) for other in others)
                places.append(GRID * (above + Fraction(level, 2)) / len(others))
        readers, total, _ = tally.place_sums(key)
        assert readers == len(places)
        assert abs(total - sum(places)) <= Fraction(len(places), 2)


def test_full_orderings_are_counted_by_place():
    tally = told("ABC", "A B C", "A C B", "C B A")

    assert tally.places.readers == 3
    assert [tally.places.of(key) for key in "ABC"] == [(2, 0, 1), (0, 2, 1), (1, 1, 1)]


def test_an_ordering_that_leaves_an_entry_out_has_no_places():
    assert told("ABC", "A B").places.readers == 0


def test_level_entries_share_the_best_place_they_take_up():
    tally = told("ABCD", "A BC D")

    assert [tally.places.of(key) for key in "ABCD"] == [
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 0, 1),
    ]


def test_entries_that_the_author_does_not_rank_take_up_no_place():
    tally = Tally("ABX", strict("AB"))

    tally.add(ordering("X B A"))

    assert tally.places.of("B") == (1, 0)
    with pytest.raises(KeyError):
        tally.places.of("X")


def test_without_an_authors_order_there_is_no_table():
    assert Tally("AB").places is None


@given(st.lists(orderings(keys="ABC"), max_size=10))
def test_each_entry_has_as_many_places_as_there_are_full_orderings(ballots):
    tally = Tally("ABC", strict("ABC"))
    for made in ballots:
        tally.add(made)

    full = [made for made in ballots if len(made.candidates) == 3]

    assert tally.places.readers == len(full)
    assert [sum(tally.places.of(key)) for key in "ABC"] == [len(full)] * 3
    assert tally.places.of("A")[0] == sum(made.tier_of("A") == 0 for made in full)


def test_a_table_does_not_depend_on_the_order_in_which_it_was_told():
    one, other = PlaceTable([2, "b", 1]), PlaceTable(["b", 1, 2])

    for table in (one, other):
        table.change(Ordering([[1], ["b"], [2]]), 1)

    assert one.numbers == other.numbers
