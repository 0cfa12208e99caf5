"""The page on which the writers of comments are banned, one or many."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from comments import bans, moderation
from comments.admin.undoing import with_undo
from comments.models import Ban, Comment

KINDS = {
    Ban.Kind.EMAIL: "Their e-mail address",
    Ban.Kind.ADDRESS: "The network that they wrote from, for thirty days at most",
    Ban.Kind.NAME: "Their name, and names that look like it",
}
DAYS = {"7": "A week", "30": "Thirty days", "365": "A year", "": "For good"}


class BanWritersForm(forms.Form):
    """What to ban of the writers, and for how long."""

    kinds = forms.MultipleChoiceField(
        label="Ban",
        choices=list(KINDS.items()),
        initial=[Ban.Kind.EMAIL, Ban.Kind.ADDRESS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose what to ban."},
    )
    days = forms.ChoiceField(label="For how long", choices=list(DAYS.items()), initial="30", required=False)
    spam = forms.BooleanField(label="Mark these comments as spam", initial=True, required=False)


class BanWriters(admin.ModelAdmin):
    """Bans from the queue; undone by the button in the message."""

    def ban_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("comments.moderate_comment"):
            raise PermissionDenied
        comments = self.chosen(request.GET.get("pks", ""))
        form = BanWritersForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return self.ban(request, comments, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "title": "Ban the writers",
            "opts": self.opts,
            "comments": comments,
            "form": form,
        }
        return render(request, "admin/comments/comment/ban.html", context)

    def chosen(self, pks: str) -> list[Comment]:
        numbers = [int(pk) for pk in pks.split(",")[:100] if pk.isascii() and pk.isdigit() and len(pk) < 18]
        comments = list(Comment.objects.filter(pk__in=numbers).order_by("pk"))
        if not comments:
            raise Http404("There is no such comment.")
        return comments

    def ban(self, request: HttpRequest, comments: list[Comment], chosen: dict[str, Any]) -> HttpResponse:
        who = request.user.get_username()
        until = timezone.now() + timedelta(days=int(chosen["days"])) if chosen["days"] else None
        outcome = moderation.Outcome()
        if chosen["spam"]:
            outcome = moderation.change_status([c.pk for c in comments], Comment.Status.SPAM, who=who)
        made = bans.ban_writers(comments, chosen["kinds"], until, who=who, batch=outcome.batch)
        text = f"{made} ban{'' if made == 1 else 's'} made, {len(outcome.changed)} marked as spam."
        if made or outcome.changed:
            messages.success(request, with_undo(text, outcome.batch))
        else:
            messages.warning(request, "Nothing of this is known of the writers: nobody was banned.")
        return HttpResponseRedirect(reverse("admin:comments_comment_changelist"))
