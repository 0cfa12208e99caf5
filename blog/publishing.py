"""What follows from a change on the author's side: addresses, positions, the search, pictures, stale pages.

Whoever changes a film, a post, a tag or the site calls these; nothing here happens by itself.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import PROTECT, RESTRICT, F
from django.utils import timezone

from blog import pictures, search
from blog.models import Entry, Film, FormerSlug, Picture, Post, PostQuerySet, Site, Tag

# Which field of each holds its picture.
PICTURE_OF: dict[type[Film | Post | Site], str] = {Film: "poster", Post: "cover", Site: "logo"}


def publication_time(status: str, at: datetime | None) -> datetime | None:
    """When a post goes public: as the author said, or now where a published post has no time."""
    if status == Post.Status.PUBLISHED and at is None:
        return timezone.now().replace(microsecond=0)
    return at


@transaction.atomic
def post_saved(post: Post, *, former_slug: str = "") -> None:
    """Call it when the post, its tags and its entries are written.

    The pages of posts that link to this one look at its revision themselves. Moving on theirs too would hold
    the locks of several posts at once, and authors who save at the same moment would stop each other.
    """
    _keep_addresses(post, former_slug)
    saved = Post.objects.filter(pk=post.pk)
    _index(saved)
    _close_by_site(saved)
    saved.touch()


@transaction.atomic
def delete_post(post: Post) -> None:
    cover = post.cover
    post.delete()
    if cover:
        _discard(cover)


@transaction.atomic
def film_saved(film: Film) -> None:
    """Call it when the film, its aliases and its poster are written."""
    posts = Post.objects.filter(entries__film=film)
    _index(posts)
    _touch(posts)


@transaction.atomic
def delete_film(film: Film) -> None:
    poster = film.poster
    film.delete()
    if poster:
        _discard(poster)


@transaction.atomic
def tag_saved(tag: Tag) -> None:
    posts = Post.objects.filter(tags=tag)
    _index(posts)
    _touch(posts)


@transaction.atomic
def delete_tag(tag: Tag) -> None:
    posts = Post.objects.filter(pk__in=list(tag.posts.values_list("pk", flat=True)))
    tag.delete()
    _index(posts)
    _touch(posts)


@transaction.atomic
def site_saved() -> None:
    """Every page shows the site's name, and every post closes when the site says, or it itself."""
    _close_by_site(Post.objects.all())
    Site.objects.filter(pk=1).update(revision=F("revision") + 1)


def _close_by_site(posts: PostQuerySet) -> None:
    """Keep with posts what the site says; those that know it are not written, nor locked."""
    days = Site.objects.filter(pk=1).values_list("comments_close_after", flat=True).first()
    _locked(posts.exclude(site_closes_after=days)).update(site_closes_after=days)


@transaction.atomic
def author_renamed(author: AbstractBaseUser) -> None:
    """The posts show their author's name."""
    _touch(Post.objects.filter(author=author.pk))


@transaction.atomic
def arrange(post: Post, order: Sequence[int]) -> None:
    """Give these entries of the post, by primary key, the positions from 1 on, and the others none."""
    positions = {pk: position for position, pk in enumerate(order, start=1)}
    moved = [entry for entry in post.entries.all() if entry.position != positions.get(entry.pk)]
    # Off the board first: two entries may not hold one position, not even within one statement.
    post.entries.filter(pk__in=[entry.pk for entry in moved]).update(position=None)
    for entry in moved:
        entry.position = positions.get(entry.pk)
    Entry.objects.bulk_update([entry for entry in moved if entry.position], ["position"])


def is_held(entry: Entry) -> bool:
    """Whether other rows forbid that the entry is deleted, as a reader's pick does. Never loads them."""
    guards = [known.field for known in Entry._meta.related_objects if known.on_delete in (PROTECT, RESTRICT)]
    return any(guard.model._base_manager.filter(**{guard.name: entry}).exists() for guard in guards)


@transaction.atomic
def set_picture(holder: Film | Post | Site, picture: Picture | None) -> None:
    """Give a film its poster, a post its cover or the site its logo, or none.

    A picture that nobody shows is deleted.
    """
    field = PICTURE_OF[type(holder)]
    former = getattr(holder, field)
    setattr(holder, field, picture)
    holder.save(update_fields=[field])
    if former and former != picture:
        _discard(former)


def _keep_addresses(post: Post, former_slug: str) -> None:
    # A living address always wins over one that only redirects.
    FormerSlug.objects.filter(slug=post.slug).delete()
    if former_slug and former_slug != post.slug and not Post.objects.filter(slug=former_slug).exists():
        FormerSlug.objects.update_or_create(slug=former_slug, defaults={"post": post})


def _index(posts: PostQuerySet) -> None:
    for post in posts.distinct():
        Post.objects.filter(pk=post.pk).update(search_text=search.index(post))


def _touch(posts: PostQuerySet) -> None:
    _locked(posts).touch()


def _locked(posts: PostQuerySet) -> PostQuerySet:
    """Locked in one order, so that two changes of the same posts never wait for each other in a circle."""
    chosen = Post.objects.filter(pk__in=list(posts.values_list("pk", flat=True)))
    list(chosen.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    return chosen


def _discard(picture: Picture) -> None:
    if picture.films.exists() or picture.posts.exists() or picture.sites.exists():
        return
    digest = picture.digest
    picture.delete()
    # Only once it is certain; and a storage that does not answer must not undo what was saved.
    transaction.on_commit(lambda: _remove_files(digest), robust=True)


def _remove_files(digest: str) -> None:
    if not Picture.objects.filter(digest=digest).exists():
        pictures.remove(digest, default_storage)
