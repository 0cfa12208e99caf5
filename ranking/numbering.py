"""The places of candidates in their series, as far as names and years tell them for certain.

Readers write "4 > 2 > 1" for films called IV, II and nothing. A number that could mean two things is given to
none: nothing here is a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from ranking.titles import Candidate
from ranking.variants import Words, bare_title
from ranking.words import ARTICLES, PARTS, is_year, words_of

_BREAK = re.compile(r"[:–—(]|\s-\s")


def numbers_of(candidates: Sequence[Candidate]) -> list[int | None]:
    """The number of each candidate in their common series, or None. Cost: linear in the letters of all names.

    Numerals win where one series makes up more than half of the candidates; the years number those beside
    it if they agree. Else the years number all, if they are all different and a series agrees with them, or
    there is none; a single title with a numeral of its own, "Dead Reckoning Part One", is then no hindrance.
    """
    series = _series(candidates)
    by_year = _by_year(candidates)
    main = max(series, key=len, default={})
    if 2 * len(main) > len(candidates):
        agree = by_year and _agree(main, by_year)
        return [by_year[place] if agree else main.get(place) for place in range(len(candidates))]
    agreeing = [one for one in series if by_year and _agree(one, by_year)]
    others = [one for one in series if one not in agreeing]
    if by_year and (agreeing or not series) and all(len(one) == 1 for one in others):
        return list(by_year)
    return [None] * len(candidates)


def _agree(series: dict[int, int], by_year: Sequence[int]) -> bool:
    return all(by_year[place] == number for place, number in series.items())


def _by_year(candidates: Sequence[Candidate]) -> list[int]:
    """The place of each by its year; nothing where a year is unknown or stands twice."""
    years = [candidate.known_year for candidate in candidates]
    known = sorted({year for year in years if year is not None})
    return [known.index(year) + 1 for year in years if year is not None] if len(known) == len(years) else []


def _series(candidates: Sequence[Candidate]) -> list[dict[int, int]]:
    """The number of each place, for each series whose numbers are all different."""
    found: dict[Words, dict[int, int]] = defaultdict(dict)
    for place, candidate in enumerate(candidates):
        for name in (candidate.title, *candidate.aliases):
            if numeral := next(_numerals(name), None):
                found[numeral[0]][place] = numeral[1]
                break
    for place, candidate in enumerate(candidates):
        # "Rocky" is the first where there is a "Rocky II"; another remake of the name is not.
        title = _without_article(words_of(bare_title(candidate.title)))
        if title in found and 2 in found[title].values() and 1 not in found[title].values():
            found[title].setdefault(place, 1)
    return [numbers for numbers in found.values() if len(set(numbers.values())) == len(numbers)]


def _numerals(name: str) -> Iterator[tuple[Words, int]]:
    """The words before a numeral that ends the name or one of its parts, and the numeral."""
    for words in accumulate(map(words_of, _BREAK.split(bare_title(name)))):
        stem, last = words[:-1], words[-1] if words else ""
        stem = _without_article(stem[:-1] if stem and stem[-1] in PARTS else stem)
        if stem and last.isdecimal() and not is_year(last):
            yield stem, int(last)


def _without_article(words: Words) -> Words:
    return words[1:] if words[:1] and words[0] in ARTICLES else words
