"""What the owner sets up: the site, and the people who write for it."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.forms import ModelForm
from django.http import HttpRequest

from blog import publishing
from blog.admin.base import SingletonAdmin
from blog.models import Site

SIGNED_WITH = {"username", "first_name", "last_name"}


@admin.register(Site)
class SiteAdmin(SingletonAdmin):
    """The site's name, tagline and about page."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publishing.site_saved()


# Importing its admin has registered it; ours tells the posts when their author signs with another name.
admin.site.unregister(User)


@admin.register(User)
class AuthorAdmin(UserAdmin):
    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and SIGNED_WITH.intersection(form.changed_data):
            publishing.author_renamed(obj)
