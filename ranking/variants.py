"""What else a candidate is called, by the titles alone: "Rocky 1", "Godfather 2", "Fellowship", "TDK"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ranking.words import ARTICLES, PARTS, is_year, squash, words_of

Words = tuple[str, ...]

_YEAR_BEHIND = re.compile(r"\s*[(\[]\s*(?:18|19|20)\d\d\s*[)\]]\s*$")
_BREAK = re.compile(r"[:–—(]|\s-\s")
SMALL = ARTICLES | {"of", "and", "in", "on", "to", "for", "at", "with", "from", "by", "or", "versus", "is"}
_LONGEST = 12
_MOST_STEMS = 12
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh"}
_THINGS = ("1", "film", "movie")


def bare_title(title: str) -> str:
    """The title without the year in brackets behind it."""
    return _YEAR_BEHIND.sub("", title) or title


def year_in(title: str) -> int | None:
    """The year in brackets behind a title."""
    found = _YEAR_BEHIND.search(title)
    return int("".join(sign for sign in found[0] if sign.isdecimal())) if found else None


def close_variants(names: Sequence[str]) -> set[Words]:
    """Spellings of one candidate's names that leave no doubt."""
    variants: set[Words] = set()
    for name in names:
        words = words_of(name)
        variants |= {words, words_of(bare_title(name)), *_cut_behind_number(name)}
    variants |= {_without_part(words) for words in variants}
    variants |= {words[1:] for words in variants if words[0] in ARTICLES and len(words) > 1}
    return {words for words in variants if words}


def versus_variants(variants: Iterable[Words]) -> set[Words]:
    """ "Alien v Predator", in which the "v" reads like a numeral."""
    return {
        tuple("5" if word == "versus" else word for word in words) for words in variants if "versus" in words
    }


def dated_variants(variants: Iterable[Words], year: int | None) -> set[Words]:
    """ "Batman 1989" and "Batman '89"."""
    ends = (str(year), str(year)[2:]) if year else ()
    return {(*words, end) for words in variants for end in ends if end not in words}


def _cut_behind_number(name: str) -> Iterator[Words]:
    """ "Terminator 2" of "Terminator 2: Judgment Day"."""
    head = words_of(_BREAK.split(name, maxsplit=1)[0])
    if len(head) > 1 and head[-1].isdecimal():
        yield head


def _without_part(words: Words) -> Words:
    """ "Godfather 2" of "Godfather Part 2"."""
    return tuple(
        word
        for index, word in enumerate(words)
        if not (index and word in PARTS and index + 1 < len(words) and words[index + 1].isdecimal())
    )


def series_variants(names: Sequence[Iterable[Words]], numbers: Sequence[int | None]) -> list[set[Words]]:
    """ "Rocky 6" and "MI5": every name with a numeral, with the numerals of the others of its series.

    Only where each numeral is the number of its candidate: "Iron Man 2" is third of its series.
    """
    variants: list[set[Words]] = [set() for _ in numbers]
    if any(count > 1 for count in Counter(number for number in numbers if number is not None).values()):
        return variants
    for stem in _stems(names, numbers):
        for place, number in enumerate(numbers):
            if number is not None:
                variants[place] |= {(*stem, str(number)), *((*stem, part, str(number)) for part in PARTS)}
    return variants


def _stems(names: Sequence[Iterable[Words]], numbers: Sequence[int | None]) -> list[Words]:
    """The names of the series, those of most candidates first; only a few, so that the rest stays linear."""
    agreeing: Counter[Words] = Counter()
    differing: set[Words] = set()
    for variants, number in zip(names, numbers, strict=True):
        cut = [_cut_numeral(words) for words in variants]
        agreeing.update({stem for stem, numeral in cut if stem and numeral == number})
        differing.update(stem for stem, numeral in cut if stem and numeral != number)
    found = sorted(agreeing.keys() - differing, key=lambda stem: (-agreeing[stem], stem))
    return found[:_MOST_STEMS]


def _cut_numeral(words: Words) -> tuple[Words, int | None]:
    """The words before a numeral at the end, and the numeral."""
    last = words[-1]
    letters = last.rstrip("0123456789")
    stem = (*words[:-1], letters) if letters else words[:-1]
    return (
        (stem, int(last[len(letters) :]))
        if len(letters) < len(last) < 6 and not is_year(last)
        else ((), None)
    )


def first_variants(names: Sequence[Iterable[Words]]) -> list[set[Words]]:
    """ "Creed 1", where other names go on behind "Creed"."""
    every = {words for variants in names for words in variants}
    starts = {words[:end] for words in every for end in range(1, len(words))}
    return [{(*words, "1") for words in variants if words in starts} for variants in names]


def counted_variants(titles: Sequence[Words], numbers: Sequence[int | None]) -> list[set[Words]]:
    """ "Episode 5", "part 2", "the first one": unless a title gives the word another number."""
    taken = {
        word
        for title, number in zip(titles, numbers, strict=True)
        for word, behind in pairwise(title)
        if word in PARTS and behind.isdecimal() and number != int(behind)
    }
    counted: list[set[Words]] = [
        {(part, str(number)) for part in PARTS - taken} if number is not None else set() for number in numbers
    ]
    for place, number in enumerate(numbers):
        if number in _ORDINALS:
            counted[place] |= {(_ORDINALS[number], thing) for thing in _THINGS}
        if number == 1:
            counted[place] |= {("original",), *(("original", thing) for thing in _THINGS)}
    return counted


def initials_of(names: Iterable[Words]) -> set[Words]:
    """ "TDK", "ROTJ", "FC": the first letters of the words, numerals in full."""
    found: set[Words] = set()
    for words in names:
        letters = "".join(word if word.isdecimal() else word[0] for word in words)
        if 1 < len(letters) < 8 and len(words) > 1 and not letters.isdecimal():
            found.add((letters,))
    return found


def parts_of(names: Iterable[Words]) -> set[Words]:
    """Runs of words inside the names, from one word of weight to another: "Two Towers", "Fellowship".

    What meets in "Alien vs. Predator" has names and films of its own: only a part behind these counts.
    """
    found = set()
    for name in names:
        meeting = name.index("versus") + 2 if "versus" in name else 0
        words = name[meeting : meeting + _LONGEST]
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                part = words[first:last]
                if _has_weight(part[0]) and (_has_weight(part[-1]) or part[-1].isdecimal()):
                    found.add(part)
    return found


def _has_weight(word: str) -> bool:
    return len(word) > 2 and word not in SMALL and word not in PARTS and not word[0].isdigit()


def spelled(variants: Iterable[Words]) -> set[str]:
    """Names as they are compared, with and without the possessive apostrophe."""
    return {squash(words) for words in variants} | {
        squash(word.replace("'s", "s") for word in words)
        for words in variants
        if any("'s" in w for w in words)
    }
