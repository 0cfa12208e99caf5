"""The readers' side for the author's pages: the tags fetch, the templates only show."""

from django import template

from blog.models import Entry, Post
from comments import ballots, listing
from comments import crowd as crowds
from comments.models import Comment

register = template.Library()


@register.simple_tag
def crowd(post: Post, entries: list[Entry]) -> crowds.Crowd:
    return crowds.of_post(post, entries)


@register.simple_tag
def ballot(comment: Comment, entries: list[Entry]) -> ballots.Ballot | None:
    return ballots.of_comment(comment, entries)


@register.simple_tag
def discussion(post: Post, sort: str, start: str) -> listing.Discussion:
    return listing.page(post, sort, start)
