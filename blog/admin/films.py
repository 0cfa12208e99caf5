"""Films and tags in the admin."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog import publishing
from blog.admin.base import ContentAdmin, counted
from blog.admin.forms import FilmForm
from blog.admin.pictures import film_thumbnail
from blog.admin.posts import may_edit
from blog.models import Alias, Entry, Film, Post, Tag


class AliasInline(admin.TabularInline):
    model = Alias
    fields = ("name",)
    extra = 1
    verbose_name_plural = "other names that people use for this film"


@admin.register(Film)
class FilmAdmin(ContentAdmin):
    form = FilmForm
    inlines = (AliasInline,)
    list_display = ("preview", "title", "year", "other_names", "posts")
    list_display_links = ("preview", "title")
    list_select_related = ("poster",)
    list_per_page = 50
    search_fields = ("title", "aliases__name", "year__startswith")
    search_help_text = "Title, any of its other names, or year"
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("present_poster",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        films = super().get_queryset(request).prefetch_related("aliases")
        return films.annotate(post_count=counted(Entry, "film"))

    def get_fieldsets(self, request: HttpRequest, obj: Film | None = None) -> Any:
        present = ["present_poster"] if obj else []
        take_away = ["take_away"] if obj and obj.poster else []
        poster = [*present, "picture", "description", *take_away, "motif"]
        return [
            (None, {"fields": ["title", "year", "slug"]}),
            ("Poster", {"fields": poster, "description": "Without one, a title card is drawn."}),
        ]

    @admin.display(description="")
    def preview(self, film: Film) -> SafeString:
        return film_thumbnail(film)

    @admin.display(description="other names")
    def other_names(self, film: Film) -> str:
        return ", ".join(alias.name for alias in film.aliases.all())

    @admin.display(description="posts", ordering="post_count")
    def posts(self, film: Any) -> int:
        return film.post_count

    @admin.display(description="now")
    def present_poster(self, film: Film) -> SafeString:
        return film_thumbnail(film, "present")

    def save_model(self, request: HttpRequest, obj: Film, form: FilmForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        form.save_picture()

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publishing.film_saved(form.instance)

    def delete_model(self, request: HttpRequest, obj: Film) -> None:
        publishing.delete_film(obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        for film in queryset:
            publishing.delete_film(film)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Where the films stand in posts, say in which, rather than Django's list of entries."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        if protected:
            entries = Entry.objects.filter(film__in=objs).select_related("film", "post")
            protected = [standing(entry, request) for entry in entries]
        return deleted, counts, missing, protected


def standing(entry: Entry, request: HttpRequest) -> SafeString:
    """In which post a film stands; somebody else's draft keeps its name to itself."""
    if may_edit(request.user, entry.post):
        address = reverse("admin:blog_post_change", args=[entry.post.pk])
    elif entry.post.state == "published":
        address = entry.post.get_absolute_url()
    else:
        return format_html("{} stands in a post that is not published yet", entry.film)
    return format_html('{} stands in <a href="{}">{}</a>', entry.film, address, entry.post)


@admin.register(Tag)
class TagAdmin(ContentAdmin):
    list_display = ("name", "slug", "posts")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(post_count=counted(Post.tags.through, "tag"))

    @admin.display(description="posts", ordering="post_count")
    def posts(self, tag: Any) -> int:
        return tag.post_count

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publishing.tag_saved(form.instance)

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        publishing.delete_tag(obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        for tag in queryset:
            publishing.delete_tag(tag)
