"""Sends what waits in the outbox, until it is told to stop."""

import logging
import signal
from argparse import ArgumentParser
from queue import Empty, SimpleQueue
from typing import Any

from django.core.management import BaseCommand
from django.db import connection

from comments import delivery, outbox

logger = logging.getLogger(__name__)
SECONDS_BETWEEN = 2
SECONDS_AFTER_TROUBLE = 10


class Stop:
    """Told by a signal; the mail that is being sent comes to its end first."""

    def __init__(self) -> None:
        self.told = False
        self.bell: SimpleQueue[int] = SimpleQueue()  # a signal may ring it at any moment

    def __call__(self, number: int, frame: object) -> None:
        self.told = True
        self.bell.put(number)

    def wait(self, seconds: float) -> None:
        try:
            self.bell.get(timeout=seconds)
        except Empty:
            return


class Command(BaseCommand):
    help = "Sends the mails that wait in the outbox. SIGTERM lets it finish the one it is at."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what waits now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Stop()
        former = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            if options["once"]:
                outbox.work_off(delivery.deliver, lambda: stop.told)
            else:
                self.work(stop)
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    def work(self, stop: Stop) -> None:
        while not stop.told:
            stop.wait(turn(stop))


def turn(stop: Stop) -> float:
    """One look into the outbox; says how long to wait for the next."""
    try:
        outbox.work_off(delivery.deliver, lambda: stop.told)
    except Exception:
        logger.exception("The outbox could not be worked off; it is tried again.")
        return SECONDS_AFTER_TROUBLE
    finally:
        connection.close()
    return SECONDS_BETWEEN
