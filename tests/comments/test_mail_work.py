"""Whoever works the outbox off: the command and the thread beside the embedded server."""

import os
import signal
from threading import Event, Thread
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import OperationalError, connections

from comments import outbox
from comments.management.commands import work as command
from comments.models import Mail
from config.management.commands import start
from tests.comments.mailing import State, waiting
from tests.config.test_upkeep import Turns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection stays open: the test's own transaction is on it."""
    monkeypatch.setattr(command.connection, "close", lambda: None)


def states() -> list[str]:
    return sorted(Mail.objects.values_list("state", flat=True))


def test_once_sends_what_waits_and_ends() -> None:
    waiting(), waiting()

    call_command("work", once=True)

    assert states() == [State.SENT, State.SENT]
    assert len(django_mail.outbox) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_finishes_the_mail_that_it_is_at(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    waiting(), waiting()
    finished: list[int] = []

    def deliver(mail: Mail) -> bool:
        os.kill(os.getpid(), number)
        finished.append(mail.pk)
        return True

    monkeypatch.setattr(command.delivery, "deliver", deliver)

    call_command("work")

    assert len(finished) == 1
    assert states() == [State.SENT, State.WAITING]


def test_told_to_stop_while_it_waits_it_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SECONDS_BETWEEN", 3_600)
    turn = command.turn

    def told_after(stop: command.Stop) -> float:
        seconds = turn(stop)
        os.kill(os.getpid(), signal.SIGTERM)
        return seconds

    monkeypatch.setattr(command, "turn", told_after)

    call_command("work")


def test_signals_mean_what_they_meant_before() -> None:
    before = signal.getsignal(signal.SIGTERM)

    call_command("work", once=True)

    assert signal.getsignal(signal.SIGTERM) is before


def test_a_database_that_is_away_does_not_end_the_work(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*args: Any) -> int:
        raise OperationalError("away")

    monkeypatch.setattr(outbox, "work_off", away)

    assert command.turn(command.Stop()) == command.SECONDS_AFTER_TROUBLE
    assert "it is tried again" in caplog.text


def test_the_embedded_site_sends_its_mails_within_seconds() -> None:
    waiting()
    turns = Turns(1)

    start.send_mails(turns)

    assert states() == [State.SENT]
    assert turns.waited == [start.MAIL_SECONDS] * 2


def test_the_embedded_worker_stops_between_two_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(), waiting()
    turns = Turns(1)

    def deliver(mail: Mail) -> bool:
        turns.set()
        return True

    monkeypatch.setattr(start.upkeep.delivery, "deliver", deliver)

    start.send_mails(turns)

    assert states() == [State.SENT, State.WAITING]


@pytest.mark.django_db(transaction=True)
def test_the_embedded_worker_has_a_thread_of_its_own() -> None:
    waiting()

    thread = Thread(target=start.send_mails, args=[Turns(1)])
    thread.start()
    thread.join(timeout=30)

    assert not thread.is_alive()
    assert states() == [State.SENT]
    connections.close_all()


def test_the_end_of_the_site_waits_for_the_mail_that_is_being_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    started, finished = Event(), []

    def send_mails(stop: Event) -> None:
        started.set()
        assert stop.wait(timeout=30)
        finished.append("the mail")

    monkeypatch.setattr(start, "keep_up", lambda stop: None)
    monkeypatch.setattr(start, "send_mails", send_mails)
    monkeypatch.setattr(start.waitress, "serve", lambda *args, **options: started.wait(timeout=30))

    start.Command().serve("127.0.0.1", 8000)

    assert finished == ["the mail"]
