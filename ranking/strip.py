"""The strip on a comment: the reader's order below the author's, small enough to stand beside a name."""

from __future__ import annotations

from dataclasses import dataclass

from ranking.agreement import common_candidates
from ranking.drawing import EDGE, SMALL, WIDTH, Mark, Tie, at, places, slots
from ranking.labels import text_width
from ranking.ordering import Key, Ordering

_TOP = 14.0
_BOTTOM = 40.0
_WIDEST = 28.0


@dataclass(frozen=True)
class Thread:
    """One entry of the strip, from the author's place at the top to the reader's at the bottom.

    `top` and `bottom` are its author's place, where places have room.
    """

    key: Key
    line: tuple[float, float, float, float]
    moved: bool
    top: Mark | None
    bottom: Mark | None


@dataclass(frozen=True)
class Strip:
    """The entries that both orders hold, as threads from left (best) to right. Level ones are tied."""

    width: int
    height: int
    threads: tuple[Thread, ...]
    ties: tuple[Tie, ...]


def strip(author: Ordering, reader: Ordering, width: int = WIDTH) -> Strip:
    """The strip of a reader's order under the author's, over the entries that both hold.

    Entries that one side has level stand there in the other's order, tied, so that no line crosses without a
    contrary opinion. Domain: any two orderings. Cost: linear, but for sorting. Raises nothing.
    Source: the bump chart, reduced.
    """
    common = common_candidates(author, reader)
    above, below = author.restricted_to(common), reader.restricted_to(common)
    written = {key: number for number, key in enumerate(common)}
    top, bottom = slots(above, below, written), slots(below, above, written)
    apart = min(_WIDEST, (width - 2 * EDGE) / max(1, len(common)))
    authors = places(above)
    has_room = text_width(str(len(common)), SMALL) + 3 <= apart
    threads = tuple(
        _thread(key, (_x(top[key], apart), _x(bottom[key], apart)), str(authors[key]) if has_room else None)
        for key in common
    )
    ties = (*_ties(above, top, apart, _TOP), *_ties(below, bottom, apart, _BOTTOM))
    return Strip(width, round(_BOTTOM + SMALL + 4), threads, ties)


def _thread(key: Key, ends: tuple[float, float], text: str | None) -> Thread:
    above, below = ends
    return Thread(
        key=key,
        line=(above, _TOP, below, _BOTTOM),
        moved=above != below,
        top=Mark(above, _TOP - 4, text, "middle") if text else None,
        bottom=Mark(below, at(_BOTTOM + SMALL + 1), text, "middle") if text else None,
    )


def _x(slot: int, apart: float) -> float:
    return at(EDGE + apart * (slot + 0.5))


def _ties(order: Ordering, slots: dict[Key, int], apart: float, y: float) -> list[Tie]:
    spans = [sorted(slots[key] for key in tier) for tier in order if len(tier) > 1]
    reach = apart * 0.3
    return [Tie(at(_x(span[0], apart) - reach), y, at(_x(span[-1], apart) + reach), y) for span in spans]
