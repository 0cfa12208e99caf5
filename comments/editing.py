"""A reader's order while they make it: each step takes an order and gives the next, in linear time.

An order is tiers of films by number, best first; films in one tier are level, and stand in it as shown.
A step that makes no sense (up at the top, a film that is not there) gives the order back as it was.
"""

import re
from collections.abc import Collection, Iterable, Mapping

Order = tuple[tuple[int, ...], ...]

KEPT = 20  # earlier orders
EMPTY = "-"
BETWEEN = ";"
_DUMPED = re.compile(r"[1-9][0-9]{0,17}(?:[ =][1-9][0-9]{0,17})*")


def arranged(places: Mapping[int, int]) -> Order:
    """The order of numbered films: equal numbers are level, in the sequence given; gaps mean nothing."""
    tiers: dict[int, list[int]] = {}
    for film in sorted(places, key=places.__getitem__):
        tiers.setdefault(places[film], []).append(film)
    return tuple(tuple(tier) for tier in tiers.values())


def places(order: Order) -> dict[int, int]:
    """The place of each film, in their sequence: after two that are level at 2 comes 4."""
    found: dict[int, int] = {}
    for tier in order:
        found |= dict.fromkeys(tier, len(found) + 1)
    return found


def add(order: Order, film: int) -> Order:
    """Next in line, below all others; a film that stands there already stays."""
    return order if _found(order, film) else (*order, (film,))


def out(order: Order, film: int) -> Order:
    return tuple(rest for tier in order if (rest := _without(tier, film)))


def up(order: Order, film: int) -> Order:
    """Past the tier above; one that is level with others leaves them first, to stand right above."""
    if not (at := _found(order, film)):
        return order
    number, tier = at
    if len(tier) > 1:
        return (*order[:number], (film,), _without(tier, film), *order[number + 1 :])
    above = max(number - 1, 0)
    return (*order[:above], tier, *order[above:number], *order[number + 1 :])


def down(order: Order, film: int) -> Order:
    """Past the tier below; one that is level with others leaves them first, to stand right below."""
    return up(order[::-1], film)[::-1]


def top(order: Order, film: int) -> Order:
    return ((film,), *out(order, film)) if _found(order, film) else order


def level(order: Order, film: int) -> Order:
    """Level with the film shown above it; once more, and it leaves those to stand right below them.

    The first of a tier leaves it for the tier above: it is that film which is shown above it.
    """
    if not (at := _found(order, film)):
        return order
    number, tier = at
    if tier[0] != film:
        return (*order[:number], _without(tier, film), (film,), *order[number + 1 :])
    if not number:
        return order
    rest = _without(tier, film)
    return (*order[: number - 1], (*order[number - 1], film), *([rest] if rest else []), *order[number + 1 :])


def move(order: Order, film: int, place: int) -> Order:
    """To a place of its own by number, whether it was in the order or not; past the end is the end.

    A tier is never torn apart: a number within one is the place right below it.
    """
    others = out(order, film)
    taken, before = 0, 0
    for tier in others:
        if taken + 1 >= place:
            break
        taken += len(tier)
        before += 1
    return (*others[:before], (film,), *others[before:])


def author(films: Iterable[int]) -> Order:
    """The author's order, to start from."""
    return tuple((film,) for film in films)


def dump(order: Order) -> str:
    """An order as a short line: `12 7=9 3`."""
    return " ".join("=".join(map(str, tier)) for tier in order) or EMPTY


def load(line: str, films: Collection[int]) -> Order | None:
    """The order that a line was made of; None for one that no order of these films makes."""
    if line == EMPTY:
        return ()
    if len(line) > 20 * len(films) or not _DUMPED.fullmatch(line):
        return None
    order = tuple(tuple(int(film) for film in tier.split("=")) for tier in line.split(" "))
    named = [film for tier in order for film in tier]
    return order if len(set(named)) == len(named) and set(named) <= set(films) else None


def remember(earlier: str, order: Order) -> str:
    """The earlier orders with one more, newest last."""
    kept = earlier.split(BETWEEN)[1 - KEPT :] if earlier else []
    return BETWEEN.join([*kept, dump(order)])


def recall(earlier: str, films: Collection[int]) -> tuple[Order | None, str]:
    """The newest of the earlier orders, or None where there is none that is ours; and those before it."""
    before, _, newest = earlier.rpartition(BETWEEN)
    return (load(newest, films) if newest else None), before


def _found(order: Order, film: int) -> tuple[int, tuple[int, ...]] | None:
    """The tier that a film stands in, and its number."""
    return next(((number, tier) for number, tier in enumerate(order) if film in tier), None)


def _without(tier: tuple[int, ...], film: int) -> tuple[int, ...]:
    return tuple(one for one in tier if one != film)
