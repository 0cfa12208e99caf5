"""What every template can use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

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
    }


def absolute(path: str) -> str:
    """A path as an address that works outside the site."""
    return f"{settings.SITE_URL}{path}"
