"""Titles set in capitals like the bill of a fight: every line as wide as the measure.

Nobody knows which fonts the reader has. Widths are estimates for a bold condensed sans that only need to be
even, and each line carries the length that it must fill.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# The height of a capital, in ems.
CAP = 0.72
LARGEST, SMALLEST = 165.0, 17.0
# A line may outgrow the smallest of its title by this much: emphasis, not shouting.
SIZES_APART = 2.2
LONGEST_WORD = 9.0
SMALL_WORDS = {"&", "A", "AN", "AND", "AT", "BY", "FOR", "FROM", "IN", "OF", "ON", "OR", "THE", "TO", "WITH"}
ADVANCES = {
    **dict.fromkeys("ABCDHKNRU&", 0.53),
    **dict.fromkeys("EFLPSTVXYZ?", 0.48),
    **dict.fromkeys("GOQ", 0.57),
    **dict.fromkeys("023456789", 0.44),
    **dict.fromkeys(" .,:;'!-()/|", 0.22),
    **{"I": 0.25, "J": 0.40, "1": 0.36, "M": 0.62, "W": 0.70},
}


@dataclass(frozen=True)
class Line:
    """A line of text with its baseline, its size and the length it must fill."""

    text: str
    y: float
    size: float
    length: float


def break_lines(text: str, measure: float, tallest: float) -> tuple[Line, ...]:
    """The largest setting of a text whose lines keep within a measure and together below a height."""
    pieces = list(tokens(text))
    if not pieces:
        return ()
    size = LARGEST
    lines = _stack(_balance(pieces, measure / size), measure)
    while size > SMALLEST and (bottom(lines) > tallest or min(line.size for line in lines) < 0.999 * size):
        size *= 0.96
        lines = _stack(_balance(pieces, measure / size), measure)
    shrink = min(1.0, tallest / bottom(lines))
    return tuple(Line(line.text, line.y * shrink, line.size * shrink, line.length * shrink) for line in lines)


def set_line(text: str, size: float, top: float) -> Line:
    """One line of a size, hung from a height."""
    return Line(text, top + size * CAP, size, size * advance(text))


# A word is measured again at every size that is tried.
@lru_cache(maxsize=1024)
def advance(text: str) -> float:
    """How wide a text is, in ems."""
    return sum(_cluster_advance(cluster) for cluster in clusters(text))


def gap(size: float) -> float:
    """The white between a line of this size and the next."""
    return max(6.0, 0.15 * size)


def bottom(lines: Sequence[Line]) -> float:
    """How far down the lines reach."""
    return lines[-1].y + lines[-1].size * _overhang(lines[-1].text)[1] if lines else 0.0


def _stack(rows: list[str], measure: float) -> list[Line]:
    """Rows set as wide as the measure, one below the other."""
    widths = [advance(row) for row in rows]
    sizes = [min(LARGEST, measure / width) for width in widths]
    most = SIZES_APART * min(sizes)
    lines: list[Line] = []
    y = 0.0
    for row, width, natural in zip(rows, widths, sizes, strict=True):
        size = min(natural, most)
        above, below = _overhang(row)
        y += size * (above + CAP)
        lines.append(Line(row, y, size, size * width))
        y += size * below + gap(size)
    return lines


def _overhang(text: str) -> tuple[float, float]:
    """The room a line needs above and below its capitals, in ems: for accents, and for other scripts."""
    letters = unicodedata.normalize("NFD", text)
    if any(letter not in ADVANCES and (letter.isalpha() or is_wide(letter)) for letter in letters):
        return 0.16, 0.24
    return (0.2, 0.0) if any(map(unicodedata.combining, letters)) else (0.0, 0.0)


def _balance(tokens: list[str], widest: float) -> list[str]:
    """Tokens in as few rows as a width allows, and then the narrowest rows of that number."""
    rows = _fill(tokens, widest)
    low, high = 0.0, widest
    for _ in range(12):
        middle = (low + high) / 2
        narrower = _fill(tokens, middle)
        if len(narrower) == len(rows):
            rows, high = narrower, middle
        else:
            low = middle
    return rows


def _fill(tokens: list[str], widest: float) -> list[str]:
    """Tokens in rows, each as full as a width allows; only inside a row does a token keep its space."""
    rows: list[str] = []
    width = 0.0
    for token in tokens:
        if rows and width + advance(token) <= widest:
            rows[-1] += token
            width += advance(token)
        else:
            rows.append(token.lstrip())
            width = advance(rows[-1])
    return rows


def tokens(text: str) -> Iterator[str]:
    """What may stand at the head of a line, with the space before it."""
    pending = ""
    for word in text.split():
        pending += f" {word}"
        # A small word goes with what follows: no poster ends a line with "OF".
        if word in SMALL_WORDS and advance(pending) < LONGEST_WORD / 2:
            continue
        yield from _pieces(pending)
        pending = ""
    if pending:
        yield pending


def _pieces(word: str) -> Iterator[str]:
    """A word, or the even parts of one too long for a line, or its ideographs."""
    width = advance(word)
    most = width / math.ceil(width / LONGEST_WORD)
    piece = ""
    for cluster in clusters(word):
        between_ideographs = piece.strip() and (is_wide(cluster) or is_wide(piece[-1]))
        if (between_ideographs or advance(piece) >= most) and not _clings(cluster):
            yield piece
            piece = ""
        piece += cluster
    yield piece


def clusters(text: str) -> Iterator[str]:
    """Characters with the marks, skin tones and joiners that belong to them."""
    cluster = ""
    for character in text:
        tone = "\U0001f3fb" <= character <= "\U0001f3ff"
        joined = tone or character in "\u200c\u200d" or cluster.endswith("\u200d")
        if cluster and not joined and not unicodedata.category(character).startswith("M"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _cluster_advance(cluster: str) -> float:
    base = unicodedata.normalize("NFD", cluster)[0]
    return ADVANCES.get(base) or (1.05 if is_wide(cluster) else 0.55)


def is_wide(cluster: str) -> bool:
    return unicodedata.east_asian_width(cluster[0]) in "WF"


def _clings(cluster: str) -> bool:
    """Whether this must not begin a line: closing brackets, full stops, the long-vowel mark."""
    return unicodedata.category(cluster[0]) in {"Pe", "Pf", "Po", "Lm"}
