"""The sitemap: every page that the public may read and a search engine should know."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from blog.models import Film, Post, Tag


class SiteMap(Sitemap):
    """Addresses come from SITE_URL, never from what the request calls the host."""

    limit = 5_000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PagesMap(SiteMap):
    def items(self) -> list[str]:
        return ["blog:home", "blog:about"]

    def location(self, item: str) -> str:
        return reverse(item)


class PostsMap(SiteMap):
    def items(self) -> QuerySet[Post]:
        return Post.objects.published().order_by("pk")

    def lastmod(self, item: Post) -> datetime:
        return item.updated_at


class FilmsMap(SiteMap):
    def items(self) -> QuerySet[Film]:
        return Film.objects.filter(entries__post__in=Post.objects.published()).distinct().order_by("pk")


class TagsMap(SiteMap):
    def items(self) -> QuerySet[Tag]:
        return Tag.objects.filter(posts__in=Post.objects.published()).distinct().order_by("pk")


SITEMAPS = {"pages": PagesMap, "posts": PostsMap, "films": FilmsMap, "tags": TagsMap}
