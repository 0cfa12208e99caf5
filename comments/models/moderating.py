"""What the moderator decides by, and what they did."""

from django.db import models
from django.db.models import Q


class Policy(models.Model):
    """Which comments wait for the moderator; there is one row."""

    class Approval(models.TextChoices):
        HOLD_ALL = "all", "Hold every comment"
        HOLD_FIRST = "first", "Hold a reader's first comment"
        HOLD_NONE = "none", "Let every comment in"

    approval = models.CharField(max_length=10, choices=Approval, default=Approval.HOLD_FIRST)

    class Meta:
        verbose_name = "moderation policy"
        verbose_name_plural = "moderation policy"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="policy_is_one_row")]

    def __str__(self) -> str:
        return self.get_approval_display()
