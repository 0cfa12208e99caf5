"""The editor's buttons without a script: each gives the form with its next order, and stores nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from blog.models import Post
from comments import access
from comments.models import Comment, Hit
from tests.build import make_comment, make_film, make_post
from tests.comments.sending import TYPED, errors, place, remark, send
from tests.forms import buttons, sent_by

pytestmark = pytest.mark.django_db
FILMS = ["Alpha", "Bravo", "Charlie", "Delta"]


def card(**values: Any) -> Post:
    return make_post("Card", films=FILMS, **values)


def pk(post: Post, title: str) -> int:
    return post.entries.get(film__title=title).pk


def order(response: HttpResponse, post: Post) -> list[str]:
    """The reader's list as it is shown: `1 Bravo`."""
    titles = {str(entry.pk): entry.film.title for entry in post.entries.select_related("film")}
    mine = response.content.decode().partition('<ol class="yours"')[2].partition("</ol>")[0]
    rows = re.findall(r'data-film="(\d+)".*?class="number">([^<]*)<', mine, re.S)
    return [f"{number} {titles[film]}" for film, number in rows]


def press(client: Client, post: Post, button: str, *ranked: str, **values: Any) -> HttpResponse:
    """Press a button while these films stand at 1, 2, 3; `=Alpha` is level with the one above."""
    places: dict[str, str] = {}
    for number, title in enumerate(ranked, 1):
        above = list(places.values())[-1:] if title.startswith("=") else None
        places[place(post, title.removeprefix("="))] = above[0] if above else str(number)
    verb, _, title = button.partition(":")
    return send(client, post, do=f"{verb}:{pk(post, title)}" if title in FILMS else button, **places | values)


@pytest.mark.parametrize(
    ("button", "ranked", "after"),
    [
        ("add:Delta", [], ["1 Delta"]),
        ("add:Delta", ["Bravo"], ["1 Bravo", "2 Delta"]),
        ("out:Bravo", ["Bravo", "Alpha"], ["1 Alpha"]),
        ("up:Alpha", ["Bravo", "Alpha"], ["1 Alpha", "2 Bravo"]),
        ("down:Bravo", ["Bravo", "Alpha", "Delta"], ["1 Alpha", "2 Bravo", "3 Delta"]),
        ("top:Delta", ["Bravo", "Alpha", "Delta"], ["1 Delta", "2 Bravo", "3 Alpha"]),
        ("level:Alpha", ["Bravo", "Alpha", "Delta"], ["1= Bravo", "1= Alpha", "3 Delta"]),
        ("level:Alpha", ["Bravo", "=Alpha", "Delta"], ["1 Bravo", "2 Alpha", "3 Delta"]),
        ("author", ["Delta"], ["1 Alpha", "2 Bravo", "3 Charlie", "4 Delta"]),
        ("clear", ["Delta", "Alpha"], []),
    ],
)
def test_each_button_makes_its_step(client: Client, button: str, ranked: list[str], after: list[str]) -> None:
    post = card()

    response = press(client, post, button, *ranked)

    assert response.status_code == 200
    assert order(response, post) == after


def test_a_film_level_with_the_one_above_it_is_marked_for_its_style(client: Client) -> None:
    post = card()

    html = press(client, post, "undo", "Bravo", "=Alpha", "Delta").content.decode()

    assert html.count('class="film joined"') == 1
    assert f'class="film joined" id="film-{pk(post, "Alpha")}"' in html


def test_a_film_is_moved_to_the_number_typed_beside_it(client: Client) -> None:
    post = card()

    response = press(client, post, "move:Delta", "Alpha", "Bravo", **{place(post, "Delta"): "1"})

    assert order(response, post) == ["1 Delta", "2 Alpha", "3 Bravo"]


def test_numbers_typed_beside_other_films_count_in_every_step(client: Client) -> None:
    post = card()

    response = send(client, post, do=f"add:{pk(post, 'Alpha')}", **{place(post, "Delta"): "3"})

    assert order(response, post) == ["1 Delta", "2 Alpha"]


def test_undo_brings_the_order_before_each_step_back(client: Client) -> None:
    post = card()

    added = sent_by(press(client, post, "add:Delta", "Bravo"), "rank")
    cleared = sent_by(send(client, post, **added | {"do": "clear"}), "rank")
    first = send(client, post, **cleared | {"do": "undo"})
    second = send(client, post, **sent_by(first, "rank") | {"do": "undo"})
    third = send(client, post, **sent_by(second, "rank") | {"do": "undo"})

    assert [order(response, post) for response in (first, second, third)] == [
        ["1 Bravo", "2 Delta"],
        ["1 Bravo"],
        ["1 Bravo"],
    ]
    assert "There is nothing to undo." in third.content.decode()


@pytest.mark.parametrize("undo", ["x", "1 1", "999999", ";;;", "\x00", "9" * 100_000])
def test_what_is_no_earlier_order_is_ignored(client: Client, undo: str) -> None:
    post = card()

    response = press(client, post, "undo", "Bravo", undo=undo)

    assert response.status_code == 200
    assert order(response, post) == ["1 Bravo"]


@pytest.mark.parametrize(
    "button",
    [
        "",
        "up",
        "up:",
        "up:0",
        "up:999999",
        "up:x",
        "clear:1",
        "fly:1",
        "move:-1",
        "\x00",
        "place_1",
        "a" * 9999,
    ],
)
def test_a_button_that_the_form_has_not_does_nothing(client: Client, button: str) -> None:
    post = card()

    response = press(client, post, button, "Bravo", "Alpha")

    assert response.status_code == 200
    assert order(response, post) == ["1 Bravo", "2 Alpha"]
    assert TYPED in response.content.decode()


@pytest.mark.parametrize("button", ["add:Delta", "out:Alpha", "author", "clear", "undo", "read", "fly"])
def test_everything_typed_comes_back_and_nothing_is_stored(client: Client, button: str) -> None:
    post = card()
    typed = {
        "name": "",
        "email": "ann@",
        "rest": "below",
        "paste": "no film\nat all",
        "text": f"{TYPED}\n\n  x",
    }
    remarks = {remark(post, "Alpha"): "the stairs", remark(post, "Delta"): "x" * 600}

    back = sent_by(press(client, post, button, "Alpha", **typed | remarks), "rank")

    assert {name: back[name] for name in typed | remarks} == typed | remarks
    assert not Comment.objects.exists()
    assert not Hit.objects.exists()


def test_nothing_is_asked_for_before_it_is_sent(client: Client) -> None:
    response = press(client, card(), "clear", text="", name="", email="x")

    assert errors(response) == ""
    assert 'id="errors"' not in response.content.decode()


@pytest.mark.parametrize("button", ["add:Bravo", "move:Alpha", "undo"])
def test_a_place_that_is_none_is_kept_as_typed_and_told_in_its_row(client: Client, button: str) -> None:
    post = make_post(films=[*FILMS, *map(str, range(20))])

    response = press(client, post, button, **{place(post, "Alpha"): "200"})
    row = response.content.decode().partition(f'id="film-{pk(post, "Alpha")}"')[2].partition("</li>\n<li")[0]

    assert 'value="200"' in row
    assert "Please choose a place from 1 to 24, or none." in row
    assert "is out of your order" not in response.content.decode().partition('role="status">')[2]


def test_an_expired_form_is_renewed_without_a_word(client: Client, time_machine: TimeMachineFixture) -> None:
    post = card()
    token = access.form_token(post)
    time_machine.move_to(timezone.now() + timedelta(hours=access.FORM_HOURS + 1))

    response = press(client, post, "add:Alpha", token=token)

    assert errors(response) == ""
    assert send(client, post, **sent_by(response, "rank")).status_code == 302


def test_a_step_of_an_answer_stays_an_answer(client: Client) -> None:
    post = card()
    answered = make_comment(post, name="Mickey")

    response = press(client, post, "add:Alpha", parent=str(answered.pk))

    assert "You answer <b><bdi>Mickey</bdi></b>" in response.content.decode()
    assert sent_by(response, "rank")["parent"] == str(answered.pk)


def test_a_comment_that_went_is_missed_when_the_answer_is_sent(client: Client) -> None:
    post = card()

    typed = sent_by(press(client, post, "add:Alpha", parent="999999"), "rank")

    assert "no longer here" in errors(send(client, post, **typed))


def test_a_closed_post_takes_no_steps_and_shows_what_was_typed(client: Client) -> None:
    response = press(client, card(comments_open=False), "add:Alpha", "Bravo")

    assert response.status_code == 403
    assert TYPED in response.content.decode()


def test_a_page_after_a_step_is_kept_by_nobody(client: Client) -> None:
    response = press(client, card(), "add:Alpha")

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    ("button", "ranked", "focused"),
    [
        ("up:Charlie", ["Alpha", "Bravo", "Charlie"], "up:Charlie"),
        ("up:Bravo", ["Alpha", "Bravo"], "down:Bravo"),
        ("down:Alpha", ["Alpha", "Bravo"], "up:Alpha"),
        ("level:Bravo", ["Alpha", "Bravo"], "level:Bravo"),
        ("top:Bravo", ["Alpha", "Bravo"], "top:Bravo"),
        ("out:Alpha", ["Alpha", "Bravo"], "add:Alpha"),
        ("add:Bravo", ["Alpha"], "add:Charlie"),
        ("add:Delta", ["Alpha"], "add:Charlie"),
        ("add:Delta", ["Alpha", "Bravo", "Charlie"], "up:Delta"),
        ("author", [], "author"),
        ("clear", ["Alpha"], "clear"),
        ("undo", ["Alpha"], "undo"),
    ],
)
def test_the_focus_stays_with_the_button_or_goes_to_its_neighbour(
    client: Client, button: str, ranked: list[str], focused: str
) -> None:
    post = card()

    found = [one for one in buttons(press(client, post, button, *ranked), "rank") if "autofocus" in one]
    verb, _, title = focused.partition(":")

    assert [one["value"] for one in found] == [f"{verb}:{pk(post, title)}" if title else verb]


@pytest.mark.parametrize("button", ["add:Alpha", "read", "fly", "move:Alpha"])
def test_never_do_two_things_ask_for_the_focus(client: Client, button: str) -> None:
    response = press(client, card(), button, text="", name="", paste="nothing")

    assert response.content.decode().count(" autofocus") <= 1


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("up:Charlie", "Charlie: place 2 of 3."),
        ("level:Charlie", "Charlie: level at place 2 of 3."),
        ("out:Charlie", "Charlie is out of your order."),
        ("up:Alpha", "Alpha is first already."),
        ("top:Alpha", "Alpha is first already."),
        ("level:Alpha", "Alpha is first already."),
        ("down:Charlie", "Charlie is last already."),
        ("clear", "Your order is empty again. Undo brings it back."),
    ],
)
def test_what_was_done_is_said(client: Client, button: str, said: str) -> None:
    response = press(client, card(), button, "Alpha", "Bravo", "Charlie")

    assert f'role="status">{said}</p>' in response.content.decode()


def test_return_in_a_field_sends_and_moves_nothing(client: Client) -> None:
    first = buttons(client.get(reverse("comments:rank", args=[card().slug])), "rank")[0]

    assert "name" not in first
    assert (first["tabindex"], first["aria-hidden"]) == ("-1", "true")


def test_films_wait_by_year_and_title_whatever_the_author_thinks(client: Client) -> None:
    films = [make_film("Zulu", year=1964), make_film("Alien", year=1979), make_film("Jaws", year=1975)]
    post = make_post(films=[films[1], films[0], films[2], make_film("Undated")])

    html = client.get(reverse("comments:rank", args=[post.slug])).content.decode()

    waiting = html.partition('<ul class="others"')[2]
    assert re.findall(r'data-title="(\w+)', waiting) == ["Zulu", "Jaws", "Alien", "Undated"]
