"""Bans: whose comments are spam at once, until when, and how that is undone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from blog.models import Post
from comments import bans, moderation, traces
from comments.circumstances import Circumstances
from comments.models import Ban, Comment, Deed, Policy
from comments.submission import Submission
from tests.build import make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db
Status = Comment.Status
HOME = "203.0.113.0/24"
QUEUE = "admin:comments_comment_changelist"


@pytest.fixture
def post() -> Post:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)
    return make_post()


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_user("mod", role="Moderators"))
    return client


def submit(
    post: Post, name: str = "Ann", email: str = "ann@example.org", network: str = "198.51.100.0/24"
) -> Comment:
    number = Comment.objects.count()
    circumstances = Circumstances(network=network)
    return moderation.submit(post, Submission(name, f"Words {number}.", email), circumstances=circumstances)


def make_ban(kind: str, value: str, **values: Any) -> Ban:
    ban = Ban(kind=kind, value=value, **values)
    bans.prepare(ban)
    ban.save()
    return ban


def press(client: Client, comments: list[Comment], **chosen: Any) -> Any:
    address = f"{reverse('admin:comments_comment_ban')}?pks={','.join(str(c.pk) for c in comments)}"
    return client.post(address, {"days": "30", **chosen}, follow=True)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("name", "Ann"),
        ("name", "\u0410nn"),
        ("email", "ANN@example.org"),
        ("email", "@Example.org"),
        ("network", "198.51.100.0/24"),
        ("network", "198.51.100.77"),
        ("network", "198.51.0.0/16"),
        ("network", "198.0.0.0/8"),
    ],
)
def test_what_a_banned_writer_sends_is_spam_at_once(post: Post, kind: str, value: str) -> None:
    make_ban(kind, value)

    comment = submit(post)

    assert (comment.status, comment.held_because) == (Status.SPAM, ["banned"])


@pytest.mark.parametrize(
    ("kind", "value"),
    [("name", "Anna"), ("email", "an@example.org"), ("email", "@example.com"), ("network", "198.52.0.0/16")],
)
def test_others_are_let_in(post: Post, kind: str, value: str) -> None:
    make_ban(kind, value)

    assert submit(post).status == Status.APPROVED


def test_a_wide_network_of_the_newer_kind_is_banned_too(post: Post) -> None:
    make_ban("network", "2001:db8::/32")

    assert submit(post, network="2001:db8:7::/48").status == Status.SPAM


def test_a_ban_ends(post: Post, time_machine: TimeMachineFixture) -> None:
    make_ban("name", "Ann", until=timezone.now() + timedelta(days=1))
    assert submit(post).status == Status.SPAM
    time_machine.move_to(timezone.now() + timedelta(days=1, seconds=1))

    assert submit(post).status == Status.APPROVED


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        ("network", "home", "such as"),
        ("network", "0.0.0.0/0", "too large"),
        ("network", "::/0", "too large"),
        ("email", "ann", "e-mail address"),
        ("name", "!!", "a letter"),
        ("address", "203.0.113.0/24", "queue alone"),
    ],
)
def test_a_ban_that_fits_nobody_or_everybody_is_refused(kind: str, value: str, wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        make_ban(kind, value)


def test_a_ban_on_where_a_comment_came_from_ends_when_addresses_are_forgotten(
    post: Post, time_machine: TimeMachineFixture
) -> None:
    comment = submit(post, network=HOME)
    bans.ban_writers([comment], ["address"], None, who="mod", batch=moderation.Outcome().batch)
    start = timezone.now()

    time_machine.move_to(start + timedelta(days=29))
    assert submit(post, "Ben", "", HOME).status == Status.SPAM
    time_machine.move_to(start + timedelta(days=31))
    assert submit(post, "Cid", "", HOME).status == Status.APPROVED


def test_the_database_refuses_a_ban_on_an_address_without_an_end() -> None:
    with pytest.raises(IntegrityError):
        Ban.objects.create(kind="address", match="x")


def test_a_name_of_signs_alone_bans_nobody_else(post: Post) -> None:
    comment = submit(post, "🙂", "")

    made = bans.ban_writers([comment], ["name", "email"], None, who="mod", batch=moderation.Outcome().batch)

    assert made == 0
    assert submit(post, "🎬", "").status == Status.APPROVED


def test_writers_are_banned_from_the_queue_and_their_comments_are_spam(moderator: Client, post: Post) -> None:
    comments = [submit(post, "Ann", "ann@example.org", HOME), submit(post, "Ben", "ben@example.org", HOME)]

    response = press(moderator, comments, kinds=["email", "address"], spam="on")

    assert "3 bans made, 2 marked as spam." in str(next(iter(response.context["messages"])))
    assert submit(post, "Cid", "BEN@example.org").status == Status.SPAM
    assert submit(post, "Cid", "", HOME).status == Status.SPAM
    assert set(Comment.objects.values_list("status", flat=True)) == {Status.SPAM}


def test_the_bulk_action_leads_to_the_page_of_bans(moderator: Client, post: Post) -> None:
    comments = [submit(post), submit(post, "Ben")]
    data = {"action": "ban", "_selected_action": [comment.pk for comment in comments]}

    response = moderator.post(reverse(QUEUE), data, follow=True)

    assert [comment.name for comment in response.context["comments"]] == ["Ann", "Ben"]


def test_banning_is_undone_with_one_button(moderator: Client, post: Post) -> None:
    comment = submit(post)
    press(moderator, [comment], kinds=["email"], spam="on")
    batch = Ban.objects.get().batch

    moderator.post(reverse("admin:comments_comment_undo", args=[batch]))

    comment.refresh_from_db()
    assert comment.status == Status.APPROVED
    assert submit(post).status == Status.APPROVED
    assert Deed.objects.filter(what="lifted", who="mod", comment=comment).exists()


def test_a_ban_of_nothing_is_said(moderator: Client, post: Post) -> None:
    response = press(moderator, [submit(post, email="")], kinds=["email"])

    assert "nobody was banned" in str(next(iter(response.context["messages"])))


def test_a_ban_needs_something_to_ban(moderator: Client, post: Post) -> None:
    response = press(moderator, [submit(post)], kinds=[])

    assert "Please choose what to ban." in response.content.decode()


@pytest.mark.parametrize("pks", ["", "x", "999", "9" * 40, "²"])
def test_a_page_of_bans_without_comments_is_not_there(moderator: Client, pks: str) -> None:
    assert moderator.get(reverse("admin:comments_comment_ban"), {"pks": pks}).status_code == 404


def test_who_may_not_moderate_bans_nobody(client: Client, post: Post) -> None:
    client.force_login(make_user("author", role="Authors"))
    comment = submit(post)

    response = press(client, [comment], kinds=["email"], spam="on")

    assert response.status_code == 403
    assert not Ban.objects.exists()


def test_a_ban_is_typed_and_lifted_in_the_admin(moderator: Client, post: Post) -> None:
    address = reverse("admin:comments_ban_add")
    form = sent_by(moderator.get(address), "ban_form") | {"kind": "network", "value": "198.51.100.77"}
    moderator.post(address, form)
    ban = Ban.objects.get()
    assert ban.value == "198.51.100.0/24"
    assert submit(post).status == Status.SPAM

    moderator.post(reverse("admin:comments_ban_changelist"), {"action": "lift", "_selected_action": [ban.pk]})

    assert submit(post).status == Status.APPROVED


def test_a_ban_on_an_address_cannot_be_made_endless(moderator: Client, post: Post) -> None:
    press(moderator, [submit(post, network=HOME)], kinds=["address"])
    ban = Ban.objects.get()
    address = reverse("admin:comments_ban_change", args=[ban.pk])
    form = sent_by(moderator.get(address), "ban_form") | {"until_0": "", "until_1": ""}

    response = moderator.post(address, form)

    assert "has to end" in response.content.decode()


def test_the_network_is_never_stored(post: Post) -> None:
    comment = submit(post, network=HOME)

    kept = comment.traces.get(kind="a")

    assert kept.value == traces.address(HOME, comment.created_at)
    assert "203.0.113" not in str(kept.__dict__)


def test_the_hash_of_a_network_changes_with_its_key() -> None:
    now = timezone.now()
    later = now + timedelta(days=traces.ADDRESS_DAYS)

    assert traces.address(HOME, now) != traces.address(HOME, later)
    assert traces.address(HOME, now) in traces.addresses(HOME, later)
