"""Tier lists: "S: A, B", or a heading with the names of its tier below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item
from ranking.parse.page import Line, Page
from ranking.words import Token

_LETTER = re.compile(
    r"(?:tier\s)?[\[(]?(?P<letter>S{1,3}|[A-F])(?P<sign>[+-]{0,2})[\])]?(?P<word>[\s-](?:tier|rank|class))?"
    r"[*_]{0,3}\s?(?P<end>[:=|]|[-–—](?=\s)|$)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?P<word>[a-z][a-z' ]{1,24}?)(?P<tier>[\s-]tier)?[*_]{0,3}\s?(?P<end>[:=|]|[-–—](?=\s)|$)",
    re.IGNORECASE,
)
_GRADE_ALONE = re.compile(r"[*_]{0,3}[SABCDEF][*_]{0,3}")
_COUNTED = re.compile(r"tier\s?#?(?P<number>[0-9]{1,2})\s?(?:[:=|.]|[-–—](?=\s)|$)", re.IGNORECASE)
_BY_GRADE = {
    9: "god, masterpiece, masterpieces, perfect, perfection, all timers, all time greats",
    8: "top, amazing, excellent, brilliant, fantastic, outstanding, love, loved",
    7: "great, upper, high, really good, very good, really like",
    6: "good, like, liked, solid, enjoyable, fun, pretty good",
    5: "ok, okay, fine, mid, middle, decent, average, alright, mediocre, not bad",
    4: "meh, weak, low, lower, dislike, disliked, dont like, forgettable, below average",
    3: "bad, poor, boring, not good",
    2: "terrible, awful, trash, garbage, hate, hated, bottom, horrible, dreadful",
}
_GRADES = {label: float(grade) for grade, labels in _BY_GRADE.items() for label in labels.split(", ")}
_LINKS = frozenset({",", "/", "&", ";", "|", "", "+", "•", "·", "="})


@dataclass
class Tier:
    """One label with its grade, the candidates in its row, and rows that are more than names."""

    grade: float
    line: int
    is_sure: bool
    items: list[Item] = field(default_factory=list)
    strangers: list[Sequence[Token]] = field(default_factory=list)


def read_tiers(page: Page) -> Found:
    """The tier list of a page, if it has one."""
    tiers = [tier for tier in _tiers(page) if tier.items or tier.strangers]
    named = [tier for tier in tiers if tier.items]
    if len(named) == 1 and len(named[0].items) > 1 and named[0].is_sure:
        return Found(refused=True)
    if len(named) < 2 or not any(tier.is_sure or len(tier.items) > 1 for tier in named):
        return Found()
    grades = [tier.grade for tier in named]
    places = [item.place for tier in named for item in tier.items]
    steps = {(one > other) - (one < other) for one, other in pairwise(grades)}
    broken = any(page.heads.touched(piece, places) for tier in tiers for piece in tier.strangers)
    above = "\n".join(page.before(tiers[0].line, 2))
    if broken or steps not in ({1}, {-1}) or len(set(places)) < len(places) or hints.is_of_others(above):
        return Found(refused=True)
    named.sort(key=lambda tier: -tier.grade)
    lines = range(tiers[0].line, max(item.line for tier in named for item in tier.items) + 1)
    return Found([Draft(tuple(tuple(tier.items) for tier in named), 0.85, lines)])


def _tiers(page: Page) -> list[Tier]:
    """Every label with its row: what stands behind it, or else the lines of names below it."""
    tiers: list[Tier] = []
    below = False
    letters = _begins_with_letter(page)
    for index, line in enumerate(page.lines):
        label = None if line.quoted else _label(page, line, letters)
        if label:
            grade, is_sure, end = label
            tiers.append(Tier(grade, index, is_sure))
            words = page.words_between(end, line.end)
            _read_row(page, index, words, tiers[-1])
            below = not words
        elif below and not page.is_blank(index):
            own = line.mark.number is None and not line.quoted
            below = own and _read_row(page, index, line.words, tiers[-1])
    return tiers


def _begins_with_letter(page: Page) -> bool:
    """Whether a letter alone on its line stands above the first name, and so is no mark for one."""
    own = [index for index, line in enumerate(page.lines) if not line.quoted and line.words]
    first = next((index for index in own if _GRADE_ALONE.fullmatch(page.line_text(index))), -1)
    return first >= 0 and not any(page.heads.read(page.lines[index].words) for index in own if index < first)


def _label(page: Page, line: Line, letters: bool) -> tuple[float, bool, int] | None:
    """The grade of a label, whether it can be nothing else, and where it ends."""
    start = line.mark.end
    while start < line.end and page.text[start] in " \t*_#[":
        start += 1
    if found := _COUNTED.match(page.text, start, line.end):
        return 100.0 - int(found["number"]), True, found.end()
    if (found := _LETTER.match(page.text, start, line.end)) and found["letter"].isupper():
        letter = found["letter"]
        base = 20.0 + len(letter) if letter[0] == "S" else 10.0 - "ABCDEF".index(letter)
        sign = 0.3 * (found["sign"].count("+") - found["sign"].count("-"))
        is_label = found["end"] or found["word"] or letters
        return (base + sign, letter[0] == "S" or bool(found["word"]), found.end()) if is_label else None
    if (found := _WORD.match(page.text, start, line.end)) and (found["end"] or found["tier"]):
        grade = _GRADES.get(hints.plain(found["word"]))
        return (grade, bool(found["tier"]), found.end()) if grade else None
    return None


def _read_row(page: Page, index: int, words: Sequence[Token], tier: Tier) -> bool:
    """Add the candidates of a row to its tier; whether they are all there is in it."""
    items: list[Item] = []
    at = 0
    while at < len(words):
        mention = page.heads.full_name(words, at)
        linked = not items or page.heads.gap_behind(words, at, items[-1].place).strip(' \t*_()"“”') in _LINKS
        if mention and linked:
            items.append(Item(mention.places[0], index, doubtful=mention.is_part))
            at = mention.last
        elif words[at].word == "and" and items:
            at += 1
        else:
            tier.strangers.append(words)
            return False
    tier.items += items
    return bool(items)
