"""Whose comments are spam at once: bans on a network, a name or an e-mail address, and their end."""

import hashlib
import ipaddress
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blog.text import skeleton
from comments import record, traces
from comments.models import Ban, Comment, Deed, Trace
from comments.submission import Submission

Kind = Ban.Kind
# The networks that a ban may name: the narrowest is what is known of an address, the widest a provider.
WIDEST = {4: 8, 6: 16}
NARROWEST = {4: 24, 6: 48}


def is_banned(sent: Submission, network: str, now: datetime) -> bool:
    """Whether a ban that has not ended fits; one look at an index, however many there are."""
    wanted = [_match(Kind.NAME, skeleton(sent.name))]
    email = sent.email.casefold()
    wanted += [_match(Kind.EMAIL, part) for part in (email, email[email.rfind("@") :]) if email]
    wanted += [_match(Kind.NETWORK, name) for name in _around(network)]
    wanted += [_match(Kind.ADDRESS, str(value)) for value in traces.addresses(network, now)]
    return Ban.objects.filter(Q(until=None) | Q(until__gt=now), match__in=wanted).exists()


def prepare(ban: Ban) -> None:
    """Give a ban that somebody typed its canonical value and what it is found by, or say what is wrong."""
    value = ban.value.strip()
    if ban.kind == Kind.NETWORK:
        value = _network(value)
    elif ban.kind == Kind.EMAIL:
        value = _email(value)
    elif ban.kind == Kind.NAME and not skeleton(value):
        raise ValidationError({"value": "A name needs a letter or a digit."})
    elif ban.kind == Kind.ADDRESS:
        raise ValidationError({"kind": "Where a comment came from can be banned in the queue alone."})
    ban.value = value
    ban.match = _match(ban.kind, skeleton(value) if ban.kind == Kind.NAME else value)


@transaction.atomic
def ban_writers(
    comments: Sequence[Comment],
    kinds: Iterable[str],
    until: datetime | None,
    *,
    who: str,
    batch: uuid.UUID,
) -> int:
    """Ban those who wrote these comments by what is known of each; gives how many bans that makes."""
    now, kinds = timezone.now(), set(kinds)
    told = [(Kind.EMAIL, c.email, c.email.casefold()) for c in comments]
    told += [(Kind.NAME, c.name, skeleton(c.name)) for c in comments]
    known = Trace.objects.filter(comment__in=comments, kind=Trace.Kind.ADDRESS)
    told += [(Kind.ADDRESS, "", str(value)) for value in known.values_list("value", flat=True)]
    rows = {
        _match(kind, folded): Ban(kind=kind, value=value)
        for kind, value, folded in told
        if kind in kinds and folded
    }
    forgotten = now + timedelta(days=traces.ADDRESS_DAYS)
    for match, ban in rows.items():
        ban.match, ban.batch, ban.until = match, batch, until
        if ban.kind == Kind.ADDRESS:
            ban.until = min(until or forgotten, forgotten)
    Ban.objects.bulk_create(rows.values())
    if rows:
        record.note([(comment.pk, "", "") for comment in comments], Deed.What.BANNED, who=who, batch=batch)
    return len(rows)


@transaction.atomic
def lift(batch: uuid.UUID, *, who: str) -> int:
    """End the bans of a batch; gives how many ended."""
    now = timezone.now()
    ended = Ban.objects.filter(Q(until=None) | Q(until__gt=now), batch=batch).update(until=now)
    comments = Deed.objects.filter(batch=batch, what=Deed.What.BANNED).values_list("comment", flat=True)
    if ended:
        record.note([(pk, "", "") for pk in comments], Deed.What.LIFTED, who=who, batch=uuid.uuid4())
    return ended


def purge(now: datetime) -> int:
    """A ban on an address is forgotten with the address."""
    return Ban.objects.filter(kind=Kind.ADDRESS, until__lt=now).delete()[0]


def _match(kind: str, folded: str) -> str:
    return hashlib.sha256(f"{kind}:{folded}".encode()).hexdigest()


def _around(network: str) -> list[str]:
    """A network and all wider ones that a ban may name."""
    try:
        found = ipaddress.ip_network(network)
    except ValueError:
        return []
    widest = WIDEST[found.version]
    return [str(found.supernet(new_prefix=prefix)) for prefix in range(widest, found.prefixlen + 1)]


def _network(value: str) -> str:
    try:
        found = ipaddress.ip_network(value, strict=False)
    except ValueError as error:
        raise ValidationError({"value": "Please give a network such as 203.0.113.0/24."}) from error
    if found.prefixlen < WIDEST[found.version]:
        raise ValidationError({"value": "This network is too large to ban. Please choose a smaller one."})
    narrowest = NARROWEST[found.version]
    return str(found if found.prefixlen <= narrowest else found.supernet(new_prefix=narrowest))


def _email(value: str) -> str:
    value = value.casefold()
    try:
        validate_email(f"anybody{value}" if value.startswith("@") else value)
    except ValidationError as error:
        raise ValidationError({"value": "Please give an e-mail address, or @ and a domain."}) from error
    return value
