"""Comments and the rankings they carry."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy

from blog.fields import LineField, NameField, ProseField
from blog.models import Entry, Post

NAME_LENGTH = 80
TEXT_LENGTH = 10_000  # of what a reader sends; what comes from elsewhere may be longer
LONGEST_TEXT = 100_000
REMARK_LENGTH = 500


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> "CommentQuerySet":
        """What everybody may see: approved, under a post that is published."""
        return self.filter(status=Comment.Status.APPROVED, post__in=Post.objects.published())

    def threads(self, post: Post) -> "CommentQuerySet":
        """The top-level comments of a post that have a place on its page."""
        return self.filter(post=post, parent=None, shown=True)

    def with_picks(self) -> "CommentQuerySet":
        """With the ranking and its picks, and nothing of the films."""
        return self.select_related("ranking").prefetch_related("ranking__picks")

    def with_rankings(self) -> "CommentQuerySet":
        """With the ranking and its picks, in three queries however many there are."""
        picks = models.Prefetch("ranking__picks", Pick.objects.select_related("entry__film"))
        return self.select_related("ranking").prefetch_related(picks)


class Comment(models.Model):
    """A reader's words under a post; it may answer another comment and may carry a ranking."""

    class Status(models.TextChoices):
        PENDING = "pending", "Pending"
        APPROVED = "approved", "Approved"
        SPAM = "spam", "Spam"
        REMOVED = "removed", "Removed"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="answers", editable=False
    )
    # The top-level comment above; written once, so that a page of threads is one query.
    thread = models.ForeignKey(
        "self", null=True, on_delete=models.RESTRICT, related_name="+", editable=False, db_index=False
    )
    name = NameField(max_length=NAME_LENGTH)
    email = models.EmailField("e-mail", blank=True, help_text="Never shown.")
    text = ProseField(max_length=LONGEST_TEXT, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING, editable=False)
    # For a top-level comment: approved, or holding up approved answers. Kept by `moderation`.
    shown = models.BooleanField(default=False, editable=False)
    # For an approved ranking: its agreement with the author, above its number, so that no two are alike.
    nearness = models.BigIntegerField(null=True, editable=False)
    # The first of those who sent the same order in a burst; the queue shows them as one group.
    leader = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="followers", editable=False
    )
    held_because = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    # The hash of the form's token: one form sends one comment, and its holder alone finds it again.
    key_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    import_ref = models.CharField(max_length=200, null=True, blank=True, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["post", "status", "created_at"], name="comment_by_post"),
            models.Index(fields=["post", "status", "id"], name="comment_by_number"),
            models.Index(fields=["status", "-created_at"], name="comment_queue"),
            models.Index(
                fields=["post", "created_at", "id"],
                name="thread_by_time",
                condition=Q(parent__isnull=True, shown=True),
            ),
            models.Index(
                fields=["post", "nearness"],
                name="thread_by_nearness",
                condition=Q(parent__isnull=True, shown=True, nearness__isnull=False),
            ),
            models.Index(fields=["thread", "status"], name="answer_by_thread"),
            models.Index(Lower("email"), "status", name="comment_by_writer"),
        ]
        permissions = [("moderate_comment", "Can approve, remove and edit comments")]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, thread=None) | Q(parent__isnull=False, thread__isnull=False),
                name="comment_answer_has_a_thread",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("comments:comment", args=[self.pk])

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.APPROVED


class Ranking(models.Model):
    """A reader's ordering of a post's films, carried by a comment."""

    class Rest(models.TextChoices):
        UNKNOWN = "unknown", gettext_lazy("I have not seen them, or have no opinion")
        BELOW = "below", gettext_lazy("They all come below these")

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="ranking")
    rest = models.CharField(max_length=10, choices=Rest, default=Rest.UNKNOWN)

    def __str__(self) -> str:
        return f"Ranking {self.pk}"


class Pick(models.Model):
    """One film in a reader's ordering: its tier, or none where there is only a remark."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="picks")
    # What readers have ranked cannot vanish, unless the whole post goes.
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="picks", db_index=False)
    tier = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = LineField(max_length=REMARK_LENGTH, blank=True)

    class Meta:
        ordering = ["tier", "entry_id"]
        indexes = [models.Index(fields=["entry", "id"], name="pick_by_entry")]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "entry"], name="pick_entry_once_per_ranking"),
            models.CheckConstraint(condition=Q(tier=None) | Q(tier__gte=1), name="pick_tier_from_one"),
            models.CheckConstraint(
                condition=Q(tier__isnull=False) | ~Q(remark=""), name="pick_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} at {self.tier}"
