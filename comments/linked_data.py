"""Readers' rankings as schema.org JSON-LD, for search engines."""

from typing import Any

from django.urls import reverse

from blog import linked_data
from blog.context import absolute
from comments import ballots, crowd
from comments.models import Comment


def ranking(comment: Comment) -> dict[str, Any]:
    """A reader's comment with their order, where nothing keeps it covered."""
    post = comment.post
    said: dict[str, Any] = {
        "@type": "Comment",
        "url": absolute(reverse("comments:ranking", args=[comment.pk])),
        "author": {"@type": "Person", "name": comment.name},
        "datePublished": comment.created_at.isoformat(),
        "text": comment.text,
        "parentItem": {
            "@type": "BlogPosting",
            "headline": post.title,
            "url": absolute(post.get_absolute_url()),
        },
    }
    if crowd.is_blind(post):
        return said
    ballot = ballots.of_comment(comment, [])
    placed = [
        (tier.place, pick.entry.film) for tier in (ballot.tiers if ballot else []) for pick in tier.picks
    ]
    return said | {"about": linked_data.item_list(placed)}
