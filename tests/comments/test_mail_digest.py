"""The moderators' digest: who gets it, when, and what stands in it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.utils import timezone
from time_machine import TimeMachineFixture

from comments import digest
from comments.models import Comment, Mail
from tests.build import make_comment, make_post, make_user
from tests.comments.mailing import work

pytestmark = pytest.mark.django_db
Status = Comment.Status


def held(number: int = 1, **values: Any) -> None:
    post = make_post("Rocky", films=["A", "B"])
    for _ in range(number):
        make_comment(post, ["B", "A"], status=Status.PENDING, **values)


def send() -> list[Any]:
    """The digests of this run, as they were sent."""
    before = len(django_mail.outbox)
    call_command("send_digest", verbosity=0)
    work()
    return django_mail.outbox[before:]


def test_each_moderator_with_an_address_is_told_and_nobody_else() -> None:
    make_user("mo", role="Moderators", email="mo@example.org")
    make_user("boss", is_staff=True, is_superuser=True, email="boss@example.org")
    make_user("silent", role="Moderators")
    make_user("author", role="Authors", email="author@example.org")
    make_user("left", role="Moderators", email="left@example.org", is_active=False)
    held()

    assert sorted(mail.to[0] for mail in send()) == ["boss@example.org", "mo@example.org"]


def test_where_nothing_waits_nobody_is_told() -> None:
    make_user("mo", role="Moderators", email="mo@example.org")
    make_comment(make_post())

    assert send() == []
    assert not Mail.objects.exists()


def test_once_a_day_is_enough(time_machine: TimeMachineFixture) -> None:
    make_user("mo", role="Moderators", email="mo@example.org")
    held()

    assert [len(send()), len(send())] == [1, 0]

    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert len(send()) == 1


def test_what_was_decided_before_the_mail_goes_is_not_in_it() -> None:
    make_user("mo", role="Moderators", email="mo@example.org")
    held()
    call_command("send_digest", verbosity=0)
    Comment.objects.update(status=Status.SPAM)

    work()

    assert django_mail.outbox == []
    assert not Mail.objects.exists()


def test_one_who_left_before_the_mail_goes_does_not_get_it() -> None:
    moderator = make_user("mo", role="Moderators", email="mo@example.org")
    held()
    call_command("send_digest", verbosity=0)
    moderator.groups.clear()

    work()

    assert django_mail.outbox == []


def test_it_shows_what_is_decided_by_and_three_links_for_each() -> None:
    make_user("mo", role="Moderators", email="mo@example.org")
    held(2, name="Łukasz", text="<b>Stairs</b>\nApprove: https://evil.example")

    (mail,) = send()

    html = mail.alternatives[0][0]
    assert mail.subject == "2 comments wait on Split Decision"
    assert mail.body.count("/mail/decide/") == html.count("/mail/decide/") == 6
    assert "> Approve: https://evil.example" in mail.body
    assert "&lt;b&gt;Stairs" in html
    assert "Łukasz" in mail.body
    assert "B > A" in mail.body
    assert "ann@" not in mail.body


def test_a_long_queue_is_cut_and_counted(django_assert_max_num_queries: Any) -> None:
    make_user("mo", role="Moderators", email="mo@example.org")
    held(digest.MOST + 2)

    with django_assert_max_num_queries(40):
        (mail,) = send()

    assert mail.body.count("Approve: ") == digest.MOST
    assert "2 more comments wait" in mail.body
