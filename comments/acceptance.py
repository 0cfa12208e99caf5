"""Rankings that were read in the words of comments, accepted by a moderator: one after the other, or many."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from blog.models import Entry
from comments import moderation, reading
from comments.models import Comment

ABOVE = 0.8  # the confidence from which on many are accepted at once
CHUNK = 100
GONE = frozenset({Comment.Status.SPAM, Comment.Status.REMOVED})


@dataclass
class Result:
    """How many comments of each kind there were."""

    accepted: int = 0
    below: int = 0
    unread: int = 0  # no ranking was read in them
    ranked: int = 0
    gone: int = 0


def takes_ranking(comment: Comment) -> bool:
    """Whether a comment has no ranking and may still have one. Needs the comment with its ranking."""
    return comment.status not in GONE and not hasattr(comment, "ranking")


def read_all(comments: QuerySet[Comment]) -> Iterator[list[tuple[Comment, reading.Read]]]:
    """What was read in each of the comments, a chunk at a time."""
    entries: dict[int, list[Entry]] = {}
    rows, last = comments.order_by("pk").select_related("ranking").prefetch_related(None), 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        new = {comment.post_id for comment in chunk} - entries.keys()
        if len(entries) + len(new) > CHUNK:
            entries, new = {}, {comment.post_id for comment in chunk}
        entries |= reading.entries_of(new)
        yield [(comment, read_in(comment, entries[comment.post_id])) for comment in chunk]


def read_in(comment: Comment, entries: list[Entry]) -> reading.Read:
    """The ranking in a comment's words; none is looked for where it could not be accepted."""
    return reading.read(comment.text, entries) if takes_ranking(comment) else reading.Read()


def accept(
    chunk: list[tuple[Comment, reading.Read]],
    above: float,
    result: Result,
    *,
    who: str,
    dry_run: bool = False,
) -> None:
    """Give comments the rankings that were read with this confidence at least, or only count them."""
    ballots: dict[int, dict[int, reading.Ballot]] = {}
    for comment, read in chunk:
        ballot = read.ballot()
        if hasattr(comment, "ranking"):
            result.ranked += 1
        elif comment.status in GONE:
            result.gone += 1
        elif ballot is None:
            result.unread += 1
        elif read.confidence < above:
            result.below += 1
        else:
            ballots.setdefault(comment.post_id, {})[comment.pk] = ballot
    for post in sorted(ballots):
        if dry_run:
            result.accepted += len(ballots[post])
            continue
        outcome = moderation.rank_many(post, ballots[post], who=who)
        result.accepted += len(outcome.changed)
        result.ranked += len(outcome.unchanged)
