"""Every address of the site: one row of each kind, and a URL for each name in the URL configuration."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from django.core.files.storage import default_storage
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from blog import access, pictures
from blog.models import Film, Picture, Post, Site, Tag
from comments import digest, moderation, subscriptions
from comments.models import Address, Comment
from comments.submission import Submission
from tests.build import make_comment, make_film, make_post, make_tag, make_user

KEY = "the-key-of-a-receipt"


@dataclass(frozen=True)
class World:
    """A post with all that a page can show."""

    post: Post
    film: Film
    tag: Tag
    picture: Picture
    comment: Comment


def furnish() -> World:
    Site.objects.create(pk=1, red="#8a3ab9")
    film, tag = make_film("Rocky", year=1976), make_tag()
    post = make_post("Rocky by montage", films=[film, "Rocky II", "Rocky III", "Rocky IV"], tags=[tag])
    comment = make_comment(post, ["Rocky IV", "Rocky"], remarks={"Rocky IV": "Snow."})
    moderation.submit(post, Submission("Ann", "Held.", key=KEY))
    return World(post, film, tag, _store_picture(), comment)


def _store_picture() -> Picture:
    file = BytesIO()
    Image.new("RGB", (200, 300), "navy").save(file, "PNG")
    stored = pictures.store(pictures.read_picture(file), default_storage)
    return Picture.objects.create(
        digest=stored.digest, width=stored.width, height=stored.height, widths=list(stored.widths), alt="Navy"
    )


def every_address(world: World) -> dict[str, str]:
    """A URL that exists for each name; a name whose parameters are not known here raises KeyError."""
    return {name: _address(name, parameters, world) for name, parameters in named_patterns()}


def named_patterns(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Each name in the URL configuration with the names of its parameters."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named_patterns(pattern.url_patterns, inside)
        elif pattern.name:
            yield (
                f"{prefix}{pattern.name}",
                list(pattern.pattern.regex.groupindex or pattern.pattern.converters),
            )


def _token(name: str, world: World) -> str:
    """What opens this address without a log-in."""
    if name == "comments:mail_decide":
        moderator = make_user("second", role="Moderators", email="second@example.org")
        return digest.token(moderator, Comment.objects.get(status=Comment.Status.PENDING), "approved")
    address, _ = Address.objects.get_or_create(email="ann@example.org")
    tokens = {
        "comments:mail_confirm": subscriptions.confirm_token(address),
        "comments:mail_stop": subscriptions.stop_token(address),
    }
    return tokens.get(name) or access.preview_token(world.post)


def _address(name: str, parameters: list[str], world: World) -> str:
    if name == "files:film_card":
        return access.card_address(world.film)
    sheet = Site.objects.get().colours
    assert sheet is not None
    rows = {"film": world.film, "tag": world.tag, "comment": world.comment, "post": world.post}
    # Of the admin's rows those without one of ours have 1 as their number.
    kind = name.partition(":")[2].split("_")
    row = next((rows[word] for word in kind[-2:] if word in rows), None)
    known = {
        "app_label": "blog",
        "batch": UUID(int=1),
        "content_type_id": 1,
        "digest": world.picture.digest,
        "extension": "webp",
        "id": 1,
        "key": KEY,
        "kind": "csv",
        "object_id": row.pk if row else 1,
        "pk": world.comment.pk,
        "slug": {"blog:film": world.film.slug, "blog:tag": world.tag.slug}.get(name, world.post.slug),
        "status": "spam",
        "token": _token(name, world),
        "version": sheet.version,
        "width": world.picture.widths[0],
    }
    return reverse(name, kwargs={parameter: known[parameter] for parameter in parameters})
