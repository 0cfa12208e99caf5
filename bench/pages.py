"""What pages, approvals and counts from scratch cost with few rankings and with many, each in its database.

python -m bench.pages 10 10000 1000000
"""

import statistics
import sys

from bench.crew import Site, crew
from bench.table import markdown

SIZES = [10, 10_000]
ROUNDS = 60
EVERYWHERE = [
    "article page, 10 comments",
    "crowd page",
    "sending a ranking",
    "approving a ranking",
    "withdrawing a ranking",
]
# With ten rankings there is less to show.
IN_CROWDS = [
    "article page, 50 comments",
    "closest first, 50 comments",
    "from the middle, 50 comments",
    "page of one ranking",
]
PAGES = ["", "rankings", "queries", "median ms", "least ms", "median ratio", "least ratio"]
COUNTS = ["count from scratch", "rankings", "most memory, MB", "seconds", "a chunk's median ms", "longest ms"]


def compared(names: list[str], sites: list[Site]) -> list[list[object]]:
    """Each case once a round at each site, so that a noisy minute hits all; two rounds to warm up."""
    asked = [(name, site) for name in names for site in sites]
    times: dict[tuple[str, Site], list[float]] = {pair: [] for pair in asked}
    for _ in range(ROUNDS + 2):
        for name, site in asked:
            times[name, site].append(1000 * site.ask("time", name))
    rows: list[list[object]] = []
    for name, site in asked:
        first, taken = times[name, sites[0]][2:], times[name, site][2:]
        median, least = statistics.median(taken), min(taken)
        numbers = median, least, median / statistics.median(first), least / min(first)
        formatted = [f"{number:.{digits}f}" for number, digits in zip(numbers, (1, 1, 2, 2), strict=True)]
        rows.append([name, site.name, site.ask("queries", name), *formatted])
    return rows


def counted(sites: list[Site]) -> list[list[object]]:
    """Each site's rankings counted to check; and those of the middle one after its author's new order."""
    middle = [site for site in sites if site.size <= SIZES[-1]][-1]
    rows: list[list[object]] = [["to check", site.name, *site.ask("recount", "check")] for site in sites]
    return [*rows, ["after a new order", middle.name, *middle.ask("recount", "reordered")]]


def measure(sizes: list[int]) -> str:
    """The tables, under the name of the database."""
    with crew(sizes) as (database, sites):
        alone = [site for site in sites if site.name == f"{site.size:,}"]
        crowds = [site for site in alone if site.size > sizes[0]]
        pages = compared(EVERYWHERE, sites) + (compared(IN_CROWDS, crowds) if crowds else [])
        return f"{database}\n\n{markdown(PAGES, pages)}\n\n{markdown(COUNTS, counted(alone))}"


def main() -> None:
    print(measure(sorted({int(size) for size in sys.argv[1:]} | set(SIZES))))


if __name__ == "__main__":
    main()
