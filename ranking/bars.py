"""Bars: how the readers' agreement with the author is spread, and how they are split between two entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranking.drawing import EDGE, SMALL, WIDTH, Mark, at
from ranking.labels import compact, text_width

_TALLEST = 90.0
_LEAST = 2.0


@dataclass(frozen=True)
class Bar:
    """One column of a histogram: shares from `start` to `end` per cent, `count` readers."""

    x: float
    y: float
    width: float
    height: float
    start: int
    end: int
    count: int
    mark: Mark


@dataclass(frozen=True)
class BarChart:
    """Columns over an axis at `axis_y`; `ticks` name its ends and its middle in per cent."""

    width: int
    height: int
    axis_y: float
    bars: tuple[Bar, ...]
    ticks: tuple[Mark, ...]


def histogram_chart(counts: Sequence[int], width: int = WIDTH) -> BarChart:
    """The histogram of shares between 0 and 100 per cent, a column for each of `counts`.

    A count above zero is always seen, however small its part; each column carries its count.
    Domain: 1 to 10 counts of 0 or more. Cost: linear. Raises ValueError for more or fewer counts.
    Source: Pearson (1895) for the histogram.
    """
    if not 1 <= len(counts) <= 10:
        raise ValueError("a histogram has 1 to 10 columns")
    across = (width - 2 * EDGE) / len(counts)
    axis = _TALLEST + SMALL + 6
    fullest = max(counts)
    bars = []
    for number, count in enumerate(counts):
        tall = max(_LEAST, _TALLEST * count / fullest) if count else 0.0
        x = EDGE + across * number
        bars.append(
            Bar(
                x=at(x + 1),
                y=at(axis - tall),
                width=at(across - 2),
                height=at(tall),
                start=100 * number // len(counts),
                end=100 * (number + 1) // len(counts),
                count=count,
                mark=Mark(at(x + across / 2), at(axis - tall - 3), compact(count), "middle"),
            )
        )
    ends = ((EDGE, "0 %", "start"), (width / 2, "50 %", "middle"), (width - EDGE, "100 %", "end"))
    ticks = tuple(Mark(at(x), at(axis + SMALL + 3), text, anchor) for x, text, anchor in ends)
    return BarChart(width, round(axis + SMALL + 8), at(axis), tuple(bars), ticks)


@dataclass(frozen=True)
class Part:
    """One part of a split bar, with its count where it has room."""

    x: float
    width: float
    count: int
    mark: Mark | None


@dataclass(frozen=True)
class SplitBar:
    """One bar in three parts: those for the first, those for neither, those for the second."""

    width: int
    height: int
    first: Part
    neither: Part
    second: Part


def split_bar(first: int, neither: int, second: int, width: int = WIDTH) -> SplitBar:
    """The bar of how readers are split between two entries, each part as long as its count.

    Domain: counts of 0 or more; with none the parts have no length. Cost: constant. Raises nothing.
    Source: the stacked bar, a rule of this product.
    """
    total = first + neither + second
    height = 20
    parts = []
    x = float(EDGE)
    for count in (first, neither, second):
        wide = (width - 2 * EDGE) * count / total if total else 0.0
        text = compact(count)
        fits = count and text_width(text, SMALL) + 4 <= wide
        middle = Mark(at(x + wide / 2), at(height / 2 + SMALL / 3), text, "middle")
        parts.append(Part(at(x), at(wide), count, middle if fits else None))
        x += wide
    return SplitBar(width, height, *parts)
