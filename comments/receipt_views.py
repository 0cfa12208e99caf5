"""A reader's own comment, at an address that only they know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments import access, ballots, crowd, rules
from comments.models import Comment
from comments.views import private


@require_safe
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """A reader's own comment, whatever became of it, at an address that only they know."""
    comment = access.own_comment(key)
    entries = list(comment.post.entries.ranked().with_films())
    ballot, everybody = ballots.of_comment(comment, entries), crowd.of_post(comment.post, entries)
    with_crowd, others = crowd.with_others(comment, entries)

    context = {
        "comment": comment,
        "post": comment.post,
        "entries": entries,
        "ballot": ballot,
        "held": comment.status == Comment.Status.PENDING,
        "gone": comment.status in {Comment.Status.SPAM, Comment.Status.REMOVED},
        "why": [rules.REASONS[reason] for reason in comment.held_because if reason in rules.REASONS],
        "with_crowd": with_crowd,
        "others": others,
        "crowd": everybody,
        "beside": beside(everybody, ballot),
    }
    response = private(render(request, "comments/receipt.html", context))
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response


def beside(everybody: crowd.Crowd, ballot: ballots.Ballot | None) -> list[tuple[crowd.Place, int | None]]:
    """The crowd's order with the place that the reader gave each film; nothing for one who ranked none."""
    theirs = {pick.entry_id: tier.place for tier in (ballot.tiers if ballot else []) for pick in tier.picks}
    seen = theirs and everybody.enough
    return [(place, theirs.get(place.entry.pk)) for place in everybody.places] if seen else []
