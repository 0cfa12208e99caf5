"""Several people at work in the admin at the same moment: nobody gets an error page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from blog.models import Film, Post
from tests.build import make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = 6
ADD = "/admin/blog/film/add/"


def at_once(send: Callable[[Client, int], HttpResponse]) -> list[int]:
    """Lets every editor send something at the same moment; gives the status codes."""
    barrier = Barrier(EDITORS)
    clients = [Client() for _ in range(EDITORS)]
    for client in clients:
        client.force_login(make_user(role="Editors"))

    def run(number: int) -> int:
        try:
            barrier.wait(timeout=30)
            return send(clients[number], number).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(run, range(EDITORS)))


def save(client: Client, post: Post, **typed: str) -> HttpResponse:
    at = f"/admin/blog/post/{post.pk}/change/"
    return client.post(at, sent_by(client.get(at), "post_form") | typed)


def test_one_film_added_by_all_is_there_once_and_the_others_are_told():
    def add(client: Client, number: int) -> HttpResponse:
        values = sent_by(client.get(ADD), "film_form")
        return client.post(ADD, values | {"title": "Rocky", "slug": "rocky", "year": "1976"})

    statuses = at_once(add)

    assert sorted(statuses) == [200] * (EDITORS - 1) + [302]
    assert Film.objects.count() == 1


def test_one_post_rearranged_by_all_keeps_an_order_without_gaps():
    post = make_post(films=["A", "B", "C", "D"])

    def rotate(client: Client, number: int) -> HttpResponse:
        positions = {f"entries-{row}-position": str((row + number) % 4 + 1) for row in range(4)}
        return save(client, post, **positions)

    statuses = at_once(rotate)

    assert statuses == [302] * EDITORS
    assert [entry.position for entry in post.entries.ranked()] == [1, 2, 3, 4]


def test_each_save_of_one_post_moves_its_revision_on():
    post = make_post(films=["A"])

    at_once(lambda client, number: save(client, post, standfirst=f"Number {number}."))

    post.refresh_from_db()
    assert post.revision >= 1 + EDITORS


def test_posts_of_the_same_films_and_the_films_are_saved_without_waiting_in_a_circle():
    posts = [make_post(films=["A", "B", "C"]) for _ in range(EDITORS)]
    films = list(Film.objects.all())

    def work(client: Client, number: int) -> HttpResponse:
        if number % 2:
            return save(client, posts[number], standfirst=f"Number {number}.")
        at = f"/admin/blog/film/{films[number // 2].pk}/change/"
        return client.post(at, sent_by(client.get(at), "film_form") | {"title": f"Film {number}"})

    statuses = at_once(work)

    assert statuses == [302] * EDITORS
    assert all(" film " in post.search_text for post in Post.objects.all())
