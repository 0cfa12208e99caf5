"""Which number a candidate has in its series, where nothing but names and years are known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ranking.numbering import numbers_of
from ranking.parse import Candidate
from tests.ranking.series import series


def numbers(titles: str, years: Sequence[int] = (), aliases: str = "") -> list[int | None]:
    unnumbered = [
        Candidate(one.key, one.title, one.aliases, one.year) for one in series(titles, aliases, years)
    ]
    return numbers_of(unnumbered)


def test_numerals_in_the_titles_are_the_numbers() -> None:
    assert numbers("Rocky IV | Rocky II | Rocky III") == [4, 2, 3]


def test_a_name_without_a_numeral_is_the_first_where_there_is_a_second() -> None:
    assert numbers("Rocky IV | Rocky II | The Rocky") == [4, 2, 1]


def test_a_name_without_a_numeral_is_no_first_where_there_is_no_second() -> None:
    rambos = "Rambo III | Rambo IV | Rambo"

    assert numbers(rambos) == [3, 4, None]


def test_another_name_may_tell_the_number() -> None:
    assert numbers("Rocky | Rocky II | Rocky Balboa", aliases="Rocky Balboa = Rocky VI") == [1, 2, 6]


@pytest.mark.parametrize(
    "titles",
    [
        "The Godfather: Part II | The Godfather | The Godfather: Part III",
        "Kill Bill: Vol. 2 | Kill Bill: Vol. 1 | Kill Bill: Vol. 3",
        "Terminator 2: Judgment Day | Terminator | Terminator 3: Rise of the Machines",
        "Star Wars: Episode II – Attack of the Clones | Star Wars: Episode I | Star Wars (Episode 3)",
    ],
)
def test_a_numeral_counts_wherever_it_ends_a_part_of_the_name(titles: str) -> None:
    assert numbers(titles) == [2, 1, 3]


def test_numerals_win_over_years() -> None:
    episodes = "Star Wars: Episode IV | Star Wars: Episode V | Star Wars: Episode I"

    assert numbers(episodes, [1977, 1980, 1999]) == [4, 5, 1]


def test_a_part_of_a_series_keeps_its_numerals() -> None:
    assert numbers("Rocky IV | Creed | Rocky II", [1985, 2015, 1979]) == [4, None, 2]


def test_years_number_those_beside_a_series_that_they_agree_with() -> None:
    rocky = "Rocky Balboa | Rocky IV | Rocky III | Rocky II | Rocky | Rocky V"

    assert numbers(rocky, [2006, 1985, 1982, 1979, 1976, 1990]) == [6, 4, 3, 2, 1, 5]


def test_years_number_names_without_numerals() -> None:
    assert numbers("The Dark Knight | Batman Begins | The Dark Knight Rises", [2008, 2005, 2012]) == [2, 1, 3]


def test_a_year_behind_the_title_is_a_year() -> None:
    assert numbers("The Dark Knight (2008) | Batman Begins (2005)") == [2, 1]


@pytest.mark.parametrize("years", [(), (2008, 2008, 2012)])
def test_years_that_are_unknown_or_equal_number_nothing(years: Sequence[int]) -> None:
    assert numbers("The Dark Knight | Batman Begins | The Dark Knight Rises", years) == [None] * 3


def test_numerals_that_speak_against_the_years_number_nothing() -> None:
    pixar = "Toy Story | Cars | Toy Story 2 | Cars 2 | Up"

    assert numbers(pixar, [1995, 2006, 1999, 2011, 2009]) == [None] * 5


def test_a_single_numeral_against_the_years_is_no_series_where_another_agrees() -> None:
    missions = "Impossible | Impossible 2 | Impossible III | Fallout | Reckoning Part One | Reckoning"

    assert numbers(missions, [1996, 2000, 2006, 2018, 2023, 2025]) == [1, 2, 3, 4, 5, 6]
    assert numbers("Reckoning Part One | Fallout", [2023, 2018]) == [None, None]


def test_two_of_one_number_are_no_series() -> None:
    assert numbers("Fog II | Fog 2 | Fog III") == [None] * 3


@pytest.mark.parametrize("title", ["Blade Runner 2049", "Seven", "12 Angry Men"])
def test_a_year_or_a_number_that_is_the_name_is_no_numeral(title: str) -> None:
    assert numbers(f"{title} | Up", [2017, 2009]) == [2, 1]


def test_of_no_candidates_there_are_no_numbers() -> None:
    assert numbers_of([]) == []
