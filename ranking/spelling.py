"""Mends a misspelt word, where exactly one known word is near enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_SHORTEST = 5
_LONG = 9
_MOST_LOOKUPS = 48


class Speller:
    """Knows the words of some titles.

    Near is one slip for five letters, two for nine: a letter too many, too few, another one, or two swapped.
    A final "s" more or less is another word, as Aliens is not Alien. Source: optimal string alignment, as in
    Boytsov, "Indexing methods for approximate dictionary searching", ACM JEA 16 (2011). Cost: after so many
    different words it mends no more, which keeps a text of typos linear.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        self._known = set(words)
        self._mended: dict[str, str | None] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_initial[word[0]].append(word)

    def mended(self, word: str, loosely: bool = False) -> str | None:
        """The one known word that was meant; None for words that are right, or beyond mending.

        Loosely, a word may be one letter shorter: enough for a doubt, too little to believe it.
        """
        if len(word) < _SHORTEST - loosely or word in self._known or not word.isalpha():
            return None
        if word not in self._mended:
            full = len(self._mended) >= _MOST_LOOKUPS
            if full:
                return None
            self._mended[word] = self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str | None:
        near: dict[int, list[str]] = defaultdict(list)
        for known in self._by_initial.get(word[0], ()):
            limit = 2 if min(len(known), len(word)) >= _LONG else 1
            plural = known + "s" == word or word + "s" == known
            if abs(len(known) - len(word)) <= limit and not plural:
                slips = _slips(word, known)
                if slips <= limit:
                    near[slips].append(known)
        nearest = near[min(near)] if near else []
        return nearest[0] if len(nearest) == 1 else None


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
