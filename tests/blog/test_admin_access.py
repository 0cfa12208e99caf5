"""Who may do what in the admin: authors with their own posts, editors with all."""

import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.urls import reverse

from blog.management.commands import setup_roles
from blog.models import Post
from tests.build import make_draft, make_entry, make_film, make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/post/"
ADD = "/admin/blog/post/add/"


@pytest.fixture
def author(client):
    author = make_user("ann", role="Authors")
    client.force_login(author)
    return author


def address(post, what="change"):
    return reverse(f"admin:blog_post_{what}", args=[post.pk])


def test_an_author_sees_only_their_own_posts_in_the_list(client, author):
    make_draft("Mine", author=author)
    make_draft("Theirs")
    make_post("Public")

    response = client.get(LIST)

    assert [post.title for post in response.context["cl"].result_list] == ["Mine"]
    assert "Theirs" not in response.content.decode()


def test_an_editor_sees_the_posts_of_everybody(client):
    client.force_login(make_user(role="Editors"))
    make_draft("One")
    make_post("Two")

    response = client.get(LIST)

    assert {post.title for post in response.context["cl"].result_list} == {"One", "Two"}


@pytest.mark.parametrize("what", ["change", "delete", "history"])
def test_the_post_of_another_author_looks_as_if_it_did_not_exist(client, author, what):
    post = make_draft("Theirs")

    response = client.get(address(post, what), follow=True)
    missing = client.get(f"/admin/blog/post/{post.pk + 1}/{what}/", follow=True)

    assert response.redirect_chain == missing.redirect_chain == [("/admin/", 302)]
    assert "Theirs" not in response.content.decode()


def test_an_author_cannot_save_the_post_of_another(client, author):
    mine, theirs = make_draft("Mine", author=author), make_draft("Theirs")
    values = sent_by(client.get(address(mine)), "post_form")

    client.post(address(theirs), values)

    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


def test_an_author_cannot_delete_the_post_of_another(client, author):
    theirs = make_draft("Theirs")

    client.post(address(theirs, "delete"), {"post": "yes"})
    client.post(LIST, {"action": "delete_selected", "_selected_action": [theirs.pk], "post": "yes"})

    assert Post.objects.get() == theirs


@pytest.mark.parametrize("verb", ["view", "change", "delete"])
def test_an_author_s_permissions_end_at_their_own_posts(rf, author, verb):
    mine, theirs = make_draft(author=author), make_draft()
    request = rf.get("/")
    request.user = author

    may = getattr(admin.site.get_model_admin(Post), f"has_{verb}_permission")

    assert (may(request), may(request, mine), may(request, theirs)) == (True, True, False)


def test_an_author_edits_and_deletes_a_post_of_their_own(client, author):
    post = make_draft("Mine", author=author)

    client.post(address(post), sent_by(client.get(address(post)), "post_form") | {"title": "Still mine"})
    post.refresh_from_db()
    client.post(address(post, "delete"), {"post": "yes"})

    assert post.title == "Still mine"
    assert not Post.objects.exists()


def test_an_author_cannot_give_a_post_to_somebody_else(client, author):
    other = make_user(role="Authors")
    values = sent_by(client.get(ADD), "post_form")
    values |= {"title": "Fights", "slug": "fights", "yardstick": "sweat", "author": other.pk}

    client.post(ADD, values)

    assert Post.objects.get().author == author


def test_an_editor_gives_a_post_to_another_author(client):
    client.force_login(make_user(role="Editors"))
    post, author = make_draft(), make_user(role="Authors")

    client.post(address(post), sent_by(client.get(address(post)), "post_form") | {"author": author.pk})

    post.refresh_from_db()
    assert post.author == author


def test_a_post_can_be_given_only_to_people_who_may_log_in(client):
    client.force_login(make_user(role="Editors"))
    post, gone = make_draft(), make_user(role="Authors", is_active=False)

    response = client.post(
        address(post), sent_by(client.get(address(post)), "post_form") | {"author": gone.pk}
    )

    assert list(response.context["adminform"].form.errors) == ["author"]


def test_an_author_is_not_offered_the_names_of_other_authors(client, author):
    make_draft(author=author)
    make_draft(author=make_user("zoe"))

    content = client.get(LIST).content.decode() + client.get(ADD).content.decode()

    assert "zoe" not in content


def test_view_on_site_does_not_tell_the_address_of_another_author_s_draft(client, author):
    response = client.get(view_on_site(make_draft(slug="their-secret")))

    assert response.status_code == 404


def test_view_on_site_of_a_thing_that_is_no_thing_is_not_found(client, author):
    assert client.get("/admin/r/999999/1/").status_code == 404
    assert client.get(f"/admin/r/{ContentType.objects.get_for_model(Group).pk}/x/").status_code == 404


def test_view_on_site_leads_an_author_to_their_own_post(client, author):
    response = client.get(view_on_site(make_post(slug="mine", author=author)))

    assert response.status_code == 302
    assert response["Location"].endswith("/posts/mine/")


def view_on_site(post):
    return reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(Post).pk, post.pk])


def test_the_choice_of_films_tells_an_author_nothing_about_posts(client, author):
    make_draft("Secret", films=["Rocky IV"])
    asked = {"term": "", "app_label": "blog", "model_name": "entry", "field_name": "film"}

    response = client.get(reverse("admin:autocomplete"), asked)

    assert [set(found) for found in json.loads(response.content)["results"]] == [{"id", "text"}]


def test_a_film_in_somebody_s_draft_says_so_without_the_draft_s_name(client):
    client.force_login(make_user(role="Authors", is_superuser=False))
    Group.objects.get(name="Authors").permissions.add(setup_roles.permission("blog.film", "delete"))
    film = make_film("Rocky IV")
    make_entry(make_draft("Secret"), film)

    response = client.get(reverse("admin:blog_film_delete", args=[film.pk]))

    content = response.content.decode()
    assert "Rocky IV stands in a post that is not published yet" in content
    assert "Secret" not in content


@pytest.mark.parametrize("make", [make_film, lambda: make_draft(films=["Rocky"])])
def test_who_may_only_look_gets_the_page_without_a_field_to_change(client, make):
    row = make()
    name = row._meta.model_name
    visitor = make_user(is_staff=True)
    looks = [("post", "view"), ("post", "edit_any"), ("entry", "view"), ("film", "view"), ("alias", "view")]
    visitor.user_permissions.set([setup_roles.permission(f"blog.{model}", verb) for model, verb in looks])
    client.force_login(visitor)

    response = client.get(reverse(f"admin:blog_{name}_change", args=[row.pk]))

    assert response.status_code == 200
    typed = {"title", "slug", "description", "entries-0-position", "entries-0-text", "aliases-0-name"}
    assert not typed & set(sent_by(response, f"{name}_form"))


def test_a_reader_without_a_role_gets_no_further_than_the_login(client):
    client.force_login(make_user())

    response = client.get(LIST)

    assert response["Location"] == "/admin/login/?next=/admin/blog/post/"


def test_a_moderator_sees_no_post(client):
    client.force_login(make_user(role="Moderators"))

    assert client.get(LIST).status_code == 403


def test_the_roles_are_set_up_once_however_often_it_is_asked_for():
    call_command("setup_roles", verbosity=0)
    first = permissions()

    call_command("setup_roles", verbosity=0)

    assert permissions() == first
    assert list(first) == ["Authors", "Editors", "Moderators"]


def test_setting_up_again_gives_the_roles_their_permissions_back():
    call_command("setup_roles", verbosity=0)
    first = permissions()
    Group.objects.get(name="Authors").permissions.clear()

    call_command("setup_roles", verbosity=0)

    assert permissions() == first


def test_only_editors_may_touch_every_post_and_only_moderators_moderate():
    call_command("setup_roles", verbosity=0)

    allowed = permissions()

    assert [role for role in allowed if "edit_any_post" in allowed[role]] == ["Editors"]
    assert [role for role in allowed if "moderate_comment" in allowed[role]] == ["Moderators"]


def test_a_permission_that_is_not_there_yet_stops_the_setup_with_a_word():
    with pytest.raises(CommandError, match="no permission"):
        setup_roles.permission("blog.post", "juggle")


def permissions():
    groups = Group.objects.order_by("name").prefetch_related("permissions")
    return {group.name: {permission.codename for permission in group.permissions.all()} for group in groups}
