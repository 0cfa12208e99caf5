from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.charts import histogram_chart, split_bar
from tests.ranking.pictures import box, outside, touching

COUNTS = st.lists(st.integers(0, 10**8), min_size=10, max_size=10)


@given(COUNTS, st.sampled_from([320, 640]))
def test_no_text_of_a_histogram_touches_another_or_leaves_it(counts, width):
    drawn = histogram_chart(counts, width)

    boxes = [box(mark, 10) for mark in (*(bar.mark for bar in drawn.bars), *drawn.ticks)]
    assert touching(boxes) == []
    assert outside(boxes, drawn.width, drawn.height) == []


@given(COUNTS)
def test_bars_stand_on_the_axis_as_tall_as_their_counts(counts):
    drawn = histogram_chart(counts)

    tallest = max(bar.height for bar in drawn.bars)
    for bar, count in zip(drawn.bars, counts, strict=True):
        assert bar.y + bar.height == pytest.approx(drawn.axis_y, abs=0.11)
        assert (bar.height > 0) == (count > 0)
        assert (
            bar.height == pytest.approx(max(2, tallest * count / (max(counts) or 1)), abs=0.11) or count == 0
        )


def test_bars_name_their_shares_and_counts():
    drawn = histogram_chart([3, 0, 0, 0, 0, 0, 0, 0, 0, 12_345])

    assert [(bar.start, bar.end) for bar in drawn.bars][::9] == [(0, 10), (90, 100)]
    assert [bar.mark.text for bar in drawn.bars][::9] == ["3", "12k"]
    assert [tick.text for tick in drawn.ticks] == ["0 %", "50 %", "100 %"]


def test_nobody_has_no_bars():
    assert {bar.height for bar in histogram_chart([0] * 10).bars} == {0}


@pytest.mark.parametrize("counts", [[], [1] * 11])
def test_more_or_fewer_columns_are_refused(counts):
    with pytest.raises(ValueError, match="1 to 10"):
        histogram_chart(counts)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_parts_of_a_split_bar_fill_it_in_turn(first, neither, second):
    drawn = split_bar(first, neither, second)

    parts = (drawn.first, drawn.neither, drawn.second)
    total = first + neither + second
    assert [part.count for part in parts] == [first, neither, second]
    assert sum(part.width for part in parts) == pytest.approx(316 if total else 0, abs=0.2)
    assert all(b.x == pytest.approx(a.x + a.width, abs=0.2) for a, b in pairwise(parts))
    boxes = [box(part.mark, 10) for part in parts if part.mark]
    assert touching(boxes) == outside(boxes, drawn.width, drawn.height) == []


def test_a_part_without_room_keeps_its_count_to_itself():
    drawn = split_bar(1_000, 1, 0)

    assert drawn.first.mark.text == "1000"
    assert (drawn.neither.mark, drawn.second.mark) == (None, None)
