"""Submit, revise, change the status, delete: the only code that changes what counts.

Each change is one transaction that first takes the lock of the post's row, so the comments, the tally, the
consensus and the post's revision always move together, whoever else is at work. On SQLite the lock is the
immediate transaction itself.
"""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from blog.models import Post
from comments import history, keeping, record, rules, subscriptions, traces
from comments.circumstances import UNKNOWN, Circumstances
from comments.counting import Count
from comments.crowd import closeness
from comments.models import Comment, Deed, Policy, Ranking, Report
from comments.submission import Ballot, Submission

Status = Comment.Status


class Refused(IntegrityError):
    """A change that would leave something without what it stands on; its text says why."""


@dataclass
class Outcome:
    """What became of the comments that were to change, by number; its batch undoes a change of status."""

    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)  # those that were reported
    batch: uuid.UUID = field(default_factory=uuid.uuid4)


def key_hash(key: str) -> str:
    """What is stored of a form's token: the database does not give away a comment's private address."""
    return hashlib.sha256(f"comment:{key}".encode()).hexdigest()


def current_policy() -> Policy:
    return Policy.objects.filter(pk=1).first() or Policy(pk=1)


def submit(
    post: Post,
    submission: Submission,
    *,
    parent: Comment | None = None,
    circumstances: Circumstances = UNKNOWN,
) -> Comment:
    """Keep a reader's comment: held or let in, as the rules say. The same form sent twice is one comment."""
    stored_key = key_hash(submission.key) if submission.key else None
    with counting(post.pk) as count:
        if stored_key and (sent := Comment.objects.filter(key_hash=stored_key).first()):
            return sent
        now, policy = timezone.now(), current_policy()
        marks = traces.marks(submission, circumstances.network, now)
        burst = history.same_order(policy, marks, now)
        known = history.known(policy, submission, circumstances, marks, burst, now)
        reasons = rules.reasons(policy, known, submission)
        comment = keeping.create(
            post, submission, parent, held_because=reasons, key_hash=stored_key, created_at=now
        )
        traces.keep(comment, marks)
        if rules.burst(policy, known, submission):
            _gather(comment, burst, count)
        if not reasons or rules.is_spam(reasons):
            _decide({comment: Status.SPAM if reasons else Status.APPROVED}, count, Outcome())
        subscriptions.comment_sent(comment, notify=submission.notify, may_ask=circumstances.may_ask)
    return comment


def bring_in(
    post: Post, submission: Submission, *, ref: str, status: str, at: datetime, parent: Comment | None = None
) -> tuple[Comment, bool]:
    """Keep a comment from elsewhere under its source's identifier; says whether it is new."""
    with counting(post.pk) as count:
        if known := Comment.objects.filter(import_ref=ref).first():
            return known, False
        comment = keeping.create(post, submission, parent, import_ref=ref, created_at=at)
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
        keeping.rank_all(comments, [sent.ballot for sent, _ in arrivals])


def revise(pk: int, submission: Submission, *, who: str = "") -> Comment:
    """Replace the words and the ranking of a comment; its status stays, and what counts follows."""
    with counting(_post_of(pk)) as count:
        comment = Comment.objects.with_rankings().get(pk=pk)
        if comment.is_public:
            count.withdraw(comment)
        Ranking.objects.filter(comment=comment).delete()
        keeping.rank(comment, submission.ballot)
        comment = Comment.objects.with_rankings().get(pk=pk)
        comment.name, comment.email, comment.text = submission.name, submission.email, submission.text
        if comment.is_public:
            count.add(comment)
        comment.save(update_fields=["name", "email", "text", "nearness", "changed_at"])
        traces.renew(comment, submission)
        record.note([(pk, "", "")], Deed.What.REVISED, who=who)
    return comment


def rank(pk: int, ballot: Ballot, *, who: str = "") -> bool:
    """Give a comment without a ranking this one, read from its own words; False where it has one already."""
    return bool(rank_many(_post_of(pk), {pk: ballot}, who=who).changed)


def rank_many(post: int, ballots: Mapping[int, Ballot], *, who: str = "") -> Outcome:
    """Give comments of a post the rankings read from their words; their status stays, what counts follows.

    `who` is the moderator who accepted them; none where each is its reader's own doing.
    """
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
            keeping.rank(comment, ballot)
            if comment.is_public:
                count.add(comment)
            comment.save(update_fields=["nearness", "changed_at"])
            traces.keep(comment, traces.of_order(ballot))
            outcome.changed.append(comment.pk)
        if who:
            deeds = [(pk, "", "") for pk in outcome.changed]
            record.note(deeds, Deed.What.RANKED, who=who, batch=outcome.batch)
    return outcome


def change_status(pks: Iterable[int], status: str, *, who: str = "", seen: datetime | None = None) -> Outcome:
    """Give comments a status, post by post; one that had it already is reported, not counted twice.

    With `seen`, the time of its last change, one that has changed since stays as it is.
    """
    if status not in Status.values:
        raise ValueError(f"{status!r} is not a status")
    return _change(dict.fromkeys(pks, status), who, seen=seen)


def undo(batch: uuid.UUID, *, who: str) -> Outcome:
    """Give the comments of one change the status they had; one that has moved on since stays."""
    deeds = Deed.objects.filter(batch=batch, what=Deed.What.STATUS)
    moves = {pk: (before, after) for pk, before, after in deeds.values_list("comment", "before", "after")}
    back = {pk: before for pk, (before, _) in moves.items() if pk is not None}
    return _change(back, who, expected={pk: after for pk, (_, after) in moves.items() if pk is not None})


def report(comment: Comment, reporters: Sequence[int], why: str) -> bool:
    """Keep a reader's report; enough of them hold the comment. False where they reported it before.

    `reporters` is what the reader may be known as; the first is what is kept.
    """
    with counting(comment.post_id) as count:
        comment = Comment.objects.with_rankings().get(pk=comment.pk)
        known = Report.objects.filter(comment=comment, reporter__in=reporters).exists()
        if known or not comment.is_public:
            return False
        Report.objects.create(comment=comment, reporter=reporters[0], why=why, created_at=timezone.now())
        least = current_policy().reports_to_hold
        reports = Report.objects.filter(comment=comment, settled=False).count()
        if least is not None and reports >= least:
            _hold(comment, rules.reason(rules.REPORTED, reports), count)
    return True


def delete(pk: int, *, who: str = "") -> None:
    """Take a comment away for good. One that has answers is refused: removing it keeps their place."""
    with counting(_post_of(pk)) as count:
        comment = Comment.objects.with_rankings().get(pk=pk)
        if Comment.objects.filter(Q(parent=comment) | Q(thread=comment)).exists():
            raise Refused("This comment has answers. Remove it instead: its words go and the answers stay.")
        if comment.is_public:
            count.withdraw(comment)
        top = comment.thread
        record.note([(pk, comment.status, "")], Deed.What.DELETED, who=who)
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


def _change(
    wanted: Mapping[int, str],
    who: str,
    expected: Mapping[int, str] | None = None,
    seen: datetime | None = None,
) -> Outcome:
    outcome = Outcome()
    posts: dict[int, list[int]] = {}
    rows = Comment.objects.filter(pk__in=list(wanted)).order_by("post_id", "pk").values_list("post_id", "pk")
    for post, pk in rows:
        posts.setdefault(post, []).append(pk)
    for post, pks in posts.items():
        with counting(post) as count:
            comments = Comment.objects.with_rankings().filter(pk__in=pks).order_by("pk")
            still = [c for c in comments if expected is None or c.status == expected[c.pk]]
            still = [c for c in still if seen is None or c.changed_at == seen]
            outcome.unchanged += sorted(set(pks) - {comment.pk for comment in still})
            _decide({comment: wanted[comment.pk] for comment in still}, count, outcome, who)
    return outcome


def _decide(wanted: Mapping[Comment, str], count: Count, outcome: Outcome, who: str = "") -> None:
    """Give comments of one post their status, and write down who did it."""
    deeds = []
    for comment, status in wanted.items():
        before = comment.status
        if _give(comment, status, count):
            if comment.is_public:
                subscriptions.comment_let_in(comment, by_hand=bool(who))
            deeds.append((comment.pk, before, status))
            outcome.changed.append(comment.pk)
        else:
            outcome.unchanged.append(comment.pk)
    record.note(deeds, Deed.What.STATUS, who=who, batch=outcome.batch)
    if who:
        outcome.settled += _settle(list(wanted), who, outcome.batch)


def _settle(comments: Sequence[Comment], who: str, batch: uuid.UUID) -> list[int]:
    """What a moderator has decided is settled: the reports of before do not hold it again."""
    unsettled = Report.objects.filter(comment__in=comments, settled=False)
    settled = sorted(set(unsettled.values_list("comment", flat=True)))
    unsettled.update(settled=True)
    record.note([(pk, "", "") for pk in settled], Deed.What.SETTLED, who=who, batch=batch)
    return settled


def _hold(comment: Comment, reason: str, count: Count) -> None:
    """Hold a comment for a reason that came up after it was sent."""
    others = [why for why in comment.held_because if rules.code(why) != rules.code(reason)]
    comment.held_because = [*others, reason] if comment.status == Status.PENDING else [reason]
    comment.save(update_fields=["held_because"])
    _decide({comment: Status.PENDING}, count, Outcome())


def _gather(comment: Comment, burst: Sequence[int], count: Count) -> None:
    """Hold those who sent the same order at once together, behind the first of them.

    What a person has let in stays in.
    """
    open_ones = Comment.objects.filter(pk__in=burst, status__in=[Status.PENDING, Status.APPROVED])
    decided = record.decided(burst)
    others = [c for c in open_ones.with_rankings().order_by("pk") if c.pk not in decided]
    first = others[0] if others else None
    for other in others:
        if rules.BURST not in map(rules.code, other.held_because):
            _hold(other, rules.reason(rules.BURST, len(burst) + 1), count)
        if first and other is not first and other.leader_id != first.pk:
            Comment.objects.filter(pk=other.pk).update(leader=first)
    comment.leader = first
    comment.save(update_fields=["leader"])


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


def _post_of(pk: int) -> int:
    return Comment.objects.values_list("post_id", flat=True).get(pk=pk)
