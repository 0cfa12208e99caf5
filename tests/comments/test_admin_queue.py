"""What a moderator decides by: the writer, what is like it, the group, the effect, and how many wait."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Post
from comments import background, moderation
from comments.circumstances import Circumstances
from comments.models import Comment, Policy
from comments.submission import Ballot, Submission
from tests.build import make_comment, make_post, make_user
from tests.tallies import crowd_order

pytestmark = pytest.mark.django_db
Status = Comment.Status
QUEUE = "admin:comments_comment_changelist"
WORDS = "Best prices for watches and free shipping to your door, order today"


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_user("mod", role="Moderators"))
    return client


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=["A", "B", "C", "D"])


def submit(post: Post, text: str = "", order: str = "", network: str = "", **values: Any) -> Comment:
    entries = {entry.film.title: entry.pk for entry in post.entries.select_related("film")}
    ballot = Ballot(tuple((entries[title],) for title in order)) if order else None
    sent = Submission(**{"name": "Ann", **values}, text=text, ballot=ballot)
    return moderation.submit(post, sent, circumstances=Circumstances(network=network))


def burst(post: Post, number: int = 6) -> list[Comment]:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)
    return [submit(post, order="DCBA", network=f"198.51.{at}.0/24", name=f"R{at}") for at in range(number)]


def listed(client: Client, query: str = "") -> list[Comment]:
    return list(client.get(reverse(QUEUE) + query).context["cl"].result_list)


def test_a_row_tells_the_writers_history_by_their_address(moderator: Client, post: Post) -> None:
    make_comment(post, email="Ann@example.org")
    make_comment(post, email="ann@example.org", status=Status.SPAM)
    make_comment(post, email="ben@example.org")
    submit(post, "Hello.", email="ann@example.org")

    about = listed(moderator)[0].about

    assert (about.by, about.approved, about.spam, about.others) == ("e-mail", 1, 1, 0)


def test_a_row_tells_what_came_from_the_same_network(moderator: Client, post: Post) -> None:
    first = submit(post, "Hello.", network="198.51.100.0/24")
    moderation.change_status([first.pk], Status.SPAM)
    submit(post, "Hello again.", network="198.51.100.0/24")
    submit(post, "Somebody else.", network="198.51.1.0/24")

    about = listed(moderator)[1].about

    assert (about.by, about.approved, about.spam, about.others) == ("network", 0, 1, 0)


def test_comments_alike_are_counted_in_the_list_and_named_on_the_page(moderator: Client, post: Post) -> None:
    other = submit(post, f"{WORDS}.", name="Twin")
    comment = submit(post, f"{WORDS}, friend.")
    submit(post, "I watched all of them again to be fair.", name="Stranger")

    assert [row.about.alike for row in listed(moderator)] == [0, 1, 1]
    assert background.alike(comment) == [other]
    address = reverse("admin:comments_comment_change", args=[comment.pk])
    assert "Twin" in moderator.get(address).content.decode()


def test_the_page_tells_what_approving_does_to_the_crowds_order(moderator: Client, post: Post) -> None:
    make_comment(post, "ABCD")
    comments = [submit(post, order="DABC", name=f"R{at}") for at in range(2)]
    moderation.change_status([comments[0].pk], Status.APPROVED)

    moves = background.effect(comments[1])
    told = {move.entry.film.title: (move.before, move.after) for move in moves or []}
    moderation.change_status([comments[1].pk], Status.APPROVED)

    assert crowd_order(post) == [["D"], ["A"], ["B"], ["C"]]
    assert {title: after for title, (_, after) in told.items()}["D"] == 1
    assert all(before != after for before, after in told.values())


def test_the_page_tells_what_taking_out_does(post: Post) -> None:
    make_comment(post, "ABCD")
    comments = [make_comment(post, "DCBA") for _ in range(2)]

    assert background.effect(Comment.objects.get(pk=comments[0].pk))
    assert crowd_order(post) == [["D"], ["C"], ["B"], ["A"]]


def test_a_comment_without_a_ranking_has_no_effect(post: Post) -> None:
    assert background.effect(make_comment(post)) is None


def test_a_burst_is_one_row_in_the_queue(moderator: Client, post: Post) -> None:
    first, *others = burst(post)

    rows = listed(moderator)

    assert (rows, rows[0].about.group) == ([first], 6)
    assert listed(moderator, f"?leader__id__exact={first.pk}") == others[::-1]


def test_a_burst_is_decided_as_one(moderator: Client, post: Post) -> None:
    first, *_ = burst(post)

    moderator.post(reverse("admin:comments_comment_group", args=[first.pk, "spam"]))

    assert set(Comment.objects.values_list("status", flat=True)) == {Status.SPAM}


def test_what_followed_comes_into_sight_once_the_first_is_decided(moderator: Client, post: Post) -> None:
    first, *others = burst(post)
    moderation.change_status([first.pk], Status.SPAM, who="mod")

    assert listed(moderator, "?status__exact=pending") == others[::-1]


def test_who_may_not_moderate_decides_no_group(client: Client, post: Post) -> None:
    first, *_ = burst(post)
    client.force_login(make_user("author", role="Authors"))

    response = client.post(reverse("admin:comments_comment_group", args=[first.pk, "spam"]))

    assert response.status_code == 403
    assert not Comment.objects.filter(status=Status.SPAM).exists()


def test_every_admin_page_says_how_many_wait(moderator: Client, post: Post) -> None:
    for _ in range(3):
        make_comment(post, status=Status.PENDING)
    make_comment(post)

    assert "3 held" in moderator.get(reverse("admin:index")).content.decode()


def test_who_does_not_moderate_is_not_told(client: Client, post: Post) -> None:
    client.force_login(make_user("author", role="Authors"))

    assert "queue-link" not in client.get(reverse("admin:index")).content.decode()


def test_beyond_a_thousand_nobody_counts(
    moderator: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.templatetags.queue.MOST", 2)
    for _ in range(3):
        make_comment(post, status=Status.PENDING)

    assert "2+ held" in moderator.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("alike", [1, 12])
def test_the_queue_costs_the_same_whatever_is_known(
    moderator: Client, post: Post, django_assert_num_queries: Any, alike: int
) -> None:
    for at in range(alike):
        submit(post, WORDS, "DCBA", f"198.51.{at}.0/24", email="ann@example.org")
        submit(post, WORDS, network="198.51.100.0/24")

    with django_assert_num_queries(19):
        moderator.get(reverse(QUEUE))
