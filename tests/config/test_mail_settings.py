"""Mail by the environment: which server, from whom, and whether there is any."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import MAIL_TIMEOUT, Env
from tests.config.environment import PUBLIC, settings_of

SERVER = "smtp://blog:p%40ss@mail.example.org"


def mailer(value: str) -> dict[str, Any]:
    return Env({"MAIL_URL": value}).mailer("MAIL_URL")


def test_a_server_is_spoken_to_under_tls_and_never_waited_for_without_end() -> None:
    options = mailer(SERVER)["OPTIONS"]

    assert (options["host"], options["port"]) == ("mail.example.org", 587)
    assert (options["username"], options["password"]) == ("blog", "p@ss")
    assert (options["use_tls"], options["use_ssl"]) == (True, False)
    assert options["timeout"] == MAIL_TIMEOUT


def test_tls_from_the_first_byte_can_be_asked_for() -> None:
    options = mailer("smtps://mail.example.org")["OPTIONS"]

    assert (options["port"], options["use_tls"], options["use_ssl"]) == (465, False, True)


@pytest.mark.parametrize("host", ["localhost:25", "127.0.0.1:25", "[::1]:25"])
def test_a_server_on_this_machine_needs_no_tls(host: str) -> None:
    options = mailer(f"smtp://{host}")["OPTIONS"]

    assert (options["port"], options["use_tls"], options["use_ssl"]) == (25, False, False)


@pytest.mark.parametrize(
    "value",
    ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:b:c", "smtp://a.example/x?tls=0"],
)
def test_what_names_no_server_stops_the_start(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^MAIL_URL "):
        mailer(value)


def test_this_machine_shows_its_mails_on_the_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(monkeypatch, tmp_path)

    assert settings["MAILER"]["BACKEND"].endswith("console.EmailBackend")
    assert settings["MAILS"] is True
    assert settings["DEFAULT_FROM_EMAIL"] == "noreply@localhost"


def test_a_public_site_without_a_server_sends_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_of(monkeypatch, tmp_path, **PUBLIC)["MAILS"] is False


def test_a_public_site_with_a_server_sends_from_its_own_domain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(monkeypatch, tmp_path, **PUBLIC, MAIL_URL=SERVER)

    assert settings["MAILS"] is True
    assert settings["DEFAULT_FROM_EMAIL"] == "noreply@ranked.example"


@pytest.mark.parametrize("value", ["blog", "Blog <blog@ranked.example>", "a@b.example\nBcc: c@d.example"])
def test_a_sender_is_one_bare_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^MAIL_FROM must be"):
        settings_of(monkeypatch, tmp_path, MAIL_FROM=value)
