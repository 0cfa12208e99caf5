"""A line of text as runs from left to right: which typeface writes each, and in which direction.

A picture has no browser to do this. The order follows the Unicode Bidirectional Algorithm (UAX #9) as far as
one line without embeddings needs it; inside a run the shaping engine takes over.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from blog.typesetting import clusters

RIGHT = {"R", "AL"}
NUMBERS = {"EN", "AN"}
BRACKETS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Run:
    """A part of a line in one typeface and one direction; without a face, nothing can write it."""

    text: str
    face: str | None
    level: int

    @property
    def rtl(self) -> bool:
        return self.level % 2 == 1


def runs(text: str, face_for: Callable[[str], str | None]) -> tuple[Run, ...]:
    """The runs of a line from left to right; `face_for` names the face that writes a cluster."""
    parts = list(clusters(text))
    placed = zip(parts, map(face_for, parts), levels(parts), strict=True)
    joined = groupby(placed, key=lambda part: part[1:])
    return tuple(in_sight(Run("".join(part[0] for part in same), *key) for key, same in joined))


def starts_from_the_right(parts: Iterable[str]) -> bool:
    """Whether the first letter with a direction is one that is written from the right."""
    return next((found for found in map(_direction, parts) if found in {"L", "R"}), "L") == "R"


def levels(parts: Sequence[str]) -> list[int]:
    """The embedding level of each cluster: even from left to right, odd from right to left."""
    base = "R" if starts_from_the_right(parts) else "L"
    kinds = _numbers_with_their_letters([_direction(part) for part in parts])
    opened: list[tuple[str, str]] = []  # the closing brackets that are awaited, with the side they will take
    for number, kind in enumerate(kinds):
        if kind:
            continue
        before, after = _as_letter(kinds[number - 1]) if number else base, _next_letter(kinds[number:], base)
        kinds[number] = before if before == after else base
        if closing := BRACKETS.get(parts[number]):
            opened.append((closing, kinds[number]))
        elif parts[number] in [awaited for awaited, _ in opened]:  # rule N0
            kinds[number] = next(side for awaited, side in reversed(opened) if awaited == parts[number])
    return [{"R": 1, "N": 2}.get(kind, 2 if base == "R" else 0) for kind in kinds]


def in_sight(placed: Iterable[Run]) -> list[Run]:
    """Runs in the order of reading, turned into the order from left to right (rule L2)."""
    turned = list(placed)
    for level in range(max((run.level for run in turned), default=0), 0, -1):
        groups = groupby(turned, key=lambda run: run.level >= level)
        turned = [run for high, same in groups for run in (list(same)[::-1] if high else same)]
    return turned


def _direction(part: str) -> str:
    """L, R, a number (N), or nothing."""
    kind = unicodedata.bidirectional(part[0])
    return "R" if kind in RIGHT else "N" if kind in NUMBERS else "L" if kind == "L" else ""


def _numbers_with_their_letters(kinds: list[str]) -> list[str]:
    """A number after letters from the left is one of them (W7); a point within it is part of it (W4)."""
    joined = list(kinds)
    for number, (before, after) in enumerate(pairwise(["", *kinds])):
        following = kinds[number + 1] if number + 1 < len(kinds) else ""
        if (before, after, following) == ("N", "", "N"):
            joined[number] = "N"
    last = ""
    for number, kind in enumerate(joined):
        if kind == "N" and last != "R":
            joined[number] = "L"
        last = kind if kind in {"L", "R"} else last
    return joined


def _next_letter(kinds: Iterable[str], base: str) -> str:
    """The side of the next cluster that has one."""
    return next((_as_letter(kind) for kind in kinds if kind), base)


def _as_letter(kind: str) -> str:
    return "R" if kind == "N" else kind
