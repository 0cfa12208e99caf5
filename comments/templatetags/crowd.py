"""The readers' side for the author's pages: the tags fetch, the templates only show."""

from dataclasses import dataclass

from django import template
from django.core.paginator import Page, Paginator

from blog.models import Entry, Post
from comments import ballots, threads
from comments import crowd as crowds
from comments.models import Comment

register = template.Library()
THREADS_PER_PAGE = 50


@dataclass(frozen=True)
class Discussion:
    """One page of a post's comments."""

    threads: list[threads.Thread[Comment]]
    page: Page
    count: int


@register.simple_tag
def crowd(post: Post, entries: list[Entry]) -> crowds.Crowd:
    return crowds.of_post(post, entries)


@register.simple_tag
def ballot(comment: Comment, entries: list[Entry]) -> ballots.Ballot | None:
    return ballots.of_comment(comment, entries)


@register.simple_tag
def discussion(post: Post, number: int) -> Discussion:
    """The comments on one page; a page beyond the last is the last."""
    tops = Comment.objects.threads(post).with_rankings()
    page = Paginator(tops, THREADS_PER_PAGE).get_page(number)
    shown = list(page.object_list)
    approved = Comment.objects.filter(post=post, status=Comment.Status.APPROVED)
    answers = (
        approved.filter(thread__in=[top.pk for top in shown]).with_rankings().order_by("created_at", "pk")
    )
    return Discussion(threads.build(shown, answers), page, approved.count())
