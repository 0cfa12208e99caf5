"""Whom the site writes to, and what waits to be sent."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from comments.models.comment import Comment


class Address(models.Model):
    """One e-mail address: whether it is known to belong to a reader, and whether they want no mail."""

    email = models.EmailField("e-mail", unique=True, editable=False)  # in lower case
    language = models.CharField(max_length=10, editable=False)  # in which its reader first wrote
    asked_at = models.DateTimeField("asked", null=True, editable=False)
    confirmed_at = models.DateTimeField("confirmed", null=True, editable=False)
    silenced_at = models.DateTimeField("wants no mail", null=True, editable=False)

    class Meta:
        verbose_name = "e-mail address"
        verbose_name_plural = "e-mail addresses"

    def __str__(self) -> str:
        """As much of it as tells two apart."""
        local, _, domain = self.email.partition("@")
        return f"{local[:1]}…@{domain}"

    @property
    def takes_mail(self) -> bool:
        return self.confirmed_at is not None and self.silenced_at is None


class Subscription(models.Model):
    """The writer of a comment wants to hear when somebody answers it."""

    comment = models.OneToOneField(
        Comment, on_delete=models.CASCADE, primary_key=True, related_name="subscription"
    )
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="subscriptions")

    def __str__(self) -> str:
        return f"Subscription {self.pk}"


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, now: datetime) -> "MailQuerySet":
        """What may be taken now: its time has come, and nobody else has it."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(free, state=Mail.State.WAITING, next_try__lte=now)


class Mail(models.Model):
    """A mail to send: what it is about and to whom. Its words are made when it is sent."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", "Confirm the address"
        APPROVED = "approved", "Your comment is up"
        ANSWER = "answer", "Somebody answered"
        DIGEST = "digest", "What waits for the moderator"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        DEAD = "dead", "Given up"

    kind = models.CharField(max_length=10, choices=Kind)
    # What makes a second one unnecessary: one mail for one cause.
    cause = models.CharField(max_length=100, unique=True)
    address = models.ForeignKey(Address, null=True, on_delete=models.CASCADE, related_name="mails")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="mails")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField("since")
    next_try = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["next_try"], name="mail_waiting", condition=Q(state="waiting")),
            models.Index(fields=["done_at"], name="mail_done", condition=Q(state="sent")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(address__isnull=False, moderator=None) | Q(address=None, moderator__isnull=False),
                name="mail_has_one_reader",
            )
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk}"
