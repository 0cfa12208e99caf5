"""A pasted list: read into the order, kept among the words, and counted nowhere before it is sent."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from blog.models import Post
from comments.models import TEXT_LENGTH, Comment
from tests.build import make_post
from tests.comments.sending import TYPED, errors, place, remark, rocky, send
from tests.forms import buttons, sent_by

pytestmark = pytest.mark.django_db
LIST = "1. Rocky III\n2. Rocky IV - the snow\n3. Rocky II"


def read(client: Client, post: Post, pasted: str = LIST, **values: Any) -> HttpResponse:
    return send(client, post, do="read", paste=pasted, **values)


def test_a_pasted_list_becomes_the_order_and_stays_in_the_comment(client: Client) -> None:
    post = rocky()

    typed = sent_by(read(client, post), "rank")

    titles = ["Rocky III", "Rocky IV", "Rocky II"]
    assert [typed[place(post, title)] for title in titles] == ["1", "2", "3"]
    assert typed["text"] == f"{TYPED}\n\n{LIST}"
    assert typed["paste"] == ""
    assert not Comment.objects.exists()


def test_what_was_read_counts_once_it_is_sent(client: Client) -> None:
    post = rocky()

    response = send(client, post, **sent_by(read(client, post), "rank"))

    assert response.status_code == 302
    picks = {pick.entry.film.title: pick.tier for pick in Comment.objects.get().ranking.picks.all()}
    assert picks == {"Rocky III": 1, "Rocky IV": 2, "Rocky II": 3}


def test_a_remark_that_was_read_never_takes_the_place_of_one_typed(client: Client) -> None:
    post = rocky()

    empty = sent_by(read(client, post), "rank")
    filled = sent_by(read(client, post, **{remark(post, "Rocky IV"): "mine"}), "rank")

    assert empty[remark(post, "Rocky IV")] == "the snow"
    assert filled[remark(post, "Rocky IV")] == "mine"


def test_the_order_from_before_can_be_had_back(client: Client) -> None:
    post = rocky()

    typed = sent_by(read(client, post, **{place(post, "Rocky II"): "1"}), "rank")
    back = sent_by(send(client, post, **typed | {"do": "undo"}), "rank")

    assert (back[place(post, "Rocky II")], back[place(post, "Rocky III")]) == ("1", "")
    assert back["text"] == typed["text"]


def test_a_film_that_was_read_with_doubt_says_from_what(client: Client) -> None:
    post = make_post(films=["Rocky Balboa", "Cobra", "Cliffhanger"])

    html = read(client, post, "1. Cobra\n2. Rocky Balbao\n3. Cliffhanger").content.decode()

    assert html.count('class="doubt"') == 1
    assert "From “2. Rocky Balbao”: is it this film?" in html


def test_lines_that_were_not_understood_are_listed_as_they_are(client: Client) -> None:
    html = read(client, rocky(), f"{LIST}\n4. <b>Zardoz</b>").content.decode()

    assert "These lines were not understood:" in html
    assert "&lt;b&gt;Zardoz&lt;/b&gt;</li>" in html


@pytest.mark.parametrize(
    "pasted", ["", " \n", "no film of this post", "\x00", "1. 2. 3.", "x" * (TEXT_LENGTH + 1)]
)
def test_a_list_that_cannot_be_read_stays_where_it_was_pasted(client: Client, pasted: str) -> None:
    post = rocky()

    response = read(client, post, pasted, **{place(post, "Rocky II"): "1"})
    typed = sent_by(response, "rank")

    assert (typed["paste"], typed["text"], typed[place(post, "Rocky II")]) == (pasted, TYPED, "1")
    assert '<details class="paste" open>' in response.content.decode()
    assert [one for one in buttons(response, "rank") if "autofocus" in one] == []
    assert response.content.decode().count(" autofocus") == 1


def test_a_list_that_was_never_read_is_not_sent_and_not_lost(client: Client) -> None:
    response = send(client, rocky(), paste=LIST)

    assert response.status_code == 400
    assert "not in your order yet" in errors(response)
    assert sent_by(response, "rank")["paste"] == LIST


def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few, many = (make_post(films=[f"Film of {n} {one:03}" for one in range(n)]) for n in (3, 30))

    for post in (few, many):
        titles = "\n".join(entry.film.title for entry in post.entries.select_related("film"))
        with django_assert_num_queries(4):
            read(client, post, titles)
