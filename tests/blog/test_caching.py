"""A page is kept under its tag, stale as soon as anything in it moves, and made where no cache answers."""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from redis import ConnectionError as RedisConnectionError

from blog import caching
from blog.models import Post
from tests.build import make_comment, make_post

pytestmark = pytest.mark.django_db
QUERIES_OF_A_KEPT_ARTICLE = 3


def test_a_kept_article_is_not_made_again(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = make_post(films=["A", "B"])
    first = client.get(post.get_absolute_url())

    with django_assert_num_queries(QUERIES_OF_A_KEPT_ARTICLE):
        second = client.get(post.get_absolute_url())

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_a_kept_article_is_stale_as_soon_as_a_comment_is_approved(client: Client) -> None:
    post = make_post(films=["A", "B"])
    client.get(post.get_absolute_url())

    make_comment(post, ["B", "A"], text="Fresh words.")

    assert "Fresh words." in client.get(post.get_absolute_url()).content.decode()


def test_a_kept_article_is_gone_with_its_post(client: Client) -> None:
    post = make_post(films=["A", "B"])
    client.get(post.get_absolute_url())

    Post.objects.filter(pk=post.pk).update(status=Post.Status.DRAFT)

    assert client.get(post.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("error", [RedisConnectionError("refused"), TimeoutError("slow")])
@pytest.mark.parametrize("verb", ["get", "set"])
def test_reading_works_while_the_cache_does_not_answer(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    verb: str,
    error: Exception,
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    post = make_post(films=["A", "B"])
    monkeypatch.setattr(cache, verb, fail)
    caplog.set_level(logging.WARNING)

    response = client.get(post.get_absolute_url())

    assert response.status_code == 200
    assert "cache does not answer" in caplog.text


def test_two_tags_never_share_a_page() -> None:
    pages = [
        caching.kept(caching.etag(number), lambda number=number: HttpResponse(str(number)))
        for number in (1, 2, 1)
    ]

    assert [page.content for page in pages] == [b"1", b"2", b"1"]


def test_a_tag_tells_its_parts_apart() -> None:
    assert caching.etag("a", "bc") != caching.etag("ab", "c")
