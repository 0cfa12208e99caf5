"""Titles cut to the room that a picture has for them, without measuring a font."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from ranking.ordering import Key

ELLIPSIS = "…"

# Widths in ems, on the safe side of wide sans-serif fonts: rather cut a letter early than run over the edge.
_NARROW = frozenset("ijlftrI.,:;'|!()[]{}-/\\ `’‘·")
_WIDE = frozenset("mwMWOQGD@%&+=<>~—…")


def text_width(text: str, size: float) -> float:
    """About how wide `text` is at a font size, never much too little. Linear. Raises nothing."""
    return size * sum(map(_em, text))


def fitted(text: str, room: float, size: float) -> str:
    """`text`, or as much of its beginning as fits into `room` with an ellipsis.

    Domain: any text; in a room too small for one letter the ellipsis stands alone. Cost: linear. Raises
    nothing.
    Source: a rule of this product.
    """
    if text_width(text, size) <= room:
        return text
    return _cut(text, room - text_width(ELLIPSIS, size), size).rstrip() + ELLIPSIS


def fitted_in_the_middle(text: str, room: float, size: float) -> str:
    """`text`, or its beginning and its end around an ellipsis. Domain, cost and errors as `fitted`."""
    if text_width(text, size) <= room:
        return text
    half = (room - text_width(ELLIPSIS, size)) / 2
    end = _cut(_marks_first(text), half, size)[::-1]
    return _cut(text, half, size).rstrip() + ELLIPSIS + end.lstrip()


def fitted_apart(titles: Mapping[Key, str], room: float, size: float) -> dict[Key, str]:
    """Each title fitted; where two different ones would read the same, both are cut in the middle instead.

    Domain: any titles. Cost: linear. Raises nothing.
    """
    cut = {key: fitted(title, room, size) for key, title in titles.items()}
    shared = Counter(cut[key] for key, title in titles.items() if cut[key] != title)
    shared.update(title for key, title in titles.items() if cut[key] == title and title in shared)
    return {
        key: fitted_in_the_middle(titles[key], room, size) if shared[label] > 1 else label
        for key, label in cut.items()
    }


def compact(count: int) -> str:
    """A count rounded down to four characters: 9999, 12k, 999k, 1.2M. Domain: below a thousand million."""
    if count < 10_000:
        return str(count)
    if count < 1_000_000:
        return f"{count // 1_000}k"
    if count < 10_000_000:
        return f"{count // 1_000_000}.{count // 100_000 % 10}M"
    return f"{count // 1_000_000}M"


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.78 if letter.isupper() else 0.65


def _cut(text: str, room: float, size: float) -> str:
    taken = 0.0
    for place, letter in enumerate(text):
        taken += _em(letter) * size
        if taken > room:
            return text[:place]
    return text


def _marks_first(text: str) -> str:
    # Backwards, with each accent still after its letter, so that a cut never parts the two.
    return "".join(reversed(unicodedata.normalize("NFC", text)))
