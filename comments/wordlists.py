"""Lists of words that a moderator types, found again in what readers write, however it is disguised.

Words are compared by what they look like, as whole words; `*` in a listed word stands for any letters. Each
word of a text is looked at once for each pattern, and nothing goes back: the time is linear in the text.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from blog.text import INVISIBLE, skeleton

MOST_LINES = 500
FEWEST_LETTERS = 2
ANY = "*"

Pattern = tuple[tuple[str, ...], ...]  # for each word its parts between the asterisks


def words(text: str) -> list[str]:
    """The words of a text as they look, one spelling for all that look alike."""
    return [looks for word in _apart(text) if (looks := skeleton(word))]


def found(listed: str, text_words: list[str]) -> str:
    """The first line of the list that is in these words; empty where none is."""
    for line, pattern in _patterns(listed):
        if _stands_in(pattern, text_words):
            return line
    return ""


def wrong_lines(listed: str) -> list[tuple[str, str]]:
    """The lines that cannot be looked for, each with why."""
    lines = _lines(listed)
    needed = f"{FEWEST_LETTERS} letters or digits are needed in each word"
    wrong = [(line, needed) for line in lines if not _is_long_enough(_pattern(line))]
    if len(lines) > MOST_LINES:
        wrong.append((f"{len(lines)} lines", f"a list may have {MOST_LINES}"))
    return wrong


def _apart(text: str, keep: str = "") -> list[str]:
    """The words of a text as they were typed; a combining mark belongs to the letter before it."""
    return "".join(
        letter if letter.isalnum() or letter in keep or unicodedata.category(letter)[0] == "M" else " "
        for letter in INVISIBLE.sub("", text)
    ).split()


def _lines(listed: str) -> list[str]:
    return [line.strip() for line in listed.splitlines() if line.strip()]


@lru_cache(maxsize=8)
def _patterns(listed: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((line, _pattern(line)) for line in _lines(listed))


def _pattern(line: str) -> Pattern:
    return tuple(tuple(skeleton(part) for part in word.split(ANY)) for word in _apart(line, keep=ANY))


def _is_long_enough(pattern: Pattern) -> bool:
    return bool(pattern) and all(sum(map(len, parts)) >= FEWEST_LETTERS for parts in pattern)


def _stands_in(pattern: Pattern, text_words: list[str]) -> bool:
    """Whether the words of a pattern follow each other somewhere."""
    return any(
        all(_matches(parts, word) for parts, word in zip(pattern, window, strict=True))
        for window in _windows(text_words, len(pattern))
    )


def _windows(text_words: list[str], size: int) -> Iterator[list[str]]:
    for start in range(len(text_words) - size + 1):
        yield text_words[start : start + size]


def _matches(parts: tuple[str, ...], word: str) -> bool:
    if len(parts) == 1:
        return word == parts[0]
    first, *between, last = parts
    if not word.startswith(first):
        return False
    at = len(first)
    for part in between:
        at = word.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return word.endswith(last) and at <= len(word) - len(last)
