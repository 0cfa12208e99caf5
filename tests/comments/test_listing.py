"""The comments of a post in the order that a reader asks for, page by page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from comments import listing
from comments.models import Comment
from tests.build import make_comment, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setattr(listing, "THREADS_PER_PAGE", 3)
    return make_post("Rocky", films=["A", "B", "C", "D"])


def walk(post: Post, sort: str) -> list[list[Comment]]:
    """Every page from the first to the last."""
    pages, start = [], ""
    while True:
        page = listing.page(post, sort, start)
        pages.append([thread.comment for thread in page.threads])
        if not page.after:
            return pages
        start = page.after.partition("from=")[2]


def test_newest_first_goes_page_by_page_without_a_gap(post: Post) -> None:
    comments = [make_comment(post) for _ in range(8)]

    pages = walk(post, listing.NEWEST)

    assert [len(page) for page in pages] == [3, 3, 2]
    assert [comment for page in pages for comment in page] == comments[::-1]


def test_oldest_first_is_the_other_way_round(post: Post) -> None:
    comments = [make_comment(post) for _ in range(4)]

    assert [comment for page in walk(post, listing.OLDEST) for comment in page] == comments


def test_comments_of_the_same_moment_are_neither_lost_nor_shown_twice(post: Post) -> None:
    comments = [make_comment(post) for _ in range(8)]
    Comment.objects.update(created_at=comments[0].created_at)

    for sort in (listing.NEWEST, listing.OLDEST):
        found = [comment.pk for page in walk(post, sort) for comment in page]
        assert sorted(found) == sorted(comment.pk for comment in comments)


def test_rankings_are_sorted_by_their_agreement_with_the_author(post: Post) -> None:
    orders = ["ABCD", "DCBA", "ABDC", "DCBA", "BACD"]
    for order in orders:
        make_comment(post, list(order), name=order)
    make_comment(post)
    make_comment(post, ["D", "A"])

    closest = [comment.name for page in walk(post, listing.CLOSEST) for comment in page]
    furthest = [comment.name for page in walk(post, listing.FURTHEST) for comment in page]

    assert (closest[0], set(closest[1:3]), closest[3:]) == ("ABCD", {"ABDC", "BACD"}, ["DCBA", "DCBA"])
    assert furthest == closest[::-1]


@pytest.mark.parametrize("sort", list(listing.SORTS))
def test_the_way_back_leads_where_the_way_on_came_from(post: Post, sort: str) -> None:
    for _ in range(8):
        make_comment(post, ["A", "B", "C", "D"])
    first = listing.page(post, sort, "")

    second = listing.page(post, sort, first.after.partition("from=")[2])
    third = listing.page(post, sort, second.after.partition("from=")[2])
    back = listing.page(post, sort, third.before.partition("from=")[2])

    assert [thread.comment for thread in back.threads] == [thread.comment for thread in second.threads]
    assert second.before == listing.address(sort)


def test_a_comments_address_leads_to_the_page_that_begins_with_it(post: Post, client: Client) -> None:
    first, *_ = [make_comment(post) for _ in range(8)]
    answer = make_comment(post, parent=first)

    way = client.get(answer.get_absolute_url())["Location"]
    page = client.get(way).content.decode()

    assert way == f"/posts/rocky/?from={first.pk}#comment-{answer.pk}"
    assert f'id="comment-{answer.pk}"' in page


def test_a_page_that_began_with_a_deleted_comment_is_the_first(post: Post) -> None:
    make_comment(post)

    assert len(listing.page(post, listing.NEWEST, "999999").threads) == 1


def test_a_page_may_begin_with_a_comment_that_was_removed_since(post: Post) -> None:
    comments = [make_comment(post) for _ in range(3)]
    Comment.objects.filter(pk=comments[1].pk).update(status="removed", shown=False)

    page = listing.page(post, listing.NEWEST, str(comments[1].pk))

    assert [thread.comment for thread in page.threads] == [comments[0]]


@pytest.mark.parametrize("query", ["sort=best", "sort=", "from=", "from=7&sort=closest"])
def test_an_unknown_order_is_the_usual_one(post: Post, client: Client, query: str) -> None:
    assert client.get(f"/posts/rocky/?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["from=x", "from=-1", "from=0", f"from={10**30}", "sort=NEWEST!", "from=%00"]
)
def test_what_is_no_place_among_comments_is_no_page(post: Post, client: Client, query: str) -> None:
    assert client.get(f"/posts/rocky/?{query}").status_code == 404


@pytest.mark.parametrize("sort", list(listing.SORTS))
def test_a_page_is_found_by_its_index(post: Post, sort: str) -> None:
    first = [make_comment(post, ["A", "B", "C", "D"]) for _ in range(8)][4]
    tops = Comment.objects.threads(post)
    index = "thread_by_time"
    if sort in {listing.CLOSEST, listing.FURTHEST}:
        tops, index = tops.filter(nearness__isnull=False), "thread_by_nearness"

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    plan = listing.since(tops, sort, first)[:3].explain()

    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("sort", list(listing.SORTS))
def test_every_order_costs_the_same_however_many_there_are(post: Post, client: Client, sort: str) -> None:
    counts = []
    for _ in range(2):
        for _ in range(5):
            make_comment(post, ["A", "B", "C", "D"], parent=None)
        start = listing.page(post, sort, "").after
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/posts/rocky/{start}")
        counts.append(len(queries))

    assert counts[0] == counts[1]
