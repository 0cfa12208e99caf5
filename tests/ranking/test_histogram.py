import pytest
from hypothesis import given

from ranking import Ordering, Tally, agreement
from tests.ranking.orderings import ordering, orderings, strict


def leaning(*ballots, author="ABCDE"):
    tally = Tally("ABCDEFG", strict(author))
    for text in ballots:
        tally.add(ordering(text))
    return tally.histogram


@pytest.mark.parametrize(
    ("ballot", "chosen"),
    [
        ("A B C D E", 9),
        ("B A C D E", 9),
        ("B A C E D", 8),
        ("E D C B A", 0),
        ("D E C B A", 1),
        ("ABCDE", 5),
        ("A B C ED", 9),
        ("A D C B", 5),
        ("F A B C D G", 9),
    ],
)
def test_an_ordering_counts_in_the_tenth_of_its_share(ballot, chosen):
    assert leaning(ballot).numbers == [int(number == chosen) for number in range(10)]


@pytest.mark.parametrize("ballot", ["A B C", "A", "F G", "A B C F G"])
def test_fewer_than_four_entries_in_common_are_left_out(ballot):
    assert leaning(ballot).readers == 0


def test_readers_are_those_in_the_bins():
    assert leaning("A B C D E", "E D C B A", "A B").readers == 2


def test_without_an_authors_order_there_is_no_histogram():
    assert Tally("ABCD").histogram is None


@given(orderings(least=4))
def test_the_bin_holds_the_share(made):
    tally = Tally("ABCDEFG", Ordering.strict("ABCDEFG"))

    tally.add(made)

    share = agreement(made, tally.author).share
    chosen = tally.histogram.numbers.index(1)
    assert chosen / 10 <= share < (chosen + 1) / 10 or (share, chosen) == (1, 9)
