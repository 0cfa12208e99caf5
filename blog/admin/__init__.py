"""The author's side of the admin. What is imported here is registered."""

from blog.admin.entries import EntryInline
from blog.admin.films import FilmAdmin, TagAdmin
from blog.admin.owner import AuthorAdmin, SiteAdmin
from blog.admin.posts import PostAdmin

__all__ = ["AuthorAdmin", "EntryInline", "FilmAdmin", "PostAdmin", "SiteAdmin", "TagAdmin"]
