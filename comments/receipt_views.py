"""A reader's own comment, at an address that only they know, and the ranking that was read in their words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.models import Entry
from comments import acceptance, access, ballots, crowd, moderation, reading, rules
from comments.models import Comment
from comments.views import private

ELSEWHERE = gettext_lazy(
    "This did not come from our own page, so nothing was changed. Please press the button again."
)
CHANGED = gettext_lazy(
    "What we read has changed since you looked. Please look again, and press the button if it is right."
)
ALREADY = gettext_lazy("This comment has its ranking already, so nothing was changed.")
NOT_OPEN = gettext_lazy("This comment takes no ranking any more, so nothing was changed.")


@csrf_exempt  # readers have no cookie; is_same_site stands in for the token
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """A reader's own comment, whatever became of it; they can take what was read for their ranking."""
    comment = access.own_comment(key)
    return use_reading(request, key, comment) if request.method == "POST" else receipt_page(request, comment)


def use_reading(request: HttpRequest, key: str, comment: Comment) -> HttpResponse:
    """Give a comment the ranking that was read in its words: only ever because its reader says so."""
    if not access.is_same_site(request):
        return receipt_page(request, comment, ELSEWHERE, 403)
    if hasattr(comment, "ranking"):
        return receipt_page(request, comment, ALREADY)
    found = offered(comment, entries_of(comment))
    ballot = found.ballot() if found else None
    if not found or not ballot:
        return receipt_page(request, comment, NOT_OPEN, 403)
    if request.POST.get("mark") != found.mark:
        return receipt_page(request, comment, CHANGED, 409)

    try:
        is_new = moderation.rank(comment.pk, ballot)
    except moderation.Refused:
        return receipt_page(request, access.own_comment(key), CHANGED, 409)
    if not is_new:
        return receipt_page(request, access.own_comment(key), ALREADY)
    return redirect("comments:receipt", key)


def receipt_page(
    request: HttpRequest, comment: Comment, note: str | Promise = "", status: int = 200
) -> HttpResponse:
    entries = entries_of(comment)
    ballot, everybody = ballots.of_comment(comment, entries), crowd.of_post(comment.post, entries)
    with_crowd, others = crowd.with_others(comment, entries)
    found = offered(comment, entries)

    context = {
        "note": note,
        "comment": comment,
        "post": comment.post,
        "entries": entries,
        "ballot": ballot,
        "held": comment.status == Comment.Status.PENDING,
        "gone": comment.status in acceptance.GONE,
        "why": rules.told(comment.held_because),
        "reading": found,
        "scorecard": found.scorecard(entries) if found else [],
        "with_crowd": with_crowd,
        "others": others,
        "crowd": everybody,
        "beside": beside(everybody, ballot),
    }
    response = private(render(request, "comments/receipt.html", context, status=status))
    # The address is the key. A form on a page without referrers would not say where it comes from.
    response["Referrer-Policy"] = "same-origin" if found else "no-referrer"
    return response


def entries_of(comment: Comment) -> list[Entry]:
    return reading.entries_of([comment.post_id])[comment.post_id]


def offered(comment: Comment, entries: list[Entry]) -> reading.Read | None:
    """The ranking in the words of a comment that has none, while it can still take one."""
    if not (acceptance.takes_ranking(comment) and comment.post.accepts_comments):
        return None
    found = reading.read(comment.text, entries)
    return found if found.found else None


def beside(everybody: crowd.Crowd, ballot: ballots.Ballot | None) -> list[tuple[crowd.Place, int | None]]:
    """The crowd's order with the place that the reader gave each film; nothing for one who ranked none."""
    theirs = {pick.entry_id: tier.place for tier in (ballot.tiers if ballot else []) for pick in tier.picks}
    seen = theirs and everybody.enough
    return [(place, theirs.get(place.entry.pk)) for place in everybody.places] if seen else []
