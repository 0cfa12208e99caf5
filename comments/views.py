"""The readers' pages: the form, and the way to a comment in its place."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.access import published_post
from blog.models import Entry, Post
from comments import access, editor, limits, listing, moderation, subscriptions
from comments.circumstances import Circumstances
from comments.forms import RankForm

ELSEWHERE = gettext_lazy(
    "This did not come from our own page, so nothing was stored. "
    "Everything you typed is here: please send it again."
)
CLOSED = gettext_lazy(
    "Comments on this post are closed, so nothing was stored. "
    "What you typed is below: copy it before you leave."
)
TOO_MANY = gettext_lazy(
    "Too many comments have come from your network in the last minutes, so nothing was stored. "
    "Everything you typed is here: please send it again in ten minutes."
)


@csrf_exempt  # readers have no cookie; is_same_site stands in for the token
@require_http_methods(["GET", "HEAD", "POST"])
def rank(request: HttpRequest, slug: str) -> HttpResponse:
    post = published_post(slug)
    entries = list(post.entries.ranked().with_films())
    if "do" in request.POST and post.accepts_comments:
        return edit(request, post, entries)
    if request.method == "POST":
        return send(request, post, entries)

    answering = access.answered(request.GET.get("answer", ""), post)
    form = RankForm(post=post, entries=entries, answer=str(answering.pk) if answering else "")
    form.answering = answering
    return form_page(request, form, 200)


def send(request: HttpRequest, post: Post, entries: list[Entry]) -> HttpResponse:
    form = RankForm(request.POST, post=post, entries=entries)
    valid = form.is_valid()
    if not access.is_same_site(request):
        return refuse(request, form, ELSEWHERE, 403)
    if not post.accepts_comments:
        return refuse(request, form, CLOSED, 403)
    if not valid:
        return form_page(request, form, 400)
    network = access.client_address(request)
    if not limits.allows_comment(network, post.pk):
        return refuse(request, form, TOO_MANY, 429)

    sent = form.submission()
    circumstances = Circumstances(
        form.age, form.trapped, network, may_ask=subscriptions.may_ask(sent.email, network)
    )
    moderation.submit(post, sent, parent=form.answering, circumstances=circumstances)
    return redirect("comments:receipt", form.key)


def edit(request: HttpRequest, post: Post, entries: list[Entry]) -> HttpResponse:
    """One of the editor's buttons: the form with the next order. Nothing is stored."""
    changed, done = editor.press(request.POST["do"], request.POST, entries)
    form = RankForm(changed, post=post, entries=entries, done=done)
    form.full_clean()
    return form_page(request, form, 200)


def refuse(request: HttpRequest, form: RankForm, why: Promise, status: int) -> HttpResponse:
    form.add_error(None, why)
    return form_page(request, form, status)


def form_page(request: HttpRequest, form: RankForm, status: int) -> HttpResponse:
    """The form with all that was typed, for its reader alone."""
    context = {
        "post": form.post,
        "entries": form.entries,
        "form": form,
        "answering": form.answering,
        "closed": not form.post.accepts_comments,
    }
    return private(render(request, "comments/rank.html", context, status=status))


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """The way to a comment: the page of its post on which it stands."""
    comment = access.public_comment(pk)
    top = comment.thread or comment
    page = listing.address(listing.NEWEST, top.pk)
    return redirect(f"{comment.post.get_absolute_url()}{page}#comment-{comment.pk}")


def private(response: HttpResponse) -> HttpResponse:
    """For one reader: kept by no cache, found by no search engine."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
