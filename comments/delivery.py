"""A row of the outbox becomes a mail and goes out; one whose cause is gone is dropped here."""

import logging
from email.headerregistry import Address as Mailbox
from email.policy import EmailPolicy
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation

from blog.context import absolute, current_site
from comments import digest, mails, subscriptions
from comments.models import Address, Comment, Mail

logger = logging.getLogger(__name__)
Kind = Mail.Kind
WHOLE = {"List-Unsubscribe", "Message-ID", "In-Reply-To", "References"}
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class WholeLinks(EmailPolicy):
    """Leaves addresses and identifiers on one line: Python would encode what is too long, to no use."""

    def fold(self, name: str, value: str) -> str:
        if name in WHOLE:
            return f"{name}: {value}{self.linesep}"
        return super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in WHOLE:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


class Envelope(EmailMultiAlternatives):
    """Django's mail, whose links stay whole."""

    def message(self, **options: Any) -> Any:
        # The older Django has no policy here, and folds such a line without harm.
        if "policy" in options:
            options["policy"] = WholeLinks(linesep=options["policy"].linesep)
        return super().message(**options)


def deliver(mail: Mail) -> bool:
    """Send a mail; False where it is not wanted any more."""
    letter = compose(mail)
    if letter is None:
        return False
    envelope(mail, letter).send()
    if mail.kind == Kind.CONFIRM:
        Address.objects.filter(mails=mail).update(asked_at=timezone.now())
    return True


def compose(mail: Mail) -> mails.Letter | None:
    """The words of a mail, from what is true now; None where its cause is gone."""
    makers = {
        Kind.CONFIRM: _confirm,
        Kind.APPROVED: _approved,
        Kind.ANSWER: _answer,
        Kind.DIGEST: digest.letter,
    }
    with translation.override(language(mail)):
        return makers[Kind(mail.kind)](mail)


def language(mail: Mail) -> str:
    """The reader's own while the site speaks it, else the site's; never that of whoever is at work."""
    wanted = mail.address.language if mail.address else ""
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def envelope(mail: Mail, letter: mails.Letter) -> Envelope:
    """The mail as it goes out. The same row gives the same identifier, however often it is tried."""
    reader = mail.address or mail.moderator
    assert reader
    name = mails.one_line(current_site().name, 60)
    message = Envelope(
        subject=letter.subject,
        body=letter.text,
        from_email=str(Mailbox(name, addr_spec=settings.DEFAULT_FROM_EMAIL)),
        to=[reader.email],
        headers={**AUTOMATIC, "Message-ID": message_id(mail.cause), **letter.headers},
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def message_id(cause: str) -> str:
    """The identifier of the mail about this, on our own domain."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    domain = f"[{host}]" if ":" in host else host
    return f"<{cause.replace(':', '.')}@{domain}>"


def _confirm(mail: Mail) -> mails.Letter | None:
    """Only one that nobody answered yet, for a comment that nobody has thrown out."""
    address, comment = _reader(mail), mail.comment
    wanted = address.confirmed_at is None and address.silenced_at is None
    if comment is None or not wanted or comment.status in {Comment.Status.SPAM, Comment.Status.REMOVED}:
        return None
    return mails.confirmation(
        site=current_site().name,
        post=comment.post.title,
        confirm=link("mail_confirm", subscriptions.confirm_token(address)),
        notify=hasattr(comment, "subscription"),
    )


def _approved(mail: Mail) -> mails.Letter | None:
    address, comment = _reader(mail), _public(mail)
    if comment is None or not address.takes_mail or subscriptions.canonical(comment.email) != address.email:
        return None
    return mails.comment_is_up(
        site=current_site().name,
        post=comment.post.title,
        see=absolute(comment.get_absolute_url()),
        stop=link("mail_stop", subscriptions.stop_token(address)),
    )


def _answer(mail: Mail) -> mails.Letter | None:
    """Only to one who still wants it, of an answer that everybody can see."""
    answer = _public(mail)
    subscription = subscriptions.subscription_of(answer) if answer else None
    if answer is None or subscription is None or subscription.address != mail.address:
        return None
    thread = answer.thread_id or answer.pk
    return mails.answered(
        site=current_site().name,
        post=answer.post.title,
        name=answer.name,
        text=answer.text,
        see=absolute(answer.get_absolute_url()),
        stop=link("mail_stop", subscriptions.stop_token(subscription.address, thread)),
        root=message_id(f"approved:{answer.parent_id}"),
    )


def link(name: str, token: str) -> str:
    return absolute(reverse(f"comments:{name}", args=[token]))


def _reader(mail: Mail) -> Address:
    assert mail.address  # a constraint; only a digest goes to somebody else
    return mail.address


def _public(mail: Mail) -> Comment | None:
    return Comment.objects.public().select_related("post").filter(mails=mail).first()
