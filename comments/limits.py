"""How often something may happen within a window of time, counted in the database, so across processes."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comments.models import Hit

WINDOW = timedelta(minutes=10)
PER_ADDRESS = 10
PER_POST = 300
CONFIRMATIONS_PER_NETWORK = 5
CONFIRMATIONS_PER_MAILBOX = 2
KEPT = timedelta(hours=1)


def allows_comment(address: str, post: int) -> bool:
    """Count one comment; False where this network, or everybody together under this post, sends too many."""
    now = timezone.now()
    Hit.objects.filter(window__lt=now - KEPT).delete()
    from_address = hit(f"address:{address}", now)
    under_post = hit(f"post:{post}", now)
    return from_address <= PER_ADDRESS and under_post <= PER_POST


def allows_confirmation(network: str, email: str) -> bool:
    """Count one mail to an address that nobody has confirmed; False where there were too many.

    From one network, or to one mailbox: it can be written in many ways, as ann+1@ and ann+2@.
    """
    now = timezone.now()
    local, _, domain = email.strip().lower().rpartition("@")
    from_network = hit(f"confirmation-from:{network}", now)
    to_mailbox = hit(f"confirmation-to:{local.partition('+')[0]}@{domain}", now)
    return from_network <= CONFIRMATIONS_PER_NETWORK and to_mailbox <= CONFIRMATIONS_PER_MAILBOX


def allows_report(address: str) -> bool:
    """Count one report; False where this network reports too much."""
    return hit(f"report:{address}", timezone.now()) <= PER_ADDRESS


def hit(what: str, now: datetime) -> int:
    """Count one use of a key; gives how often it was used in this window. The key is stored hashed."""
    seconds = int(WINDOW.total_seconds())
    window = datetime.fromtimestamp(now.timestamp() // seconds * seconds, tz=now.tzinfo)
    key = salted_hmac("comments.limits", f"{what}:{now:%Y-%m-%d}", algorithm="sha256").hexdigest()
    rows = Hit.objects.filter(key=key, window=window)
    with transaction.atomic():
        if not rows.update(count=F("count") + 1):
            try:
                with transaction.atomic():
                    Hit.objects.create(key=key, window=window)
            except IntegrityError:
                rows.update(count=F("count") + 1)
        return rows.values_list("count", flat=True).get()
