"""Submitting, revising, changing the status and deleting, and what each does to the tally."""

import pytest
from django.utils import timezone

from blog.models import Post
from comments import moderation
from comments.models import Comment, Policy
from comments.submission import Ballot, Submission
from tests.build import make_comment, make_entry, make_post
from tests.tallies import agrees_with_recount, crowd_order, readers

pytestmark = pytest.mark.django_db
Status = Comment.Status


def three_films() -> Post:
    return make_post(films=["A", "B", "C"])


def revision(post: Post) -> int:
    return Post.objects.get(pk=post.pk).revision


def test_an_approved_ranking_counts() -> None:
    post = three_films()

    make_comment(post, ["C", "B", "A"])

    assert crowd_order(post) == [["C"], ["B"], ["A"]]
    assert readers(post) == 1


@pytest.mark.parametrize("status", [Status.PENDING, Status.SPAM, Status.REMOVED])
def test_a_ranking_that_is_not_approved_does_not_count(status: str) -> None:
    post = three_films()

    make_comment(post, ["C", "B", "A"], status=status)

    assert readers(post) == 0
    assert crowd_order(post) == []


def test_approving_moves_the_order_and_the_revision() -> None:
    post = three_films()
    comment = make_comment(post, ["C", "B", "A"], status=Status.PENDING)
    before = revision(post)

    moderation.change_status([comment.pk], Status.APPROVED)

    assert crowd_order(post) == [["C"], ["B"], ["A"]]
    assert revision(post) == before + 1


def test_marking_as_spam_moves_the_order_back() -> None:
    post = three_films()
    make_comment(post, ["A", "B", "C"])
    comments = [make_comment(post, ["C", "B", "A"]) for _ in range(2)]
    assert crowd_order(post) == [["C"], ["B"], ["A"]]

    moderation.change_status([comment.pk for comment in comments], Status.SPAM)

    assert crowd_order(post) == [["A"], ["B"], ["C"]]
    assert agrees_with_recount(post)


def test_approving_twice_counts_once_and_says_so() -> None:
    post = three_films()
    comment = make_comment(post, ["C", "B", "A"], status=Status.PENDING)
    moderation.change_status([comment.pk], Status.APPROVED)

    outcome = moderation.change_status([comment.pk], Status.APPROVED)

    assert outcome.unchanged == [comment.pk]
    assert readers(post) == 1


def test_a_status_that_does_not_exist_is_refused() -> None:
    comment = make_comment(three_films())

    with pytest.raises(ValueError, match="'published' is not a status"):
        moderation.change_status([comment.pk], "published")


def test_holding_a_held_comment_leaves_the_revision() -> None:
    post = three_films()
    comment = make_comment(post, ["A"], status=Status.PENDING)
    before = revision(post)

    moderation.change_status([comment.pk], Status.SPAM)

    assert revision(post) == before


def test_a_revised_ranking_replaces_the_one_before() -> None:
    post = three_films()
    a, b, c = post.entries.ranked()
    comment = make_comment(post, ["A", "B", "C"])

    moderation.revise(
        comment.pk, Submission("Ann", "Changed my mind.", ballot=Ballot(((c.pk,), (a.pk, b.pk))))
    )

    assert crowd_order(post) == [["C"], ["A", "B"]]
    assert readers(post) == 1
    assert agrees_with_recount(post)


def test_deleting_takes_the_ranking_out_of_the_count() -> None:
    post = three_films()
    comment = make_comment(post, ["C", "B", "A"])

    moderation.delete(comment.pk)

    assert readers(post) == 0
    assert not Comment.objects.exists()


def test_a_comment_with_answers_cannot_be_deleted_and_still_counts() -> None:
    post = three_films()
    comment = make_comment(post, ["C", "B", "A"])
    make_comment(post, parent=comment)

    with pytest.raises(moderation.Refused, match="has answers"):
        moderation.delete(comment.pk)

    assert readers(post) == 1


def test_the_same_form_sent_twice_is_one_comment() -> None:
    post = three_films()
    submission = Submission("Ann", "Hello.", key="one-form")

    first, second = (moderation.submit(post, submission) for _ in range(2))

    assert first == second
    assert Comment.objects.count() == 1


def test_a_first_comment_is_held_and_says_why() -> None:
    comment = moderation.submit(three_films(), Submission("Ann", "Hello.", "ann@example.org"))

    assert comment.status == Status.PENDING
    assert comment.held_because == ["first"]


def test_a_known_reader_is_let_in() -> None:
    post = three_films()
    make_comment(post, email="ann@example.org")

    comment = moderation.submit(post, Submission("Ann", "Hello again.", "Ann@example.org"))

    assert comment.status == Status.APPROVED


def test_everybody_waits_when_the_moderator_says_so() -> None:
    post = three_films()
    make_comment(post, email="ann@example.org")
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_ALL)

    comment = moderation.submit(post, Submission("Ann", "Hello again.", "ann@example.org"))

    assert comment.held_because == ["everything"]


def test_nobody_waits_when_the_moderator_says_so() -> None:
    post = three_films()
    a, *_ = post.entries.ranked()
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)

    comment = moderation.submit(post, Submission("Ann", "Hello.", ballot=Ballot(((a.pk,),))))

    assert comment.status == Status.APPROVED
    assert readers(post) == 1


def test_a_comment_from_elsewhere_comes_in_once() -> None:
    post = three_films()
    known = {"ref": "wordpress:7", "status": Status.APPROVED, "at": timezone.now()}

    made = [moderation.bring_in(post, Submission("Ann", "Hello."), **known)[1] for _ in range(2)]

    assert made == [True, False]


def test_an_answer_to_an_answer_belongs_to_the_thread_at_the_top() -> None:
    post = three_films()
    top = make_comment(post)
    answer = make_comment(post, parent=top)

    deeper = make_comment(post, parent=answer)

    assert (deeper.parent_id, deeper.thread_id) == (answer.pk, top.pk)


def test_a_film_ranked_later_was_not_offered_to_earlier_readers() -> None:
    post = three_films()
    make_comment(post, ["C", "B", "A"])
    make_entry(post, "D", 4)

    make_comment(post, ["D", "C"])

    assert agrees_with_recount(post)
    assert crowd_order(post) == [["D"], ["C"], ["B"], ["A"]]


def test_a_film_that_is_ranked_no_more_leaves_the_crowds_order() -> None:
    post = three_films()
    make_comment(post, ["C", "B", "A"])

    post.entries.filter(film__title="C").update(position=None)

    assert crowd_order(post) == [["B"], ["A"]]
