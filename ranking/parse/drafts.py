"""What one place of a text seems to say: items in tiers, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ranking.titles import Names


@dataclass(frozen=True)
class Item:
    """A candidate as one line names it: the remark behind the name, and whether there is doubt."""

    place: int
    line: int
    remark: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Draft:
    """An ordering as one part of the text gives it, best first; the section is that of a heading above it."""

    tiers: tuple[tuple[Item, ...], ...]
    confidence: float
    lines: range
    section: int = 0

    @property
    def items(self) -> list[Item]:
        """Every item, best first."""
        return [item for tier in self.tiers for item in tier]

    @property
    def ranks(self) -> dict[int, int]:
        """The tier of each candidate."""
        return {item.place: number for number, tier in enumerate(self.tiers) for item in tier}

    def reversed(self) -> Draft:
        """The same with the last tier first."""
        return replace(self, tiers=self.tiers[::-1])


@dataclass
class Found:
    """The drafts of a text, what was not understood, and whether a contradiction forbids to go on."""

    drafts: list[Draft] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    refused: bool = False

    @property
    def lines(self) -> set[int]:
        """The lines that the drafts are made of, with those between."""
        return {line for draft in self.drafts for line in draft.lines}


def is_series_order(names: Names, places: Sequence[int]) -> bool:
    """Whether candidates stand as they were made, first to last or last to first."""
    made = [(names.candidates[place].known_year, names.candidates[place].number) for place in places]
    for values in zip(*made, strict=True):
        known = [value for value in values if value is not None]
        if len(known) == len(places) and (_rises(known) or _rises(known[::-1])):
            return True
    return False


def is_alphabetical(names: Names, places: Sequence[int]) -> bool:
    """Whether candidates stand by their titles."""
    titles = [names.candidates[place].title.casefold() for place in places]
    return titles == sorted(titles)


def _rises(values: Sequence[int]) -> bool:
    return all(one <= other for one, other in pairwise(values)) and values[0] < values[-1]
