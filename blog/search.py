"""Finding posts by their words, the same on every database: accents and case do not matter."""

import re
import unicodedata

from django.db.models import Case, IntegerField, Value, When

from blog.markup import plain
from blog.models import Post, PostQuerySet

LONGEST_QUERY = 200
MOST_TERMS = 8
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text, folded so that équipe finds Equipe."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", " "))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return WORD.findall(bare.casefold().encode("utf-8", "ignore").decode())


def index(post: Post) -> str:
    """What is stored for the search: the title's words, a bar, and every word of the post once."""
    parts = [post.yardstick, post.standfirst, plain(post.introduction), plain(post.closing_note)]
    parts += [tag.name for tag in post.tags.all()]
    for entry in post.entries.select_related("film").prefetch_related("film__aliases"):
        parts += [entry.film.title, str(entry.film.year or ""), plain(entry.text)]
        parts += [alias.name for alias in entry.film.aliases.all()]
    body = dict.fromkeys(words(" ".join(parts)))
    return f" {' '.join(words(post.title))} | {' '.join(body)} "


def find(query: str) -> PostQuerySet:
    """The published posts that have a word beginning with each term; the title counts more."""
    terms = words(query[:LONGEST_QUERY])[:MOST_TERMS]
    if not terms:
        return Post.objects.none()
    found = Post.objects.published()
    for term in terms:
        found = found.filter(search_text__contains=f" {term}")
    in_title = Case(
        When(search_text__regex=_title_has(terms[0]), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return found.for_lists().annotate(elsewhere=in_title).order_by("elsewhere", "-published_at", "-pk")


def _title_has(term: str) -> str:
    # A term holds letters and digits only, so it needs no escaping in either database's dialect.
    return rf"^[^|]* {term}"
