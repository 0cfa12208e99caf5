"""Orderings for tests: short to write, and generated."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from ranking import Ordering, Tally


def ordering(text: str) -> Ordering:
    """`ordering("A BC D")` has the tiers A, then B and C level, then D."""
    return Ordering(tuple(tier) for tier in text.split())


def strict(text: str) -> Ordering:
    """`strict("ABC")` has A before B before C."""
    return Ordering.strict(text)


def tally_of(candidates: Iterable[object], *ballots: tuple[int, str]) -> Tally:
    """A tally of so many readers for each ordering in the notation of `ordering`."""
    tally = Tally(candidates)
    for times, text in ballots:
        tally.add(ordering(text), times)
    return tally


@st.composite
def orderings(draw: st.DrawFn, keys: str = "ABCDEFG", least: int = 0) -> Ordering:
    """Partial orderings with ties."""
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=least))
    tiers: list[list[str]] = []
    for key in chosen:
        if tiers and draw(st.booleans()):
            tiers[-1].append(key)
        else:
            tiers.append([key])
    return Ordering(tiers)


def counted(candidates: Iterable[object], made: Iterable[Ordering]) -> Tally:
    """A tally of each ordering once."""
    tally = Tally(candidates)
    for each in made:
        tally.add(each)
    return tally
