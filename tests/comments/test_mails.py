"""Mails as they arrive: through a real server, read as a mail program reads them."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from comments import delivery, mails, subscriptions
from comments.models import Comment, Mail, Policy
from tests.build import make_comment, make_post
from tests.comments.mailing import (
    ANN,
    BEN,
    Inbox,
    State,
    body,
    commented,
    confirmed,
    let_in,
    mail_server,
    send_through,
    waiting,
    work,
)

pytestmark = pytest.mark.django_db
INJECTION = "Rocky\r\nBcc: victim@example.org\r\n\r\nBuy"
HEADERS = {"subject", "from", "to", "message-id", "date", "mime-version", "content-type", "auto-submitted"}
EXTRA = {"x-auto-response-suppress", "list-unsubscribe", "list-unsubscribe-post", "in-reply-to", "references"}


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    settings.SITE_URL = "https://ranked.example"
    settings.DEFAULT_FROM_EMAIL = "blog@ranked.example"
    inbox = Inbox()
    with mail_server(inbox) as port:
        send_through(settings, port)
        yield inbox


def answered(name: str = "Ben", text: str = "No, the stairs.", title: str = "Rocky") -> Comment:
    """Ann, who wants to hear of answers, was answered by Ben."""
    confirmed()
    post = make_post(title)
    asked = commented(post, notify=True)
    let_in(asked)
    answer = commented(post, BEN, name=name, text=text, parent=asked, may_ask=False)
    let_in(answer)
    return answer


def arrived(inbox: Inbox) -> EmailMessage:
    """The mail about the answer, which is the last."""
    work()
    return inbox.mails[-1]


def links(mail: EmailMessage) -> list[str]:
    return re.findall(r"https?://[^\s\"<>]+", body(mail) + body(mail, "html"))


def test_a_mail_has_a_text_and_an_html_that_lead_to_the_same_pages(inbox: Inbox) -> None:
    answered()

    mail = arrived(inbox)

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert set(re.findall(r"https://\S+", body(mail))) == set(
        re.findall(r'href="([^"]+)"', body(mail, "html"))
    )
    assert "> No, the stairs." in body(mail)
    assert "No, the stairs." in body(mail, "html")


def test_a_mail_fetches_nothing_and_counts_nobody(inbox: Inbox) -> None:
    answered()

    mail = arrived(inbox)

    assert all(link.startswith("https://ranked.example/") for link in links(mail))
    assert not re.search(r"<(img|link|script|iframe|object|form)\b|url\(|@import", body(mail, "html"))


def test_a_mail_says_that_no_person_sent_it(inbox: Inbox) -> None:
    answered()

    mail = arrived(inbox)

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Split Decision <blog@ranked.example>"
    assert {name.lower() for name in mail} <= HEADERS | EXTRA


def test_mails_about_one_comment_group_into_one_thread(inbox: Inbox) -> None:
    Policy.objects.create(pk=1, approval=Policy.Approval.HOLD_ALL)
    answered()
    work()

    up, answer = inbox.mails

    assert re.fullmatch(r"<approved\.\d+@ranked\.example>", up["Message-ID"])
    assert answer["Message-ID"].endswith("@ranked.example>")
    assert answer["In-Reply-To"] == answer["References"] == up["Message-ID"]
    assert answer["Subject"].strip() == f"Re: {up['Subject'].strip()}"


def test_a_mail_that_is_sent_again_has_the_same_identifier() -> None:
    mail = waiting()
    letter = delivery.compose(mail)
    assert letter

    sent = [delivery.envelope(mail, letter).message()["Message-ID"] for _ in range(2)]

    assert sent[0] == sent[1]


def test_one_click_takes_the_reader_off_and_its_address_arrives_whole(inbox: Inbox) -> None:
    answered()

    mail = arrived(inbox)

    assert re.fullmatch(r"<https://ranked\.example/mail/stop/[\w.:-]+/>", mail["List-Unsubscribe"].strip())
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # Not as an encoded word, which no mail program reads here.
    assert rb"<https://ranked.example/mail/stop/" in inbox.raw[-1].partition(b"\r\n\r\n")[0]


def test_a_long_address_of_the_site_leaves_the_link_whole(inbox: Inbox, settings: Any) -> None:
    settings.SITE_URL = f"https://{'very-' * 12}long.ranked.example"
    answered()

    mail = arrived(inbox)

    assert mail["List-Unsubscribe"].strip().startswith(f"<{settings.SITE_URL}/mail/stop/")
    assert b"=?utf-8?" not in inbox.raw[-1].partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize("name", ["Zoë", "Łukasz", "宮崎 駿", "محمد", "שרה", "О'Коннор", "அன்பு", "Ann 🥊"])
def test_a_name_in_any_script_arrives_as_it_was_typed(inbox: Inbox, name: str) -> None:
    answered(name=name, title=f"Rocky, {name}")

    mail = arrived(inbox)

    assert name in mail["Subject"]
    assert f"{name} answered your comment" in body(mail)
    assert f"<bdi>{name.replace(chr(39), '&#x27;')}</bdi> answered you" in body(mail, "html")


def test_no_word_of_a_reader_becomes_markup_or_looks_like_ours(inbox: Inbox) -> None:
    answered(text="<b>hi</b> & <script>x</script>\n-- \nSplit Decision")

    mail = arrived(inbox)

    assert "&lt;script&gt;" in body(mail, "html")
    assert "<script" not in body(mail, "html")
    assert "> <b>hi</b> & <script>x</script>\n> --\n> Split Decision\n" in body(mail)


def test_a_header_cannot_be_added_through_a_title(inbox: Inbox) -> None:
    letter = mails.answered(
        site="S", post=INJECTION, name="Ben", text="x", see="s", stop="https://x.example/", root="<r@x>"
    )
    mail = waiting()

    delivery.envelope(mail, letter).send()

    sent = inbox.mails[-1]
    assert sent["Bcc"] is None
    assert sent["Subject"].strip() == "Re: Your comment on Rocky Bcc: victim@example.org Buy"
    assert inbox.recipients[-1] == [ANN]


def test_a_header_cannot_be_added_through_the_name_of_the_site(inbox: Inbox, monkeypatch: Any) -> None:
    site = delivery.current_site()
    site.name = INJECTION
    monkeypatch.setattr(delivery, "current_site", lambda: site)
    waiting()

    work()

    assert inbox.mails[-1]["Bcc"] is None
    assert Mail.objects.get().state == State.SENT


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\nBcc: c@d.example",
        '"a@b.example, c"@d.example',
        "a b@c.example",
        "<a@b.example>",
        "a@b@c",
        "ſ@x.example",
    ],
)
def test_what_is_no_plain_address_is_never_written_to(address: str) -> None:
    assert subscriptions.canonical(address) == ""


def test_a_long_title_makes_no_endless_subject(inbox: Inbox) -> None:
    answered(title="Rocky " * 30)

    mail = arrived(inbox)

    assert len(mail["Subject"].strip()) <= mails.LONGEST_SUBJECT
    assert mail["Subject"].endswith("…")


def test_a_long_answer_is_cut(inbox: Inbox) -> None:
    answered(text="word " * 1_500)

    assert len(body(arrived(inbox))) < mails.EXCERPT + 1_000


def test_an_address_that_nobody_confirmed_is_sent_no_word_of_a_reader(inbox: Inbox) -> None:
    commented(make_post("Rocky"), name="Cheap Pills", text="Buy at pills.example")

    mail = arrived(inbox)

    assert inbox.recipients == [[ANN]]
    everything = inbox.raw[-1].decode() + body(mail) + body(mail, "html")
    assert not re.search(r"pills", everything, re.IGNORECASE)


def test_an_answer_without_words_says_so(inbox: Inbox) -> None:
    answer = answered()
    Comment.objects.filter(pk=answer.pk).update(text="")

    assert "They sent a ranking of their own" in body(arrived(inbox))


def test_a_server_that_refuses_for_good_is_asked_once(inbox: Inbox) -> None:
    inbox.says = ["550 5.1.1 <ann@example.org> unknown"]
    waiting()

    work()

    mail = Mail.objects.get()
    assert (mail.state, inbox.mails) == (State.DEAD, [])
    assert "@" not in mail.last_error


def test_a_server_that_is_away_is_asked_again(inbox: Inbox, settings: Any) -> None:
    send_through(settings, 1)
    waiting(comment=make_comment(make_post(), email=ANN))

    work()

    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == (State.WAITING, 1)
    assert "Refused" in mail.last_error
