import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, Tally, consensus
from tests.ranking.orderings import disagreements, fewest_disagreements, ordering, orderings, tally_of


def counted(keys, ballots):
    tally = Tally(keys)
    for made in ballots:
        tally.add(made)
    return tally


def test_nobody_ranked_leaves_everything_unplaced():
    found = consensus(Tally([2, "b", 10, "a"]))

    assert found.order == Ordering(())
    assert found.unplaced == (2, 10, "a", "b")
    assert (found.exact, found.disagreements, found.lower_bound) == (True, 0, 0)


def test_a_candidate_never_compared_is_unplaced():
    found = consensus(tally_of("ABCD", (1, "A B"), (1, "C")))

    assert found.order == ordering("A B")
    assert found.unplaced == ("C", "D")


def test_one_reader_is_repeated_with_their_ties():
    assert consensus(tally_of("ABCDE", (1, "D AB E C"))).order == ordering("D AB E C")


def test_two_opposite_readers_leave_one_tier():
    found = consensus(tally_of("ABC", (1, "A B C"), (1, "C B A")))

    assert found.order == ordering("ABC")
    assert found.disagreements == 3


def test_a_majority_is_followed():
    found = consensus(tally_of("AB", (3, "A B"), (2, "B A")))

    assert found.order == ordering("A B")
    assert found.disagreements == 2


def test_a_candidate_tied_everywhere_is_placed():
    assert consensus(tally_of("AB", (1, "AB"))).order == ordering("AB")


def test_equal_support_is_broken_by_the_win_rate():
    found = consensus(tally_of("ABCD", (1, "A B"), (1, "B A"), (3, "A C"), (1, "B D")))

    assert found.order == ordering("A B C D") or found.order == ordering("A B D C")
    assert found.disagreements == 1


@given(st.lists(orderings(), max_size=6))
def test_the_consensus_contradicts_as_few_opinions_as_any_order(ballots):
    tally = counted("ABCDEFG"[:6], [made.restricted_to("ABCDEF") for made in ballots])

    found = consensus(tally)

    assert found.exact
    assert found.disagreements == found.lower_bound == fewest_disagreements(tally)
    assert disagreements(tally, (*found.order.candidates, *found.unplaced)) == found.disagreements


@given(st.lists(orderings(), max_size=6), st.permutations("ABCDEFG"))
def test_the_order_of_candidates_changes_nothing(ballots, keys):
    assert consensus(counted(keys, ballots)) == consensus(counted("ABCDEFG", ballots))


@given(st.lists(orderings(), max_size=6), st.permutations("ABCDEFG"))
def test_other_names_change_nothing_but_the_names(ballots, keys):
    names = dict(zip("ABCDEFG", keys, strict=True))
    renamed = [Ordering([names[key] for key in tier] for tier in made) for made in ballots]

    expected = Ordering([names[key] for key in tier] for tier in consensus(counted("ABCDEFG", ballots)).order)

    assert consensus(counted("ABCDEFG", renamed)).order == expected


@pytest.mark.parametrize("size", [8, 10, 12])
def test_twelve_candidates_are_exact(size):
    chance = random.Random(size)
    keys = range(size)
    tally = counted(keys, [Ordering.strict(chance.sample(keys, size)) for _ in range(7)])

    found = consensus(tally)

    assert found.exact
    nearby = (
        [*rest[:place], key, *rest[place:]]
        for key in keys
        for rest in [[other for other in found.order.candidates if other != key]]
        for place in range(size)
    )
    assert all(disagreements(tally, order) >= found.disagreements for order in nearby)
    assert disagreements(tally, found.order.candidates) == found.disagreements


def test_a_cycle_of_majorities_is_one_tier():
    found = consensus(tally_of("ABC", (1, "A B C"), (1, "B C A"), (1, "C A B")))

    assert found.order == ordering("ABC")
    assert found.disagreements == 4


def test_tennessee_agrees_393_times():
    tally = tally_of("MNCK", (42, "M N C K"), (26, "N C K M"), (15, "C K N M"), (17, "K C N M"))

    found = consensus(tally)

    opinions = sum(tally.compared(a, b) for a, b in itertools.combinations("MNCK", 2))
    assert found.order == ordering("N C K M")
    assert opinions - found.disagreements == 393
