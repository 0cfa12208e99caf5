"""Names in the words of one text: the longest, with what stands before and behind them taken into account."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ranking.titles import Mention, Names
from ranking.variants import SMALL
from ranking.words import ARTICLES, ROMANS, Token, is_year

_BREAKS = frozenset('#:;.,!?()[]{}"“”„«»…|/–—•*→<>=≈≻≺≤≥›~+\t\n✓★☆')
_COLONS = frozenset({":", "-", "–", "—"})
_RANGE = re.compile(r"\w[-–]")
_LINKS = frozenset({"and", "then", "over", "beats"})
_IN_ORDER = (["in", "that", "order"], ["in", "this", "order"])
_SCORED = frozenset({"stars", "star", "out", "points", "pts", "percent", "times"})


class Naming:
    """Finds the names in words of one text. Every question costs a bounded time."""

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
            if found and self._colon(words, found.last):
                more = self.name(words, found.last)
                if more and more.places != found.places and self.stops(words, more.last):
                    behind[found.name].add(more.places)
        self._leading = {name for name, others in behind.items() if len(others) > 1}

    def name(self, words: Sequence[Token], index: int) -> Mention | None:
        """The longest name that begins here, or a part of one that stands alone; articles are skipped."""
        for first in (index, index + 1) if words[index].word in ARTICLES else (index,):
            if first >= len(words) or (first > index and not self._near(words, first)):
                break
            for mention in self._at(words, first):
                fits = self._is_alone(words, mention.last) if mention.is_part else True
                if fits and len(mention.places) == 1 and not self._is_another(words, mention):
                    return mention
        return None

    def full_name(self, words: Sequence[Token], index: int) -> Mention | None:
        """The name that begins here, with what stands before it of the series."""
        found = self.name(words, index)
        return self._refined(words, found) if found else self._qualified(words, index)

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
        if written == "I" and self._is_speaking(words, index):
            return None
        return self._names.numbers.get(int(token.word))

    def _is_speaking(self, words: Sequence[Token], index: int) -> bool:
        """Whether an "I" is the writer: "and I mean it", "and I, for one"."""
        follows = self.follows(words, index + 1)
        if index > 0 and words[index - 1].word == "and":
            comma = self._text.startswith(",", words[index].end)
            return comma or follows in ("flow", "more")
        return follows in ("flow", "more") and words[index + 1].word not in _LINKS

    def gap(self, words: Sequence[Token], index: int) -> str:
        """What stands between a word and the one before it."""
        return self._text[words[index - 1].end : words[index].start]

    def gap_behind(self, words: Sequence[Token], last: int, place: int) -> str:
        """What stands behind the name of a candidate up to the next word, without signs of the name."""
        return self._text[self.end(words, last, place) : words[last].start]

    def end(self, words: Sequence[Token], last: int, place: int) -> int:
        """Where the name of a candidate ends, with the signs that belong to it."""
        return self._names.end(place, self._text, words[last - 1].end)

    def follows(self, words: Sequence[Token], last: int) -> str:
        """How a line goes on behind a name."""
        if last >= len(words):
            return "end"
        gap = self.gap(words, last)
        if any(sign in _BREAKS for sign in gap) or ("-" in gap and gap != "-") or "  " in gap:
            return "break"
        written = self._text[words[last].start : words[last].end]
        return "more" if written[:1].isupper() and written != "I" else "flow"

    def stops(self, words: Sequence[Token], last: int) -> bool:
        """Whether a name that ends here is followed by a pause or nothing."""
        return self.follows(words, last) in ("end", "break")

    def _colon(self, words: Sequence[Token], index: int) -> bool:
        """Whether a colon or a dash stands before a word, as between the parts of a title."""
        return 0 < index < len(words) and self.gap(words, index).strip() in _COLONS

    def leads(self, name: str) -> bool:
        """Whether a name can stand before another one as that of its series."""
        return self._names.is_series(name) or name in self._leading

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

    def _is_alone(self, words: Sequence[Token], last: int) -> bool:
        closes = [token.word for token in words[last : last + 3]] in _IN_ORDER
        return closes or self.stops(words, last) or words[last].word in _LINKS

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
            if not mention.is_part and self._colon(words, behind) and words[mention.last].word.isdecimal():
                found = self.name(words, behind)
                if found and self.stops(words, found.last):
                    return found._replace(first=first)
        return None

    def _refined(self, words: Sequence[Token], found: Mention) -> Mention:
        """ "Star Wars: Episode V – The Empire Strikes Back": the last of several names in one is meant."""
        while self._colon(words, found.last) or (found.last < len(words) and self._near(words, found.last)):
            more = self.name(words, found.last)
            if not more or not self.stops(words, more.last):
                return found
            if more.places != found.places and not self._belongs(words, found, more):
                return found
            found = more._replace(first=found.first)
        return found

    def _belongs(self, words: Sequence[Token], found: Mention, more: Mention) -> bool:
        """Whether the first of two names is that of a series, or of one film in the title of the other."""
        if more.name.startswith(found.name) or found.name.startswith(more.name):
            return False
        if found.is_part or self.leads(found.name) or self._near(words, found.last):
            return True
        is_title = self.gap(words, found.last).strip() == ":" and more.last == len(words)
        return self._shares_word(words, found, more) if more.is_part else is_title

    def _shares_word(self, words: Sequence[Token], found: Mention, more: Mention) -> bool:
        """ "Alien vs. Predator: Requiem": whether the title of the second name has a word of the first."""
        title = self._names.title_words[more.places[0]]
        own = {token.word for token in words[found.first : found.last]} - SMALL
        return not own.isdisjoint(title)
