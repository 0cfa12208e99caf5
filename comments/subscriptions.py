"""Whose address is confirmed, who wants to hear of answers, and the links by which they say so.

Called within the transaction that keeps a comment or changes its status.
"""

import re

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from comments import limits, outbox
from comments.models import Address, Comment, Mail, Subscription

CONFIRM_SALT = "comments.mail.confirm"
STOP_SALT = "comments.mail.stop"
# Neither quoted names nor letters beyond ASCII before the @: no mail server takes all of them alike.
ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^\s@\"<>(),:;\\\x00-\x1f]+")


def canonical(email: str) -> str:
    """An address as it is compared and written to; empty where we would not write to it."""
    email = email.strip().lower()
    return email if ADDRESS.fullmatch(email) else ""


def is_confirmed(email: str) -> bool:
    """Whether whoever reads this address has told us that it is theirs."""
    known = Address.objects.filter(email=canonical(email), confirmed_at__isnull=False)
    return bool(email) and known.exists()


def is_new(email: str) -> bool:
    """Whether we could ask this address to confirm: it was never asked."""
    email = canonical(email)
    asked = Q(asked_at__isnull=False) | Q(confirmed_at__isnull=False) | Q(silenced_at__isnull=False)
    return bool(email) and not Address.objects.filter(asked, email=email).exists()


def may_ask(email: str, network: str) -> bool:
    """Whether a comment from this network may cause a mail that asks this address to confirm; counts it."""
    return settings.MAILS and is_new(email) and limits.allows_confirmation(network, canonical(email))


def comment_sent(comment: Comment, *, notify: bool, may_ask: bool) -> None:
    """What follows from a new comment: its writer may want to hear of answers, and is asked to confirm."""
    email = canonical(comment.email)
    if not email or comment.status == Comment.Status.SPAM:
        return
    language = {"language": get_language() or settings.LANGUAGE_CODE}
    address, _ = Address.objects.get_or_create(email=email, defaults=language)
    if notify:
        Subscription.objects.create(comment=comment, address=address)
    if may_ask and is_new(email):
        outbox.put(Mail.Kind.CONFIRM, f"confirm:{address.pk}", address=address, comment=comment)


def comment_let_in(comment: Comment, *, by_hand: bool) -> None:
    """What follows when a comment is let in: its writer hears of a moderator's yes, others of an answer."""
    address = Address.objects.filter(email=canonical(comment.email)).first() if by_hand else None
    if address and address.takes_mail:
        outbox.put(Mail.Kind.APPROVED, f"approved:{comment.pk}", address=address, comment=comment)
    if subscription := subscription_of(comment):
        cause = f"answer:{comment.pk}:to:{comment.parent_id}"
        outbox.put(Mail.Kind.ANSWER, cause, address=subscription.address, comment=comment)


def subscription_of(answer: Comment) -> Subscription | None:
    """Who is to hear of this answer: the writer of what it answers, if they want mail and wrote only one."""
    if answer.parent_id is None:
        return None
    rows = Subscription.objects.select_related("address", "comment")
    found = rows.filter(comment=answer.parent_id, comment__status=Comment.Status.APPROVED).first()
    if found is None or not found.address.takes_mail:
        return None
    # A moderator may have changed the address of the comment since.
    theirs = canonical(found.comment.email) == found.address.email
    return found if theirs and canonical(answer.email) != found.address.email else None


def confirm(address: Address) -> None:
    Address.objects.filter(pk=address.pk).update(confirmed_at=timezone.now(), silenced_at=None)


def silence(address: Address) -> None:
    """No mail to this address any more, whatever anybody types."""
    Address.objects.filter(pk=address.pk).update(silenced_at=timezone.now())
    Subscription.objects.filter(address=address).delete()


def stop(address: Address, thread: int) -> None:
    """No word of this thread any more."""
    inside = Q(comment=thread) | Q(comment__thread=thread)
    Subscription.objects.filter(inside, address=address).delete()


def resume(address: Address) -> None:
    Address.objects.filter(pk=address.pk).update(silenced_at=None)


def confirm_token(address: Address) -> str:
    return signing.Signer(salt=CONFIRM_SALT).sign(str(address.pk))


def address_to_confirm(token: str) -> Address:
    """The address of a link; a forged token and an address that is gone give the same answer."""
    (pk,) = _numbers(token, CONFIRM_SALT, 1)
    return get_object_or_404(Address, pk=pk)


def stop_token(address: Address, thread: int = 0) -> str:
    """For a mail's own thread, or with none for all mail."""
    return signing.Signer(salt=STOP_SALT).sign(f"{address.pk}.{thread}")


def address_to_stop(token: str) -> tuple[Address, int]:
    pk, thread = _numbers(token, STOP_SALT, 2)
    return get_object_or_404(Address, pk=pk), thread


def _numbers(token: str, salt: str, count: int) -> list[int]:
    """These links have no end: one who wants no mail must be able to say so years later."""
    try:
        parts = signing.Signer(salt=salt).unsign(token).split(".")
    except signing.BadSignature as error:
        raise Http404("There is no such link.") from error
    if len(parts) != count:
        raise Http404("There is no such link.")
    return [int(part) for part in parts]
