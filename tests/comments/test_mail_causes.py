"""What makes a mail, what does not, and what takes it back before it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from blog.models import Post
from comments import limits, moderation, outbox, subscriptions
from comments.models import Address, Comment, Mail, Subscription
from comments.submission import Submission
from tests.build import make_comment, make_post
from tests.comments.mailing import ANN, BEN, Kind, State, commented, confirmed, let_in, work
from tests.comments.sending import errors, rocky, send

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def one_window(time_machine: TimeMachineFixture) -> None:
    """All of it happens within one window of the limits."""
    time_machine.move_to(timezone.now(), tick=False)


def kinds() -> list[str]:
    return sorted(Mail.objects.values_list("kind", flat=True))


def received() -> list[str]:
    """Whom the worker wrote to, in one turn."""
    before = len(django_mail.outbox)
    work()
    return [mail.to[0] for mail in django_mail.outbox[before:]]


def asked(post: Post | None = None, email: str = ANN, **values: Any) -> Comment:
    """A public comment whose writer wants to hear of answers."""
    confirmed(email)
    comment = commented(post or make_post(), email, notify=True, **values)
    let_in(comment)
    Mail.objects.all().delete()
    return comment


def answer(to: Comment, email: str = BEN, *, up: bool = True) -> Comment:
    comment = commented(to.post, email, name="Ben", parent=to, may_ask=False)
    if up:
        let_in(comment)
    return comment


def test_a_new_address_is_asked_once_and_never_again(time_machine: TimeMachineFixture) -> None:
    post = make_post()
    commented(post)
    commented(post)
    assert received() == [ANN]

    time_machine.move_to(timezone.now() + outbox.KEPT + timedelta(days=1))
    outbox.forget()
    let_in(commented(post, notify=True))
    assert received() == []


def test_an_address_that_never_confirmed_hears_nothing_of_its_comment_or_answers() -> None:
    comment = commented(make_post(), notify=True)
    work()

    let_in(comment)
    answer(comment)

    assert not Mail.objects.filter(state=State.WAITING).exists()


def test_an_address_is_one_however_its_letters_are_written() -> None:
    commented(make_post(), "Ann@Example.org")
    commented(make_post(), "ann@example.ORG")
    subscriptions.confirm(Address.objects.get())

    assert kinds() == [Kind.CONFIRM]
    assert subscriptions.is_confirmed("ANN@example.org")
    assert not subscriptions.is_confirmed("")
    assert not subscriptions.is_confirmed(BEN)


def test_a_site_that_cannot_send_asks_nobody(settings: Any) -> None:
    settings.MAILS = False

    assert not subscriptions.may_ask(ANN, "203.0.113.0/24")


def test_a_comment_that_a_moderator_lets_in_is_told_of_once() -> None:
    confirmed()
    comment = commented(make_post())

    let_in(comment)
    moderation.change_status([comment.pk], Status.SPAM, who="mod")
    let_in(comment)

    assert kinds() == [Kind.APPROVED]


def test_a_comment_that_no_moderator_read_is_not_told_of() -> None:
    confirmed()
    let_in(commented(make_post()))
    Mail.objects.all().delete()

    comment = make_comment(make_post(), email=ANN, status=Status.PENDING)
    moderation.change_status([comment.pk], Status.APPROVED)

    assert kinds() == []


def test_an_import_writes_to_nobody() -> None:
    comment = asked()

    make_comment(comment.post, parent=comment, email=BEN)

    assert kinds() == []


def test_an_answer_is_told_of_only_when_it_is_let_in() -> None:
    comment = asked()

    reply = answer(comment, up=False)
    assert kinds() == []

    let_in(reply)
    assert kinds() == [Kind.ANSWER]


def test_one_who_did_not_ask_hears_of_no_answer() -> None:
    confirmed()
    comment = commented(make_post())
    let_in(comment)
    Mail.objects.all().delete()

    answer(comment)

    assert kinds() == []


def test_one_who_answers_themselves_gets_no_mail() -> None:
    answer(asked(), "ANN@example.org")

    assert Kind.ANSWER not in kinds()


def test_an_address_that_is_given_in_somebody_elses_name_can_be_taken_off_for_good() -> None:
    comment = asked()
    subscriptions.silence(Address.objects.get())

    later = commented(comment.post, notify=True)
    let_in(later)
    answer(later)

    assert kinds() == []


@pytest.mark.parametrize("status", [Status.REMOVED, Status.SPAM, Status.PENDING])
def test_an_answer_that_goes_before_its_mail_is_not_told_of(status: str) -> None:
    reply = answer(asked())

    moderation.change_status([reply.pk], status)

    assert received() == []
    assert not Mail.objects.exists()


def test_an_answer_that_is_deleted_takes_its_mail_along() -> None:
    moderation.delete(answer(asked()).pk)

    assert received() == []


def test_one_who_unsubscribes_before_the_mail_does_not_get_it() -> None:
    comment = asked()
    answer(comment)

    subscriptions.stop(Address.objects.get(email=ANN), comment.pk)

    assert received() == []


def test_one_who_wants_no_mail_at_all_does_not_get_what_waits() -> None:
    comment = asked()
    let_in(make_comment(comment.post, email=ANN, status=Status.PENDING))
    answer(comment)
    assert kinds() == [Kind.ANSWER, Kind.APPROVED]

    subscriptions.silence(Address.objects.get(email=ANN))

    assert received() == []


def test_a_post_that_is_taken_back_is_not_written_about() -> None:
    comment = asked()
    answer(comment)

    Post.objects.update(status=Post.Status.DRAFT, published_at=None)

    assert received() == []


def test_a_comment_that_goes_is_told_of_no_answers() -> None:
    comment = asked()
    answer(comment)

    moderation.change_status([comment.pk], Status.REMOVED)

    assert received() == []


def test_an_address_that_a_moderator_took_out_is_not_written_to() -> None:
    comment = asked()
    let_in(later := make_comment(comment.post, email=ANN, status=Status.PENDING))
    answer(comment)
    for row in (comment, later):
        moderation.revise(row.pk, Submission(row.name, row.text, "carl@example.org"))

    assert received() == []


def test_spam_asks_nobody_to_confirm() -> None:
    comment = commented(make_post())

    moderation.change_status([comment.pk], Status.SPAM)

    assert received() == []
    # A later comment may ask.
    assert subscriptions.may_ask(ANN, "203.0.113.0/24")


def test_one_network_cannot_have_many_addresses_written_to(one_window: None) -> None:
    allowed = [subscriptions.may_ask(f"victim{number}@example.org", "203.0.113.0/24") for number in range(9)]

    assert allowed.count(True) == limits.CONFIRMATIONS_PER_NETWORK


def test_one_mailbox_cannot_be_written_to_in_many_ways(one_window: None) -> None:
    allowed = [
        subscriptions.may_ask(f"ann+{number}@example.org", f"10.0.{number}.0/24") for number in range(9)
    ]

    assert allowed.count(True) == limits.CONFIRMATIONS_PER_MAILBOX


def test_the_form_asks_for_a_mail_about_answers(client: Client) -> None:
    send(client, rocky(), email=ANN, notify="on")

    assert Subscription.objects.get().address.email == ANN
    assert kinds() == [Kind.CONFIRM]


def test_without_the_tick_nothing_is_promised(client: Client) -> None:
    send(client, rocky(), email=ANN)

    assert not Subscription.objects.exists()


def test_a_tick_without_an_address_is_asked_about(client: Client) -> None:
    response = send(client, rocky(), notify="on")

    assert response.status_code == 400
    assert "Please say where to" in errors(response)


def test_the_form_of_a_flood_is_kept_and_asks_nobody(client: Client, one_window: None) -> None:
    post = rocky()
    for number in range(limits.CONFIRMATIONS_PER_NETWORK + 2):
        send(client, post, email=f"victim{number}@example.org", text=f"Words {number}.")

    assert Comment.objects.count() == limits.CONFIRMATIONS_PER_NETWORK + 2
    assert kinds() == [Kind.CONFIRM] * limits.CONFIRMATIONS_PER_NETWORK


def test_a_site_that_cannot_send_offers_no_tick(client: Client, settings: Any) -> None:
    settings.MAILS = False
    post = rocky()

    page = client.get(f"{post.get_absolute_url()}rank/").content.decode()

    assert 'name="notify"' not in page
