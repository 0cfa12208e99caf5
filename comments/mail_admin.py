"""The owner's look at the mail: what was given up and why, and addresses to forget, none of them in full."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from blog.admin.base import ContentAdmin
from comments import outbox, subscriptions
from comments.models import Address, Mail

SHOWN = ("kind", "state", "comment_number", "attempts", "created_at", "next_try", "last_error")
KNOWN = ("__str__", "asked_at", "confirmed_at", "silenced_at")


class ReadOnly(ContentAdmin):
    """Rows that the site writes by itself; they can be looked at and thrown away."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.action(description="Try again", permissions=["delete"])
def try_again(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
    number = outbox.revive(queryset)
    text = "One mail is tried again." if number == 1 else f"{number} mails are tried again."
    modeladmin.message_user(request, text, messages.SUCCESS if number else messages.WARNING)


class MailAdmin(ReadOnly):
    """The outbox; the mails that were given up can be found by their state, and tried again."""

    actions = [try_again]
    list_display = SHOWN
    list_filter = ["state", "kind"]
    fields = (*SHOWN, "done_at")
    list_per_page = 50

    @admin.display(description="comment")
    def comment_number(self, mail: Mail) -> int | None:
        return mail.comment_id


class AddressAdmin(ReadOnly):
    """Found by the whole address alone, so that nobody reads through the list of readers."""

    list_display = KNOWN
    fields = KNOWN
    search_fields = ["email__exact"]
    search_help_text = "The whole e-mail address"
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Address], search_term: str
    ) -> tuple[QuerySet[Address], bool]:
        return queryset.filter(email=subscriptions.canonical(search_term.strip())), False
