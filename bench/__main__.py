"""All measurements, one after the other. Sizes are arguments: python -m bench 10 10000 1000000."""

import os
import platform
import sys

from bench import consensus, crowds, pages, recount
from bench.house import database, say, throwaway


def main() -> None:
    sizes = sorted({int(size) for size in sys.argv[1:]} | set(pages.SIZES))
    say("finding the crowd's order")
    print(f"### The crowd's order\n\n{consensus.measure()}\n", flush=True)
    with throwaway():
        print(f"### {database()}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
        posts = crowds.make(sizes)
        say("asking for pages")
        print(f"{pages.measure(posts)}\n", flush=True)
        print(recount.measure(posts))


if __name__ == "__main__":
    main()
