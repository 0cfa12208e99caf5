"""What all pictures share: sizes, texts at points, rounding.

All measures are those of a picture that is `width` units wide and shown at least as wide in pixels, so that a
text of `SMALL` units can be read at 320. No two texts of a picture overlap, and none leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ranking.ordering import Key, Ordering

WIDTH = 320
TEXT = 12
SMALL = 10
ROW = 20
HEAD = 26
EDGE = 2


@dataclass(frozen=True)
class Mark:
    """A text at a point of its baseline; `anchor` is "start", "middle" or "end", as in SVG."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Tie:
    """A bar beside marks that are level, from the first to the last of them."""

    x1: float
    y1: float
    x2: float
    y2: float


def at(number: float) -> float:
    """A coordinate to a tenth of a unit: exact enough to draw, and short to write."""
    return round(number, 1)


def places(order: Ordering) -> dict[Key, int]:
    """The place of each entry, 1 for the best; all of a tier have the best place they take up. Linear."""
    found: dict[Key, int] = {}
    for tier in order:
        found |= dict.fromkeys(tier, len(found) + 1)
    return found


def slots(order: Ordering, other: Ordering, written: Mapping[Key, int]) -> dict[Key, int]:
    """A slot of its own for each entry, 0 for the best.

    Level entries stand as `other` has them and, where that is level too, as they are `written`: with the same
    `written` on both sides no two lines cross without a contrary opinion. Cost: sorting. Raises KeyError for
    an entry that is not `written`.
    """
    last = len(other)

    def within(key: Key) -> tuple[int, int]:
        tier = other.tier_of(key)
        return (last if tier is None else tier, written[key])

    stood = (key for tier in order for key in sorted(tier, key=within))
    return {key: slot for slot, key in enumerate(stood)}
