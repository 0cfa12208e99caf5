"""Who may see what: each function gives the object or raises."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from blog.caching import release
from blog.models import Film, Post, Tag

PREVIEW_SALT = "blog.preview"
PREVIEW_DAYS = 7


def published_post(slug: str) -> Post:
    """A post that the public may read. An unknown and an unpublished one give the same answer."""
    return get_object_or_404(Post.objects.published().select_related("cover", "author"), slug=slug)


def film(slug: str) -> Film:
    """A film that stands in at least one published post."""
    films = Film.objects.filter(entries__post__in=Post.objects.published()).distinct()
    return get_object_or_404(films.select_related("poster"), slug=slug)


def tag(slug: str) -> Tag:
    return get_object_or_404(Tag, slug=slug)


def preview_token(post: Post) -> str:
    """A token that opens the post, whatever its state, for PREVIEW_DAYS."""
    return signing.dumps(post.pk, salt=PREVIEW_SALT)


def previewed_post(token: str) -> Post:
    """The post of a preview token; a forged and an expired token give the same answer."""
    try:
        pk = signing.loads(token, salt=PREVIEW_SALT, max_age=PREVIEW_DAYS * 24 * 3600)
    except signing.BadSignature as error:
        raise Http404("This preview link is not valid any more.") from error
    return get_object_or_404(Post.objects.select_related("cover", "author"), pk=pk)


def card_address(film: Film) -> str:
    """Where a film's title card is drawn. It cannot be guessed, and changes with what the card shows."""
    return reverse("files:film_card", args=[film.pk, _card_version(film)])


def drawn_film(pk: int, version: str) -> Film:
    """The film of a title card's address; a wrong version and a missing film give the same answer."""
    film = get_object_or_404(Film, pk=pk)
    if not constant_time_compare(version, _card_version(film)):
        raise Http404("There is no such card.")
    return film


def _card_version(film: Film) -> str:
    shown = f"{release()}:{film.title}:{film.year}:{film.motif}"
    return salted_hmac("blog.card", shown, algorithm="sha256").hexdigest()[:16]
