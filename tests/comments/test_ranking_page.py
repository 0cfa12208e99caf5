"""A ranking's own page: its numbers, its neighbours, and what it keeps to itself."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Post
from comments import crowd, moderation
from comments.models import Comment
from ranking import Ordering, Tally, agreement, agreement_with_others
from tests.build import make_comment, make_draft, make_post, make_scheduled

pytestmark = pytest.mark.django_db
FILMS = ["A", "B", "C", "D", "E"]


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=FILMS)


def address(comment: Comment) -> str:
    return reverse("comments:ranking", args=[comment.pk])


def page(client: Client, comment: Comment) -> str:
    return client.get(address(comment)).content.decode()


def text(html: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def ordering(comment: Comment) -> Ordering:
    found = crowd.ordering_of(Comment.objects.with_rankings().get(pk=comment.pk))
    assert found is not None
    return found


def test_the_page_shows_the_order_the_remarks_and_the_words(client: Client, post: Post) -> None:
    comment = make_comment(post, ["B", ["A", "C"]], name="Nadia", text="Hear me.", remarks={"A": "Snow."})

    shown = text(page(client, comment))

    assert "Nadia ranks back" in shown
    assert "Hear me." in shown
    assert "1 B 2 = level A Snow. 2 = level C" in shown
    assert "2 left out" in shown


def test_the_agreement_with_the_author_is_the_librarys(client: Client, post: Post) -> None:
    comment = make_comment(post, ["B", ["A", "C"], "E", "D"])
    author = crowd.author_ordering(post.entries.ranked())

    expected = agreement(ordering(comment), author)

    html = page(client, comment)
    assert f"Same order in {expected.same} of {expected.compared} pairs" in html
    assert f"{round(100 * expected.share)}%" in html


def test_the_crowd_is_compared_without_the_readers_own_voice(client: Client, post: Post) -> None:
    comment = make_comment(post, ["E", "D", "C", "B", "A"])
    for order in ["ABCDE", "ABCED", "EDCBA"]:
        make_comment(post, list(order))
    stored = Tally.from_json(post.tally.counts)

    expected = agreement_with_others(stored, ordering(comment), stored.author.candidates)
    with_own = agreement(ordering(comment), Ordering(post.tally.consensus["tiers"]))

    html = page(client, comment)
    assert (
        f"Same order in {expected.same} of 10 pairs of films, against the order of the other 3 readers"
        in html
    )
    assert expected != with_own


def test_two_others_are_no_crowd(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)
    for _ in range(2):
        make_comment(post, FILMS)

    assert "Blue corner" not in page(client, comment)


def test_a_crowd_that_waits_until_one_has_ranked_is_not_compared_with(client: Client) -> None:
    post = make_post("Rocky", films=FILMS, blind=True)
    comments = [make_comment(post, FILMS) for _ in range(4)]

    html = page(client, comments[0])

    assert "Blue corner" not in html
    assert "Red corner" in html


def test_both_ends_are_named_with_the_way_to_their_own_pages(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)
    near = make_comment(post, list("ABCED"), name="Near")
    far = make_comment(post, list("EDCBA"), name="Far <b>")
    make_comment(post, list("BADCE"), name="Between")

    html = page(client, comment)

    shown = text(html)
    assert "Nearest Near Same order in 9 of 10 pairs, 90" in shown
    assert "Most opposed Far &lt;b&gt; Same order in 0 of 10 pairs, 0" in shown
    assert f'<a href="{address(near)}"><bdi>Near</bdi></a>' in html
    assert f'<a href="{address(far)}"><bdi>Far &lt;b&gt;</bdi></a>' in html
    assert "Between" not in shown


def test_three_films_in_common_are_too_few(client: Client, post: Post) -> None:
    comment = make_comment(post, ["A", "B", "C", "D"])
    make_comment(post, ["C", "B", "A", "E"], name="Three")

    html = page(client, comment)

    assert "No other reader has ranked four of these films yet." in html


def test_an_order_of_two_films_says_why_nobody_is_compared(client: Client, post: Post) -> None:
    comment = make_comment(post, ["A", "B"])

    shown = text(page(client, comment))

    assert "once they have four films in common, and here are only 2." in shown
    assert "No other reader" not in shown


def test_the_only_other_reader_is_called_that(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)
    make_comment(post, list("EDCBA"), name="Only")

    shown = text(page(client, comment))

    assert "The only other so far Only" in shown
    assert "Most opposed" not in shown


@pytest.mark.parametrize("status", ["pending", "spam", "removed"])
def test_what_is_not_public_is_neither_a_page_nor_a_neighbour(
    client: Client, post: Post, status: str
) -> None:
    comment = make_comment(post, FILMS)
    for order in ["ABCED", "BACDE", "EDCAB"]:
        make_comment(post, list(order))
    before = text(page(client, comment))

    held = make_comment(post, list("EDCBA"), status=status, name="Hidden")
    taken = make_comment(post, FILMS, name="Hidden")
    moderation.change_status([taken.pk], status)

    assert [client.get(address(hidden)).status_code for hidden in (held, taken)] == [404, 404]
    assert text(page(client, comment)) == before


def test_comments_without_an_order_have_no_such_page(client: Client, post: Post) -> None:
    words, remark = make_comment(post), make_comment(post, remarks={"A": "Snow."})

    assert [client.get(address(comment)).status_code for comment in (words, remark)] == [404, 404]


def test_rankings_of_posts_that_are_not_public_have_no_page(client: Client) -> None:
    posts = [make_draft(films=FILMS), make_scheduled(films=FILMS)]
    comments = [make_comment(post, FILMS) for post in posts]

    assert [client.get(address(comment)).status_code for comment in comments] == [404, 404]


@pytest.mark.parametrize("number", ["0", "999999", str(10**30)])
def test_a_number_that_no_ranking_has_is_no_page(client: Client, number: str) -> None:
    assert client.get(f"/rankings/{number}/").status_code == 404


def test_a_reader_can_answer_while_the_post_takes_comments(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)
    way = f'href="/posts/rocky/rank/?answer={comment.pk}"'

    open_page = page(client, comment)
    Post.objects.filter(pk=post.pk).update(comments_open=False)
    closed_page = page(client, comment)

    assert way in open_page
    assert way not in closed_page


def test_a_comment_with_an_order_leads_to_its_page(client: Client, post: Post) -> None:
    ranked, words = make_comment(post, FILMS), make_comment(post)

    html = client.get(post.get_absolute_url()).content.decode()

    assert f'href="{address(ranked)}"' in html
    assert address(words) not in html


def test_the_page_has_one_address_and_sets_no_cookie(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)

    response = client.get(address(comment) + "?from=somewhere")

    assert f'<link rel="canonical" href="http://testserver{address(comment)}">' in response.content.decode()
    assert "Set-Cookie" not in response
    assert "noindex" not in response.content.decode()


def test_the_page_is_made_again_only_after_a_change(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)
    tag = client.get(address(comment))["ETag"]

    same = client.get(address(comment), headers={"If-None-Match": tag})
    with CaptureQueriesContext(connection) as queries:
        page(client, comment)
    make_comment(post, list("EDCBA"), name="Newcomer")
    other = client.get(address(comment), headers={"If-None-Match": tag})

    assert same.status_code == 304
    assert not any("LIMIT 2001" in query["sql"] for query in queries)
    assert "Newcomer" in other.content.decode()


def test_the_page_costs_the_same_however_many_there_are(client: Client, post: Post) -> None:
    comment = make_comment(post, FILMS)
    counts = []
    for _ in range(2):
        for order in ["ABCED", "BACDE", "EDCBA", "CABDE", "ABDCE"]:
            make_comment(post, list(order))
        with CaptureQueriesContext(connection) as queries:
            page(client, comment)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
