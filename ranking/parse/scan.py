"""Finds the runs of a line: names or numerals with nothing but signs and linking words between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from ranking.parse.page import Line, Page
from ranking.titles import Mention
from ranking.words import Token, word_set

_SIGNS = {
    **dict.fromkeys((">", "≻", "›", "»"), ">"),
    **dict.fromkeys(("<", "≺"), "<"),
    # Better or level, nobody knows which: a run with it is no ordering.
    **dict.fromkeys((">=", "≥", "<=", "≤"), "≥"),
    **dict.fromkeys(("=", "≈", "~", "/", "+", "&"), "="),
    **dict.fromkeys((",", ";", "|", "·", "•"), ","),
    "→": "→",
}
_WORDS = {"then": "then", "followed": "then", "next": "then", "over": "over", "beats": "over"}
_LINKS = _WORDS.keys() | word_set(
    "the my and is are best worst by last comes favourite favorite first least at bottom top with after that"
    " all finally 1 of being"
)
_PAUSES = frozenset({"", ",", ";", ".", "-", "–"})
_DRESS = " \t\xa0\n\"'“”‘’*_`()[]"
_LONGEST_GAP = 60
_MOST_LINKS = 8
_LEAD = re.compile(
    r"(?:[:\-–—…\]]|\b(?:is|goes|go|be|are|order|say|rank|ranking|them|like|it|me))\s*[\"“*_(]*$",
    re.IGNORECASE,
)
_LEAD_LENGTH = 24


def _is_sign(sign: str) -> bool:
    """Pictures, blanks and invisible marks are none."""
    return not sign.isspace() and unicodedata.category(sign) not in ("So", "Sk", "Mn", "Me", "Cf", "Co", "Cn")


class Element(NamedTuple):
    """A candidate that a run names, by which words, and whether only by a numeral."""

    place: int
    first: int
    last: int
    is_numeral: bool


@dataclass
class Run:
    """Elements in order, the signs and words between them, and the pieces of a chain that name nobody."""

    elements: list[Element] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    strangers: list[Sequence[Token]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    is_broken: bool = False

    @property
    def places(self) -> list[int]:
        """The candidates in the order of the text."""
        return [element.place for element in self.elements]


class Scan:
    """Reads the runs of one line. Cost: linear in its words."""

    def __init__(self, page: Page, line: Line) -> None:
        self._page = page
        self._text = page.text
        self._words = page.words_between(line.start, line.end)
        self._known: dict[tuple[int, bool], Element | None] = {}

    def runs(self) -> Iterator[Run]:
        """Every run of two elements or more."""
        run = Run()
        index = 0
        while index < len(self._words):
            element = self._element(index, inside=bool(run.elements))
            if element is None:
                index += 1
                continue
            run.elements.append(element)
            sign, index = self._sign(element)
            if sign in (">", "<") and not self._element(index, inside=True):
                index = self._behind_stranger(index, sign, run)
            if sign and self._element(index, inside=True):
                run.signs.append(sign)
                run.gaps.append(self._text[self._words[element.last - 1].end : self._words[index].start])
                continue
            run.is_broken = sign in ("=", "and") and self._is_capital(index)
            if len(run.elements) > 1:
                yield self._closed(run)
            run = Run()

    def _is_capital(self, index: int) -> bool:
        """Whether a word looks like the beginning of a name that was not understood."""
        if index >= len(self._words):
            return False
        written = self._text[self._words[index].start : self._words[index].end]
        return written != "I" and (written[0].isupper() or written[0].isdigit())

    def _closed(self, run: Run) -> Run:
        start = self._words[run.elements[0].first].start
        run.start = self._page.names.start(run.elements[0].place, self._text, start)
        run.end = self._page.heads.end(self._words, run.elements[-1].last, run.elements[-1].place)
        return run

    def _element(self, index: int, inside: bool) -> Element | None:
        if index >= len(self._words):
            return None
        if (index, inside) not in self._known:
            self._known[index, inside] = self._read(index, inside)
        return self._known[index, inside]

    def _read(self, index: int, inside: bool) -> Element | None:
        heads = self._page.heads
        mention = heads.full_name(self._words, index)
        if mention and self._is_longer(mention):
            return None
        if mention and (not mention.is_part or inside or self._begins(index)):
            return Element(mention.places[0], index, mention.last, False)
        place = heads.numeral(self._words, index)
        if place is None or not (inside or self._begins(index)) or self._is_score(index):
            return None
        return Element(place, index, index + 1, True)

    def _is_longer(self, mention: Mention) -> bool:
        """ "Star Wars Holiday Special": whether capitals make a longer title of the name."""
        behind = self._words[mention.last : mention.last + 1]
        shouted = self._text[self._words[mention.first].start : self._words[mention.last - 1].end].isupper()
        more = self._page.heads.follows(self._words, mention.last) == "more"
        return more and not shouted and behind[0].word not in _LINKS

    def _begins(self, index: int) -> bool:
        """Whether a numeral or a part of a name stands where a list can begin."""
        start = self._words[index].start
        if index == 0:
            return not self._text[self._text.rfind("\n", 0, start) + 1 : start].strip(_DRESS + "-–—•.…>#:")
        return bool(_LEAD.search(self._text[max(0, start - _LEAD_LENGTH) : start]))

    def _is_score(self, index: int) -> bool:
        end = self._words[index].end
        behind = self._text[end : end + 2]
        return behind[:1] in ("%", "★", "\u20e3") or (behind[:1] == "/" and behind[1:].isdigit())

    def _sign(self, element: Element) -> tuple[str, int]:
        """What stands behind an element, as one sign, and the word behind that."""
        last = element.last
        if last >= len(self._words):
            return "", last
        begin = self._page.heads.end(self._words, last, element.place)
        follower = self._element(last, inside=True)
        stop = self._words[last].start
        if follower:
            stop = max(begin, self._page.names.start(follower.place, self._text, stop))
        gap = self._text[begin:stop]
        if "(" in gap and ")" not in gap:
            last = self._behind_bracket(last)
            if last >= len(self._words):
                return "", last
            begin = self._text.rfind(")", begin, self._words[last].start) + 1
            gap = self._text[begin : self._words[last].start]
        if len(gap) > _LONGEST_GAP:
            return "", last
        bare = "".join(sign for sign, _ in groupby(filter(_is_sign, gap.strip(_DRESS))))
        if bare in _SIGNS and (follower or self._words[last].word not in ("and", "then", "followed")):
            return _SIGNS[bare], last
        return self._link(last, bare) if bare in _PAUSES else ("", last)

    def _behind_bracket(self, last: int) -> int:
        start = self._words[last].start
        close = self._text.find(")", start, start + 2 * _LONGEST_GAP)
        while close >= 0 and last < len(self._words) and self._words[last].start < close:
            last += 1
        return last

    def _link(self, last: int, pause: str) -> tuple[str, int]:
        """The sign that words make: "A, then B", "A is the best, B", "A over B"."""
        links: list[str] = []
        index = last
        while index < len(self._words) and self._words[index].word in _LINKS and len(links) < _MOST_LINKS:
            links.append(self._words[index].word)
            index += 1
            if self._element(index, inside=True):
                break
        kinds = {_WORDS[word] for word in links if word in _WORDS}
        if kinds:
            return ("over" if "over" in kinds else "then"), index
        if links == ["and"]:
            return ("and" if pause in ("", ",") else ""), index
        return ("then" if len(links) > 1 and pause not in ("-", "–") else ""), index

    def _behind_stranger(self, index: int, sign: str, run: Run) -> int:
        """Go on behind the next sign, where something between two signs names no candidate.

        What stands before the first name ("Indiana Jones and the") may stand before others too.
        """
        start, first = index, run.elements[0].first
        while index < len(self._words) and (
            index == start or sign not in self._page.heads.gap(self._words, index)
        ):
            length = index - start
            repeats = 0 < length <= min(first, _MOST_LINKS) and self._repeats(first - length, start, length)
            if repeats and self._element(index, inside=True):
                return index
            index += 1
        run.strangers.append(self._words[start:index])
        return index

    def _repeats(self, one: int, other: int, length: int) -> bool:
        return all(self._words[one + n].word == self._words[other + n].word for n in range(length))
