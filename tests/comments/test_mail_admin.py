"""The owner's look at the mail: what was given up is clear, and no address can be read through."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from comments.models import Address, Mail
from tests.build import make_user
from tests.comments.mailing import ANN, State, confirmed, waiting

pytestmark = pytest.mark.django_db
MAILS = "/admin/comments/mail/"
ADDRESSES = "/admin/comments/address/"


@pytest.fixture
def owner(client: Client) -> User:
    user = make_user("owner", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_what_was_given_up_is_found_with_its_error_and_without_its_address(
    client: Client, owner: User
) -> None:
    waiting(state=State.DEAD, last_error="SMTPServerDisconnected: away")

    page = client.get(MAILS, {"state__exact": State.DEAD}).content.decode()

    assert "SMTPServerDisconnected: away" in page
    assert ANN not in page


def test_what_was_given_up_can_be_tried_again(client: Client, owner: User) -> None:
    mail = waiting(state=State.DEAD)

    client.post(MAILS, {"action": "try_again", "_selected_action": [mail.pk]})

    assert Mail.objects.get().state == State.WAITING


@pytest.mark.parametrize("address", [MAILS, ADDRESSES])
def test_a_moderator_has_no_business_here(client: Client, address: str) -> None:
    client.force_login(make_user("mo", role="Moderators"))

    assert client.get(address).status_code == 403


@pytest.mark.parametrize("search", ["", "ann", "example.org", "@"])
def test_addresses_cannot_be_read_through(client: Client, owner: User, search: str) -> None:
    confirmed()

    page = client.get(ADDRESSES, {"q": search}).content.decode()

    assert ANN not in page
    assert "a…@example.org" not in page


def test_an_address_is_found_by_the_whole_of_it_and_forgotten(client: Client, owner: User) -> None:
    address = confirmed()

    assert "a…@example.org" in client.get(ADDRESSES, {"q": "Ann@Example.org"}).content.decode()
    client.post(f"{ADDRESSES}{address.pk}/delete/", {"post": "yes"})

    assert not Address.objects.exists()
