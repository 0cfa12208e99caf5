"""Workers at once, and workers that are killed: no mail is lost, none is sent twice within a lease."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from comments import outbox
from comments.models import Mail
from tests.comments.mailing import Inbox, State, confirmed, mail_server, waiting
from tests.comments.test_concurrency import at_once
from tests.config.environment import ROOT, clean_environment

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 40
ROUNDS = 200


def database() -> str:
    """The address of the database that the tests use."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(given['NAME']))}"
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}".rstrip(":")
    return f"postgresql://{who}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}?pool=1"


def test_workers_at_once_never_take_the_same_mail() -> None:
    address = confirmed()
    mails = [waiting(address) for _ in range(MAILS)]
    sent: list[int] = []

    def deliver(mail: Mail) -> bool:
        sent.append(mail.pk)
        return True

    at_once(lambda _: outbox.work_off(deliver, lambda: False), workers=8)

    assert sorted(sent) == sorted(mail.pk for mail in mails)


def test_workers_that_are_killed_lose_no_mail_and_send_none_twice_within_a_lease(tmp_path: Path) -> None:
    address = confirmed()
    causes = {waiting(address).cause for _ in range(MAILS)}
    inbox = Inbox()

    with mail_server(inbox) as port:
        environment = clean_environment(
            DATABASE_URL=database(),
            MAIL_URL=f"smtp://127.0.0.1:{port}",
            DATA_DIR=str(tmp_path),
            DJANGO_SETTINGS_MODULE="config.settings",
        )
        command = [sys.executable, "-m", "tests.comments.killing", str(ROUNDS)]
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    assert run.stderr == ""
    assert f"killed {ROUNDS}" in run.stdout
    leases = dict(Mail.objects.values_list("cause", "attempts"))
    arrived = Counter(
        mail["Message-ID"].strip("<>").partition("@")[0].replace(".", ":") for mail in inbox.mails
    )
    assert set(Mail.objects.values_list("state", flat=True)) == {State.SENT}
    assert arrived.keys() == causes == leases.keys()
    assert [cause for cause in causes if arrived[cause] > leases[cause]] == []
    # The killing did hit them at work.
    assert sum(leases.values()) > MAILS
