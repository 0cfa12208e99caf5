"""What belongs to no app."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog import caching
from blog.context import current_site

ICONS = (
    ("img/icon-192.png", 192, "any"),
    ("img/icon-512.png", 512, "any"),
    ("img/icon-mask.png", 512, "maskable"),
)


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to know to put the site among its programs."""
    site = current_site()
    tag = caching.etag("manifest", site.revision)
    if unchanged := caching.unchanged(request, tag):
        return unchanged

    icons = [
        {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]
    described = {
        "id": "/",
        "name": site.name,
        "short_name": site.name,
        "description": site.tagline,
        "lang": "en-GB",
        "start_url": reverse("blog:home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#faf8f4",
        "theme_color": "#faf8f4",
        "icons": icons,
    }
    return caching.fresh(JsonResponse(described, content_type="application/manifest+json"), tag)
