"""Tier lists: "S: A, B", or a heading with the names of its tier below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item
from ranking.parse.page import Line, Page

_LETTER = re.compile(
    r"(?:tier\s)?[\[(]?(?P<letter>S{1,3}|[A-F])(?P<sign>[+-]{0,2})[\])]?(?P<word>[\s-](?:tier|rank|class))?[*_]{0,3}\s?"
    r"(?P<end>[:=|]|[-–—](?=\s)|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?P<word>[a-z][a-z' ]{1,24}?)(?P<tier>[\s-]tier)?[*_]{0,3}\s?(?P<end>[:=|]|[-–—](?=\s)|$)", re.IGNORECASE)
_COUNTED = re.compile(r"tier\s?#?(?P<number>[0-9]{1,2})\s?(?:[:=|.]|[-–—](?=\s)|$)", re.IGNORECASE)
_GRADES = {
    **dict.fromkeys(("god", "masterpiece", "masterpieces", "perfect", "perfection", "all timers", "all time greats"), 9),
    **dict.fromkeys(("top", "amazing", "excellent", "brilliant", "fantastic", "outstanding", "love", "loved"), 8),
    **dict.fromkeys(("great", "upper", "high", "really good", "very good", "really like"), 7),
    **dict.fromkeys(("good", "like", "liked", "solid", "enjoyable", "fun", "pretty good"), 6),
    **dict.fromkeys(("ok", "okay", "fine", "mid", "middle", "decent", "average", "alright", "mediocre", "not bad"), 5),
    **dict.fromkeys(("meh", "weak", "low", "lower", "dislike", "disliked", "don't like", "forgettable", "below average"), 4),
    **dict.fromkeys(("bad", "poor", "boring", "not good"), 3),
    **dict.fromkeys(("terrible", "awful", "trash", "garbage", "hate", "hated", "bottom", "horrible", "dreadful"), 2),
}
_LINKS = frozenset({",", "/", "&", ";", "|", "", "+", "•", "·", "="})


@dataclass
class Tier:
    """One label with its grade and the candidates below it."""

    grade: float
    line: int
    is_sure: bool
    items: list[Item] = field(default_factory=list)


def read_tiers(page: Page) -> Found:
    """The tier list of a page, if it has one."""
    found = Found()
    tiers = [tier for tier in list(_tiers(page, found)) if tier.items]
    grades = [tier.grade for tier in tiers]
    places = [item.place for tier in tiers for item in tier.items]
    falls = all(a > b for a, b in zip(grades, grades[1:], strict=False))
    rises = all(a < b for a, b in zip(grades, grades[1:], strict=False))
    if len(tiers) < 2 or not any(tier.is_sure or len(tier.items) > 1 for tier in tiers):
        return Found()
    above = "\n".join(page.before(tiers[0].line, 2))
    if found.refused or not (falls or rises) or len(set(places)) < len(places) or hints.is_of_others(above):
        return Found(refused=True)
    ordered = sorted(tiers, key=lambda tier: -tier.grade)
    last = max(item.line for tier in tiers for item in tier.items)
    found.drafts.append(Draft(tuple(tuple(t.items) for t in ordered), 0.85, range(tiers[0].line, last + 1)))
    return found


def _tiers(page: Page, found: Found) -> Iterator[Tier]:
    tier: Tier | None = None
    for index, line in enumerate(page.lines):
        if line.quoted:
            continue
        label = _label(page, line)
        if label:
            tier = Tier(label[0], index, label[1])
            yield tier
            tier.items += _row(page, index, page.words_between(label[2], line.end), found)
            below = not tier.items
        elif tier and not page.is_blank(index):
            items = _row(page, index, line.words, found) if below and line.mark.number is None else []
            tier.items += items
            tier = tier if items else None


def _label(page: Page, line: Line) -> tuple[float, bool, int] | None:
    start = line.mark.end
    while start < line.end and page.text[start] in " \t*_#[":
        start += 1
    found = _COUNTED.match(page.text, start, line.end)
    if found:
        return 100.0 - int(found["number"]), True, found.end()
    found = _LETTER.match(page.text, start, line.end)
    if found and found["letter"].isupper() and (found["end"] or found["word"]):
        letter = found["letter"]
        base = 20.0 + len(letter) if letter[0] == "S" else 10.0 - "ABCDEF".index(letter)
        sign = 0.3 * (found["sign"].count("+") - found["sign"].count("-"))
        return base + sign, letter[0] == "S" or bool(found["word"]), found.end()
    found = _WORD.match(page.text, start, line.end)
    if found and (found["end"] or found["tier"]):
        grade = _GRADES.get(hints.plain(found["word"]))
        return (float(grade), bool(found["tier"]), found.end()) if grade else None
    return None


def _row(page: Page, index: int, words: Sequence[object], found: Found) -> list[Item]:
    """The candidates of a row; all of it must be names, or it is prose."""
    tokens = page.words_between(words[0].start, words[-1].end) if words else []  # type: ignore[attr-defined]
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        mention = page.heads.name(tokens, at)
        if tokens[at].word == "and" and not mention:
            at += 1
            continue
        if not mention or (at and page.heads.gap(tokens, at).strip(" \t*_()\"“”") not in _LINKS):
            return []
        items.append(Item(mention.places[0], index, doubtful=mention.is_part))
        at = mention.last
    return items
