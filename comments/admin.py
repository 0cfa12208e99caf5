"""The moderator's side of the admin: the queue, and what an author's change does to the crowd's order."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from blog.admin import PostAdmin
from blog.admin.base import ContentAdmin, SingletonAdmin
from blog.models import Post
from comments import ballots, moderation, rules
from comments.acceptance import takes_ranking
from comments.models import Comment, Policy
from comments.reading_admin import Queue, accept_one, accept_readings, counted, shown
from comments.submission import Submission

Status = Comment.Status
DONE = {
    Status.PENDING: "put back into the queue",
    Status.APPROVED: "approved",
    Status.SPAM: "marked as spam",
    Status.REMOVED: "removed",
}


VERBS = {Status.APPROVED: "Approve", Status.SPAM: "Spam", Status.REMOVED: "Remove", Status.PENDING: "Hold"}


def glance(comment: Comment, *, link: bool) -> SafeString:
    reasons = [rules.REASONS.get(reason, reason) for reason in comment.held_because]
    context = {
        "comment": comment,
        "ballot": ballots.of_comment(comment, []),
        "reasons": reasons,
        "link": link,
    }
    return render_to_string("admin/comments/comment/_glance.html", context)


def change(request: HttpRequest, pks: list[int], status: str) -> None:
    """Give comments a status and say what came of it."""
    outcome = moderation.change_status(pks, status)
    if outcome.changed:
        messages.success(request, counted(len(outcome.changed), DONE[Status(status)]))
    if outcome.unchanged:
        messages.warning(
            request, counted(len(outcome.unchanged), f"already {DONE[Status(status)]}: nothing was done")
        )


@admin.action(description="Approve", permissions=["moderate"])
def approve(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
    change(request, list(queryset.values_list("pk", flat=True)), Status.APPROVED)


@admin.action(description="Mark as spam", permissions=["moderate"])
def spam(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
    change(request, list(queryset.values_list("pk", flat=True)), Status.SPAM)


@admin.action(description="Remove", permissions=["moderate"])
def remove(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
    change(request, list(queryset.values_list("pk", flat=True)), Status.REMOVED)


@admin.action(description="Put back into the queue", permissions=["moderate"])
def hold(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
    change(request, list(queryset.values_list("pk", flat=True)), Status.PENDING)


@admin.register(Comment)
class CommentAdmin(ContentAdmin):
    """The queue: each row shows what was said, to whom, the ranking, and the buttons."""

    actions = [approve, spam, remove, hold, accept_readings]
    list_display = ["row", "decide"]
    list_display_links = None
    list_filter = ["status", ("post", admin.RelatedOnlyFieldListFilter)]
    list_per_page = 50
    search_fields = ["name", "email", "text"]
    search_help_text = "Name, e-mail or words"
    fields = ["glance", "reading", "decide", "name", "email", "text"]
    readonly_fields = ["glance", "reading", "decide"]
    ordering = ["-created_at", "-pk"]

    class Media:
        css = {"all": ["css/moderation.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return Comment.objects.with_rankings().select_related("post", "parent").order_by(*self.ordering)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Queue

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Comment | None:
        # Not locked here: `moderation` locks the post first, and everybody must wait in that order.
        return admin.ModelAdmin.get_object(self, request, object_id, from_field)

    def view_on_site(self, comment: Comment) -> str | None:
        return comment.get_absolute_url() if comment.is_public else None

    @admin.display(description="comment", ordering="created_at")
    def row(self, comment: Comment) -> SafeString:
        """Everything a moderator decides by, in one look, and the way to the comment's own page."""
        return glance(comment, link=True)

    @admin.display(description="comment")
    def glance(self, comment: Comment) -> SafeString:
        return glance(comment, link=False)

    @admin.display(description="ranking", empty_value="None was read in these words.")
    def reading(self, comment: Comment) -> SafeString | None:
        """The ranking in the words of a comment that has none, with the button that accepts it."""
        return shown(comment)

    @admin.display(description="status", ordering="status")
    def decide(self, comment: Comment) -> SafeString:
        """The status, and a button for each other one."""
        others = [(status, verb) for status, verb in VERBS.items() if status != comment.status]
        context = {"comment": comment, "others": others}
        return render_to_string("admin/comments/comment/_decide.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    def get_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        return [name for name in self.fields or () if name != "reading" or (obj and takes_ranking(obj))]

    def get_urls(self) -> list[URLPattern]:
        status = self.admin_site.admin_view(require_POST(self.status_view))
        accept = self.admin_site.admin_view(require_POST(self.accept_view))
        return [
            path("<int:pk>/status/<str:status>/", status, name="comments_comment_status"),
            path("<int:pk>/accept/", accept, name="comments_comment_accept"),
            *super().get_urls(),
        ]

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        accept_one(request, get_object_or_404(Comment.objects.with_picks(), pk=pk))
        return HttpResponseRedirect(self.back(request))

    def status_view(self, request: HttpRequest, pk: int, status: str) -> HttpResponse:
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        if status not in Status.values:
            raise Http404("There is no such status.")
        change(request, [pk], status)
        return HttpResponseRedirect(self.back(request))

    def back(self, request: HttpRequest) -> str:
        """Where the button was pressed, if that is a page of ours."""
        came_from = request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, require_https=request.is_secure()
        ):
            return came_from
        return reverse("admin:comments_comment_changelist")

    def save_model(self, request: HttpRequest, obj: Comment, form: ModelForm, change: bool) -> None:
        kept = ballots.stored(Comment.objects.with_rankings().get(pk=obj.pk))
        moderation.revise(obj.pk, Submission(obj.name, obj.text, obj.email, kept))

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        moderation.delete(obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        # Answers first: what they answer can go only after them.
        for pk in queryset.order_by("-pk").values_list("pk", flat=True):
            moderation.delete(pk)


@admin.register(Policy)
class PolicyAdmin(SingletonAdmin):
    """Which comments wait for the moderator."""


class CountedPostAdmin(PostAdmin):
    """An author's post, whose entries decide what the crowd's order is made of."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        with moderation.counting(form.instance.pk) as count:
            count.refresh()
            count.count_on()


admin.site.unregister(Post)
admin.site.register(Post, CountedPostAdmin)
