"""Free text to an ordering: `parse(text, candidates)`."""

from ranking.parse.reading import Explained, Reading, parse
from ranking.titles import Candidate

__all__ = ["Candidate", "Explained", "Reading", "parse"]
