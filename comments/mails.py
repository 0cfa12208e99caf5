"""The words of the mails, as text and as HTML: one function for each, from plain values to a letter.

A mail to an address that nobody has confirmed holds no word that a reader typed: it carries nobody's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

LONGEST_SUBJECT = 90
EXCERPT = 1_000


@dataclass(frozen=True)
class Letter:
    """A mail's words, with the headers that belong to them."""

    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Waiting:
    """A comment in a moderator's digest, with the address of each button's page."""

    name: str
    text: str
    post: str
    answers: str
    order: str
    reasons: Sequence[str]
    approve: str
    spam: str
    remove: str


def confirmation(*, site: str, post: str, confirm: str, notify: bool) -> Letter:
    """Does this address belong to whoever gave it?"""
    return _letter(
        "confirm", gettext("Is this your address?"), site=site, post=post, confirm=confirm, notify=notify
    )


def comment_is_up(*, site: str, post: str, see: str, stop: str) -> Letter:
    """A comment that was held stands on its page."""
    subject = gettext("Your comment on %(post)s") % {"post": post}
    letter = _letter("approved", subject, site=site, post=post, see=see, stop=stop)
    return _with(letter, _one_click(stop))


def answered(*, site: str, post: str, name: str, text: str, see: str, stop: str, root: str) -> Letter:
    """Somebody has answered a comment. `root` is the identifier of the mail that this one belongs below."""
    # The same words as above, so that mail programs keep the two together.
    subject = "Re: " + gettext("Your comment on %(post)s") % {"post": post}
    words = _excerpt(text)
    letter = _letter("answer", subject, site=site, post=post, name=name, words=words, see=see, stop=stop)
    return _with(letter, {**_one_click(stop), "In-Reply-To": root, "References": root})


def digest(*, site: str, waiting: Sequence[Waiting], total: int, queue: str, days: int) -> Letter:
    """What waits for a moderator, with the way to each decision."""
    said = ngettext("One comment waits on %(site)s", "%(total)s comments wait on %(site)s", total)
    subject = said % {"site": site, "total": total}
    context = {"waiting": waiting, "total": total, "more": total - len(waiting), "queue": queue, "days": days}
    return _letter("digest", subject, site=site, **context)


def _letter(template: str, subject: str, **context: object) -> Letter:
    subject = one_line(subject, LONGEST_SUBJECT)
    context = {**context, "subject": subject}
    text = render_to_string(f"emails/{template}.txt", context).strip() + "\n"
    return Letter(subject, text, render_to_string(f"emails/{template}.html", context))


def _with(letter: Letter, headers: dict[str, str]) -> Letter:
    return Letter(letter.subject, letter.text, letter.html, {**letter.headers, **headers})


def _one_click(stop: str) -> dict[str, str]:
    """RFC 8058: a mail program's own button asks for this address by POST."""
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def one_line(text: str, most: int) -> str:
    """Text as a header can hold it: no line breaks or other controls, and not too long."""
    words = "".join(character if character.isprintable() else " " for character in text).split()
    return Truncator(" ".join(words)).chars(most)


def _excerpt(text: str) -> str:
    return Truncator(text).chars(EXCERPT)
