"""What every template can use."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from blog.models import Site


def current_site() -> Site:
    """The one row about the site; its defaults, while nobody has written it."""
    return Site.objects.filter(pk=1).select_related("logo").first() or Site(pk=1)


def site(request: HttpRequest) -> dict[str, object]:
    """The site and the canonical address. The site is asked for only where a template shows it."""
    return {
        "site": SimpleLazyObject(current_site),
        "site_url": settings.SITE_URL,
        "canonical": absolute(request.path),
        "translations": SimpleLazyObject(lambda: translations(request.path)),
    }


def translations(path: str) -> list[dict[str, object]]:
    """The same page in each language; nothing where a page has one language only, as in the admin."""
    pages = [(code, name, translate_url(path, code)) for code, name in settings.LANGUAGES]
    if len({address for _, _, address in pages}) < len(pages):
        return []
    own = get_language()
    return [
        {"code": code, "name": name, "path": address, "url": absolute(address), "current": code == own}
        for code, name, address in pages
    ]


def absolute(path: str) -> str:
    """A path as an address that works outside the site."""
    return f"{settings.SITE_URL}{path}"
