"""Cases that others have published. docs/ranking.md tells them with their sources."""

import itertools

import pytest

from ranking import Ordering, Tally, consensus
from tests.ranking.orderings import ordering, strict, tally_of

SCHULZE = [
    (5, "ACBED"),
    (5, "ADECB"),
    (8, "BEDAC"),
    (3, "CABED"),
    (7, "CAEBD"),
    (2, "CBADE"),
    (7, "DCEBA"),
    (8, "EBADC"),
]

# Robinson, Hertzog, Garbee and "none of the above": the fifteen most frequent ballots.
DEBIAN_2002 = [
    (60, "GRHN"),
    (50, "RGHN"),
    (40, "GRH"),
    (34, "GHRN"),
    (31, "GHNR"),
    (29, "HGRN"),
    (29, "RGH"),
    (24, "HRGN"),
    (22, "RHGN"),
    (20, "GHR"),
    (15, "RGNH"),
    (14, "HGR"),
    (11, "GRNH"),
    (9, "HGNR"),
    (9, "G"),
]


def support(tally, order):
    """The Kemeny score as it is usually printed: the pair opinions that an order follows."""
    return sum(tally.above(upper, lower) for upper, lower in itertools.combinations(order, 2))


def schulze():
    tally = Tally("ABCDE")
    for voters, order in SCHULZE:
        tally.add(strict(order), voters)
    return tally


def debian_2002():
    tally = Tally("RHGN")
    for voters, order in DEBIAN_2002:
        tally.add(strict(order), voters)
    return tally


def tennessee():
    return tally_of("MNCK", (42, "M N C K"), (26, "N C K M"), (15, "C K N M"), (17, "K C N M"))


def test_tennessee_chooses_nashville_with_a_score_of_393():
    tally = tennessee()

    found = consensus(tally)

    assert found.order == ordering("N C K M")
    assert support(tally, found.order.candidates) == 393
    assert found.disagreements == 600 - 393
    assert found.exact


def test_tennessee_scores_345_in_the_order_of_most_first_places():
    assert support(tennessee(), "MNCK") == 345


def test_the_45_voters_of_schulze_are_ordered_e_b_a_d_c():
    tally = schulze()

    found = consensus(tally)

    assert found.order == ordering("E B A D C")
    assert found.exact
    assert found.disagreements + support(tally, "EBADC") == 45 * 10


def test_the_45_voters_of_schulze_compare_as_in_the_paper():
    tally = schulze()

    rows = tally.rows("ABCDE")

    assert rows == [
        [0, 20, 26, 30, 22],
        [25, 0, 16, 33, 18],
        [19, 29, 0, 17, 24],
        [15, 12, 28, 0, 14],
        [23, 27, 21, 31, 0],
    ]


def test_the_cycle_of_condorcet_is_level():
    found = consensus(tally_of("ABC", (1, "A B C"), (1, "B C A"), (1, "C A B")))

    assert found.order == ordering("ABC")
    assert (found.disagreements, found.exact) == (4, True)


def test_condorcets_sixty_voters_break_their_cycle_at_its_weakest_majority():
    tally = tally_of("ABC", (23, "A B C"), (17, "B C A"), (2, "B A C"), (10, "C A B"), (8, "C B A"))

    found = consensus(tally)

    assert (tally.above("A", "B"), tally.above("B", "C"), tally.above("C", "A")) == (33, 42, 35)
    assert found.order == ordering("B C A")
    assert support(tally, "BCA") == 42 + 35 + 27


@pytest.mark.parametrize("size", [4, 5, 7])
def test_a_cycle_of_any_length_is_level(size):
    keys = "ABCDEFG"[:size]
    tally = Tally(keys)
    for shift in range(size):
        tally.add(strict(keys[shift:] + keys[:shift]))

    assert consensus(tally).order == ordering(keys)


def test_debian_2003_is_ordered_as_its_secretary_announced():
    duels = {
        ("Zadka", "nobody"): (228, 202),
        ("Garbee", "Zadka"): (428, 34),
        ("Garbee", "Robinson"): (238, 221),
        ("Garbee", "nobody"): (449, 29),
        ("Robinson", "Zadka"): (385, 66),
        ("Robinson", "nobody"): (405, 65),
        ("Michlmayr", "Zadka"): (397, 38),
        ("Michlmayr", "Garbee"): (228, 224),
        ("Michlmayr", "Robinson"): (237, 226),
        ("Michlmayr", "nobody"): (424, 39),
    }
    tally = Tally(["Garbee", "Michlmayr", "Robinson", "Zadka", "nobody"])
    for (winner, loser), (won, lost) in duels.items():
        tally.add(Ordering.strict([winner, loser]), won)
        tally.add(Ordering.strict([loser, winner]), lost)

    found = consensus(tally)

    assert found.order.candidates == ("Michlmayr", "Garbee", "Robinson", "Zadka", "nobody")
    assert found.disagreements == sum(lost for _, lost in duels.values())
    assert found.exact


def test_debian_2002_counts_what_a_partial_ballot_says_and_no_more():
    tally = debian_2002()

    found = consensus(tally)

    assert tally.orderings == 397
    assert tally.compared("G", "R") == 397 - 9
    assert tally.compared("G", "N") == 397 - 40 - 29 - 20 - 14 - 9
    assert found.order == ordering("G R H N")
    assert found.disagreements == sum(tally.above(b, a) for a, b in itertools.combinations("GRHN", 2))


def test_debian_2002_with_the_unranked_below_as_its_constitution_reads_them():
    tally = Tally("RHGN")
    for voters, order in DEBIAN_2002:
        unranked = [key for key in "RHGN" if key not in order]
        tally.add(Ordering([*map(list, order), *([unranked] if unranked else [])]), voters)

    found = consensus(tally)

    assert tally.compared("G", "N") == 397
    assert tally.above("G", "N") == debian_2002().above("G", "N") + 40 + 29 + 20 + 14 + 9
    assert found.order == ordering("G R H N")
