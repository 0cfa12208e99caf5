"""Sending the form as a browser does, and looking at what came back."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from blog.models import Post
from comments import access
from comments.models import Comment
from tests.build import make_post

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
TYPED = "I typed this with my thumb on a bus."


def rocky(**values: Any) -> Post:
    return make_post("Rocky", films=["Rocky IV", "Rocky II", "Rocky III"], **values)


def place(post: Post, title: str) -> str:
    return f"place_{post.entries.get(film__title=title).pk}"


def remark(post: Post, title: str) -> str:
    return f"remark_{post.entries.get(film__title=title).pk}"


def send(client: Client, post: Post, headers: dict[str, str] = SAME_SITE, /, **values: Any) -> HttpResponse:
    data = {"name": "Ann", "text": TYPED, "email": "", "rest": "unknown", "token": access.form_token(post)}
    return client.post(reverse("comments:rank", args=[post.slug]), data | values, headers=headers)


def errors(response: HttpResponse) -> str:
    return " ".join(
        str(message) for messages in response.context["form"].errors.values() for message in messages
    )


def assert_kept(response: HttpResponse, status: int = 400) -> None:
    """Refused, everything typed is in the answer, and nothing is stored."""
    assert response.status_code == status
    assert TYPED in response.content.decode()
    assert not Comment.objects.exists()
