"""The page on which a reader says that a comment does not belong here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import access, limits, moderation, traces
from comments.models import Comment, Report
from comments.views import private

ELSEWHERE = gettext_lazy(
    "This did not come from our own page, so nothing was reported. Please press the button again."
)
TOO_MANY = gettext_lazy(
    "Too many reports have come from your network in the last minutes, so nothing was reported. "
    "Please try again in ten minutes."
)
NO_REASON = gettext_lazy("Please choose what is wrong with it.")


@csrf_exempt  # readers have no cookie; is_same_site stands in for the token
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    comment = access.public_comment(pk)
    if request.method != "POST":
        return page(request, comment)
    network = access.client_address(request)
    why = request.POST.get("why", "")
    if not access.is_same_site(request):
        return page(request, comment, str(ELSEWHERE), 403)
    if why not in Report.Why.values:
        return page(request, comment, str(NO_REASON), 400)
    if not limits.allows_report(network):
        return page(request, comment, str(TOO_MANY), 429)

    moderation.report(comment, traces.addresses(network, timezone.now()), why)
    return redirect("comments:reported")


@require_http_methods(["GET", "HEAD"])
def reported(request: HttpRequest) -> HttpResponse:
    """The same for a first and for a second report, and whatever became of the comment."""
    return private(render(request, "comments/reported.html"))


def page(request: HttpRequest, comment: Comment, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {
        "comment": comment,
        "post": comment.post,
        "reasons": Report.Why.choices,
        "chosen": request.POST.get("why", ""),
        "wrong": wrong,
    }
    return private(render(request, "comments/report.html", context, status=status))
