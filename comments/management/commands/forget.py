"""Takes away what is kept of readers for thirty or ninety days only."""

from typing import Any

from django.core.management import BaseCommand

from comments import upkeep


class Command(BaseCommand):
    help = "Forgets where comments came from after thirty days. Run it daily where `start` does not."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{upkeep.forget()} rows forgotten.")
