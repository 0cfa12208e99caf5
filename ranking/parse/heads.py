"""The name that a line begins with, whatever stands before and behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ranking.titles import Mention, Names
from ranking.variants import SMALL
from ranking.words import ROMANS, Token, is_year

_BREAKS = frozenset('#:;.,!?()[]{}"“”„«»…|/–—•*→<>=≈+\t\n✓★☆')
_MOST_PREFIX = 8
_RANGE = re.compile(r"\w[-–]")
_MOST_WORDS = 14
_TIE_SIGNS = frozenset({"/", "=", "+", ",", ", ", "&"})
_LINKS = frozenset({"and", "then", "over", "beats"})
_IN_ORDER = (["in", "that", "order"], ["in", "this", "order"])
TIED = frozenset({"tie", "tied", "between", "another", "joint", "equal", "both"})
_SCORED = frozenset({"stars", "star", "out", "points", "pts", "percent", "times"})


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


class Heads:
    """Reads heads off the words of one text."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._leading: set[str] = set()
        self._known: dict[tuple[int, int], tuple[int, list[Mention]]] = {}

    def learn(self, lines: Iterable[Sequence[Token]]) -> None:
        """Note the names that stand as those of a series before several others: "Star Trek: Beyond"."""
        behind: dict[str, set[tuple[int, ...]]] = defaultdict(set)
        for words in lines:
            found = self.name(words, 0) if words else None
            if (
                found
                and found.last < len(words)
                and self.gap(words, found.last).strip() in (":", "-", "–", "—")
            ):
                more = self.name(words, found.last)
                if (
                    more
                    and more.places != found.places
                    and self.follows(words, more.last) in ("end", "break")
                ):
                    behind[found.name].add(more.places)
        self._leading = {name for name, others in behind.items() if len(others) > 1}

    def read(self, words: Sequence[Token]) -> Head | None:
        """The head of a line. Looks at a bounded number of words, but for ties."""
        first = self._behind_tie_words(words)
        head = self._read_at(words, first)
        if head and head.follows in ("end", "break"):
            return head
        mended = self._mended(words, first)
        reader = Heads(self._text, self._names)
        if mended:
            better = reader._read_at(mended, first)
            if better and better.follows in ("end", "break") and (not head or better.last > head.last):
                return better._replace(mended=True)
        return (
            head
            or self._behind_prefix(words, first)
            or (reader._behind_prefix(mended, first) if mended else None)
        )

    def _at(self, words: Sequence[Token], first: int) -> list[Mention]:
        """The mentions that begin at a word; looked up once for each place and end of the words."""
        key = words[first].start, words[-1].start
        if key not in self._known:
            self._known[key] = first, self._names.at(self._text, words, first, len(words))
        base, known = self._known[key]
        if not known or base == first:
            return known
        shift = first - base
        return [mention._replace(first=first, last=mention.last + shift) for mention in known]

    def numeral(self, words: Sequence[Token], index: int) -> int | None:
        """The place of the candidate with this number: of digits, of Roman capitals, of a year."""
        token = words[index]
        written = self._text[token.start : token.end]
        apostrophe = self._text[token.start - 1 : token.start] in ("'", "’") and token.start > 0
        if apostrophe and written.isdecimal() and len(written) == 2:
            years = [place for year, place in self._names.years.items() if year % 100 == int(written)]
            return years[0] if len(years) == 1 else None
        if is_year(token.word):
            return self._names.years.get(int(token.word))
        if _RANGE.match(self._text[max(0, token.start - 2) : token.start]):
            return None
        roman = written.lower() in ROMANS and (written.isupper() or len(written) > 1)
        if not token.word.isdecimal() or not (written.isdecimal() or roman):
            return None
        return self._names.numbers.get(int(token.word))

    def name(self, words: Sequence[Token], index: int) -> Mention | None:
        """The longest name that begins here, or a part of one that stands alone; articles are skipped."""
        for first in (index, index + 1) if words[index].word in ("the", "a", "an") else (index,):
            if first >= len(words) or (first > index and not self._near(words, first)):
                break
            for mention in self._at(words, first):
                fits = self._is_alone(words, mention.last) if mention.is_part else True
                if fits and len(mention.places) == 1 and not self._is_another(words, mention):
                    return mention
        return None

    def touched(self, words: Sequence[Token], listed: Collection[int], strictly: bool = False) -> bool:
        """Whether words that were not understood may speak of a candidate that is not listed.

        They may if they hold a name, a name with its number, the beginning of one, or two words of a title;
        strictly seen, if they hold one such word. Capitals alone ("GF") may be the initials of anything.
        """
        if len(words) == 1 and self._is_abbreviation(words[0]):
            return True
        mended = self._mended(words, 0, loosely=True)
        if mended:
            return Heads(self._text, self._names)._touches(mended, listed, strictly)
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
            owners = self._names.owners.get(token.word, set())
            shared += bool(owners) and len(token.word) > 3 and owners.isdisjoint(listed)
        return shared > (0 if strictly else 1) or self._names.begins(words, listed)

    def _is_abbreviation(self, token: Token) -> bool:
        written = self._text[token.start : token.end]
        return written.isalpha() and written.isupper() and 1 < len(written) < 6

    def _is_numbered(self, words: Sequence[Token], last: int) -> bool:
        return last < len(words) and words[last].word.isdecimal() and len(words[last].word) < 4

    def gap(self, words: Sequence[Token], index: int) -> str:
        """What stands between a word and the one before it."""
        return self._text[words[index - 1].end : words[index].start]

    def follows(self, words: Sequence[Token], last: int) -> str:
        """How a line goes on behind a name."""
        if last >= len(words):
            return "end"
        gap = self.gap(words, last)
        if any(sign in _BREAKS for sign in gap) or ("-" in gap and gap != "-") or "  " in gap:
            return "break"
        written = self._text[words[last].start : words[last].end]
        return "more" if written[:1].isupper() and written != "I" else "flow"

    def _read_at(self, words: Sequence[Token], first: int) -> Head | None:
        if first >= len(words):
            return None
        found = self.full_name(words, first)
        return self._with_ties(words, found) if found else None

    def _behind_tie_words(self, words: Sequence[Token]) -> int:
        """ "(tie)", "A tie between"."""
        index = 0
        while (
            index < len(words)
            and index < 4
            and (words[index].word in TIED or (index == 0 and words[0].word == "a"))
        ):
            index += 1
        return index if any(word.word in ("tie", "tied", "joint") for word in words[:index]) else 0

    def _is_alone(self, words: Sequence[Token], last: int) -> bool:
        closes = [token.word for token in words[last : last + 3]] in _IN_ORDER
        return closes or self.follows(words, last) in ("end", "break") or words[last].word in _LINKS

    def _near(self, words: Sequence[Token], index: int) -> bool:
        return not self.gap(words, index).strip()

    def _is_another(self, words: Sequence[Token], mention: Mention) -> bool:
        """Whether what is behind the name makes it another thing's: a numeral, a year, "vs", "'s"."""
        owner = words[mention.last - 1].word
        if owner.endswith("'s") and not mention.name.endswith("s"):
            return True
        if mention.last >= len(words) or words[mention.last].word == "versus":
            return mention.last < len(words)
        token, gap = words[mention.last], self.gap(words, mention.last)
        if is_year(token.word):
            year = self._names.candidates[mention.places[0]].known_year
            return bool(year) and gap.strip() in ("", "(", "[") and abs(int(token.word) - (year or 0)) > 1
        written = self._text[token.start : token.end]
        if not token.word[0].isdigit() or written in ("I", "i") or gap not in ("", " ", "-"):
            return False
        behind = self._text[token.end : token.end + 1]
        scored = mention.last + 1 < len(words) and words[mention.last + 1].word in _SCORED
        return behind not in ("/", "%", "★", ".") and not scored

    def _qualified(self, words: Sequence[Token], first: int) -> Mention | None:
        """ "Star Trek IV: The Voyage Home", where only the words behind the numeral are a known name."""
        for mention in self._at(words, first):
            behind = mention.last + 1
            if not mention.is_part and mention.last < len(words) and behind < len(words):
                numeral = words[mention.last].word.isdecimal() and self.gap(words, behind).strip() in (
                    ":",
                    "-",
                    "–",
                    "—",
                )
                found = self.name(words, behind) if numeral else None
                if found and self.follows(words, found.last) in ("end", "break"):
                    return found._replace(first=first)
        return None

    def full_name(self, words: Sequence[Token], index: int) -> Mention | None:
        """The name that begins here, with what stands before it of the series."""
        found = self.name(words, index)
        return self._refined(words, found) if found else self._qualified(words, index)

    def _refined(self, words: Sequence[Token], found: Mention) -> Mention:
        """ "Star Wars: Episode V – The Empire Strikes Back": the last of several names in one is meant."""
        while found.last < len(words) and self.gap(words, found.last).strip() in ("", ":", "-", "–", "—"):
            more = self.name(words, found.last)
            if not more or self.follows(words, more.last) not in ("end", "break"):
                return found
            same = more.name.startswith(found.name) or found.name.startswith(more.name)
            entitled = (
                self.gap(words, found.last).strip() == ":" and more.last == len(words) and not more.is_part
            )
            shares = more.is_part and self._shares_word(words, found, more)
            spaced = not self.gap(words, found.last).strip()
            fits = spaced or found.is_part or self.leads(found.name) or entitled or shares
            if more.places != found.places and (same or not fits):
                return found
            found = more._replace(first=found.first)
        return found

    def leads(self, name: str) -> bool:
        """Whether a name can stand before another one as that of its series."""
        return self._names.is_series(name) or name in self._leading

    def _shares_word(self, words: Sequence[Token], found: Mention, more: Mention) -> bool:
        """ "Alien vs. Predator: Requiem": whether the title of the second name has a word of the first."""
        title = self._names.title_words[more.places[0]]
        return any(
            token.word in title and token.word not in SMALL for token in words[found.first : found.last]
        )

    def _with_ties(self, words: Sequence[Token], found: Mention) -> Head | None:
        places, last, by_comma = list(found.places), found.last, False
        while last < len(words):
            sign = self.gap(words, last).strip()
            linked = words[last].word == "and" and sign == ""
            comma = sign == "," and words[last].word != "and"
            if not linked and sign not in _TIE_SIGNS and not (sign == "," and words[last].word == "and"):
                break
            next_word = last + 1 if words[last].word == "and" else last
            tied = self._tied(words, next_word, numerals=not comma)
            if tied is None:
                break
            if self.follows(words, tied[1]) in ("flow", "more") and words[tied[1]].word != "and":
                if comma:
                    break
                return None
            if tied[0] in places:
                return None
            places.append(tied[0])
            last, by_comma = tied[1], by_comma or comma
        follows = self.follows(words, last)
        suffix = words[last].word if follows == "more" else ""
        start, end = words[found.first].start, words[last - 1].end
        is_alone = follows in ("end", "break") or not found.is_part
        head = Head(
            tuple(places), found.first, last, start, end, follows, "", suffix, False, found.is_part, by_comma
        )
        return head if is_alone else None

    def _tied(self, words: Sequence[Token], index: int, numerals: bool) -> tuple[int, int] | None:
        """One more name of a tie; or a numeral, but "Aliens, 8/10" and "Aliens, I think" have none."""
        if index >= len(words):
            return None
        name = self.name(words, index)
        if name:
            return name.places[0], name.last
        number = self.numeral(words, index)
        behind = self._text[words[index].end : words[index].end + 1]
        alone = numerals and behind not in ("/", "%") and self.follows(words, index + 1) in ("end", "break")
        return (number, index + 1) if number is not None and alone else None

    def _mended(self, words: Sequence[Token], first: int, loosely: bool = False) -> list[Token] | None:
        """The words with slips mended, or None where there is none."""
        mended = list(words[: first + _MOST_WORDS])
        changed = False
        for index, token in enumerate(mended[first:], start=first):
            right = self._names.speller.mended(token.word, loosely)
            if right:
                mended[index], changed = token._replace(word=right), True
        return mended + list(words[first + _MOST_WORDS :]) if changed else None

    def _behind_prefix(self, words: Sequence[Token], first: int) -> Head | None:
        """ "Harry Potter and the Goblet of Fire": a name that ends the line, behind words of no candidate."""
        if first >= len(words) or words[first].word[0].isdigit():
            return None
        for index in range(first + 1, min(len(words), first + _MOST_PREFIX)):
            if any(sign in _BREAKS and sign not in ":–—" for sign in self.gap(words, index)):
                return None
            head = self._read_at(words, index)
            if (
                head
                and head.follows in ("end", "break")
                and words[index].word not in SMALL - {"the", "a", "an"}
            ):
                before = [token.word for token in words[first:index] if token.word not in SMALL]
                if all(self._is_known(word) for word in before):
                    return head._replace(first=first)
                return head._replace(first=first, prefix=" ".join(before[:2]))
        return None

    def _is_known(self, word: str) -> bool:
        vocabulary = self._names.vocabulary
        return word in vocabulary or word.isdecimal() or word.rstrip("s") in vocabulary
