"""Atom feeds: their text is what the public may see, without the characters that XML forbids."""

import re
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from blog import caching, markup
from blog.context import absolute, current_site
from blog.models import Post

IN_FEED = 20
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(text: str) -> str:
    """The text without what would make a feed ill-formed."""
    return NOT_XML.sub("", text)


class PublicFeed(Feed):
    """A feed that can be asked whether it has changed."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        tag = caching.etag(response.content)
        return caching.unchanged(request, tag) or caching.fresh(response, tag)


class PostsFeed(PublicFeed):
    def link(self) -> str:
        return absolute(reverse("blog:home"))

    def feed_url(self) -> str:
        return absolute(reverse("blog:feed"))

    def title(self) -> str:
        return xml(current_site().name)

    def subtitle(self) -> str:
        return xml(current_site().tagline)

    def items(self) -> list[Post]:
        return list(Post.objects.published().for_lists()[:IN_FEED])

    def item_title(self, item: Post) -> str:
        return xml(item.title)

    def item_description(self, item: Post) -> str:
        return xml(f"<p>{markup.reader_text(item.standfirst)}</p>{markup.markdown(item.introduction)}")

    def item_link(self, item: Post) -> str:
        return absolute(item.get_absolute_url())

    def item_author_name(self, item: Post) -> str:
        return xml(item.author.get_full_name() or item.author.get_username())

    def item_categories(self, item: Post) -> list[str]:
        return [xml(tag.name) for tag in item.tags.all()]

    def item_pubdate(self, item: Post) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Post) -> datetime:
        return item.updated_at
