""".env.example, against the settings that read the variables."""

import re
from pathlib import Path

import pytest

from tests.config.environment import ROOT, assignments, settings_of, variables

TEXT = (ROOT / ".env.example").read_text(encoding="utf-8")
EXAMPLE = assignments(TEXT)


def test_the_example_names_every_variable_that_is_read_and_no_other() -> None:
    assert list(EXAMPLE) == list(dict.fromkeys(EXAMPLE))
    assert EXAMPLE.keys() == variables().keys()


def test_the_settings_read_the_environment_through_the_typed_readers_alone() -> None:
    source = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")

    assert not re.search(r"os\.|getenv|import os", source)
    assert len(variables()) > 10


@pytest.mark.parametrize("name", variables())
def test_a_variable_stands_with_its_default(name: str) -> None:
    default = variables()[name]

    written = "" if default is None else str(int(default) if isinstance(default, bool) else default)

    assert EXAMPLE[name] == written


@pytest.mark.parametrize("name", variables())
def test_a_variable_is_explained_and_so_is_a_default_that_follows_from_others(name: str) -> None:
    paragraph = next(part for part in TEXT.split("\n\n") if re.search(rf"^{name}=", part, re.MULTILINE))
    comment = [line for line in paragraph.splitlines() if line.startswith("# ")]

    assert comment
    assert variables()[name] is not None or any(line.startswith("# Default: ") for line in comment)


def test_the_example_as_it_stands_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = settings_of(monkeypatch, tmp_path)
    with_it = settings_of(monkeypatch, tmp_path, **{**EXAMPLE, "DATA_DIR": str(tmp_path)})

    names = [name for name in without if name.isupper()]
    assert len(names) > 40
    assert {name: with_it[name] for name in names} == {name: without[name] for name in names}
