"""The tally of each post, and how often something happened lately."""

from django.db import models

from blog.models import Post


class PostTally(models.Model):
    """What the approved rankings of a post add up to; whoever writes it holds the post's lock."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    counts = models.JSONField(default=dict)
    readers = models.PositiveIntegerField(default=0)
    consensus = models.JSONField(default=dict)
    comments = models.PositiveIntegerField(default=0)
    # A count from scratch that is under way: what it has counted, and up to which ranking.
    recount = models.JSONField(null=True)
    settled = models.BooleanField(default=True, db_index=True)

    class Meta:
        verbose_name_plural = "post tallies"

    def __str__(self) -> str:
        return f"Tally of post {self.post_id}"


class Hit(models.Model):
    """How often one key (an address, a post) was used within one window of time."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="hit_key_once_per_window")]

    def __str__(self) -> str:
        return f"{self.count} since {self.window}"
