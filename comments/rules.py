"""Why a comment waits for the moderator: small functions that each give a reason or nothing."""

from dataclasses import dataclass

from comments.models import Policy
from comments.submission import Submission

EVERYTHING = "everything"
FIRST = "first"

# What a reader is told of each reason.
REASONS = {
    EVERYTHING: "The moderator reads every comment before it appears.",
    FIRST: "The moderator reads a reader's first comment before it appears.",
}


@dataclass(frozen=True)
class Writer:
    """What is known of the one who sent it."""

    approved: bool = False


def everything_held(policy: Policy, writer: Writer, submission: Submission) -> str | None:
    return EVERYTHING if policy.approval == Policy.Approval.HOLD_ALL else None


def first_held(policy: Policy, writer: Writer, submission: Submission) -> str | None:
    return FIRST if policy.approval == Policy.Approval.HOLD_FIRST and not writer.approved else None


RULES = (everything_held, first_held)


def reasons(policy: Policy, writer: Writer, submission: Submission) -> list[str]:
    """Every reason to hold this comment; none means that it is let in."""
    found = (rule(policy, writer, submission) for rule in RULES)
    return [reason for reason in found if reason]
