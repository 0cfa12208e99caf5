"""Lists with numbers before the names, counted up or down, with remarks and other lines between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item, is_series_order
from ranking.parse.entries import Entry, clause_of, is_broken_tie, sequences
from ranking.parse.heads import Head
from ranking.parse.marks import LAST
from ranking.parse.page import Page
from ranking.parse.remarks import remark_of

_FILMOGRAPHY = 5
_MOST_LISTS = 64
_STRANGER = 40


@dataclass(frozen=True)
class Around:
    """What the lines around a list say: the two above, the one below, and whether they announce a ranking."""

    lead: str
    behind: str
    section: int
    said: int
    invited: bool


def read_numbered(page: Page) -> Found:
    """Every numbered list of the page that names at least two candidates."""
    found = Found()
    lists = sequences(page)
    if len(lists) > _MOST_LISTS:
        return Found(refused=True)
    for entries in lists:
        _read(page, entries, found)
    listed = {item.place for draft in found.drafts for item in draft.items}
    alone = [entry.head for entries in lists if len(entries) < 3 for entry in entries if entry.head]
    if any(head.follows == "end" and not listed.issuperset(head.places) for head in alone):
        found.refused = True
    return found


def _read(page: Page, entries: Sequence[Entry], found: Found) -> None:
    """A list counts if all of its lines are understood, or at least speak of no candidate."""
    strangers = [entry for entry in entries if not entry.head]
    found.unread += [page.line_text(entry.body) for entry in strangers]
    places = [place for entry in entries if entry.head for place in entry.head.places]
    if len(set(places)) < 2:
        return
    unclear = any(_is_unclear(page, entry, places) for entry in strangers)
    draft = None if unclear or len(set(places)) < len(places) else _draft(page, entries, places)
    if draft:
        found.drafts.append(draft)
    else:
        found.refused = True


def _is_unclear(page: Page, entry: Entry, places: Sequence[int]) -> bool:
    """Whether a numbered line that was not understood may rank a candidate that the others do not."""
    words = page.lines[entry.body].words[:_STRANGER]
    touched = page.heads.touched(clause_of(page, entry), places)
    return touched or is_broken_tie(page, entry) or page.heads.holds_another(words, places)


def _draft(page: Page, entries: Sequence[Entry], places: Sequence[int]) -> Draft | None:
    named = [entry for entry in entries if entry.head]
    around = _around(page, entries)
    numbers = [entry.number for entry in named]
    if _has_holes(entries, len(places)):
        return None
    if len(set(numbers)) == 1 or _is_otherwise(around) or (not around.invited and _is_argument(named)):
        return None
    confidence = (0.95 if around.invited else 0.9) * (0.9 if len(named) < len(entries) else 1.0)
    level = len(set(numbers)) < len(places)
    if not around.invited and not level and is_series_order(page.names, places):
        if len(places) >= _FILMOGRAPHY:
            return None
        confidence -= 0.4
    tiers = [tier for tier in _tiers(page, entries) if tier]
    turned, sureness = _turn(numbers[0] > numbers[-1], around)
    lines = range(entries[0].line, entries[-1].body + 1)
    draft = Draft(tuple(tiers), confidence * sureness, lines, 0 if around.said else around.section)
    if len(draft.items) < 2:
        return None
    return draft.reversed() if turned else draft


def _has_holes(entries: Sequence[Entry], named: int) -> bool:
    """Whether the first line is missing and another one too: what is left of a list is not that list."""
    numbers = [entry.number for entry in entries if entry.number != LAST]
    return bool(numbers) and min(numbers) > 1 and max(numbers) - min(numbers) >= max(len(entries), named)


def _around(page: Page, entries: Sequence[Entry]) -> Around:
    above = page.before(entries[0].line, 6)
    lead, whole = "\n".join(above[1::-1]), "\n".join(above[::-1])
    behind = page.after(entries[-1].body)
    said = hints.direction(whole) or hints.direction(behind)
    section = hints.section(above[0]) if above else 0
    return Around(lead, behind, section, said, hints.invites(whole) or hints.direction(whole) != 0)


def _is_otherwise(around: Around) -> bool:
    """Whether the list is somebody else's, or in another order than one of preference."""
    announces = around.behind.rstrip(" *_").endswith(":")
    behind = around.behind if hints.is_short(around.behind) and not announces else ""
    return hints.forbids(around.lead) or hints.forbids(behind) or hints.is_of_others(around.lead)


def _is_argument(named: Sequence[Entry]) -> bool:
    """Whether most names only begin a sentence: numbered points, not places."""
    flows = sum(bool(entry.head) and entry.head.follows == "flow" for entry in named if entry.head)
    return 2 * flows > len(named)


def _turn(falling: bool, around: Around) -> tuple[bool, float]:
    """Whether the last line is the best, and how sure that is. Number one is, unless it is said otherwise."""
    if around.said < 0:
        return True, 0.9
    if around.said > 0:
        return falling, 0.6 if falling else 1.0
    if around.section < 0:
        return not falling, 0.85
    return falling, 1.0


def _tiers(page: Page, entries: Sequence[Entry]) -> list[tuple[Item, ...]]:
    """The items of each number, in the order of the lines; one that was not seen is left out."""
    tiers: list[tuple[Item, ...]] = []
    number = None
    spaced = _is_spaced(page, entries)
    for entry, after in zip_longest(entries, entries[1:]):
        if not entry.head:
            continue
        stop = after.line if after and after.line > entry.body else None
        items = _items(page, entry, entry.head, stop, spaced)
        if items and entry.number == number and number != LAST:
            tiers[-1] += items
        elif items:
            tiers.append(items)
            number = entry.number
    return tiers


def _is_spaced(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether remarks stand below the names, in paragraphs of their own."""
    between = (range(one.body + 1, other.line) for one, other in pairwise(entries))
    return any(not page.is_blank(line) for lines in between for line in lines)


def _items(page: Page, entry: Entry, head: Head, stop: int | None, spaced: bool) -> tuple[Item, ...]:
    own, remark = remark_of(page, entry.body, head, stop, spaced)
    if hints.unseen(own):
        return ()
    if head.start > page.lines[entry.body].end:
        remark = ""  # The names of a tie stand on the lines below, each with words of its own.
    doubtful = head.mended or head.by_comma or head.is_part or head.follows == "flow"
    return tuple(Item(place, entry.body, remark, doubtful) for place in head.places)
