"""What the database knows of a writer and of comments like theirs: what the rules decide by."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Lower

from comments import bans, subscriptions, traces
from comments.circumstances import Circumstances
from comments.models import KEPT_DAYS, Comment, CommentQuerySet, Policy, Trace
from comments.rules import Known
from comments.submission import Submission

Kind = Trace.Kind
Status = Comment.Status


def known(
    policy: Policy,
    sent: Submission,
    circumstances: Circumstances,
    marks: Sequence[traces.Mark],
    burst: Sequence[int],
    now: datetime,
) -> Known:
    """All that the rules ask for, in a number of queries that no crowd changes."""
    return Known(
        familiar=is_familiar(sent.email),
        banned=bans.is_banned(sent, circumstances.network, now),
        repeated=sent_before(policy, marks, now),
        like_spam=spam_like(policy, marks, now),
        burst=len(readers(burst)) + 1,
        circumstances=circumstances,
    )


def is_familiar(email: str) -> bool:
    """Whether a writer is known: by an address that is theirs; where none can be asked, by its comments."""
    if subscriptions.is_confirmed(email):
        return True
    return not settings.MAIL_SERVER and by_email(email).filter(status=Status.APPROVED).exists()


def by_email(email: str) -> CommentQuerySet:
    """What came under this address before, however it was written; nothing where none was given."""
    if not email:
        return Comment.objects.none()
    return Comment.objects.alias(address=Lower("email")).filter(address=Lower(Value(email)))


def sent_before(policy: Policy, marks: Iterable[traces.Mark], now: datetime) -> bool:
    if policy.repeat_days is None:
        return False
    since = now - timedelta(days=policy.repeat_days)
    return any(traces.latest(mark, since) for mark in marks if mark[0] == Kind.TEXT)


def spam_like(policy: Policy, marks: Iterable[traces.Mark], now: datetime) -> int:
    """How many comments like this one were marked as spam; none where twice as many were not."""
    if policy.like_spam is None:
        return 0
    since = now - timedelta(days=KEPT_DAYS)
    alike = {
        pk for mark in marks if mark[0] in {Kind.LIKENESS, Kind.HOST} for pk in traces.latest(mark, since)
    }
    statuses = list(Comment.objects.filter(pk__in=alike).values_list("status", flat=True)) if alike else []
    spam, approved = statuses.count(Status.SPAM), statuses.count(Status.APPROVED)
    return spam if spam > 2 * approved else 0


def same_order(policy: Policy, marks: Iterable[traces.Mark], now: datetime) -> list[int]:
    """The comments that brought the same order within the last minutes, the latest of them."""
    if policy.burst_readers is None:
        return []
    since = now - timedelta(minutes=policy.burst_minutes)
    return [pk for mark in marks if mark[0] == Kind.ORDER for pk in traces.latest(mark, since)]


def readers(comments: Sequence[int]) -> set[tuple[int, str]]:
    """Who sent these: a name from the same network is the same reader."""
    if not comments:
        return set()
    networks = Trace.objects.filter(comment__in=comments, kind=Kind.ADDRESS)
    network = dict(networks.values_list("comment", "value"))
    names = Comment.objects.filter(pk__in=comments).values_list("pk", Lower("name"))
    return {(network.get(pk, 0), name) for pk, name in names}
