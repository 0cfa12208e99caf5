"""Django's admin, except that "view on site" leads nobody to what they may not see in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from blog.context import current_site


class BlogAdminSite(admin.AdminSite):
    def get_urls(self) -> list[Any]:
        address = "r/<int:content_type_id>/<path:object_id>/"
        return [path(address, self.admin_view(self.view_on_site), name="view_on_site"), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The site's own name stands where Django writes its own."""
        name = current_site().name
        return {**super().each_context(request), "site_header": name, "site_title": name}

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """The public address alone would tell an author the name of somebody else's draft."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        model = kind.model_class() if kind else None
        if model is None or not self.is_registered(model):
            raise Http404("There is no such page.")
        model_admin = self.get_model_admin(model)
        found = model_admin.get_object(request, object_id)
        if found is None or not model_admin.has_view_or_change_permission(request, found):
            raise Http404("There is no such page.")
        return shortcut(request, content_type_id, object_id)
