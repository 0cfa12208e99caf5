"""Reads the ordering out of a reader's comment, where it stands there line by line, and never guesses.

Each line of an ordering names one film of the article, behind a bullet or number and before a remark at most.
All such lines of a comment must follow each other, no film may come twice, and nothing beside the list may
say that it begins with the worst or is no ranking; otherwise there is no ordering.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from blog.importers.filmnames import ARABIC, BREAK, FilmNames, key

REMARK_LIMIT = 500
_BREAKS_IN_A_LINE = 8

_DASH = re.compile(r"^[-–—*•·]\s+")
_NUMBER = re.compile(r"#?([0-9]{1,3})\s?[.):]\s*")
_YEAR = re.compile(r"\(((?:18|19|20)[0-9]{2})\)")
# Behind a title, a score or a place could give another order than the lines do, and a numeral adds a film.
_NUMERAL = "|".join(roman.upper() for roman in ARABIC if roman != "i")
_NO_REMARK = re.compile(rf"[#★☆*]|[0-9]|(?:{_NUMERAL})\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_BEST_FIRST = {"best", "most", "top", "favourite", "favorite", "greatest", "highest", "descending"}
_WORST_FIRST = {"worst", "least", "bottom", "lowest", "weakest", "reverse", "reversed", "ascending"}
_NO_ORDER = {"chronological", "chronologically", "particular", "random", "release", "seen", "watched"}
_RELATIONS = "<>=≈~&+/|"
_SHORT = 80


@dataclass(frozen=True)
class ArticlePick:
    """One line of a reader's ordering: the name as typed, the film's position, the words behind the name."""

    title_as_written: str
    entry_position: int
    remark: str


def read_picks(text: str, films: FilmNames) -> tuple[ArticlePick, ...]:
    """The ordering that a comment lists line by line, best first, or nothing where there is any doubt."""
    lines = [line for line in text.split("\n") if line]
    found = [(index, *pick) for index, line in enumerate(lines) if (pick := _pick(line, films))]
    if len(found) < 2:
        return ()
    first, last = found[0][0], found[-1][0]
    picks = [pick for _, _, pick in found]
    once = len({pick.entry_position for pick in picks}) == len(picks)
    around = [*lines[:first][-1:], *(line for line in lines[last + 1 :][:1] if len(line) <= _SHORT)]
    if not once or last - first != len(picks) - 1 or any(map(_doubtful, around)):
        return ()
    return _best_first(picks, [number for _, number, _ in found])


def _best_first(picks: Sequence[ArticlePick], numbers: Sequence[int | None]) -> tuple[ArticlePick, ...]:
    up = list(range(1, len(picks) + 1))
    if list(numbers) == up or not any(number is not None for number in numbers):
        return tuple(picks)
    return tuple(reversed(picks)) if list(numbers) == up[::-1] else ()


def _pick(line: str, films: FilmNames) -> tuple[int | None, ArticlePick] | None:
    """The line's own number, if it has one, and the film it names."""
    words = _DASH.sub("", line, count=1)
    if pick := _named(words, films):
        return None, pick
    number = _NUMBER.match(words)
    pick = _named(words[number.end() :], films) if number else None
    return (int(number[1]), pick) if number and pick else None


def _named(words: str, films: FilmNames) -> ArticlePick | None:
    """The film that the words begin with, the longest name first; None if what follows is no plain remark."""
    breaks = [found.start() for found in islice(BREAK.finditer(words), _BREAKS_IN_A_LINE)]
    # Where signs alone make the difference between two ends, the later of these, the shorter name, is kept.
    ends = {key(words[:end]): end for end in reversed([*breaks, len(words)])}
    for name, end in ends.items():
        place = films.place(name)
        if place is not None:
            title = words[:end].strip()
            remark = _remark(words[end:], films.years[place])
            is_plain = remark is not None and not films.another_in(remark, place)
            return ArticlePick(title, place, remark or "") if is_plain and not _related(title) else None
    return None


def _related(title: str) -> bool:
    """Whether a sign binds the name to another one, or to words of somebody else."""
    return title[0] in _RELATIONS or title[-1] in _RELATIONS


def _remark(behind: str, film_year: int | None) -> str | None:
    """The words behind a name, without what divides them from it; None where they are no plain remark."""
    year = _YEAR.match(behind)
    if year and film_year not in (None, int(year[1])):
        return None  # another film with the same title
    remark = behind[year.end() if year else 0 :].lstrip(" \t\xa0-–—―:….").rstrip()
    if remark.startswith("(") and remark.find(")") == len(remark) - 1:
        remark = remark[1:-1].strip()
    return None if len(remark) > REMARK_LIMIT or _NO_REMARK.match(remark) else remark


def _doubtful(line: str) -> bool:
    """Whether the words beside a list say that it is no ranking, or that it begins with the worst."""
    words = _LETTERS.findall(line.casefold())
    if not _NO_ORDER.isdisjoint(words):
        return True
    # "Worst to best" begins with the worst, "most to least" does not.
    return next((word in _WORST_FIRST for word in words if word in _WORST_FIRST | _BEST_FIRST), False)
