"""What comments can be known again by, as hashes on an index: network, text, likeness, linked sites, order.

A likeness is four numbers. Texts that share half of their pairs of words have one of them in common in two
cases of three, texts about different things hardly ever (MinHash in bands). Everything here costs the same
however many comments there are: each look-up takes the latest few of one number from the index.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from comments import wordlists
from comments.models import KEPT_DAYS, Comment, Report, Trace
from comments.submission import Ballot, Submission

Kind = Trace.Kind
Mark = tuple[str, int]  # a kind and a number

ADDRESS_DAYS = 30
LETTERS_ENOUGH = 20  # for the same text to mean anything
PAIRS_ENOUGH = 6
FILMS_ENOUGH = 4
BANDS, ROWS = 4, 2
LATEST = 50
MOST_HOSTS = 3
HOST = re.compile(r"(?:https?://|www\.)([^\s/?#<>\"'@]{1,253})", re.IGNORECASE)
PRIME = (1 << 61) - 1


def marks(sent: Submission, network: str, now: datetime) -> list[Mark]:
    """All that a comment can be known again by."""
    found = [(Kind.ADDRESS.value, address(network, now))] if network else []
    return found + of_words(sent) + of_order(sent.ballot)


def of_words(sent: Submission) -> list[Mark]:
    words = wordlists.words(sent.words)
    letters = "".join(wordlists.words(sent.text))
    found = [(Kind.TEXT.value, number("text", letters))] if len(letters) >= LETTERS_ENOUGH else []
    found += [(Kind.LIKENESS.value, band) for band in likeness(words)]
    return found + [(Kind.HOST.value, number("host", host)) for host in hosts(sent.words)]


def of_order(ballot: Ballot | None) -> list[Mark]:
    """The order, where it says enough: two readers agree on three films soon."""
    tiers = ballot.tiers if ballot else ()
    if len(tiers) < 2 or sum(map(len, tiers)) < FILMS_ENOUGH:
        return []
    return [(Kind.ORDER.value, number("order", repr([sorted(tier) for tier in tiers])))]


def likeness(words: Sequence[str]) -> list[int]:
    """Numbers of which texts alike have some in common; none for a text of few words."""
    pairs = {number("pair", f"{a} {b}") % PRIME for a, b in pairwise(words)}
    if len(pairs) < PAIRS_ENOUGH:
        return []
    least = [min((pair * factor + shift) % PRIME for pair in pairs) for factor, shift in PERMUTATIONS]
    return [number(f"band {at}", repr(least[at : at + ROWS])) for at in range(0, len(least), ROWS)]


def hosts(text: str) -> list[str]:
    """The sites that a text links, without our own."""
    own = urlsplit(settings.SITE_URL).hostname
    found = dict.fromkeys(host.lower().removeprefix("www.").rstrip(".") for host in HOST.findall(text))
    return [host for host in found if host and host.partition(":")[0] != own][:MOST_HOSTS]


def number(what: str, text: str) -> int:
    """64 bits that stand for a text."""
    digest = hashlib.blake2b(text.encode(), digest_size=8, person=what.encode()[:16]).digest()
    return int.from_bytes(digest, "big", signed=True)


PERMUTATIONS = [
    (abs(number("factor", str(row))) % (PRIME - 1) + 1, abs(number("shift", str(row))) % PRIME)
    for row in range(BANDS * ROWS)
]


def address(network: str, now: datetime, ago: int = 0) -> int:
    """What is kept of a network: a hash under a key that changes every thirty days."""
    period = int(now.timestamp()) // (ADDRESS_DAYS * 24 * 3600) - ago
    digest = salted_hmac(f"comments.address.{period}", network, algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def addresses(network: str, now: datetime) -> list[int]:
    """What a network may be kept as: under the present key and under the one before."""
    return [address(network, now), address(network, now, ago=1)] if network else []


def keep(comment: Comment, found: Iterable[Mark]) -> None:
    Trace.objects.bulk_create(
        Trace(comment=comment, kind=kind, value=value, at=comment.created_at) for kind, value in found
    )


def renew(comment: Comment, sent: Submission) -> None:
    """After its words or its order changed, a comment is known by the new ones."""
    Trace.objects.filter(comment=comment).exclude(kind=Kind.ADDRESS).delete()
    keep(comment, of_words(sent) + of_order(sent.ballot))


def latest(mark: Mark, since: datetime) -> list[int]:
    """The latest comments with this mark, newest first; at most so many that it costs nothing."""
    rows = Trace.objects.filter(kind=mark[0], value=mark[1], at__gte=since).order_by("-at")
    return list(rows.values_list("comment", flat=True)[:LATEST])


def purge(now: datetime) -> int:
    """Forget where comments and reports came from after thirty days, and what they were like after ninety."""
    month, season = now - timedelta(days=ADDRESS_DAYS), now - timedelta(days=KEPT_DAYS)
    gone, _ = Trace.objects.filter(at__lt=month, kind=Kind.ADDRESS).delete()
    gone += Trace.objects.filter(at__lt=season).delete()[0]
    return gone + Report.objects.filter(created_at__lt=month).delete()[0]
