"""The numbered lines of a page, each with the name it begins with, cut into lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from ranking.parse.heads import TIED, Head
from ranking.parse.page import Page
from ranking.variants import SMALL
from ranking.words import Token, squash

_MOST_TIED = 12
_CLAUSE = 12
_EDITIONS = frozenset({"cut", "edition", "version", "theatrical", "extended"})
_PAUSES = frozenset({".", ",", "(", "-", "–", "—", "?", "!"})
_UNCLEAN = frozenset("?!>=<…;")


@dataclass(frozen=True)
class Entry:
    """A numbered line, the line with its words, and the head if one was read."""

    line: int
    body: int
    number: int
    head: Head | None


def sequences(page: Page) -> list[list[Entry]]:
    """The numbered lines in lists: cut where the numbers no longer go on in one direction.

    Films in some other order, each behind its own rank from one on, are one list by these ranks.
    """
    every = list(_entries(page))
    entries = [_tied_below(page, entry, after) for entry, after in zip_longest(every, every[1:])]
    if _is_shuffled(page, entries):
        return [sorted(entries, key=lambda entry: entry.number)]
    return [_without_strangers(page, sequence) for sequence in _monotone(entries)]


def clause_of(page: Page, entry: Entry) -> Sequence[Token]:
    """The first words of a line, in which a name would stand."""
    words = page.lines[entry.body].words[:_CLAUSE]
    gaps = [page.heads.gap(words, index) for index in range(1, len(words))]
    ends = (index for index, gap in enumerate(gaps, start=1) if gap != "-" and gap.strip() in _PAUSES)
    return words[: next(ends, len(words))]


def is_broken_tie(page: Page, entry: Entry) -> bool:
    """Whether a line speaks of a tie and its names were not found."""
    return any(word.word in ("tie", "tied") for word in page.lines[entry.body].words[:4])


def _entries(page: Page) -> Iterator[Entry]:
    for index, line in enumerate(page.lines):
        if line.quoted or line.mark.number is None:
            continue
        body = index if page.text[line.mark.end : line.end].strip(" .:)-–—*_") else _next_line(page, index)
        head = _numeral_head(page, body) or (
            page.heads.read(page.lines[body].words) if _is_clean(page, body) else None
        )
        if head or not line.mark.is_loose:
            yield Entry(index, body, line.mark.number, head)


def _next_line(page: Page, index: int) -> int:
    """Where a number stands alone, its words are on the next line."""
    for behind in range(index + 1, min(index + 3, len(page.lines))):
        if not page.is_blank(behind):
            return behind if page.lines[behind].mark.number is None else index
    return index


def _is_clean(page: Page, body: int) -> bool:
    line = page.lines[body]
    gap = page.text[line.mark.end : line.words[0].start] if line.words else ""
    return _UNCLEAN.isdisjoint(gap)


def _numeral_head(page: Page, body: int) -> Head | None:
    """ "1. IV": a numeral that is all there is on the line names a candidate."""
    words = page.lines[body].words
    if not words or page.heads.follows(words, 1) != "end":
        return None
    place = page.heads.numeral(words, 0)
    return None if place is None else Head((place,), 0, 1, words[0].start, words[0].end, "end", is_part=True)


def _tied_below(page: Page, entry: Entry, after: Entry | None) -> Entry:
    """ "6. A tie:" ranks the names that the next lines begin with."""
    words = page.lines[entry.body].words
    if entry.head or not words or not all(word.word in TIED for word in words):
        return entry
    stop = min(after.line if after else len(page.lines), entry.body + _MOST_TIED)
    below = [
        head for under in range(entry.body + 1, stop) if (head := page.heads.read(page.lines[under].words))
    ]
    places = tuple(place for head in below if head.follows in ("end", "break") for place in head.places)
    if len(set(places)) < len(places) or len(places) < 2:
        return entry
    return replace(entry, head=below[0]._replace(places=places, by_comma=True))


def _is_shuffled(page: Page, entries: Sequence[Entry]) -> bool:
    """Whether the numbers from one on stand in no order, each once, and are not those of the films."""
    numbers = [entry.number for entry in entries]
    own = [page.names.candidates[entry.head.places[0]].number for entry in entries if entry.head]
    steps = {one < other for one, other in pairwise(numbers)}
    once = sorted(numbers) == list(range(1, len(numbers) + 1))
    return once and len(own) == len(numbers) > 2 and len(steps) > 1 and numbers != own


def _monotone(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
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


def _without_strangers(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """Take away heads that only look like one: behind words of no other line, or before a longer title."""
    prefixes = [entry.head.prefix for entry in entries if entry.head]
    suffixes = [entry.head.suffix for entry in entries if entry.head]
    kept = []
    for entry in entries:
        head = entry.head
        alone = head and head.prefix and prefixes.count(head.prefix) < 2
        longer = head and head.suffix and suffixes.count(head.suffix) < 2
        entitled = head and _goes_on(page, entry, head)
        kept.append(replace(entry, head=None) if alone or longer or entitled else entry)
    return kept


def _goes_on(page: Page, entry: Entry, head: Head) -> bool:
    """ "Batman: Mask of the Phantasm": whether the words behind a series' name are a title and no remark."""
    words = page.lines[entry.body].words
    behind = words[head.last : head.last + _CLAUSE]
    if not behind or len(behind) == _CLAUSE or page.text[head.end : behind[0].start].strip() != ":":
        return False
    heavy = [word for word in behind if word.word not in SMALL]
    capital = all(page.text[word.start].isupper() for word in heavy)
    series = page.heads.leads(squash(word.word for word in words[head.first : head.last]))
    return series and capital and len(heavy) > 1 and _EDITIONS.isdisjoint(word.word for word in heavy)
