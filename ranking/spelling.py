"""Mends misspelt words and names, where exactly one known one is near enough."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_SHORTEST = 5
_LONG = 9
_MOST_WORDS = 48
_MOST_NAMES = 24


class Speller:
    """Knows the words and the names of some titles, each name with the places it belongs to.

    Near is one slip for a word of five letters, two for nine; one for a name of six, two for ten: a letter
    too many, too few, another one, or two swapped. Numerals are never mended, and a final "s" more or less
    makes another word, as Aliens is not Alien. Source: optimal string alignment, as in Boytsov, "Indexing
    methods for approximate dictionary searching", ACM JEA 16 (2011).
    """

    def __init__(self, words: Iterable[str], names: Mapping[str, tuple[int, ...]]) -> None:
        self.known = frozenset(words)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.known):
            if len(word) >= _SHORTEST and not _numerals(word):
                self._by_initial[word[0]].append(word)
        self._names = [(name, Counter(name), places) for name, places in sorted(names.items())]

    def word(self, word: str) -> str | None:
        """The one known word that was meant."""
        near: dict[int, list[str]] = defaultdict(list)
        for known in self._by_initial.get(word[:1], ()):
            limit = 2 if min(len(known), len(word)) >= _LONG else 1
            if abs(len(known) - len(word)) <= limit and not _is_plural(word, known):
                slips = _slips(word, known)
                if slips <= limit:
                    near[slips].append(known)
        nearest = near[min(near)] if near else []
        return nearest[0] if len(nearest) == 1 else None

    def places(self, name: str, loosely: bool = False) -> set[int]:
        """The places whose names are near; loosely, enough for a doubt and too little to believe it."""
        letters = Counter(name)
        if not loosely and any(known == name for known, _, _ in self._names):
            return set()
        near: dict[int, set[int]] = defaultdict(set)
        for known, known_letters, places in self._names:
            shortest = min(len(known), len(name))
            limit = (shortest >= 6) + (shortest >= 10) + loosely * (shortest >= 3)
            if abs(len(known) - len(name)) > limit:
                continue
            off = max((letters - known_letters).total(), (known_letters - letters).total())
            another = _is_plural(name, known) and not loosely and shortest < 10
            if off <= limit and not another and _numbered(name) == _numbered(known):
                slips = _slips(name, known)
                if slips <= limit:
                    near[slips].update(places)
        return near[min(near)] if near else set()


class Mender:
    """A speller for one text: it looks up each word once, and only so many, so that typos stay linear."""

    def __init__(self, speller: Speller) -> None:
        self._speller = speller
        self._words: dict[str, str | None] = {}
        self._names: dict[tuple[str, bool], set[int]] = {}

    def word(self, word: str, loosely: bool = False) -> str | None:
        """The word that was meant; None for words that are right, or beyond mending."""
        if len(word) < _SHORTEST - loosely or word in self._speller.known or _numerals(word):
            return None
        if word not in self._words and len(self._words) < _MOST_WORDS:
            self._words[word] = self._speller.word(word)
        return self._words.get(word)

    def places(self, name: str, loosely: bool = False) -> set[int]:
        """The places whose names are near this one."""
        key = name, loosely
        if key not in self._names and len(self._names) < _MOST_NAMES:
            self._names[key] = self._speller.places(name, loosely)
        return self._names.get(key, set())


def _is_plural(one: str, other: str) -> bool:
    return one + "s" == other or other + "s" == one


def _numerals(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit())


def _numbered(name: str) -> tuple[bool, str]:
    """Its numerals, and whether it begins with one: "6 Fast & Furious" is no slip for "Fast & Furious 6"."""
    return name[:1].isdigit(), _numerals(name)


def _slips(one: str, other: str) -> int:
    """The optimal string alignment distance. Cost: the product of the lengths."""
    rows = [list(range(len(other) + 1))]
    for down, left in enumerate(one, start=1):
        row = [down]
        for along, right in enumerate(other, start=1):
            cost = min(rows[-1][along] + 1, row[-1] + 1, rows[-1][along - 1] + (left != right))
            swapped = down > 1 and along > 1 and left == other[along - 2] and one[down - 2] == right
            row.append(min(cost, rows[-2][along - 2] + 1) if swapped else cost)
        rows.append(row)
    return rows[-1][-1]
