"""ETags: what a public page depends on, known before it is made; and the page kept under its tag."""

import hashlib
import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from redis import RedisError

logger = logging.getLogger(__name__)
KEPT_SECONDS = 3600


@lru_cache(maxsize=1)
def release() -> str:
    """A hash of all that makes the pages, so that a new version of the site is seen at once."""
    digest = hashlib.sha256(django.get_version().encode())
    for folder in ("templates", "static", "locale", "blog", "comments", "config", "ranking"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def etag(*parts: object) -> str:
    """The entity tag of a page that is made of these, in the language of now."""
    text = "\0".join(str(part) for part in (release(), get_language(), *parts))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The answer 304 where the reader has this page already."""
    response = get_conditional_response(request, etag=tag)
    return fresh(response, tag) if response else None


def fresh(response: HttpResponse, tag: str) -> HttpResponse:
    """The page with its tag: any cache may keep it, and must ask before using it again."""
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def kept(tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page with this tag, made once for everybody; while no cache answers, made each time."""
    return HttpResponse(kept_content(tag, lambda: make().content))


def kept_content(tag: str, make: Callable[[], bytes]) -> bytes:
    """What is kept under this tag, or made now."""
    try:
        content = cache.get(_key(tag))
        if content is None:
            content = make()
            cache.set(_key(tag), content, KEPT_SECONDS)
    except (RedisError, OSError):
        logger.warning("The cache does not answer; the page is made without it.")
        return make()
    return content


def kept_already(tag: str) -> bytes | None:
    """What is kept under this tag, if anything is."""
    try:
        return cache.get(_key(tag))
    except (RedisError, OSError):
        return None


def _key(tag: str) -> str:
    return f"page:{tag}"
