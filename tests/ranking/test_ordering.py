import pytest
from hypothesis import given

from ranking import Ordering
from tests.ranking.orderings import ordering, orderings


def test_tiers_become_tuples_of_tuples():
    made = Ordering([["a"], ["b", "c"]])

    assert made.tiers == (("a",), ("b", "c"))


def test_candidates_are_listed_best_first():
    assert ordering("A BC D").candidates == ("A", "B", "C", "D")


def test_a_strict_ordering_has_one_key_in_each_tier():
    assert Ordering.strict([3, 1, 2]).tiers == ((3,), (1,), (2,))


@pytest.mark.parametrize(
    ("tiers", "complaint"),
    [
        ((("a",), ()), "at least one key"),
        ((("a",), ("b", "a")), "'a' appears twice"),
        ((("a", "a"),), "'a' appears twice"),
        ((([],),), "must be hashable"),
        (("ab", "c"), "group of keys"),
        ((1, 2), "group of keys"),
    ],
)
def test_a_malformed_ordering_is_refused(tiers, complaint):
    with pytest.raises(ValueError, match=complaint):
        Ordering(tiers)


def test_the_order_inside_a_tier_means_nothing():
    one, other = ordering("A BC"), ordering("A CB")

    assert one == other
    assert hash(one) == hash(other)
    assert other.tiers == (("A",), ("C", "B"))


def test_the_order_of_tiers_means_everything():
    assert ordering("A B") != ordering("B A")
    assert ordering("A B") != ordering("AB")


def test_an_ordering_differs_from_its_tiers():
    assert ordering("A B") != (("A",), ("B",))


def test_keys_that_cannot_be_compared_share_a_tier():
    assert Ordering([(1, "one", None)]) == Ordering([("one", None, 1)])


def test_an_absent_candidate_has_no_tier():
    made = ordering("A BC")

    assert made.tier_of("A") == 0
    assert made.tier_of("C") == 1
    assert made.tier_of("D") is None


def test_length_and_iteration_go_by_tiers():
    made = ordering("A BC")

    assert len(made) == 2
    assert list(made) == [("A",), ("B", "C")]


def test_the_empty_ordering_is_allowed_and_false():
    assert not Ordering(())
    assert Ordering(()) == Ordering([])


def test_restricting_drops_keys_and_the_tiers_left_empty():
    assert ordering("A BC D E").restricted_to("CEX") == ordering("C E")
    assert ordering("A B").restricted_to("") == Ordering(())


def test_an_ordering_cannot_be_changed():
    made = ordering("A B")

    with pytest.raises(AttributeError):
        made.tiers = ()


def test_its_repr_says_how_to_make_it():
    made = ordering("A BC")

    assert eval(repr(made)) == made


@given(orderings())
def test_turning_the_tiers_around_inside_keeps_equality_and_hash(made):
    turned = Ordering(tier[::-1] for tier in made.tiers)

    assert turned == made
    assert len({turned, made}) == 1
