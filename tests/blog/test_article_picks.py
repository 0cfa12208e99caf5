"""When the lines of a comment are an ordering, and when they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.importers.article import read_article
from blog.importers.filmnames import FilmNames
from blog.importers.picks import REMARK_LIMIT, ArticlePick, read_picks
from tests.blog.article_text import LANTERN

TITLES = ["Lantern IV", "Lantern II", "Lantern III", "Lantern", "Lantern Keeper", "Lantern V"]
FILMS = FilmNames((place, title, None) for place, title in enumerate(TITLES, start=1))


def places(text: str) -> list[int]:
    return [pick.entry_position for pick in read_picks(text, FILMS)]


def test_a_full_ordering_is_read_with_its_remarks():
    first = read_article(LANTERN).comments[0]

    assert first.picks == (
        ArticlePick("Lantern IV", 1, "of course"),
        ArticlePick("Lantern II", 2, "when the flour came down.. I clapped"),
        ArticlePick("Lantern Keeper", 5, "was lovely"),
        ArticlePick("Lantern I", 4, ""),
        ArticlePick("Lantern III", 3, ""),
        ArticlePick("Lantern V", 6, "a cold shower"),
    )


def test_a_partial_ordering_is_read_from_among_prose():
    second = read_article(LANTERN).comments[1]

    assert [pick.entry_position for pick in second.picks] == [1, 2, 3]


def test_prose_that_names_a_film_is_no_ordering():
    third = read_article(LANTERN).comments[2]

    assert third.picks == ()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Lantern I", 4),
        ("lantern 1", 4),
        ("LANTERN 2", 2),
        ("Lantern ii.", 2),
        ("“Lantern II”", 2),
        ("Lantern Ⅳ", 1),
        ("Lantern (1975)", 4),
        ("Lantern, Keeper", 5),
    ],
)
def test_a_film_is_known_by_variants_of_its_title(name: str, place: int):
    found = read_picks(f"Lantern III\n{name}", FILMS)

    assert [pick.entry_position for pick in found] == [3, place]
    assert found[1].title_as_written == name.split(" (1975)")[0]


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Lantern II – rain", "rain"),
        ("Lantern II — rain", "rain"),
        ("Lantern II—rain", "rain"),
        ("Lantern II - rain", "rain"),
        ("Lantern II -- rain", "rain"),
        ("Lantern II: rain", "rain"),
        ("Lantern II… rain", "rain"),
        ("Lantern II.. rain", "rain"),
        ("Lantern II (rain)", "rain"),
        ("Lantern II (rain) and sun", "(rain) and sun"),
        ("Lantern II (1979) – rain", "rain"),
        ("Lantern II – I cried: twice", "I cried: twice"),
        ("Lantern II – Lantern at his best", "Lantern at his best"),
    ],
)
def test_the_words_behind_a_title_are_its_remark(line: str, remark: str):
    found = read_picks(f"{line}\nLantern V", FILMS)

    assert found == (ArticlePick("Lantern II", 2, remark), ArticlePick("Lantern V", 6, ""))


@pytest.mark.parametrize(
    "bullets",
    [
        ("1. ", "2. ", "3. "),
        ("1) ", "2) ", "3) "),
        ("#1: ", "#2: ", "#3: "),
        ("- ", "- ", "- "),
        ("• ", "* ", "– "),
    ],
)
def test_bullets_and_numbers_from_one_upwards_are_passed_over(bullets: tuple[str, str, str]):
    lines = zip(bullets, ["Lantern V", "Lantern", "Lantern II"], strict=True)

    found = read_picks("\n".join(bullet + title for bullet, title in lines), FILMS)

    assert [pick.title_as_written for pick in found] == ["Lantern V", "Lantern", "Lantern II"]


def test_numbers_that_count_down_turn_the_ordering_round():
    found = places("3. Lantern V\n2. Lantern – fine\n1. Lantern II")

    assert found == [2, 4, 6]


@pytest.mark.parametrize(
    "numbers",
    [("2.", "3.", "4."), ("1.", "3.", "2."), ("1.", "", "2."), ("1.", "1.", "2."), ("4.", "3.", "2.")],
)
def test_other_numbers_make_the_ordering_doubtful(numbers: tuple[str, str, str]):
    lines = zip(numbers, ["Lantern V", "Lantern", "Lantern II"], strict=True)

    found = places("\n".join(f"{number} {title}".strip() for number, title in lines))

    assert found == []


def test_blank_lines_between_the_lines_of_a_list_do_not_end_it():
    found = places("My list\n\nLantern V\n\nLantern\n\nLantern II\n\nBye")

    assert found == [6, 4, 2]


@pytest.mark.parametrize(
    "line",
    [
        "Lantern Rising",
        "Lantern III & V",
        "Lantern III and Lantern V",
        "Lantern III / Lantern V",
        "Lantern III – Lantern V",
        "Lantern III – V",
        "Lantern III – better than Lantern IV",
        "Lantern III – better than lantern 4",
        "Lantern III rules",
        "Lantern III – 7/10",
        "Lantern III: 4",
        "Lantern III: #4",
        "Lantern III – " + "x" * (REMARK_LIMIT + 1),
        "> Lantern III",
        "= Lantern III",
        "Lantern III =",
        "The best of all",
    ],
)
def test_a_line_that_is_not_one_film_and_a_remark_ends_the_ordering(line: str):
    at_the_end = places(f"Lantern II\nLantern\n{line}")
    in_the_middle = places(f"Lantern II\nLantern\n{line}\nLantern Keeper")

    assert at_the_end == [2, 4]
    assert in_the_middle == []


def test_one_line_alone_is_no_ordering():
    found = places("I only like\n\nLantern II")

    assert found == []


def test_no_film_may_stand_in_an_ordering_twice():
    found = places("Lantern\nLantern II\nLantern I")

    assert found == []


def test_two_lists_are_no_ordering():
    found = places("Good:\n\nLantern\nLantern II\n\nBad:\n\nLantern III\nLantern V")

    assert found == []


@pytest.mark.parametrize(
    "lead",
    [
        "From worst to best:",
        "The least loved first",
        "In no particular order",
        "In order of release",
        "Have seen:",
    ],
)
def test_a_list_that_says_it_is_none_or_begins_with_the_worst_is_no_ordering(lead: str):
    before = places(f"{lead}\n\nLantern\nLantern II")
    after = places(f"Lantern\nLantern II\n({lead})")

    assert before == []
    assert after == []


@pytest.mark.parametrize("lead", ["From best to worst:", "Most loved to least:", "My favourites", "Mine"])
def test_a_list_that_begins_with_the_best_is_an_ordering(lead: str):
    found = places(f"{lead}\n\nLantern\nLantern II")

    assert found == [4, 2]


def test_scores_behind_the_titles_are_not_taken_for_a_sequel():
    found = places("Lantern – 2\nLantern III – 1")

    assert found == []


remarks = st.text("pqrstu é!?", max_size=20).map(str.strip)


@given(
    st.permutations(list(enumerate(TITLES, start=1))),
    st.lists(remarks, min_size=6, max_size=6),
    st.integers(2, 6),
)
def test_an_ordering_reads_back_as_it_was_written(
    order: list[tuple[int, str]], remarks: list[str], length: int
):
    picks = [ArticlePick(title, place, remark) for (place, title), remark in zip(order, remarks, strict=True)]
    lines = [f"{pick.title_as_written} – {pick.remark}".strip(" –") for pick in picks[:length]]

    found = read_picks("\n".join(["Mine:", "", *lines]), FILMS)

    assert found == tuple(picks[:length])


fragments = st.sampled_from(
    [*TITLES, "1. ", "2. ", "- ", " – ", ": ", "\n", "\n\n", "II", "(", ")", "(1999)", "great"]
)


@given(st.text() | st.lists(fragments, max_size=40).map("".join))
def test_no_text_gives_an_ordering_of_less_than_two_films_or_of_one_film_twice(text: str):
    found = places(text)

    assert len(found) != 1
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "bit", ["-", " - ", "(", ":", "..", "… ", "Lantern ", "Lantern: ", "x ", "1. ", "\u00a0", "ⅷ"]
)
def test_fifty_kilobytes_of_anything_are_only_a_long_line(bit: str):
    found = places("Lantern\nLantern II\n" + "Lantern III: " + bit * (50_000 // len(bit)) + "x" * 501)

    assert found == [4, 2]
