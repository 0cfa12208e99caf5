"""The command that takes the site from nothing to serving."""

import re
import socket
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError

from blog.models import Film, Post
from config.management.commands import start
from tests.build import make_film, make_post, make_user

pytestmark = pytest.mark.django_db
PASSWORD = re.compile(r"admin  /  (\S+)")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "var"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the server was called with; it returns at once."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(start.waitress, "serve", lambda application, **options: calls.append(options))
    return calls


def run(**options: Any) -> str:
    output = StringIO()
    call_command("start", stdout=output, **options)
    return output.getvalue()


def prepare() -> str:
    return run(prepare_only=True)


def test_a_first_run_goes_from_nothing_to_the_sample_and_an_admin(settings: Any) -> None:
    output = prepare()

    password = PASSWORD.search(output)
    assert password
    assert authenticate(username="admin", password=password[1]).is_superuser
    assert Post.objects.published().count() == 2
    assert (settings.STATIC_ROOT / "css" / "admin.css").exists()


def test_progress_is_told_and_the_last_lines_say_where_to_look(served: list[Any], settings: Any) -> None:
    settings.SITE_URL = "http://127.0.0.1:8765"

    lines = run().splitlines()

    assert [line for line in lines if line.endswith("…")] == [
        "Preparing the database …",
        "Collecting styles and scripts …",
        "Loading the sample …",
    ]
    assert [line.split() for line in lines[-3:-1]] == [
        ["The", "blog:", "http://127.0.0.1:8765/"],
        ["The", "admin:", "http://127.0.0.1:8765/admin/"],
    ]
    assert lines[-1] == "Stop with Ctrl-C."


def test_a_second_run_finds_everything_done(served: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    called: list[str] = []
    monkeypatch.setattr(start, "call_command", lambda name, **options: called.append(name))

    output = run()

    assert called == ["migrate", "setup_roles"]
    assert "Collecting" not in output
    assert "sample" not in output
    assert len(served) == 2


def test_the_admins_password_is_shown_once_and_never_again() -> None:
    first, second = prepare(), prepare()

    assert len(PASSWORD.findall(first)) == 1
    assert "password" in first
    assert "password" not in second.lower()
    assert "admin  /" not in second


def test_every_admin_gets_a_password_of_their_own() -> None:
    first = PASSWORD.findall(prepare())
    get_user_model().objects.filter(is_superuser=True).delete()

    second = PASSWORD.findall(prepare())

    assert len(first[0]) >= 16
    assert first != second


def test_an_author_who_is_called_admin_keeps_the_name() -> None:
    make_user("admin")

    password = PASSWORD.search(prepare().replace("admin1", "admin"))

    assert password
    assert authenticate(username="admin1", password=password[1]).is_superuser


def test_somebody_elses_admin_stays_the_only_one() -> None:
    make_user("rocco", is_superuser=True, is_staff=True)

    output = prepare()

    assert "admin  /" not in output
    assert not get_user_model().objects.filter(username="admin").exists()


@pytest.mark.parametrize("make", [make_post, make_film, make_user])
def test_the_sample_never_goes_into_a_database_that_somebody_uses(make: Any) -> None:
    make()
    films = Film.objects.count()

    output = prepare()

    assert "sample" not in output
    assert Film.objects.count() == films
    assert not Post.objects.filter(import_ref__startswith="sample:").exists()


def test_a_sample_that_was_taken_out_does_not_come_back() -> None:
    prepare()
    call_command("remove_sample", stdout=StringIO())

    prepare()

    assert not Post.objects.exists()


def test_styles_of_another_version_are_collected_again(settings: Any) -> None:
    prepare()
    (settings.STATIC_ROOT / "release.txt").write_text("another")
    (settings.STATIC_ROOT / "left-over.css").write_text("")

    output = prepare()

    assert "Collecting" in output
    assert not (settings.STATIC_ROOT / "left-over.css").exists()
    assert (settings.STATIC_ROOT / "release.txt").read_text() == start.release()


def test_a_port_that_is_taken_is_named_before_anything_is_done(
    served: list[Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.PORT = taken.getsockname()[1]
        with pytest.raises(CommandError) as refused:
            run()

    expected = rf"Cannot listen on 127\.0\.0\.1:{settings.PORT}: .+\. Choose another: make run PORT=8001"
    assert re.fullmatch(expected, str(refused.value))
    assert not settings.DATA_DIR.exists()
    assert not served


def test_preparing_does_not_need_the_port(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.PORT = taken.getsockname()[1]

        assert "An admin was made" in prepare()


def test_a_folder_that_cannot_be_written_is_named(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.DATA_DIR = tmp_path / "file" / "var"

    with pytest.raises(CommandError, match=re.escape(f"DATA_DIR {settings.DATA_DIR} cannot be written: ")):
        prepare()


def test_a_database_that_does_not_answer_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(start, "call_command", refuse)

    with pytest.raises(CommandError, match=r"^The database that DATABASE_URL names .+: connection refused$"):
        prepare()


@pytest.mark.parametrize(("proxies", "cleared"), [(0, True), (1, False)])
def test_the_server_hands_on_what_a_proxy_says_only_where_there_is_one(
    served: list[dict[str, Any]], settings: Any, proxies: int, cleared: bool
) -> None:
    settings.TRUSTED_PROXIES = proxies

    run(host="127.0.0.2")

    assert served == [
        {
            "host": "127.0.0.2",
            "port": settings.PORT,
            "ident": None,
            "clear_untrusted_proxy_headers": cleared,
            **start.SERVER,
        }
    ]
