"""Where the links of mails lead: looking changes nothing, a button does, and a forged link is no page."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from comments import digest, moderation, subscriptions
from comments.models import Address, Comment, Deed, Subscription
from comments.submission import Submission
from tests.build import make_comment, make_post, make_user
from tests.comments.mailing import ANN, BEN, commented, confirmed, let_in

pytestmark = pytest.mark.django_db
Status = Comment.Status
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SCANNER = {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def client() -> Client:
    """A mail program: it has no cookie, and checks are as strict as for anybody."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def moderator() -> User:
    return make_user("mo", role="Moderators", email="mo@example.org")


def page(name: str, token: str) -> str:
    return reverse(f"comments:mail_{name}", args=[token])


def subscribed() -> tuple[Address, Comment, Comment]:
    """Ann hears of two threads."""
    address = confirmed()
    first, second = (commented(make_post(), notify=True) for _ in range(2))
    let_in(first, second)
    return address, first, second


def state(address: Address) -> tuple[bool, bool, int]:
    address.refresh_from_db()
    number = Subscription.objects.filter(address=address).count()
    return address.confirmed_at is not None, address.silenced_at is not None, number


def held() -> Comment:
    return make_comment(make_post(films=["A", "B"]), ["B", "A"], status=Status.PENDING, text="Held words.")


def status(comment: Comment) -> str:
    comment.refresh_from_db()
    return comment.status


def assert_private(response: HttpResponse) -> None:
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_looking_at_a_confirmation_confirms_nothing(client: Client) -> None:
    address = Address.objects.create(email=ANN)

    response = client.get(page("confirm", subscriptions.confirm_token(address)))

    assert state(address)[0] is False
    assert ANN not in response.content.decode()
    assert_private(response)


def test_the_button_confirms_and_may_be_pressed_again(client: Client) -> None:
    address = Address.objects.create(email=ANN)
    link = page("confirm", subscriptions.confirm_token(address))

    for _ in range(2):
        assert client.post(link, {"say": "mine"}).status_code == 200

    assert subscriptions.is_confirmed(ANN)


def test_one_who_did_not_write_it_is_never_written_to_again(client: Client) -> None:
    address = Address.objects.create(email=ANN)

    client.post(page("confirm", subscriptions.confirm_token(address)), {"say": "not-mine"})

    assert state(address)[:2] == (False, True)
    assert not subscriptions.is_new(ANN)


def test_a_post_that_says_nothing_confirms_nothing(client: Client) -> None:
    address = Address.objects.create(email=ANN)

    client.post(page("confirm", subscriptions.confirm_token(address)), ONE_CLICK)

    assert state(address)[:2] == (False, False)


@pytest.mark.parametrize("token", ["", "1", "1:x", "1.0", "x" * 300])
def test_a_forged_link_is_no_page(client: Client, token: str) -> None:
    Address.objects.create(pk=1, email=ANN)

    for name in ("confirm", "stop", "decide"):
        assert client.post(f"/mail/{name}/{token}/", {"say": "mine"}).status_code == 404

    assert state(Address.objects.get())[:2] == (False, False)


def test_a_link_for_one_purpose_is_none_for_another(client: Client) -> None:
    address = Address.objects.create(email=ANN)

    assert client.post(page("confirm", subscriptions.stop_token(address)), {"say": "mine"}).status_code == 404
    assert client.post(page("stop", subscriptions.confirm_token(address))).status_code == 404
    assert client.post(page("decide", subscriptions.stop_token(address))).status_code == 404
    assert state(address)[:2] == (False, False)


def test_looking_unsubscribes_from_nothing(client: Client) -> None:
    address, first, _ = subscribed()

    response = client.get(page("stop", subscriptions.stop_token(address, first.pk)))

    assert state(address) == (True, False, 2)
    assert_private(response)


def test_one_click_from_a_mail_program_takes_off_one_thread(client: Client) -> None:
    address, first, second = subscribed()

    response = client.post(
        page("stop", subscriptions.stop_token(address, first.pk)), ONE_CLICK, headers=SCANNER
    )

    assert response.status_code == 200
    assert state(address) == (True, False, 1)
    assert Subscription.objects.get().comment == second


def test_one_thread_is_all_of_the_readers_comments_in_it(client: Client) -> None:
    address, first, _ = subscribed()
    Subscription.objects.create(comment=make_comment(first.post, parent=first, email=ANN), address=address)
    other = confirmed(BEN)
    Subscription.objects.create(comment=make_comment(first.post, parent=first, email=BEN), address=other)

    client.post(page("stop", subscriptions.stop_token(address, first.pk)), {"what": "thread"})

    assert state(address)[2] == state(other)[2] == 1


def test_one_click_where_the_mail_has_no_thread_takes_off_everything(client: Client) -> None:
    address, *_ = subscribed()

    client.post(page("stop", subscriptions.stop_token(address)), ONE_CLICK)

    assert state(address) == (True, True, 0)


def test_all_can_be_chosen_on_the_page_of_a_thread_and_taken_back(client: Client) -> None:
    address, first, _ = subscribed()
    link = page("stop", subscriptions.stop_token(address, first.pk))

    client.post(link, {"what": "all"})
    assert state(address) == (True, True, 0)

    client.post(link, {"what": "resume"})
    assert state(address) == (True, False, 0)


def test_a_link_to_stop_works_years_later(client: Client, time_machine: TimeMachineFixture) -> None:
    address, *_ = subscribed()
    link = page("stop", subscriptions.stop_token(address))

    time_machine.move_to(timezone.now() + timedelta(days=2_000))

    assert client.post(link, ONE_CLICK).status_code == 200
    assert state(address)[1] is True


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_program_that_follows_every_link_decides_nothing(
    client: Client, moderator: User, method: str
) -> None:
    comment = held()

    for wanted in digest.DECISIONS:
        response = getattr(client, method)(page("decide", digest.token(moderator, comment, wanted)))
        assert response.status_code == 200
        assert_private(response)

    assert status(comment) == Status.PENDING


@pytest.mark.parametrize("wanted", sorted(digest.DECISIONS))
def test_the_button_decides_and_the_record_says_who(client: Client, moderator: User, wanted: str) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, wanted))
    assert "Held words." in client.get(link).content.decode()

    assert client.post(link).status_code == 200

    assert status(comment) == wanted
    assert Deed.objects.get(comment=comment.pk, after=wanted).who == "mo"


def assert_over(client: Client, link: str) -> None:
    """The link does nothing, and shows nothing of the comment."""
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert "Held words." not in response.content.decode()


def test_after_a_decision_every_link_about_it_has_ended(client: Client, moderator: User) -> None:
    comment = held()
    links = [page("decide", digest.token(moderator, comment, wanted)) for wanted in digest.DECISIONS]

    client.post(links[0])
    decided = status(comment)

    for link in links:
        assert_over(client, link)
    assert status(comment) == decided


def test_a_comment_that_is_put_back_needs_new_links(client: Client, moderator: User) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, Status.APPROVED))
    for wanted in (Status.SPAM, Status.PENDING):
        moderation.change_status([comment.pk], wanted, who="mo")

    assert_over(client, link)
    assert status(comment) == Status.PENDING


def test_words_that_were_changed_need_new_links(client: Client, moderator: User) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, Status.APPROVED))

    moderation.revise(comment.pk, Submission(comment.name, "Held words. And more."))

    assert_over(client, link)


def test_a_link_ends_after_some_days(
    client: Client, moderator: User, time_machine: TimeMachineFixture
) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, Status.APPROVED))

    time_machine.move_to(timezone.now() + timedelta(days=digest.DAYS, minutes=1))

    assert_over(client, link)


def test_one_who_moderates_no_more_decides_nothing(client: Client, moderator: User) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, Status.APPROVED))

    moderator.groups.clear()

    assert_over(client, link)
    assert status(comment) == Status.PENDING


def test_a_comment_that_is_gone_has_no_links(client: Client, moderator: User) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, Status.APPROVED))

    moderation.delete(comment.pk)

    assert_over(client, link)


def test_a_decision_that_comes_second_is_told_so(
    client: Client, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = held()
    link = page("decide", digest.token(moderator, comment, Status.APPROVED))
    look = digest.decision

    def somebody_is_faster(token: str) -> Any:
        found = look(token)
        moderation.change_status([comment.pk], Status.SPAM, who="other")
        return found

    monkeypatch.setattr(digest, "decision", somebody_is_faster)

    assert client.post(link).status_code == 410
    assert status(comment) == Status.SPAM
