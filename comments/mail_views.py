"""Where the links of mails lead: a page with a button. Looking changes nothing: programs look ahead."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import digest, moderation, subscriptions
from comments.models import Comment
from comments.views import private

# What the page asks, and what its button says.
DECISIONS = {
    Comment.Status.APPROVED: (gettext_lazy("Approve it?"), gettext_lazy("Approve it")),
    Comment.Status.SPAM: (gettext_lazy("Mark it as spam?"), gettext_lazy("Mark it as spam")),
    Comment.Status.REMOVED: (gettext_lazy("Remove it?"), gettext_lazy("Remove it")),
}
METHODS = ["GET", "HEAD", "POST"]


def page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page for the holder of a link alone: the link is the key, so it leaks to nobody."""
    response = private(render(request, f"comments/mail_{name}.html", context, status=status))
    response["Referrer-Policy"] = "no-referrer"
    return response


@csrf_exempt  # no cookie: the token in the address is what permits it, here and below
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """This address is mine; or it is not, and nobody shall write to it again."""
    address = subscriptions.address_to_confirm(token)
    said = request.POST.get("say") if request.method == "POST" else None
    if said == "mine":
        subscriptions.confirm(address)
    elif said == "not-mine":
        subscriptions.silence(address)
    address.refresh_from_db()
    return page(request, "confirm", address=address, said=said)


@csrf_exempt
@require_http_methods(METHODS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail: of one thread or at all. A mail program's own button sends no "what" (RFC 8058)."""
    address, thread = subscriptions.address_to_stop(token)
    what = None
    if request.method == "POST":
        what = request.POST.get("what") or ("thread" if thread else "all")
        actions = {"all": subscriptions.silence, "resume": subscriptions.resume}
        if what in actions:
            actions[what](address)
        else:
            subscriptions.stop(address, thread)
    address.refresh_from_db()
    return page(request, "stop", address=address, thread=thread, what=what)


@csrf_exempt
@require_http_methods(METHODS)
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """A moderator's decision about one comment, as it was when the digest was sent."""
    try:
        wanted = digest.decision(token)
    except ValueError as error:
        raise Http404("There is no such link.") from error
    except digest.NotAnyMore:
        return page(request, "over", 410)
    comment = wanted.comment
    if request.method == "POST":
        who, seen = wanted.moderator.get_username(), comment.changed_at
        if not moderation.change_status([comment.pk], wanted.status, who=who, seen=seen).changed:
            return page(request, "over", 410)
        return page(request, "done", decided=wanted.status)
    question, verb = DECISIONS[Comment.Status(wanted.status)]
    order = digest.order(comment)
    return page(request, "decide", comment=comment, order=order, question=question, verb=verb)
