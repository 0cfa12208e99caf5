"""Workers, each with a site of another size, and how to ask them in turns."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Site:
    """A post with so many rankings, and the worker in whose database it is."""

    name: str
    size: int
    worker: "subprocess.Popen[str]"

    def ask(self, what: str, case: str) -> Any:
        """Have it time a case once, count its queries, or count the rankings from scratch."""
        return ask(self.worker, json.dumps([what, self.size, case]))


@contextmanager
def crew(sizes: list[int]) -> Iterator[tuple[str, list[Site]]]:
    """The database in words, and the sites: each size alone; and the smallest beside the largest."""
    with ExitStack() as stack:
        sites = []
        for size in sizes:
            beside = [sizes[0]] if size == sizes[-1] != sizes[0] else []
            worker = stack.enter_context(started([size, *beside]))
            database = ask(worker)
            sites.append(Site(f"{size:,}", size, worker))
            sites += [Site(f"{small:,} beside {size:,}", small, worker) for small in beside]
        yield database, sites


@contextmanager
def started(sizes: list[int]) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.worker", *map(str, sizes)]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield worker
    finally:
        worker.communicate()


def ask(worker: "subprocess.Popen[str]", line: str = "") -> Any:
    assert worker.stdin
    assert worker.stdout
    if line:
        worker.stdin.write(line + "\n")
        worker.stdin.flush()
    answer = worker.stdout.readline()
    if not answer:
        raise SystemExit("A worker stopped; what it said stands above.")
    return json.loads(answer)
