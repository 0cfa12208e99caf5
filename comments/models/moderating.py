"""What the moderator decides by, and what they did."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from blog.fields import LineField, ProseField
from comments.models.comment import NAME_LENGTH, Comment
from comments.wordlists import wrong_lines

WORDS_LENGTH = 20_000
KEPT_DAYS = 90  # of what comments are compared by; the longest that a rule can look back


def tuned(
    name: str, least: int, most: int, default: int | None, help_text: str
) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A number that tunes a rule; empty switches the rule off."""
    return models.PositiveSmallIntegerField(
        name,
        null=True,
        blank=True,
        default=default,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        help_text=f"{help_text} Empty means: off.",
    )


class Policy(models.Model):
    """Which comments wait for the moderator, and what each rule is tuned to; there is one row."""

    class Approval(models.TextChoices):
        HOLD_ALL = "all", "Hold every comment"
        HOLD_FIRST = "first", "Hold the comments of readers who are not known yet"
        HOLD_NONE = "none", "Let every comment in"

    class Script(models.TextChoices):
        LATIN = "LATIN", "Latin"
        CYRILLIC = "CYRILLIC", "Cyrillic"
        GREEK = "GREEK", "Greek"
        ARABIC = "ARABIC", "Arabic"
        HEBREW = "HEBREW", "Hebrew"
        DEVANAGARI = "DEVANAGARI", "Devanagari"

    approval = models.CharField(
        max_length=10,
        choices=Approval,
        default=Approval.HOLD_FIRST,
        help_text="A reader is known who has confirmed an e-mail address; on a site without a mail server, "
        "one who gives an address that a comment was approved under.",
    )
    most_links = tuned("most links", 0, 100, 2, "A comment with more links is held.")
    held_words = ProseField(
        max_length=WORDS_LENGTH,
        blank=True,
        help_text="A comment with one of these is held. One word or phrase a line; * stands for any letters.",
    )
    blocked_words = ProseField(
        max_length=WORDS_LENGTH,
        blank=True,
        help_text="A comment with one of these is spam at once. Written as the held words are.",
    )
    repeat_days = tuned(
        "same words again", 1, KEPT_DAYS, 30, "Words that were sent within so many days are held."
    )
    like_spam = tuned(
        "like what was spam",
        1,
        20,
        2,
        "A comment that is like so many others, or links where they did, which were marked as spam, is held.",
    )
    fastest_seconds = tuned("fastest", 1, 60, 3, "A form that comes back within fewer seconds is held.")
    trap = models.BooleanField(
        "trap for robots",
        default=True,
        help_text="A comment that fills in a field which people do not see is held.",
    )
    most_capitals = tuned(
        "most capitals", 10, 99, 70, "A comment with a greater share of capitals, in per cent, is held."
    )
    script = models.CharField(
        "letters of this site",
        max_length=12,
        choices=Script,
        blank=True,
        help_text="A comment that is mostly in other letters is held. Empty means: off.",
    )
    burst_readers = tuned(
        "readers with one order",
        2,
        50,
        5,
        "So many readers who send the same order of four films or more, within the minutes below, are held "
        "together.",
    )
    burst_minutes = models.PositiveSmallIntegerField(
        "minutes for one order", default=10, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    reports_to_hold = tuned(
        "reports", 1, 50, 3, "A comment that so many readers report is held until a moderator has read it."
    )

    class Meta:
        verbose_name = "moderation policy"
        verbose_name_plural = "moderation policy"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="policy_is_one_row")]

    def __str__(self) -> str:
        return self.get_approval_display()

    def clean(self) -> None:
        wrong = {
            name: [
                ValidationError("%(line)s: %(why)s", params={"line": line, "why": why}) for line, why in lines
            ]
            for name in ("held_words", "blocked_words")
            if (lines := wrong_lines(getattr(self, name)))
        }
        if wrong:
            raise ValidationError(wrong)


class Trace(models.Model):
    """Something that a comment can be known again by, as a hash; gone after a while."""

    class Kind(models.TextChoices):
        ADDRESS = "a", "Network"
        TEXT = "t", "Text"
        LIKENESS = "l", "Likeness of the text"
        HOST = "h", "Linked site"
        ORDER = "o", "Order"

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=1, choices=Kind)
    value = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "value", "-at"], name="trace_by_value")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.comment_id}"


class Ban(models.Model):
    """Whose comments are spam at once, until when."""

    class Kind(models.TextChoices):
        ADDRESS = "address", "Where the comment came from"
        NETWORK = "network", "Network"
        NAME = "name", "Name"
        EMAIL = "email", "E-mail"

    kind = models.CharField(max_length=10, choices=Kind)
    value = LineField(
        max_length=254,
        blank=True,
        help_text="A network such as 203.0.113.0/24, a name, an e-mail address, or @ and a domain.",
    )
    # What is looked up: a hash of the address, the network, the name's skeleton, the folded e-mail address.
    match = models.CharField(max_length=254, editable=False)
    until = models.DateTimeField(null=True, blank=True, help_text="Empty means: for good.")
    note = LineField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    batch = models.UUIDField(null=True, editable=False, db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["match", "kind"], name="ban_by_match")]
        constraints = [
            models.CheckConstraint(condition=~Q(match=""), name="ban_matches_something"),
            # Addresses are forgotten, and so are the bans on them.
            models.CheckConstraint(
                condition=~Q(kind="address") | Q(until__isnull=False), name="ban_of_an_address_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}" if self.value else self.get_kind_display()


class Report(models.Model):
    """A reader says that a comment does not belong here; one from each network."""

    class Why(models.TextChoices):
        SPAM = "spam", gettext_lazy("It is spam or advertising")
        ABUSE = "abuse", gettext_lazy("It attacks somebody")
        OTHER = "other", gettext_lazy("Something else")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.BigIntegerField(editable=False)  # a hash of the network
    why = models.CharField(max_length=10, choices=Why, default=Why.OTHER)
    created_at = models.DateTimeField(db_index=True)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "reporter"], name="report_once_per_network")
        ]

    def __str__(self) -> str:
        return self.get_why_display()


class Deed(models.Model):
    """Who did what to which comment when. Rows are added and never changed."""

    class What(models.TextChoices):
        STATUS = "status", "Status"
        REVISED = "revised", "Words changed"
        RANKED = "ranked", "Given the ranking in its words"
        DELETED = "deleted", "Deleted for good"
        SETTLED = "settled", "Reports settled"
        BANNED = "banned", "Writer banned"
        LIFTED = "lifted", "Ban lifted"

    # No constraint: the record outlives the comment.
    comment = models.ForeignKey(
        Comment, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="deeds"
    )
    what = models.CharField(max_length=10, choices=What)
    before = models.CharField(max_length=10, choices=Comment.Status, blank=True)
    after = models.CharField(max_length=10, choices=Comment.Status, blank=True)
    who = models.CharField(max_length=150, blank=True)  # a user's name; empty where a rule did it
    why = LineField(max_length=NAME_LENGTH, blank=True)
    at = models.DateTimeField()
    batch = models.UUIDField(db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "record"
        verbose_name_plural = "record"

    def __str__(self) -> str:
        moved = f"{self.before} → {self.after}" if self.after else self.get_what_display()
        return f"{moved}, {self.who or 'a rule'}, {self.at:%d %B %Y}"
