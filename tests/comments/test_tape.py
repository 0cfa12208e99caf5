"""How the article page squares up the author and the crowd, and shows what readers sent."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Post
from tests.build import make_comment, make_entry, make_post, make_user

pytestmark = pytest.mark.django_db
FILMS = ["Rocky IV", "Rocky II", "Rocky"]


def page(client: Client, post: Post, query: str = "") -> str:
    return client.get(post.get_absolute_url() + query).content.decode()


def text(html: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def corner(html: str, colour: str) -> str:
    """The words of one corner with its list; nothing where it has no list."""
    tape = html.partition('class="tape-foot"')[0]
    found = re.search(rf'<div class="corner {colour}">.*?<ol class="order.*?</ol>', tape, re.S)
    return text(found[0]) if found else ""


def test_an_article_that_nobody_ranked_invites_the_first(client: Client) -> None:
    post = make_post(films=FILMS)

    html = page(client, post)

    assert "Nobody has ranked yet" in html
    assert "Be the first corner." in html


def test_two_readers_are_not_called_a_crowd(client: Client) -> None:
    post = make_post(films=FILMS)
    make_comment(post, ["Rocky", "Rocky II"])
    make_comment(post, ["Rocky", "Rocky IV"])

    html = page(client, post)

    assert "2 of 3" in html
    assert corner(html, "blue") == ""


def test_each_corner_lists_the_films_in_its_own_order(client: Client) -> None:
    post = make_post(films=FILMS, author=make_user(first_name="Sam", last_name="Okafor"))
    for _ in range(3):
        make_comment(post, ["Rocky", "Rocky IV", "Rocky II"])

    html = page(client, post)

    assert corner(html, "red") == "Red corner The order of Sam Okafor 1 Rocky IV 2 Rocky II 3 Rocky"
    assert re.findall(r"\d Rocky[ IV]*", corner(html, "blue")) == ["1 Rocky ", "2 Rocky IV ", "3 Rocky II "]


def test_a_move_is_told_in_words_and_not_by_a_sign_alone(client: Client) -> None:
    post = make_post(films=FILMS)
    for _ in range(3):
        make_comment(post, ["Rocky", "Rocky II", "Rocky IV"])

    blue = corner(page(client, post), "blue")

    assert "▲ up 2 , against number 3" in blue
    assert "= same place" in blue
    assert "▼ down 2 , against number 1" in blue


def test_the_number_of_readers_and_the_widest_split_stand_below(client: Client) -> None:
    post = make_post(films=FILMS)
    for _ in range(3):
        make_comment(post, ["Rocky", "Rocky IV", "Rocky II"])

    words = text(page(client, post))

    assert (
        "3 readers have ranked. The biggest move: Rocky , number 3 in the red corner, 1 in the blue." in words
    )


def test_the_agreement_counts_pairs(client: Client) -> None:
    post = make_post(films=FILMS, author=make_user(first_name="Sam"))
    for _ in range(3):
        make_comment(post, ["Rocky IV", "Rocky", "Rocky II"])

    words = text(page(client, post))

    assert "The crowd sides with Sam on 2 of 3 pairs of films." in words


def test_a_film_that_no_reader_ranked_is_shown_without_a_place(client: Client) -> None:
    post = make_post(films=FILMS)
    for _ in range(3):
        make_comment(post, ["Rocky", "Rocky IV"])

    blue = corner(page(client, post), "blue")

    assert blue.endswith("– Rocky II no place yet")


def test_films_that_the_crowd_puts_level_share_a_place(client: Client) -> None:
    post = make_post(films=FILMS)
    for _ in range(3):
        make_comment(post, [["Rocky", "Rocky IV"], "Rocky II"])

    blue = corner(page(client, post), "blue")

    assert blue.count("1 = level") == 2


def test_one_film_alone_has_no_tape(client: Client) -> None:
    post = make_post(films=["Rocky"])

    html = page(client, post)

    assert "Tale of the tape" not in html


def test_a_long_ranking_shows_its_first_twenty_in_the_tape(client: Client) -> None:
    post = make_post(films=[f"Film number {number}" for number in range(1, 31)])

    html = page(client, post)

    assert corner(html, "red").endswith("20 Film number 20")
    assert "The first 20 places of 30." in html


def test_a_closed_post_offers_no_way_to_rank_or_answer(client: Client) -> None:
    post = make_post(films=FILMS, comments_open=False)
    make_comment(post, ["Rocky"])

    html = page(client, post)

    assert reverse("comments:rank", args=[post.slug]) not in html
    assert "this post takes no more rankings or comments" in html


def test_an_open_post_leads_to_the_scorecard_and_each_comment_to_its_answer(client: Client) -> None:
    post = make_post(films=FILMS)
    comment = make_comment(post, ["Rocky"])
    address = reverse("comments:rank", args=[post.slug])

    html = page(client, post)

    assert f'href="{address}"' in html
    assert f'href="{address}?answer={comment.pk}"' in html


def test_a_scorecard_shows_places_ties_remarks_and_what_was_left_out(client: Client) -> None:
    post = make_post(films=[*FILMS, "Rocky V"])
    make_comment(post, ["Rocky", ["Rocky II", "Rocky IV"]], remarks={"Rocky": "the eggs"})

    words = text(page(client, post))

    assert "1 Rocky the eggs 2 = level" in words
    assert "1 left out: not seen, or no opinion." in words


def test_a_remark_without_a_place_stands_apart(client: Client) -> None:
    post = make_post(films=FILMS)
    make_comment(post, remarks={"Rocky II": "never finished it"})

    html = page(client, post)

    assert re.search(r'aria-label="Without a place">\s*<li>.*?Rocky II.*?never finished it', html, re.S)


def test_names_of_readers_cannot_turn_the_words_around_them(client: Client) -> None:
    post = make_post(films=FILMS)
    first = make_comment(post, name="مريم")
    make_comment(post, name="דנה", parent=first)

    html = page(client, post)

    assert html.count("<bdi>مريم</bdi>") == 3
    assert html.count("<bdi>דנה</bdi>") == 3


def test_what_readers_write_is_never_markup(client: Client) -> None:
    post = make_post(films=FILMS)
    make_comment(post, ["Rocky"], name="<b>x", text="<img src=x>", remarks={"Rocky": "<i>y"})

    html = page(client, post)

    assert re.findall(r"<b>x|<img src=x>|<i>y", html) == []
    assert "&lt;img src=x&gt;" in html


def test_a_film_that_is_mentioned_is_in_no_corner(client: Client) -> None:
    post = make_post(films=FILMS)
    make_entry(post, "Creed", text="Not out yet.")

    html = page(client, post)

    assert "Creed" not in corner(html, "red")
    assert "Mentioned, not ranked" in html


def test_a_form_that_came_too_late_is_given_back_in_words(client: Client) -> None:
    post = make_post(films=FILMS, comments_open=False)
    address = reverse("comments:rank", args=[post.slug])
    place = f"place_{post.entries.first().pk}"
    typed = {"name": "Ann", "text": "Too late.", "rest": "below", place: "1"}

    html = client.post(address, typed, headers={"Sec-Fetch-Site": "same-origin"}).content.decode()

    assert "Nothing was sent" in html
    assert "Place of Rocky IV 1" in text(html)
    assert "Too late." in html
    assert "They all come below these" in html
    assert "<form" not in html


def test_the_form_of_a_closed_post_is_not_shown(client: Client) -> None:
    post = make_post(films=FILMS, comments_open=False)

    html = client.get(reverse("comments:rank", args=[post.slug])).content.decode()

    assert "This post takes no more rankings or comments." in html
    assert "<form" not in html
