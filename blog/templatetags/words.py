"""What templates say with the author's and the readers' words and pictures."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, to_locale

from blog import access, markup, pictures
from blog.models import Film, Picture, Site

register = template.Library()
register.filter("markdown", markup.markdown)
register.filter("reader_text", markup.reader_text)
register.filter("og_locale", to_locale)
CARD_SIZE = (300, 450)


@register.filter
def plain(text: str) -> str:
    return markup.plain(text)


@register.filter(expects_localtime=True)
def iso(moment: datetime) -> str:
    """A moment as machines read it."""
    return moment.isoformat(timespec="seconds")


@register.filter
def byline(user: Any) -> SafeString | str:
    """How an author signs."""
    return user.get_full_name() or user.get_username()


@register.inclusion_tag("blog/_poster.html")
def poster(film: Film, sizes: str = "100vw", lazy: bool = True, **words: str) -> dict[str, Any]:
    """A film's poster, or its title card while it has none; `alt=""` where its title stands beside it."""
    if film.poster:
        return {"film": film, "sizes": sizes, "lazy": lazy, **rendition(film.poster), **words}
    width, height = CARD_SIZE
    alt = gettext("Title card: %(film)s") % {"film": film}
    card = {"src": access.card_address(film), "alt": alt, "width": width, "height": height}
    return {"film": film, "lazy": lazy, **card, **words}


@register.inclusion_tag("blog/_poster.html")
def cover(picture: Picture, sizes: str = "100vw", lazy: bool = False) -> dict[str, Any]:
    """A post's cover."""
    return {"sizes": sizes, "lazy": lazy, **rendition(picture)}


@register.inclusion_tag("blog/_brand.html")
def brand(site: Site) -> dict[str, Any]:
    """The site's name. A logo shaped like a line of words stands for it, any other before it."""
    logo = rendition(site.logo) if site.logo else {}
    return {"site": site, "sizes": "15rem", **logo}


def rendition(picture: Picture) -> dict[str, Any]:
    """The addresses of a picture's files, for <picture>."""

    def address(width: int, extension: str) -> str:
        return reverse("files:picture", args=[picture.digest, width, extension])

    return {
        "picture": picture,
        "srcset_avif": pictures.srcset(picture.widths, lambda width: address(width, "avif")),
        "srcset_webp": pictures.srcset(picture.widths, lambda width: address(width, "webp")),
        "src": address(picture.widths[-1], "webp"),
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
    }
