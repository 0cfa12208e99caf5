"""What the owner sets up: the site, and the people who write for it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from blog import corners, publishing
from blog.admin.base import SingletonAdmin
from blog.admin.forms import SiteForm
from blog.admin.pictures import thumbnail
from blog.models import Site

SIGNED_WITH = {"username", "first_name", "last_name"}
COLOURS_HELP = (
    "A colour is checked against the pages that it stands on: words in it need a contrast of 4.5 to 1. "
    "What else the corner needs is made from it. The pages go on calling the corners red and blue."
)
LOGO_HELP = (
    "It stands at the head of every page, on white. One that is at least twice as wide as high takes the "
    "place of the name, so describe it with the name; any other stands before the name."
)
ALIKE = {
    "": "On {scheme} pages the two corners have nearly the same colour.",
    "protanopia": "On {scheme} pages the corners look alike to readers who see no red (protanopia).",
    "deuteranopia": "On {scheme} pages the corners look alike to readers who see no green (deuteranopia).",
}


@admin.register(Site)
class SiteAdmin(SingletonAdmin):
    """All that the owner may change without touching a file."""

    form = SiteForm
    readonly_fields = ("sample", "present_logo")

    def get_fieldsets(self, request: HttpRequest, obj: Site | None = None) -> Any:
        present = ["present_logo", "take_away"] if obj and obj.logo else []
        colours = ["red", "red_dark", "blue", "blue_dark", "sample"]
        return [
            (None, {"fields": ["name", "tagline", "about", "footer", "comments_close_after"]}),
            ("Colours", {"fields": colours, "description": COLOURS_HELP}),
            ("Logo", {"fields": ["picture", "description", *present], "description": LOGO_HELP}),
        ]

    @admin.display(description="as saved")
    def sample(self, site: Site) -> SafeString:
        return render_to_string("admin/blog/site/corners.svg", {"rows": corners.sample(site.choice)})

    @admin.display(description="now")
    def present_logo(self, site: Site) -> SafeString | str:
        return thumbnail(site.logo, "present") if site.logo else ""

    def save_model(self, request: HttpRequest, obj: Site, form: SiteForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        form.save_picture()

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publishing.site_saved()
        for scheme, sight in corners.alike(form.instance.choice):
            self.message_user(request, ALIKE[sight].format(scheme=scheme.name), messages.WARNING)


# Importing its admin has registered it; ours tells the posts when their author signs with another name.
admin.site.unregister(User)


@admin.register(User)
class AuthorAdmin(UserAdmin):
    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and SIGNED_WITH.intersection(form.changed_data):
            publishing.author_renamed(obj)
