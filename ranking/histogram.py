"""How the readers' agreement with the author's order is spread."""

from __future__ import annotations

from ranking.agreement import COMMON_ENOUGH, agreement, common_candidates
from ranking.counts import Cells, Counts
from ranking.ordering import Ordering

BINS = 10


class Histogram(Counts):
    """How many orderings agree with the author's by a share below a tenth, below two tenths, and so on.

    A share on an edge counts upwards, and full agreement in the last bin. Orderings with fewer than four
    candidates in common with the author's are left out: a share of one or three pairs says too little.
    """

    def __init__(self, author: Ordering) -> None:
        super().__init__(BINS)
        self.author = author

    def cells(self, ordering: Ordering) -> Cells:
        if len(common_candidates(ordering, self.author)) < COMMON_ENOUGH:
            return []
        found = agreement(ordering, self.author)
        # In halves of pairs: whole numbers, so that no rounding moves an ordering to another bin.
        return [(min(BINS - 1, BINS * int(2 * found.same) // (2 * found.compared)), 1)]

    @property
    def readers(self) -> int:
        """How many orderings are counted."""
        return sum(self.numbers)
