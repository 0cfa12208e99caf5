"""All measurements, one after the other. Sizes are arguments: python -m bench 1000000."""

import os
import platform

from bench import budgets, consensus, pages, sizes


def main() -> None:
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores\n\n{consensus.measure()}\n", flush=True
    )
    budgets.main()
    print(flush=True)
    print(f"{sizes.measure()}\n", flush=True)
    pages.main()


if __name__ == "__main__":
    main()
