"""Orderings, what a crowd of them says, and how far they agree. Standard library only."""

from ranking.agreement import Agreement, agreement
from ranking.certainty import Neighbours, neighbours
from ranking.consensus import Consensus, consensus
from ranking.crowd import agreement_with_others, mean_agreement
from ranking.ordering import Ordering
from ranking.spread import Spread, splitting, spreads
from ranking.tally import Tally

__all__ = [
    "Agreement",
    "Consensus",
    "Neighbours",
    "Ordering",
    "Spread",
    "Tally",
    "agreement",
    "agreement_with_others",
    "consensus",
    "mean_agreement",
    "neighbours",
    "splitting",
    "spreads",
]
