"""A reader's words to the ranking that they tell: the bridge between the database and `ranking.parse`.

What is read counts nowhere until somebody says so: the reader on their receipt, or a moderator.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from blog import text as canonical
from blog.models import Entry
from comments.models import REMARK_LENGTH
from comments.submission import Ballot
from ranking.numbering import numbers_of
from ranking.ordering import Key
from ranking.parse import Candidate, parse


@dataclass(frozen=True)
class Read:
    """The ranking that a text tells, by entry, and what each part of it was read from.

    `doubtful` holds the line of each film whose name was matched with doubt, `unread` what looked like a part
    of a ranking and was not understood. The confidence goes from 0 to 1.
    """

    tiers: tuple[tuple[int, ...], ...] = ()
    remarks: dict[int, str] = field(default_factory=dict)
    confidence: float = 0.0
    unread: tuple[str, ...] = ()
    doubtful: dict[int, str] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)

    @property
    def found(self) -> bool:
        return bool(self.tiers)

    @property
    def mark(self) -> str:
        """The same for the same ranking alone: what somebody agreed to is what they were shown."""
        said = json.dumps([self.tiers, sorted(self.remarks.items())])
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def ballot(self) -> Ballot | None:
        """What would be stored; None where nothing was read."""
        return Ballot(self.tiers, self.remarks) if self.tiers else None

    def scorecard(self, entries: Iterable[Entry]) -> list["Line"]:
        """The films best first, as a page shows them."""
        by_pk = {entry.pk: entry for entry in entries}
        places = accumulate((len(tier) for tier in self.tiers), initial=1)
        return [
            Line(place, len(tier) > 1, by_pk[pk], self.remarks.get(pk, ""), self.doubtful.get(pk, ""))
            for place, tier in zip(places, self.tiers, strict=False)
            for pk in tier
        ]


@dataclass(frozen=True)
class Line:
    """One film of a ranking that was read; with a doubt, the line that may mean another."""

    place: int
    tied: bool
    entry: Entry
    remark: str
    doubt: str


def entries_of(posts: Iterable[int]) -> dict[int, list[Entry]]:
    """The ranked entries of each post with films and aliases, in two queries however many there are."""
    found: dict[int, list[Entry]] = {post: [] for post in posts}
    entries = Entry.objects.filter(post__in=found).ranked().with_films()
    for entry in entries.prefetch_related("film__aliases"):
        found[entry.post_id].append(entry)
    return found


def candidates(entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    """What can be ranked, as the reading of texts knows it. Needs the entries with films and aliases."""
    named = [
        Candidate(
            key=entry.pk,
            title=entry.film.title,
            aliases=tuple(alias.name for alias in entry.film.aliases.all()),
            year=entry.film.year,
        )
        for entry in entries
    ]
    return tuple(replace(one, number=number) for one, number in zip(named, numbers_of(named), strict=True))


def read(text: str, entries: Iterable[Entry]) -> Read:
    """The ranking that a text tells of these entries; not `found` where it tells none for certain."""
    reading = parse(text, candidates(entries))
    remarks = {_pk(key): _remark(words) for key, words in reading.remarks.items()}
    return Read(
        tiers=tuple(tuple(map(_pk, tier)) for tier in reading.ordering or ()),
        remarks={pk: remark for pk, remark in remarks.items() if remark},
        confidence=reading.confidence,
        unread=reading.unread,
        doubtful={_pk(part.key): part.line for part in reading.explained if part.doubtful},
        lines={_pk(part.key): part.line for part in reading.explained},
    )


def _pk(key: Key) -> int:
    assert isinstance(key, int)  # `candidates` makes no other keys
    return key


def _remark(words: str) -> str:
    """A remark as it is stored: one line, cut between two words where it is too long."""
    for found in (canonical.CONTROL_IN_LINE, canonical.BIDI):
        words = found.sub(" ", words)
    line = " ".join(unicodedata.normalize("NFC", words).split())
    if len(line) <= REMARK_LENGTH:
        return line
    kept = line[:REMARK_LENGTH]  # its last sign, blank or not, makes room for the ellipsis
    return kept[: kept.rfind(" ") if " " in kept else -1] + "…"
