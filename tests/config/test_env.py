"""The readers of the environment: what they give, and that a wrong value stops everything by its name."""

import re
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from config.env import Env, has_wal_reset_fix, secret_key

Reader = Callable[[Env], Any]
GOOD_KEY = "an-honest-key_" + "0123456789abcdefghijklmnopqrstuvwxyz!@#$%"
HERE = Path("/data")


def env(value: str) -> Env:
    return Env({"NAME": value})


@pytest.mark.parametrize(
    ("reader", "value", "given"),
    [
        (lambda env: env.text("NAME", "else"), " words ", "words"),
        (lambda env: env.text("NAME", "else"), "  ", "else"),
        (lambda env: env.flag("NAME"), "1", True),
        (lambda env: env.flag("NAME"), "Yes", True),
        (lambda env: env.flag("NAME", True), "off", False),
        (lambda env: env.flag("NAME", True), "", True),
        (lambda env: env.number("NAME", 5), "0", 0),
        (lambda env: env.number("NAME", 5), "", 5),
        (lambda env: env.choice("NAME", "INFO", ("INFO", "ERROR")), "error", "ERROR"),
        (lambda env: env.choice("NAME", "INFO", ("INFO", "ERROR")), "", "INFO"),
        (lambda env: env.names("NAME"), " a, b,,c ", ["a", "b", "c"]),
        (lambda env: env.names("NAME", ("z",)), " , ", ["z"]),
        (
            lambda env: env.hosts("NAME"),
            "example.org, .example.org,[::1]",
            ["example.org", ".example.org", "[::1]"],
        ),
        (lambda env: env.time_zone("NAME", "UTC"), "Europe/Madrid", "Europe/Madrid"),
        (lambda env: env.time_zone("NAME", "UTC"), "", "UTC"),
        (lambda env: env.folder("NAME", HERE), "", HERE),
        (lambda env: env.folder("NAME", HERE), "/srv/../srv/blog", Path("/srv/blog")),
        (
            lambda env: env.origin("NAME", "http://localhost"),
            "HTTPS://Example.org:8443/",
            "https://example.org:8443",
        ),
        (lambda env: env.origin("NAME", "http://localhost"), "", "http://localhost"),
        (lambda env: env.origin("NAME", ""), "http://[::1]:8000", "http://[::1]:8000"),
        (lambda env: env.redis("NAME"), "redis://localhost:6379/1", "redis://localhost:6379/1"),
        (lambda env: env.redis("NAME"), "", ""),
    ],
)
def test_a_reader_gives_a_value_of_its_type(reader: Reader, value: str, given: Any) -> None:
    assert reader(env(value)) == given


@pytest.mark.parametrize(
    ("reader", "values"),
    [
        (lambda env: env.flag("NAME"), ["2", "maybe", "truee"]),
        (lambda env: env.number("NAME", 5, least=1), ["0", "-1", "1.5", "x", "٣", "65536", "9" * 30]),
        (lambda env: env.choice("NAME", "INFO", ("INFO",)), ["LOUD"]),
        (lambda env: env.hosts("NAME"), ["*", "https://example.org", "example.org:80", "a.org,*", "a b"]),
        (lambda env: env.time_zone("NAME", "UTC"), ["Europe/Nowhere", "../zone", "/etc/hosts", "Europe"]),
        (
            lambda env: env.origin("NAME", ""),
            ["example.org", "ftp://a.org", "https://", "https://a.org/blog", "https://a.org?x", "https://a.org#x",
             "https://me@a.org", "https://[::1", "https://a.org:port", "javascript:alert(1)", ""],
        ),
        (lambda env: env.redis("NAME"), ["localhost:6379", "http://localhost"]),
        (lambda env: env.database("NAME", HERE), ["mysql://localhost/blog", "blog.db", "sqlite:///", "sqlite://"]),
        (
            lambda env: env.database("NAME", HERE),
            ["postgresql://localhost", "postgresql://localhost/", "postgresql:///blog", "postgresql://[::1/blog",
             "postgresql://localhost:port/blog", "postgresql://localhost:70000/blog",
             "postgresql://localhost/blog?pool=0", "postgresql://localhost/blog?pool=many"],
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_stops_the_start_and_names_the_variable(reader: Reader, values: list[str]) -> None:
    for value in values:
        with pytest.raises(ImproperlyConfigured, match=r"^NAME "):
            reader(env(value))


def test_a_wrong_database_address_keeps_its_password_to_itself() -> None:
    for value in (
        "mysql://ann:hush@db/blog",
        "postgresql://ann:hush@db",
        "postgresql://ann:hush@db/blog?pool=x",
    ):
        with pytest.raises(ImproperlyConfigured) as refused:
            env(value).database("NAME", HERE)

        assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.7.0", False), ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.44.9", True),
        ("3.45.0", False), ("3.48.0", False), ("3.50.6", False), ("3.50.7", True), ("3.51.0", False),
        ("3.51.2", False), ("3.51.3", True), ("3.52.0", True), ("4.0.0", True),
    ],
)  # fmt: skip
def test_a_write_ahead_log_is_used_only_where_the_library_is_repaired(
    monkeypatch: pytest.MonkeyPatch, version: str, safe: bool
) -> None:
    numbers = tuple(int(part) for part in version.split("."))
    monkeypatch.setattr(sqlite3, "sqlite_version_info", numbers)

    pragmas = env("").database("NAME", HERE)["OPTIONS"]["init_command"]

    assert has_wal_reset_fix(numbers) is safe
    assert f"journal_mode={'WAL' if safe else 'TRUNCATE'};" in pragmas


@pytest.fixture
def open_sqlite(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[..., BaseDatabaseWrapper]]:
    """Opens connections of its own to one file, beside the tests' database."""
    opened = []

    def connect(**options: Any) -> BaseDatabaseWrapper:
        database = env("").database("NAME", tmp_path)
        database["OPTIONS"].update(options)
        opened.append(ConnectionHandler({"default": database})["default"])
        opened[-1].ensure_connection()
        return opened[-1]

    with django_db_blocker.unblock():
        yield connect
        for connection in opened:
            connection.close()


def test_sqlite_runs_as_the_options_say(open_sqlite: Callable[..., BaseDatabaseWrapper]) -> None:
    journal = "wal" if has_wal_reset_fix(sqlite3.sqlite_version_info) else "truncate"
    full = 2
    expected = {"journal_mode": journal, "synchronous": full, "busy_timeout": 20_000, "mmap_size": 0}

    with open_sqlite().cursor() as cursor:
        told = {pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in expected}

    assert told == expected


def test_a_sqlite_transaction_holds_the_lock_before_it_reads(
    open_sqlite: Callable[..., BaseDatabaseWrapper],
) -> None:
    first, second = open_sqlite(), open_sqlite(timeout=0)

    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.rollback()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("sqlite:////srv/blog/db.sqlite3", "/srv/blog/db.sqlite3"),
        ("sqlite:///blog.db", "blog.db"),
        ("sqlite:////srv/a%20b/c%25d.db", "/srv/a b/c%d.db"),
        ("sqlite:///:memory:", ":memory:"),
        ("", "/data/100%25/db.sqlite3"),
    ],
)
def test_a_sqlite_address_names_a_file(value: str, name: str) -> None:
    assert str(env(value).database("NAME", HERE / "100%25")["NAME"]) == name


def test_a_postgresql_address_is_read_to_its_last_part() -> None:
    address = "postgresql://bl%40g:p%40ss%2Fw%3Ard%25@Db.Example:5433/bl%C3%B6g?pool=12&sslmode=require"

    database = env(address).database("NAME", HERE)

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("bl@g", "p@ss/w:rd%")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "5433", "blög")
    assert database["OPTIONS"] == {
        "sslmode": "require",
        "pool": {"min_size": 1, "max_size": 12, "timeout": 10},
    }
    assert database["CONN_HEALTH_CHECKS"] is True


def test_a_postgresql_address_may_be_short_or_lead_to_a_socket() -> None:
    short = env("postgres://localhost/blog").database("NAME", HERE)
    socket = env("postgresql://blog@%2Frun%2Fpostgresql/blog").database("NAME", HERE)

    assert (short["USER"], short["PASSWORD"], short["PORT"]) == ("", "", "")
    assert short["OPTIONS"]["pool"]["max_size"] == 8
    assert socket["HOST"] == "/run/postgresql"


def test_a_given_key_is_taken_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key(GOOD_KEY, tmp_path) == GOOD_KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "weak", ["changeme", "x" * 49, "x" * 60, "abcd" * 20, "django-insecure-" + GOOD_KEY, GOOD_KEY[:49]]
)
def test_a_weak_key_is_refused_without_repeating_it(tmp_path: Path, weak: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be") as refused:
        secret_key(weak, tmp_path)

    assert weak not in str(refused.value)


def test_a_public_site_without_a_key_does_not_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is not set"):
        secret_key("", None)


def test_an_embedded_site_makes_one_key_and_keeps_it_for_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "var"

    first, second = secret_key("", folder), secret_key("", folder)

    assert first == second == secret_key(first, None)
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_two_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    for number in range(20):
        keys: list[str] = []
        together = threading.Barrier(4)

        def start(folder: Path, keys: list[str] = keys, together: threading.Barrier = together) -> None:
            together.wait()
            keys.append(secret_key("", folder))

        threads = [threading.Thread(target=start, args=[tmp_path / str(number)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(keys) == 4
        assert len(set(keys)) == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")

    with pytest.raises(
        ImproperlyConfigured, match=f"^DATA_DIR {re.escape(str(file / 'var'))} cannot be written"
    ):
        secret_key("", file / "var")
