"""What the form refuses, each with its own words, and that nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from comments import access
from comments.models import Comment
from tests.build import make_comment, make_entry, make_post, make_user
from tests.comments.sending import TYPED, assert_kept, errors, place, rocky, send

pytestmark = pytest.mark.django_db


def test_a_text_of_20000_characters_is_refused_and_kept(client: Client) -> None:
    response = send(client, rocky(), text=TYPED * 20_000)

    assert_kept(response)
    assert "please keep it to 10000" in errors(response)
    assert response.content.decode().count(TYPED) >= 20_000


def test_a_film_with_two_places_is_refused_by_name(client: Client) -> None:
    post = rocky()

    response = send(client, post, **{place(post, "Rocky II"): ["1", "2"]})

    assert_kept(response)
    assert "Rocky II was given two places" in errors(response)


def test_a_film_of_another_post_is_refused(client: Client) -> None:
    post, other = rocky(), make_post(films=["Alien"])

    response = send(client, post, **{place(other, "Alien"): "1"})

    assert_kept(response)
    assert "a film that is not in this post" in errors(response)


def test_a_film_that_is_only_mentioned_cannot_be_ranked(client: Client) -> None:
    post = rocky()
    creed = make_entry(post, "Creed")

    assert_kept(send(client, post, **{f"place_{creed.pk}": "1"}))


@pytest.mark.parametrize("number", ["0", "4", "-1", "1.5", "first", "1" * 40, "１", "\x00", "1\n2"])
def test_a_tier_out_of_range_is_refused(client: Client, number: str) -> None:
    post = rocky()

    response = send(client, post, **{place(post, "Rocky II"): number})

    assert_kept(response)
    assert errors(response)


@pytest.mark.parametrize(
    "key", ["place_", "place_0", "place_-1", "place_x", f"place_{10**30}", "remark_999999"]
)
def test_a_film_that_does_not_exist_is_refused(client: Client, key: str) -> None:
    assert_kept(send(client, rocky(), **{key: "1"}))


@pytest.mark.parametrize("parent", ["999999", "-1", "x", "9" * 30, "1 OR 1"])
def test_a_forged_parent_is_refused_and_the_words_can_be_sent_alone(client: Client, parent: str) -> None:
    response = send(client, rocky(), parent=parent)

    assert_kept(response)
    assert "no longer here" in errors(response)
    assert response.context["form"]["parent"].value() == ""


def test_an_answer_to_a_comment_of_another_post_is_refused(client: Client) -> None:
    elsewhere = make_comment(make_post(films=["Alien"]))

    response = send(client, rocky(), parent=str(elsewhere.pk))

    assert response.status_code == 400
    assert Comment.objects.count() == 1


def test_an_answer_to_a_held_comment_is_refused(client: Client) -> None:
    post = rocky()
    held = make_comment(post, status=Comment.Status.PENDING)

    assert send(client, post, parent=str(held.pk)).status_code == 400


@pytest.mark.parametrize("closed", [{"comments_open": False}, {"comments_close_after": 0}])
def test_a_closed_post_takes_nothing_and_shows_what_was_typed(client: Client, closed: dict[str, Any]) -> None:
    post = rocky(**closed)

    response = send(client, post)

    assert_kept(response, 403)
    assert "closed" in errors(response)


def test_an_expired_form_is_renewed_and_can_be_sent_again(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    post = rocky()
    token = access.form_token(post)
    time_machine.move_to(timezone.now() + timedelta(hours=access.FORM_HOURS + 1))

    response = send(client, post, token=token)

    assert_kept(response)
    assert "open for more than a day" in errors(response)
    renewed = response.context["form"]["token"].value()
    assert send(client, post, token=renewed).status_code == 302


@pytest.mark.parametrize("token", ["", "forged", "\x00"])
def test_a_forged_token_stores_nothing(client: Client, token: str) -> None:
    assert_kept(send(client, rocky(), token=token))


def test_a_token_of_another_post_stores_nothing(client: Client) -> None:
    assert_kept(send(client, rocky(), token=access.form_token(make_post())))


def test_a_double_click_sends_one_comment(client: Client) -> None:
    post = rocky()
    token = access.form_token(post)

    first, second = (send(client, post, token=token) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_the_form_binds_its_own_fields_and_no_others(client: Client) -> None:
    post, other = rocky(), make_post()
    forged = {"status": "approved", "post": other.pk, "is_staff": "1", "created_at": "2001-01-01", "pk": "77",
              "held_because": "[]", "thread": "1", "import_ref": "x", "ip": "1.2.3.4"}  # fmt: skip

    send(client, post, **forged)

    comment = Comment.objects.get()
    assert (comment.status, comment.post, comment.import_ref, comment.thread) == ("pending", post, None, None)
    assert comment.pk != 77
    assert comment.created_at.year > 2001


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Referer": "http://evil.example/testserver"},
        {},
    ],
)
def test_a_form_sent_from_elsewhere_stores_nothing(client: Client, headers: dict[str, str]) -> None:
    assert_kept(send(client, rocky(), headers), 403)


@pytest.mark.parametrize(
    "name", ["Apollo", "apollo", "АpоIIо", "Ａｐｏｌｌｏ", "A.p.o.l.l.o", "Apollo Creed", "ApoIIo Creed"]
)
def test_a_name_that_could_be_taken_for_staff_is_refused(client: Client, name: str) -> None:
    make_user("apollo", is_staff=True, first_name="Apollo", last_name="Creed")

    response = send(client, rocky(), name=name)

    assert_kept(response)
    assert "belongs to somebody who writes here" in errors(response)


@pytest.mark.parametrize(
    "name", ["", " ", "a\x00b", "a\x1bb", "a\u202eb", "a\u2066b", "a\u200bb", "Z\u0351\u0352\u0353", "x" * 81]
)
def test_a_name_that_could_deceive_is_refused(client: Client, name: str) -> None:
    assert_kept(send(client, rocky(), name=name))


@pytest.mark.parametrize("name", ["José", "Łukasz", "李小龍", "أحمد", "Nguyễn", "O’Brien", "X Æ A-12"])
def test_a_name_of_any_language_is_taken(client: Client, name: str) -> None:
    assert send(client, rocky(), name=name).status_code == 302


def test_words_are_stored_in_one_normal_form(client: Client) -> None:
    send(client, rocky(), name="Jose\u0301", text="cafe\u0301\r\nnext")

    comment = Comment.objects.get()
    assert (comment.name, comment.text) == ("José", "café\nnext")


@pytest.mark.parametrize("text", ["a\x00b", "a\x08b", "a\x9bb", "turn \u202e around", "\n".join("x" * 401)])
def test_a_text_that_could_break_a_page_is_refused(client: Client, text: str) -> None:
    response = send(client, rocky(), text=f"{TYPED}{text}")

    assert response.status_code == 400
    assert not Comment.objects.exists()


def test_a_missing_name_and_a_half_typed_address_are_asked_for_in_kind_words(client: Client) -> None:
    post = rocky()

    told = errors(send(client, post, name="", email="ann@"))

    assert "Please give a name, any name." in told
    assert "This does not look like an e-mail address. Please check it, or leave it empty." in told
