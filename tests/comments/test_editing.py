"""The steps of an order while a reader makes it: pure, and none loses or doubles a film."""

from collections.abc import Callable
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import editing
from comments.editing import Order

FILMS = range(1, 10)
STEPS: list[Callable[[Order, int], Order]] = [
    editing.add,
    editing.out,
    editing.up,
    editing.down,
    editing.top,
    editing.level,
    lambda order, film: editing.move(order, film, 3),
]


def films(order: Order) -> list[int]:
    return list(chain.from_iterable(order))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order of some of nine films, ties and all."""
    named = draw(st.lists(st.sampled_from(FILMS), unique=True))
    numbers = draw(st.lists(st.integers(1, 9), min_size=len(named), max_size=len(named)))
    return editing.arranged(dict(zip(named, numbers, strict=True)))


@given(orders(), st.sampled_from(FILMS), st.sampled_from(STEPS))
def test_no_step_loses_or_doubles_another_film(
    order: Order, film: int, step: Callable[[Order, int], Order]
) -> None:
    after = step(order, film)

    assert len(films(after)) == len(set(films(after)))
    assert set(films(after)) - {film} == set(films(order)) - {film}
    assert all(after)


@given(orders(), st.sampled_from(FILMS), st.sampled_from(STEPS[2:6]))
def test_a_film_that_is_not_ranked_cannot_be_moved(
    order: Order, film: int, step: Callable[[Order, int], Order]
) -> None:
    assert film in films(order) or step(order, film) == order


@given(orders(), st.data())
def test_up_and_then_down_changes_nothing_below_the_top(order: Order, data: st.DataObject) -> None:
    alone = [tier[0] for tier in order[1:] if len(tier) == 1]
    if alone:
        film = data.draw(st.sampled_from(alone))
        assert editing.down(editing.up(order, film), film) == order


@given(orders(), st.sampled_from(FILMS))
def test_down_is_up_in_the_mirror(order: Order, film: int) -> None:
    assert editing.down(order, film) == editing.up(order[::-1], film)[::-1]


@given(orders())
def test_an_order_comes_back_as_it_was_put_away(order: Order) -> None:
    assert editing.load(editing.dump(order), FILMS) == order


@given(orders())
def test_numbers_make_the_order_that_they_were_read_from(order: Order) -> None:
    assert editing.arranged(editing.places(order)) == order


@given(st.text() | st.text("0123456789 =-;"))
def test_whatever_is_loaded_is_an_order_of_these_films_or_nothing(line: str) -> None:
    order = editing.load(line, FILMS)

    assert order is None or (len(films(order)) == len(set(films(order))) and set(films(order)) <= set(FILMS))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "0",
        "1 1",
        "1=1",
        "10",
        "1  2",
        " 1",
        "1 ",
        "1=",
        "=1",
        "-1",
        "1;2",
        "１",
        "1\n",
        "1" * 5000,
        "\x00",
    ],
)
def test_a_line_that_is_no_order_is_not_loaded(line: str) -> None:
    assert editing.load(line, FILMS) is None


def test_equal_numbers_are_level_and_gaps_mean_nothing() -> None:
    assert editing.arranged({4: 7, 9: 2, 3: 7}) == ((9,), (4, 3))


def test_places_count_the_films_above() -> None:
    assert editing.places(((9,), (4, 3), (1,))) == {9: 1, 4: 2, 3: 2, 1: 4}


@pytest.mark.parametrize(
    ("step", "film", "after"),
    [
        (editing.add, 5, ((1,), (2, 3), (4,), (5,))),
        (editing.add, 1, ((1,), (2, 3), (4,))),
        (editing.out, 1, ((2, 3), (4,))),
        (editing.out, 3, ((1,), (2,), (4,))),
        (editing.up, 1, ((1,), (2, 3), (4,))),
        (editing.up, 4, ((1,), (4,), (2, 3))),
        (editing.up, 3, ((1,), (3,), (2,), (4,))),
        (editing.down, 1, ((2, 3), (1,), (4,))),
        (editing.down, 2, ((1,), (3,), (2,), (4,))),
        (editing.down, 4, ((1,), (2, 3), (4,))),
        (editing.top, 3, ((3,), (1,), (2,), (4,))),
        (editing.level, 4, ((1,), (2, 3, 4))),
        (editing.level, 3, ((1,), (2,), (3,), (4,))),
        (editing.level, 2, ((1, 2), (3,), (4,))),
        (editing.level, 1, ((1,), (2, 3), (4,))),
    ],
)
def test_each_step_does_what_its_button_says(
    step: Callable[[Order, int], Order], film: int, after: Order
) -> None:
    assert step(((1,), (2, 3), (4,)), film) == after


@given(orders(), st.data())
def test_level_twice_leaves_a_film_right_below_those_it_joined(order: Order, data: st.DataObject) -> None:
    alone = [tier[0] for tier in order[1:] if len(tier) == 1]
    if alone:
        film = data.draw(st.sampled_from(alone))
        assert editing.level(editing.level(order, film), film) == order


@pytest.mark.parametrize(
    ("film", "place", "after"),
    [
        (4, 1, ((4,), (1,), (2, 3))),
        (4, 2, ((1,), (4,), (2, 3))),
        (4, 3, ((1,), (2, 3), (4,))),
        (4, 99, ((1,), (2, 3), (4,))),
        (1, 99, ((2, 3), (4,), (1,))),
        (3, 1, ((3,), (1,), (2,), (4,))),
        (7, 2, ((1,), (7,), (2, 3), (4,))),
    ],
)
def test_a_film_is_moved_to_a_place_by_number(film: int, place: int, after: Order) -> None:
    assert editing.move(((1,), (2, 3), (4,)), film, place) == after


@given(st.permutations(FILMS), st.sampled_from(FILMS), st.integers(1, 9))
def test_where_nothing_is_level_a_film_stands_at_the_number_it_was_moved_to(
    line: list[int], film: int, place: int
) -> None:
    order = editing.author(line)

    assert editing.places(editing.move(order, film, place))[film] == place


def test_no_more_than_twenty_earlier_orders_are_kept() -> None:
    earlier = ""
    for film in range(1, 31):
        earlier = editing.remember(earlier, ((film,),))

    assert earlier.split(";") == [str(film) for film in range(11, 31)]


@given(st.lists(orders(), max_size=20))
def test_earlier_orders_come_back_newest_first(line: list[Order]) -> None:
    earlier = ""
    for order in line:
        earlier = editing.remember(earlier, order)

    for order in reversed(line):
        found, earlier = editing.recall(earlier, FILMS)
        assert found == order
    assert editing.recall(earlier, FILMS) == (None, "")
