"""A ranking's own page: the order and the words, and where its reader stands among all the others."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blog import caching
from blog.context import current_site
from comments import ballots, crowd, nearest
from comments.models import Comment
from ranking.agreement import COMMON_ENOUGH
from ranking.certainty import READERS_ENOUGH


@require_safe
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    comment = public_ranking(pk)
    post, site = comment.post, current_site()
    changed = comment.changed_at.isoformat()
    tag = caching.etag("ranking", pk, changed, post.revision, post.accepts_comments, site.revision)
    if unchanged := caching.unchanged(request, tag):
        return unchanged

    def made() -> HttpResponse:
        return render(request, "comments/ranking.html", {"site": site, **shown(comment)})

    return caching.fresh(caching.kept(tag, made), tag)


def public_ranking(pk: int) -> Comment:
    """A public comment with its order. A held one, a missing one and one without an order answer alike."""
    comments = Comment.objects.public().with_rankings().select_related("ranking", "post__author")
    comment = get_object_or_404(comments, pk=pk)
    if crowd.ordering_of(comment) is None:
        raise Http404("There is no such ranking.")
    return comment


def shown(comment: Comment) -> dict[str, Any]:
    """What the page shows. A crowd that waits until one has ranked is not compared with."""
    post = comment.post
    entries = list(post.entries.ranked().with_films())
    ballot = ballots.of_comment(comment, entries)
    with_crowd, others = (None, 0) if crowd.is_blind(post) else crowd.with_others(comment, entries)
    placed = sum(len(tier.picks) for tier in ballot.tiers) if ballot else 0
    return {
        "comment": comment,
        "post": post,
        "entries": entries,
        "ballot": ballot and replace(ballot, with_author=None),  # told at large above it
        "with_author": ballot and ballot.with_author,
        "with_crowd": with_crowd if others >= READERS_ENOUGH else None,
        "others": others,
        "placed": placed,
        "too_few": placed < COMMON_ENOUGH,
        "readers": nearest.around(comment),
        "newest": nearest.NEWEST,
    }
