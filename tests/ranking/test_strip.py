import itertools

import pytest
from hypothesis import given

from ranking import Ordering
from ranking.charts import strip
from tests.ranking.orderings import ordering, orderings
from tests.ranking.pictures import box, outside, touching


def crossings(drawn):
    lines = [thread.line for thread in drawn.threads]
    return sum((a[0] - b[0]) * (a[2] - b[2]) < 0 for a, b in itertools.combinations(lines, 2))


@pytest.mark.parametrize("width", [160, 320])
@pytest.mark.parametrize("size", [2, 6, 15, 25, 100])
def test_no_number_touches_another_or_leaves_the_strip(size, width):
    drawn = strip(Ordering.strict(range(size)), Ordering.strict(range(size)[::-1]), width)

    boxes = [box(mark, 10) for thread in drawn.threads for mark in (thread.top, thread.bottom) if mark]
    assert len(drawn.threads) == size
    assert touching(boxes) == []
    assert outside(boxes, drawn.width, drawn.height) == []
    assert all(0 <= x <= width for thread in drawn.threads for x in thread.line[::2])


def test_numbers_are_the_authors_places():
    drawn = strip(ordering("A B C"), ordering("C A B"))

    assert [thread.top.text for thread in drawn.threads] == ["1", "2", "3"]
    by_bottom = sorted(drawn.threads, key=lambda thread: thread.line[2])
    assert [thread.bottom.text for thread in by_bottom] == ["3", "1", "2"]


def test_a_hundred_entries_have_no_room_for_numbers():
    drawn = strip(Ordering.strict(range(100)), Ordering.strict(range(100)))

    assert all(thread.top is None and thread.bottom is None for thread in drawn.threads)


def test_only_common_entries_are_drawn():
    drawn = strip(ordering("A B C D"), ordering("D X A"))

    assert [thread.key for thread in drawn.threads] == ["A", "D"]
    assert [thread.moved for thread in drawn.threads] == [True, True]
    assert [thread.top.text for thread in drawn.threads] == ["1", "2"]


def test_level_entries_are_tied():
    drawn = strip(ordering("A B C"), ordering("A CB"))

    (tie,) = drawn.ties
    ends = [thread.line[2] for thread in drawn.threads[1:]]
    assert tie.x1 < min(ends) < max(ends) < tie.x2
    assert tie.y1 == tie.y2 == drawn.threads[0].line[3]
    assert crossings(drawn) == 0


def test_nothing_in_common_is_an_empty_strip():
    assert strip(ordering("A"), ordering("B")).threads == ()


@given(orderings(), orderings())
def test_threads_cross_where_the_reader_contradicts_the_author(author, reader):
    common = [key for key in author.candidates if reader.tier_of(key) is not None]

    contrary = sum(
        author.tier_of(a) < author.tier_of(b) and reader.tier_of(a) > reader.tier_of(b)
        for a, b in itertools.permutations(common, 2)
    )

    assert crossings(strip(author, reader)) == contrary
