"""What a browser fetches, gzipped: each script, style and face as it is served, and the HTML of pages.

python -m bench.sizes
"""

import gzip
from pathlib import Path

from django.conf import settings
from django.test import Client

from bench.house import throwaway
from bench.table import markdown
from tests.build import make_comment, make_post

KINDS = ["js/*.js", "css/*.css", "fonts/*/*.woff2"]
FILMS = [f"Film {number}" for number in range(1, 7)]
HEAD = ["file", "bytes", "gzipped"]


def gzipped(content: bytes) -> list[int]:
    return [len(content), len(gzip.compress(content, 9, mtime=0))]


def files() -> list[list[object]]:
    static = Path(settings.BASE_DIR, "static")
    found = [path for kind in KINDS for path in sorted(static.glob(kind))]
    return [[path.relative_to(static), *gzipped(path.read_bytes())] for path in found]


def pages() -> list[list[object]]:
    """Of a post with six films and ten readers."""
    post = make_post("Sizes", films=FILMS)
    for _ in range(10):
        make_comment(post, FILMS)
    address = post.get_absolute_url()
    named = {"HTML of the article": address, "HTML of the form": f"{address}rank/"}
    return [[name, *gzipped(Client().get(at).content)] for name, at in named.items()]


def measure() -> str:
    """The table."""
    with throwaway():
        return markdown(HEAD, files() + pages())


def main() -> None:
    print(measure())


if __name__ == "__main__":
    main()
