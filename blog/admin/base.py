"""What every admin page of the blog has in common."""

from typing import Any

from django.contrib import admin, messages
from django.db import DatabaseError, IntegrityError, connection, models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

LONGEST_SEARCH = 200
DEADLOCK = "40P01"


class ContentAdmin(admin.ModelAdmin):
    """Ready for others who work at the same moment, and for whatever is typed into the search."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; locked while a form is saved, so that no number on it is written over."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not connection.in_atomic_block:
            return found
        list(self.model._base_manager.select_for_update(no_key=True).filter(pk=found.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except DatabaseError as error:
            if not _somebody_was_faster(error):
                raise
            # Nothing was written. The second look sees what they wrote and says so beside the right field.
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            return self._look_again(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        try:
            return super().changelist_view(request, extra_context)
        except IntegrityError:
            return self._look_again(request)

    def _look_again(self, request: HttpRequest) -> HttpResponse:
        text = "Nothing was deleted: somebody has just added something to it. Please look again."
        self.message_user(request, text, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if context["errors"] and request.FILES:
            text = "Please choose the picture again: browsers do not keep it."
            self.message_user(request, text, messages.WARNING)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        # Neither database takes every text: one refuses NUL, the other patterns of many thousand characters.
        term = search_term.replace("\x00", "")[:LONGEST_SEARCH]
        return super().get_search_results(request, queryset, term)


class SingletonAdmin(ContentAdmin):
    """For a model of one row: no list, nothing to add, nothing to delete."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", 1)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; its defaults, while nobody has saved it."""
        found = super().get_object(request, object_id, from_field)
        return self.model(pk=1) if found is None and object_id == "1" else found


def _somebody_was_faster(error: DatabaseError) -> bool:
    return isinstance(error, IntegrityError) or getattr(error.__cause__, "sqlstate", "") == DEADLOCK


def counted(model: type[models.Model], through: str) -> Coalesce:
    """How many rows of `model` point at each row of the list, without a join that a search could multiply."""
    rows = model._base_manager.filter(**{through: models.OuterRef("pk")}).order_by().values(through)
    return Coalesce(models.Subquery(rows.annotate(n=models.Count("pk")).values("n")), 0)
