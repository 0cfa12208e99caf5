"""Posts in the admin: authors see and edit their own, editors all."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog import access, publishing
from blog.admin.base import ContentAdmin, counted
from blog.admin.entries import EntryInline
from blog.admin.forms import PostForm
from blog.admin.pictures import thumbnail
from blog.context import absolute
from blog.models import Entry, Post


def edits_all(user: Any) -> bool:
    """Whether this is an editor."""
    return bool(user.has_perm("blog.edit_any_post"))


def may_edit(user: Any, post: Post) -> bool:
    return edits_all(user) or post.author_id == user.pk


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("draft", "Draft"), ("scheduled", "Scheduled"), ("published", "Published")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        chosen = {
            "draft": Q(status=Post.Status.DRAFT),
            "scheduled": Q(status=Post.Status.PUBLISHED, published_at__gt=timezone.now()),
            "published": Q(status=Post.Status.PUBLISHED, published_at__lte=timezone.now()),
        }
        return queryset.filter(chosen.get(self.value() or "", Q()))


@admin.register(Post)
class PostAdmin(ContentAdmin):
    form = PostForm
    inlines = (EntryInline,)
    list_display = ("title", "state_shown", "author", "published_at", "entries")
    list_select_related = ("author",)
    list_per_page = 50
    date_hierarchy = "published_at"
    # Drafts first, on every database.
    ordering = (F("published_at").desc(nulls_first=True), "-pk")
    search_fields = ("title", "yardstick", "standfirst", "entries__film__title")
    search_help_text = "Title, yardstick, standfirst or film"
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("state_told", "preview_link", "present_cover")
    autocomplete_fields = ("tags",)

    # Whose posts.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        posts = super().get_queryset(request).annotate(entry_count=counted(Entry, "post"))
        return posts if edits_all(request.user) else posts.filter(author=request.user.pk)

    def has_view_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or may_edit(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_edit(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_edit(request.user, obj))

    # The list.

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        by_author = [("author", admin.RelatedOnlyFieldListFilter)] if edits_all(request.user) else []
        return (StateFilter, ("tags", admin.RelatedOnlyFieldListFilter), *by_author)

    @admin.display(description="state", ordering="status")
    def state_shown(self, post: Post) -> SafeString:
        return format_html('<span class="state state-{}">{}</span>', post.state, post.state.title())

    @admin.display(description="entries", ordering="entry_count")
    def entries(self, post: Any) -> int:
        return post.entry_count

    # The form.

    def get_fieldsets(self, request: HttpRequest, obj: Post | None = None) -> Any:
        state = ["state_told"] if obj else []
        link = ["preview_link"] if obj and obj.state != "published" else []
        author = ["author"] if edits_all(request.user) else []
        publication = [*state, *link, "status", "published_at", *author, "slug", "tags"]
        cover = ["picture", "description"]
        if obj and obj.cover:
            cover = ["present_cover", *cover, "take_away"]
        return [
            (None, {"fields": ["title", "yardstick", "standfirst"]}),
            ("Publication", {"fields": publication}),
            ("Text", {"fields": ["introduction", "closing_note"]}),
            ("Cover", {"fields": cover, "description": "Stands above the article. Optional."}),
            ("Readers", {"fields": ["comments_open", "comments_close_after", "blind"]}),
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "author":
            writes = Q(is_staff=True, is_active=True) | Q(pk__in=Post.objects.order_by().values("author"))
            kwargs["queryset"] = get_user_model()._default_manager.filter(writes)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"author": request.user.pk, **super().get_changeform_initial_data(request)}

    @admin.display(description="state")
    def state_told(self, post: Post) -> str:
        if post.state == "scheduled":
            return f"Scheduled: it goes public on {_time(post.published_at)}."
        return "Published: everybody can read it." if post.state == "published" else "Draft: not public."

    @admin.display(description="preview link")
    def preview_link(self, post: Post) -> SafeString:
        address = absolute(_preview(post))
        told = f"Whoever has this link can read the post. It works for {access.PREVIEW_DAYS} days."
        return format_html('<a href="{0}" rel="noopener" class="preview-link">{0}</a><br>{1}', address, told)

    @admin.display(description="now")
    def present_cover(self, post: Post) -> SafeString | str:
        return thumbnail(post.cover, "present") if post.cover else ""

    def view_on_site(self, post: Post) -> str:
        return post.get_absolute_url() if post.state == "published" else _preview(post)

    # Saving.

    def save_model(self, request: HttpRequest, obj: Post, form: PostForm, change: bool) -> None:
        if obj.author_id is None:
            obj.author = request.user
        super().save_model(request, obj, form, change)
        form.save_picture()

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        post = form.instance
        super().save_related(request, form, formsets, change)
        publishing.post_saved(post, former_slug=form.initial["slug"] if change else "")
        if any(getattr(formset, "closed_gaps", False) for formset in formsets):
            text = "The positions had gaps. They now run from 1 on, in the order that you gave."
            self.message_user(request, text, messages.INFO)
        if post.state == "scheduled":
            text = f"The post is scheduled: it goes public on {_time(post.published_at)}."
            self.message_user(request, text, messages.INFO)

    def delete_model(self, request: HttpRequest, obj: Post) -> None:
        publishing.delete_post(obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        for post in queryset:
            publishing.delete_post(post)


def _time(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")


def _preview(post: Post) -> str:
    return reverse("blog:preview", args=[access.preview_token(post)])
