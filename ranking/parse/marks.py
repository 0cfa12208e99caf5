"""What a line begins with: a bullet, a number in its many dresses, a medal, an ordinal."""

from __future__ import annotations

import re
from typing import NamedTuple

from ranking.words import CARDINALS, ROMANS, counted

LAST = 1000
"""The number of a line that says "last"."""

_BULLETS = frozenset("-–—*•·‣▪▫◦●○■□►▶→+~")
_DRESS = frozenset(" \t\xa0\u200b\u200e\u200f\ufeff*_|~")
_NUMBER = re.compile(
    r"(?:(?P<tied>tied?|joint|equal)\s(?:(?:for|at|in|on)\s)?(?=[0-9]))?(?P<sign>#|n[or°º]\.?|number|t-|=)?\s?[(\[]?(?P<digits>[0-9]{1,3})(?P<nth>st|nd|rd|th|[º°=])?(?:\splace)?"
    r"(?P<end>\s?[.):\]](?![0-9])|\s?[-–—]{1,2}|\ufe0f?\u20e3[.):]?|(?=\s|$))",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[(\[]?([ivx]{1,5})[.):\]](?=\s)", re.IGNORECASE)
_ORDINALS = counted("first second third fourth fifth sixth seventh eighth ninth tenth")
_WORD = re.compile(
    r"(?:(?:number|no\.?)\s(?P<cardinal>one|two|three|four|five|six|seven|eight|nine|ten)|(?:dead\s)?(?P<nth>[a-z]{4,8}))"
    r"(?:\splace|\sof\sall)?\s?[:,.–—-]",
    re.IGNORECASE,
)
_SYMBOLS = {"🥇": 1, "🥈": 2, "🥉": 3, "🔟": 10}


class Mark(NamedTuple):
    """Where the words of the line begin, behind which number, and whether only a blank divides them.

    The start is where a number begins that may be none: "2 Fast 2 Furious".
    """

    end: int
    number: int | None = None
    is_bullet: bool = False
    is_loose: bool = False
    start: int = 0


def read_mark(text: str, start: int, end: int) -> Mark:
    """The mark of the line between two offsets. Cost: bounded, but for blanks and hashes."""
    place = _undressed(text, start, end)
    is_bullet = place < end and text[place] in _BULLETS and not text[place + 1 : place + 2].isdecimal()
    if is_bullet:
        place = _undressed(text, place + 1, end)
    is_bullet = is_bullet or text[start:place].count("*") % 2 == 1
    return _numbered(text, place, end, is_bullet) or Mark(place, is_bullet=is_bullet)


def _undressed(text: str, place: int, end: int) -> int:
    """Behind blanks, asterisks and the hashes of a heading; the hash of "#1" stays."""
    while place < end:
        hashes = place
        while hashes < end and text[hashes] == "#":
            hashes += 1
        if hashes > place and not (hashes < end and text[hashes].isspace()):
            break
        if hashes == place and text[place] not in _DRESS:
            break
        place = hashes + 1
    return min(place, end)


def _numbered(text: str, place: int, end: int, is_bullet: bool) -> Mark | None:
    symbol = _SYMBOLS.get(text[place : place + 1])
    if symbol and place < end:
        return Mark(place + 1, symbol, is_bullet)
    if found := _NUMBER.match(text, place, end):
        is_loose = not (found["end"] or found["sign"] or found["nth"] or found["tied"])
        return Mark(found.end(), int(found["digits"]), is_bullet, is_loose, place)
    if (found := _ROMAN.match(text, place, end)) and found[1].lower() in ROMANS:
        return Mark(found.end(), ROMANS[found[1].lower()], is_bullet)
    if found := _WORD.match(text, place, end):
        number = _word_number(found["cardinal"], found["nth"])
        return Mark(found.end(), number, is_bullet) if number else None
    return None


def _word_number(cardinal: str | None, nth: str | None) -> int | None:
    if cardinal:
        return CARDINALS[cardinal.lower()]
    word = (nth or "").lower()
    return LAST if word in ("last", "lastly", "finally") else _ORDINALS.get(word)
