"""The moderator's queue, and what an author's change does to the crowd's order."""

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from blog.models import Post
from comments import moderation
from comments.models import Comment, Policy, PostTally
from tests.build import make_comment, make_post, make_user
from tests.forms import sent_by
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db
Status = Comment.Status
QUERIES_OF_THE_QUEUE = 17
QUEUE = "admin:comments_comment_changelist"


@pytest.fixture
def moderator(client: Client) -> Client:
    client.force_login(make_user("mod", role="Moderators"))
    return client


def rocky() -> Post:
    return make_post("Rocky", films=["A", "B", "C"])


def act(client: Client, action: str, *comments: Comment) -> HttpResponse:
    data = {"action": action, "_selected_action": [comment.pk for comment in comments]}
    return client.post(reverse(QUEUE), data, follow=True)


def press(client: Client, comment: Comment, status: str, **headers: str) -> HttpResponse:
    return client.post(reverse("admin:comments_comment_status", args=[comment.pk, status]), headers=headers)


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_row_shows_the_words_the_parent_the_ranking_and_why_it_waits(moderator: Client) -> None:
    post = rocky()
    parent = make_comment(post, name="Parent", text="What was said before.")
    comment = make_comment(
        post, ["C", ["A", "B"]], parent=parent, status=Status.PENDING, remarks={"C": "the log"}
    )
    Comment.objects.filter(pk=comment.pk).update(held_because=["first"])

    html = moderator.get(reverse(QUEUE) + "?status__exact=pending").content.decode()

    for part in (
        comment.text,
        "What was said before.",
        "the log",
        "A = B",
        "This reader is not known yet.",
    ):
        assert part in html


def test_the_queue_is_newest_first_and_filters_by_status_and_post(moderator: Client) -> None:
    first, second = make_comment(rocky()), make_comment(make_post(), status=Status.SPAM)

    everything = list(moderator.get(reverse(QUEUE)).context["cl"].queryset)
    spam = list(moderator.get(reverse(QUEUE) + "?status__exact=spam").context["cl"].queryset)
    of_post = list(moderator.get(reverse(QUEUE) + f"?post__id__exact={first.post_id}").context["cl"].queryset)

    assert (everything, spam, of_post) == ([second, first], [second], [first])


@pytest.mark.parametrize("comments", [1, 12])
def test_the_queue_costs_the_same_however_long_it_is(
    moderator: Client, django_assert_num_queries: DjangoAssertNumQueries, comments: int
) -> None:
    post = rocky()
    for _ in range(comments):
        make_comment(post, ["A", "B"], parent=make_comment(post), email="ann@example.org")

    with django_assert_num_queries(QUERIES_OF_THE_QUEUE):
        moderator.get(reverse(QUEUE))


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("approve", Status.APPROVED),
        ("spam", Status.SPAM),
        ("remove", Status.REMOVED),
        ("hold", Status.PENDING),
    ],
)
def test_comments_are_moderated_in_bulk(moderator: Client, action: str, status: str) -> None:
    post = rocky()
    comments = [make_comment(post, ["C", "A"], status=Status.PENDING) for _ in range(3)]
    if status == Status.PENDING:
        Comment.objects.update(status=Status.SPAM)

    response = act(moderator, action, *comments)

    assert {comment.status for comment in Comment.objects.all()} == {status}
    assert said(response)[0].startswith("3 comments")
    row = PostTally.objects.filter(post=post).first()
    assert (row.readers if row else 0) == (3 if status == Status.APPROVED else 0)


def test_a_button_approves_one_comment_and_leads_back_to_where_it_was_pressed(moderator: Client) -> None:
    comment = make_comment(rocky(), ["C", "A"], status=Status.PENDING)
    queue = f"http://testserver{reverse(QUEUE)}?status__exact=pending"

    response = press(moderator, comment, Status.APPROVED, Referer=queue)

    comment.refresh_from_db()
    assert comment.status == Status.APPROVED
    assert response["Location"] == queue


@pytest.mark.parametrize(
    "referer", ["http://evil.example/", "//evil.example", "https:evil.example", "javascript:alert(1)", ""]
)
def test_a_button_never_leads_to_another_site(moderator: Client, referer: str) -> None:
    response = press(moderator, make_comment(rocky()), Status.SPAM, Referer=referer)

    assert response["Location"] == reverse(QUEUE)


def test_the_second_moderator_is_told_that_it_was_done(moderator: Client) -> None:
    comment = make_comment(rocky(), ["C", "A"], status=Status.PENDING)
    act(moderator, "approve", comment)

    response = act(moderator, "approve", comment)

    assert said(response) == ["1 comment already approved: nothing was done."]
    assert PostTally.objects.get().readers == 1


def test_who_may_only_look_cannot_moderate(client: Client) -> None:
    viewer = make_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_comment"))
    client.force_login(viewer)
    comment = make_comment(rocky(), status=Status.PENDING)

    pressed = press(client, comment, Status.APPROVED)
    act(client, "approve", comment)

    comment.refresh_from_db()
    assert pressed.status_code == 403
    assert comment.status == Status.PENDING


def test_a_status_never_changes_by_looking(moderator: Client) -> None:
    comment = make_comment(rocky(), status=Status.PENDING)

    response = moderator.get(reverse("admin:comments_comment_status", args=[comment.pk, "approved"]))

    comment.refresh_from_db()
    assert response.status_code == 405
    assert comment.status == Status.PENDING


def test_a_status_that_does_not_exist_is_refused(moderator: Client) -> None:
    assert press(moderator, make_comment(rocky()), "published").status_code == 404


def test_the_words_can_be_edited_and_the_ranking_stays(moderator: Client) -> None:
    post = rocky()
    comment = make_comment(post, ["C", ["A", "B"]], remarks={"C": "the log"})
    address = reverse("admin:comments_comment_change", args=[comment.pk])

    response = moderator.post(
        address, sent_by(moderator.get(address), "comment_form") | {"text": "Better words."}
    )

    assert response.status_code == 302
    comment = Comment.objects.get()
    assert comment.text == "Better words."
    assert [(pick.tier, pick.remark) for pick in comment.ranking.picks.all()] == [
        (1, "the log"),
        (2, ""),
        (2, ""),
    ]
    assert agrees_with_recount(post)


def test_deleting_in_the_admin_withdraws_the_ranking(admin_client: Client) -> None:
    comment = make_comment(rocky(), ["C", "A"])

    admin_client.post(reverse("admin:comments_comment_delete", args=[comment.pk]), {"post": "yes"})

    assert not Comment.objects.exists()
    assert PostTally.objects.get().readers == 0


def test_deleting_in_bulk_takes_answers_before_what_they_answer(admin_client: Client) -> None:
    post = rocky()
    parent = make_comment(post, ["C", "A"])
    answer = make_comment(post, ["A", "C"], parent=parent)
    data = {"action": "delete_selected", "_selected_action": [parent.pk, answer.pk], "post": "yes"}

    admin_client.post(reverse(QUEUE), data)

    assert not Comment.objects.exists()
    assert PostTally.objects.get().readers == 0


def test_a_comment_with_answers_is_not_deleted(admin_client: Client) -> None:
    post = rocky()
    parent = make_comment(post)
    make_comment(post, parent=parent)

    response = admin_client.post(reverse("admin:comments_comment_delete", args=[parent.pk]), {"post": "yes"})

    assert "would require deleting" in response.content.decode()
    assert Comment.objects.count() == 2


def test_an_answer_that_comes_while_its_comment_is_deleted_stops_the_deletion(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = rocky()
    parent = make_comment(post, ["C", "A"])
    delete = moderation.delete

    def late(pk: int, **who: str) -> None:
        make_comment(post, parent=parent)
        delete(pk, **who)

    monkeypatch.setattr(moderation, "delete", late)
    address = reverse("admin:comments_comment_delete", args=[parent.pk])
    response = admin_client.post(address, {"post": "yes"}, follow=True)

    assert said(response)[0].startswith("Nothing was deleted")
    assert PostTally.objects.get().readers == 1


@pytest.mark.parametrize("query", ["\x00", "x" * 60_000, "\x07"])
def test_the_queues_search_takes_whatever_is_typed(moderator: Client, query: str) -> None:
    assert moderator.get(reverse(QUEUE), {"q": query}).status_code == 200


def test_only_a_public_comment_can_be_viewed_on_the_site(moderator: Client) -> None:
    post = rocky()
    public, held = make_comment(post), make_comment(post, status=Status.PENDING)
    pages = [
        moderator.get(reverse("admin:comments_comment_change", args=[comment.pk])).content.decode()
        for comment in (public, held)
    ]

    assert ["viewsitelink" in page for page in pages] == [True, False]


def test_a_comment_is_never_written_in_the_admin(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:comments_comment_add")).status_code == 403


def test_the_policy_is_one_row_that_can_be_changed(admin_client: Client) -> None:
    response = admin_client.get(reverse("admin:comments_policy_changelist"), follow=True)

    form = sent_by(response, "policy_form") | {"approval": Policy.Approval.HOLD_NONE}
    admin_client.post(response.request["PATH_INFO"], form)

    assert Policy.objects.get().approval == Policy.Approval.HOLD_NONE


def test_an_authors_new_film_is_in_the_consensus_as_soon_as_the_post_is_saved(admin_client: Client) -> None:
    post = rocky()
    make_comment(post, ["C", "A"])
    address = reverse("admin:blog_post_change", args=[post.pk])
    entry = post.entries.get(film__title="C")
    form = sent_by(admin_client.get(address), "post_form")
    position = next(name for name, value in form.items() if name.endswith("-id") and value == str(entry.pk))

    admin_client.post(address, form | {position.replace("-id", "-position"): ""})

    row = PostTally.objects.get(post=post)
    assert row.consensus["ranked"] == sorted(post.entries.ranked().values_list("pk", flat=True))
    assert entry.pk not in row.consensus["ranked"]
