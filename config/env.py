"""Typed readers of the environment: each fails loudly and names the variable.

A variable that is set but empty counts as not set, so that a line of .env.example can stay in place.
"""

import os
import re
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

TRUE = {"1", "true", "yes", "on"}
MAIL_TIMEOUT = 10  # seconds for each step of a conversation with the mail server
FALSE = {"0", "false", "no", "off"}


class Env:
    """Reads variables of one mapping; `os.environ` unless a test hands in another."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value in TRUE | FALSE:
            return value in TRUE
        raise ImproperlyConfigured(
            f"{name} must be one of 1, 0, true, false, yes, no, on, off; it is {value!r}."
        )

    def number(self, name: str, default: int, *, least: int = 0, most: int = 65_535) -> int:
        value = self.text(name)
        if not value:
            return default
        if not re.fullmatch(r"[0-9]{1,12}", value) or not least <= int(value) <= most:
            raise ImproperlyConfigured(
                f"{name} must be a whole number from {least} to {most}; it is {value!r}."
            )
        return int(value)

    def choice(self, name: str, default: str, among: tuple[str, ...]) -> str:
        value = self.text(name, default)
        found = [choice for choice in among if choice.upper() == value.upper()]
        if not found:
            raise ImproperlyConfigured(f"{name} must be one of {', '.join(among)}; it is {value!r}.")
        return found[0]

    def names(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A list written with commas."""
        parts = [part.strip() for part in self.text(name).split(",")]
        return [part for part in parts if part] or list(default)

    def hosts(self, name: str) -> list[str]:
        """Names of hosts, as a browser sends them; one that stands for every host would guard nothing."""
        found = self.names(name)
        for host in found:
            if not re.fullmatch(r"\.?[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\]", host):
                raise ImproperlyConfigured(
                    f"{name} must name hosts as in example.org; one of them is {host!r}."
                )
        return found

    def time_zone(self, name: str, default: str) -> str:
        value = self.text(name)
        try:
            return ZoneInfo(value).key if value else default
        except (OSError, KeyError, ValueError) as error:
            raise ImproperlyConfigured(
                f"{name} must be a zone as in Europe/Madrid; it is {value!r}."
            ) from error

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()

    def origin(self, name: str, default: str) -> str:
        """An address like https://example.org: scheme and host, nothing behind."""
        value = self.text(name, default).rstrip("/").lower()
        if not re.fullmatch(r"https?://([a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", value):
            raise ImproperlyConfigured(f"{name} must look like https://example.org; it is {value!r}.")
        return value

    def redis(self, name: str) -> str:
        value = self.text(name)
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ImproperlyConfigured(f"{name} must begin with redis://, rediss:// or unix://.")
        return value

    def mailer(self, name: str) -> dict[str, Any]:
        """A mail server, as Django's MAILERS names one; the console where none is named."""
        value = self.text(name)
        if not value:
            return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
        return _smtp(name, value)

    def mailbox(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+", value):
            raise ImproperlyConfigured(f"{name} must be an address as in blog@example.org; it is {value!r}.")
        return value

    def database(self, name: str, data: Path) -> dict[str, Any]:
        value = self.text(name, f"sqlite:///{quote(str(data / 'db.sqlite3'))}")
        scheme = value.partition("://")[0]
        if scheme == "sqlite":
            return _sqlite(name, value)
        if scheme in {"postgres", "postgresql"}:
            return _postgresql(name, value)
        raise ImproperlyConfigured(
            f"{name} must begin with sqlite:/// or postgresql://; it begins with {scheme + '://'!r}."
        )


def has_wal_reset_fix(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite library is safe to run with a write-ahead log from several connections.

    Up to 3.51.2 a checkpoint that races a commit can corrupt the file; 3.50.7 and 3.44.6 carry the repair.
    """
    if version >= (3, 51, 3):
        return True
    return (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def _sqlite(name: str, value: str) -> dict[str, Any]:
    path = unquote(value.removeprefix("sqlite://")).removeprefix("/")
    if not path:
        raise ImproperlyConfigured(f"{name} must name a file, as in sqlite:////srv/blog/db.sqlite3.")
    journal = "WAL" if has_wal_reset_fix(sqlite3.sqlite_version_info) else "TRUNCATE"
    pragmas = f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path if path == ":memory:" else Path(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


def _postgresql(name: str, value: str) -> dict[str, Any]:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}.") from error
    database = unquote(parts.path.removeprefix("/"))
    if not database or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/name.")
    query = dict(parse_qsl(parts.query))
    pool_size = query.pop("pool", "8")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", pool_size):
        raise ImproperlyConfigured(f"{name} has pool={pool_size!r}; it must be a whole number, 1 or more.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, "pool": {"min_size": 1, "max_size": int(pool_size), "timeout": 10}},
    }


def _smtp(name: str, value: str) -> dict[str, Any]:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}.") from error
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            f"{name} must look like smtp://user:password@host:587 or smtps://host:465."
        )
    implicit = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": unquote(parts.hostname),
            "port": port or (465 if implicit else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": implicit,
            # Nothing leaves this machine unencrypted.
            "use_tls": not implicit and parts.hostname not in {"localhost", "127.0.0.1", "::1"},
            "timeout": MAIL_TIMEOUT,
        },
    }


def secret_key(given: str, folder: Path | None) -> str:
    """The key that was given; else, where a folder may hold one, a key that is made once and kept there."""
    if given:
        if len(given) < 50 or len(set(given)) < 5 or given.startswith("django-insecure-"):
            raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters.")
        return given
    if folder is None:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. A public site needs 50 random characters or more: see docs/running.md."
        )
    path = folder / "secret-key"
    if not path.exists():
        _keep_new_key(path)
    return path.read_text(encoding="ascii")


def _keep_new_key(path: Path) -> None:
    # Written beside and linked into place: of two processes that start at once, both read one whole key.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR {path.parent} cannot be written: {error.strerror}.") from error
