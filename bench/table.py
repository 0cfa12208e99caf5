"""Rounds of measuring, and tables of what came out."""

import statistics
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """Seconds."""

    median: float
    least: float


def interleaved(cases: dict[Hashable, tuple[Work, Work]], rounds: int) -> dict[Hashable, Timing]:
    """Time each case once a round, so that a noisy minute hits all; the first of its two works is not timed.

    Two rounds more go before, to warm up.
    """
    times: dict[Hashable, list[float]] = {case: [] for case in cases}
    for _ in range(rounds + 2):
        for case, (prepare, work) in cases.items():
            prepare()
            start = time.perf_counter()
            work()
            times[case].append(time.perf_counter() - start)
    return {case: Timing(statistics.median(taken[2:]), min(taken[2:])) for case, taken in times.items()}


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, numbers to the right."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
