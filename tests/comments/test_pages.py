"""What readers' comments look like in the pages, and where they stand."""

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Post
from comments import crowd
from comments.models import Comment
from tests.build import make_comment, make_post

pytestmark = pytest.mark.django_db
Status = Comment.Status


def rocky() -> Post:
    return make_post("Rocky", films=["A", "B", "C", "D"])


def crowd_of(post: Post) -> crowd.Crowd:
    return crowd.of_post(post, list(post.entries.ranked().with_films()))


def article(client: Client, post: Post) -> str:
    return client.get(post.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", [Status.PENDING, Status.SPAM, Status.REMOVED])
def test_what_is_not_approved_is_on_no_page_and_in_no_feed(client: Client, status: str) -> None:
    post = rocky()
    comment = make_comment(
        post, ["D", "C"], status=status, text="Nobody may read this.", remarks={"D": "nor this"}
    )

    pages = (
        article(client, post) + client.get(reverse("comments:post_feed", args=[post.slug])).content.decode()
    )

    assert "Nobody may read" not in pages
    assert "nor this" not in pages
    assert client.get(comment.get_absolute_url()).status_code == 404
    assert crowd_of(post).readers == 0


def test_a_removed_comment_keeps_the_place_of_its_answers_without_its_words(client: Client) -> None:
    post = rocky()
    removed = make_comment(post, status=Status.REMOVED, text="Gone words.", name="Gone name")
    make_comment(post, parent=removed, text="An answer.")

    html = article(client, post)

    assert "An answer." in html
    assert "Gone words." not in html
    assert "Gone name" not in html


def test_below_three_readers_the_page_does_not_speak_of_a_crowd() -> None:
    post = rocky()
    make_comment(post, ["D", "C", "B", "A"])

    assert not crowd_of(post).enough


def test_the_crowds_places_stand_beside_the_authors() -> None:
    post = rocky()
    for _ in range(3):
        make_comment(post, ["D", ["A", "B"]])

    found = crowd_of(post)

    assert [(place.entry.film.title, place.place, place.tied, place.moved) for place in found.places] == [
        ("D", 1, False, 3),
        ("A", 2, True, -1),
        ("B", 2, True, 0),
    ]
    assert [entry.film.title for entry in found.unplaced] == ["C"]
    assert found.biggest
    assert found.biggest.entry.film.title == "D"
    assert "3 readers' rankings" in found.explanation


def test_a_percentage_is_given_from_four_common_films() -> None:
    post = rocky()
    make_comment(post, ["A", "B", "C"])
    three = crowd_of(post).with_author
    make_comment(post, ["A", "B", "C", "D"])

    four = crowd_of(post).with_author

    assert three
    assert (three.percent, three.words) == (None, "same order in 3 of 3 pairs")
    assert four
    assert four.words == "same order in 6 of 6 pairs, 100\u00a0%"


def test_the_receipt_of_a_ranking_compares_it_with_the_author_and_the_crowd(client: Client) -> None:
    post = rocky()
    make_comment(post, ["A", "B", "C", "D"])
    entries = {entry.film.title: entry.pk for entry in post.entries.select_related("film")}
    form = client.get(reverse("comments:rank", args=[post.slug])).context["form"]
    data = {"name": "Ann", "token": form["token"].value(), "rest": "unknown"}
    data |= {f"place_{entries[title]}": str(place) for place, title in enumerate("DCBA", 1)}

    sent = client.post(
        reverse("comments:rank", args=[post.slug]), data, headers={"Sec-Fetch-Site": "same-origin"}
    )
    receipt = client.get(sent["Location"])

    assert receipt.context["ballot"].with_author.words == "same order in 0 of 6 pairs, 0\u00a0%"
    assert receipt.context["with_crowd"].words == "same order in 0 of 6 pairs, 0\u00a0%"
