"""Any two films head to head on the crowd's page, with what readers remarked on either."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments import crowd_views
from tests.build import make_comment, make_post
from tests.comments.crowd_pages import FILMS, number, page, ranked, words

pytestmark = pytest.mark.django_db


def test_any_two_films_meet_at_an_address(client: Client) -> None:
    post = ranked(*[["Rocky", ["Rocky II", "Rocky V"]]] * 3, ["Rocky II", "Rocky"])

    html = page(client, post, number(post, "Rocky II"), number(post, "Rocky"))

    assert "4 of 4 readers ranked both: 1 put Rocky II above, 3 put Rocky above." in words(html)
    assert f'<option value="{number(post, "Rocky II")}" selected>' in html.partition('id="b"')[0]
    assert f'<option value="{number(post, "Rocky")}" selected>' in html.partition('id="b"')[2]


@pytest.mark.parametrize("sent", ["0", "x", "10" * 30, "-1", "٣", "1e3", "%00", "1.0", " 1"])
def test_a_film_that_is_not_here_gives_a_friendly_answer(client: Client, sent: str) -> None:
    post = ranked(*[FILMS] * 3)
    other = make_post(films=["Creed", "Creed II"])

    read = [words(page(client, post, sent, number(post, "Rocky")))]
    read += [words(page(client, post, number(other, "Creed"), number(post, "Rocky")))]

    assert all(crowd_views.NO_SUCH_FILM in told for told in read)


def test_one_film_twice_gives_a_friendly_answer(client: Client) -> None:
    post = ranked(*[FILMS] * 3)

    html = page(client, post, number(post, "Rocky"), number(post, "Rocky"))

    assert crowd_views.SAME_FILM in html
    assert 'role="status"' in html


def test_remarks_on_either_film_stand_below_the_newest_first(client: Client) -> None:
    post = ranked(*[FILMS] * 3)
    make_comment(post, ["Rocky"], remarks={"Rocky": "the eggs"}, name="Ada")
    newest = make_comment(post, remarks={"Rocky": "the meat"}, name="Bo")
    make_comment(post, ["Rocky V"], remarks={"Rocky V": "no"})

    html = page(client, post, number(post, "Rocky"), number(post, "Rocky II"))

    assert re.search(r"<q>the meat</q>.*<bdi>Bo</bdi>.*<q>the eggs</q>.*<bdi>Ada</bdi>", html, re.S)
    assert reverse("comments:comment", args=[newest.pk]) in html
    assert "<q>no</q>" not in html
    assert "No remark on it lately." in html


def test_a_few_remarks_are_shown_and_looked_for_among_the_newest_alone(client: Client) -> None:
    post = ranked()
    for count in range(crowd_views.REMARKS + 2):
        make_comment(post, ["Rocky", "Rocky II"], remarks={"Rocky": f"remark {count}"})
    pair = post.entries.get(film__title="Rocky"), post.entries.get(film__title="Rocky II")

    with CaptureQueriesContext(connection) as seen:
        found, none = crowd_views.remarks(pair)

    assert not none
    assert [pick.remark for pick in found] == ["remark 5", "remark 4", "remark 3", "remark 2"]
    assert f"LIMIT {crowd_views.AMONG}" in seen.captured_queries[0]["sql"]


def test_what_a_reader_remarks_is_never_markup(client: Client) -> None:
    post = ranked()
    make_comment(post, FILMS, remarks={"Rocky IV": "<img src=x>"}, name="<b>x")

    html = page(client, post)

    assert "<q>&lt;img src=x&gt;</q>" in html
    assert "<b>x" not in html
