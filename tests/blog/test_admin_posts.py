"""Posts in the admin: the list, the form, publication, the preview."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.admin import PostAdmin
from blog.models import FormerSlug, Post
from tests.build import make_draft, make_post, make_scheduled, make_tag, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/post/"
ADD = "/admin/blog/post/add/"


@pytest.fixture
def editor(client):
    editor = make_user("ed", role="Editors")
    client.force_login(editor)
    return editor


def address(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def page(client, at):
    return sent_by(client.get(at), "post_form")


def titles(response):
    return [post.title for post in response.context["cl"].result_list]


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_a_new_post_is_a_draft_of_whoever_wrote_it(client, editor):
    values = page(client, ADD) | {"title": "Fights", "slug": "fights", "yardstick": "sweat"}

    client.post(ADD, values)

    post = Post.objects.get()
    assert (post.author, post.status, post.published_at) == (editor, "draft", None)


def test_a_post_published_without_a_time_is_public_at_once(client, editor):
    post = make_draft()
    values = page(client, address(post)) | {"status": "published"}

    client.post(address(post), values)

    assert list(Post.objects.published()) == [post]


def test_a_time_to_come_schedules_the_post_and_the_author_is_told_when(client, editor):
    post = make_draft()
    values = page(client, address(post)) | {"status": "published"}
    values |= {"published_at_0": "2150-03-04", "published_at_1": "12:30:00"}

    response = client.post(address(post), values, follow=True)

    assert not Post.objects.published().exists()
    assert "The post is scheduled: it goes public on 4 March 2150, 12:30." in told(response)
    assert "scheduled" in response.content.decode()


def test_half_a_time_is_refused_and_nothing_typed_is_lost(client, editor):
    post = make_draft()
    values = page(client, address(post)) | {
        "status": "published",
        "published_at_1": "12:30",
        "standfirst": "Sweat.",
    }

    response = client.post(address(post), values)

    assert "published_at" in response.context["adminform"].form.errors
    assert sent_by(response, "post_form")["standfirst"] == "Sweat."


def test_a_slug_that_is_taken_is_refused_beside_its_field(client, editor):
    make_post(slug="taken")
    post = make_post()

    response = client.post(address(post), page(client, address(post)) | {"slug": "taken"})

    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_a_renamed_post_leaves_its_former_address(client, editor):
    post = make_post(slug="old")

    client.post(address(post), page(client, address(post)) | {"slug": "new"})

    assert FormerSlug.objects.get().slug == "old"


def test_a_saved_post_moves_its_revision_on_and_is_found_by_its_new_words(client, editor):
    post = make_post(films=["Rocky"])

    client.post(address(post), page(client, address(post)) | {"introduction": "Raw eggs for breakfast."})

    post.refresh_from_db()
    assert post.revision > 1
    assert " eggs " in post.search_text


def test_tags_are_in_the_search_from_the_same_save(client, editor):
    post, tag = make_post(), make_tag("Boxing")

    client.post(address(post), page(client, address(post)) | {"tags": [str(tag.pk)]})

    assert " boxing " in Post.objects.get().search_text


def test_a_slug_that_was_taken_while_saving_is_refused_beside_its_field(client, editor, monkeypatch):
    post, rival = make_post(slug="mine"), make_post(slug="rival")
    values = page(client, address(post)) | {"slug": "wanted", "standfirst": "Typed with care."}
    looks, look = [], PostAdmin.get_object

    def look_after_the_rival(self, *args):
        if looks:
            Post.objects.filter(pk=rival.pk).update(slug="wanted")
        looks.append(args)
        return look(self, *args)

    def fail(self, *args, **kwargs):
        raise IntegrityError("UNIQUE constraint failed: blog_post.slug")

    monkeypatch.setattr(PostAdmin, "get_object", look_after_the_rival)
    monkeypatch.setattr(Post, "save", fail)

    response = client.post(address(post), values)

    assert list(response.context["adminform"].form.errors) == ["slug"]
    assert sent_by(response, "post_form")["standfirst"] == "Typed with care."


def test_a_draft_shows_a_preview_link_that_can_be_shared(client, editor):
    post = make_draft("Secret")

    content = client.get(address(post)).content.decode()

    assert f'<a href="{settings.SITE_URL}/preview/' in content
    assert 'rel="noopener"' in content
    assert "It works for 7 days." in content


def test_the_preview_link_opens_the_draft(client, editor):
    post = make_draft("Secret")
    link = client.get(address(post)).context["absolute_url"]
    client.logout()

    response = client.get(link)

    assert response.context["post"] == post


def test_a_published_post_needs_no_preview_link(client, editor):
    content = client.get(address(make_post())).content.decode()

    assert "/preview/" not in content


def test_view_on_site_leads_to_the_public_page_of_a_published_post(client, editor):
    post = make_post()

    assert client.get(address(post)).context["absolute_url"] == post.get_absolute_url()


def test_view_on_site_leads_to_the_preview_of_a_scheduled_post(client, editor):
    response = client.get(address(make_scheduled()))

    assert response.context["absolute_url"].startswith("/preview/")


def test_the_list_shows_drafts_first_then_the_newest(client, editor):
    make_post("Older", published_at=timezone.now() - timedelta(days=9))
    make_post("Newer")
    make_draft("Draft")
    make_scheduled("Scheduled")

    response = client.get(LIST)

    assert titles(response) == ["Draft", "Scheduled", "Newer", "Older"]


@pytest.mark.parametrize("state", ["draft", "scheduled", "published"])
def test_the_list_is_filtered_by_state(client, editor, state):
    make_draft("draft")
    make_scheduled("scheduled")
    make_post("published")

    response = client.get(LIST, {"state": state})

    assert titles(response) == [state]
    assert f'class="state state-{state}"' in response.content.decode()


def test_an_unknown_state_filters_nothing(client, editor):
    make_draft("Draft")

    assert titles(client.get(LIST, {"state": "lost"})) == ["Draft"]


def test_the_list_is_filtered_by_tag_and_by_author(client, editor):
    tag = make_tag()
    wanted = make_post("Wanted", tags=[tag])
    make_post("Other", author=wanted.author)
    make_post("Another", tags=[tag])

    response = client.get(LIST, {"tags__id__exact": tag.pk, "author__id__exact": wanted.author.pk})

    assert titles(response) == ["Wanted"]


def test_the_list_is_searched_by_title_and_by_film(client, editor):
    make_post("Sweat", films=["Rocky", "Rocky II"])
    make_post("Tears", films=["Creed"])

    response = client.get(LIST, {"q": "rocky"})

    assert titles(response) == ["Sweat"]
    assert response.context["cl"].result_list[0].entry_count == 2


def test_the_list_is_narrowed_by_date(client, editor):
    post = make_post("Dated", published_at=timezone.now() - timedelta(days=400))
    make_post("Recent")

    response = client.get(LIST, {"published_at__year": post.published_at.year})

    assert titles(response) == ["Dated"]


@pytest.mark.parametrize("query", ["\x00", "x" * 60_000, "%_'\"", "10" * 30])
def test_whatever_is_typed_into_the_search_is_answered(client, editor, query):
    assert client.get(LIST, {"q": query}).status_code == 200
    assert client.get("/admin/autocomplete/", autocomplete(query)).status_code == 200


def autocomplete(term):
    return {"term": term, "app_label": "blog", "model_name": "entry", "field_name": "film"}


def test_the_number_of_queries_of_the_list_does_not_grow(client, editor, django_assert_num_queries):
    make_post("First", films=["Rocky"], author=editor)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(10):
        make_post(f"Post {number}", films=["Rocky"])

    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_many_posts_are_deleted_together(client, editor):
    posts = [make_post(films=["Rocky"]), make_draft()]
    values = {"action": "delete_selected", "_selected_action": [post.pk for post in posts], "post": "yes"}

    client.post(LIST, values)

    assert not Post.objects.exists()


def test_an_author_may_have_readers_rank_before_they_see_the_crowd(client, editor):
    post = make_draft()
    values = page(client, address(post))

    client.post(address(post), values | {"blind": "on"})

    assert "blind" not in values
    assert Post.objects.get().blind
