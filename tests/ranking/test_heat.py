import random
from itertools import pairwise

import pytest

from ranking.charts import heat_map
from tests.ranking.pictures import box, outside, titles, touching


def counts(size, readers=1_000):
    chance = random.Random(size)
    return {key: [chance.randint(0, readers) for _ in range(size)] for key in range(size)}


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("readers", [9, 1_000_000])
@pytest.mark.parametrize("size", [2, 6, 12, 25, 99, 100])
def test_no_text_touches_another_or_leaves_the_picture(size, readers, width):
    drawn = heat_map(counts(size, readers), titles(size), width)

    labels = [box(row.label, 12) for row in drawn.rows]
    heads = [box(head, 10) for head in drawn.heads]
    marks = [box(cell.mark, 10) for row in drawn.rows for cell in row.cells if cell.mark]
    assert touching(labels + heads + marks[:300]) == []
    assert outside(labels + heads + marks, drawn.width, drawn.height) == []


@pytest.mark.parametrize("size", [2, 12, 100])
def test_cells_lie_side_by_side_beside_their_labels(size):
    drawn = heat_map(counts(size), titles(size))

    for row in drawn.rows:
        assert box(row.label, 12)[2] < row.cells[0].x
        assert row.cells[-1].x + row.cells[-1].width <= drawn.width
        gaps = [right.x - left.x - left.width for left, right in pairwise(row.cells)]
        assert all(abs(gap) < 0.21 for gap in gaps)


def test_up_to_twenty_places_have_a_column_each():
    drawn = heat_map(counts(20), titles(20))

    assert (drawn.step, len(drawn.rows[0].cells)) == (1, 20)
    assert [(cell.first, cell.last) for cell in drawn.rows[0].cells[:2]] == [(1, 1), (2, 2)]


def test_more_places_share_columns_and_no_reader_is_lost():
    given = counts(99)

    drawn = heat_map(given, titles(99))

    assert drawn.step == 5
    assert (drawn.rows[0].cells[0].first, drawn.rows[0].cells[0].last) == (1, 5)
    assert (drawn.rows[0].cells[-1].first, drawn.rows[0].cells[-1].last) == (96, 99)
    assert [sum(cell.count for cell in row.cells) for row in drawn.rows] == [
        sum(row) for row in given.values()
    ]


def test_the_fullest_cell_is_darkest_and_an_empty_one_is_not_shaded():
    (row,) = heat_map({"A": [0, 1, 50, 100]}, {"A": "A"}).rows

    assert [cell.shade for cell in row.cells] == [0, 1, 3, 5]
    assert row.cells[0].side == 0
    assert row.cells[1].side < row.cells[2].side < row.cells[3].side <= row.cells[3].width


def test_a_count_is_written_where_it_has_room():
    wide = heat_map({"A": [12, 3], "B": [3, 12]}, {"A": "A", "B": "B"})
    narrow = heat_map(counts(100, 10**6), titles(100))

    assert [cell.mark.text for cell in wide.rows[0].cells] == ["12", "3"]
    assert all(cell.mark is None for row in narrow.rows for cell in row.cells)


def test_counts_are_written_for_all_cells_or_for_none():
    drawn = heat_map(
        {key: [1_200 if place == key else 1 for place in range(20)] for key in range(20)}, titles(20)
    )

    assert all(cell.mark is None for row in drawn.rows for cell in row.cells)


def test_nobody_ranked_everything_draws_empty_cells():
    (row,) = heat_map({"A": [0, 0]}, {"A": "A"}).rows

    assert [(cell.shade, cell.side, cell.mark) for cell in row.cells] == [(0, 0, None)] * 2


def test_without_entries_there_is_an_empty_picture():
    drawn = heat_map({}, {})

    assert (drawn.rows, drawn.heads) == ((), ())


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="same number"):
        heat_map({"A": [1], "B": [1, 2]}, {"A": "A", "B": "B"})
