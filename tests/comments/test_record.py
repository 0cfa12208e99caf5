"""The record: who did what to which comment when. It is added to, and never changed."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from comments import moderation
from comments.models import Comment, Deed, Policy
from comments.submission import Ballot, Submission
from tests.build import make_comment, make_post, make_user
from tests.forms import sent_by
from tests.tallies import agrees_with_recount, readers

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_user("mod", role="Moderators"))
    return client


@pytest.fixture
def comment() -> Comment:
    return make_comment(make_post("Rocky", films=["A", "B", "C"]), "CBA", status=Status.PENDING)


def record() -> list[tuple[str, ...]]:
    return list(Deed.objects.order_by("pk").values_list("what", "before", "after", "who"))


def press(client: Client, comment: Comment, status: str) -> None:
    client.post(reverse("admin:comments_comment_status", args=[comment.pk, status]))


def undo(client: Client) -> None:
    batch = Deed.objects.order_by("pk").values_list("batch", flat=True).last()
    client.post(reverse("admin:comments_comment_undo", args=[batch]))


def test_a_decision_is_written_down(moderator: Client, comment: Comment) -> None:
    press(moderator, comment, "approved")

    assert record() == [("status", "pending", "approved", "mod")]
    assert Deed.objects.get().comment == comment


def test_a_ranking_that_a_moderator_accepted_is_written_down_and_one_of_its_reader_is_not() -> None:
    post = make_post("Rocky", films=["A", "B", "C"])
    first, second, third = [entry.pk for entry in post.entries.order_by("position")]
    ballot = Ballot(((first,), (second, third)))
    accepted, taken = make_comment(post), make_comment(post)

    moderation.rank(accepted.pk, ballot, who="mod")
    moderation.rank(accepted.pk, ballot, who="mod")
    moderation.rank(taken.pk, ballot)

    assert record() == [("ranked", "", "", "mod")]
    assert Deed.objects.get().comment == accepted


def test_a_decision_that_changes_nothing_is_not_written_down(moderator: Client, comment: Comment) -> None:
    press(moderator, comment, "pending")

    assert record() == []


def test_what_a_rule_lets_in_is_written_down() -> None:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_NONE)

    moderation.submit(make_post(), Submission("Ann", "Hello."))

    assert record() == [("status", "pending", "approved", "")]


def test_a_decision_that_fails_leaves_no_record(comment: Comment, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object) -> None:
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(moderation.Count, "store", broken)

    with pytest.raises(RuntimeError):
        moderation.change_status([comment.pk], Status.APPROVED, who="mod")

    assert record() == []


def test_new_words_are_written_down(moderator: Client, comment: Comment) -> None:
    address = reverse("admin:comments_comment_change", args=[comment.pk])

    moderator.post(address, sent_by(moderator.get(address), "comment_form") | {"text": "Better."})

    assert record() == [("revised", "", "", "mod")]


def test_the_record_outlives_the_comment(admin_client: Client, admin_user: User, comment: Comment) -> None:
    number = comment.pk

    admin_client.post(reverse("admin:comments_comment_delete", args=[number]), {"post": "yes"})

    assert record() == [("deleted", "pending", "", admin_user.get_username())]
    assert Deed.objects.get().comment_id == number


def test_the_record_stands_on_the_comments_page(moderator: Client, comment: Comment) -> None:
    press(moderator, comment, "spam")

    page = moderator.get(reverse("admin:comments_comment_change", args=[comment.pk])).content.decode()

    assert "Pending → Spam, mod" in page


@pytest.mark.parametrize("what", ["change", "delete"])
def test_nobody_changes_the_record(admin_client: Client, comment: Comment, what: str) -> None:
    moderation.change_status([comment.pk], Status.SPAM, who="mod")
    address = reverse(f"admin:comments_deed_{what}", args=[Deed.objects.get().pk])

    response = admin_client.post(address, {"who": "nobody", "post": "yes"})

    assert response.status_code == 403
    assert record() == [("status", "pending", "spam", "mod")]


def test_nobody_adds_to_the_record_by_hand(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:comments_deed_add")).status_code == 403


def test_the_record_is_there_to_look_at(admin_client: Client, comment: Comment) -> None:
    moderation.change_status([comment.pk], Status.SPAM, who="somebody")

    assert "somebody" in admin_client.get(reverse("admin:comments_deed_changelist")).content.decode()


def test_a_decision_is_undone(moderator: Client, comment: Comment) -> None:
    press(moderator, comment, "approved")
    assert readers(comment.post) == 1

    undo(moderator)

    comment.refresh_from_db()
    assert comment.status == Status.PENDING
    assert readers(comment.post) == 0
    assert agrees_with_recount(comment.post)


def test_a_bulk_decision_is_undone_as_one(moderator: Client) -> None:
    post = make_post()
    states = [Status.PENDING, Status.APPROVED, Status.REMOVED]
    comments = [make_comment(post, status=status) for status in states]
    data = {"action": "spam", "_selected_action": [comment.pk for comment in comments]}
    response = moderator.post(reverse("admin:comments_comment_changelist"), data, follow=True)
    assert 'form="changelist-form"' in str(next(iter(response.context["messages"])))

    undo(moderator)

    assert [Comment.objects.get(pk=comment.pk).status for comment in comments] == states


def test_what_another_moderator_decided_since_is_not_undone(moderator: Client, comment: Comment) -> None:
    press(moderator, comment, "spam")
    batch = Deed.objects.get().batch
    moderation.change_status([comment.pk], Status.APPROVED, who="other")

    response = moderator.post(reverse("admin:comments_comment_undo", args=[batch]), follow=True)

    told = [str(message) for message in response.context["messages"]]
    assert told[-1] == "1 comment changed since: nothing was undone."
    assert readers(comment.post) == 1


def test_who_may_not_moderate_undoes_nothing(client: Client, comment: Comment) -> None:
    moderation.change_status([comment.pk], Status.SPAM, who="mod")
    client.force_login(make_user("author", role="Authors"))

    undo(client)

    comment.refresh_from_db()
    assert comment.status == Status.SPAM
