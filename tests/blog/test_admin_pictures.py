"""Posters and covers in the admin: uploaded, described, replaced, taken away."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from blog import pictures
from blog.models import Film, Picture, Post
from tests.build import make_film, make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_an_editor(client, settings):
    client.force_login(make_user(role="Editors"))
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }


@pytest.fixture
def film():
    return make_film("Rocky")


def upload(colour="red", name="poster.png"):
    buffer = BytesIO()
    Image.new("RGB", (200, 300), colour).save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/png")


def address(row):
    return reverse(f"admin:blog_{row._meta.model_name}_change", args=[row.pk])


def save(client, row, **typed):
    """Saves the row's form with these changes."""
    values = sent_by(client.get(address(row)), f"{row._meta.model_name}_form")
    return client.post(address(row), values | typed)


def poster(film):
    return Film.objects.get(pk=film.pk).poster


def files(digest):
    return (
        default_storage.listdir(f"pictures/{digest}")[1]
        if default_storage.exists(f"pictures/{digest}")
        else []
    )


def test_an_uploaded_poster_is_stored_with_its_description(client, film):
    save(client, film, picture=upload(), description="A man on a staircase")

    assert poster(film).alt == "A man on a staircase"
    assert default_storage.exists(pictures.path(poster(film).digest, 160, "webp"))


def test_a_poster_without_a_description_is_refused_with_a_word_and_nothing_is_stored(client, film):
    response = save(client, film, picture=upload(), title="Rocky I")

    content = response.content.decode()
    assert list(response.context["adminform"].form.errors) == ["description"]
    assert "Please choose the picture again: browsers do not keep it." in content
    assert sent_by(response, "film_form")["title"] == "Rocky I"
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.jpg", b""),
        ("words.jpg", b"Just words."),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_what_is_no_picture_is_refused_beside_its_field(client, film, name, data):
    response = save(client, film, picture=SimpleUploadedFile(name, data), description="A staircase")

    assert "picture" in response.context["adminform"].form.errors
    assert sent_by(response, "film_form")["description"] == "A staircase"
    assert poster(film) is None


def test_a_new_poster_takes_the_place_and_the_files_of_the_former(
    client, film, django_capture_on_commit_callbacks
):
    save(client, film, picture=upload("red"), description="Red")
    former = poster(film)

    with django_capture_on_commit_callbacks(execute=True):
        save(client, film, picture=upload("blue"), description="Blue")

    assert poster(film).alt == "Blue"
    assert Picture.objects.count() == 1
    assert files(former.digest) == []
    assert files(poster(film).digest)


def test_the_same_poster_once_more_keeps_its_files(client, film, django_capture_on_commit_callbacks):
    save(client, film, picture=upload(), description="Red")

    with django_capture_on_commit_callbacks(execute=True):
        save(client, film, picture=upload(), description="Still red")

    assert poster(film).alt == "Still red"
    assert files(poster(film).digest)


def test_a_poster_is_taken_away_with_its_files(client, film, django_capture_on_commit_callbacks):
    save(client, film, picture=upload(), description="Red")
    former = poster(film)

    with django_capture_on_commit_callbacks(execute=True):
        save(client, film, take_away="on")

    assert poster(film) is None
    assert files(former.digest) == []


def test_the_checkbox_is_there_only_where_there_is_something_to_take_away(client, film):
    before = client.get(address(film)).content.decode()
    save(client, film, picture=upload(), description="Red")

    after = client.get(address(film)).content.decode()

    assert "take_away" not in before
    assert "take_away" in after


def test_a_new_picture_and_none_at_once_is_refused(client, film):
    save(client, film, picture=upload(), description="Red")

    response = save(client, film, picture=upload("blue"), take_away="on")

    assert list(response.context["adminform"].form.errors) == ["take_away"]
    assert poster(film).alt == "Red"


def test_a_description_is_mended_without_a_new_picture(client, film):
    save(client, film, picture=upload(), description="Rde")
    digest = poster(film).digest

    save(client, film, description="Red")

    assert (poster(film).alt, poster(film).digest) == ("Red", digest)


def test_the_description_of_a_poster_that_stays_cannot_be_emptied(client, film):
    save(client, film, picture=upload(), description="Red")

    response = save(client, film, description="")

    assert list(response.context["adminform"].form.errors) == ["description"]


def test_a_new_poster_moves_its_posts_on(client, film):
    post = make_post(films=[film])

    save(client, film, picture=upload(), description="Red")

    post.refresh_from_db()
    assert post.revision > 1


def test_a_post_shows_its_cover_in_the_form(client):
    post = make_post()

    save(client, post, picture=upload(), description="A ring")

    cover = Post.objects.get().cover
    assert (
        f'src="/media/pictures/{cover.digest}/160.webp" alt="A ring"'
        in client.get(address(post)).content.decode()
    )


def test_a_cover_is_taken_away(client):
    post = make_post()
    save(client, post, picture=upload(), description="A ring")

    save(client, post, take_away="on")

    assert Post.objects.get().cover is None
