import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.labels import compact, fitted, fitted_apart, fitted_in_the_middle, text_width

TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def test_a_short_title_stays_whole():
    assert fitted("Rocky", 100, 12) == "Rocky"


def test_a_long_title_ends_in_an_ellipsis_after_a_letter():
    cut = fitted("The Shawshank Redemption", 90, 12)

    assert cut.endswith("…")
    assert "The Shawshank Redemption".startswith(cut[:-1])
    assert not cut[:-1].endswith(" ")


def test_a_cut_in_the_middle_keeps_both_ends():
    cut = fitted_in_the_middle("The Return of the King", 90, 12)

    assert cut.startswith("The")
    assert cut.endswith("King")
    assert "…" in cut


def test_an_accent_stays_with_its_letter_where_the_end_is_kept():
    title = unicodedata.normalize("NFD", "Une très longue histoire de la cité dorée")

    cut = fitted_in_the_middle(title, 90, 12)

    assert not unicodedata.combining(cut[cut.index("…") + 1])
    assert cut.endswith("ée")


@pytest.mark.parametrize("fit", [fitted, fitted_in_the_middle])
@given(title=TITLES, room=st.integers(15, 200))
def test_a_fitted_title_fits(fit, title, room):
    cut = fit(title, room, 12)

    assert text_width(cut, 12) <= room + 1e-6
    assert cut == title or "…" in cut


def test_titles_that_would_read_alike_are_cut_in_the_middle():
    found = fitted_apart(
        {1: "The Lord of the Rings: Towers", 2: "The Lord of the Rings: King", 3: "Up"}, 90, 12
    )

    assert found[1] != found[2]
    assert found[1].endswith("wers")
    assert found[3] == "Up"


def test_a_title_that_looks_like_a_cut_one_does_not_stay_its_twin():
    long = "The Godfather and all that came of it"
    twin = fitted(long, 90, 12)

    found = fitted_apart({1: long, 2: twin}, 90, 12)

    assert found[1] != found[2] == twin


def test_equal_titles_stay_equal():
    found = fitted_apart({1: "Up", 2: "Up"}, 90, 12)

    assert found == {1: "Up", 2: "Up"}


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (9_999, "9999"),
        (10_000, "10k"),
        (999_999, "999k"),
        (1_000_000, "1.0M"),
        (1_290_000, "1.2M"),
        (34_500_000, "34M"),
    ],
)
def test_counts_are_told_in_four_letters(count, text):
    assert compact(count) == text
    assert len(text) <= 4


def test_wide_letters_are_reckoned_wider():
    assert text_width("iiii", 10) < text_width("aaaa", 10) < text_width("AAAA", 10) < text_width("WWWW", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("千", 10) >= 10
