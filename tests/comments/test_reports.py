"""Readers report a comment; enough of them hold it, and a moderator settles it."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from comments import limits, moderation, traces, upkeep
from comments.circumstances import Circumstances
from comments.models import Comment, Policy, Report, Trace
from comments.submission import Submission
from tests.build import make_comment, make_post, make_user
from tests.tallies import agrees_with_recount, readers

pytestmark = pytest.mark.django_db
Status = Comment.Status
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def comment() -> Comment:
    return make_comment(make_post("Rocky", films=["A", "B", "C"]), "CBA")


def report(
    client: Client, comment: Comment, reader: int = 1, why: str = "spam", **headers: str
) -> HttpResponse:
    address = reverse("comments:report", args=[comment.pk])
    remote = f"198.51.{reader}.9"
    return client.post(address, {"why": why}, headers=SAME_SITE | headers, REMOTE_ADDR=remote)


def status(comment: Comment) -> str:
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


def test_three_readers_hold_a_comment_and_its_ranking_counts_no_more(
    client: Client, comment: Comment
) -> None:
    for reader in range(3):
        report(client, comment, reader)

    comment.refresh_from_db()
    assert (comment.status, comment.held_because) == (Status.PENDING, ["reported=3"])
    assert readers(comment.post) == 0
    assert agrees_with_recount(comment.post)


def test_one_reader_reports_once(client: Client, comment: Comment) -> None:
    for _ in range(4):
        response = report(client, comment)

    assert response.status_code == 302
    assert Report.objects.count() == 1
    assert status(comment) == Status.APPROVED


def test_one_reader_reports_once_also_after_the_key_has_changed(
    client: Client, comment: Comment, time_machine: TimeMachineFixture
) -> None:
    report(client, comment)
    time_machine.move_to(timezone.now() + timedelta(days=29))

    report(client, comment)

    assert Report.objects.count() == 1


def test_a_moderator_who_approves_again_settles_the_reports(client: Client, comment: Comment) -> None:
    for reader in range(3):
        report(client, comment, reader)
    moderation.change_status([comment.pk], Status.APPROVED, who="mod")

    for reader in range(5):
        report(client, comment, reader)

    assert Report.objects.filter(settled=False).count() == 2
    assert status(comment) == Status.APPROVED


def test_a_moderator_settles_reports_before_they_are_enough(client: Client, comment: Comment) -> None:
    client.force_login(make_user("mod", role="Moderators"))
    report(client, comment, 1)
    page = client.get(reverse("admin:comments_comment_changelist") + "?reported=yes").content.decode()
    assert "Keep" in page
    assert "It is spam or advertising" in page

    response = client.post(
        reverse("admin:comments_comment_status", args=[comment.pk, "approved"]), follow=True
    )

    assert [str(message) for message in response.context["messages"]] == [
        "1 comment stayed approved; the reports are settled."
    ]
    assert not Report.objects.filter(settled=False).exists()


def test_how_many_reports_it_takes_is_the_moderators_choice(client: Client, comment: Comment) -> None:
    Policy.objects.create(pk=1, reports_to_hold=1)

    report(client, comment)

    assert status(comment) == Status.PENDING


def test_reports_alone_hold_nothing_where_that_is_switched_off(client: Client, comment: Comment) -> None:
    Policy.objects.create(pk=1, reports_to_hold=None)

    for reader in range(9):
        report(client, comment, reader)

    assert status(comment) == Status.APPROVED


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_cannot_report(client: Client, comment: Comment, site: str) -> None:
    response = report(client, comment, **{"Sec-Fetch-Site": site})

    assert response.status_code == 403
    assert not Report.objects.exists()


def test_a_report_says_why(client: Client, comment: Comment) -> None:
    response = report(client, comment, why="boredom")

    assert response.status_code == 400
    assert "choose what is wrong" in response.content.decode()
    assert not Report.objects.exists()


def test_one_network_reports_only_so_much(client: Client) -> None:
    post = make_post()
    comments = [make_comment(post) for _ in range(limits.PER_ADDRESS + 1)]

    statuses = [report(client, comment).status_code for comment in comments]

    assert statuses == [302] * limits.PER_ADDRESS + [429]
    assert Report.objects.count() == limits.PER_ADDRESS


@pytest.mark.parametrize("state", [Status.PENDING, Status.SPAM, Status.REMOVED])
def test_only_what_is_public_can_be_reported(client: Client, comment: Comment, state: str) -> None:
    moderation.change_status([comment.pk], state)

    assert client.get(reverse("comments:report", args=[comment.pk])).status_code == 404
    assert report(client, comment).status_code == 404


def test_a_comment_that_went_meanwhile_is_not_reported(comment: Comment) -> None:
    moderation.change_status([comment.pk], Status.REMOVED)

    assert not moderation.report(comment, [1, 2], "spam")
    assert not Report.objects.exists()


def test_looking_at_the_page_reports_nothing(client: Client, comment: Comment) -> None:
    response = client.get(reverse("comments:report", args=[comment.pk]))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert not Report.objects.exists()


def test_each_comment_links_to_its_report(client: Client, comment: Comment) -> None:
    page = client.get(comment.post.get_absolute_url()).content.decode()

    assert f'href="{reverse("comments:report", args=[comment.pk])}"' in page


def test_what_is_kept_of_people_is_forgotten(client: Client, time_machine: TimeMachineFixture) -> None:
    post = make_post()
    sent = Submission("Ann", "I watched all of them again to be fair.")
    held = moderation.submit(post, sent, circumstances=Circumstances(network="198.51.100.0/24"))
    report(client, make_comment(post))
    assert {trace.kind for trace in held.traces.all()} >= {"a", "t"}

    time_machine.move_to(timezone.now() + timedelta(days=traces.ADDRESS_DAYS, seconds=1))
    upkeep.forget()
    assert not Trace.objects.filter(kind="a").exists()
    assert Trace.objects.filter(kind="t").exists()
    assert not Report.objects.exists()

    time_machine.move_to(timezone.now() + timedelta(days=61))
    call_command("forget", verbosity=0, stdout=StringIO())
    assert not Trace.objects.exists()


def test_what_is_not_old_is_kept(client: Client, comment: Comment) -> None:
    report(client, comment)

    assert upkeep.forget() == 0
    assert Report.objects.exists()


def test_how_reports_reach_the_queue_costs_the_same(
    client: Client, comment: Comment, django_assert_max_num_queries: Any
) -> None:
    for reader in range(2):
        report(client, comment, reader)

    with django_assert_max_num_queries(30):
        report(client, comment, 3)
