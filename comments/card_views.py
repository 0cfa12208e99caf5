"""The pictures for sharing: made when they are asked for, once for everybody, never in the way of a page."""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog import caching, sharing
from blog.access import published_post
from blog.context import current_site
from blog.sharing import Card
from comments import cards
from comments.ranking_views import public_ranking

KEPT_AT_ITS_ADDRESS = 24 * 3600  # a day, and not for ever: who was taken out must go from copies too
WAITING = 3  # requests that draw or wait to; there are eight threads, and five of them stay for pages
_room = BoundedSemaphore(WAITING)
_pen = Lock()


class Busy(Exception):
    """So many pictures are being drawn that this one has to be asked for again."""


@require_safe
def post_card(request: HttpRequest, slug: str) -> HttpResponse:
    post, site = published_post(slug), current_site()
    return picture(request, cards.shared_post(post, site), lambda: cards.of_post(post, site))


@require_safe
def ranking_card(request: HttpRequest, pk: int) -> HttpResponse:
    comment, site = public_ranking(pk), current_site()
    return picture(request, cards.shared_ranking(comment, site), lambda: cards.of_ranking(comment, site))


@require_safe
def site_card(request: HttpRequest) -> HttpResponse:
    site = current_site()
    return picture(request, cards.shared_site(site), lambda: cards.of_site(site))


def picture(request: HttpRequest, shared: cards.Shared, fill: Callable[[], Card]) -> HttpResponse:
    """The card as a PNG; at the address that says what it shows it need not be asked for again for a day."""
    try:
        response = caching.unchanged(request, shared.tag) or HttpResponse(drawn(shared.tag, fill))
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": "2", "Cache-Control": "no-store"})
    response["Content-Type"] = "image/png"
    caching.fresh(response, shared.tag)
    if request.GET.get("v") == shared.version:
        response["Cache-Control"] = f"public, max-age={KEPT_AT_ITS_ADDRESS}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # to be shown elsewhere is what it is for
    return response


def drawn(tag: str, fill: Callable[[], Card]) -> bytes:
    """The picture with this tag: one is drawn at a time, and few may wait for their turn."""
    content = caching.kept_already(tag)
    if content is not None:
        return content
    if not _room.acquire(blocking=False):
        raise Busy
    try:
        with _pen:
            return caching.kept_content(tag, lambda: sharing.png(fill()))
    finally:
        _room.release()
