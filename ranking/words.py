"""The words of a text, folded so that spellings of one name compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

# A decimal is one word, and so is a word with an apostrophe in it. No two branches can share a sign.
_TOKEN = re.compile(r"\d+(?:\.\d+)+|[^\W_]+(?:['’ʼ`´][^\W_]+)*|&")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_LONGEST_WORD = 40


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


def counted(words: str) -> dict[str, int]:
    """The words of a line with their places, from one on."""
    return {word: number for number, word in enumerate(words.split(), start=1)}


ROMANS = counted(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv"
)
CARDINALS = counted("one two three four five six seven eight nine ten eleven twelve")
_ONE_SPELLING = {"vs": "versus", "pt": "part", "vol": "volume", "ep": "episode", "ch": "chapter", "&": "and"}
_FOLDED = {**{word: str(number) for word, number in (ROMANS | CARDINALS).items()}, **_ONE_SPELLING}
ARTICLES = frozenset({"a", "an", "the"})
PARTS = frozenset({"part", "chapter", "episode", "volume"})


class Token(NamedTuple):
    """A word of the text: its folded form and where it stands."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order. Linear: every word is folded once, overlong ones are no words."""
    folded: dict[str, str] = {}
    tokens = []
    for found in _TOKEN.finditer(text):
        raw = found[0]
        word = folded.get(raw)
        if word is None:
            word = folded[raw] = fold(raw)
        if word:
            tokens.append(Token(word, found.start(), found.end()))
    return tokens


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(token.word for token in tokens_of(name))


def fold(raw: str) -> str:
    """One word without case, accents and apostrophes but the possessive one; numerals become digits."""
    if len(raw) > _LONGEST_WORD:
        return ""
    word = raw if raw.isascii() else _unaccented(raw)
    word = word.casefold()
    if not word.isalnum():
        word = _unquoted(word)
    if word.isdecimal():
        return str(int(word))
    return _FOLDED.get(word, word)


def _unaccented(raw: str) -> str:
    parts = unicodedata.normalize("NFKD", raw)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _unquoted(word: str) -> str:
    parts = _APOSTROPHES.split(word)
    if len(parts) > 1 and parts[-1] == "s":
        return "".join(parts[:-1]) + "'s"
    return "".join(parts)


def joined(start: str, word: str) -> str:
    """A name and its next word run together; two numerals side by side stay apart."""
    apart = start[-1:].isdigit() and word[:1].isdigit()
    return f"{start} {word}" if apart else start + word


def squash(words: Iterable[str]) -> str:
    """Folded words as the one string by which names are compared."""
    name = ""
    for word in words:
        name = joined(name, word)
    return name


def is_year(word: str) -> bool:
    """Whether a folded word can be the year of a work."""
    return len(word) == 4 and word.isdecimal() and "1880" <= word <= "2099"


def is_mark(sign: str) -> bool:
    """Whether a sign is invisible by itself: accents apart from their letter, marks of direction."""
    return unicodedata.category(sign) in ("Mn", "Me", "Cf")
