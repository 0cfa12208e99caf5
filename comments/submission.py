"""What a reader sends, as plain values: no database, no request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ranking.ordering import Ordering

UNKNOWN = "unknown"
BELOW = "below"


@dataclass(frozen=True)
class Ballot:
    """A reader's ordering of a post's entries, by id, with remarks and what leaving the rest out means."""

    tiers: tuple[tuple[int, ...], ...]
    remarks: Mapping[int, str] = field(default_factory=dict)
    rest: str = UNKNOWN

    @property
    def ordering(self) -> Ordering:
        return Ordering(self.tiers)

    def picks(self) -> list[tuple[int, int | None, str]]:
        """Rows of entry, tier from 1 (or none for a remark alone), remark."""
        placed = [
            (entry, number, self.remarks.get(entry, ""))
            for number, tier in enumerate(self.tiers, 1)
            for entry in tier
        ]
        there = {entry for entry, _, _ in placed}
        return placed + [
            (entry, None, remark) for entry, remark in self.remarks.items() if entry not in there
        ]


def ballot(
    places: Mapping[int, int], remarks: Mapping[int, str], rest: str, offered: list[int]
) -> Ballot | None:
    """The ballot of the numbers that a reader gave: equal numbers share a tier, gaps mean nothing.

    With `rest` BELOW the entries that were offered and got no number stand in a last tier; that needs one
    at least that got a number. None where nothing was ranked and nothing remarked.
    """
    numbers = sorted(set(places.values()))
    tiers = [tuple(entry for entry in offered if places.get(entry) == number) for number in numbers]
    left = tuple(entry for entry in offered if entry not in places)
    if tiers and left and rest == BELOW:
        tiers.append(left)
    spoken = {entry: remark for entry, remark in remarks.items() if remark}
    return Ballot(tuple(tiers), spoken, rest if left else UNKNOWN) if tiers or spoken else None


@dataclass(frozen=True)
class Submission:
    """A comment as it was sent."""

    name: str
    text: str = ""
    email: str = ""
    ballot: Ballot | None = None
    key: str | None = None
    notify: bool = False

    @property
    def words(self) -> str:
        """All that was written: the text and the remarks."""
        return "\n".join([self.text, *(self.ballot.remarks.values() if self.ballot else ())])

    @property
    def ordering(self) -> Ordering | None:
        """What counts of it; None where nothing was ranked."""
        return self.ballot.ordering if self.ballot and self.ballot.tiers else None
