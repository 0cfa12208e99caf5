"""The outbox: each mail is sent at least once, once at most within a lease, tried again or given up."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.db import transaction
from django.utils import timezone
from time_machine import TimeMachineFixture

from comments import outbox
from comments.models import Mail
from tests.build import make_comment, make_post
from tests.comments.mailing import ANN, Kind, State, confirmed, waiting

pytestmark = pytest.mark.django_db


def taken() -> Mail:
    mail = outbox.claim()
    assert mail
    return mail


def never() -> bool:
    return False


def sends(mail: Mail) -> bool:
    return True


class Falls:
    """A mail server that is away, and counts who asked."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error or SMTPServerDisconnected("away")
        self.asked = 0

    def __call__(self, mail: Mail) -> bool:
        self.asked += 1
        raise self.error


def test_one_cause_makes_one_mail() -> None:
    address, comment = confirmed(), make_comment(make_post())

    for _ in range(2):
        outbox.put(Kind.APPROVED, "approved:1", address=address, comment=comment)

    assert Mail.objects.count() == 1


def test_what_is_rolled_back_sends_no_mail() -> None:
    address = confirmed()

    with transaction.atomic():
        outbox.put(Kind.APPROVED, "approved:1", address=address)
        transaction.set_rollback(True)

    assert not Mail.objects.exists()


def test_a_site_that_cannot_send_keeps_no_mails(settings: object) -> None:
    settings.MAILS = False

    outbox.put(Kind.APPROVED, "approved:1", address=confirmed())

    assert not Mail.objects.exists()


def test_a_mail_that_somebody_holds_is_not_given_to_another() -> None:
    mail = waiting()

    assert taken() == mail
    assert outbox.claim() is None


def test_a_lease_that_has_ended_frees_the_mail(time_machine: TimeMachineFixture) -> None:
    mail = waiting()
    taken()

    time_machine.move_to(timezone.now() + outbox.LEASE + timedelta(seconds=1))

    again = taken()
    assert (again, again.attempts) == (mail, 2)


def test_the_mail_that_has_waited_longest_comes_first() -> None:
    now = timezone.now()
    late = waiting(next_try=now - timedelta(minutes=1))
    early = waiting(next_try=now - timedelta(minutes=2))

    assert [taken(), taken()] == [early, late]


def test_a_mail_whose_time_has_not_come_waits() -> None:
    waiting(next_try=timezone.now() + timedelta(seconds=30))

    assert outbox.claim() is None


def test_a_sent_mail_is_not_sent_again(time_machine: TimeMachineFixture) -> None:
    waiting()

    assert outbox.work_off(sends, never) == 1

    time_machine.move_to(timezone.now() + outbox.LEASE * 2)
    assert outbox.work_off(sends, never) == 0
    assert Mail.objects.get().state == State.SENT


def test_a_mail_that_nobody_wants_any_more_goes_and_its_cause_is_free() -> None:
    waiting()

    outbox.work_off(lambda mail: False, never)

    assert not Mail.objects.exists()


def test_a_mail_that_could_not_be_sent_is_tried_again_later_and_later(
    time_machine: TimeMachineFixture,
) -> None:
    waiting()
    waits = []
    for _ in range(12):
        time_machine.move_to(Mail.objects.get().next_try, tick=False)
        outbox.work_off(Falls(), never)
        waits.append(Mail.objects.get().next_try - timezone.now())

    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert waits[-1] == outbox.LONGEST_WAIT


def test_a_mail_that_is_tried_again_is_sent_in_the_end(time_machine: TimeMachineFixture) -> None:
    waiting()
    outbox.work_off(Falls(), never)

    assert outbox.work_off(sends, never) == 0
    time_machine.move_to(timezone.now() + outbox.FIRST_WAIT)
    assert outbox.work_off(sends, never) == 1

    mail = Mail.objects.get()
    assert (mail.state, mail.last_error) == (State.SENT, "")


def test_one_that_fails_does_not_keep_up_the_next() -> None:
    first, second = waiting(), waiting()

    def deliver(mail: Mail) -> bool:
        if mail.pk == first.pk:
            raise SMTPServerDisconnected("away")
        return True

    outbox.work_off(deliver, never)

    second.refresh_from_db()
    assert second.state == State.SENT


def test_after_days_a_mail_is_given_up_with_its_last_error(time_machine: TimeMachineFixture) -> None:
    waiting()
    server = Falls()
    outbox.work_off(server, never)

    time_machine.move_to(timezone.now() + outbox.GIVEN_UP_AFTER + timedelta(hours=1))
    outbox.work_off(server, never)

    mail = Mail.objects.get()
    assert (mail.state, server.asked) == (State.DEAD, 1)
    assert "SMTPServerDisconnected" in mail.last_error


def test_a_mail_that_kills_its_worker_each_time_is_given_up(time_machine: TimeMachineFixture) -> None:
    waiting()
    taken()

    time_machine.move_to(timezone.now() + outbox.GIVEN_UP_AFTER + timedelta(hours=1))
    outbox.work_off(sends, never)

    mail = Mail.objects.get()
    assert (mail.state, mail.last_error) == (State.DEAD, outbox.ENDED)


def test_a_mail_that_waited_for_days_for_any_worker_is_tried_once() -> None:
    waiting(created_at=timezone.now() - outbox.GIVEN_UP_AFTER * 2)

    outbox.work_off(sends, never)

    assert Mail.objects.get().state == State.SENT


@pytest.mark.parametrize(("code", "state"), [(550, State.DEAD), (450, State.WAITING)])
def test_an_address_that_is_refused_for_good_is_given_up_at_once(code: int, state: str) -> None:
    waiting()

    outbox.work_off(Falls(SMTPRecipientsRefused({ANN: (code, b"no such user")})), never)

    assert Mail.objects.get().state == state


def test_what_was_given_up_can_be_tried_again_as_if_new() -> None:
    waiting(state=State.DEAD, attempts=9, created_at=timezone.now() - timedelta(days=9))

    assert outbox.revive(Mail.objects.all()) == 1
    outbox.work_off(sends, never)

    assert Mail.objects.get().state == State.SENT


def test_no_address_is_kept_or_logged_with_an_error(caplog: pytest.LogCaptureFixture) -> None:
    waiting()
    said = b"<ann@example.org>: mailbox unknown here; write to ann@example.org"

    outbox.work_off(Falls(SMTPRecipientsRefused({ANN: (550, said)})), never)

    assert "550" in Mail.objects.get().last_error
    assert "@" not in Mail.objects.get().last_error
    assert "@" not in caplog.text


def test_one_who_lost_the_lease_changes_nothing_any_more(time_machine: TimeMachineFixture) -> None:
    waiting()
    slow = taken()
    time_machine.move_to(timezone.now() + outbox.LEASE + timedelta(seconds=1))
    taken()

    outbox.handle(slow, lambda mail: False)
    outbox.try_later(slow, "away")
    outbox.give_up(slow, "away")

    mail = Mail.objects.get()
    assert (mail.state, mail.last_error) == (State.WAITING, "")
    assert mail.leased_until


def test_told_to_stop_the_next_mail_stays() -> None:
    waiting(), waiting()
    told = iter([False, True])

    assert outbox.work_off(sends, lambda: next(told)) == 1
    assert Mail.objects.filter(state=State.WAITING).count() == 1


def test_what_was_sent_is_forgotten_after_a_month_and_what_was_given_up_stays() -> None:
    long_ago = timezone.now() - outbox.KEPT - timedelta(hours=1)
    waiting(state=State.SENT, done_at=long_ago)
    dead = waiting(state=State.DEAD, done_at=long_ago)
    fresh = waiting(state=State.SENT, done_at=timezone.now())

    outbox.forget()

    assert set(Mail.objects.all()) == {dead, fresh}


def test_looking_into_an_empty_outbox_takes_no_lock(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2) as asked:
        outbox.work_off(sends, never)

    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
