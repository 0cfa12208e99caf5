import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking import Ordering, agreement
from ranking.charts import slope_chart
from tests.ranking.orderings import ordering, orderings, strict
from tests.ranking.pictures import box, outside, titles, touching

NAMES = {key: f"Film {key}" for key in "ABCDEFG"}


def chart(left, right):
    return slope_chart(ordering(left), ordering(right), NAMES)


def shuffled(size, seed=1):
    return Ordering.strict(random.Random(seed).sample(range(size), size))


@pytest.mark.parametrize("width", [280, 320, 480, 720])
@pytest.mark.parametrize("size", [2, 3, 6, 25, 100])
def test_no_label_touches_another_or_leaves_the_picture(size, width):
    drawn = slope_chart(Ordering.strict(range(size)), shuffled(size), titles(size), width)

    boxes = [box(mark, 12) for slope in drawn.slopes for mark in (*slope.left, *slope.right)]
    assert len(boxes) == 4 * size
    assert touching(boxes) == []
    assert outside(boxes, drawn.width, drawn.height) == []


@pytest.mark.parametrize("size", [2, 100])
def test_lines_stay_between_the_labels(size):
    drawn = slope_chart(Ordering.strict(range(size)), shuffled(size), titles(size))

    for slope in drawn.slopes:
        assert max(box(mark, 12)[2] for mark in slope.left) < slope.line[0]
        assert slope.line[0] + 50 < slope.line[2]
        assert slope.line[2] < min(box(mark, 12)[0] for mark in slope.right)


def test_a_line_goes_from_the_entrys_row_to_its_row():
    first, second = chart("A B", "B A").slopes

    assert (first.line[1], first.line[3]) == (second.line[3], second.line[1])
    assert first.line[1] < first.line[3]


def test_a_phone_has_room_for_rocky_balboa():
    drawn = slope_chart(strict("ABC"), strict("CBA"), {"A": "Rocky Balboa", "B": "Rocky IV", "C": "Rocky"})

    assert [slope.left[0].text for slope in drawn.slopes] == ["Rocky Balboa", "Rocky IV", "Rocky"]


def test_places_and_moves_are_told():
    drawn = chart("A B C D", "D A B C")

    assert [(each.left_place, each.right_place, each.moved) for each in drawn.slopes] == [
        (1, 2, -1),
        (2, 3, -1),
        (3, 4, -1),
        (4, 1, 3),
    ]
    assert [mark.text for mark in drawn.slopes[3].left] == ["Film D", "4"]
    assert [mark.text for mark in drawn.slopes[3].right] == ["Film D", "1"]


def test_the_biggest_move_is_marked_once():
    drawn = chart("A B C D", "D B C A")

    assert drawn.biggest.key == "A"
    assert [each.biggest for each in drawn.slopes] == [True, False, False, False]


def test_nothing_moves_where_both_agree():
    assert chart("A B C", "A B C").biggest is None


def test_level_entries_share_a_place_and_are_tied():
    drawn = chart("A B C", "C AB")

    assert [each.right_place for each in drawn.slopes] == [2, 2, 1]
    (tie,) = drawn.ties
    rows = [each.line[3] for each in drawn.slopes if each.key in "AB"]
    assert tie.y1 < min(rows) < max(rows) < tie.y2
    assert tie.x1 == tie.x2 == drawn.slopes[0].line[2]


def test_an_entry_of_one_side_has_no_line():
    drawn = chart("A B", "B C")

    a, b, c = drawn.slopes
    assert (a.right, a.line, a.right_place, a.moved) == (None, None, None, 0)
    assert b.line is not None
    assert (c.left, c.line, c.left_place) == (None, None, None)


def test_nothing_to_draw_is_an_empty_picture():
    drawn = slope_chart(Ordering(()), Ordering(()), {})

    assert (drawn.slopes, drawn.ties, drawn.biggest) == ((), (), None)
    assert drawn.height > 0


def test_a_picture_too_narrow_for_titles_is_refused():
    with pytest.raises(ValueError, match="280"):
        slope_chart(strict("AB"), strict("BA"), NAMES, 279)


def test_an_entry_without_a_title_is_refused():
    with pytest.raises(KeyError):
        slope_chart(strict("AX"), strict("XA"), NAMES)


@given(orderings(), orderings(), st.sampled_from([320, 480]))
def test_lines_cross_where_the_two_orders_are_contrary_and_nowhere_else(left, right, width):
    drawn = slope_chart(left, right, NAMES, width)

    lines = [each.line for each in drawn.slopes if each.line]
    crossings = sum((a[1] - b[1]) * (a[3] - b[3]) < 0 for a, b in itertools.combinations(lines, 2))
    common = left.restricted_to(right.candidates)
    contrary = sum(
        common.tier_of(a) < common.tier_of(b) and right.tier_of(a) > right.tier_of(b)
        for a, b in itertools.permutations(common.candidates, 2)
    )
    assert crossings == contrary
    assert agreement(left, right).compared == len(lines) * (len(lines) - 1) // 2
