"""Every page is the HTML that it says it is: checked by the W3C's own validator, which runs on Java.

`.ci/run` fetches it; `tools/html/setup` does the same for work on the templates.
"""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.everypage import every_page

GOOD = "<!doctype html><html lang=en><meta charset=utf-8><title>Good</title><p>Words.</p></html>"


def messages(folder: Path) -> dict[str, list[str]]:
    """What the validator calls an error, by page. Its advice is left out."""
    jar = settings.BASE_DIR / "build/html/node_modules/vnu-jar/build/dist/vnu.jar"
    command = [
        "java",
        "-jar",
        str(jar),
        "--errors-only",
        "--exit-zero-always",
        "--format",
        "json",
        str(folder),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(answer.stderr)["messages"]:
        words = f"{message['message']} {message.get('extract', '')}"
        found.setdefault(Path(message.get("url", "")).stem, []).append(words)
    return found


def write(folder: Path, pages: dict[str, str]) -> None:
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")


@pytest.mark.django_db
def test_every_page_is_valid_html(tmp_path: Path) -> None:
    pages = every_page()
    write(tmp_path, pages)

    assert len(pages) > 20
    assert messages(tmp_path) == {}


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"good": GOOD, "bad": GOOD.replace("<p>", "<p><div hreff=x></span>")})

    found = messages(tmp_path)

    assert list(found) == ["bad"]
    assert len(found["bad"]) >= 2
