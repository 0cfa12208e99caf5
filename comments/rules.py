"""Why a comment waits for the moderator: small functions that each give a reason or nothing.

A reason is a code, or a code with what it is about behind an equals sign. The policy switches and tunes each.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from comments import wordlists
from comments.circumstances import UNKNOWN, Circumstances
from comments.models import Policy
from comments.submission import Submission

LINK = re.compile(r"https?://(?:www\.)?|www\.", re.IGNORECASE)
LETTERS_ENOUGH = 20  # to speak of a share of them

EVERYTHING = "everything"
FIRST = "first"
LINKS = "links"
HELD_WORD = "held_word"
BLOCKED_WORD = "blocked_word"
REPEATED = "repeated"
LIKE_SPAM = "like_spam"
FAST = "fast"
TRAP = "trap"
CAPITALS = "capitals"
SCRIPT = "script"
BURST = "burst"
BANNED = "banned"
REPORTED = "reported"
# What no moderator needs to read; it can be found and let in all the same.
SPAM = {BLOCKED_WORD, BANNED}

# What a reader is told of each reason: the rules that spam could learn from have one answer in common.
READ_FIRST = gettext_lazy("The moderator reads this comment before it appears.")
REASONS = {
    EVERYTHING: gettext_lazy("The moderator reads every comment before it appears."),
    FIRST: gettext_lazy("We do not know you yet, so the moderator reads this comment before it appears."),
    LINKS: gettext_lazy("The moderator reads a comment with many links before it appears."),
    REPEATED: gettext_lazy("The same words were sent before, so the moderator reads them first."),
    BURST: gettext_lazy("Several readers sent this order at once, so the moderator looks at them together."),
    REPORTED: gettext_lazy("Readers reported it, so the moderator reads it again."),
}
# What the moderator is told.
EXPLAINED = {
    EVERYTHING: "Every comment is held.",
    FIRST: "This reader is not known yet.",
    LINKS: "It has %(detail)s links.",
    HELD_WORD: "It has the held word “%(detail)s”.",
    BLOCKED_WORD: "It has the blocked word “%(detail)s”.",
    REPEATED: "The same words were sent before.",
    LIKE_SPAM: "It is like comments that were marked as spam: %(detail)s of them lately.",
    FAST: "Suspected spam: the form came back after %(detail)s s.",
    TRAP: "Suspected spam: a field was filled in that people do not see.",
    CAPITALS: "%(detail)s % of its letters are capitals.",
    SCRIPT: "It is mostly in other letters than this site's.",
    BURST: "One of %(detail)s readers who sent the same order at once.",
    BANNED: "Its writer is banned.",
    REPORTED: "%(detail)s readers reported it.",
}


@dataclass(frozen=True)
class Known:
    """What the database knows of the writer and of comments like this one, and how it was sent."""

    familiar: bool = False  # the writer is known
    banned: bool = False
    repeated: bool = False
    like_spam: int = 0
    burst: int = 0  # readers with this order just now, this one among them
    circumstances: Circumstances = UNKNOWN


def everything_held(policy: Policy, known: Known, sent: Submission) -> str | None:
    return EVERYTHING if policy.approval == Policy.Approval.HOLD_ALL else None


def first_held(policy: Policy, known: Known, sent: Submission) -> str | None:
    return FIRST if policy.approval == Policy.Approval.HOLD_FIRST and not known.familiar else None


def many_links(policy: Policy, known: Known, sent: Submission) -> str | None:
    links = len(LINK.findall(sent.words))
    return reason(LINKS, links) if policy.most_links is not None and links > policy.most_links else None


def held_words(policy: Policy, known: Known, sent: Submission) -> str | None:
    return _listed(HELD_WORD, policy.held_words, sent)


def blocked_words(policy: Policy, known: Known, sent: Submission) -> str | None:
    return _listed(BLOCKED_WORD, policy.blocked_words, sent)


def same_words(policy: Policy, known: Known, sent: Submission) -> str | None:
    return REPEATED if policy.repeat_days is not None and known.repeated else None


def like_spam(policy: Policy, known: Known, sent: Submission) -> str | None:
    enough = policy.like_spam is not None and known.like_spam >= policy.like_spam
    return reason(LIKE_SPAM, known.like_spam) if enough else None


def too_fast(policy: Policy, known: Known, sent: Submission) -> str | None:
    age, least = known.circumstances.age, policy.fastest_seconds
    return reason(FAST, int(age)) if least is not None and age is not None and age < least else None


def trapped(policy: Policy, known: Known, sent: Submission) -> str | None:
    return TRAP if policy.trap and known.circumstances.trapped else None


def capitals(policy: Policy, known: Known, sent: Submission) -> str | None:
    if policy.most_capitals is None:
        return None
    letters = [letter for letter in sent.words if letter.isupper() or letter.islower()]
    share = 100 * sum(letter.isupper() for letter in letters) // max(1, len(letters))
    shouted = len(letters) >= LETTERS_ENOUGH and share > policy.most_capitals
    return reason(CAPITALS, share) if shouted else None


def other_letters(policy: Policy, known: Known, sent: Submission) -> str | None:
    if not policy.script:
        return None
    letters = [letter for letter in sent.words if letter.isalpha()]
    ours = sum(unicodedata.name(letter, "").startswith(policy.script) for letter in letters)
    return SCRIPT if len(letters) >= LETTERS_ENOUGH and 2 * ours < len(letters) else None


def burst(policy: Policy, known: Known, sent: Submission) -> str | None:
    enough = policy.burst_readers is not None and known.burst >= policy.burst_readers
    return reason(BURST, known.burst) if enough else None


def banned(policy: Policy, known: Known, sent: Submission) -> str | None:
    return BANNED if known.banned else None


RULES = (
    everything_held,
    first_held,
    many_links,
    held_words,
    blocked_words,
    same_words,
    like_spam,
    too_fast,
    trapped,
    capitals,
    other_letters,
    burst,
    banned,
)


def reasons(policy: Policy, known: Known, sent: Submission) -> list[str]:
    """Every reason to hold this comment; none means that it is let in."""
    found = (rule(policy, known, sent) for rule in RULES)
    return [why for why in found if why]


def is_spam(found: Iterable[str]) -> bool:
    """Whether one of the reasons leaves nothing to decide."""
    return any(code(why) in SPAM for why in found)


def reason(code: str, detail: object) -> str:
    return f"{code}={detail}"


def code(why: str) -> str:
    return why.partition("=")[0]


def told(found: Iterable[str]) -> list[str]:
    """The reasons in the words for a reader, each once."""
    return list(dict.fromkeys(str(REASONS.get(code(why), READ_FIRST)) for why in found))


def explained(found: Iterable[str]) -> list[str]:
    """The reasons in the words for a moderator."""
    return [
        EXPLAINED.get(code(why), why).replace("%(detail)s", why.partition("=")[2].strip()) for why in found
    ]


def _listed(what: str, listed: str, sent: Submission) -> str | None:
    if not listed:
        return None
    line = wordlists.found(listed, wordlists.words(f"{sent.name}\n{sent.email}\n{sent.words}"))
    return reason(what, line) if line else None
