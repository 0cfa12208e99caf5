from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.typesetting import CAP, LARGEST, SIZES_APART, advance, bottom, break_lines, gap, set_line

MEASURE, TALLEST = 256, 190


def rows(text: str) -> list[str]:
    return [line.text for line in break_lines(text, MEASURE, TALLEST)]


def test_one_word_fills_the_measure():
    (line,) = break_lines("ROCKY", MEASURE, TALLEST)

    assert line.length == pytest.approx(MEASURE)
    assert line.size == pytest.approx(MEASURE / advance("ROCKY"))


def test_every_line_of_a_long_title_fills_the_measure():
    lines = break_lines("THE ASSASSINATION OF JESSE JAMES BY THE COWARD ROBERT FORD", MEASURE, TALLEST)

    assert len(lines) == 4
    assert [line.length for line in lines] == pytest.approx([MEASURE] * 4)


def test_the_last_line_is_not_left_with_a_single_word():
    lines = break_lines("FIGHT " * 7, MEASURE, tallest=40)

    assert [line.text.count("FIGHT") for line in lines] == [4, 3]


def test_many_short_words_share_lines_rather_than_shrink():
    lines = break_lines("UP " * 8, MEASURE, TALLEST)

    assert [line.length for line in lines] == pytest.approx([MEASURE] * 2)


def test_a_small_word_goes_with_the_word_after_it():
    assert rows("THE LORD OF THE RINGS") == ["THE LORD", "OF THE RINGS"]


def test_a_small_word_at_the_end_is_not_lost():
    assert " ".join(rows("WHAT DREAMS ARE MADE OF")) == "WHAT DREAMS ARE MADE OF"


def test_a_short_word_is_not_set_larger_than_the_largest_size():
    (line,) = break_lines("II", MEASURE, TALLEST)

    assert line.size == LARGEST
    assert line.length < MEASURE


def test_no_line_outgrows_its_neighbours():
    sizes = [line.size for line in break_lines("UP SUPERCALIFRAGILI", MEASURE, TALLEST)]

    assert max(sizes) == pytest.approx(SIZES_APART * min(sizes))


def test_a_word_too_long_for_a_line_is_cut_into_even_parts():
    parts = rows("SUPERCALIFRAGILISTICEXPIALIDOCIOUS")

    assert parts == ["SUPERCALIFRAGILIS", "TICEXPIALIDOCIOUS"]


def test_ideographs_break_without_spaces():
    parts = rows("千と千尋の神隠しと七人の侍と生きると羅生門")

    assert len(parts) > 1
    assert "".join(parts) == "千と千尋の神隠しと七人の侍と生きると羅生門"
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("mark", ["。", "ー", "」"])
def test_a_closing_mark_never_begins_a_line(mark):
    parts = rows(f"七人の侍{mark}" * 5)

    assert len(parts) > 1
    assert not any(part.startswith(mark) for part in parts)


def test_an_emoji_made_of_several_characters_stays_whole():
    astronaut = "\U0001f469\U0001f3fd\u200d\U0001f680"

    crews = [rows(astronaut * crew) for crew in range(1, 20)]

    assert max(map(len, crews)) > 1
    assert all(len(part) % len(astronaut) == 0 for parts in crews for part in parts)


def test_marks_take_no_room_of_their_own():
    assert advance("E\u0301") == advance("É") == advance("E")


def test_an_accent_gets_room_above_its_letter():
    plain, accented = break_lines("ELYSEE", MEASURE, TALLEST), break_lines("ÉLYSÉE", MEASURE, TALLEST)

    assert accented[0].size == pytest.approx(plain[0].size)
    assert accented[0].y - plain[0].y == pytest.approx(0.2 * plain[0].size)


@pytest.mark.parametrize("text", ["رحلة", "七人", "\U0001f94a"])
def test_what_reaches_below_the_line_gets_room_there(text):
    (line,) = break_lines(text, MEASURE, TALLEST)

    assert bottom([line]) == pytest.approx(line.y + 0.24 * line.size)


def test_nothing_is_set_for_nothing():
    assert break_lines("  ", MEASURE, TALLEST) == ()
    assert bottom(()) == 0


def test_a_text_beyond_all_measure_is_made_smaller_until_it_fits():
    lines = break_lines("WORD " * 400, MEASURE, TALLEST)

    assert bottom(lines) == pytest.approx(TALLEST)


def test_a_single_line_hangs_from_the_height_it_is_given():
    line = set_line("1976", 20, top=100)

    assert line.y == 100 + 20 * CAP
    assert line.length == pytest.approx(20 * advance("1976"))


@given(st.text(max_size=120))
def test_whatever_the_text_it_keeps_within_its_room_and_loses_nothing(text):
    lines = break_lines(text, MEASURE, TALLEST)

    assert all(line.length <= MEASURE + 0.01 for line in lines)
    assert bottom(lines) <= TALLEST + 0.01
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


@given(st.text(alphabet="ABW I.", max_size=80))
def test_lines_of_capitals_never_touch(text):
    lines = break_lines(text, MEASURE, TALLEST)

    for above, below in pairwise(lines):
        assert below.y - below.size * CAP - above.y >= min(gap(above.size), 0.15 * above.size) - 0.01
