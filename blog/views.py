"""The public pages of the author's side."""

import re
from typing import Any, TypeVar

from django.core.files.storage import default_storage
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html_join
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from blog import access, caching, pictures, search
from blog.cards import title_card
from blog.context import absolute, current_site
from blog.models import Entry, FormerSlug, Post, PostQuerySet, Site

POSTS_PER_PAGE = 10
RELATED = 4
Response = TypeVar("Response", HttpResponse, FileResponse)
PLACE = re.compile(r"[a-z]{0,10},(?:[1-9][0-9]{0,17})?")
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = paged(request, Post.objects.published().for_lists())

    return listing(request, "blog/home.html", {"page": page, "canonical": page_address(request, page)})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = access.tag(slug)
    page = paged(request, tag.posts.published().for_lists())

    context = {"tag": tag, "page": page, "canonical": page_address(request, page)}
    return listing(request, "blog/tag.html", context)


@require_safe
def search_posts(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[: search.LONGEST_QUERY]
    page = paged(request, search.find(query))
    asked = bool(query) and not search.words(query)

    return listing(request, "blog/search.html", {"query": query, "page": page, "too_short": asked})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return listing(request, "blog/about.html", {})


@require_safe
def post(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        post = access.published_post(slug)
    except Http404:
        return moved(request, slug)
    site = current_site()
    related = list(Post.objects.published().by_another_yardstick(post)[:RELATED])
    place = reading_place(request)
    others = [(other.pk, other.revision) for other in related]
    tag = caching.etag(post.pk, post.revision, post.accepts_comments, *place, site.revision, others)
    if unchanged := caching.unchanged(request, tag):
        return unchanged

    page = caching.kept(tag, lambda: render(request, "blog/post.html", article(post, related, place, site)))
    return caching.fresh(page, tag)


@require_safe
@cache_control(private=True, no_store=True)
def preview(request: HttpRequest, token: str) -> HttpResponse:
    post = access.previewed_post(token)
    related = list(Post.objects.published().by_another_yardstick(post)[:RELATED])

    context = article(post, related, ("", ""), current_site()) | {"preview": True, "canonical": ""}
    response = render(request, "blog/post.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def film(request: HttpRequest, slug: str) -> HttpResponse:
    film = access.film(slug)
    appearances = list(
        Entry.objects.filter(film=film, post__in=Post.objects.published())
        .select_related("post")
        .annotate(of=Count("post__entries", filter=Q(post__entries__position__isnull=False)))
        .order_by("-post__published_at", "-post_id")
    )

    aliases = format_html_join(", ", "<i>{}</i>", film.aliases.values_list("name"))
    context = {"film": film, "appearances": appearances, "aliases": aliases}
    return listing(request, "blog/film.html", context)


@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def film_card(request: HttpRequest, pk: int, version: str) -> HttpResponse:
    """A film's title card; its address changes with what it shows."""
    film = access.drawn_film(pk, version)

    card = title_card(film.title, film.year, film.motif)
    drawing = render_to_string("cards/title.svg", {"card": card})
    return sandboxed(HttpResponse(drawing, content_type="image/svg+xml"))


@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def picture(request: HttpRequest, digest: str, width: str, extension: str) -> FileResponse:
    """A rendition; its name is the hash of its content, so it never changes."""
    try:
        file = default_storage.open(pictures.path(digest, int(width), extension))
    except FileNotFoundError as error:
        raise Http404 from error

    return sandboxed(FileResponse(file, content_type=MEDIA_TYPES[extension]))


@require_safe
def colours(request: HttpRequest, version: str) -> HttpResponse:
    """The owner's colours. Their address is the hash of their text; a former one leads to the present one."""
    sheet = current_site().colours
    if sheet is None:
        raise Http404("The colours are the built-in ones.")
    if sheet.version != version:
        return redirect("files:colours", sheet.version)

    response = HttpResponse(sheet.text, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=365 * 24 * 3600, immutable=True)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /receipts/",
        "Disallow: /search/",
    ]
    lines += ["", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def moved(request: HttpRequest, slug: str) -> HttpResponse:
    """A post's former address leads to its present one, if the public may read it."""
    former = (
        FormerSlug.objects.filter(slug=slug, post__in=Post.objects.published()).select_related("post").first()
    )
    if former is None:
        raise Http404("There is no such post.")
    return HttpResponsePermanentRedirect(former.post.get_absolute_url())


def article(post: Post, related: list[Post], place: tuple[str, str], site: Site) -> dict[str, Any]:
    """What the article page shows of the author's side."""
    entries = list(post.entries.with_films())
    ranked = [entry for entry in entries if entry.position is not None]
    return {
        "site": site,
        "post": post,
        "entries": ranked,
        "mentioned": [entry for entry in entries if entry.position is None],
        "related": related,
        "preview": False,
        "sort": place[0],
        "start": place[1],
    }


def sandboxed(response: Response) -> Response:
    """A picture that can do nothing, even when it is opened as a page."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def listing(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page without a revision of its own: it may be kept, and is asked for again each time."""
    response = render(request, template, context)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def reading_place(request: HttpRequest) -> tuple[str, str]:
    """In which order, and from which one on, the reader wants the comments."""
    sort, start = request.GET.get("sort", ""), request.GET.get("from", "")
    if not PLACE.fullmatch(f"{sort},{start}"):
        raise Http404("There is no such page.")
    return sort, start


def page_address(request: HttpRequest, page: Page) -> str:
    """The address of one page of a list: the first has no number."""
    return absolute(request.path + (f"?page={page.number}" if page.number > 1 else ""))


def page_number(request: HttpRequest) -> int:
    """The page that was asked for; what is no page number is no page."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and len(number) <= 6 and int(number) >= 1):
        raise Http404("There is no such page.")
    return int(number)


def paged(request: HttpRequest, posts: PostQuerySet) -> Page:
    try:
        return Paginator(posts, POSTS_PER_PAGE).page(page_number(request))
    except EmptyPage as error:
        raise Http404("There is no such page.") from error
