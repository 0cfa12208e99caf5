"""What the manual promises: its commands, its numbers and its list of requirements, against the code."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from waitress.adjustments import Adjustments

from config.management.commands.start import SERVER
from tests.config.environment import ROOT

MANUAL = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
]


def block(language: str, word: str = "") -> str:
    """The first block of the manual in a language that has a word in it."""
    return next(text for text in re.findall(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL) if word in text)


def test_the_unit_serves_as_make_run_does() -> None:
    command = re.search(r"^ExecStart=\S+/waitress-serve (.+)$", block("systemd"), re.MULTILINE)
    assert command

    given, application = Adjustments.parse_args(command[1].replace("%i", "8001").split())
    unit = Adjustments(
        **{name: value for name, value in given.items() if name not in {"help", "call", "app"}}
    )

    assert application == ["config.wsgi:application"] or given.get("app") == "config.wsgi:application"
    assert {name: getattr(unit, name) for name in SERVER} == SERVER
    assert unit.clear_untrusted_proxy_headers is False
    assert not unit.ident
    assert [address[3] for address in unit.listen] == [("127.0.0.1", 8001)]


def test_the_proxy_takes_as_large_a_body_as_the_site() -> None:
    megabytes = re.search(r"client_max_body_size\s+(\d+)m;", block("nginx"))

    assert megabytes
    assert int(megabytes[1]) * 1_000_000 == SERVER["max_request_body_size"]


@pytest.mark.parametrize(
    "header", ["Host $host", "X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"]
)
def test_the_proxy_says_what_the_site_believes(header: str) -> None:
    assert f"proxy_set_header {header};" in block("nginx")


def back_up(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", block("python", "backup"), str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_backup_copies_a_database_that_is_being_written(tmp_path: Path) -> None:
    living = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    living.execute("CREATE TABLE film (title TEXT)")
    living.executemany("INSERT INTO film VALUES (?)", [(f"Rocky {number}",) for number in range(1_000)])

    result = back_up(tmp_path / "db.sqlite3", tmp_path / "copy")
    living.close()

    with sqlite3.connect(tmp_path / "copy") as copy:
        assert (result.returncode, copy.execute("SELECT count(*) FROM film").fetchone()) == (0, (1_000,))
    copy.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "db.sqlite3"]


def test_the_backup_keeps_the_former_copy_where_the_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4_000)
    (tmp_path / "copy").write_text("the copy of yesterday")

    result = back_up(tmp_path / "db.sqlite3", tmp_path / "copy")

    assert result.returncode != 0
    assert (tmp_path / "copy").read_text() == "the copy of yesterday"


def test_every_requirement_has_a_line_and_every_test_that_it_names_exists() -> None:
    rows = re.findall(r"^\| (\d+) \| .+? \| (.+) \|$", MANUAL, re.MULTILINE)
    named = {path for _, where in rows for path in re.findall(r"`(\w+/test_\w+\.py)`", where)}

    assert [int(number) for number, _ in rows] == list(range(1, 41))
    assert len(named) > 10
    assert [path for path in sorted(named) if not (ROOT / "tests" / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_leads_to_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)

    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_the_first_screen_says_the_two_commands() -> None:
    screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30])

    assert re.search(r"^make run$", screen, re.MULTILINE)
    assert re.search(r"^make test$", screen, re.MULTILINE)
    assert re.search(r"!\[[^\]]{30,}\]\(docs/article\.png\)", screen)
