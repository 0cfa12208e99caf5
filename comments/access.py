"""Who may send what from where: each function gives the thing or raises."""

import ipaddress
import secrets
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from blog.models import Post
from comments.models import Comment
from comments.moderation import key_hash

FORM_SALT = "comments.form"
FORM_HOURS = 24


class Expired(Exception):
    """The form was opened too long ago."""


def form_token(post: Post) -> str:
    """A token for one form of one post. The key in it is the reader's: their comment's address."""
    return signing.dumps([post.pk, secrets.token_urlsafe(24)], salt=FORM_SALT)


def form_key(token: str, post: Post) -> str:
    """The key in a form's token; raises Expired for one that is old, forged or of another post."""
    try:
        pk, key = signing.loads(token, salt=FORM_SALT, max_age=FORM_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Expired from error
    if pk != post.pk:
        raise Expired
    return key


def form_age(token: str) -> float:
    """For how many seconds a form was open; its token must be a good one."""
    return time.time() - signing.b62_decode(token.rsplit(":", 2)[1])


def own_comment(key: str) -> Comment:
    """The comment that was sent with this key. A wrong key and a deleted comment give the same answer."""
    published = Comment.objects.with_rankings().filter(post__in=Post.objects.published())
    return get_object_or_404(published.select_related("post__author", "parent"), key_hash=key_hash(key))


def public_comment(pk: int) -> Comment:
    return get_object_or_404(Comment.objects.public().select_related("post"), pk=pk)


def answered(raw: str, post: Post) -> Comment | None:
    """The comment to answer, by its number as sent; None where none was named."""
    if not raw:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 18):
        raise Http404("There is no such comment.")
    return get_object_or_404(Comment.objects.public().filter(post=post), pk=int(raw))


def is_same_site(request: HttpRequest) -> bool:
    """Whether our own page sent this form: there is no cookie here that could carry a token.

    Browsers say where a request comes from in Sec-Fetch-Site; older ones in Origin or Referer.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    sent = urlsplit(origin)
    return bool(sent.netloc) and (sent.scheme, sent.netloc) in {
        (request.scheme, request.get_host()),
        urlsplit(settings.SITE_URL)[:2],
    }


def client_address(request: HttpRequest) -> str:
    """The network that a request came from; as many X-Forwarded-For entries are believed as proxies are ours.

    Shortened to /24 or /48: enough to slow a flood, too little to know a person.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    believed = hops[-trusted] if trusted and len(hops) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(believed)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    prefix = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
