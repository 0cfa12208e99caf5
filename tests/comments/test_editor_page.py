"""The page of the form: what it costs with many films, what it holds with few, with none, with errors."""

import gzip
import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from blog.models import Post
from tests.build import make_post
from tests.comments.sending import place, remark, rocky, send

Showing = Callable[[Client, Post], HttpResponse]
pytestmark = pytest.mark.django_db


def many(films: int) -> Post:
    return make_post(f"{films} films", films=[f"Film {films}.{number}" for number in range(films)])


def opened(client: Client, post: Post) -> HttpResponse:
    return client.get(reverse("comments:rank", args=[post.slug]))


def ranked(client: Client, post: Post) -> HttpResponse:
    """The page with all films in the reader's order."""
    return send(client, post, do="author")


def row(response: HttpResponse, post: Post, title: str) -> str:
    """All that stands in a film's row."""
    pk = post.entries.get(film__title=title).pk
    return response.content.decode().partition(f'id="film-{pk}"')[2].partition("\n</li>")[0]


@pytest.mark.parametrize("show", [opened, ranked])
def test_each_film_adds_as_much_to_the_page_as_the_one_before(client: Client, show: Showing) -> None:
    pages = [show(client, many(films)).content for films in (25, 50, 100)]
    tags = [page.count(b"<") for page in pages]
    sizes = [len(page) for page in pages]

    assert tags[2] - tags[1] == 2 * (tags[1] - tags[0])
    assert sizes[2] - sizes[1] < 2.1 * (sizes[1] - sizes[0])


def test_a_hundred_films_fit_in_forty_kilobytes(client: Client) -> None:
    assert len(gzip.compress(opened(client, many(100)).content, mtime=0)) < 40_000


@pytest.mark.parametrize(("films", "queries"), [(3, 3), (30, 3)])
def test_many_films_ask_no_more_of_the_database_than_few(
    client: Client, films: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = many(films)

    with django_assert_num_queries(queries):
        opened(client, post)
    with django_assert_num_queries(queries):
        ranked(client, post)


@pytest.mark.parametrize(("films", "kind"), [(12, "<select"), (13, '<input type="number"')])
def test_a_long_list_takes_its_places_in_fields_and_a_short_one_in_menus(
    client: Client, films: int, kind: str
) -> None:
    post = many(films)

    found = row(opened(client, post), post, f"Film {films}.0")

    assert found.count(kind) == 1
    assert ('type="search"' in opened(client, post).content.decode()) == (films >= 12)


@pytest.mark.parametrize("films", [0, 1, 2, 30])
def test_no_id_stands_twice_and_each_film_in_one_list(client: Client, films: int) -> None:
    for response in (opened(client, post := many(films)), ranked(client, post)):
        ids = Counter(re.findall(r'\bid="([^"]+)"', response.content.decode()))

        assert set(ids.values()) == {1}
        assert sum(name.startswith("film-") for name in ids) == films


def test_pictures_come_when_they_are_seen_and_say_nothing_beside_their_titles(client: Client) -> None:
    images = re.findall(r"<img[^>]*>", opened(client, many(5)).content.decode().partition("<split-order")[2])

    assert len(images) == 5
    assert all('loading="lazy"' in image and 'alt=""' in image for image in images)


def test_a_post_without_films_has_a_form_for_words_alone(client: Client) -> None:
    post = many(0)

    html = opened(client, post).content.decode()

    assert "split-order" not in html
    assert send(client, post).status_code == 302


def test_a_remark_is_folded_away_until_it_holds_words(client: Client) -> None:
    post = rocky()

    response = send(client, post, do="undo", **{remark(post, "Rocky II"): "the chicken"})

    assert '<details class="remark" open>' in row(response, post, "Rocky II")
    assert '<details class="remark">' in row(response, post, "Rocky IV")


def test_what_is_wrong_with_a_film_is_told_in_its_row_and_linked_from_the_summary(client: Client) -> None:
    post = rocky()
    wrong = {place(post, "Rocky II"): "9", remark(post, "Rocky III"): "x" * 501}

    response = send(client, post, **wrong)
    summary = response.content.decode().partition('id="errors"')[2].partition("</div>")[0]

    for name, title in zip(wrong, ["Rocky II", "Rocky III"], strict=True):
        assert f'href="#id_{name}"' in summary
        assert f'id="id_{name}_error"' in row(response, post, title)
    assert '<details class="remark" open>' in row(response, post, "Rocky III")


def test_a_refused_form_shows_the_order_that_was_sent(client: Client) -> None:
    post = rocky()
    sent = {place(post, "Rocky III"): "1", place(post, "Rocky II"): "3", place(post, "Rocky IV"): "3"}

    html = send(client, post, name="", **sent).content.decode()

    mine = html.partition('<ol class="yours"')[2].partition("</ol>")[0]
    assert re.findall(r'class="number">([^<]*)<', mine) == ["1", "2=", "2="]
    assert re.findall(r'data-title="([^"]*)"', mine)[0] == "Rocky III"
    assert html.count(" autofocus") == 1
