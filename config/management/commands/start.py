"""From nothing to a running site: the database, the sample, an admin, and a server."""

import secrets
import socket
from argparse import ArgumentParser
from typing import Any

import waitress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.wsgi import get_wsgi_application

from blog.caching import release
from blog.models import Film, Post

THREADS = 8


class Command(BaseCommand):
    help = "Prepares the database, loads the sample into an empty one, makes an admin, and serves the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="stop before serving")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], settings.PORT
        if not options["prepare_only"]:
            self.check_port(host, port)
        self.say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("setup_roles", verbosity=0)
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
                    f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port: make run PORT=8001"
                ) from error

    def collect_files(self) -> None:
        """Collect the static files, unless this version's are there."""
        stamp = settings.STATIC_ROOT / "release.txt"
        if settings.DEBUG or (stamp.exists() and stamp.read_text() == release()):
            return
        self.say("Collecting styles and scripts …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(release())

    def load_sample(self) -> None:
        if not Post.objects.exists() and not Film.objects.exists():
            self.say("Loading the sample …")
            call_command("load_sample", verbosity=0)

    def make_admin(self) -> None:
        """An admin whose password is shown this once."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password)
        self.say(f"\n  An admin was made:  admin  /  {password}\n  This password is shown only now.\n")

    def serve(self, host: str, port: int) -> None:
        self.say(f"The blog:   {settings.SITE_URL}/\nThe admin:  {settings.SITE_URL}/admin/\nStop with Ctrl-C.")
        waitress.serve(
            get_wsgi_application(),
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=not settings.TRUSTED_PROXIES,
        )

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
