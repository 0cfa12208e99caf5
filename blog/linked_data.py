"""The article as schema.org JSON-LD, for search engines."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from blog.models import Entry, Post, Site

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def article(post: Post, entries: list[Entry], site: Site, origin: str) -> SafeString:
    """A BlogPosting that is about an ItemList: the films with their places."""
    films = [
        {"@type": "ListItem", "position": entry.position, "item": _film(entry, origin)} for entry in entries
    ]
    return script(
        {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": post.title,
            "description": post.standfirst,
            "url": origin + post.get_absolute_url(),
            "datePublished": post.published_at.isoformat() if post.published_at else None,
            "dateModified": post.updated_at.isoformat(),
            "author": {"@type": "Person", "name": post.author.get_full_name() or post.author.get_username()},
            "publisher": {"@type": "Organization", "name": site.name},
            "about": {"@type": "ItemList", "numberOfItems": len(films), "itemListElement": films},
        }
    )


def script(data: dict[str, Any]) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def _film(entry: Entry, origin: str) -> dict[str, Any]:
    film = {"@type": "Movie", "name": entry.film.title, "url": origin + entry.film.get_absolute_url()}
    return film | ({"dateCreated": str(entry.film.year)} if entry.film.year else {})
