"""What follows from a change on the author's side."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog import publishing
from blog.models import Alias, Entry, FormerSlug, Picture, Post, Site
from tests.build import (
    make_draft,
    make_entry,
    make_film,
    make_picture,
    make_post,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


def revision(post: Post) -> int:
    return Post.objects.get(pk=post.pk).revision


def order(post: Post) -> list[tuple[str, int | None]]:
    return [(entry.film.title, entry.position) for entry in post.entries.with_films()]


def test_a_published_post_without_a_time_is_published_now():
    at = publishing.publication_time("published", None)

    assert at is not None
    assert at <= timezone.now()


def test_a_time_that_was_given_stays():
    tomorrow = timezone.now() + timedelta(days=1)

    assert publishing.publication_time("published", tomorrow) == tomorrow


def test_a_draft_needs_no_time():
    assert publishing.publication_time("draft", None) is None


def test_a_renamed_address_leads_on():
    post = make_post(slug="new-name")

    publishing.post_saved(post, former_slug="old-name")

    assert FormerSlug.objects.get(slug="old-name").post == post


def test_an_address_that_stays_leaves_no_trace():
    post = make_post(slug="name")

    publishing.post_saved(post, former_slug="name")

    assert not FormerSlug.objects.exists()


def test_an_address_that_lives_again_redirects_no_more():
    other, post = make_post(), make_post(slug="wanted")
    FormerSlug.objects.create(slug="wanted", post=other)

    publishing.post_saved(post)

    assert not FormerSlug.objects.exists()


def test_a_former_address_belongs_to_the_post_that_had_it_last():
    other, post = make_post(), make_post(slug="c")
    FormerSlug.objects.create(slug="a", post=other)

    publishing.post_saved(post, former_slug="a")

    assert FormerSlug.objects.get(slug="a").post == post


def test_a_former_address_that_another_post_has_taken_is_left_to_it():
    post, _ = make_post(slug="b"), make_post(slug="a")

    publishing.post_saved(post, former_slug="a")

    assert not FormerSlug.objects.exists()


def test_a_saved_post_moves_its_revision_on():
    post = make_post()

    publishing.post_saved(post)

    assert revision(post) == 2


def test_a_saved_post_leaves_the_posts_of_the_same_films_alone():
    post, linked = make_post(films=["Rocky"]), make_post(films=["Rocky"])

    publishing.post_saved(post)

    assert revision(linked) == 1


def test_a_saved_post_is_found_by_its_words():
    post = make_post("Hearts on fire", films=["Rocky IV"])

    publishing.post_saved(post)

    found = Post.objects.get(pk=post.pk).search_text
    assert " hearts " in found
    assert " iv " in found


def test_a_film_that_changed_moves_on_and_reindexes_every_post_it_is_in():
    film = make_film("Rocky IV")
    posts = [make_post(films=[film]), make_draft(films=[film])]
    Alias.objects.create(film=film, name="Siberia")

    publishing.film_saved(film)

    assert [revision(post) for post in posts] == [2, 2]
    assert all(" siberia " in post.search_text for post in Post.objects.all())


def test_a_tag_that_changed_moves_on_and_reindexes_its_posts():
    tag = make_tag("Boxing")
    post = make_post(tags=[tag])

    publishing.tag_saved(tag)

    assert revision(post) == 2
    assert " boxing " in Post.objects.get().search_text


def test_a_deleted_tag_goes_from_the_search_of_its_posts():
    tag = make_tag("Boxing")
    post = make_post(tags=[tag])
    publishing.tag_saved(tag)

    publishing.delete_tag(tag)

    assert revision(post) == 3
    assert " boxing " not in Post.objects.get().search_text


def test_the_site_moves_its_revision_on():
    Site.objects.create(pk=1)

    publishing.site_saved()

    assert Site.objects.get().revision == 2


def test_an_author_with_another_name_moves_on_their_posts_only():
    author = make_user()
    post, other = make_post(author=author), make_post()

    publishing.author_renamed(author)

    assert revision(post) == 2
    assert revision(other) == 1


def test_a_deleted_post_takes_its_cover_along(monkeypatch, django_capture_on_commit_callbacks):
    removed = removals(monkeypatch)
    post = make_post(cover=make_picture(), films=["Rocky"])

    with django_capture_on_commit_callbacks(execute=True):
        publishing.delete_post(post)

    assert len(removed) == 1
    assert not Post.objects.exists()


@pytest.mark.parametrize("wanted", ["BAC", "CBA", "BCA", "CAB", "ACB", "ABC"])
def test_any_order_follows_any_other(wanted):
    post = make_post(films=["A", "B", "C"])
    entries = {entry.film.title: entry.pk for entry in post.entries.select_related("film")}

    publishing.arrange(post, [entries[title] for title in wanted])

    assert order(post) == [(title, place) for place, title in enumerate(wanted, start=1)]


def test_an_entry_outside_the_order_is_mentioned_only():
    post = make_post(films=["A", "B", "C"])
    first, _, third = post.entries.all()

    publishing.arrange(post, [third.pk, first.pk])

    assert order(post) == [("C", 1), ("A", 2), ("B", None)]


def test_a_mentioned_entry_joins_the_order():
    post = make_post(films=["A"])
    mentioned = make_entry(post, "B")

    publishing.arrange(post, [mentioned.pk, post.entries.get(film__title="A").pk])

    assert order(post) == [("B", 1), ("A", 2)]


def test_rearranging_costs_the_same_for_many_entries(django_assert_max_num_queries):
    post = make_post(films=[f"Film {number}" for number in range(30)])
    pks = list(Entry.objects.order_by("-position").values_list("pk", flat=True))

    with django_assert_max_num_queries(8):
        publishing.arrange(post, pks)

    assert order(post)[0] == ("Film 29", 1)


def test_an_entry_that_nobody_ranked_is_free():
    post = make_post(films=["Rocky"])

    assert not publishing.is_held(post.entries.get())


def test_a_new_poster_replaces_the_former_and_its_files(monkeypatch, django_capture_on_commit_callbacks):
    removed = removals(monkeypatch)
    former, picture = make_picture(), make_picture()
    film = make_film(poster=former)

    with django_capture_on_commit_callbacks(execute=True):
        publishing.set_picture(film, picture)

    assert Picture.objects.get() == picture
    assert removed == [former.digest]


def test_files_that_another_picture_shares_stay(monkeypatch, django_capture_on_commit_callbacks):
    removed = removals(monkeypatch)
    make_film(poster=make_picture(digest="f" * 64))
    film = make_film(poster=make_picture(digest="f" * 64))

    with django_capture_on_commit_callbacks(execute=True):
        publishing.set_picture(film, None)

    assert removed == []
    assert Picture.objects.count() == 1


def test_a_picture_that_another_page_shows_stays(monkeypatch, django_capture_on_commit_callbacks):
    removed = removals(monkeypatch)
    picture = make_picture()
    film, _ = make_film(poster=picture), make_post(cover=picture)

    with django_capture_on_commit_callbacks(execute=True):
        publishing.set_picture(film, None)

    assert removed == []
    assert Picture.objects.get() == picture


def test_a_storage_that_fails_undoes_nothing(monkeypatch, caplog, django_capture_on_commit_callbacks):
    def fail(digest, storage):
        raise OSError("The disk is away.")

    monkeypatch.setattr("blog.pictures.remove", fail)
    film = make_film(poster=make_picture())

    with django_capture_on_commit_callbacks(execute=True):
        publishing.set_picture(film, None)

    assert not Picture.objects.exists()
    assert "The disk is away." in caplog.text


def test_a_deleted_film_takes_its_poster_along(monkeypatch, django_capture_on_commit_callbacks):
    removed = removals(monkeypatch)
    film = make_film(poster=make_picture())

    with django_capture_on_commit_callbacks(execute=True):
        publishing.delete_film(film)

    assert len(removed) == 1
    assert not Picture.objects.exists()


def removals(monkeypatch) -> list[str]:
    """The digests whose files were removed."""
    removed: list[str] = []
    monkeypatch.setattr("blog.pictures.remove", lambda digest, storage: removed.append(digest))
    return removed
