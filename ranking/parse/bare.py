"""Lists without numbers: one candidate to a line, bulleted or not, and numbers behind the names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item, is_alphabetical, is_series_order
from ranking.parse.heads import Head
from ranking.parse.page import Page
from ranking.parse.remarks import remark_of

_SCORE = re.compile(
    r"[(\[]?\s*(?:[0-9]{1,3}(?:\.[0-9]+)?\s*(?:/|%|out of|stars?\b|pts|points|$|[)\].,;–-])"
    r"|★|☆|⭐|[A-F][+-]?(?:$|\s?[-–,.;)]))"
)
_PLACE = re.compile(
    r"(?P<sign>#|no\.?\s?)?(?P<digits>[0-9]{1,2})(?P<nth>st|nd|rd|th)?(?:\splace)?[.!]?$", re.IGNORECASE
)
_SCALES = (5, 10)
_SHORT_LINE = 5
_BEHIND_UNMARKED = frozenset("#:-–—([…•*|→")


@dataclass(frozen=True)
class Entry:
    """A line that names a candidate, what it says of it, and whether it has a bullet."""

    line: int
    head: Head
    own: str
    remark: str
    bullet: bool


def read_bare(page: Page, taken: Collection[int]) -> Found:
    """The list that the lines which are not taken make, if they make one."""
    found = Found()
    for entries in _groups(page, list(_entries(page, taken))):
        places = [place for entry in entries for place in entry.head.places]
        strangers = list(_strangers(page, entries))
        unclear = any(page.heads.touched(page.lines[n].words, places) for n in strangers)
        if unclear or _is_divided(page, entries) or _passes_over(page, entries, places):
            found.refused = True
        draft = _draft(page, entries, places) if len(set(places)) == len(places) else None
        if draft:
            found.unread += [page.line_text(index) for index in strangers]
            found.drafts.append(replace(draft, confidence=draft.confidence * (0.9 if strangers else 1.0)))
    return found


def _is_divided(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether a heading of the best or worst stands among the lines: what follows it is another list."""
    return any(hints.section(page.line_text(index)) for index in _between(page, entries))


def _passes_over(page: Page, entries: Sequence[Entry], places: Collection[int]) -> bool:
    """Whether a line among the items begins with a name that they do not hold: an item, or a remark?"""
    if entries[0].bullet:
        return False
    lines = [page.lines[index] for index in _between(page, entries)]
    heads = [page.heads.read(line.words) for line in lines if line.words and not line.quoted]
    return any(
        head and head.follows in ("end", "break") and not set(head.places) <= set(places) for head in heads
    )


def _strangers(page: Page, entries: Sequence[Entry]) -> Iterator[int]:
    """Lines in the list that look like items and are none: bullets, and without these short lines."""
    own = {entry.line for entry in entries}
    bullet = entries[0].bullet
    for index in range(_start_of_block(page, entries[0].line), _end_of_block(page, entries[-1].line)):
        line = page.lines[index]
        looks = line.mark.is_bullet if bullet else len(line.words) <= _SHORT_LINE
        if index not in own and looks and line.words and not line.quoted and not _is_label(page, index):
            yield index


def _start_of_block(page: Page, first: int) -> int:
    before = range(first - 1, -1, -1)
    return next((index + 1 for index in before if page.is_blank(index)), 0)


def _end_of_block(page: Page, last: int) -> int:
    after = range(last + 1, len(page.lines))
    return next((index for index in after if page.is_blank(index)), len(page.lines))


def _is_label(page: Page, index: int) -> bool:
    text = page.line_text(index)
    return text.rstrip(" *_").endswith(":") or hints.invites(text) or hints.section(text) != 0


def _entries(page: Page, taken: Collection[int]) -> Iterator[Entry]:
    heads = {
        index: head for index in range(len(page.lines)) if index not in taken and (head := _head(page, index))
    }
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
    behind = page.text[head.end : line.end].strip(' \t\xa0*_"”’)]')
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
            repeated = kept and entry.head.places == kept[-1].head.places and entry.head.follows != "end"
            if not repeated:
                kept.append(entry)
        if len(kept) > 1:
            yield kept


def _without_strangers(entries: Sequence[Entry]) -> list[Entry]:
    prefixes = [entry.head.prefix for entry in entries if entry.head.prefix]
    return [entry for entry in entries if not entry.head.prefix or prefixes.count(entry.head.prefix) > 1]


def _draft(page: Page, entries: Sequence[Entry], places: Sequence[int]) -> Draft | None:
    first, last = entries[0].line, entries[-1].line
    lead = "\n".join(reversed(page.before(first, 2)))
    behind = _tail(page, last)
    if _is_otherwise(lead, behind):
        return None
    invited = hints.invites(lead) or hints.direction(lead + " " + behind) != 0
    if ranked := _by_place(entries, invited):
        return ranked
    if not invited and (_is_scored(entries) or not _is_telling(page, entries, places)):
        return None
    tiers = tuple(_items(entry, entry.remark) for entry in entries if not hints.unseen(entry.own))
    scattered = next(_between(page, entries), None) is not None
    confidence = (0.85 if invited else 0.6) * (0.85 if scattered else 1.0)
    draft = Draft(tiers, confidence, range(first, last + 1))
    if len(tiers) < 2:
        return None
    return draft.reversed() if (hints.direction(lead) or hints.direction(behind)) < 0 else draft


def _is_otherwise(lead: str, behind: str) -> bool:
    """Whether the list is somebody else's, one of the worst, of something else, or in another order."""
    worst = hints.section(lead) < 0 and not hints.direction(lead)
    other = hints.forbids(lead) or hints.forbids(behind) or hints.is_of_others(lead)
    return worst or other or hints.announces_else(lead)


def _is_scored(entries: Sequence[Entry]) -> bool:
    return sum(bool(_SCORE.match(entry.own)) for entry in entries) * 2 >= len(entries)


def _tail(page: Page, last: int) -> str:
    behind = page.after(last)
    return behind if hints.is_short(behind) else ""


def _is_telling(page: Page, entries: Sequence[Entry], places: Sequence[int]) -> bool:
    """Whether an order that nobody announced can hardly be anything but a ranking."""
    if is_series_order(page.names, places) or (len(places) > 3 and is_alphabetical(page.names, places)):
        return False
    scattered = next(_between(page, entries), None) is not None
    return len(entries) >= (4 if scattered else 3)


def _between(page: Page, entries: Sequence[Entry]) -> Iterator[int]:
    """The lines between the first and the last item that are none."""
    own = {entry.line for entry in entries}
    lines = range(entries[0].line, entries[-1].line)
    return (index for index in lines if index not in own and not page.is_blank(index))


def _by_place(entries: Sequence[Entry], invited: bool) -> Draft | None:
    """ "Alien – 2": places behind the names, each exactly once; on a usual scale they may be scores."""
    found = [match for entry in entries if (match := _PLACE.match(entry.own))]
    numbers = [int(match["digits"]) for match in found]
    if len(numbers) < max(3, len(entries)) or sorted(numbers) != list(range(1, len(entries) + 1)):
        return None
    marked = all(match["sign"] or match["nth"] for match in found)
    if len(entries) in _SCALES and not marked and not invited:
        return None
    by_number = dict(zip(numbers, entries, strict=True))
    tiers = tuple(_items(by_number[number], "") for number in sorted(numbers))
    return Draft(tiers, 0.9 if marked or invited else 0.7, range(entries[0].line, entries[-1].line + 1))


def _items(entry: Entry, remark: str) -> tuple[Item, ...]:
    doubtful = entry.head.mended or entry.head.is_part
    return tuple(Item(place, entry.line, remark, doubtful) for place in entry.head.places)
