"""Lists with numbers before the names, counted up or down, with remarks and other lines between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item, is_series_order
from ranking.parse.heads import TIED, Head
from ranking.parse.marks import LAST
from ranking.parse.page import Page
from ranking.parse.remarks import remark_of
from ranking.words import Token

_FILMOGRAPHY = 5
_MOST_TIED = 12
_CLAUSE = 12
_ENDS = frozenset({".", ",", "(", "-", "–", "—", "?", "!"})


@dataclass(frozen=True)
class Entry:
    """A numbered line: the line with its words, the number, and the head if one was read."""

    line: int
    body: int
    number: int
    head: Head | None
    is_loose: bool


def read_numbered(page: Page) -> Found:
    """Every numbered list of the page that names at least two candidates."""
    found = Found()
    entries = _with_ties_below(page, list(_entries(page)))
    sequences = [_by_number(entries)] if _is_shuffled(page, entries) else list(_sequences(entries))
    for sequence in sequences:
        _read_sequence(page, sequence, found)
    listed = {item.place for draft in found.drafts for tier in draft.tiers for item in tier}
    alone = [entry.head for sequence in sequences if len(sequence) < 3 for entry in sequence if entry.head]
    if any(head.follows == "end" and not listed.issuperset(head.places) for head in alone):
        found.refused = True
    return found


def _is_shuffled(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether the films stand in some other order and each has its rank before it, from one on exactly once."""
    numbers = [entry.number for entry in entries]
    whole = len(numbers) > 2 and sorted(numbers) == list(range(1, len(numbers) + 1))
    own = [page.names.candidates[entry.head.places[0]].number for entry in entries if entry.head]
    steps = {one < other for one, other in zip(numbers, numbers[1:], strict=False)}
    return whole and len(own) == len(numbers) and len(steps) > 1 and numbers != own


def _by_number(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.number)


def _entries(page: Page) -> Iterator[Entry]:
    for index, line in enumerate(page.lines):
        if line.quoted or line.mark.number is None:
            continue
        body = index if page.text[line.mark.end : line.end].strip(" .:)-–—*_") else _next_line(page, index)
        words = page.lines[body].words
        head = _numeral_head(page, body) or (page.heads.read(words) if _is_clean(page, body) else None)
        if head or not line.mark.is_loose:
            yield Entry(index, body, line.mark.number, head, line.mark.is_loose)


def _next_line(page: Page, index: int) -> int:
    """Where a number stands alone, its words are on the next line."""
    for behind in range(index + 1, min(index + 3, len(page.lines))):
        if not page.is_blank(behind):
            return behind if page.lines[behind].mark.number is None else index
    return index


def _with_ties_below(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """ "6. A tie:" ranks the names that the next lines begin with."""
    return [_tied_below(page, one, other) for one, other in zip_longest(entries, entries[1:])]


def _tied_below(page: Page, entry: Entry, after: Entry | None) -> Entry:
    words = page.lines[entry.body].words
    if entry.head or not words or not all(word.word in TIED for word in words):
        return entry
    stop = after.line if after else min(entry.body + 1 + _MOST_TIED, len(page.lines))
    below = [head for under in range(entry.body + 1, stop) if (head := page.heads.read(page.lines[under].words))]
    places = tuple(place for head in below if head.follows in ("end", "break") for place in head.places)
    if len(set(places)) < len(places) or len(places) < 2:
        return entry
    return Entry(entry.line, entry.body, entry.number, below[0]._replace(places=places, by_comma=True), entry.is_loose)


def _is_clean(page: Page, body: int) -> bool:
    line = page.lines[body]
    gap = page.text[line.mark.end : line.words[0].start] if line.words else ""
    return not any(sign in "?!>=<…;" for sign in gap)


def _numeral_head(page: Page, body: int) -> Head | None:
    """ "1. IV": a numeral that is all there is on the line names a candidate."""
    words = page.lines[body].words
    if not words or page.heads.follows(words, 1) != "end":
        return None
    place = page.heads.numeral(words, 0)
    return None if place is None else Head((place,), 0, 1, words[0].start, words[0].end, "end", is_part=True)


def _sequences(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Cut where the numbers no longer go on in one direction."""
    run: list[Entry] = []
    step = 0
    for entry in entries:
        change = entry.number - run[-1].number if run else 0
        if change * step < 0:
            yield run
            run, step, change = [], 0, 0
        run.append(entry)
        step = step or change
    if run:
        yield run


def _read_sequence(page: Page, entries: Sequence[Entry], found: Found) -> None:
    entries = _without_strangers(entries)
    named = [entry for entry in entries if entry.head]
    strangers = [entry for entry in entries if not entry.head]
    found.unread += [page.line_text(entry.body) for entry in strangers]
    places = [place for entry in named if entry.head for place in entry.head.places]
    if len(set(places)) < 2:
        return
    draft = _draft(page, entries, named, places)
    broken_tie = any(word.word in ("tie", "tied") for e in strangers for word in page.lines[e.body].words[:4])
    if draft and not broken_tie and not any(page.heads.touched(_clause(page, e), places) for e in strangers):
        found.drafts.append(draft)
    else:
        found.refused = True


def _without_strangers(entries: Sequence[Entry]) -> list[Entry]:
    """Take away heads that only look like one: behind words that no other line has, or before a longer title."""
    prefixes = [entry.head.prefix for entry in entries if entry.head and entry.head.prefix]
    suffixes = [entry.head.suffix for entry in entries if entry.head and entry.head.suffix]
    kept = []
    for entry in entries:
        head = entry.head
        alone = head and head.prefix and prefixes.count(head.prefix) < 2
        longer = head and head.suffix and suffixes.count(head.suffix) < 2
        kept.append(Entry(entry.line, entry.body, entry.number, None, entry.is_loose) if alone or longer else entry)
    return kept


def _clause(page: Page, entry: Entry) -> Sequence[Token]:
    """The first words of a line, in which a name would stand."""
    words = page.lines[entry.body].words[:_CLAUSE]
    end = next((n for n in range(1, len(words)) if page.heads.gap(words, n).strip() in _ENDS), len(words))
    return words[:end]


def _draft(page: Page, entries: Sequence[Entry], named: Sequence[Entry], places: Sequence[int]) -> Draft | None:
    if len(set(places)) < len(places):
        return None
    first, last = entries[0].line, entries[-1].body
    numbers = [entry.number for entry in named]
    if len(set(numbers)) == 1:
        return None
    behind = page.after(last)
    lead = "\n".join(reversed(page.before(first, 2)))
    whole = "\n".join(reversed(page.before(first, 6)))
    if hints.forbids(lead) or (hints.is_short(behind) and hints.forbids(behind)) or hints.is_of_others(lead):
        return None
    invited = hints.invites(whole) or hints.direction(whole) != 0
    confidence = 0.95 if invited else 0.9
    flows = sum(entry.head.follows == "flow" for entry in named if entry.head)
    if 2 * flows > len(named) and not invited:
        return None
    if not invited and len(set(numbers)) == len(places) and is_series_order(page.names, places):
        if len(places) >= _FILMOGRAPHY:
            return None
        confidence -= 0.4
    falling = numbers[0] > numbers[-1]
    said = hints.direction(whole) or hints.direction(behind)
    section = hints.section(page.before(first, 1)[0]) if page.before(first, 1) else 0
    reverse, doubt = _reverse(falling, said, section)
    tiers = _tiers(page, entries, named)
    confidence *= doubt * (0.9 if len(named) < len(entries) else 1.0)
    ordered = tuple(reversed(tiers)) if reverse else tuple(tiers)
    ordered = tuple(tier for tier in ordered if tier)
    if sum(map(len, ordered)) < 2:
        return None
    return Draft(ordered, confidence, (first, last), 0 if said else section)


def _reverse(falling: bool, said: int, section: int) -> tuple[bool, float]:
    """Whether the last line is the best one, and how sure that is. Number one is the best unless it is said otherwise."""
    if said < 0:
        return True, 0.9
    if said > 0:
        return falling, 0.6 if falling else 1.0
    if section < 0:
        return not falling, 0.85
    return falling, 1.0


def _tiers(page: Page, entries: Sequence[Entry], named: Sequence[Entry]) -> list[tuple[Item, ...]]:
    """The items of each number. One that was not seen is left out."""
    ends = {entry.line: after.line for entry, after in zip(entries, entries[1:], strict=False)}
    tiers: list[tuple[Item, ...]] = []
    number = None
    for entry in named:
        head = entry.head
        if head is None:
            continue
        own, remark = remark_of(page, entry.body, head, ends.get(entry.line))
        if hints.unseen(own):
            continue
        doubtful = head.mended or head.by_comma or head.follows == "flow" or head.is_part
        written = page.text[head.start : head.end]
        items = tuple(Item(place, entry.body, written, remark, doubtful) for place in head.places)
        if entry.number == number and number != LAST:
            tiers[-1] += items
        else:
            tiers.append(items)
        number = entry.number
    return tiers
