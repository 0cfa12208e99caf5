"""The page of a post's crowd: what it says, what it keeps to itself, and what it costs."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Entry, Post
from comments import moderation
from comments.models import Comment
from tests.build import make_comment, make_draft, make_post, make_scheduled
from tests.comments.crowd_pages import FILMS, address, number, page, ranked, words
from tests.comments.test_page_structure import CONTROLS, Page

pytestmark = pytest.mark.django_db


def test_the_biggest_move_is_named_in_words(client: Client) -> None:
    post = ranked(*[["Rocky V", "Rocky IV", "Rocky II", "Rocky"]] * 3)

    read = words(page(client, post))

    assert "The biggest move: Rocky V , number 4 for Sam and number 1 for the crowd, up 3." in read


def test_a_crowd_of_the_authors_mind_moves_nothing(client: Client) -> None:
    post = ranked(*[FILMS] * 3)

    assert "Nothing moves: the crowd has these films where Sam has them." in words(page(client, post))


def test_neighbours_are_told_apart_or_called_too_close(client: Client) -> None:
    post = ranked(*[["Rocky IV", "Rocky II", "Rocky"]] * 9, *[["Rocky IV", "Rocky", "Rocky II"]] * 8)

    read = words(page(client, post))

    assert "Against Rocky II: 17 to 0 Head to head" in read
    assert "Against Rocky: 9 to 8: too close to call Head to head" in read
    assert "exact binomial test at the 5&nbsp;% level" in read


def test_a_pair_that_two_readers_ranked_is_not_judged(client: Client) -> None:
    post = ranked(*[["Rocky IV", "Rocky II"]] * 3, *[["Rocky II", "Rocky"]] * 2)

    assert "Against Rocky: 2 to 0: too few readers to judge" in words(page(client, post))


def test_two_readers_are_not_called_a_crowd(client: Client) -> None:
    post = ranked(FILMS, FILMS)

    read = words(page(client, post))

    assert "2 of 3 Two readers have ranked so far. Three make a crowd" in read
    assert "The crowd’s order 1" not in read
    assert "Film by place" not in read
    assert "Head to head" in read


def test_nobody_having_ranked_invites_the_first(client: Client) -> None:
    post = ranked()

    html = page(client, post)

    assert "Nobody has ranked yet" in html
    assert f'href="{reverse("comments:rank", args=[post.slug])}"' in html
    assert "<svg" not in html


@pytest.mark.parametrize(("films", "said"), [([], "ranks none"), (["Rocky"], "ranks one")])
def test_a_post_with_fewer_than_two_films_has_no_crowd(client: Client, films: list[str], said: str) -> None:
    assert said in page(client, make_post(films=films))


def test_readers_of_one_film_each_are_no_reason_to_fail(client: Client) -> None:
    post = ranked(["Rocky"], ["Rocky II"], ["Rocky IV"])

    read = words(page(client, post))

    assert "No reader has set one of these films against another." in read
    assert "None of 3 readers ranked both." in read


@pytest.mark.parametrize("status", ["pending", "spam", "removed"])
def test_nothing_of_a_hidden_ranking_can_be_learnt(client: Client, status: str) -> None:
    post = ranked(*[FILMS] * 9)
    before = page(client, post)
    hidden = make_comment(post, FILMS[::-1], remarks={"Rocky IV": "overrated"}, name="Mallory")
    shown = page(client, post)

    moderation.change_status([hidden.pk], status)

    assert "Mallory" in shown
    assert page(client, post) == before


def test_the_page_of_a_post_that_is_not_public_is_not_there(client: Client) -> None:
    posts = [make_draft(films=FILMS), make_scheduled(films=FILMS)]

    assert [client.get(address(post)).status_code for post in posts] == [404, 404]


def test_a_reader_who_has_to_rank_first_sees_nothing_of_the_crowd(client: Client) -> None:
    post = ranked(*[FILMS] * 3, blind=True)
    make_comment(post, FILMS, remarks={"Rocky": "the eggs"})

    html = page(client, post, number(post, "Rocky"), number(post, "Rocky II"))

    assert "<svg" not in html
    assert "Rank first" in html
    assert f'href="{reverse("comments:rank", args=[post.slug])}"' in html
    assert re.findall(r"the eggs|[34] |Head to head", words(html)) == []


def test_once_nobody_can_rank_the_crowd_is_uncovered(client: Client) -> None:
    post = ranked(*[FILMS] * 3, blind=True, comments_open=False)

    assert "3 readers have ranked" in page(client, post)


def test_pictures_that_are_being_counted_anew_say_so(client: Client) -> None:
    post = ranked(*[FILMS] * 3)
    Entry.objects.filter(pk=number(post, "Rocky V")).update(position=None)

    read = words(page(client, post))

    assert read.count("this picture is being counted anew") == 2


def test_the_film_that_splits_the_room_is_told_here_and_under_the_article(client: Client) -> None:
    post = ranked(*[[FILMS[3], *FILMS[:3]]] * 5, *[FILMS] * 5)

    assert "Rocky V splits the room" in words(page(client, post))
    assert "Rocky V splits the room" in words(client.get(post.get_absolute_url()).content.decode())


def test_the_article_leads_to_the_crowd_once_somebody_has_ranked(client: Client) -> None:
    post = ranked()
    before = client.get(post.get_absolute_url()).content.decode()
    make_comment(post, FILMS)

    after = client.get(post.get_absolute_url()).content.decode()

    assert address(post) not in before
    assert f'href="{address(post)}"' in after


def test_each_picture_has_its_numbers_in_a_table(client: Client) -> None:
    post = ranked(*[FILMS] * 3)

    html = page(client, post)

    assert re.search(r'<th scope="row">Rocky IV</th><td>3</td><td>0</td><td>0</td><td>0</td>', html)
    assert re.search(r"90 to 100&nbsp;%</th><td>3</td>", html)
    assert html.count("<svg") == html.count('aria-hidden="true">\n<') == 5 + 4


def test_the_page_has_its_headings_labels_and_ids_in_order(client: Client) -> None:
    post = ranked(*[FILMS] * 3)

    read = Page(page(client, post))

    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h[1-6]", tag)]
    ids = read.values("id")
    references = {*read.values("aria-labelledby"), *read.values("for")}
    assert levels == [1, 2, 2, 2, 3, 3, 2, 2, 2, 2]
    assert len(ids) == len(set(ids))
    assert references <= set(ids)
    assert {control["id"] for control in read.all(*CONTROLS)} == {"a", "b"}


def test_the_page_sets_no_cookie_and_is_answered_304(client: Client) -> None:
    post = ranked(*[FILMS] * 3)
    first = client.get(address(post))

    again = client.get(address(post), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_another_pair_or_another_reader_is_another_page(client: Client) -> None:
    post = ranked(*[FILMS] * 3)
    tags = {client.get(address(post))["ETag"]}
    tags.add(client.get(address(post, number(post, "Rocky"), number(post, "Rocky V")))["ETag"])
    tags.add(client.get(address(post, "x", "y"))["ETag"])

    make_comment(post, FILMS)

    assert len(tags) == 3
    assert client.get(address(post))["ETag"] not in tags


def asked(client: Client, post: Post) -> int:
    """How many queries a visit takes that no cache answers."""
    with CaptureQueriesContext(connection) as seen:
        response: HttpResponse = client.get(address(post))
    assert b"readers have ranked" in response.content
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_the_crowd(client: Client) -> None:
    post = ranked(*[FILMS] * 2)
    make_comment(post, FILMS, remarks={"Rocky": "the eggs", "Rocky IV": "the snow"})
    few = asked(client, post)
    for _ in range(10):
        make_comment(post, FILMS, remarks={"Rocky": "the eggs", "Rocky IV": "the snow"})

    many = asked(client, post)

    assert few == many <= 8
    assert Comment.objects.count() == 13
