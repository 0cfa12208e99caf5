"""The readers' side for the author's pages: the tags fetch, the templates only show."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from blog import linked_data, sharing
from blog.models import Entry, Film, Post, Site, Tag
from blog.templatetags.words import byline
from comments import ballots, cards, listing
from comments import crowd as crowds
from comments import linked_data as linked_comments
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


@register.inclusion_tag("blog/_social.html")
def site_card(site: Site) -> dict[str, Any]:
    return _picture(cards.shared_site(site), f"{site.name}: {site.tagline}")


@register.inclusion_tag("blog/_social.html")
def post_card(post: Post, site: Site) -> dict[str, Any]:
    alt = f"{post.title}: {byline(post.author)} in the red corner, the crowd in the blue."
    return _picture(cards.shared_post(post, site), alt)


@register.inclusion_tag("blog/_social.html")
def ranking_card(comment: Comment, site: Site) -> dict[str, Any]:
    alt = (
        f"{comment.post.title}: {byline(comment.post.author)} in the red corner, {comment.name} in the blue."
    )
    return _picture(cards.shared_ranking(comment, site), alt)


@register.simple_tag
def linked_site(site: Site) -> SafeString:
    return linked_data.script(linked_data.website(site))


@register.simple_tag
def linked_trail(site: Site, page: Film | Post | Tag, last: str = "") -> SafeString:
    return linked_data.script(linked_data.trail(site, page, last=last))


@register.simple_tag
def linked_post(post: Post, entries: list[Entry], site: Site) -> SafeString:
    image = cards.shared_post(post, site).address
    article = linked_data.script(linked_data.article(post, entries, site, image))
    return mark_safe(article + linked_data.script(linked_data.trail(site, post)))


@register.simple_tag
def linked_ranking(comment: Comment, site: Site) -> SafeString:
    """A reader's comment and the way to it."""
    said = linked_data.script(linked_comments.ranking(comment))
    return mark_safe(said + linked_data.script(linked_data.trail(site, comment.post, last=comment.name)))


def _picture(card: cards.Shared, alt: str) -> dict[str, Any]:
    return {"card": card, "alt": alt, "width": sharing.WIDTH, "height": sharing.HEIGHT}
