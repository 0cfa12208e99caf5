"""Films and tags in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from blog.models import Alias, Film, Post, Tag
from tests.build import make_draft, make_film, make_picture, make_post, make_tag, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/film/"
ADD = "/admin/blog/film/add/"
TAGS = "/admin/blog/tag/"


@pytest.fixture(autouse=True)
def _as_an_editor(client):
    client.force_login(make_user(role="Editors"))


def address(film, what="change"):
    return reverse(f"admin:blog_film_{what}", args=[film.pk])


def page(client, at):
    return sent_by(client.get(at), "film_form")


def titles(response):
    return [film.title for film in response.context["cl"].result_list]


def test_a_film_is_added_with_its_other_names(client):
    values = page(client, ADD) | {"title": "Rocky IV", "slug": "rocky-iv", "year": "1985"}
    values |= {"aliases-0-name": "Siberia"}

    client.post(ADD, values)

    film = Film.objects.get()
    assert str(film) == "Rocky IV (1985)"
    assert [alias.name for alias in film.aliases.all()] == ["Siberia"]


def test_a_film_that_is_there_already_is_refused_with_a_word(client):
    make_film("Rocky", year=1976, slug="rocky")
    values = page(client, ADD) | {"title": "Rocky", "slug": "rocky-again", "year": "1976"}

    response = client.post(ADD, values)

    assert "This film is here already." in response.content.decode()
    assert sent_by(response, "film_form")["slug"] == "rocky-again"


def test_one_name_twice_is_refused(client):
    film = make_film(aliases=["Balboa"])
    values = page(client, address(film)) | {"aliases-1-name": "Balboa", "aliases-TOTAL_FORMS": "2"}

    response = client.post(address(film), values)

    assert response.status_code == 200
    assert Alias.objects.count() == 1


@pytest.mark.parametrize("query", ["rocky iv", "siberia", "1985"])
def test_a_film_is_found_by_title_other_name_and_year(client, query):
    make_film("Rocky IV", year=1985, aliases=["Siberia", "The cold one"])
    make_film("Creed", year=2015)

    response = client.get(LIST, {"q": query})

    assert titles(response) == ["Rocky IV"]


def test_the_list_shows_other_names_and_in_how_many_posts_a_film_is(client):
    film = make_film("Rocky", aliases=["Balboa", "The first one"])
    make_post(films=[film])
    make_draft(films=[film])

    response = client.get(LIST)

    assert "Balboa, The first one" in response.content.decode()
    assert response.context["cl"].result_list[0].post_count == 2


def test_the_list_shows_the_poster_or_the_title_card(client):
    make_film("Drawn")
    make_film("Photographed", poster=make_picture("A staircase", digest="ab" * 16, widths=[160, 320]))

    content = client.get(LIST).content.decode()

    assert 'alt="Title card: Drawn"' in content
    assert f'src="/media/pictures/{"ab" * 16}/160.webp" alt="A staircase"' in content


def test_the_number_of_queries_of_the_list_does_not_grow(client, django_assert_max_num_queries):
    make_film(poster=make_picture(), aliases=["One"])
    client.get(LIST)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(10):
        make_film(poster=make_picture(), aliases=["One", "Two"])

    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_a_renamed_film_moves_on_and_reindexes_its_posts(client):
    film = make_film("Rocky 4")
    post = make_post(films=[film])

    client.post(address(film), page(client, address(film)) | {"title": "Rocky IV"})

    post.refresh_from_db()
    assert post.revision > 1
    assert " iv " in post.search_text


def test_another_name_is_searched_from_the_same_save(client):
    film = make_film("Rocky IV")
    make_post(films=[film])

    client.post(address(film), page(client, address(film)) | {"aliases-0-name": "Siberia"})

    assert " siberia " in Post.objects.get().search_text


def test_a_film_that_stands_in_a_post_cannot_be_deleted_and_the_page_says_where(client):
    film = make_film("Rocky")
    post = make_post("Ranking the fights", films=[film])

    response = client.post(address(film, "delete"), {"post": "yes"})

    link = f'Rocky stands in <a href="/admin/blog/post/{post.pk}/change/">Ranking the fights</a>'
    assert link in response.content.decode()
    assert Film.objects.get() == film


def test_none_of_many_films_is_deleted_when_one_of_them_stands_in_a_post(client):
    films = [make_film("Rocky"), make_film("Creed")]
    make_post("Ranking the fights", films=films[:1])
    values = {"action": "delete_selected", "_selected_action": [film.pk for film in films], "post": "yes"}

    response = client.post(LIST, values)

    assert "Rocky stands in" in response.content.decode()
    assert Film.objects.count() == 2


def test_films_that_stand_nowhere_are_deleted_together(client):
    films = [make_film("Rocky"), make_film("Creed")]
    values = {"action": "delete_selected", "_selected_action": [film.pk for film in films], "post": "yes"}

    client.post(LIST, values)

    assert not Film.objects.exists()
    assert LogEntry.objects.count() == 2


def test_a_film_that_came_into_a_post_while_it_was_being_deleted_stays_with_a_word(client, monkeypatch):
    film = make_film("Rocky")
    make_post(films=[film])
    monkeypatch.setattr("blog.admin.FilmAdmin.get_deleted_objects", lambda *args: ([], {}, set(), []))

    response = client.post(address(film, "delete"), {"post": "yes"}, follow=True)

    assert "Nothing was deleted" in response.content.decode()
    assert Film.objects.get() == film


def test_many_films_of_which_one_came_into_a_post_meanwhile_stay_with_a_word(client, monkeypatch):
    film = make_film("Rocky")
    make_post(films=[film])
    monkeypatch.setattr("blog.admin.FilmAdmin.get_deleted_objects", lambda *args: ([], {}, set(), []))
    values = {
        "action": "delete_selected",
        "_selected_action": [film.pk, make_film("Creed").pk],
        "post": "yes",
    }

    response = client.post(LIST, values, follow=True)

    assert "Nothing was deleted" in response.content.decode()
    assert Film.objects.count() == 2


def test_a_renamed_tag_is_searched_from_the_same_save(client):
    tag = make_tag("Boxing")
    make_post(tags=[tag])
    at = f"{TAGS}{tag.pk}/change/"

    client.post(at, sent_by(client.get(at), "tag_form") | {"name": "Training"})

    assert " training " in Post.objects.get().search_text


def test_tags_are_listed_with_the_number_of_their_posts(client):
    make_post(tags=[make_tag("Boxing")])

    response = client.get(TAGS, {"q": "box"})

    assert [(tag.name, tag.post_count) for tag in response.context["cl"].result_list] == [("Boxing", 1)]


def test_a_deleted_tag_leaves_its_posts(client):
    tag = make_tag("Boxing")
    post = make_post(tags=[tag])

    client.post(f"{TAGS}{tag.pk}/delete/", {"post": "yes"})

    assert not Tag.objects.exists()
    assert Post.objects.get() == post


def test_tags_deleted_together_go_from_the_search(client):
    post = make_post(tags=[make_tag("Boxing")])
    values = {"action": "delete_selected", "_selected_action": [post.tags.get().pk], "post": "yes"}

    client.post(TAGS, values)

    post.refresh_from_db()
    assert " boxing " not in post.search_text
    assert post.revision > 1
