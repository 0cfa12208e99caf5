"""Names and aliases of candidates, and where a text mentions them.

A name is compared by its folded words run together, so that "Mission Impossible-2" and
"Mission: Impossible II", "GoldenEye" and "Golden Eye" are one. The longest name wins, and only at the
boundaries of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ranking.ordering import Key
from ranking.spelling import Speller
from ranking.variants import (
    bare_title,
    close_variants,
    counted_variants,
    dated_variants,
    first_variants,
    initials_of,
    parts_of,
    series_variants,
    spelled,
    versus_variants,
    year_in,
)
from ranking.words import ARTICLES, PARTS, Token, is_mark, is_year, joined, tokens_of, words_of

_JOINERS = frozenset(" \t\xa0-–—:.,'’\"“”!?&/()*_·")
_PAUSES = frozenset(".,/!?()&")
_WIDEST_GAP = 6
_MOST_WORDS = 14
_BEFORE_NUMBERS = frozenset({"part", "chapter", "episode", "volume", "no", "nr"})


@dataclass(frozen=True)
class Candidate:
    """Something that can be ranked: its key, its title, other names, and where known its year and number.

    The number is the place in a series: numerals alone ("6 > 5 > 4") are read by it. Two candidates may share
    a name, a year or a number; what they share names neither. Raises nothing; a title without a letter or
    digit is never found.
    """

    key: Key
    title: str
    aliases: tuple[str, ...] = ()
    year: int | None = None
    number: int | None = None

    @property
    def known_year(self) -> int | None:
        """The year, or the one in brackets behind the title."""
        return self.year or year_in(self.title)


class Mention(NamedTuple):
    """The tokens from first to last (exclusive) name the candidate at this place.

    Several places share one name; a part is less than a name, and means something only where it stands alone.
    """

    first: int
    last: int
    places: tuple[int, ...]
    is_part: bool
    name: str


class Names:
    """Everything the candidates can be called: titles and aliases first, then what people make of them.

    Domain: any candidates. Raises nothing. Cost: for each name the square of its words (of a dozen at most)
    times its letters, and a few variants for each candidate of a series: linear in the number of candidates.
    Source: longest match at the boundaries of words, over a set of all prefixes (a trie, flattened), as in
    Aho and Corasick, "Efficient string matching", CACM 18 (1975).
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = tuple(candidates)
        titles = [words_of(bare_title(candidate.title)) for candidate in self.candidates]
        self._titles = [title[1:] if title[:1] and title[0] in ARTICLES else title for title in titles]
        self.title_words = [frozenset(words) for words in titles]
        self.owners: dict[str, set[int]] = defaultdict(set)
        for place, title in enumerate(self.title_words):
            for word in title:
                self.owners[word].add(place)
        numbers = [candidate.number for candidate in self.candidates]
        close = [close_variants([candidate.title, *candidate.aliases]) for candidate in self.candidates]
        dated = [dated_variants(n, c.known_year) for n, c in zip(close, self.candidates, strict=True)]
        firsts = first_variants(close)
        meeting = [versus_variants(names) for names in close]
        series = series_variants(close, numbers)
        every = [one | other for one, other in zip(close, series, strict=True)]
        self._names: dict[str, tuple[int, ...]] = {}
        self._parts: dict[str, tuple[int, ...]] = {}
        self._enter(self._names, [{words_of(candidate.title)} for candidate in self.candidates])
        self._enter(self._names, [set(map(words_of, candidate.aliases)) for candidate in self.candidates])
        for weaker in (close, meeting, firsts, series, dated):
            self._enter(self._names, weaker)
        self._enter(self._parts, [parts_of(names) for names in close], unique=True)
        self._enter(self._parts, counted_variants(titles, numbers), unique=True)
        self._initials = spelled({words for names in every for words in initials_of(names)})
        self._enter(self._parts, [initials_of(names) for names in every], unique=True)
        known = [*self._names, *self._parts]
        self._prefixes = {name[:end] for name in known for end in range(1, len(name) + 1)}
        self._starts = self._prefixes | {prefix + "'s" for prefix in self._prefixes}
        self._stems = {name[:end] for name in self._names for end in range(1, len(name))} & self._names.keys()
        self._pauses = _pauses_in([name for c in self.candidates for name in (c.title, *c.aliases)])
        edges = [_edges_of([bare_title(c.title), *c.aliases]) for c in self.candidates]
        self._openings = [openings for openings, _ in edges]
        self._endings = [endings for _, endings in edges]
        self.numbers = _only_ones((c.number, place) for place, c in enumerate(self.candidates))
        self.years = _only_ones((c.known_year, place) for place, c in enumerate(self.candidates))
        self.vocabulary = {word for names in every for words in names for word in words} | PARTS
        full = [name for variants in close for name in spelled(variants)]
        self.speller = Speller(self.vocabulary, {name: self._names[name] for name in full})

    def _enter(
        self,
        shelf: dict[str, tuple[int, ...]],
        names: Sequence[Iterable[tuple[str, ...]]],
        unique: bool = False,
    ) -> None:
        """Add names, each weaker than the same name entered before: a title beats an alias of another."""
        owners: dict[str, list[int]] = defaultdict(list)
        for place, variants in enumerate(names):
            for name in spelled(variants):
                owners[name].append(place)
        for name, places in owners.items():
            if name and name not in self._names and not (unique and len(places) > 1):
                shelf.setdefault(name, tuple(places))

    def at(self, text: str, tokens: Sequence[Token], first: int, stop: int) -> list[Mention]:
        """The longest part of a name, if longer than any name, and the longest name that begin at a token."""
        if tokens[first].word not in self._starts:
            return []
        whole = part = None
        name = ""
        for index in range(first, min(stop, first + _MOST_WORDS)):
            word = tokens[index].word
            if index > first and not self._joins(text, tokens[index - 1], tokens[index], name):
                break
            owner = joined(name, word[:-2]) if word.endswith("'s") else ""
            if owner in self._names:
                whole, part = Mention(first, index + 1, self._names[owner], False, owner), None
            name = self._longer(name, word)
            if name in self._names:
                whole, part = Mention(first, index + 1, self._names[name], False, name), None
            elif name in self._parts and self._stands(name, text[tokens[first].start : tokens[index].end]):
                part = Mention(first, index + 1, self._parts[name], True, name)
            elif not name:
                break
        return [mention for mention in (part, whole) if mention]

    def is_series(self, name: str) -> bool:
        """Whether longer names than this one begin with it, as those of a series do."""
        return name in self._stems

    def end(self, place: int, text: str, end: int) -> int:
        """Where a name ends whose last word ends here: the full stop of "Monsters, Inc." is its."""
        return end + next((len(signs) for signs in self._endings[place] if text.startswith(signs, end)), 0)

    def start(self, place: int, text: str, start: int) -> int:
        """Where a name begins whose first word begins here: "...And Justice for All"."""
        openings = self._openings[place]
        return start - next((len(signs) for signs in openings if text.endswith(signs, 0, start)), 0)

    def begins(self, words: Sequence[Token], listed: Collection[int]) -> bool:
        """Whether the words are the beginning of titles, all of candidates that are not listed."""
        start = tuple(token.word for token in words)
        start = start[1:] if start[:1] and start[0] in ARTICLES else start
        if not start or len(start) > _MOST_WORDS:
            return False
        owners = {place for place, title in enumerate(self._titles) if title[: len(start)] == start}
        return bool(owners) and owners.isdisjoint(listed)

    def _stands(self, part: str, written: str) -> bool:
        """Whether a part is written as such: initials are capitals, "BAR" and no bar."""
        return part not in self._initials or sum(sign.isupper() for sign in written) > 1

    def _longer(self, name: str, word: str) -> str:
        longer = joined(name, word)
        if longer in self._prefixes or not word.endswith("'s"):
            return longer if longer in self._prefixes else ""
        # Without its apostrophe the word may not be the last one: "Alien's" is no "Aliens".
        longer = joined(name, word[:-2] + "s")
        return longer if longer in self._prefixes and longer not in self._names else ""

    def _joins(self, text: str, before: Token, token: Token, name: str) -> bool:
        """Whether two neighbouring words can belong to one name, by what stands between them."""
        gap = text[before.end : token.start]
        if gap == " ":
            return True
        if len(gap) > _WIDEST_GAP or not all(sign in _JOINERS or is_mark(sign) for sign in gap):
            return False
        if is_year(token.word):
            return not any(sign in "./!?" for sign in gap)
        if token.word[0].isdigit():
            return _joins_number(gap, before.word, text[token.start : token.end])
        allowed = self._pauses.get(name, "")
        allowed += "." * (len(before.word) <= len("dr")) + "," * (token.word in PARTS)
        return all(sign not in _PAUSES or sign in allowed for sign in gap)


def _joins_number(gap: str, before: str, written: str) -> bool:
    """ "Impossible-2", "Vol. 2" and "'89" join; a dash between blanks begins a score, unless it is Roman."""
    sign = gap.strip()
    dotted = sign == "." and before in _BEFORE_NUMBERS
    return (
        sign in ("", "'", "’") or gap in ("-", "–", ":") or dotted or (written.isalpha() and sign in "-–—:")
    )


def _pauses_in(names: Iterable[str]) -> dict[str, str]:
    """The signs of a pause inside the names, by what stands before them: "," behind "Monsters"."""
    pauses: dict[str, str] = defaultdict(str)
    for name in names:
        tokens = tokens_of(name)
        start = ""
        for token, behind in pairwise(tokens):
            start = joined(start, token.word)
            pauses[start] += name[token.end : behind.start]
    return pauses


def _edges_of(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The signs that names begin with and end with, the longest first: "..." of "...And Justice for All"."""
    openings, endings = set(), set()
    for name in names:
        tokens = tokens_of(name)
        if tokens:
            openings.add(name[: tokens[0].start].strip())
            endings.add(name[tokens[-1].end :].strip())
    return sorted(openings - {""}, key=len, reverse=True), sorted(endings - {""}, key=len, reverse=True)


def _only_ones(pairs: Iterable[tuple[int | None, int]]) -> dict[int, int]:
    places: dict[int, list[int]] = defaultdict(list)
    for number, place in pairs:
        if number is not None:
            places[number].append(place)
    return {number: found[0] for number, found in places.items() if len(found) == 1}
