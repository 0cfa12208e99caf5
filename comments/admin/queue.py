"""The queue: what waits for the moderator, with all that they decide by."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from blog.admin.base import ContentAdmin
from comments import background, ballots, bans, moderation, reading_admin, rules
from comments.acceptance import takes_ranking
from comments.admin.banning import BanWriters
from comments.admin.undoing import with_undo
from comments.models import Comment
from comments.reading_admin import accept_readings, counted
from comments.submission import Submission

Status = Comment.Status
DONE = {
    Status.PENDING: "put back into the queue",
    Status.APPROVED: "approved",
    Status.SPAM: "marked as spam",
    Status.REMOVED: "removed",
}
MOST_DEEDS = 50
VERBS = {Status.APPROVED: "Approve", Status.SPAM: "Spam", Status.REMOVED: "Remove", Status.PENDING: "Hold"}


def glance(comment: Comment, *, link: bool) -> SafeString:
    context = {
        "comment": comment,
        "ballot": ballots.of_comment(comment, []),
        "reasons": rules.explained(comment.held_because),
        "about": getattr(comment, "about", None),
        "link": link,
    }
    if not link:
        context |= {
            "about": background.of_page([comment])[comment.pk],
            "alike": background.alike(comment),
            "effect": background.effect(comment),
            "deeds": comment.deeds.all()[:MOST_DEEDS],
        }
    return render_to_string("admin/comments/comment/_glance.html", context)


def change(request: HttpRequest, pks: list[int], status: str, *, to: str = "") -> uuid.UUID:
    """Give comments a status, say what came of it, and offer to undo it; `to` is where that is read."""
    outcome = moderation.change_status(pks, status, who=request.user.get_username())
    done, batch = DONE[Status(status)], outcome.batch
    reported = [pk for pk in outcome.unchanged if pk in outcome.settled]
    untouched = len(outcome.unchanged) - len(reported)
    if outcome.changed:
        messages.success(request, with_undo(counted(len(outcome.changed), done), batch, to))
    if reported:
        messages.success(request, counted(len(reported), f"stayed {done}; the reports are settled"))
    if untouched:
        messages.warning(request, counted(untouched, f"already {done}: nothing was done"))
    return batch


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


@admin.action(description="Ban the writers …", permissions=["moderate"])
def ban(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Comment]) -> HttpResponse:
    pks = ",".join(map(str, queryset.order_by("pk").values_list("pk", flat=True)[:100]))
    return HttpResponseRedirect(f"{reverse('admin:comments_comment_ban')}?{urlencode({'pks': pks})}")


class Reported(admin.SimpleListFilter):
    """Those that readers have reported and nobody has decided about since."""

    title = "reports"
    parameter_name = "reported"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Reported")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        return queryset.filter(reports__settled=False).distinct() if self.value() == "yes" else queryset


class Queue(ChangeList):
    """A list in which those who sent one order at once stand behind the first of them, while they wait."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[Comment]:
        found = super().get_queryset(request, exclude_parameters)
        if "leader__id__exact" in request.GET:
            return found
        waits = Q(status=Status.PENDING, leader__status=Status.PENDING)
        return found.filter(Q(leader=None) | ~waits)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        known = background.of_page(self.result_list)
        for comment in self.result_list:
            comment.about = known[comment.pk]
        if request.method == "GET":
            reading_admin.tell(self.result_list)


@admin.register(Comment)
class CommentAdmin(BanWriters, ContentAdmin):
    """The queue: each row shows what was said, to whom, the ranking, and the buttons."""

    actions = [approve, spam, remove, hold, ban, accept_readings]
    list_display = ["row", "decide"]
    list_display_links = None
    list_filter = ["status", Reported, ("post", admin.RelatedOnlyFieldListFilter)]
    list_per_page = 50
    search_fields = ["name", "email", "text"]
    search_help_text = "Name, e-mail or words"
    fields = ["glance", "reading", "decide", "name", "email", "text"]
    readonly_fields = ["glance", "reading", "decide"]
    ordering = ["-created_at", "-pk"]

    class Media:
        css = {"all": ["css/moderation.css"]}
        js = ["js/queue.js"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Queue

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return Comment.objects.with_rankings().select_related("post", "parent").order_by(*self.ordering)

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
        return reading_admin.shown(comment)

    @admin.display(description="status", ordering="status")
    def decide(self, comment: Comment) -> SafeString:
        """The status, and a button for each other one."""
        about = getattr(comment, "about", None) or background.of_page([comment])[comment.pk]
        others = [(status, verb) for status, verb in VERBS.items() if status != comment.status]
        if about.reports and comment.is_public:
            others.insert(0, (Status.APPROVED, "Keep"))
        group = [(status, verb) for status, verb in VERBS.items() if about.followers and status != "pending"]
        context = {"comment": comment, "others": others, "group": group, "about": about}
        return render_to_string("admin/comments/comment/_decide.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    def get_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        return [name for name in self.fields or () if name != "reading" or (obj and takes_ranking(obj))]

    def get_urls(self) -> list[URLPattern]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        decide, group = require_POST(self.status_view), require_POST(self.group_view)
        accept, undo = require_POST(self.accept_view), require_POST(self.undo_view)
        return [
            path("<int:pk>/status/<str:status>/", wrapped(decide), name="comments_comment_status"),
            path("<int:pk>/group/<str:status>/", wrapped(group), name="comments_comment_group"),
            path("<int:pk>/accept/", wrapped(accept), name="comments_comment_accept"),
            path("undo/<uuid:batch>/", wrapped(undo), name="comments_comment_undo"),
            path("ban/", wrapped(self.ban_view), name="comments_comment_ban"),
            *super().get_urls(),
        ]

    def status_view(self, request: HttpRequest, pk: int, status: str) -> HttpResponse:
        return self.decided(request, [pk], status)

    def group_view(self, request: HttpRequest, pk: int, status: str) -> HttpResponse:
        """The same for all who sent one order at once and still wait."""
        followers = Comment.objects.filter(leader=pk).values_list("pk", "status")
        waiting = [follower for follower, is_now in followers if is_now == Status.PENDING]
        return self.decided(request, [pk, *waiting], status)

    def decided(self, request: HttpRequest, pks: list[int], status: str) -> HttpResponse:
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        if status not in Status.values:
            raise Http404("There is no such status.")
        to = self.back(request)
        change(request, pks, status, to=to)
        return HttpResponseRedirect(to)

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        comment = get_object_or_404(Comment.objects.with_picks(), pk=pk)
        reading_admin.accept_one(request, comment)
        return HttpResponseRedirect(self.back(request))

    def undo_view(self, request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        who = request.user.get_username()
        outcome = moderation.undo(batch, who=who)
        if lifted := bans.lift(batch, who=who):
            messages.success(request, f"{lifted} ban{'' if lifted == 1 else 's'} lifted.")
        if outcome.changed:
            messages.success(request, counted(len(outcome.changed), "put back as before"))
        if outcome.unchanged:
            messages.warning(request, counted(len(outcome.unchanged), "changed since: nothing was undone"))
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
        who = request.user.get_username()
        moderation.revise(obj.pk, Submission(obj.name, obj.text, obj.email, kept), who=who)

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        moderation.delete(obj.pk, who=request.user.get_username())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        # Answers first: what they answer can go only after them.
        for pk in queryset.order_by("-pk").values_list("pk", flat=True):
            moderation.delete(pk, who=request.user.get_username())
