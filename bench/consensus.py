"""How long the crowd's order takes to find, and whether it is proven: readers who mostly agree, and noise.

python -m bench.consensus
"""

import time
from random import Random

from bench.table import markdown
from ranking.consensus import consensus
from ranking.mallows import Mallows
from ranking.ordering import Ordering
from ranking.tally import Tally

SIZES = [6, 12, 20, 50, 100]
SPREADS = {"0.5": 0.5, "0.8": 0.8, "0.9": 0.9, "0.95": 0.95, "noise": 1.0}
READERS = 101
ROUNDS = 3


def measure() -> str:
    """The table."""
    rows = [row(size, name) for size in SIZES for name in SPREADS]
    head = ["entries", "spread", "least ms", "exact", "disagreements", "proven at least"]
    return markdown(head, rows)


def row(size: int, spread: str) -> list[object]:
    tally = drawn(size, SPREADS[spread])
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = consensus(tally)
        times.append(time.perf_counter() - start)
    exact = "yes" if found.exact else f"within {found.disagreements / found.lower_bound - 1:.2%}"
    return [size, spread, f"{min(times) * 1000:.1f}", exact, found.disagreements, found.lower_bound]


def drawn(size: int, spread: float) -> Tally:
    tally, model, chance = Tally(range(size)), Mallows(range(size), spread), Random(size)
    for _ in range(READERS):
        tally.add(Ordering.strict(model.draw(chance)))
    return tally


def main() -> None:
    print(measure())


if __name__ == "__main__":
    main()
