"""Bans in the admin: typed by hand here or made from the queue, and lifted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from blog.admin.base import ContentAdmin
from comments import bans
from comments.models import Ban


class BanForm(forms.ModelForm):
    """A ban; its value is kept as it will be looked for."""

    class Meta:
        model = Ban
        fields = ["kind", "value", "until", "note"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            if self.instance.kind == Ban.Kind.ADDRESS and not cleaned.get("until"):
                self.add_error("until", "Addresses are forgotten, so a ban on one has to end.")
        elif "kind" in cleaned and "value" in cleaned:
            ban = Ban(kind=cleaned["kind"], value=cleaned["value"])
            bans.prepare(ban)
            cleaned["value"], self.instance.match = ban.value, ban.match
        return cleaned


@admin.action(description="Lift", permissions=["change"])
def lift(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Ban]) -> None:
    now = timezone.now()
    ended = queryset.filter(Q(until=None) | Q(until__gt=now)).update(until=now)
    messages.success(request, f"{ended} ban{'' if ended == 1 else 's'} lifted.")


@admin.register(Ban)
class BanAdmin(ContentAdmin):
    """Whose comments are spam at once."""

    actions = [lift]
    form = BanForm
    list_display = ["__str__", "until", "note", "created_at"]
    list_filter = ["kind"]
    search_fields = ["value", "note"]

    def get_readonly_fields(self, request: HttpRequest, obj: Ban | None = None) -> list[str]:
        return ["kind", "value"] if obj else []

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [choice for choice in Ban.Kind.choices if choice[0] != Ban.Kind.ADDRESS]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
