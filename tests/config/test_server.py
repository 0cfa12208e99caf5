"""The site as it is served: a process of its own, from an empty folder, asked over the wire."""

import http.client
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.config.environment import ROOT, clean_environment

SLOW = 150
PATIENCE = 30


@dataclass
class Server:
    """A running site: where it listens, its data, and what it has said so far."""

    port: int
    data: Path
    said: list[str] = field(default_factory=list)
    serving: threading.Event = field(default_factory=threading.Event)

    def listen_to(self, process: subprocess.Popen[str]) -> None:
        """Keep what the process says, until it ends."""
        assert process.stdout
        for line in process.stdout:
            self.said.append(line)
            if "Serving on" in line:
                self.serving.set()
        self.serving.set()

    def ask(self, method: str, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def opened(self, beginning: bytes) -> socket.socket:
        """A connection that has sent this much and sends no more."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        client.sendall(beginning)
        return client


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    environment = clean_environment(**variables)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = Server(free.getsockname()[1], tmp_path_factory.mktemp("site") / "var")
    environment = clean_environment(DATA_DIR=str(server.data), PORT=str(server.port))
    command = [sys.executable, "-u", "manage.py", "start"]
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipe) as process:
        listener = threading.Thread(target=server.listen_to, args=[process])
        listener.start()
        try:
            assert server.serving.wait(PATIENCE)
            assert "Serving on" in server.said[-1], "".join(server.said)
            before = len(server.said)
            yield server
        finally:
            process.terminate()
            listener.join(PATIENCE)
    # Whatever the tests asked for, the log has no word about it.
    assert server.said[before:] == []


def test_a_first_start_serves_the_sample(server: Server) -> None:
    response, body = server.ask("GET", "/")

    assert response.status == 200
    assert b"Rocky" in body
    assert f"The blog:   http://127.0.0.1:{server.port}/\n" in server.said
    assert (server.data / "db.sqlite3").exists()


@pytest.mark.parametrize(
    "beginning",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nname=",
    ],
)
def test_slow_clients_do_not_keep_others_waiting(server: Server, beginning: bytes) -> None:
    with ExitStack() as clients:
        for _ in range(SLOW):
            clients.enter_context(server.opened(beginning))

        response, body = server.ask("GET", "/healthz")

    assert (response.status, body) == (200, b"ok\n")


def test_a_body_that_is_far_too_large_is_refused_before_it_is_sent(server: Server) -> None:
    head = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"

    with server.opened(head) as client:
        answer = client.recv(100)

    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "BREW"])
def test_a_method_that_nobody_needs_is_refused(server: Server, method: str) -> None:
    response, body = server.ask(method, "/", Cookie="session=secret")

    assert response.status == 405
    assert b"secret" not in body
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_host_that_is_not_ours_is_refused_without_a_word_about_it(server: Server) -> None:
    response, body = server.ask("GET", "/", Host="evil.example")

    assert response.status == 400
    assert b"evil" not in body
    assert b"ALLOWED_HOSTS" not in body
    assert "Server" not in response.headers


def test_a_second_start_on_the_same_port_is_one_clear_line(server: Server) -> None:
    again = manage("start", DATA_DIR=str(server.data), PORT=str(server.port))

    assert again.returncode == 1
    assert re.fullmatch(rf"CommandError: Cannot listen on 127\.0\.0\.1:{server.port}: .+\n", again.stderr)
    assert again.stdout == ""


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"PORT": "x"}, "PORT must be a whole number from 1 to 65535; it is 'x'."),
        (
            {"DEBUG": "1", "ALLOWED_HOSTS": "ranked.example"},
            "DEBUG is on while SITE_URL or ALLOWED_HOSTS is public.",
        ),
        ({"DATA_DIR": f"{__file__}/var"}, f"DATA_DIR {__file__}/var cannot be written: Not a directory."),
    ],
)
def test_what_is_missing_is_one_clear_line(tmp_path: Path, variables: dict[str, str], line: str) -> None:
    tried = manage("start", **{"DATA_DIR": str(tmp_path), **variables})

    assert tried.returncode == 1
    assert tried.stderr.startswith(f"Cannot start: {line}")
    assert tried.stderr.count("\n") == 1
