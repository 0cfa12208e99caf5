"""The entries within a post's form: ordering them, and what is refused."""

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Entry, Post
from comments.models import Comment, Pick, Ranking
from tests.build import make_entry, make_film, make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(client):
    client.force_login(make_user(role="Editors"))
    return client


def address(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def page(client, post):
    return sent_by(client.get(address(post)), "post_form")


def add_row(values, number, **typed):
    """One more entry at the end of the form, as the "Add another" button makes it."""
    values["entries-TOTAL_FORMS"] = str(max(number + 1, int(values["entries-TOTAL_FORMS"])))
    values.update({f"entries-{number}-{field}": str(value) for field, value in typed.items()})


def order(post):
    return [(entry.film.title, entry.position) for entry in post.entries.with_films()]


def told(response):
    return [str(message) for message in response.context["messages"]]


def row_errors(response, number):
    return response.context["inline_admin_formsets"][0].formset.forms[number].errors


def rank(entry):
    comment = Comment.objects.create(post=entry.post, name="Ada", text="Well.", created_at=timezone.now())
    Pick.objects.create(ranking=Ranking.objects.create(comment=comment), entry=entry, tier=1)


def test_a_page_saved_as_it_is_changes_no_entry(editor_client):
    post = make_post(films=["A", "B"])
    make_entry(post, "C", text="Not ranked.")
    before = list(Entry.objects.order_by("pk").values())

    response = editor_client.post(address(post), page(editor_client, post))

    assert response.status_code == 302
    assert list(Entry.objects.order_by("pk").values()) == before


def test_two_entries_swap_positions_in_one_save(editor_client):
    post = make_post(films=["A", "B"])
    values = page(editor_client, post) | {"entries-0-position": "2", "entries-1-position": "1"}

    response = editor_client.post(address(post), values)

    assert response.status_code == 302
    assert order(post) == [("B", 1), ("A", 2)]


def test_four_entries_rotate_in_one_save(editor_client):
    post = make_post(films=["A", "B", "C", "D"])
    values = page(editor_client, post)
    values |= {f"entries-{number}-position": str((number + 1) % 4 + 1) for number in range(4)}

    editor_client.post(address(post), values)

    assert order(post) == [("D", 1), ("A", 2), ("B", 3), ("C", 4)]


def test_a_new_entry_takes_the_place_of_one_that_moves(editor_client):
    post = make_post(films=["A"])
    values = page(editor_client, post) | {"entries-0-position": "2"}
    add_row(values, 1, film=make_film("B").pk, position=1)

    editor_client.post(address(post), values)

    assert order(post) == [("B", 1), ("A", 2)]


def test_gaps_are_closed_in_the_order_that_was_typed_and_the_author_is_told(editor_client):
    post = make_post(films=["A", "B", "C"])
    values = page(editor_client, post)
    values |= {"entries-0-position": "30", "entries-1-position": "10", "entries-2-position": "20"}

    response = editor_client.post(address(post), values, follow=True)

    assert order(post) == [("B", 1), ("C", 2), ("A", 3)]
    assert "The positions had gaps. They now run from 1 on, in the order that you gave." in told(response)


def test_an_order_without_gaps_is_not_commented_on(editor_client):
    post = make_post(films=["A", "B"])

    response = editor_client.post(address(post), page(editor_client, post), follow=True)

    assert not any("gaps" in message for message in told(response))


def test_an_entry_without_a_number_is_mentioned_and_the_rest_move_up(editor_client):
    post = make_post(films=["A", "B"])
    values = page(editor_client, post) | {"entries-0-position": ""}

    editor_client.post(address(post), values)

    assert order(post) == [("B", 1), ("A", None)]


def test_two_entries_with_one_position_are_refused_beside_both(editor_client):
    post = make_post(films=["A", "B"])
    values = page(editor_client, post) | {"entries-1-position": "1", "entries-1-text": "Typed with care."}

    response = editor_client.post(address(post), values)

    assert row_errors(response, 0)["position"] == ["This is also the position of B."]
    assert row_errors(response, 1)["position"] == ["This is also the position of A."]
    assert "Typed with care." in response.content.decode()
    assert order(post) == [("A", 1), ("B", 2)]


def test_two_new_entries_with_one_film_are_refused_beside_both(editor_client):
    post, film = make_post(), make_film("A")
    values = page(editor_client, post)
    add_row(values, 0, film=film.pk, position=1, text="First.")
    add_row(values, 1, film=film.pk, position=2, text="Second.")

    response = editor_client.post(address(post), values)

    message = ["This film is in the post already: each film has one entry."]
    assert row_errors(response, 0)["film"] == message
    assert row_errors(response, 1)["film"] == message
    kept = sent_by(response, "post_form")
    assert [kept["entries-0-text"], kept["entries-1-text"]] == ["First.", "Second."]


def test_two_new_entries_with_one_position_are_refused_beside_both(editor_client):
    post = make_post()
    values = page(editor_client, post)
    add_row(values, 0, film=make_film("A").pk, position=1)
    add_row(values, 1, film=make_film("B").pk, position=1)

    response = editor_client.post(address(post), values)

    assert "position" in row_errors(response, 0)
    assert "position" in row_errors(response, 1)


def test_a_film_that_somebody_else_has_just_added_is_refused(editor_client):
    post, film = make_post(films=["A"]), make_film("B")
    values = page(editor_client, post)
    add_row(values, 1, film=film.pk, text="Mine.")
    make_entry(post, film, 2, text="Theirs.")

    response = editor_client.post(address(post), values)

    assert "film" in row_errors(response, 1)
    assert order(post) == [("A", 1), ("B", 2)]


def test_an_entry_that_somebody_else_has_just_added_keeps_its_place(editor_client):
    post = make_post(films=["A", "B"])
    values = page(editor_client, post) | {"entries-0-position": "2", "entries-1-position": "1"}
    make_entry(post, "C", 3)

    editor_client.post(address(post), values)

    assert order(post) == [("B", 1), ("A", 2), ("C", 3)]


@pytest.mark.parametrize("position", ["0", "-1", "1.5", "first", "99999", str(10**30)])
def test_what_is_no_position_is_refused_beside_its_field(editor_client, position):
    post = make_post(films=["A"])
    values = page(editor_client, post) | {"entries-0-position": position}

    response = editor_client.post(address(post), values)

    assert list(row_errors(response, 0)) == ["position"]


def test_the_film_of_an_entry_cannot_be_changed(editor_client):
    post, other = make_post(films=["A"]), make_film("B")
    values = page(editor_client, post) | {"entries-0-film": str(other.pk)}

    editor_client.post(address(post), values)

    assert order(post) == [("A", 1)]


def test_the_form_says_why_the_film_stays(editor_client):
    post = make_post(films=["A"])

    response = editor_client.get(address(post))

    assert "The film stays, because readers may have ranked it." in response.content.decode()


def test_an_entry_that_nobody_ranked_can_be_deleted(editor_client):
    post = make_post(films=["A", "B"])
    values = page(editor_client, post) | {"entries-0-DELETE": "on"}

    editor_client.post(address(post), values)

    assert order(post) == [("B", 1)]


def test_a_deleted_entry_makes_room_for_another_of_the_same_film_and_place(editor_client):
    post = make_post(films=["A"])
    values = page(editor_client, post) | {"entries-0-DELETE": "on"}
    add_row(values, 1, film=post.entries.get().film_id, position=1, text="Anew.")

    editor_client.post(address(post), values)

    assert post.entries.get().text == "Anew."


def test_an_entry_that_readers_ranked_cannot_be_deleted_and_nothing_typed_is_lost(editor_client):
    post = make_post(films=["Rocky", "Creed"])
    rank(post.entries.get(position=1))
    values = page(editor_client, post) | {"entries-0-DELETE": "on", "title": "Another title"}

    response = editor_client.post(address(post), values)

    assert response.status_code == 200
    assert "Rocky cannot be deleted: readers have ranked it" in response.content.decode()
    assert sent_by(response, "post_form")["title"] == "Another title"
    assert sent_by(response, "post_form")["entries-0-DELETE"] == "on"
    assert order(post) == [("Rocky", 1), ("Creed", 2)]


def test_an_entry_that_readers_ranked_goes_with_the_whole_post(editor_client):
    editor_client.force_login(make_user(is_staff=True, is_superuser=True))
    post = make_post(films=["Rocky"])
    rank(post.entries.get())

    editor_client.post(reverse("admin:blog_post_delete", args=[post.pk]), {"post": "yes"})

    assert not Post.objects.exists()


def test_the_number_of_queries_of_the_form_does_not_grow_with_the_entries(
    editor_client, django_assert_num_queries, django_assert_max_num_queries
):
    post = make_post(films=["A", "B"])
    editor_client.get(address(post))
    with django_assert_max_num_queries(30) as few:
        editor_client.get(address(post))
    for number in range(10):
        make_entry(post, f"C{number}")

    with django_assert_num_queries(len(few)):
        editor_client.get(address(post))
