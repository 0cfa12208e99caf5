"""What a count from scratch costs: memory, and how long a chunk holds the lock. `bench.worker` starts it."""

import json
import resource
import statistics
import sys
import time
from io import StringIO

from django.core.management import call_command

from bench.house import throwaway
from blog import publishing
from blog.models import Post
from comments import moderation, upkeep


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
    slug, how = sys.argv[1:]
    with throwaway():
        print(json.dumps(count(slug, reordered=how == "reordered")))


if __name__ == "__main__":
    main()
