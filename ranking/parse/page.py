"""A text cut into lines: who says each one, what each begins with, and which words it holds."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ranking.parse.heads import Heads
from ranking.parse.marks import Mark, read_mark
from ranking.titles import Names
from ranking.words import Token, tokens_of

_ARROWS = re.compile(r"[-=]{1,3}>|→|➔|➜|⇒")
_HEART = re.compile(r"<3(?![0-9<>=])")
_QUOTE_TAG = re.compile(r"\[(/?)quote\b|<(/?)blockquote\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|wrote|writes|posted)\s?:\s*$", re.IGNORECASE)
_EXPAND = "click to expand"
_INLINE = re.compile(
    r"(?<![\w.])#?\(?([0-9]{1,2})(?:[.):\]](?![0-9])|\s?[-–—](?=\s))|(?<![\w.])#([0-9]{1,2})(?=\s)"
)
_SHORT = 80
_NEAR_MARKS = 6
_MOST_WORDS = 5000
_MOST_LINES = 300
_MOST_MARKS = 128
_SHORTEST_INLINE = 8
_SAID_SPAN = 90


@dataclass(frozen=True)
class Line:
    """One line: where it stands, the tokens behind its mark, and whether somebody else said it."""

    start: int
    end: int
    mark: Mark
    words: Sequence[Token]
    quoted: bool


class Page:
    """A text with its lines. Cost: linear in the text.

    No comment has more words or lines than the limits (5,000 and 400), beyond which a text is left unread.
    """

    def __init__(self, text: str, names: Names) -> None:
        self.text = _plain(text)
        self.names = names
        self.tokens = tokens_of(self.text)
        self._starts = [token.start for token in self.tokens]
        self.heads = Heads(self.text, names)
        self.lines: list[Line] = []
        spans = list(_spans(self.text))
        told = sum(not self.text[start:end].isspace() for start, end in spans if start < end)
        if len(self.tokens) > _MOST_WORDS or told > _MOST_LINES:
            return
        joined = list(_joined_chains(self.text, _quoted(self.text, spans)))
        spoken = [span for span in joined if not self.text[span[0] : span[1]].isspace()]
        self._begun = Counter(
            read_mark(self.text, start, end).number for start, end, _ in spoken if start < end
        )
        for start, end, quoted in joined:
            blank = not self.text[start:end].strip()
            if not blank:
                self.lines += self._lines(start, end, quoted)
            elif self.lines and self.lines[-1].words:
                self.lines.append(Line(start, end, Mark(end), (), quoted))
        self.heads.learn(line.words for line in self.lines)

    def line_text(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.start : line.end].strip()

    def is_blank(self, index: int) -> bool:
        line = self.lines[index]
        return not self.text[line.start : line.end].strip()

    def words_between(self, start: int, end: int) -> Sequence[Token]:
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, index: int, count: int) -> list[str]:
        """The last lines before this one that say something of the writer's own, the nearest first."""
        found: list[str] = []
        while index > 0 and len(found) < count:
            index -= 1
            if not self.is_blank(index) and not self.lines[index].quoted:
                found.append(self.line_text(index))
        return found

    def after(self, index: int) -> str:
        """The next line that says something."""
        behind = range(index + 1, min(index + 6, len(self.lines)))
        return next(
            (self.line_text(i) for i in behind if not self.is_blank(i) and not self.lines[i].quoted), ""
        )

    def _lines(self, start: int, end: int, quoted: bool) -> Iterator[Line]:
        for first, last in self._split_inline(start, end):
            mark = read_mark(self.text, first, last)
            bracketed = mark.number is not None and first <= mark.start and self.text[mark.start] == "("
            whole = self.words_between(mark.start, last) if mark.is_loose or bracketed else ()
            if whole and self.heads.read(whole):
                mark = Mark(mark.start, is_bullet=mark.is_bullet)
            yield Line(first, last, mark, self.words_between(mark.end, last), quoted)

    def _split_inline(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """ "1. Alien 2. Aliens" is two lines, if each number is the next, begins a name and no line."""
        if end - start < _SHORTEST_INLINE:
            return [(start, end)]
        marks = [(int(m[1] or m[2]), m.start(), m.end()) for m in _INLINE.finditer(self.text, start, end)]
        if not 1 < len(marks) < _MOST_MARKS:
            return [(start, end)]
        for step, first in ((1, 1), (-1, None)):
            cuts = self._sequence(marks, step, first, end)
            own = read_mark(self.text, start, end).number
            elsewhere = any(self._begun[number] > (number == own) for number, _ in cuts)
            if len(cuts) > 1 and not elsewhere and (step > 0 or cuts[-1][0] == 1):
                places = [place for _, place in cuts]
                return zip([start, *places], [*places, end], strict=True)
        return [(start, end)]

    def _sequence(
        self, marks: Sequence[tuple[int, int, int]], step: int, first: int | None, end: int
    ) -> list[tuple[int, int]]:
        cuts: list[tuple[int, int]] = []
        for index, (number, place, behind) in enumerate(marks):
            wanted = cuts[-1][0] + step if cuts else first
            if wanted in (None, number):
                near = marks[index + 1 : index + _NEAR_MARKS]
                stop = next((start for other, start, _ in near if other == number + step), end)
                if self._begins_name(behind, stop):
                    cuts.append((number, place))
        return cuts

    def _begins_name(self, place: int, end: int) -> bool:
        words = self.words_between(place, min(end, place + _SHORT))
        near = bool(words) and not self.text[place : words[0].start].strip(" \t-–—:*_\"“'")
        return near and self.heads.read(words) is not None


def _plain(text: str) -> str:
    return _HEART.sub("  ", _ARROWS.sub(" → ", html.unescape(text)))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        start += len(line)


def _quoted(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """Tell the lines of others: in quote tags, behind ">", and behind "Bob said:" up to a blank line."""
    tags = sorted((tag.start(), -1 if (tag[1] or tag[2]) else 1) for tag in _QUOTE_TAG.finditer(text))
    expands = text.lower().rfind(_EXPAND)
    depth = used = 0
    said = False
    found = []
    for start, end in spans:
        opened = depth > 0
        while used < len(tags) and tags[used][0] < end:
            depth = max(0, depth + tags[used][1])
            opened = opened or depth > 0
            used += 1
        line = text[start:end].strip()
        said = said and (bool(line) or start < expands)
        found.append((start, end, opened or said or line.startswith(">")))
        said = said or bool(_SAID.search(line[-_SAID_SPAN:]))
        if start <= expands < end:
            said = False
    return found


def _joined_chains(text: str, lines: Sequence[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """A chain goes on where a line ends with ">", or begins with it right behind a short line."""
    joined: tuple[int, int, bool] | None = None
    for start, end, quoted in lines:
        line = text[start:end].strip()
        if joined and _continues(text[joined[0] : joined[1]], line, joined[2]):
            joined = (joined[0], end, joined[2])
            continue
        if joined:
            yield joined
        joined = (start, end, quoted)
    if joined:
        yield joined


def _continues(before: str, line: str, quoted: bool) -> bool:
    trailing = before.rstrip().endswith((">", "≻")) and before.strip(" >≻") != ""
    leading = line.startswith(">") and before.strip() != "" and len(line) < _SHORT
    last = before[before.rfind("\n") + 1 :].strip()
    return not quoted and len(line) < _SHORT and (trailing or (leading and len(last) < _SHORT))
