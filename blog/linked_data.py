"""The pages as schema.org JSON-LD, for search engines."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from blog.context import absolute
from blog.models import Entry, Film, Post, Site, Tag

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
Linked = dict[str, Any]


def article(post: Post, entries: list[Entry], site: Site, image: str) -> Linked:
    """A BlogPosting that is about an ItemList: the films with their places."""
    address = absolute(post.get_absolute_url())
    return {
        "@type": "BlogPosting",
        "headline": post.title,
        "description": post.standfirst,
        "url": address,
        "mainEntityOfPage": address,
        "image": image,
        "inLanguage": "en-GB",
        "datePublished": post.published_at.isoformat() if post.published_at else None,
        "dateModified": post.updated_at.isoformat(),
        "author": {"@type": "Person", "name": post.author.get_full_name() or post.author.get_username()},
        "publisher": {"@type": "Organization", "name": site.name, "url": absolute("/")},
        "about": item_list((entry.position or 0, entry.film) for entry in entries),
    }


def item_list(films: Iterable[tuple[int, Film]]) -> Linked:
    """Films with their places; films that are level share one."""
    items = [{"@type": "ListItem", "position": place, "item": _film(film)} for place, film in films]
    return {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(items),
        "itemListElement": items,
    }


def trail(site: Site, *steps: Film | Post | Tag, last: str = "") -> Linked:
    """The way to a page from the front page: each step with its address, and the page itself without one."""
    places: list[tuple[str, str]] = [(site.name, absolute("/"))]
    places += [(str(step), absolute(step.get_absolute_url())) for step in steps]
    items: list[Linked] = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(places, start=1)
    ]
    items += [{"@type": "ListItem", "position": len(items) + 1, "name": last}] if last else []
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(site: Site) -> Linked:
    return {"@type": "WebSite", "name": site.name, "description": site.tagline, "url": absolute("/")}


def script(data: Linked) -> SafeString:
    """The data in an element of its own, as JSON that cannot end it."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>\n')


def _film(film: Film) -> Linked:
    found = {"@type": "Movie", "name": film.title, "url": absolute(film.get_absolute_url())}
    return found | ({"dateCreated": str(film.year)} if film.year else {})
