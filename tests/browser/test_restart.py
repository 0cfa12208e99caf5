"""The server is stopped and started again while a reader fills in the form: nothing typed is lost."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scorecard import open_row, rank, shown
from tests.config.environment import ROOT, clean_environment

FORM = "/posts/rocky-films-by-training-montage/rank/"
COUNT = "from comments.models import Comment; print(Comment.objects.filter(name='Ann').count())"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path, port: int) -> dict[str, str]:
    return clean_environment(DATA_DIR=str(tmp_path / "var"), PORT=str(port))


@contextmanager
def running(environment: dict[str, str]) -> Iterator[None]:
    """The site as it is served, with its data in the same folder each time."""
    command = [sys.executable, "-u", "manage.py", "start"]
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipe) as process:
        try:
            assert process.stdout
            said = []
            for line in process.stdout:
                said.append(line)
                if "Serving on" in line:
                    break
            else:
                raise AssertionError("".join(said))
            yield
        finally:
            process.terminate()


@pytest.mark.parametrize("context_options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_a_restart_between_opening_the_form_and_sending_it_loses_nothing(
    page: Page, port: int, environment: dict[str, str]
) -> None:
    with running(environment):
        page.goto(f"http://127.0.0.1:{port}{FORM}")
        rank(page, "Rocky IV 1985", "Rocky II 1979")
        open_row(page, "Rocky II (1979)").get_by_label("Remark on Rocky II").fill("the stairs")
        page.get_by_label("Your comment").fill("Words that must not be lost.")
        page.get_by_label("Your name").fill("Ann")

    with running(environment):
        page.get_by_role("button", name="Move Rocky II (1979) up").click()
        expect(page.get_by_role("status")).to_contain_text("place 1 of 2")
        assert shown(page) == ["1 Rocky II (1979)", "2 Rocky IV (1985)"]
        page.get_by_role("button", name="Send your ranking").click()
        page.wait_for_url("**/receipts/**")
        for typed in ["the stairs", "Words that must not be lost."]:
            expect(page.get_by_text(typed).first).to_be_visible()
        assert comments(environment) == 1


@pytest.mark.parametrize("context_options", [{}])
def test_what_is_sent_while_the_server_is_down_is_kept_and_arrives_once(
    page: Page, port: int, environment: dict[str, str], complaints: list[str]
) -> None:
    with running(environment):
        page.goto(f"http://127.0.0.1:{port}{FORM}")
        rank(page, "Rocky IV 1985", "Rocky II 1979")
        page.get_by_label("Your name").fill("Ann")
        page.get_by_label("Your comment").fill("Words that must not be lost.")
    page.get_by_role("button", name="Send your ranking").click()
    page.wait_for_url("chrome-error://**")

    with running(environment):
        page.goto(f"http://127.0.0.1:{port}{FORM}")
        expect(page.get_by_text("We kept what you typed on this device.")).to_be_visible()
        assert shown(page) == ["1 Rocky IV (1985)", "2 Rocky II (1979)"]
        expect(page.get_by_label("Your comment")).to_have_value("Words that must not be lost.")
        page.get_by_role("button", name="Send your ranking").click()
        page.wait_for_url("**/receipts/**")
        assert comments(environment) == 1
    complaints.clear()  # the browser itself notes that nobody answered


def comments(environment: dict[str, str]) -> int:
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", COUNT]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    return int(told.stdout)
