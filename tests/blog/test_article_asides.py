"""Which film of an article a name means, where titles resemble each other."""

import pytest

from blog.importers.asides import Films, absent_name

REMAKES = Films([("Fog", 1950), ("Fog", 1990), ("Mist", 2001), ("Lamp", None), ("Lamp II", None)])


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Mist", "Mist"),
        ("MIST (2001)", "Mist"),
        ("Lamp 2", "Lamp II"),
        ("Lamp I", "Lamp"),
        ("“Lamp ii”", "Lamp II"),
        ("Fog 1990", "Fog"),
    ],
)
def test_a_film_is_known_by_variants_of_its_title(name: str, title: str) -> None:
    assert REMAKES.title(name) == title


@pytest.mark.parametrize("name", ["Fog", "Lamp Rising", "Lamp III", "The new Lamp", "???", ""])
def test_a_name_that_means_two_films_or_another_means_none(name: str) -> None:
    assert REMAKES.title(name) == ""


@pytest.mark.parametrize(
    ("aside", "name"),
    [
        ("Lamp Rising isn’t out yet.", "Lamp Rising"),
        ("“Lamp Rising” was not included.", "Lamp Rising"),
        ("Lamp of the Sea is still to come.", "Lamp of the Sea"),
        ("It isn't out yet.", ""),
        ("Lamp Rising has a chimney.", ""),
    ],
)
def test_only_a_film_that_is_said_to_be_absent_is(aside: str, name: str) -> None:
    assert absent_name(aside) == name
