"""An article that was read becomes rows: films, a post with its entries, and its readers' comments.

The post and each comment keep the identifier of their source: a second import finds them and changes nothing.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from blog import markup, publishing
from blog.importers.article import Article, ArticleComment, ArticleEntry
from blog.models import Entry, Film, Post
from comments import moderation, reading
from comments.models import Comment
from comments.submission import Ballot, Submission

READER = "A reader"
CERTAIN = 0.6  # the confidence in a plain list without a heading: one film to a line, with remarks
YARDSTICK = re.compile(r"\bby\s+(\S.*)$", re.IGNORECASE)


@dataclass
class Result:
    """What an import made, and what it found there already."""

    post: Post = field(default_factory=Post)
    posts_made: int = 0
    films_made: int = 0
    entries_made: int = 0
    comments_made: int = 0
    rankings_made: int = 0
    comments_known: int = 0

    @property
    def made(self) -> int:
        return self.posts_made + self.films_made + self.entries_made + self.comments_made

    def __str__(self) -> str:
        return (
            f"{self.posts_made} posts, {self.films_made} films, {self.entries_made} entries, "
            f"{self.comments_made} comments with {self.rankings_made} rankings made; "
            f"{self.comments_known} comments were here already."
        )


@transaction.atomic
def import_article(article: Article, *, author: User, publish: bool, dry_run: bool = False) -> Result:
    """Write an article's rows, all or none; a dry run counts them and leaves nothing behind."""
    result = Result()
    ref = f"article:{slugify(article.title)}"
    post = Post.objects.filter(import_ref=ref).first() or _make_post(article, ref, author, publish, result)
    result.post = post
    entries = reading.entries_of([post.pk])[post.pk]
    for comment in article.comments:
        _bring_in(post, comment, f"{ref}:{comment.number}", entries, result)
    if dry_run:
        transaction.set_rollback(True)
    return result


def _make_post(article: Article, ref: str, author: User, publish: bool, result: Result) -> Post:
    yardstick = YARDSTICK.search(article.title)
    post = Post.objects.create(
        title=article.title,
        slug=_free_slug(Post, article.title),
        yardstick=yardstick[1].lower()[:80] if yardstick else "the author's taste",
        introduction=_introduction(article),
        author=author,
        status=Post.Status.PUBLISHED if publish else Post.Status.DRAFT,
        published_at=timezone.now() if publish else None,
        import_ref=ref,
    )
    result.posts_made += 1
    for told in article.entries:
        film = _known_film(told) or _make_film(told, result)
        Entry.objects.create(post=post, film=film, position=told.position, text=markup.escape(told.text))
        result.entries_made += 1
    publishing.post_saved(post)
    return post


def _introduction(article: Article) -> str:
    """The introduction, and below it the asides that name no film of their own."""
    return markup.escape("\n\n".join([article.introduction, *(aside.text for aside in article.asides)]))


def _known_film(told: ArticleEntry) -> Film | None:
    """The film of this title or alias; None where there is none, or more than one."""
    films = Film.objects.filter(year=told.year) if told.year else Film.objects.all()
    found = list(films.filter(title__iexact=told.title)[:2])
    found = found or list(films.filter(aliases__name__iexact=told.title).distinct()[:2])
    return found[0] if len(found) == 1 else None


def _make_film(told: ArticleEntry, result: Result) -> Film:
    result.films_made += 1
    slug = _free_slug(Film, f"{told.title} {told.year or ''}")
    return Film.objects.create(title=told.title, year=told.year, slug=slug)


def _free_slug(model: type[Post | Film], text: str) -> str:
    base = slugify(text)[:190] or model.__name__.lower()
    slug, number = base, 2
    while model.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


def _bring_in(post: Post, comment: ArticleComment, ref: str, entries: list[Entry], result: Result) -> None:
    ballot = _ballot(reading.read(comment.text, entries))
    _, is_new = moderation.bring_in(
        post,
        Submission(READER, comment.text, ballot=ballot),
        ref=ref,
        status=Comment.Status.APPROVED,
        at=_time_of(post, comment),
    )
    result.comments_made += is_new
    result.rankings_made += is_new and ballot is not None
    result.comments_known += not is_new


def _ballot(read: reading.Read) -> Ballot | None:
    """The ranking in a comment's words, unless there is doubt: then a moderator may accept it later."""
    certain = read.confidence >= CERTAIN and not read.doubtful and not read.unread
    return read.ballot() if certain else None


def _time_of(post: Post, comment: ArticleComment) -> datetime:
    """The file tells no times; the comments keep their order."""
    return (post.published_at or post.created_at) + timedelta(seconds=comment.number)
