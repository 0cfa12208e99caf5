"""The outbox: a mail waits here in the transaction of what caused it, and is sent outside the request.

Whoever sends one takes it under a lease. Where they are killed, the lease ends and somebody else takes
the mail: each is sent at least once, and at most once within a lease.
"""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from comments.models import Address, Comment, Mail

logger = logging.getLogger(__name__)

# Longer than the slowest talk with a mail server: some ten steps, each of which may take MAIL_TIMEOUT.
LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=5)
KEPT = timedelta(days=30)
ENDED = "The worker ended before it was sent."

# Sends one mail; False where it is not wanted any more.
Deliver = Callable[[Mail], bool]
Stopped = Callable[[], object]


def put(
    kind: str,
    cause: str,
    *,
    address: Address | None = None,
    moderator: AbstractBaseUser | None = None,
    comment: Comment | None = None,
) -> None:
    """Have a mail sent, once for one cause; it goes out if the transaction that we are in is committed."""
    if not settings.MAILS:
        return
    now = timezone.now()
    mail = Mail(kind=kind, cause=cause, address=address, comment=comment, created_at=now, next_try=now)
    mail.moderator_id = moderator.pk if moderator else None
    Mail.objects.bulk_create([mail], ignore_conflicts=True)


def work_off(deliver: Deliver, stopped: Stopped) -> int:
    """Send what is due, one after the other, until there is no more or we are told to stop; says how many."""
    count = 0
    while not stopped() and (mail := claim()):
        handle(mail, deliver)
        count += 1
    forget()
    return count


def claim() -> Mail | None:
    """Take the mail that has waited longest, under a lease; None where there is none that nobody else has."""
    now = timezone.now()
    if not Mail.objects.due(now).exists():  # looking takes no lock
        return None
    with transaction.atomic():
        due = Mail.objects.due(now).select_for_update(skip_locked=True)
        mail = due.order_by("next_try", "pk").first()
        if mail:
            mail.leased_until = now + LEASE
            mail.attempts += 1
            mail.save(update_fields=["leased_until", "attempts"])
    return mail


def handle(mail: Mail, deliver: Deliver) -> None:
    """Send a mail that we hold the lease of, and write down what came of it."""
    if mail.attempts > 1 and timezone.now() - mail.created_at > GIVEN_UP_AFTER:
        give_up(mail, mail.last_error or ENDED)
        return
    try:
        sent = deliver(mail)
    except SMTPRecipientsRefused as error:
        (give_up if _for_good(error) else try_later)(mail, _told(error))
    except Exception as error:
        try_later(mail, _told(error))
    else:
        if sent:
            _held(mail).update(
                state=Mail.State.SENT, done_at=timezone.now(), leased_until=None, last_error=""
            )
        else:
            _held(mail).delete()


def try_later(mail: Mail, why: str) -> None:
    wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 20), LONGEST_WAIT)
    next_try = timezone.now() + wait
    _held(mail).update(next_try=next_try, leased_until=None, last_error=why)
    logger.warning("Mail %s (%s) could not be sent and is tried again: %s", mail.pk, mail.kind, why)


def give_up(mail: Mail, why: str) -> None:
    _held(mail).update(state=Mail.State.DEAD, done_at=timezone.now(), leased_until=None, last_error=why)
    logger.error("Mail %s (%s) is given up: %s", mail.pk, mail.kind, why)


def revive(mails: QuerySet[Mail]) -> int:
    """Try again what was given up, as if it were new."""
    now = timezone.now()
    dead = mails.filter(state=Mail.State.DEAD)
    return dead.update(state=Mail.State.WAITING, created_at=now, next_try=now, done_at=None)


def forget() -> None:
    """Throw away what was sent long ago."""
    old = Mail.objects.filter(state=Mail.State.SENT, done_at__lt=timezone.now() - KEPT)
    if old.exists():
        old.delete()


def _held(mail: Mail) -> QuerySet[Mail]:
    """The row, as long as nobody has taken it over: each lease has a number of its own."""
    return Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING, attempts=mail.attempts)


def _for_good(error: SMTPRecipientsRefused) -> bool:
    return all(500 <= code < 600 for code, _ in error.recipients.values())


def _told(error: Exception) -> str:
    """What went wrong, without anybody's address: servers like to repeat it."""
    said = error.recipients.values() if isinstance(error, SMTPRecipientsRefused) else error
    text = " ".join(re.sub(r"\S+@\S+", "…", f"{type(error).__name__}: {said}").split())
    return text[:200]
