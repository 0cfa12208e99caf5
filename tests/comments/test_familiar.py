"""Whom the site knows: whose address is confirmed; without a mail server, whose comment was let in."""

from typing import Any

import pytest

from comments import moderation, subscriptions
from comments.models import Address, Comment
from comments.submission import Submission
from tests.build import make_comment, make_post
from tests.comments.mailing import ANN, BEN, confirmed

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture
def _mail_server(settings: Any) -> None:
    settings.MAIL_SERVER = True


def sent_by(email: str) -> str:
    return moderation.submit(make_post(), Submission("Ann", "No, the stairs.", email)).status


@pytest.mark.usefixtures("_mail_server")
def test_one_whose_address_is_confirmed_is_known() -> None:
    confirmed()

    assert sent_by("Ann@Example.ORG") == Status.APPROVED


@pytest.mark.usefixtures("_mail_server")
def test_one_whose_address_nobody_confirmed_is_not_known_by_what_was_let_in() -> None:
    make_comment(make_post(), email=ANN)

    assert sent_by(ANN) == Status.PENDING


def test_without_a_mail_server_one_is_known_by_what_was_let_in() -> None:
    make_comment(make_post(), email=ANN)

    assert sent_by("Ann@Example.ORG") == Status.APPROVED


def test_without_a_mail_server_what_was_not_let_in_makes_nobody_known() -> None:
    make_comment(make_post(), email=ANN, status=Status.REMOVED)

    assert sent_by(ANN) == Status.PENDING


@pytest.mark.parametrize("server", [True, False])
@pytest.mark.parametrize("email", ["", BEN])
def test_neither_no_address_nor_another_makes_one_known(settings: Any, server: bool, email: str) -> None:
    settings.MAIL_SERVER = server
    confirmed()
    make_comment(make_post(), email=ANN)

    assert sent_by(email) == Status.PENDING


@pytest.mark.usefixtures("_mail_server")
def test_one_who_wants_no_mail_any_more_stays_known() -> None:
    confirmed()
    subscriptions.silence(Address.objects.get())

    assert sent_by(ANN) == Status.APPROVED
