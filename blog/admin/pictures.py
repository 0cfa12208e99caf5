"""Pictures as the admin shows them."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog import access
from blog.models import Film, Picture


def thumbnail(picture: Picture, css_class: str = "thumbnail") -> SafeString:
    """The smallest rendition of a picture."""
    src = reverse("files:picture", args=[picture.digest, min(picture.widths), "webp"])
    return _image(css_class, src, picture.alt)


def film_thumbnail(film: Film, css_class: str = "thumbnail") -> SafeString:
    """A film's poster, or its title card while it has none."""
    if film.poster:
        return thumbnail(film.poster, css_class)
    return _image(css_class, access.card_address(film), f"Title card: {film}")


def _image(css_class: str, src: str, alt: str) -> SafeString:
    return format_html('<img class="{}" src="{}" alt="{}" loading="lazy">', css_class, src, alt)
