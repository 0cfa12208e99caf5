"""The policy, and the record that nobody can change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from blog.admin.base import ContentAdmin, SingletonAdmin
from comments.models import Deed, Policy


@admin.register(Policy)
class PolicyAdmin(SingletonAdmin):
    """Which comments wait for the moderator, and what each rule is tuned to."""

    fieldsets = [
        (None, {"fields": ["approval"]}),
        ("Words", {"fields": ["held_words", "blocked_words", "most_capitals", "script"]}),
        ("Spam", {"fields": ["most_links", "repeat_days", "like_spam", "fastest_seconds", "trap"]}),
        ("The crowd", {"fields": [("burst_readers", "burst_minutes"), "reports_to_hold"]}),
    ]


@admin.register(Deed)
class DeedAdmin(ContentAdmin):
    """The record, to look at."""

    list_display = ["at", "what", "comment_id", "before", "after", "by"]
    list_filter = ["what"]
    search_fields = ["who"]
    search_help_text = "Who did it"
    date_hierarchy = None
    show_full_result_count = False

    @admin.display(description="who")
    def by(self, deed: Deed) -> str:
        return deed.who or "a rule"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
