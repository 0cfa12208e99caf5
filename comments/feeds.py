"""The feed of a post's comments: only what is public."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from blog import access, markup
from blog.context import absolute
from blog.feeds import IN_FEED, PublicFeed, xml
from blog.models import Post
from comments import ballots, crowd
from comments.models import Comment


class CommentsFeed(PublicFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Post:
        return access.published_post(slug)

    def title(self, obj: Post) -> str:
        return xml(gettext("Comments on %(title)s") % {"title": obj.title})

    def link(self, obj: Post) -> str:
        return absolute(obj.get_absolute_url())

    def feed_url(self, obj: Post) -> str:
        return absolute(reverse("comments:post_feed", args=[obj.slug]))

    def items(self, obj: Post) -> list[Comment]:
        comments = Comment.objects.public().filter(post=obj).select_related("post").with_rankings()
        return list(comments.order_by("-created_at", "-pk")[:IN_FEED])

    def item_title(self, item: Comment) -> str:
        ranks = hasattr(item, "ranking")
        title = gettext("%(name)s ranks back") if ranks else gettext("%(name)s comments")
        return xml(title % {"name": item.name})

    def item_description(self, item: Comment) -> str:
        return xml(f"{order_in_words(item)}{markup.reader_text(item.text)}")

    def item_link(self, item: Comment) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: Comment) -> str:
        return xml(item.name)

    def item_pubdate(self, item: Comment) -> datetime:
        return item.created_at

    def item_updateddate(self, item: Comment) -> datetime:
        return item.changed_at


def order_in_words(comment: Comment) -> str:
    """A comment's order as one paragraph: best first, films that are level joined by an equals sign."""
    ballot = ballots.of_comment(comment, [])
    if ballot is None or not ballot.tiers:
        return ""
    if crowd.is_blind(comment.post):
        covered = gettext("Their order stands on the page, for those who have given theirs.")
        return markup.reader_text(covered)
    tiers = (" = ".join(pick.entry.film.title for pick in tier.picks) for tier in ballot.tiers)
    return markup.reader_text(" > ".join(tiers))
