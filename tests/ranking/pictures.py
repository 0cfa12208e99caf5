"""Boxes around texts, to see whether any two touch."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from ranking.drawing import Mark
from ranking.labels import text_width

Box = tuple[float, float, float, float]


def box(mark: Mark, size: float) -> Box:
    """Left, top, right, bottom of a text as large as its font can make it."""
    wide = text_width(mark.text, size)
    left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
    return left, mark.y - 0.8 * size, left + wide, mark.y + 0.25 * size


def touching(boxes: Iterable[Box]) -> list[tuple[Box, Box]]:
    """The pairs of boxes that overlap."""
    return [
        (a, b)
        for a, b in itertools.combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def outside(boxes: Iterable[Box], width: float, height: float) -> list[Box]:
    """The boxes that leave a picture, give or take half of the tenth to which coordinates are rounded."""
    return [b for b in boxes if b[0] < -0.06 or b[1] < 0 or b[2] > width + 0.06 or b[3] > height]


def titles(size: int) -> dict[int, str]:
    """Long, short, wide and alike titles, as many as asked for."""
    shapes = [
        "The Lord of the Rings: The Return of the King, part {}",
        "Up {}",
        "WWWWWWWWWWWWWWWWWWWWWWWWWW {}",
        "千と千尋の神隠し 千と千尋の神隠し {}",
        "Rocky Balboa {}",
        "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb {}",
    ]
    return {key: shapes[key % len(shapes)].format(key) for key in range(size)}
