"""The strip on a comment: the reader's order under the author's, small enough for fifty on a page."""

import re

import pytest
from django.test import Client

from comments import ballots
from ranking.ordering import Ordering
from ranking.strip import strip
from tests.build import make_comment, make_post


def test_a_strip_is_short_whatever_the_number_of_films() -> None:
    author = Ordering.strict(range(100))

    turned = ballots.drawn(author, Ordering.strict(reversed(range(100))))

    assert turned is not None
    assert turned.top == ""
    assert len(turned.crossing + turned.straight) < 2_500


def test_a_strip_draws_every_thread_once_and_numbers_it_as_the_author_does() -> None:
    author, reader = Ordering.strict([1, 2, 3]), Ordering([(3,), (1, 2)])

    drawn = ballots.drawn(author, reader)

    assert drawn is not None
    assert drawn.top == "123"
    assert drawn.bottom == "312"
    assert (drawn.crossing + drawn.straight).count("M") == len(strip(author, reader).threads)
    assert drawn.ties.count("M") == 1
    assert len(drawn.stands.split()) == 3


def test_a_single_film_in_common_has_no_strip() -> None:
    assert ballots.drawn(Ordering.strict([1, 2]), Ordering.strict([2, 9])) is None


@pytest.mark.django_db
def test_the_scorecard_of_a_comment_draws_its_strip(client: Client) -> None:
    post = make_post(films=["Rocky IV", "Rocky II", "Rocky"])
    make_comment(post, ["Rocky", "Rocky IV"])

    html = client.get(post.get_absolute_url()).content.decode()

    card = html.partition('class="scorecard"')[2]
    assert "same order in 0 of 1 pair" in card
    assert re.search(r'<svg[^>]* aria-hidden="true">.*>12</text>.*>21</text>', card)
