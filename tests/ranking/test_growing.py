"""The tally while the post changes under it: entries added, its order changed, readers coming and going."""

from __future__ import annotations

import json

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ranking import Ordering, Tally
from tests.ranking.orderings import ordering, orderings, strict, tally_of


class GrowingTally(RuleBasedStateMachine):
    """Whatever happens, the tally is what counting its orderings from scratch gives."""

    @initialize(author=orderings(keys="ABCDE"))
    def start(self, author: Ordering) -> None:
        self.keys = "ABCDE"
        self.author = author
        self.counted: list[Ordering] = []
        self.tally = Tally(self.keys, author)

    def recount(self) -> Tally:
        tally = Tally(self.keys[::-1], self.author)
        for made in reversed(self.counted):
            tally.add(made)
        return tally

    @rule(made=orderings(keys="ABCDE"), times=st.integers(1, 3))
    def add(self, made: Ordering, times: int) -> None:
        self.tally.add(made, times)
        self.counted += [made] * times

    @precondition(lambda self: self.counted)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        made = self.counted.pop(data.draw(st.integers(0, len(self.counted) - 1)))
        self.tally.withdraw(made)

    @rule(made=orderings(least=1))
    def refuse_to_withdraw_or_undo_it(self, made: Ordering) -> None:
        before = Tally.from_json(self.tally.to_json())
        try:
            self.tally.withdraw(made)
        except ValueError:
            assert self.tally == before
        else:
            self.tally.add(made)

    @rule(keys=st.sampled_from(["F", "FG", "A", "GA"]))
    def offer_more_entries(self, keys: str) -> None:
        self.tally = self.tally.with_candidates(keys)
        self.keys += "".join(key for key in keys if key not in self.keys)

    @rule(author=orderings(keys="ABCDE"))
    def reorder_the_authors_list(self, author: Ordering) -> None:
        self.author = author
        self.tally = self.tally.rebased(author)

    @rule()
    def settle(self) -> None:
        self.tally = self.tally.settled_by(self.recount())

    @rule()
    def store_and_load(self) -> None:
        self.tally = Tally.from_json(json.loads(json.dumps(self.tally.to_json())))

    @invariant()
    def equals_a_recount(self) -> None:
        recount = self.recount()
        if self.tally.settled:
            assert self.tally == recount
        else:
            assert self.tally == recount or self.tally.settled_by(recount) == recount
            assert self.tally.histogram is None or self.tally.places is None


GrowingTally.TestCase.settings = settings(max_examples=50, stateful_step_count=20, deadline=None)
TestGrowingTally = GrowingTally.TestCase


def test_a_new_order_of_the_same_entries_keeps_the_places_and_asks_for_the_histogram():
    tally = Tally("ABCD", strict("ABCD"))
    tally.add(ordering("B A C D"))

    moved = tally.rebased(strict("DCBA"))

    assert not moved.settled
    assert moved.histogram is None
    assert moved.places.of("B") == (1, 0, 0, 0)
    assert tally.settled


def test_one_more_ranked_entry_asks_for_both():
    tally = Tally("ABCDE", strict("ABCD"))
    tally.add(ordering("B A C D E"))

    moved = tally.rebased(strict("ABCDE"))

    assert (moved.places, moved.histogram, moved.settled) == (None, None, False)


def test_what_is_added_meanwhile_is_in_the_recount():
    tally = Tally("ABCD", strict("ABCD")).rebased(strict("BACD"))
    tally.add(ordering("A B C D"))
    moved = tally.rebased(strict("DCBA"))
    moved.add(ordering("D C B A"))
    recount = Tally("ABCD", strict("DCBA"))
    recount.add(ordering("A B C D"))
    recount.add(ordering("D C B A"))

    settled = moved.settled_by(recount)

    assert settled.histogram.numbers == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_without_orderings_a_new_order_is_settled_at_once():
    moved = Tally("ABCD").rebased(strict("ABCD"))

    assert moved == Tally("ABCD", strict("ABCD"))
    assert moved.settled


def test_the_same_order_changes_nothing():
    tally = Tally("AB", strict("AB"))
    tally.add(ordering("A B"))

    assert tally.rebased(strict("AB")) == tally


@pytest.mark.parametrize("text", ["A B D C", "A B", "A B C D E"])
def test_a_recount_of_other_orderings_is_refused(text):
    moved = tally_of("ABCDE", (1, "A B C D")).rebased(strict("ABCD"))
    recount = Tally("ABCDE", strict("ABCD"))
    recount.add(ordering(text))

    with pytest.raises(ValueError, match="same orderings"):
        moved.settled_by(recount)


def test_a_recount_by_another_authors_order_is_refused():
    moved = tally_of("ABCD", (1, "A B C D")).rebased(strict("ABCD"))

    with pytest.raises(ValueError, match="same orderings"):
        moved.settled_by(tally_of("ABCD", (1, "A B C D")))


def test_an_authors_order_of_unknown_entries_is_refused():
    with pytest.raises(ValueError, match="'X' is not a candidate"):
        Tally("AB", strict("AX"))


def test_a_part_without_all_of_the_authors_entries_forgets_the_author():
    tally = Tally("ABCD", strict("ABC"))

    assert tally.restricted_to("ABC").author == strict("ABC")
    assert tally.restricted_to("AB").author == Ordering(())


def test_a_hundred_entries_and_a_million_readers_take_less_than_sixty_kilobytes():
    keys = range(1_000, 1_100)
    tally = Tally(keys, Ordering.strict(keys))
    for shift in range(100):
        for stride in (1, 3, 7, 9, 11, 13, 17, 19, 21, 23):
            order = [keys[(shift + stride * place) % 100] for place in range(100 if shift % 2 else shift + 2)]
            tally.add(Ordering.strict(order), 1 + (7919 * shift + 104_729 * stride) % 1_999)

    size = len(json.dumps(tally.to_json(), separators=(",", ":")))

    assert tally.orderings > 900_000
    assert size < 60_000
