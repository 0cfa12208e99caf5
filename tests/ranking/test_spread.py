import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import splitting, spreads
from tests.ranking.orderings import counted, ordering, orderings, tally_of


def test_an_entry_loved_and_hated_is_spread_by_half_the_list():
    widest = spreads(tally_of("ABCDE", (4, "A B C D E"), (4, "B C D E A")))[0]

    assert (widest.key, widest.readers, widest.mean, widest.deviation) == ("A", 8, 0.5, 0.5)


def test_an_entry_that_all_place_alike_is_not_spread():
    found = {each.key: each for each in spreads(tally_of("ABC", (3, "A B C"), (2, "A C B")))}

    assert found["A"].deviation == 0
    assert found["A"].mean == 0
    assert found["B"].deviation == found["C"].deviation > 0


def test_the_widest_stands_first_and_the_unplaced_nowhere():
    found = spreads(tally_of("ABCX", (2, "A B C"), (1, "C B A")))

    assert [each.key for each in found] == ["A", "C", "B"]


def test_only_the_entries_asked_for_are_told():
    found = spreads(tally_of("ABC", (1, "A B C")), among="CA")

    assert {each.key for each in found} == {"A", "C"}


def test_a_place_in_a_short_ordering_weighs_like_one_in_a_long_one():
    found = {each.key: each for each in spreads(tally_of("ABCDE", (1, "A B C D E"), (1, "E A")))}

    assert found["A"].mean == 0.5


@given(st.lists(orderings(), min_size=1, max_size=8))
def test_the_deviation_is_that_of_the_places(ballots):
    for each in spreads(counted("ABCDEFG", ballots)):
        places = [
            (
                sum(made.tier_of(other) < made.tier_of(each.key) for other in made.candidates)
                + sum(made.tier_of(other) <= made.tier_of(each.key) for other in made.candidates)
                - 1
            )
            / (2 * (len(made.candidates) - 1))
            for made in ballots
            if made.tier_of(each.key) is not None and len(made.candidates) > 1
        ]
        assert each.readers == len(places)
        assert each.mean == pytest.approx(statistics.fmean(places), abs=1e-4)
        assert each.deviation == pytest.approx(statistics.pstdev(places), abs=2e-3)


def divided(readers):
    return tally_of("ABCDE", (readers // 2, "A B C D E"), (readers - readers // 2, "B C D E A"))


def test_an_entry_clearly_ahead_splits_the_room():
    assert splitting(divided(8)).key == "A"


def test_seven_orderings_are_too_few_to_split_the_room():
    assert splitting(divided(7)) is None


def test_orderings_that_leave_the_entry_out_do_not_count_for_it():
    tally = divided(7)

    tally.add(ordering("B C D E"), 20)

    assert splitting(tally) is None


def test_two_entries_that_divide_alike_split_nothing():
    assert splitting(tally_of("ABCDE", (4, "A B C D E"), (4, "E B C D A"))) is None


def test_a_lead_over_readers_who_nearly_agree_is_not_a_split_room():
    tally = tally_of("ABCDEFGHIJK", (9, "A B C D E F G H I J K"), (1, "A B D E F C G H I J K"))

    widest, following = spreads(tally)[:2]
    assert widest.deviation - following.deviation > 0.05
    assert splitting(tally) is None


def test_a_wide_entry_just_ahead_of_the_next_does_not_split_the_room():
    tally = tally_of("ABCDE", (5, "A B C D E"), (4, "E B C D A"), (1, "A E B C D"))

    widest, following = spreads(tally)[:2]
    assert 0 < widest.deviation - following.deviation < 0.05
    assert widest.deviation > 0.25
    assert splitting(tally) is None


def test_with_a_single_entry_known_well_enough_there_is_no_lead():
    tally = tally_of(
        "ABCDEFGHIJ", *((1, text) for text in ["A B", "C A", "A D", "E A", "A F", "G A", "A H", "I A"])
    )

    assert spreads(tally)[0].readers == 8
    assert splitting(tally) is None
