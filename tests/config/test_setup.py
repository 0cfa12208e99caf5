"""tools/setup: what is missing on a fresh machine gets one clear line."""

import subprocess
from pathlib import Path

import pytest

from tests.config.environment import ROOT

MAKES_A_FOLDER = """
case "$*" in
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    "-m pip "*) echo "Collecting django==5.2.19"; echo "Using cache"; echo "$*" >"{log}"; exit {pip} ;;
esac
"""


@pytest.fixture
def fake_python(tmp_path: Path) -> Path:
    return tmp_path / "python-fake"


def write(python: Path, script: str) -> str:
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return str(python)


def setup(python: str, folder: Path, where: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "tools" / "setup"), python, str(folder), "lock.txt"]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, timeout=60)


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one line that is said, where nothing was set up."""
    assert result.returncode == 1
    assert result.stderr.startswith("Cannot set up: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_no_python_is_said_with_the_way_to_name_one(tmp_path: Path) -> None:
    line = refused(setup("python-of-nowhere", tmp_path / "venv", tmp_path))

    assert "there is no 'python-of-nowhere'" in line
    assert "make run PYTHON=" in line


def test_a_python_that_is_too_old_is_said_with_its_version(tmp_path: Path, fake_python: Path) -> None:
    python = write(fake_python, 'case "$1" in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac')

    line = refused(setup(python, tmp_path / "venv", tmp_path))

    assert "Python 3.11 or newer is needed" in line
    assert "is Python 3.9.2" in line
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_said_with_the_package_that_has_it(
    tmp_path: Path, fake_python: Path
) -> None:
    python = write(fake_python, 'case "$2" in *venv*) echo "No module named ensurepip" >&2; exit 1 ;; esac')

    line = refused(setup(python, tmp_path / "venv", tmp_path))

    assert "no venv module" in line
    assert "apt-get install python3-venv" in line


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, fake_python: Path) -> None:
    # Below a file nobody can write, whoever runs this.
    (tmp_path / "file").write_text("in the way")
    python = write(fake_python, MAKES_A_FOLDER.format(log=tmp_path / "log", pip=0))

    line = refused(setup(python, tmp_path / "file" / "venv", tmp_path))

    assert f"the folder {tmp_path} cannot be written" in line


def test_an_install_that_fails_is_said_and_tried_again_the_next_time(
    tmp_path: Path, fake_python: Path
) -> None:
    python = write(fake_python, MAKES_A_FOLDER.format(log=tmp_path / "log", pip=1))

    line = refused(setup(python, tmp_path / "venv", tmp_path))
    write(tmp_path / "venv" / "bin" / "python", MAKES_A_FOLDER.format(log=tmp_path / "log", pip=0))
    again = setup(python, tmp_path / "venv", tmp_path)

    assert "the packages of lock.txt could not be installed" in line
    assert (again.returncode, again.stderr) == (0, "")


def test_an_install_shows_its_progress_and_checks_every_hash(tmp_path: Path, fake_python: Path) -> None:
    python = write(fake_python, MAKES_A_FOLDER.format(log=tmp_path / "log", pip=0))

    result = setup(python, tmp_path / "venv", tmp_path)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"Making {tmp_path / 'venv'} …",
        "Installing lock.txt …",
        "  django==5.2.19",
    ]
    assert "--require-hashes" in (tmp_path / "log").read_text()


@pytest.mark.parametrize("lock", ["base", "dev", "next"])
def test_every_locked_package_has_a_hash_and_no_place_to_come_from(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    packages = text.replace("\\\n", " ").splitlines()

    assert len(packages) > 10
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert "--index-url" not in text
