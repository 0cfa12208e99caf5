"""What was read in comments without a ranking: beside the words, in the queue, and accepted."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog.models import Entry
from comments import acceptance, moderation, reading
from comments.acceptance import ABOVE
from comments.models import Comment

# What a row of the queue costs is bounded: of longer words the comment's own page tells what they rank.
LONGEST_IN_QUEUE = 2_000
FILMS_IN_SHORT = 4
ACCEPTED = "The ranking that was read in the words is now this comment's."
RANKED = "This comment has its ranking already: nothing was done."
CHANGED = "What is read in these words has changed since you looked: nothing was done. Please look again."


def tell(comments: list[Any]) -> None:
    """Have those that have no ranking say in short what was read in their words."""
    waiting = [comment for comment in comments if acceptance.takes_ranking(comment)]
    entries = reading.entries_of({comment.post_id for comment in waiting}) if waiting else {}
    # Post by post: the names of a post's films are prepared once.
    for comment in sorted(waiting, key=lambda comment: comment.post_id):
        comment.reads_as = in_short(comment, entries[comment.post_id])


def in_short(comment: Comment, entries: list[Entry]) -> str:
    """ "Rocky IV > Rocky II = Rocky > …"; nothing where no ranking was read."""
    if len(comment.text) > LONGEST_IN_QUEUE:
        return ""
    lines = reading.read(comment.text, entries).scorecard(entries)
    said = ""
    for before, line in zip([None, *lines], lines[:FILMS_IN_SHORT], strict=False):
        sign = "" if before is None else " = " if before.place == line.place else " > "
        said += f"{sign}{line.entry.film.title}"
    return said + " > …" * (len(lines) > FILMS_IN_SHORT)


def shown(comment: Comment) -> SafeString | None:
    """The whole reading with its confidence, doubts and what was not understood; None where there is none."""
    entries = reading.entries_of([comment.post_id])[comment.post_id]
    found = acceptance.read_in(comment, entries)
    context = {"comment": comment, "reading": found, "scorecard": found.scorecard(entries)}
    html = render_to_string("admin/comments/comment/_reading.html", context)
    return html if found.found or found.unread else None


def accept_one(request: HttpRequest, comment: Comment) -> None:
    """Accept the ranking that the moderator was shown, and say what came of it."""
    entries = reading.entries_of([comment.post_id])[comment.post_id]
    found = acceptance.read_in(comment, entries)
    ballot = found.ballot()
    if hasattr(comment, "ranking"):
        messages.warning(request, RANKED)
    elif ballot is None or request.POST.get("mark") != found.mark:
        messages.error(request, CHANGED)
    else:
        try:
            is_new = moderation.rank(comment.pk, ballot, who=request.user.get_username())
        except moderation.Refused as error:
            messages.error(request, str(error))
        else:
            (messages.success if is_new else messages.warning)(request, ACCEPTED if is_new else RANKED)


@admin.action(
    description=f"Accept what was read (confidence {ABOVE} or more)",
    permissions=["moderate"],
)
def accept_readings(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
    result = acceptance.Result()
    try:
        for chunk in acceptance.read_all(queryset):
            acceptance.accept(chunk, ABOVE, result, who=request.user.get_username())
    except moderation.Refused as error:
        messages.error(request, str(error))
    if result.accepted:
        messages.success(request, counted(result.accepted, "given the ranking that was read in the words"))
    for number, why in (
        (result.below, f"read with a confidence below {ABOVE}: open each to decide"),
        (result.unread, "without a ranking in the words: nothing was done"),
        (result.ranked, "ranked already: nothing was done"),
        (result.gone, "marked as spam or removed: nothing was done"),
    ):
        if number:
            messages.warning(request, counted(number, why))


def counted(number: int, did: str) -> str:
    return f"{number} comment{'' if number == 1 else 's'} {did}."
