"""Puts a digest of what waits for each moderator into the outbox; for a timer, once a day."""

from typing import Any

from django.core.management import BaseCommand

from comments import digest


class Command(BaseCommand):
    help = "Has each moderator with an e-mail address told of the comments that wait, once a day at most."

    def handle(self, *args: Any, **options: Any) -> None:
        count = digest.put_all()
        if options["verbosity"]:
            self.stdout.write(f"Moderators who are told: {count}")
