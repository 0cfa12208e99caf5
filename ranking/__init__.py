"""Orderings, what a crowd of them says, and how far they agree. Standard library only."""

from ranking.agreement import Agreement, agreement
from ranking.consensus import Consensus, consensus
from ranking.ordering import Ordering
from ranking.tally import Tally

__all__ = ["Agreement", "Consensus", "Ordering", "Tally", "agreement", "consensus"]
