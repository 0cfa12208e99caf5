import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, Tally, consensus
from tests.ranking.crowds import any_tally, mallows, noise
from tests.ranking.orderings import counted, ordering, orderings, tally_of
from tests.ranking.solvers import by_all_permutations, by_subsets, disagreements


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

    assert found.order == ordering("A B D C")
    assert found.disagreements == 1


def test_candidates_never_compared_with_each_other_stand_by_their_win_rates():
    found = consensus(tally_of("ABCD", (1, "A B"), (9, "C D")))

    assert found.order == ordering("C A B D")


def test_a_win_rate_never_overrules_a_majority():
    tally = tally_of("ABCD", (1, "A B"), (9, "B C"), (9, "B D"), (1, "C A"), (2, "A C"))

    found = consensus(tally)

    assert found.order.tier_of("A") < found.order.tier_of("B")


def test_a_film_placed_once_does_not_top_one_placed_often():
    tally = tally_of("ABC", (1, "A C"), (9, "B C"), (1, "C B"))

    assert consensus(tally).order == ordering("B A C")


def test_many_readers_of_one_mind_are_one_reader():
    assert consensus(tally_of("ABC", (10**6, "B A C"))).order == ordering("B A C")


@pytest.mark.parametrize(("size", "many"), [(2, 300), (3, 600), (4, 900), (5, 900), (6, 400), (7, 150)])
def test_no_permutation_contradicts_fewer_opinions(size, many):
    chance = random.Random(size)
    keys = "ABCDEFG"[:size]
    tallies = [any_tally(chance, keys) for _ in range(many)]

    found = [consensus(tally) for tally in tallies]

    for tally, each in zip(tallies, found, strict=True):
        fewest = by_all_permutations(tally)
        listed = disagreements(tally, (*each.order.candidates, *each.unplaced))
        assert each.exact
        assert each.disagreements == each.lower_bound == listed == fewest


@pytest.mark.parametrize("size", [8, 9, 10, 11, 12])
def test_an_independent_solver_finds_nothing_better(size):
    chance = random.Random(size)
    tallies = [any_tally(chance, range(size)) for _ in range(6)]

    found = [consensus(tally) for tally in tallies]

    assert all(each.exact for each in found)
    assert [each.disagreements for each in found] == [by_subsets(tally) for tally in tallies]


@given(st.lists(orderings(), max_size=6), st.permutations("ABCDEFG"))
def test_the_order_of_candidates_changes_nothing(ballots, keys):
    assert consensus(counted(keys, ballots)) == consensus(counted("ABCDEFG", ballots))


@given(st.lists(orderings(), max_size=6), st.permutations("ABCDEFG"))
def test_other_names_change_nothing_but_the_names(ballots, keys):
    names = dict(zip("ABCDEFG", keys, strict=True))
    renamed = [Ordering([names[key] for key in tier] for tier in made) for made in ballots]

    expected = Ordering([names[key] for key in tier] for tier in consensus(counted("ABCDEFG", ballots)).order)

    assert consensus(counted("ABCDEFG", renamed)).order == expected


@given(st.lists(orderings(), max_size=8))
def test_majorities_between_components_are_never_contradicted(ballots):
    tally = counted("ABCDEFG", ballots)

    order = consensus(tally).order

    beats = {(a, b) for a, b in itertools.permutations("ABCDEFG", 2) if tally.above(a, b) > tally.above(b, a)}
    reach = beats
    for _ in "ABCDEFG":
        reach = reach | {(a, d) for a, b in reach for c, d in beats if b == c}
    assert all(order.tier_of(a) < order.tier_of(b) for a, b in beats if (b, a) not in reach)


@given(st.lists(orderings(), max_size=8), orderings(least=7))
def test_as_many_of_one_mind_as_all_others_together_and_one_more_decide(ballots, mind):
    tally = counted("ABCDEFG", ballots)
    tally.add(mind, len(ballots) + 1)

    found = consensus(tally).order.restricted_to(mind.candidates)

    places = {key: found.tier_of(key) for key in found.candidates}
    above = [
        (a, b) for a, b in itertools.combinations(mind.candidates, 2) if mind.tier_of(a) < mind.tier_of(b)
    ]
    assert all(places[a] < places[b] for a, b in above)


@pytest.mark.parametrize(("spread", "readers"), [(0.9, 8), (0.9, 40), (0.9, 150), (0.5, 9)])
def test_a_hundred_candidates_around_one_order_are_exact(spread, readers):
    tally = mallows(100, spread, readers, seed=readers)

    found = consensus(tally)

    assert found.exact
    assert found.unplaced == ()
    assert found.disagreements == disagreements(tally, found.order.candidates)
    assert found.disagreements <= disagreements(tally, range(100))


def test_fifty_candidates_in_pure_noise_are_exact():
    tally = noise(50, 40, seed=1)

    found = consensus(tally)

    assert found.exact
    assert found.disagreements == disagreements(tally, found.order.candidates)


def test_what_cannot_be_proven_says_how_far_off_it_can_be_whatever_the_order_of_candidates():
    keys = range(75)
    ballots = [Ordering.strict(random.Random(seed).sample(keys, 75)) for seed in range(41)]
    tally = counted(keys, ballots)

    found = consensus(tally)

    assert not found.exact
    assert 0.9 * found.disagreements < found.lower_bound < found.disagreements
    assert found.disagreements == disagreements(tally, found.order.candidates)
    assert found == consensus(counted(keys[::-1], ballots))
