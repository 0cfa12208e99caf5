"""What was read in comments without a ranking: shown to the moderator, accepted with one click or many."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from blog.models import Post
from comments import acceptance, moderation, reading_admin
from comments.models import Comment, PostTally, Ranking
from tests.build import make_comment, make_post, make_user
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db
Status = Comment.Status
QUEUE = "admin:comments_comment_changelist"
SURE = "My order, best first:\n1. Rocky IV - snow\n2. Rocky II\n3. Rocky\n4. Rocky III\n5. Rocky V"
WEAK = "3, 4, 2"


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_user("mod", role="Moderators"))
    return client


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=["Rocky", "Rocky II", "Rocky III", "Rocky IV", "Rocky V"])


def address(comment: Comment) -> str:
    return reverse("admin:comments_comment_change", args=[comment.pk])


def accept(client: Client, comment: Comment, **changed: str) -> HttpResponse:
    """Press the button that the comment's page shows."""
    html = client.get(address(comment)).content.decode()
    _, _, behind = html.partition('name="mark" value="')
    data = {"mark": behind.partition('"')[0]} | changed
    return client.post(reverse("admin:comments_comment_accept", args=[comment.pk]), data, follow=True)


def accept_all(client: Client, *comments: Comment, **more: Any) -> list[str]:
    data = {"action": "accept_readings", "_selected_action": [comment.pk for comment in comments], **more}
    return said(client.post(reverse(QUEUE), data, follow=True))


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def queue(client: Client) -> str:
    return client.get(reverse(QUEUE)).content.decode()


def test_what_is_sure_is_sure_and_what_is_weak_is_weak(post: Post) -> None:
    sure, weak = make_comment(post, text=SURE), make_comment(post, text=WEAK)

    read = {comment.pk: found for comment, found in next(acceptance.read_all(Comment.objects.all()))}

    assert read[sure.pk].confidence >= acceptance.ABOVE > read[weak.pk].confidence > 0


def test_the_comments_page_shows_the_reading_and_stores_nothing(moderator: Client, post: Post) -> None:
    comment = make_comment(post, text="Mine:\n1. Rocky IV - snow\n2. Rocky Iii\n3. Rokcy V\n4. Rambo")

    html = moderator.get(address(comment)).content.decode()

    assert "Accept this ranking" in html
    assert "<q>snow</q>" in html
    assert "with a confidence of 0." in html
    assert "Not understood:" in html
    assert "In doubt:" in html
    assert not Ranking.objects.exists()


def test_one_click_accepts_what_was_shown(moderator: Client, post: Post) -> None:
    comment = make_comment(post, text=WEAK, status=Status.PENDING)

    response = accept(moderator, comment)

    assert said(response) == [reading_admin.ACCEPTED]
    picks = Comment.objects.get().ranking.picks.select_related("entry__film")
    assert [pick.entry.film.title for pick in picks] == ["Rocky III", "Rocky IV", "Rocky II"]
    assert Comment.objects.get().status == Status.PENDING
    assert not PostTally.objects.filter(readers__gt=0)


def test_an_approved_comment_counts_as_soon_as_its_ranking_is_accepted(moderator: Client, post: Post) -> None:
    comment = make_comment(post, text=SURE)

    accept(moderator, comment)

    assert PostTally.objects.get().readers == 1
    assert Comment.objects.get().nearness is not None
    assert agrees_with_recount(post)


def test_who_accepts_second_is_told_that_it_was_done(moderator: Client, post: Post) -> None:
    comment = make_comment(post, text=SURE)
    mark = moderator.get(address(comment)).content.decode().partition('name="mark" value="')[2][:32]
    accept(moderator, comment)

    response = accept(moderator, comment, mark=mark)

    assert said(response) == [reading_admin.RANKED]
    assert PostTally.objects.get().readers == 1


def test_what_was_not_shown_is_not_accepted(moderator: Client, post: Post) -> None:
    comment = make_comment(post, text=SURE)

    response = accept(moderator, comment, mark="another")

    assert said(response) == [reading_admin.CHANGED]
    assert not Ranking.objects.exists()


@pytest.mark.parametrize("status", [Status.SPAM, Status.REMOVED])
def test_what_was_taken_out_is_not_read(moderator: Client, post: Post, status: str) -> None:
    comment = make_comment(post, text=SURE)
    mark = moderator.get(address(comment)).content.decode().partition('name="mark" value="')[2][:32]
    moderation.change_status([comment.pk], status)

    accept(moderator, comment, mark=mark)
    messages = accept_all(moderator, comment)

    assert "Accept this ranking" not in moderator.get(address(comment)).content.decode()
    assert "Reads as" not in queue(moderator)
    assert messages == ["1 comment marked as spam or removed: nothing was done."]
    assert not Ranking.objects.exists()


def test_a_comment_with_a_ranking_shows_no_reading(moderator: Client, post: Post) -> None:
    comment = make_comment(post, ["Rocky"], text=SURE)

    assert "Accept this ranking" not in moderator.get(address(comment)).content.decode()
    assert "Reads as" not in queue(moderator)


def test_nothing_is_accepted_by_looking_or_by_who_may_only_look(client: Client, post: Post) -> None:
    viewer = make_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client.force_login(viewer)
    comment = make_comment(post, text=SURE)

    pressed = accept(client, comment)
    accept_all(client, comment)

    assert pressed.status_code == 403
    assert client.get(reverse("admin:comments_comment_accept", args=[comment.pk])).status_code == 405
    assert not Ranking.objects.exists()


def test_many_are_accepted_from_a_confidence_on_and_the_rest_is_told(moderator: Client, post: Post) -> None:
    sure = [make_comment(post, text=SURE) for _ in range(2)]
    others = [
        make_comment(post, text=WEAK),
        make_comment(post, text="I like the meat."),
        make_comment(post, ["Rocky"], text=SURE),
    ]

    messages = accept_all(moderator, *sure, *others)

    assert messages == [
        "2 comments given the ranking that was read in the words.",
        "1 comment read with a confidence below 0.8: open each to decide.",
        "1 comment without a ranking in the words: nothing was done.",
        "1 comment ranked already: nothing was done.",
    ]
    assert set(Comment.objects.filter(ranking__isnull=False)) == {*sure, others[2]}
    assert agrees_with_recount(post)


def test_many_of_many_posts_are_accepted_chunk_by_chunk(
    moderator: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acceptance, "CHUNK", 2)
    posts = [post, *(make_post(films=["Rocky", "Rocky II", "Rocky IV"]) for _ in range(3))]
    text = "My order:\n1. Rocky IV\n2. Rocky II\n3. Rocky"
    comments = [make_comment(posts[number % 4], text=text) for number in range(9)]

    accept_all(moderator, *comments)

    assert Ranking.objects.count() == 9
    assert all(agrees_with_recount(one) for one in posts)


def test_a_film_that_left_meanwhile_is_told_and_nothing_is_stored(
    moderator: Client, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = make_comment(post, text=SURE)
    rank_many = moderation.rank_many

    def late(pk: int, ballots: Any, **who: str) -> Any:
        post.entries.filter(film__title="Rocky II").delete()
        return rank_many(pk, ballots, **who)

    monkeypatch.setattr(moderation, "rank_many", late)

    assert accept_all(moderator, comment) == ["The films of this post have just changed. Please look again."]
    assert not Ranking.objects.exists()


def test_the_queue_says_in_short_what_was_read(moderator: Client, post: Post) -> None:
    make_comment(post, text=SURE)

    assert "Reads as: Rocky IV &gt; Rocky II &gt; Rocky &gt; Rocky III &gt; …" in queue(moderator)


def test_films_on_a_level_are_told_in_short(moderator: Client, post: Post) -> None:
    make_comment(post, text="Rocky IV > Rocky II = Rocky III")

    assert "Reads as: Rocky IV &gt; Rocky II = Rocky III<" in queue(moderator)


def test_the_queue_reads_no_long_words(moderator: Client, post: Post) -> None:
    make_comment(post, text=SURE + "\n" + "x" * reading_admin.LONGEST_IN_QUEUE)

    assert "Reads as" not in queue(moderator)


@pytest.mark.parametrize("posts", [1, 12])
def test_the_queue_costs_the_same_however_many_posts_it_reads(
    moderator: Client, django_assert_num_queries: DjangoAssertNumQueries, posts: int
) -> None:
    for _ in range(posts):
        make_comment(make_post(films=["Rocky", "Rocky II"]), text="1. Rocky II\n2. Rocky")

    with django_assert_num_queries(15):
        moderator.get(reverse(QUEUE))
