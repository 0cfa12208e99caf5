"""The sample comes and goes, and never touches what is not its own."""

import pytest
from django.core.management import call_command
from django.test import Client

from blog.models import Film, Post, Tag
from comments import crowd
from comments.models import Comment
from tests.build import make_post

pytestmark = pytest.mark.django_db


def test_the_sample_gives_the_crowd_an_order_of_its_own() -> None:
    call_command("load_sample", verbosity=0)

    post = Post.objects.get(slug="rocky-films-by-training-montage")
    found = crowd.of_post(post, list(post.entries.ranked().with_films()))
    titles = [place.entry.film.title for place in found.places]
    assert titles == ["Rocky IV", "Rocky II", "Rocky Balboa", "Rocky", "Rocky III", "Rocky V"]
    assert found.enough


def test_the_sample_is_marked_in_its_pages(client: Client) -> None:
    call_command("load_sample", verbosity=0)

    html = client.get("/posts/rocky-films-by-training-montage/").content.decode()

    assert "remove_sample" in html


def test_the_sample_loads_twice_without_harm() -> None:
    call_command("load_sample", verbosity=0)
    before = Post.objects.count(), Film.objects.count(), Comment.objects.count()

    call_command("load_sample", verbosity=0)

    assert (Post.objects.count(), Film.objects.count(), Comment.objects.count()) == before


def test_one_command_takes_the_sample_out_and_leaves_the_rest() -> None:
    mine = make_post("Mine", films=["Alien"])
    call_command("load_sample", verbosity=0)
    shared = Film.objects.get(title="Creed")
    mine.entries.create(film=shared)

    call_command("remove_sample", verbosity=0)

    assert list(Post.objects.all()) == [mine]
    assert set(Film.objects.values_list("title", flat=True)) == {"Alien", "Creed"}
    assert not Comment.objects.exists()
    assert not Tag.objects.exists()
