"""The readers' side in the database: comments, the rankings they carry, and the tally that counts them."""

from comments.models.comment import (
    LONGEST_TEXT,
    NAME_LENGTH,
    REMARK_LENGTH,
    TEXT_LENGTH,
    Comment,
    CommentQuerySet,
    Pick,
    Ranking,
)
from comments.models.counting import Hit, PostTally
from comments.models.mail import Address, Mail, Subscription
from comments.models.moderating import KEPT_DAYS, Ban, Deed, Policy, Report, Trace

__all__ = [
    "KEPT_DAYS",
    "LONGEST_TEXT",
    "NAME_LENGTH",
    "REMARK_LENGTH",
    "TEXT_LENGTH",
    "Address",
    "Ban",
    "Comment",
    "CommentQuerySet",
    "Deed",
    "Hit",
    "Mail",
    "Pick",
    "Policy",
    "PostTally",
    "Ranking",
    "Report",
    "Subscription",
    "Trace",
]
