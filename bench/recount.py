"""What a count from scratch costs: memory, and how long a chunk holds the lock.

python -m bench.recount 10 10000 1000000
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from io import StringIO

from django.core.management import call_command

from bench import crowds
from bench.house import database, say, throwaway
from bench.table import markdown
from blog import publishing
from blog.models import Post
from comments import moderation, upkeep

SIZES = [10, 10_000]
REORDERED = "--reordered"


def measure(posts: dict[int, Post]) -> str:
    """The table: each count runs in a process of its own, whose memory is its own."""
    rows = [row("check", size, post) for size, post in posts.items()]
    # Every comment then stands elsewhere, so this comes last, and not under the largest.
    size = [size for size in posts if size <= 10_000][-1]
    rows.append(row("after a new order", size, posts[size], REORDERED))
    head = [
        "count from scratch",
        "rankings",
        "most memory, MB",
        "seconds",
        "a chunk's median ms",
        "longest ms",
    ]
    return markdown(head, rows)


def row(what: str, size: int, post: Post, *options: str) -> list[object]:
    say(f"counting {size:,}")
    command = [sys.executable, "-m", "bench.recount", "--slug", post.slug, *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [what, f"{size:,}", *json.loads(done.stdout)]


def count(slug: str, *, reordered: bool) -> list[object]:
    """Count as the command does, but without the pauses between chunks; tells what it cost."""
    times: list[float] = []
    count_on = moderation.count_on

    def timed(post: int, chunk: int | None = None) -> bool | None:
        start = time.perf_counter()
        try:
            return count_on(post, chunk)
        finally:
            times.append(time.perf_counter() - start)

    upkeep.moderation.count_on = timed
    upkeep.PAUSE = 0
    if reordered:
        post = Post.objects.get(slug=slug)
        publishing.arrange(post, [entry.pk for entry in post.entries.ranked().reverse()])
    start = time.perf_counter()
    call_command("recount", slug, check=not reordered, stdout=StringIO())
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    chunks = statistics.median(times) * 1000, max(times) * 1000
    return [f"{memory:.0f}", f"{seconds:.1f}", *(f"{chunk:.0f}" for chunk in chunks)]


def main() -> None:
    with throwaway():
        if sys.argv[1:2] == ["--slug"]:
            print(json.dumps(count(sys.argv[2], reordered=REORDERED in sys.argv)))
        else:
            posts = crowds.make([int(size) for size in sys.argv[1:]] or SIZES)
            print(f"{database()}\n\n{measure(posts)}")


if __name__ == "__main__":
    main()
