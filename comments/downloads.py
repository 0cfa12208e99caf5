"""A post's orderings as files: CSV for spreadsheets, JSON for programs, PrefLib's .toi for research.

The files are anonymous. They hold what stood in which tier and nothing that a reader wrote: a remark is a
person's words, and may name one. Equal orderings stand together and the most frequent come first, so neither
the place nor the number of one in a file says whose it is or when it came.
"""

import csv
import io
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import count, groupby, islice
from operator import itemgetter

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog import caching
from blog.access import published_post
from blog.context import absolute
from blog.models import Entry, Post
from comments.crowd import is_blind
from comments.models import Comment, CommentQuerySet, Pick, Ranking

CHUNK = 500  # rankings that are read at once, and lines that are sent at once
SPOOL_KIB = 8_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may run
TIER = re.compile(r"\{([^}]+)\}|(\d+)")
ABSENT = "A film that an ordering leaves out is unknown to it, not last."


@require_safe
def orderings(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """All approved orderings of a post, written while they are sent, in bounded memory."""
    if kind not in WRITERS:
        raise Http404("There is no such file.")
    post = published_post(slug)
    if is_blind(post):
        raise Http404("These files are here once nobody can rank first any more.")
    tag = caching.etag(post.pk, post.revision, kind, timezone.localdate())
    if unchanged := caching.unchanged(request, tag):
        return unchanged

    content_type, write = WRITERS[kind]
    lines = write(post, candidates(post)) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(together(lines), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(post, kind)}"'
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def file_name(post: Post, kind: str) -> str:
    return f"{post.slug}-orderings.{kind}"


def candidates(post: Post) -> list[Entry]:
    """The films that are ranked, in the author's order; then those that only readers ranked, earlier."""
    counted = Pick.objects.filter(
        entry=OuterRef("pk"), tier__isnull=False, ranking__comment__status=Comment.Status.APPROVED
    )
    return list(post.entries.with_films().filter(Q(position__isnull=False) | Exists(counted)))


def together(lines: Iterable[str]) -> Iterator[str]:
    """The first line at once, as a sign of life; then many as one piece, not each of a million by itself."""
    lines = iter(lines)
    yield next(lines, "")
    while piece := "".join(islice(lines, CHUNK)):
        yield piece


class Spool:
    """Orderings with the number of their readers, on disk: as many as there are, in bounded memory."""

    def __init__(self) -> None:
        # A nameless database is a file of SQLite's own, gone when it is closed.
        self.db = sqlite3.connect("", check_same_thread=False)
        self.db.execute("PRAGMA journal_mode = OFF")
        self.db.execute(f"PRAGMA cache_size = -{SPOOL_KIB}")
        self.db.execute("CREATE TABLE found (tiers TEXT PRIMARY KEY, readers INTEGER) WITHOUT ROWID")

    def add(self, found: Iterable[str]) -> None:
        self.db.executemany(
            "INSERT INTO found VALUES (?, ?) ON CONFLICT DO UPDATE SET readers = readers + excluded.readers",
            Counter(found).items(),
        )

    def size(self) -> tuple[int, int]:
        """How many readers, and how many different orderings."""
        readers, different = self.db.execute(
            "SELECT coalesce(sum(readers), 0), count(*) FROM found"
        ).fetchone()
        return readers, different

    def __iter__(self) -> Iterator[tuple[str, int]]:
        yield from self.db.execute("SELECT tiers, readers FROM found ORDER BY readers DESC, tiers")

    def close(self) -> None:
        self.db.close()


def spooled(post: Post, entries: list[Entry]) -> Spool:
    """All that counts of a post, read in short queries. An entry's number is its place in the list."""
    spool = Spool()
    numbers = {entry.pk: number for number, entry in enumerate(entries, 1)}
    for rankings in ranking_chunks(post):
        spool.add(written_orderings(rankings, numbers))
    return spool


def ranking_chunks(post: Post) -> Iterator[list[int]]:
    """The numbers of the approved rankings, some at a time, along the index of a post's comments."""
    edge: tuple[datetime, int] | None = None
    while rows := list(counted_after(post, edge).values_list("created_at", "pk", "ranking")[:CHUNK]):
        yield [ranking for _, _, ranking in rows]
        edge = rows[-1][:2]


def counted_after(post: Post, edge: tuple[datetime, int] | None) -> CommentQuerySet:
    """The comments of a published post that carry an approved ranking, oldest first, after an edge."""
    approved = Comment.objects.filter(post=post, status=Comment.Status.APPROVED, ranking__isnull=False)
    left = approved.order_by("created_at", "pk")
    if edge is None:
        return left
    at, pk = edge
    return left.filter(created_at__gte=at).exclude(created_at=at, pk__lte=pk)


def written_orderings(rankings: list[int], numbers: dict[int, int]) -> Iterator[str]:
    """The orderings of these rankings, of those that still count, as PrefLib writes them."""
    placed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    # Nothing but the rankings' numbers decides here: by a status a database may begin at the wrong end.
    picks = Pick.objects.filter(ranking__in=rankings).order_by()
    for ranking, tier, entry in picks.values_list("ranking_id", "tier", "entry_id"):
        if tier and entry in numbers:  # else a remark, or a film that came while this file is written
            placed[ranking].append((tier, numbers[entry]))
    for ranking, status in Ranking.objects.filter(pk__in=rankings).values_list("pk", "comment__status"):
        if ranking in placed and status == Comment.Status.APPROVED:
            yield written(placed[ranking])


def written(placed: list[tuple[int, int]]) -> str:
    """An ordering of tier and number: best first, what is level in braces, as in 4,{1,3},2."""
    tiers = ([str(number) for _, number in tier] for _, tier in groupby(sorted(placed), key=itemgetter(0)))
    return ",".join(tier[0] if len(tier) == 1 else f"{{{','.join(tier)}}}" for tier in tiers)


def tiers_of(text: str) -> list[list[int]]:
    """What `written` wrote."""
    return [[int(number) for number in (level or alone).split(",")] for level, alone in TIER.findall(text)]


def csv_lines(post: Post, entries: list[Entry]) -> Iterator[str]:
    """One line for each film in each reader's ordering; the rankings are numbered in this file alone."""
    yield "ranking,tier,film,year,author_place\r\n"
    films = [csv_film(entry) for entry in entries]
    numbers = count(1)
    with closing(spooled(post, entries)) as spool:
        for text, readers in spool:
            tiers = tiers_of(text)
            rest = [f"{place},{films[film - 1]}" for place, tier in enumerate(tiers, 1) for film in tier]
            for number in islice(numbers, readers):
                yield "".join(f"{number},{line}" for line in rest)


def csv_film(entry: Entry) -> str:
    """A film's part of a line. A title never begins as a formula does."""
    title = entry.film.title
    line = io.StringIO()
    safe = f"'{title}" if title.startswith(FORMULA) else title
    csv.writer(line).writerow([safe, entry.film.year, entry.position])
    return line.getvalue()


def json_lines(post: Post, entries: list[Entry]) -> Iterator[str]:
    """The post, its entries, and each different ordering once, with the number of its readers."""
    about = {
        "title": post.title,
        "yardstick": post.yardstick,
        "url": absolute(post.get_absolute_url()),
        "note": f"Tiers hold the numbers of entries, best first. {ABSENT} "
        "An entry without an author_place was ranked when its readers ranked it.",
    }
    yield f'{{\n"post": {dumped(about)},\n"entries": [\n'
    yield ",\n".join(dumped(json_entry(number, entry)) for number, entry in enumerate(entries, 1))
    yield '\n],\n"orderings": ['
    with closing(spooled(post, entries)) as spool:
        comma = ""
        for text, readers in spool:
            yield f"{comma}\n{dumped({'readers': readers, 'tiers': tiers_of(text)})}"
            comma = ","
    yield "\n]\n}\n"


def json_entry(number: int, entry: Entry) -> dict[str, object]:
    film = entry.film
    told = {"number": number, "id": entry.pk, "title": film.title, "year": film.year}
    return {**told, "author_place": entry.position}


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def toi_lines(post: Post, entries: list[Entry]) -> Iterator[str]:
    """PrefLib's format for orders with ties, incomplete, by its specification of 2024."""
    description = (
        f"Films ranked by {post.yardstick}, by readers of {absolute(post.get_absolute_url())}. {ABSENT}"
    )
    yield toi_head("FILE NAME", file_name(post, "toi"))
    yield toi_head("TITLE", post.title)
    yield toi_head("DESCRIPTION", description)
    yield toi_head("DATA TYPE", "toi")
    yield toi_head("MODIFICATION TYPE", "original")
    yield toi_head("RELATES TO", "")
    yield toi_head("RELATED FILES", "")
    yield toi_head("PUBLICATION DATE", f"{post.published_at:%Y-%m-%d}")
    yield toi_head("MODIFICATION DATE", f"{timezone.localdate():%Y-%m-%d}")
    yield toi_head("NUMBER ALTERNATIVES", len(entries))
    with closing(spooled(post, entries)) as spool:
        readers, different = spool.size()
        yield toi_head("NUMBER VOTERS", readers)
        yield toi_head("NUMBER UNIQUE ORDERS", different)
        for number, name in enumerate(toi_names(entries), 1):
            yield toi_head(f"ALTERNATIVE NAME {number}", name)
        for text, times in spool:
            yield f"{times}: {text}\n"
        if not different:
            yield "\n"  # PrefLib's own reader takes the last line of a bare head for an order


def toi_head(name: str, value: object) -> str:
    return f"# {name}: {' '.join(str(value).split())}\n"


def toi_names(entries: list[Entry]) -> Iterator[str]:
    """No two alternatives may have one name."""
    names = Counter(str(entry.film) for entry in entries)
    for entry in entries:
        name = str(entry.film)
        yield name if names[name] == 1 else f"{name}, entry {entry.pk}"


Writer = Callable[[Post, list[Entry]], Iterator[str]]
WRITERS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "json": ("application/json", json_lines),
    "toi": ("text/plain; charset=utf-8", toi_lines),
}
