"""The page of a post's crowd: pictures, how sure they are, and any two films head to head."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from blog import caching
from blog.access import published_post
from blog.context import current_site
from blog.models import Entry, Post
from blog.templatetags.words import byline
from comments import figures
from comments.crowd import is_blind
from comments.models import Comment, Pick

REMARKS = 4
AMONG = 400  # a film's newest picks, among which its remarks are looked for
CANDIDATES = 20  # of those, how many are looked at for being public
NO_SUCH_FILM = gettext_noop("That is no film of this ranking. Choose two of those below.")
SAME_FILM = gettext_noop("That is one film twice. Choose another for it to meet.")


@dataclass(frozen=True)
class Asked:
    """The two films that an address asks for; or why they cannot meet; or nothing."""

    pair: tuple[Entry, Entry] | None = None
    trouble: str = ""

    @property
    def key(self) -> object:
        return self.trouble or (self.pair and [entry.pk for entry in self.pair])


@require_safe
def crowd(request: HttpRequest, slug: str) -> HttpResponse:
    post = published_post(slug)
    entries = list(post.entries.ranked().with_films())
    site = current_site()
    asked = asked_for(request, entries)
    tag = caching.etag("crowd", post.pk, post.revision, post.accepts_comments, site.revision, asked.key)
    if unchanged := caching.unchanged(request, tag):
        return unchanged

    def made() -> HttpResponse:
        return render(request, "comments/crowd.html", {"site": site, **shown(post, entries, asked)})

    return caching.fresh(caching.kept(tag, made), tag)


def shown(post: Post, entries: list[Entry], asked: Asked) -> dict[str, Any]:
    """What the page shows; of a crowd that is hidden until one has ranked, nothing."""
    hidden = is_blind(post)
    context: dict[str, Any] = {"post": post, "entries": entries, "hidden": hidden, "trouble": asked.trouble}
    if hidden or len(entries) < 2:
        return context
    found = figures.of_post(post, entries, str(byline(post.author)))
    context |= {"figures": found, "crowd": found.crowd}
    if found.crowd.readers:
        pair = asked.pair or found.pair()
        names = [found.names[entry.pk] for entry in pair]
        context |= {"split": found.head_to_head(*pair), "sides": zip(names, remarks(pair), strict=True)}
    return context


def asked_for(request: HttpRequest, entries: list[Entry]) -> Asked:
    """The films that ?a= and ?b= name by their entries' numbers."""
    if not ({"a", "b"} & request.GET.keys()):
        return Asked()
    by_number = {str(entry.pk): entry for entry in entries}
    a, b = (by_number.get(request.GET.get(name, "")) for name in ("a", "b"))
    if a is None or b is None:
        return Asked(trouble=gettext(NO_SUCH_FILM))
    return Asked(trouble=gettext(SAME_FILM)) if a == b else Asked((a, b))


def remarks(pair: tuple[Entry, Entry]) -> list[list[Pick]]:
    """The newest public remarks on each of two films, found among its newest picks: the cost has a bound.

    The picks are asked for first and alone: with both in one question a planner may go through all picks.
    The entries' post must be one that the reader may see.
    """
    said = Pick.objects.filter(pk__in=[pk for entry in pair for pk in _remarked(entry)])
    public = said.filter(ranking__comment__status=Comment.Status.APPROVED)
    found = list(public.select_related("ranking__comment").order_by("-pk"))
    return [[pick for pick in found if pick.entry_id == entry.pk][:REMARKS] for entry in pair]


def _remarked(entry: Entry) -> list[int]:
    newest = Pick.objects.filter(entry=entry).order_by("-pk").values_list("pk", "remark")[:AMONG]
    return [pk for pk, remark in newest if remark][:CANDIDATES]
