"""The name that a line begins with, whatever stands before and behind it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ranking.parse.naming import Naming
from ranking.spelling import Mender
from ranking.titles import Mention, Names
from ranking.variants import SMALL
from ranking.words import ARTICLES, Token, is_year, squash

_MOST_PREFIX = 8
_PREFIX_SIGNS = frozenset(" \t\xa0:–—-'’&_")
_MOST_WORDS = 14
_MOST_TIED = 4
_CLOSING = ' \t\xa0)]*_"”’'
_TIE_SIGNS = frozenset({"/", "=", "+", ",", "&"})
TIED = frozenset({"tie", "tied", "between", "another", "joint", "equal", "both"})


class Head(NamedTuple):
    """The candidates named, level if several; where the name ends, what follows it, and what is doubtful."""

    places: tuple[int, ...]
    first: int
    last: int
    start: int
    end: int
    follows: str
    """ "end" of line, "break", "flow" into a sentence, or "more" capitals, as of a longer title."""
    prefix: str = ""
    suffix: str = ""
    mended: bool = False
    is_part: bool = False
    by_comma: bool = False


class Heads(Naming):
    """Reads heads off the words of one text."""

    def __init__(self, text: str, names: Names, mender: Mender | None = None) -> None:
        super().__init__(text, names)
        self._mender = mender or Mender(names.speller)

    def read(self, words: Sequence[Token]) -> Head | None:
        """The head of a line. Looks at a bounded number of words, but for ties."""
        first = self._behind_tie_words(words)
        head = self._read_at(words, first)
        if head and head.follows in ("end", "break"):
            return self._resembling_more(words, head) or head
        mended = self._mended(words, first)
        reader = Heads(self._text, self._names, self._mender)
        better = reader._read_at(mended, first) if mended else None
        if better and better.follows in ("end", "break") and (not head or better.last > head.last):
            return better._replace(mended=True)
        if head:
            return self._resembling(words, first) or head
        prefixed = self._behind_prefix(words, first)
        if mended and not prefixed:
            prefixed = reader._behind_prefix(mended, first)
        return prefixed or self._resembling(words, first)

    def _resembling(self, words: Sequence[Token], first: int) -> Head | None:
        """A name misspelt beyond its single words, if it is all there is before a pause or in the line."""
        for last in sorted({self._pause(words, first), self._near_end(words, first)} - {0}):
            places = self._mender.places(squash(word.word for word in words[first:last]))
            if len(places) == 1:
                ends = words[first].start, words[last - 1].end
                return Head(tuple(places), first, last, *ends, self.follows(words, last), mended=True)
        return None

    def _resembling_more(self, words: Sequence[Token], head: Head) -> Head | None:
        """ "Thor: Raignarok": another film of a series, misspelt, and no remark on the first one."""
        behind = head.last < len(words) and self._colon(words, head.last) and len(head.places) == 1
        more = self._resembling(words, head.first) if behind else None
        return more if more and more.places != head.places and more.last > head.last else None

    def _near_end(self, words: Sequence[Token], first: int) -> int:
        return len(words) if len(words) - first <= _MOST_PREFIX else 0

    def _pause(self, words: Sequence[Token], first: int) -> int:
        """Where the first pause is, if it comes soon; 0 if it does not."""
        ends = range(first + 1, min(len(words), first + _MOST_PREFIX) + 1)
        return next((end for end in ends if self.stops(words, end)), 0)

    def touched(self, words: Sequence[Token], listed: Collection[int], strictly: bool = False) -> bool:
        """Whether words that were not understood may speak of a candidate that is not listed.

        They may if they hold a name, a name with its number, the beginning of one, or two words of a title;
        strictly seen, if they hold one such word. Capitals alone ("GF") may be the initials of anything.
        """
        if len(words) == 1 and self._is_abbreviation(words[0]):
            return True
        mended = self._mended(words, 0, loosely=True)
        if mended:
            return Heads(self._text, self._names, self._mender)._touches(mended, listed, strictly)
        return self._touches(words, listed, strictly)

    def _touches(self, words: Sequence[Token], listed: Collection[int], strictly: bool) -> bool:
        shared = 0
        for index, token in enumerate(words):
            whole = next((mention for mention in self._at(words, index) if not mention.is_part), None)
            if whole and not set(whole.places) <= set(listed):
                return True
            if whole and self._is_numbered(words, whole.last):
                place = self._names.numbers.get(int(words[whole.last].word))
                if place is not None and place not in listed:
                    return True
            dated = self._names.years.get(int(token.word)) if is_year(token.word) else None
            if dated is not None and dated not in listed:
                return True
            owners = self._names.owners.get(token.word, set())
            shared += bool(owners) and len(token.word) > 3 and owners.isdisjoint(listed)
        if shared > (0 if strictly else 1) or self._names.begins(words, listed):
            return True
        ends = {self._pause(words, 0), self._near_end(words, 0)} - {0}
        near = [self._mender.places(squash(word.word for word in words[:end]), loosely=True) for end in ends]
        return not set().union(*near) <= set(listed)

    def holds_another(self, words: Sequence[Token], listed: Collection[int]) -> bool:
        """Whether a whole name of a candidate that is not listed stands anywhere in the words."""
        mentions = (mention for index in range(len(words)) for mention in self._at(words, index))
        return any(not mention.is_part and not set(mention.places) <= set(listed) for mention in mentions)

    def _is_abbreviation(self, token: Token) -> bool:
        written = self._text[token.start : token.end]
        return written.isalpha() and written.isupper() and 1 < len(written) < 6

    def _is_numbered(self, words: Sequence[Token], last: int) -> bool:
        return last < len(words) and words[last].word.isdecimal() and len(words[last].word) < 4

    def _read_at(self, words: Sequence[Token], first: int) -> Head | None:
        if first >= len(words):
            return None
        found = self.full_name(words, first)
        return self._with_ties(words, found) if found else None

    def _behind_tie_words(self, words: Sequence[Token]) -> int:
        """ "(tie)", "A tie between"."""
        start = [token.word for token in words[:_MOST_TIED]]
        allowed = (n for n, word in enumerate(start) if word not in TIED and (n, word) != (0, "a"))
        index = next(allowed, len(start))
        return index if not {"tie", "tied", "joint"}.isdisjoint(start[:index]) else 0

    def _with_ties(self, words: Sequence[Token], found: Mention) -> Head | None:
        places, last, by_comma = list(found.places), found.last, False
        while (joint := self._joint(words, last, places[-1])) is not None:
            comma, next_word = joint
            tied = self._tied(words, next_word, numerals=not comma)
            if tied is None:
                break
            place, end = tied
            goes_on = end < len(words) and not self.gap_behind(words, end, place).strip()
            unfinished = (goes_on or not self.stops(words, end)) and words[end].word != "and"
            if unfinished and comma:
                break
            if unfinished or place in places:
                return None
            places.append(place)
            last, by_comma = end, by_comma or comma
        follows = self.follows(words, last)
        if found.is_part and follows not in ("end", "break"):
            return None
        suffix = words[last].word if follows == "more" else ""
        ends = words[found.first].start, self.end(words, last, places[-1])
        head = Head(tuple(places), found.first, last, *ends, follows, suffix=suffix)
        return head._replace(is_part=found.is_part, by_comma=by_comma)

    def _joint(self, words: Sequence[Token], last: int, place: int) -> tuple[bool, int] | None:
        """Whether only a comma links a name to the next one, and where that begins; None if nothing does."""
        if last >= len(words):
            return None
        sign = self.gap_behind(words, last, place).strip(_CLOSING)
        if words[last].word == "and":
            return (False, last + 1) if sign in ("", ",", *_TIE_SIGNS) else None
        return (sign == ",", last) if sign in _TIE_SIGNS else None

    def _tied(self, words: Sequence[Token], index: int, numerals: bool) -> tuple[int, int] | None:
        """One more name of a tie; or a numeral, but "Aliens, 8/10" and "Aliens, I think" have none."""
        if index >= len(words):
            return None
        name = self.full_name(words, index)
        if name:
            return name.places[0], name.last
        number = self.numeral(words, index)
        behind = self._text[words[index].end : words[index].end + 1]
        alone = numerals and behind not in ("/", "%") and self.stops(words, index + 1)
        return (number, index + 1) if number is not None and alone else None

    def _mended(self, words: Sequence[Token], first: int, loosely: bool = False) -> list[Token] | None:
        """The words with slips mended, or None where there is none."""
        mended = list(words[: first + _MOST_WORDS])
        changed = False
        for index, token in enumerate(mended[first:], start=first):
            right = self._mender.word(token.word, loosely)
            if right:
                mended[index], changed = token._replace(word=right), True
        return mended + list(words[first + _MOST_WORDS :]) if changed else None

    def _behind_prefix(self, words: Sequence[Token], first: int) -> Head | None:
        """ "Harry Potter and the Goblet of Fire": a name that ends the line, behind words of no candidate."""
        if first >= len(words) or words[first].word[0].isdigit():
            return None
        for index in range(first + 1, min(len(words), first + _MOST_PREFIX)):
            if any(sign not in _PREFIX_SIGNS for sign in self.gap(words, index)):
                return None
            head = self._read_at(words, index)
            begins = words[index].word not in SMALL - ARTICLES
            if head and begins and head.follows in ("end", "break"):
                before = [token.word for token in words[first:index] if token.word not in SMALL]
                if all(self._is_known(word) for word in before):
                    return head._replace(first=first)
                return head._replace(first=first, prefix=" ".join(before[:2]))
        return None

    def _is_known(self, word: str) -> bool:
        vocabulary = self._names.vocabulary
        return word in vocabulary or word.isdecimal() or word.rstrip("s") in vocabulary
