"""What a moderator sees beside a comment: who wrote it, what is like it, what it changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import Lower
from django.utils import timezone

from blog.models import Entry
from comments import crowd, traces
from comments.models import KEPT_DAYS, Comment, PostTally, Report, Trace

Kind = Trace.Kind
Status = Comment.Status
MOST_ALIKE = 10


@dataclass
class Background:
    """What is known around one comment."""

    approved: int = 0  # comments of the same writer, this one left out
    spam: int = 0
    others: int = 0
    first_seen: datetime | None = None
    by: str = ""  # "e-mail" or "network": what the writer is known by
    alike: int = 0
    followers: int = 0
    reports: list[tuple[str, int]] = field(default_factory=list)

    @property
    def group(self) -> int:
        return self.followers + 1

    def count(self, status: str, number: int, first: datetime) -> None:
        if status == Status.APPROVED:
            self.approved += number
        elif status == Status.SPAM:
            self.spam += number
        else:
            self.others += number
        self.first_seen = min(self.first_seen or first, first)


def of_page(comments: Sequence[Comment]) -> dict[int, Background]:
    """What is known around each of these, in five queries however many they are."""
    found = {comment.pk: Background() for comment in comments}
    marks: dict[int, list[traces.Mark]] = defaultdict(list)
    for comment, kind, value in Trace.objects.filter(comment__in=found).values_list(
        "comment", "kind", "value"
    ):
        marks[comment].append((kind, value))
    _count_writers(comments, found, marks)
    _count_alike(found, marks)
    # Told apart here: SQLite would go through all that wait if it could find them by their status.
    followers = Comment.objects.filter(leader__in=found).order_by()
    for leader, status, number in followers.values_list("leader", "status").annotate(Count("pk")):
        found[leader].followers += number if status == Status.PENDING else 0
    reports = Report.objects.filter(comment__in=found, settled=False).order_by()
    for comment, why, number in reports.values_list("comment", "why").annotate(Count("pk")):
        found[comment].reports.append((str(Report.Why(why).label), number))
    return found


def _count_writers(
    comments: Sequence[Comment], found: dict[int, Background], marks: dict[int, list[traces.Mark]]
) -> None:
    """By e-mail address where there is one, by network otherwise; the comment itself does not count."""
    emails = {c.pk: c.email.lower() for c in comments if c.email}
    rows = (
        Comment.objects.annotate(address=Lower("email")).filter(address__in=set(emails.values())).order_by()
    )
    told: dict[Any, list[tuple[str, int, datetime]]] = defaultdict(list)
    grouped = rows.values_list("address", "status").annotate(Count("pk"), Min("created_at"))
    for email, *row in grouped:
        told[email].append(tuple(row))
    networks = {
        pk: value
        for pk, kept in marks.items()
        for kind, value in kept
        if kind == Kind.ADDRESS and pk not in emails
    }
    seen = Trace.objects.filter(kind=Kind.ADDRESS, value__in=set(networks.values())).order_by()
    for value, *row in seen.values_list("value", "comment__status").annotate(Count("pk"), Min("at")):
        told[value].append(tuple(row))
    for comment in comments:
        about = found[comment.pk]
        about.by = "e-mail" if comment.pk in emails else "network" if comment.pk in networks else ""
        for status, number, first in told[emails.get(comment.pk) or networks.get(comment.pk)]:
            about.count(status, number - (status == comment.status), first)


def _count_alike(found: dict[int, Background], marks: dict[int, list[traces.Mark]]) -> None:
    kinds = {Kind.TEXT, Kind.LIKENESS}
    wanted = {mark for kept in marks.values() for mark in kept if mark[0] in kinds}
    rows = Trace.objects.filter(kind__in=kinds, value__in={value for _, value in wanted}).order_by()
    numbers = {(kind, value): n for kind, value, n in rows.values_list("kind", "value").annotate(Count("pk"))}
    for pk, kept in marks.items():
        found[pk].alike = max((numbers.get(mark, 1) - 1 for mark in kept), default=0)


def alike(comment: Comment) -> list[Comment]:
    """The latest comments with the same words, nearly the same, or links to the same sites."""
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    kinds = [Kind.TEXT, Kind.LIKENESS, Kind.HOST]
    kept = Trace.objects.filter(comment=comment, kind__in=kinds).values_list("kind", "value")
    pks = {pk for mark in kept for pk in traces.latest(mark, since)} - {comment.pk}
    return list(Comment.objects.filter(pk__in=sorted(pks)[-MOST_ALIKE:]).select_related("post"))


@dataclass(frozen=True)
class Move:
    """Where the crowd puts a film, and where it would."""

    entry: Entry
    before: int | None
    after: int | None


def effect(comment: Comment) -> list[Move] | None:
    """What approving a comment, or taking an approved one out, does to the crowd's order.

    None where it has no ranking; otherwise the films that move.
    """
    own = crowd.ordering_of(comment)
    if own is None:
        return None
    everything = list(Entry.objects.filter(post=comment.post_id).with_films())
    entries = [entry for entry in everything if entry.position is not None]
    ranked = [entry.pk for entry in entries]
    row = PostTally.objects.filter(post=comment.post_id).first() or PostTally(post_id=comment.post_id)
    tally = crowd.stored_tally(row, [entry.pk for entry in everything])
    before = crowd.agreed(tally, ranked)["tiers"]
    if comment.is_public:
        tally = tally.without(own)
    else:
        tally.add(own)
    old, new = _places(before), _places(crowd.agreed(tally, ranked)["tiers"])
    moves = [Move(entry, old.get(entry.pk), new.get(entry.pk)) for entry in entries]
    return [move for move in moves if move.before != move.after]


def _places(tiers: Iterable[Sequence[int]]) -> dict[int, int]:
    places: dict[int, int] = {}
    for tier in tiers:
        place = len(places) + 1
        places |= dict.fromkeys(tier, place)
    return places
