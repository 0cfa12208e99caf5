"""Submit, revise, change the status, delete: the only code that changes what counts.

Each change is one transaction that first takes the lock of the post's row, so the comments, the tally, the
consensus and the post's revision always move together, whoever else is at work. On SQLite the lock is the
immediate transaction itself.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from blog.models import Post
from comments import rules
from comments.counting import Count
from comments.crowd import closeness
from comments.models import Comment, Pick, Policy, Ranking
from comments.submission import Ballot, Submission

Status = Comment.Status


class Refused(IntegrityError):
    """A change that would leave something without what it stands on; its text says why."""


@dataclass
class Outcome:
    """What became of the comments that were to change, by number."""

    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)


def key_hash(key: str) -> str:
    """What is stored of a form's token: the database does not give away a comment's private address."""
    return hashlib.sha256(f"comment:{key}".encode()).hexdigest()


def current_policy() -> Policy:
    return Policy.objects.filter(pk=1).first() or Policy(pk=1)


def submit(post: Post, submission: Submission, *, parent: Comment | None = None) -> Comment:
    """Keep a reader's comment: held or let in, as the rules say. The same form sent twice is one comment."""
    stored_key = key_hash(submission.key) if submission.key else None
    with counting(post.pk) as count:
        if stored_key and (sent := Comment.objects.filter(key_hash=stored_key).first()):
            return sent
        reasons = rules.reasons(current_policy(), _writer(submission), submission)
        comment = _create(post, submission, parent, held_because=reasons, key_hash=stored_key)
        if not reasons:
            _give(comment, Status.APPROVED, count)
    return comment


def bring_in(
    post: Post, submission: Submission, *, ref: str, status: str, at: datetime, parent: Comment | None = None
) -> tuple[Comment, bool]:
    """Keep a comment from elsewhere under its source's identifier; says whether it is new."""
    with counting(post.pk) as count:
        if known := Comment.objects.filter(import_ref=ref).first():
            return known, False
        comment = _create(post, submission, parent, import_ref=ref, created_at=at)
        _give(comment, status, count)
    return comment, True


def bring_in_many(post: Post, arrivals: Sequence[tuple[Submission, datetime]]) -> None:
    """Keep many comments at once, all let in, each at its time: what `bring_in` does for one."""
    if not arrivals:
        return
    with counting(post.pk) as count:
        comments = Comment.objects.bulk_create(
            Comment(
                post=post,
                name=sent.name,
                email=sent.email,
                text=sent.text,
                status=Status.APPROVED,
                shown=True,
                created_at=at,
                nearness=closeness(sent.ordering, count.author, 0),
            )
            for sent, at in arrivals
        )
        # Their numbers are known only now.
        new = Comment.objects.filter(post=post, pk__range=(comments[0].pk, comments[-1].pk))
        new.update(nearness=F("nearness") + F("pk"))
        for comment, (sent, _) in zip(comments, arrivals, strict=True):
            count.change(comment.pk, sent.ordering, 1)
        _rank_many(comments, [sent.ballot for sent, _ in arrivals])


def revise(pk: int, submission: Submission) -> Comment:
    """Replace the words and the ranking of a comment; its status stays, and what counts follows."""
    with counting(_post_of(pk)) as count:
        comment = Comment.objects.with_rankings().get(pk=pk)
        if comment.is_public:
            count.withdraw(comment)
        Ranking.objects.filter(comment=comment).delete()
        _rank(comment, submission.ballot)
        comment = Comment.objects.with_rankings().get(pk=pk)
        comment.name, comment.email, comment.text = submission.name, submission.email, submission.text
        if comment.is_public:
            count.add(comment)
        comment.save(update_fields=["name", "email", "text", "nearness", "changed_at"])
    return comment


def rank(pk: int, ballot: Ballot) -> bool:
    """Give a comment without a ranking this one, read from its own words; False where it has one already."""
    return bool(rank_many(_post_of(pk), {pk: ballot}).changed)


def rank_many(post: int, ballots: Mapping[int, Ballot]) -> Outcome:
    """Give comments of a post the rankings read from their words; their status stays, what counts follows."""
    outcome = Outcome()
    with counting(post) as count:
        offered = {entry.pk for entry in count.entries}
        for comment in Comment.objects.filter(post=post, pk__in=ballots).order_by("pk").with_rankings():
            ballot = ballots[comment.pk]
            if hasattr(comment, "ranking"):
                outcome.unchanged.append(comment.pk)
                continue
            if not offered.issuperset(entry for entry, _, _ in ballot.picks()):
                raise Refused("The films of this post have just changed. Please look again.")
            if comment.is_public:
                count.withdraw(comment)
            _rank(comment, ballot)
            if comment.is_public:
                count.add(comment)
            comment.save(update_fields=["nearness", "changed_at"])
            outcome.changed.append(comment.pk)
    return outcome


def change_status(pks: Iterable[int], status: str) -> Outcome:
    """Give comments a status, post by post; one that had it already is reported, not counted twice."""
    if status not in Status.values:
        raise ValueError(f"{status!r} is not a status")
    outcome = Outcome()
    posts: dict[int, list[int]] = {}
    rows = Comment.objects.filter(pk__in=list(pks)).order_by("post_id", "pk").values_list("post_id", "pk")
    for post, pk in rows:
        posts.setdefault(post, []).append(pk)
    for post, comments in posts.items():
        with counting(post) as count:
            for comment in Comment.objects.with_rankings().filter(pk__in=comments).order_by("pk"):
                moved = _give(comment, status, count)
                (outcome.changed if moved else outcome.unchanged).append(comment.pk)
    return outcome


def delete(pk: int) -> None:
    """Take a comment away for good. One that has answers is refused: removing it keeps their place."""
    with counting(_post_of(pk)) as count:
        comment = Comment.objects.with_rankings().get(pk=pk)
        if Comment.objects.filter(Q(parent=comment) | Q(thread=comment)).exists():
            raise Refused("This comment has answers. Remove it instead: its words go and the answers stay.")
        if comment.is_public:
            count.withdraw(comment)
        top = comment.thread
        comment.delete()
        if top:
            _show(top)


def count_on(post: int, chunk: int | None = None) -> bool | None:
    """One chunk of the count from scratch that a post needs; see `Count.count_on`."""
    with counting(post) as count:
        return count.count_on(chunk)


def begin_recount(post: int, *, keep: bool = True) -> None:
    """Have a post counted from scratch, beside what goes on; `count_on` does the work.

    Not kept, it only says at its end whether the stored tally is right.
    """
    with counting(post) as count:
        count.begin_recount(keep=keep)


@contextmanager
def counting(post: int) -> Iterator[Count]:
    """One transaction under the post's lock; what was added and withdrawn is stored at its end."""
    with transaction.atomic():
        lock(post)
        count = Count(post)
        yield count
        count.store()


def lock(post: int) -> None:
    """Wait until nobody else changes what counts under this post; held until the transaction ends."""
    Post.objects.select_for_update(no_key=True).only("pk").get(pk=post)


def _give(comment: Comment, status: str, count: Count) -> bool:
    """Give one comment its status and count what follows; False where it had it."""
    if comment.status == status:
        return False
    if comment.is_public:
        count.withdraw(comment)
    comment.status = status
    if comment.is_public:
        count.add(comment)
    comment.save(update_fields=["status", "nearness", "changed_at"])
    _show(comment.thread or comment)
    return True


def _show(top: Comment) -> None:
    """A top-level comment has its place while it is approved, and while it holds up approved answers."""
    answers = Comment.objects.filter(thread=top, status=Status.APPROVED)
    shown = top.is_public or answers.exists()
    if shown != top.shown:
        top.shown = shown
        top.save(update_fields=["shown"])


def _create(post: Post, submission: Submission, parent: Comment | None, **values: object) -> Comment:
    values.setdefault("created_at", timezone.now())
    comment = Comment(post=post, parent=parent, name=submission.name, email=submission.email, **values)
    comment.text = submission.text
    comment.thread_id = (parent.thread_id or parent.pk) if parent else None
    comment.save(force_insert=True)
    _rank(comment, submission.ballot)
    return comment


def _rank(comment: Comment, ballot: Ballot | None) -> None:
    if ballot is None:
        return
    ranking = Ranking.objects.create(comment=comment, rest=ballot.rest)
    Pick.objects.bulk_create(
        Pick(ranking=ranking, entry_id=entry, tier=tier, remark=remark)
        for entry, tier, remark in ballot.picks()
    )


def _rank_many(comments: Sequence[Comment], ballots: Sequence[Ballot | None]) -> None:
    told = [(comment, ballot) for comment, ballot in zip(comments, ballots, strict=True) if ballot]
    rankings = Ranking.objects.bulk_create(
        Ranking(comment=comment, rest=ballot.rest) for comment, ballot in told
    )
    Pick.objects.bulk_create(
        Pick(ranking=ranking, entry_id=entry, tier=tier, remark=remark)
        for ranking, (_, ballot) in zip(rankings, told, strict=True)
        for entry, tier, remark in ballot.picks()
    )


def _writer(submission: Submission) -> rules.Writer:
    if not submission.email:
        return rules.Writer()
    by_address = Comment.objects.alias(address=Lower("email"))
    theirs = by_address.filter(address=Lower(Value(submission.email)), status=Status.APPROVED)
    return rules.Writer(approved=theirs.exists())


def _post_of(pk: int) -> int:
    return Comment.objects.values_list("post_id", flat=True).get(pk=pk)
