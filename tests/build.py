"""What tests begin with: rows with sensible values, so that a test says only what it is about."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify

from blog.models import Alias, Entry, Film, Picture, Post, Tag
from comments import moderation
from comments.models import Comment
from comments.submission import Ballot, Submission

_numbers = count(1)


def make_user(username: str = "", *, role: str = "", **values: Any) -> User:
    """A user; with a role ("Authors", "Editors", "Moderators") one who may log in to the admin with it."""
    values = {"username": username or f"user-{next(_numbers)}", "is_staff": bool(role), **values}
    user = User.objects.create_user(**values)
    if role:
        call_command("setup_roles", verbosity=0)
        user.groups.add(user.groups.model.objects.get(name=role))
    return user


def make_film(title: str = "", *, aliases: Iterable[str] = (), **values: Any) -> Film:
    title = title or f"Film {next(_numbers)}"
    slug = slugify(f"{title} {values.get('year') or ''}")
    film = Film.objects.create(**{"title": title, "slug": slug, **values})
    Alias.objects.bulk_create(Alias(film=film, name=name) for name in aliases)
    return film


def make_tag(name: str = "Boxing") -> Tag:
    return Tag.objects.create(name=name, slug=slugify(name))


def make_picture(alt: str = "A staircase", **values: Any) -> Picture:
    """A picture's row, without files."""
    defaults = {"digest": f"{next(_numbers):064x}", "width": 600, "height": 900, "widths": [300, 600]}
    return Picture.objects.create(**{**defaults, "alt": alt, **values})


def make_post(title: str = "", *, films: Iterable[Film | str] = (), **values: Any) -> Post:
    """A post that was published yesterday; `films` are ranked in the order given."""
    title = title or f"Post {next(_numbers)}"
    defaults: dict[str, Any] = {
        "title": title,
        "slug": slugify(title),
        "yardstick": "training montage",
        "status": Post.Status.PUBLISHED,
        "published_at": timezone.now() - timedelta(days=1),
    }
    tags = values.pop("tags", ())
    author = values.pop("author", None) or make_user()
    post = Post.objects.create(**{**defaults, "author": author, **values})
    post.tags.set(tags)
    for position, film in enumerate(films, start=1):
        make_entry(post, film, position)
    return post


def make_draft(title: str = "", **values: Any) -> Post:
    return make_post(title, **{"status": Post.Status.DRAFT, "published_at": None, **values})


def make_scheduled(title: str = "", **values: Any) -> Post:
    """A post that will be public tomorrow."""
    return make_post(title, **{"published_at": timezone.now() + timedelta(days=1), **values})


def make_entry(post: Post, film: Film | str = "", position: int | None = None, **values: Any) -> Entry:
    """An entry; without a position the film is mentioned, not ranked. A film may be given by its title."""
    if not isinstance(film, Film):
        film = Film.objects.filter(title=film).first() or make_film(film)
    return Entry.objects.create(post=post, film=film, position=position, **values)


def make_comment(
    post: Post,
    order: Iterable[str | Iterable[str]] | None = None,
    *,
    status: str = Comment.Status.APPROVED,
    parent: Comment | None = None,
    remarks: dict[str, str] | None = None,
    **values: Any,
) -> Comment:
    """A comment with the ordering of these film titles, best first; titles in one group are level."""
    number = next(_numbers)
    entries = {entry.film.title: entry.pk for entry in post.entries.select_related("film")}
    tiers = tuple(
        tuple(entries[title] for title in ([tier] if isinstance(tier, str) else tier)) for tier in order or ()
    )
    said = {entries[title]: remark for title, remark in (remarks or {}).items()}
    ballot = Ballot(tiers, said) if tiers or said else None
    words = {"name": f"Reader {number}", "text": f"Words {number}."}
    submission = Submission(**{**words, "ballot": ballot, **values})
    comment, _ = moderation.bring_in(
        post, submission, ref=f"test:{number}", status=status, at=timezone.now(), parent=parent
    )
    return comment
