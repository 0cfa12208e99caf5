"""The thread beside the embedded server: what waits to be counted is counted, whatever goes wrong."""

import logging
from threading import Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connections

from blog import publishing
from blog.models import Post
from comments import counting, moderation, upkeep
from comments.models import PostTally
from config.management.commands import start
from tests.build import make_comment, make_post
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db


class Turns(Event):
    """An event that says "not yet" so many times, at once."""

    def __init__(self, turns: int) -> None:
        super().__init__()
        self.turns = turns
        self.waited: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0)
        self.turns -= 1
        return self.turns < 0


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "CHUNK", 2)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The connection stays open: the test's own transaction is on it."""
    closed: list[str] = []
    monkeypatch.setattr(start.connection, "close", lambda: closed.append("closed"))
    return closed


def waiting(title: str) -> Post:
    """A post whose author has a new order, which is not counted yet."""
    post = make_post(title, films=["A", "B", "C", "D"])
    for order in ("DCBA", "ABDC", "BA", "CD", "DA"):
        make_comment(post, order)
    publishing.arrange(post, [entry.pk for entry in post.entries.ranked().reverse()])
    with moderation.counting(post.pk) as count:
        count.refresh()
    return post


def settled(post: Post) -> bool:
    return PostTally.objects.get(post=post).settled and agrees_with_recount(post)


def test_what_waits_is_counted_and_the_connection_is_given_back(kept: list[str]) -> None:
    posts = [waiting("One"), waiting("Two")]

    start.keep_up(Turns(20))

    assert all(settled(post) for post in posts)
    assert kept


def test_between_two_looks_half_a_minute_passes_and_between_two_chunks_a_moment(kept: list[str]) -> None:
    waiting("One")
    turns = Turns(4)

    start.keep_up(turns)

    assert turns.waited == [start.UPKEEP_SECONDS, upkeep.PAUSE, upkeep.PAUSE, start.UPKEEP_SECONDS, 30]


def test_with_nothing_to_do_nothing_is_said(kept: list[str], caplog: pytest.LogCaptureFixture) -> None:
    make_comment(make_post("Done", films=["A", "B"]), "BA")

    with caplog.at_level(logging.DEBUG, "comments"), caplog.at_level(logging.DEBUG, "config"):
        start.keep_up(Turns(3))

    assert caplog.records == []


def test_told_to_stop_it_stops_in_the_middle(kept: list[str]) -> None:
    post = waiting("One")

    start.keep_up(Turns(1))

    assert not PostTally.objects.get(post=post).settled


def test_a_post_that_cannot_be_counted_does_not_keep_up_the_next(
    kept: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = waiting("One"), waiting("Two")
    count_on = moderation.count_on

    def fails(post: int) -> bool | None:
        if post == broken.pk:
            raise ValueError("damaged")
        return count_on(post)

    monkeypatch.setattr(upkeep.moderation, "count_on", fails)

    start.keep_up(Turns(5))

    assert settled(whole)
    assert f"The rankings of post {broken.pk} could not be counted." in caplog.text


def test_a_database_that_is_away_is_asked_again(
    kept: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    post = waiting("One")
    settle, answers = upkeep.settle, [OperationalError("away")]

    def comes_back(wait: Any) -> None:
        if answers:
            raise answers.pop()
        settle(wait)

    monkeypatch.setattr(start.upkeep, "settle", comes_back)

    start.keep_up(Turns(9))

    assert settled(post)
    assert "it will try again" in caplog.text
    assert len(kept) >= 2


@pytest.mark.django_db(transaction=True)
def test_it_counts_in_a_thread_of_its_own() -> None:
    post = waiting("One")

    thread = Thread(target=start.keep_up, args=[Turns(9)])
    thread.start()
    thread.join(timeout=30)

    assert not thread.is_alive()
    assert settled(post)
    connections.close_all()


def test_it_runs_while_the_site_is_served_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[Event] = []
    started, running = Event(), []

    def keep_up(stop: Event) -> None:
        events.append(stop)
        started.set()

    def serve(*args: Any, **options: Any) -> None:
        assert started.wait(timeout=30)
        running.append(not events[0].is_set())

    monkeypatch.setattr(start, "keep_up", keep_up)
    monkeypatch.setattr(start.waitress, "serve", serve)

    start.Command().serve("127.0.0.1", 8000)

    assert running == [True]
    assert events[0].is_set()
