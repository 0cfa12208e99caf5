"""A post's orderings as files: whole, right in each format, and telling nothing of a person."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Post
from comments import downloads, moderation
from comments.models import Comment
from ranking import Ordering, Tally
from tests.build import make_comment, make_entry, make_film, make_post
from tests.comments.preflib import read_toi

pytestmark = pytest.mark.django_db
KINDS = ["csv", "json", "toi"]
ABC = ["A", "B", "C"]


def address(post: Post, kind: str) -> str:
    return reverse("comments:orderings", args=[post.slug, kind])


def file(client: Client, post: Post, kind: str) -> str:
    return client.get(address(post, kind)).getvalue().decode()


def rows(client: Client, post: Post) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file(client, post, "csv"), newline="")))


def data(client: Client, post: Post) -> dict[str, Any]:
    return json.loads(file(client, post, "json"))


def rank_each(post: Post, orders: Iterable[Iterable[Any]]) -> list[Comment]:
    return [make_comment(post, order) for order in orders]


def test_each_format_holds_the_same_orderings(client: Client) -> None:
    post = make_post("Rocky", films=ABC)
    rank_each(post, [ABC, ["C", ["A", "B"]], ABC, ["B"]])

    lines, whole, toi = rows(client, post), data(client, post), read_toi(file(client, post, "toi"))

    told = [(row["ranking"], row["tier"], row["film"]) for row in lines]
    first = [
        ("1", "1", "A"),
        ("1", "2", "B"),
        ("1", "3", "C"),
        ("2", "1", "A"),
        ("2", "2", "B"),
        ("2", "3", "C"),
    ]
    assert told[:6] == first
    assert told[6:] == [("3", "1", "B"), ("4", "1", "C"), ("4", "2", "A"), ("4", "2", "B")]
    assert [(each["readers"], each["tiers"]) for each in whole["orderings"]] == [
        (2, [[1], [2], [3]]),
        (1, [[2]]),
        (1, [[3], [1, 2]]),
    ]
    assert toi.orders == {((1,), (2,), (3,)): 2, ((2,),): 1, ((3,), (1, 2)): 1}


def test_what_is_downloaded_counts_up_to_the_crowds_tally(client: Client) -> None:
    post = make_post("Rocky", films=ABC)
    rank_each(post, [ABC, ["C", ["A", "B"]], "CA", ABC, "B"])
    whole = data(client, post)
    ids = {entry["number"]: entry["id"] for entry in whole["entries"]}

    counted = Tally(sorted(ids.values()))
    for each in whole["orderings"]:
        tiers = [[ids[number] for number in tier] for tier in each["tiers"]]
        counted.add(Ordering(tiers), each["readers"])

    stored = Tally.from_json(post.tally.counts)
    pairs = [(a, b) for a in ids.values() for b in ids.values() if a != b]
    assert counted.orderings == stored.orderings == 5
    assert [counted.above(*pair) for pair in pairs] == [stored.above(*pair) for pair in pairs]
    assert [counted.tied(*pair) for pair in pairs] == [stored.tied(*pair) for pair in pairs]


def test_the_head_of_the_voting_file_is_whole_and_its_counts_are_right(client: Client) -> None:
    rocky = make_film("Rocky", year=1976)
    post = make_post("By montage", films=[rocky, "Rocky II"], published_at=datetime(2015, 12, 1, tzinfo=UTC))
    rank_each(post, [["Rocky", "Rocky II"], ["Rocky", "Rocky II"], [["Rocky", "Rocky II"]]])

    toi = read_toi(file(client, post, "toi"))

    assert toi.head["FILE NAME"] == "by-montage-orderings.toi"
    assert (toi.head["TITLE"], toi.head["DATA TYPE"]) == ("By montage", "toi")
    assert toi.head["MODIFICATION TYPE"] == "original"
    assert toi.head["PUBLICATION DATE"] == "2015-12-01"
    assert (toi.head["NUMBER ALTERNATIVES"], toi.head["NUMBER VOTERS"]) == ("2", "3")
    assert toi.head["NUMBER UNIQUE ORDERS"] == "2"
    assert toi.names == {1: "Rocky (1976)", 2: "Rocky II"}
    assert toi.lines == ["2: 1,2", "1: {1,2}"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_post_that_nobody_ranked_has_files_without_orderings(client: Client, kind: str) -> None:
    post = make_post("Rocky", films=ABC)
    make_comment(post, remarks={"A": "Only a word."})

    text = file(client, post, kind)

    if kind == "csv":
        assert text == "ranking,tier,film,year,author_place\r\n"
    elif kind == "json":
        assert json.loads(text)["orderings"] == []
    else:
        assert read_toi(text).head["NUMBER VOTERS"] == "0"
        assert text.endswith("# ALTERNATIVE NAME 3: C\n\n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", ["pending", "spam", "removed"])
def test_only_what_was_approved_is_in_a_file(client: Client, kind: str, status: str) -> None:
    post = make_post("Rocky", films=ABC)
    make_comment(post, ABC)
    before = file(client, post, kind)

    make_comment(post, ["C", "B"], status=status)
    withdrawn = make_comment(post, ["B", "A"])
    moderation.change_status([withdrawn.pk], status)

    assert file(client, post, kind) == before


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_file_tells_of_a_person(client: Client, kind: str) -> None:
    post = make_post("Rocky", films=ABC)
    comment = make_comment(
        post,
        ABC,
        remarks={"A": "My cousin cried."},
        name="Nadia",
        email="nadia@example.org",
        text="Hello.",
    )
    Comment.objects.filter(pk=comment.pk).update(created_at=datetime(2016, 2, 3, tzinfo=UTC))

    text = file(client, post, kind)

    for told in ["cousin", "Nadia", "example.org", "Hello", "2016"]:
        assert told not in text


@pytest.mark.parametrize("kind", KINDS)
def test_when_a_reader_ranked_makes_no_difference_to_a_file(client: Client, kind: str) -> None:
    orders = [ABC, ["C", ["A", "B"]], "CA", ABC, "B"]
    texts = []
    for number, made in enumerate((orders, orders[::-1])):
        post = make_post(f"Rocky {number}", slug="rocky", films=ABC)
        rank_each(post, made)
        texts.append(file(client, post, kind))
        first_entry = post.entries.order_by("pk").first().pk
        post.comments.all().delete()
        post.delete()
        for entry in range(3):
            texts[-1] = texts[-1].replace(f'"id": {first_entry + entry}', f'"id": {entry}')

    assert texts[0] == texts[1].replace("Rocky 1", "Rocky 0")


def test_a_film_that_lost_its_place_stays_where_readers_ranked_it(client: Client) -> None:
    post = make_post("Rocky", films=ABC)
    make_comment(post, ["C", "A"])
    make_entry(post, "Never ranked")
    post.entries.filter(film__title="C").update(position=None)

    entries, lines = data(client, post)["entries"], rows(client, post)

    assert [(entry["title"], entry["author_place"]) for entry in entries] == [("A", 1), ("B", 2), ("C", None)]
    assert [(line["film"], line["author_place"]) for line in lines] == [("C", ""), ("A", "1")]


def test_a_film_without_a_place_that_only_a_held_ranking_has_is_not_told(client: Client) -> None:
    post = make_post("Rocky", films=ABC)
    make_comment(post, ["C", "A"], status="pending")
    post.entries.filter(film__title="C").update(position=None)

    assert [entry["title"] for entry in data(client, post)["entries"]] == ["A", "B"]


def test_a_film_that_came_while_a_file_is_written_is_left_out() -> None:
    post = make_post("Rocky", films=ABC)
    entries = downloads.candidates(post)
    make_entry(post, "D", 4)
    make_comment(post, ["D", "A", "B"])

    lines = list(downloads.toi_lines(post, entries))

    assert lines[-1] == "1: 1,2\n"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@A1", "\tA", "\rA"])
def test_no_title_is_a_formula_to_a_spreadsheet(title: str) -> None:
    entry = make_entry(make_post(), make_film("A", year=1976), 1)
    entry.film.title = title

    cells = next(csv.reader(io.StringIO(downloads.csv_film(entry), newline="")))

    assert cells == [f"'{title}", "1976", "1"]


def test_a_title_with_commas_and_quotes_is_one_cell(client: Client) -> None:
    post = make_post("Rocky", films=['The "Good", the Bad', "B"])
    make_comment(post, ['The "Good", the Bad'])

    assert [row["film"] for row in rows(client, post)] == ['The "Good", the Bad']


def test_two_films_of_one_name_are_told_apart(client: Client) -> None:
    first, second = make_film("Heat (1995)", slug="heat-a"), make_film("Heat", year=1995, slug="heat-b")
    post = make_post("Heat", films=[first, second])

    names = read_toi(file(client, post, "toi")).names

    assert len(set(names.values())) == 2
