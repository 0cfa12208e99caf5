"""Settings as they come out of an environment, and the variables that they are read from."""

import ast
import os
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = ROOT / "config" / "settings.py"
KEY = "w0rd-of-a-corner-man_and-fifty-characters-of-it-are-enough"
PUBLIC = {
    "SITE_URL": "https://ranked.example",
    "ALLOWED_HOSTS": "ranked.example",
    "SECRET_KEY": KEY,
    "TRUSTED_PROXIES": "1",
}


def settings_of(patch: pytest.MonkeyPatch, folder: Path, **values: str) -> dict[str, Any]:
    """The settings that these variables and no others give; all that is written goes into the folder."""
    for name in variables():
        patch.delenv(name, raising=False)
    for name, value in {"DATA_DIR": str(folder), **values}.items():
        patch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


def variables() -> dict[str, object]:
    """Each variable that the settings read, with its default; None where it follows from something else."""
    found: dict[str, object] = {}
    for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_env(node.func.value):
            name, *default = node.args
            assert isinstance(name, ast.Constant), "a variable's name must be written out"
            found[name.value] = _constant(default[0]) if default else EMPTY[node.func.attr]
    return found


# What a reader gives that is called without a default.
EMPTY = {"text": "", "flag": False, "names": "", "hosts": "", "redis": "", "mailer": ""}


def _is_env(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "env"


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def assignments(text: str) -> dict[str, str]:
    """NAME=value lines, as a shell or systemd reads them."""
    return dict(re.findall(r"^([A-Z][A-Z0-9_]*)=(.*)$", text, re.MULTILINE))


def clean_environment(**values: str) -> dict[str, str]:
    """The environment for another process: nothing of ours but what is given."""
    ours = {*variables(), "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the browser's tests set this one
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **values}
