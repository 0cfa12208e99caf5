"""A house to measure in: Django as the tests have it, and a database that is made for the run and dropped."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

MADE = "BENCH_DATABASE"  # the name of a database that another process has made


@contextmanager
def throwaway() -> Iterator[None]:
    """A database of its own, empty; it and all files are gone afterwards."""
    setup_test_environment(debug=False)
    try:
        if name := os.environ.get(MADE):
            connection.settings_dict["NAME"] = name
            yield
        else:
            with made():
                yield
    finally:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@contextmanager
def made() -> Iterator[None]:
    before = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    os.environ[MADE] = str(connection.creation.create_test_db(verbosity=0, autoclobber=True))
    try:
        yield
    finally:
        del os.environ[MADE]
        connection.creation.destroy_test_db(before, verbosity=0)


def database() -> str:
    """The database in words, with its version."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def tidy() -> None:
    """What autovacuum does on PostgreSQL within minutes of a change as large as ours."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
