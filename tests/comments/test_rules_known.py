"""What the rules decide by, from the database: the same words, what was spam, one order from many readers."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from blog.models import Post
from comments import moderation
from comments.circumstances import Circumstances
from comments.models import Comment, Policy
from comments.submission import Ballot, Submission
from tests.build import make_post
from tests.tallies import agrees_with_recount, readers

pytestmark = pytest.mark.django_db
Status = Comment.Status
WORDS = "I watched all of them again to be fair."
SPAM = "Best prices for {0} pills and free shipping to your door, order today at http://{1}.example now"


@pytest.fixture
def post() -> Post:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)
    return make_post("Rocky", films=["A", "B", "C", "D"])


def submit(post: Post, text: str = "", order: str = "", network: str = "", **values: Any) -> Comment:
    entries = {entry.film.title: entry.pk for entry in post.entries.select_related("film")}
    ballot = Ballot(tuple((entries[title],) for title in order)) if order else None
    sent = Submission(**{"name": "Ann", **values}, text=text, ballot=ballot)
    return moderation.submit(post, sent, circumstances=Circumstances(network=network))


def burst(post: Post, number: int, order: str = "DCBA") -> list[Comment]:
    return [submit(post, order=order, network=f"198.51.{at}.0/24", name=f"R{at}") for at in range(number)]


def statuses() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def test_the_same_words_are_held_however_they_are_written(post: Post) -> None:
    submit(post, WORDS)

    again = submit(make_post(), WORDS.upper().replace(" ", "  ").replace("A", "\u0391"))

    assert "repeated" in again.held_because


def test_the_same_words_are_let_in_after_a_while(post: Post, time_machine: TimeMachineFixture) -> None:
    submit(post, WORDS)
    time_machine.move_to(timezone.now() + timedelta(days=31))

    assert submit(post, WORDS).status == Status.APPROVED


def test_a_few_words_may_be_said_by_everybody(post: Post) -> None:
    submit(post, "I agree.")

    assert submit(post, "I agree.").status == Status.APPROVED


def test_after_ten_are_marked_as_spam_the_next_like_them_is_held(post: Post) -> None:
    made = [submit(post, SPAM.format(f"kind{at}", f"shop{at}")) for at in range(10)]
    moderation.change_status([comment.pk for comment in made], Status.SPAM, who="mod")

    comment = submit(post, SPAM.format("other", "elsewhere"))

    assert [reason.partition("=")[0] for reason in comment.held_because] == ["like_spam"]


def test_what_links_where_spam_did_is_held(post: Post) -> None:
    made = [submit(post, f"Look {at} http://www.shop.example/{at}") for at in range(2)]
    moderation.change_status([comment.pk for comment in made], Status.SPAM, who="mod")

    assert submit(post, "Nothing alike: https://shop.example").held_because == ["like_spam=2"]


def test_what_links_where_many_good_comments_do_is_let_in(post: Post) -> None:
    made = [submit(post, f"Look {at} http://films.example/{at}") for at in range(3)]
    moderation.change_status([comment.pk for comment in made[:2]], Status.SPAM, who="mod")

    assert submit(post, "Nothing alike: https://films.example").status == Status.APPROVED


def test_ordinary_words_are_let_in_whatever_was_spam(post: Post) -> None:
    made = [submit(post, SPAM.format(f"kind{at}", f"shop{at}")) for at in range(10)]
    moderation.change_status([comment.pk for comment in made], Status.SPAM, who="mod")

    assert submit(post, f"{WORDS} And the fourth is the best of them all, order today.").status == "approved"


def test_spam_that_was_no_spam_holds_nothing(post: Post) -> None:
    made = [submit(post, SPAM.format(f"kind{at}", f"shop{at}")) for at in range(10)]
    outcome = moderation.change_status([comment.pk for comment in made], Status.SPAM, who="mod")
    moderation.undo(outcome.batch, who="mod")

    assert submit(post, SPAM.format("other", "elsewhere")).status == Status.APPROVED


def test_readers_who_copy_an_order_at_once_are_held_together(post: Post) -> None:
    comments = burst(post, 6)

    assert statuses() == [Status.PENDING] * 6
    leaders = list(Comment.objects.order_by("pk").values_list("leader", flat=True))
    assert leaders == [None, *[comments[0].pk] * 5]
    assert readers(post) == 0
    assert agrees_with_recount(post)


def test_fewer_readers_may_agree(post: Post) -> None:
    burst(post, 4)

    assert statuses() == [Status.APPROVED] * 4


def test_one_reader_who_repeats_themselves_is_no_crowd(post: Post) -> None:
    for _ in range(6):
        submit(post, order="DCBA", network="198.51.1.0/24")

    assert Status.PENDING not in statuses()


def test_readers_who_agree_in_their_own_time_are_no_burst(
    post: Post, time_machine: TimeMachineFixture
) -> None:
    for at in range(6):
        submit(post, order="DCBA", network=f"198.51.{at}.0/24", name=f"R{at}")
        time_machine.move_to(timezone.now() + timedelta(minutes=3))

    assert Status.PENDING not in statuses()


def test_orders_of_three_films_say_too_little(post: Post) -> None:
    burst(post, 6, "DCB")

    assert Status.PENDING not in statuses()


def test_what_a_moderator_let_in_is_not_held_again_by_a_burst(post: Post) -> None:
    first, *_ = burst(post, 3)
    moderation.change_status([first.pk], Status.SPAM, who="mod")
    moderation.change_status([first.pk], Status.APPROVED, who="mod")

    for at in range(10, 14):
        submit(post, order="DCBA", network=f"198.51.{at}.0/24", name=f"R{at}")

    assert statuses() == [Status.APPROVED, *[Status.PENDING] * 6]


@pytest.mark.parametrize("before", [1, 12])
def test_a_comment_costs_the_same_however_many_are_like_it(
    post: Post, before: int, django_assert_max_num_queries: Any
) -> None:
    for at in range(before):
        submit(post, SPAM.format("x", "shop"), "DCBA", f"198.51.{at}.0/24", name=f"R{at}")
    Comment.objects.update(status=Status.SPAM)

    with django_assert_max_num_queries(45):
        submit(post, SPAM.format("x", "shop"), "ABCD", "198.51.200.0/24", name="Last")


def test_an_order_read_in_the_words_is_known_again(post: Post) -> None:
    Policy.objects.update(burst_readers=3)
    order = Ballot(tuple((entry.pk,) for entry in post.entries.order_by("-position")))
    for number in range(2):
        moderation.rank(submit(post, f"Words of {number}.", network=f"198.51.{number}.0/24").pk, order)

    assert submit(post, order="DCBA", network="198.51.9.0/24").held_because == ["burst=3"]
