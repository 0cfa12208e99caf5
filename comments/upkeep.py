"""What goes on beside the embedded server: counting from scratch, chunk after chunk, with room between for
everybody else; and sending the mails."""

import logging
import time
from collections.abc import Callable

from django.utils import timezone

from comments import bans, delivery, moderation, outbox, traces
from comments.models import PostTally

logger = logging.getLogger(__name__)

# Seconds between two chunks. SQLite has no queue: who waits for the lock looks for it every 25 milliseconds
# at first and more seldom later, and without such a gap would find it taken each time.
PAUSE = 0.05

Wait = Callable[[float], object]
Stopped = Callable[[], bool]
Told = Callable[[int, int], object]


def count_through(post: int, *, wait: Wait = time.sleep, told: Told | None = None) -> bool | None:
    """Take a post's count from scratch to its end; says whether what was stored was right.

    `told` hears how many comments are counted and of how many. None where `wait` said to stop.
    """
    while (same := moderation.count_on(post)) is None:
        if told:
            told(*progress(post))
        if wait(PAUSE):
            return None
    return same


def progress(post: int) -> tuple[int, int]:
    """How many comments the count that is under way has passed, and of how many."""
    row = PostTally.objects.filter(post=post).values_list("recount__comments", "comments").first()
    counted, comments = row or (0, 0)
    return counted or 0, comments


def settle(wait: Wait = time.sleep) -> None:
    """Count through whatever post waits for it; one that cannot be counted does not keep up the others."""
    for post in PostTally.objects.filter(settled=False).order_by("pk").values_list("pk", flat=True):
        try:
            count_through(post, wait=wait)
        except Exception:
            logger.exception("The rankings of post %s could not be counted.", post)


def forget() -> int:
    """Take away what was kept of people for a while only; gives how many rows."""
    now = timezone.now()
    return traces.purge(now) + bans.purge(now)


def send_mails(stopped: Stopped) -> None:
    """Send what waits in the outbox, unless told to stop between two mails."""
    outbox.work_off(delivery.deliver, stopped)
