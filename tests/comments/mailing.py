"""A mail server on this machine, and the rows that mails are made of."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import django
from aiosmtpd.controller import Controller
from django.utils import timezone

from blog.models import Post
from comments import delivery, moderation, outbox, subscriptions
from comments.circumstances import Circumstances
from comments.models import Address, Comment, Mail
from comments.submission import Submission
from config.env import Env
from tests.build import make_comment, make_post

ANN = "ann@example.org"
BEN = "ben@example.org"
Kind = Mail.Kind
State = Mail.State


class Inbox:
    """Takes every mail, unless it was told what to say instead."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.recipients: list[list[str]] = []
        self.says: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.says:
            return self.says.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.raw.append(envelope.content)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def mail_server(inbox: Inbox) -> Iterator[int]:
    """Serves the inbox; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # each step of each talk, otherwise
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def send_through(settings: Any, port: int) -> None:
    """Have Django send by this port, on either version of it."""
    mailer = Env({"MAIL_URL": f"smtp://127.0.0.1:{port}"}).mailer("MAIL_URL")
    if django.VERSION >= (6, 1):
        settings.MAILERS = {"default": mailer}
    else:
        settings.EMAIL_BACKEND = mailer["BACKEND"]
        settings.EMAIL_HOST, settings.EMAIL_PORT = mailer["OPTIONS"]["host"], port


def work() -> int:
    """What the worker does in one turn."""
    return outbox.work_off(delivery.deliver, lambda: False)


def confirmed(email: str = ANN) -> Address:
    address, _ = Address.objects.get_or_create(email=email)
    subscriptions.confirm(address)
    address.refresh_from_db()
    return address


def commented(
    post: Post,
    email: str = ANN,
    *,
    name: str = "Ann",
    notify: bool = False,
    may_ask: bool = True,
    **values: Any,
) -> Comment:
    """A comment as the form sends it."""
    sent = Submission(name, values.pop("text", f"Words of {name}."), email, notify=notify)
    return moderation.submit(post, sent, circumstances=Circumstances(may_ask=may_ask), **values)


def let_in(*comments: Comment) -> None:
    moderation.change_status([comment.pk for comment in comments], Comment.Status.APPROVED, who="mod")


def waiting(address: Address | None = None, **values: Any) -> Mail:
    """A mail that tells somebody that their comment is up."""
    address = address or confirmed()
    comment = values.pop("comment", None) or make_comment(make_post(), email=address.email)
    now = timezone.now()
    given = {"cause": f"approved:{comment.pk}", "created_at": now, "next_try": now, **values}
    return Mail.objects.create(kind=Kind.APPROVED, address=address, comment=comment, **given)


def body(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part
    return part.get_content().replace("\r\n", "\n")
