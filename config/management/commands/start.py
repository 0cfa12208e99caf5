"""From nothing to a running site: the database, the sample, an admin, and a server."""

import logging
import secrets
import socket
from argparse import ArgumentParser
from collections.abc import Callable
from itertools import count
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import Any

import waitress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection

from blog.caching import release
from blog.models import Film, Post
from comments import upkeep

logger = logging.getLogger(__name__)
UPKEEP_SECONDS = 30
MAIL_SECONDS = 2
LAST_MAIL_SECONDS = 15  # that the mail which is being sent has to come to its end

# Waitress reads a request whole before a thread has it, so slow clients cost a connection each and no thread.
# docs/running.md gives the same to `waitress-serve`.
SERVER = {
    "threads": 8,
    "connection_limit": 500,
    "asyncore_use_poll": True,
    "max_request_body_size": 20_000_000,
}


class Command(BaseCommand):
    help = "Prepares the database, loads the sample into an empty one, makes an admin, and serves the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="stop before serving")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], settings.PORT
        if not options["prepare_only"]:
            self.check_port(host, port)
        self.check_folder()
        self.prepare_database()
        self.collect_files()
        self.load_sample()
        self.make_admin()
        if not options["prepare_only"]:
            self.serve(host, port)

    def check_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cannot listen on {host}:{port}: {error.strerror}. Choose another: make run PORT=8001"
                ) from error

    def check_folder(self) -> None:
        try:
            settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
            TemporaryFile(dir=settings.DATA_DIR).close()
        except OSError as error:
            raise CommandError(
                f"DATA_DIR {settings.DATA_DIR} cannot be written: {error.strerror}."
            ) from error

    def prepare_database(self) -> None:
        self.say("Preparing the database …")
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            raise CommandError(f"The database that DATABASE_URL names cannot be used: {error}") from error
        call_command("setup_roles", verbosity=0)

    def collect_files(self) -> None:
        """Collect the static files, unless this version's are there."""
        stamp = settings.STATIC_ROOT / "release.txt"
        if settings.DEBUG or (stamp.exists() and stamp.read_text() == release()):
            return
        self.say("Collecting styles and scripts …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(release())

    def load_sample(self) -> None:
        """Into an empty database only: whoever works here and took the sample out does not get it back."""
        if any(rows.exists() for rows in (Post.objects, Film.objects, get_user_model().objects)):
            return
        self.say("Loading the sample …")
        call_command("load_sample", verbosity=0)

    def make_admin(self) -> None:
        """An admin whose password is shown this once."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        taken = set(users.filter(username__startswith="admin").values_list("username", flat=True))
        name = next(name for number in count() if (name := f"admin{number or ''}") not in taken)
        password = secrets.token_urlsafe(12)
        users.create_superuser(name, password=password)
        self.say(f"\n  An admin was made:  {name}  /  {password}\n  This password is shown only now.\n")

    def serve(self, host: str, port: int) -> None:
        self.say(
            f"The blog:   {settings.SITE_URL}/\nThe admin:  {settings.SITE_URL}/admin/\nStop with Ctrl-C."
        )
        stop = Event()
        Thread(target=keep_up, args=[stop], name="upkeep", daemon=True).start()
        mails = Thread(target=send_mails, args=[stop], name="mails", daemon=True)
        mails.start()
        try:
            waitress.serve(
                get_wsgi_application(),
                host=host,
                port=port,
                ident=None,
                clear_untrusted_proxy_headers=not settings.TRUSTED_PROXIES,
                **SERVER,
            )
        finally:
            stop.set()
            mails.join(LAST_MAIL_SECONDS)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def keep_up(stop: Event) -> None:
    """Until told to stop: what waits to be counted is counted within half a minute, beside the requests."""

    def work() -> None:
        upkeep.settle(stop.wait)
        upkeep.forget()

    beside(stop, UPKEEP_SECONDS, work)


def send_mails(stop: Event) -> None:
    """Until told to stop: what waits in the outbox is sent within two seconds, beside the requests."""
    beside(stop, MAIL_SECONDS, lambda: upkeep.send_mails(stop.is_set))


def beside(stop: Event, seconds: float, work: Callable[[], None]) -> None:
    while not stop.wait(seconds):
        try:
            work()
        except Exception:
            logger.exception("The upkeep failed; it will try again.")
        finally:
            connection.close()
