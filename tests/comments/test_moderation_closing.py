"""A post closes by its age: as it says itself, or as the site says for all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from blog import publishing
from blog.models import Post, Site
from comments.models import Comment, Policy
from tests.build import make_post
from tests.comments.sending import send
from tests.forms import sent_by

pytestmark = pytest.mark.django_db


def site_closes(days: int | None) -> None:
    Site.objects.update_or_create(pk=1, defaults={"comments_close_after": days})
    publishing.site_saved()


@pytest.mark.parametrize(
    ("site", "own", "open_"), [(30, None, False), (None, None, True), (30, 60, True), (90, 7, False)]
)
def test_a_post_closes_when_it_says_or_else_when_the_site_says(
    site: int | None, own: int | None, open_: bool
) -> None:
    post = make_post(published_at=timezone.now() - timedelta(days=31), comments_close_after=own)

    site_closes(site)

    assert Post.objects.get(pk=post.pk).accepts_comments is open_


def test_a_new_post_hears_what_the_site_says() -> None:
    site_closes(30)
    post = make_post()

    publishing.post_saved(post)

    assert Post.objects.get(pk=post.pk).site_closes_after == 30


def test_the_site_takes_its_word_back() -> None:
    post = make_post(published_at=timezone.now() - timedelta(days=31))
    site_closes(30)

    site_closes(None)

    assert Post.objects.get(pk=post.pk).accepts_comments


def test_the_articles_tag_moves_when_a_post_closes_by_age(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    post = make_post()
    site_closes(30)
    before = client.get(post.get_absolute_url())["ETag"]
    assert client.get(post.get_absolute_url(), headers={"If-None-Match": before}).status_code == 304

    time_machine.move_to(timezone.now() + timedelta(days=30))

    assert client.get(post.get_absolute_url(), headers={"If-None-Match": before}).status_code == 200


def test_a_post_that_closed_by_age_takes_nothing(client: Client) -> None:
    post = make_post(published_at=timezone.now() - timedelta(days=31))
    site_closes(30)

    assert send(client, post).status_code == 403
    assert not Comment.objects.exists()


def test_the_owner_says_it_in_the_admin(admin_client: Client) -> None:
    post = make_post(published_at=timezone.now() - timedelta(days=31))
    address = reverse("admin:blog_site_change", args=[1])
    form = sent_by(admin_client.get(address), "site_form")

    admin_client.post(address, form | {"comments_close_after": "30"})

    assert not Post.objects.get(pk=post.pk).accepts_comments


def test_a_form_that_comes_back_at_once_is_held(client: Client) -> None:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)

    send(client, make_post())

    assert [why.partition("=")[0] for why in Comment.objects.get().held_because] == ["fast"]


def test_a_form_that_took_its_time_is_let_in(client: Client, time_machine: TimeMachineFixture) -> None:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)
    post = make_post()
    form = sent_by(client.get(reverse("comments:rank", args=[post.slug])), "rank")
    time_machine.move_to(timezone.now() + timedelta(seconds=5))

    send(client, post, token=form["token"])

    assert Comment.objects.get().status == Comment.Status.APPROVED


def test_the_field_that_nobody_sees_holds_a_robot(client: Client, time_machine: TimeMachineFixture) -> None:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE, fastest_seconds=None)

    send(client, make_post(), website="http://shop.example")

    assert Comment.objects.get().held_because == ["trap"]
