"""A comment's words become a ranking of the post's entries, as it would be stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from blog.models import Entry
from comments import reading
from comments.models import REMARK_LENGTH, Pick
from tests.build import make_film, make_post

pytestmark = pytest.mark.django_db
ROCKY = [("Rocky III", 1982), ("Rocky IV", 1985), ("Rocky Balboa", 2006), ("Rocky", 1976), ("Rocky II", 1979)]
LIST = "1. {}\n2. Rocky II\n3. Rocky"


@pytest.fixture
def entries() -> list[Entry]:
    films = [make_film(title, year=year) for title, year in ROCKY]
    films[2].aliases.create(name="Rocky VI")
    post = make_post("Rocky", films=films)
    return reading.entries_of([post.pk])[post.pk]


def titles(found: reading.Read, entries: list[Entry]) -> list[list[str]]:
    names = {entry.pk: entry.film.title for entry in entries}
    return [[names[pk] for pk in tier] for tier in found.tiers]


def test_a_candidate_has_all_that_the_film_is_called(entries: list[Entry]) -> None:
    found = reading.candidates(entries)[2]

    assert (found.key, found.title, found.aliases, found.year) == (
        entries[2].pk,
        "Rocky Balboa",
        ("Rocky VI",),
        2006,
    )


def test_a_list_is_read_by_entry_with_its_remarks_and_lines(entries: list[Entry]) -> None:
    found = reading.read("1. Rocky IV - snow\n2. Rocky II\n3. Rocky VI", entries)

    four = entries[1].pk
    assert found.found
    assert titles(found, entries) == [["Rocky IV"], ["Rocky II"], ["Rocky Balboa"]]
    assert found.remarks == {four: "snow"}
    assert found.lines[four].endswith("Rocky IV - snow")
    assert found.lines.keys() == {pk for tier in found.tiers for pk in tier}
    assert 0 < found.confidence <= 1


def test_numerals_alone_mean_the_films_of_these_numbers(entries: list[Entry]) -> None:
    found = reading.read("4 > 2 > 3 > 1", entries)

    assert titles(found, entries) == [["Rocky IV"], ["Rocky II"], ["Rocky III"], ["Rocky"]]


def test_words_that_rank_nothing_give_no_ballot(entries: list[Entry]) -> None:
    found = reading.read("I like Rocky II, and the meat.", entries)

    assert not found.found
    assert found.ballot() is None
    assert found.tiers == ()


def test_the_ballot_is_what_was_read(entries: list[Entry]) -> None:
    found = reading.read("1. Rocky IV - snow\n2. Rocky II", entries)

    ballot = found.ballot()
    assert ballot
    assert (ballot.tiers, ballot.remarks, ballot.rest) == (found.tiers, found.remarks, "unknown")


def test_a_remark_is_one_line(entries: list[Entry]) -> None:
    found = reading.read(LIST.format("Rocky IV - snow\nand\u2028a\tlog"), entries)

    assert found.remarks[entries[1].pk] == "snow and a log"


def test_a_long_remark_is_cut_between_words(entries: list[Entry]) -> None:
    found = reading.read(LIST.format("Rocky IV - " + "montage " * 100), entries)

    remark = found.remarks[entries[1].pk]
    assert remark.endswith("montage…")
    assert REMARK_LENGTH - len("montage ") <= len(remark) <= REMARK_LENGTH


@pytest.mark.parametrize("length", [REMARK_LENGTH, REMARK_LENGTH + 1])
def test_a_remark_of_one_long_word_is_cut_only_where_it_is_too_long(
    entries: list[Entry], length: int
) -> None:
    found = reading.read(LIST.format("Rocky IV - " + "o" * length), entries)

    whole = "o" * REMARK_LENGTH
    assert found.remarks[entries[1].pk] == (whole if length == REMARK_LENGTH else whole[:-1] + "…")


@given(st.text(max_size=REMARK_LENGTH + 50))
def test_every_remark_is_canonical(words: str) -> None:
    remark = reading._remark(words)

    assert Pick._meta.get_field("remark").to_python(remark) == remark
    assert len(remark) <= REMARK_LENGTH


def test_a_mark_belongs_to_one_ranking(entries: list[Entry]) -> None:
    texts = [LIST.format("Rocky IV"), LIST.format("Rocky III"), LIST.format("Rocky IV - snow"), "4 = 2 > 1"]

    marks = [reading.read(text, entries).mark for text in texts]

    assert len(set(marks)) == len(texts)
    assert reading.read(texts[0], entries).mark == marks[0]


def test_films_on_a_level_share_a_place_on_the_scorecard(entries: list[Entry]) -> None:
    found = reading.read("Rocky IV > Rocky II = Rocky III > Rocky", entries)

    lines = found.scorecard(entries)
    assert [(line.place, line.tied) for line in lines] == [(1, False), (2, True), (2, True), (4, False)]
    assert [line.entry.film.title for line in lines][::3] == ["Rocky IV", "Rocky"]


def test_a_name_in_doubt_is_shown_with_its_line(entries: list[Entry]) -> None:
    found = reading.read("1. Rocky IV\n2. Rocky Balbao\n3. Rocky", entries)

    balboa = entries[2].pk
    doubts = [line.doubt for line in found.scorecard(entries)]
    assert found.doubtful.keys() == {balboa}
    assert doubts == ["", found.lines[balboa], ""]


@pytest.mark.parametrize("posts", [1, 3])
def test_the_entries_of_many_posts_cost_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries, posts: int
) -> None:
    made = [make_post(films=[make_film(aliases=["x", "y"]) for _ in range(posts)]) for _ in range(posts)]

    with django_assert_num_queries(2):
        found = reading.entries_of([post.pk for post in made])
        for entries in found.values():
            reading.read("1. x", entries)

    assert [len(entries) for entries in found.values()] == [posts] * posts


def test_a_film_that_is_only_mentioned_is_no_candidate() -> None:
    post = make_post(films=["Rocky", "Rocky II"])
    post.entries.create(film=make_film("Creed"), position=None)

    assert [entry.film.title for entry in reading.entries_of([post.pk])[post.pk]] == ["Rocky", "Rocky II"]
