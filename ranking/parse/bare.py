"""Lists without numbers: one candidate to a line, bulleted or not, and numbers behind the names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item, is_alphabetical, is_series_order
from ranking.parse.heads import Head
from ranking.parse.page import Page
from ranking.parse.remarks import remark_of

_SCORE = re.compile(r"[(\[]?\s*(?:[0-9]{1,3}(?:\.[0-9]+)?\s*(?:/|%|out of|stars?\b|pts|points|$|[)\].,;–-])|★|☆|⭐|[A-F][+-]?(?:$|\s?[-–,.;)]))")
_PLACE = re.compile(r"(?P<sign>#|no\.?\s?)?(?P<digits>[0-9]{1,2})(?P<nth>st|nd|rd|th)?(?:\splace)?[.!]?$", re.IGNORECASE)
_SCALES = (5, 10)
_BEHIND_UNMARKED = frozenset(":-–—([…•*|→")


@dataclass(frozen=True)
class Entry:
    """A line that names a candidate, what it says of it, and whether it has a bullet."""

    line: int
    head: Head
    own: str
    remark: str
    bullet: bool


def read_bare(page: Page, taken: Collection[int]) -> Found:
    """The list that the lines outside the taken ones make, if they make one."""
    found = Found()
    for group in _groups(page, list(_entries(page, taken))):
        if any(hints.section(page.line_text(index)) for index in _between(page, group)):
            found.refused = True
        draft = _draft(page, group)
        if draft:
            found.drafts.append(draft)
    return found


def _entries(page: Page, taken: Collection[int]) -> Iterator[Entry]:
    heads = {index: head for index in range(len(page.lines)) if index not in taken and (head := _head(page, index))}
    lines = sorted(heads)
    for index, after in zip_longest(lines, lines[1:]):
        own, remark = remark_of(page, index, heads[index], after)
        yield Entry(index, heads[index], own, remark, page.lines[index].mark.is_bullet)


def _head(page: Page, index: int) -> Head | None:
    line = page.lines[index]
    if line.quoted or line.mark.number is not None or not line.words:
        return None
    gap = page.text[line.mark.end : line.words[0].start]
    if any(sign in "?!>=<…;/" for sign in gap):
        return None
    head = page.heads.read(line.words)
    if not head or head.by_comma or head.follows not in ("end", "break"):
        return None
    behind = page.text[head.end : line.end].strip(" \t\xa0*_\"”’")
    plain = not behind.strip(".,;-–") or behind[0] in _BEHIND_UNMARKED
    return head if plain or line.mark.is_bullet else None


def _groups(page: Page, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Bulleted lines and plain ones make lists of their own."""
    entries = _without_strangers(entries)
    for bullet in (True, False):
        group = [entry for entry in entries if entry.bullet == bullet]
        kept: list[Entry] = []
        for entry in group:
            # A remark may begin with the name it is about.
            if not kept or entry.head.places != kept[-1].head.places:
                kept.append(entry)
        if len(kept) > 1:
            yield kept


def _without_strangers(entries: Sequence[Entry]) -> list[Entry]:
    prefixes = [entry.head.prefix for entry in entries if entry.head.prefix]
    return [entry for entry in entries if not entry.head.prefix or prefixes.count(entry.head.prefix) > 1]


def _draft(page: Page, entries: Sequence[Entry]) -> Draft | None:
    places = [place for entry in entries for place in entry.head.places]
    first, last = entries[0].line, entries[-1].line
    if len(set(places)) < len(places):
        return None
    lead = "\n".join(reversed(page.before(first, 2)))
    behind = _tail(page, last)
    if hints.forbids(lead) or hints.forbids(behind) or hints.is_of_others(lead):
        return None
    if (hints.section(lead) < 0 and not hints.direction(lead)) or hints.announces_else(lead):
        return None
    invited = hints.invites(lead) or hints.direction(lead + " " + behind) != 0
    if ranked := _by_place(entries, invited, lead):
        return ranked
    if not invited and not _is_telling(page, entries, places):
        return None
    if not invited and sum(bool(_SCORE.match(entry.own)) for entry in entries) * 2 >= len(entries):
        return None
    tiers = [_items(entry) for entry in entries if not hints.unseen(entry.own)]
    if hints.direction(lead) < 0 or (hints.direction(behind) < 0 and not hints.direction(lead)):
        tiers.reverse()
    scattered = _is_scattered(page, entries)
    confidence = (0.85 if invited else 0.6) * (0.85 if scattered else 1.0)
    return Draft(tuple(tiers), confidence, range(first, last + 1)) if len(tiers) > 1 else None


def _tail(page: Page, last: int) -> str:
    behind = page.after(last)
    return behind if hints.is_short(behind) else ""


def _is_telling(page: Page, entries: Sequence[Entry], places: Sequence[int]) -> bool:
    """Whether an order that nobody announced can hardly be anything but a ranking."""
    if is_series_order(page.names, places) or (len(places) > 3 and is_alphabetical(page.names, places)):
        return False
    return len(entries) >= (4 if _is_scattered(page, entries) else 3)


def _is_scattered(page: Page, entries: Sequence[Entry]) -> bool:
    return next(_between(page, entries), None) is not None


def _between(page: Page, entries: Sequence[Entry]) -> Iterator[int]:
    """The lines between the first and the last item that are none."""
    own = {entry.line for entry in entries}
    lines = range(entries[0].line, entries[-1].line)
    return (index for index in lines if index not in own and not page.is_blank(index))


def _by_place(entries: Sequence[Entry], invited: bool, lead: str) -> Draft | None:
    """ "Alien – 2": places behind the names, each from one on exactly once; on a usual scale they could be scores."""
    found = [_PLACE.match(entry.own) for entry in entries]
    numbers = [int(match["digits"]) for match in found if match]
    if len(numbers) < len(entries) or sorted(numbers) != list(range(1, len(entries) + 1)) or len(entries) < 3:
        return None
    marked = all(match and (match["sign"] or match["nth"]) for match in found)
    if len(entries) in _SCALES and not marked and not invited:
        return None
    tiers = tuple(_items(entry, "") for _, entry in sorted(zip(numbers, entries, strict=True), key=lambda pair: pair[0]))
    return Draft(tiers, 0.9 if marked or invited else 0.7, range(entries[0].line, entries[-1].line + 1))


def _items(entry: Entry, remark: str | None = None) -> tuple[Item, ...]:
    head = entry.head
    doubtful = head.mended or head.is_part
    said = entry.remark if remark is None else remark
    return tuple(Item(place, entry.line, said, doubtful) for place in head.places)
