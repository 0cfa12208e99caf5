"""The moderators' digest: what waits, and links that decide about one comment as it was when the mail went.

A link is signed, ends after three days, belongs to one moderator, one decision and one state of one comment,
and leads to a page with a button: a program that follows all links of a mail changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from blog.context import absolute, current_site
from comments import ballots, mails, outbox, rules
from comments.models import Comment, CommentQuerySet, Mail

SALT = "comments.mail.decide"
DAYS = 3
MOST = 20
EXCERPT = 600
PERMISSION = "comments.moderate_comment"
Status = Comment.Status
DECISIONS = {Status.APPROVED, Status.SPAM, Status.REMOVED}


class NotAnyMore(Exception):
    """The link was good once: it is too old, or what it was about has been decided."""


@dataclass(frozen=True)
class Decision:
    """What a link of the digest would do."""

    moderator: User
    comment: Comment
    status: str


def moderators() -> QuerySet[User]:
    """Who may decide, works here, and has an address."""
    able = get_user_model().objects.with_perm(PERMISSION, backend="django.contrib.auth.backends.ModelBackend")
    return able.filter(is_staff=True, is_active=True).exclude(email="").order_by("pk")


def put_all() -> int:
    """A digest for each moderator, once a day, where something waits; says how many."""
    if not waiting().exists():
        return 0
    readers = list(moderators())
    for moderator in readers:
        cause = f"digest:{timezone.localdate()}:{moderator.pk}"
        outbox.put(Mail.Kind.DIGEST, cause, moderator=moderator)
    return len(readers)


def waiting() -> CommentQuerySet:
    return Comment.objects.filter(status=Status.PENDING)


def letter(mail: Mail) -> mails.Letter | None:
    """What waits now; None where nothing does, or where they moderate no more."""
    moderator = moderators().filter(pk__in=[mail.moderator_id]).first()
    rows = waiting().with_rankings().select_related("post", "parent").order_by("created_at", "pk")[:MOST]
    if moderator is None or not rows:
        return None
    return mails.digest(
        site=current_site().name,
        waiting=[_shown(comment, moderator) for comment in rows],
        total=waiting().count(),
        queue=f"{absolute(reverse('admin:comments_comment_changelist'))}?status__exact={Status.PENDING}",
        days=DAYS,
    )


def token(moderator: User, comment: Comment, status: str) -> str:
    about = [moderator.pk, comment.pk, status, comment.changed_at.isoformat()]
    return signing.dumps(about, salt=SALT)


def decision(token: str) -> Decision:
    """What a link stands for; raises NotAnyMore, and ValueError for a forged one."""
    try:
        pk, number, status, seen = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS))
    except signing.SignatureExpired as error:
        raise NotAnyMore from error
    except signing.BadSignature as error:
        raise ValueError("There is no such link.") from error
    moderator = moderators().filter(pk=pk).first()
    comments = waiting().with_rankings().select_related("post", "parent")
    comment = comments.filter(pk=number, changed_at=datetime.fromisoformat(seen)).first()
    if moderator is None or comment is None or status not in DECISIONS:
        raise NotAnyMore
    return Decision(moderator, comment, status)


def _shown(comment: Comment, moderator: User) -> mails.Waiting:
    addresses = {
        status: absolute(reverse("comments:mail_decide", args=[token(moderator, comment, status)]))
        for status in DECISIONS
    }
    return mails.Waiting(
        name=comment.name,
        text=Truncator(comment.text).chars(EXCERPT),
        post=comment.post.title,
        answers=comment.parent.name if comment.parent else "",
        order=order(comment),
        reasons=rules.explained(comment.held_because),
        approve=addresses[Status.APPROVED],
        spam=addresses[Status.SPAM],
        remove=addresses[Status.REMOVED],
    )


def order(comment: Comment) -> str:
    """A comment's order on one line, best first."""
    ballot = ballots.of_comment(comment, [])
    tiers = ballot.tiers if ballot else []
    return " > ".join(" = ".join(pick.entry.film.title for pick in tier.picks) for tier in tiers)
