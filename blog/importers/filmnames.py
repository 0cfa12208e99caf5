"""The names of an article's films as people write them: Rocky is Rocky I, and rocky 2 is Rocky II."""

import re
import unicodedata
from collections.abc import Iterable

Key = tuple[tuple[str, ...], ...]
"""A name as it is compared: the folded words of each of its parts, numerals as digits."""

# What divides a name into parts, or a name from the words behind it. The hyphen within a word does not.
BREAK = re.compile(r"[–—―:(…]|\.{2,}|--+|(?<=\s)-|-(?=\s)")
_WORD = re.compile(r"[^\W_]+")
_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
ARABIC = {roman.lower(): str(number) for number, roman in enumerate(_ROMANS.split(" "), start=1)}

_QUOTES = "\"'“”‘’«»„()[]"
_JOINERS = {"a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "vs", "with"}
# Sentences begin with these, films seldom do.
_OPENERS = {
    *("a", "all", "also", "an", "and", "any", "anyone", "but", "every", "everybody", "everyone", "he"),
    *("here", "i", "if", "it", "list", "no", "nobody", "none", "note", "one", "order", "ranking", "she"),
    *("so", "some", "somebody", "someone", "that", "the", "there", "these", "they", "this", "those", "we"),
    *("what", "who", "you"),
}
_NOT = r"(?:is|was|has|does|did|will|wo)(?:n't|\snot)"
_THERE = r"(?:out|included|ranked|listed|count|counted|released|eligible|here|ready|finished|seen|part\sof)"
_GONE = r"(?:left\sout|missing|excluded|omitted|still\sto\scome|coming|unranked|disqualified)"
_ABSENCE = re.compile(rf"{_NOT}\s(?:(?:been|be|come|yet|even)\s)?{_THERE}\b|(?:is|was)\s{_GONE}\b", re.I)


def key(name: str) -> Key:
    """What is compared of a name. The parts stay apart, lest "Rocky – 2" be taken for "Rocky 2"."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    parts: list[tuple[str, ...]] = []
    for part in BREAK.split(folded):
        words = _WORD.findall(part)
        if words and not parts:
            parts.append((words[0], *(ARABIC.get(word, word) for word in words[1:])))
        elif words:
            parts.append(tuple(ARABIC.get(word, word) for word in words))
    return tuple(parts) or ((folded.strip(),),)


class FilmNames:
    """The ranked films of one article, by every name that means exactly one of them."""

    def __init__(self, films: Iterable[tuple[int, str, int | None]]) -> None:
        """Take position, title and, where it is known, the year of each."""
        self.years: dict[int, int | None] = {}
        exact: dict[Key, set[int]] = {}
        variants: dict[Key, set[int]] = {}
        for position, title, year in films:
            self.years[position] = year
            name = key(title)
            flat = _flat(name)
            exact.setdefault(name, set()).add(position)
            dated = [(*name, (str(year),))] if year else []
            for variant in [(flat,), ((*flat, "1"),), *dated]:
                variants.setdefault(variant, set()).add(position)
        # A film's own title is stronger than a variant of another one's.
        found = {**variants, **exact}
        self._places = {name: min(positions) for name, positions in found.items() if len(positions) == 1}
        self._flat = {_flat(name): place for name, place in self._places.items()}
        self._lengths = {len(name) for name in self._flat}
        self._stems = {flat[:length] for flat in map(_flat, exact) for length in range(1, len(flat))}

    def place(self, name: Key) -> int | None:
        """The position of the film with this name."""
        return self._places.get(name)

    def another_in(self, words: str, place: int) -> bool:
        """Whether the words name a film other than this one.

        A name that longer titles begin with is left out: behind a title, "Rocky" is mostly the man.
        """
        flat = _flat(key(words))
        for length in self._lengths:
            for start in range(len(flat) - length + 1):
                name = flat[start : start + length]
                if self._flat.get(name, place) != place and name not in self._stems:
                    return True
        return False


def leading_name(text: str) -> tuple[str, str]:
    """The capitalised words that a text begins with, and the few words behind them."""
    words = text.split()
    count = 0
    for index, word in enumerate(words):
        bare = word.strip(_QUOTES)
        if bare[:1].isupper() or bare[:1].isdigit():
            count = index + 1
        elif count == 0 or bare not in _JOINERS:
            break
        if bare.endswith((".", ",", ";", "!", "?")):
            break
    name = " ".join(word.strip('"“”«»„') for word in words[:count]).strip(_QUOTES + ",;:.!?")
    return name + ")" * ("(" in name), " ".join(words[count : count + 4])


def absent_name(text: str) -> str:
    """The name that a text begins with, where it goes on to say that this film is not ranked; or nothing."""
    name, behind = leading_name(text)
    says_so = _ABSENCE.match(behind.replace("’", "'"))
    return name if says_so and name.casefold() not in _OPENERS else ""


def _flat(name: Key) -> tuple[str, ...]:
    return tuple(word for part in name for word in part)
