"""A mail speaks the language in which its reader wrote, whoever caused it and whoever sends it."""

import re
from typing import Any

import pytest
from django.utils import translation

from comments import delivery, digest
from comments.models import Address, Mail
from tests.build import make_comment, make_post, make_user
from tests.comments.mailing import ANN, BEN, Kind, commented, confirmed, let_in

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def links(kind: str) -> set[str]:
    """What a mail links, without numbers and tokens, where whoever sends it reads Spanish."""
    with translation.override("es"):
        letter = delivery.compose(Mail.objects.get(kind=kind))
    assert letter
    found = re.findall(r"https?://[^\s\"<>]+", letter.text)
    assert all(address.startswith(SITE) and address in letter.html for address in found)
    return {re.sub(r"/[^/]*[0-9:].*", "", address.removeprefix(SITE)) for address in found}


def from_spanish(email: str = ANN, **values: Any) -> Any:
    with translation.override("es"):
        return commented(make_post(), email, **values)


def test_one_who_wrote_in_spanish_is_asked_in_spanish() -> None:
    from_spanish()

    assert links(Kind.CONFIRM) == {"/es/mail/confirm"}


def test_one_who_wrote_in_the_sites_language_is_asked_in_it() -> None:
    commented(make_post())

    assert links(Kind.CONFIRM) == {"/mail/confirm"}


def test_an_answer_is_told_in_the_language_of_who_hears_of_it() -> None:
    asked = from_spanish(notify=True)
    confirmed()
    let_in(asked)
    let_in(commented(asked.post, BEN, name="Ben", parent=asked, may_ask=False))

    assert links(Kind.ANSWER) == {"/es/comments", "/es/mail/stop"}
    assert links(Kind.APPROVED) == {"/es/comments", "/es/mail/stop"}


def test_a_language_that_the_site_speaks_no_more_gives_way_to_its_own() -> None:
    from_spanish()
    Address.objects.update(language="fr")

    assert links(Kind.CONFIRM) == {"/mail/confirm"}


def test_a_moderator_reads_the_sites_language() -> None:
    make_user("mod", role="Moderators", email="mod@example.org")
    make_comment(make_post(), status="pending")
    digest.put_all()

    assert links(Kind.DIGEST) == {"/mail/decide", "/admin/comments/comment/?status__exact=pending"}


def test_the_html_says_its_language() -> None:
    from_spanish()

    letter = delivery.compose(Mail.objects.get())

    assert letter
    assert '<html lang="es" dir="ltr">' in letter.html
