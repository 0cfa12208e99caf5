"""Which names mean which film, where titles resemble each other."""

import pytest

from blog.importers.filmnames import FilmNames
from blog.importers.picks import read_picks


def films(*titles: str) -> FilmNames:
    return FilmNames((place, title, None) for place, title in enumerate(titles, start=1))


def places(text: str, films: FilmNames) -> list[int]:
    return [pick.entry_position for pick in read_picks(text, films)]


def test_a_title_may_itself_begin_with_a_number():
    found = places("2. 12 Angry Cats\n1. 101 Nights", films("101 Nights", "12 Angry Cats"))

    assert found == [1, 2]


def test_the_longest_name_counts():
    saga = films("Mole", "Mole: Return", "Mole: Return – Part II")

    found = read_picks("Mole: Return - Part 2: long\nMole: Return: longer\nMole: short", saga)

    assert [(pick.entry_position, pick.remark) for pick in found] == [
        (3, "long"),
        (2, "longer"),
        (1, "short"),
    ]


def test_a_title_is_known_without_its_punctuation():
    found = places("Spider Mole Return\nmole IX", films("Mole 9", "Spider-Mole: Return"))

    assert found == [2, 1]


def test_a_name_that_could_mean_two_films_means_none():
    remakes = FilmNames([(1, "Fog", 1950), (2, "Fog", 1990), (3, "Mist", 2001), (4, "Rain", None)])

    bare = places("Fog\nMist\nRain", remakes)
    dated = places("Fog (1990)\nFog (1950)\nMist (2001)", remakes)

    assert bare == [3, 4]
    assert dated == [2, 1, 3]


def test_a_year_that_is_not_the_films_own_means_another_film():
    remakes = FilmNames([(1, "Mist", 2001), (2, "Rain", None)])

    found = places("Mist (2020)\nRain", remakes)

    assert found == []


def test_a_films_own_title_is_stronger_than_a_variant_of_another():
    found = places("Lamp 1\nLamp", films("Lamp", "Lamp I"))

    assert found == [2, 1]


@pytest.mark.parametrize("title", ["???", "羅生門", "V for Valve", "I, Lamp"])
def test_any_title_finds_itself(title: str):
    found = places(f"Other\n{title} – fine", films(title, "Other"))

    assert found == [2, 1]
