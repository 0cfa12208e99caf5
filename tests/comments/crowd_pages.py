"""Visiting the page of a post's crowd, and reading it as a reader does."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from blog.models import Post
from tests.build import make_comment, make_post, make_user

FILMS = ["Rocky IV", "Rocky II", "Rocky", "Rocky V"]


def address(post: Post, a: object = "", b: object = "") -> str:
    return reverse("comments:crowd", args=[post.slug]) + (f"?a={a}&b={b}" if a or b else "")


def page(client: Client, post: Post, a: object = "", b: object = "") -> str:
    response = client.get(address(post, a, b))
    assert response.status_code == 200
    return unversioned(response.content.decode())


def unversioned(html: str) -> str:
    """Without the version in a card's address: as the page's own tag it says that something changed."""
    return re.sub(r"card\.png\?v=\w+", "card.png", html)


def words(html: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def number(post: Post, title: str) -> int:
    return post.entries.get(film__title=title).pk


def ranked(*orders: Any, **values: Any) -> Post:
    post = make_post("Rocky", films=FILMS, author=make_user(first_name="Sam"), **values)
    for order in orders:
        make_comment(post, order)
    return post
