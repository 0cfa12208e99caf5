"""Writes a crowd of readers that nobody has met under a post, for tests and measurements."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from blog.models import Post
from comments import moderation, synthetic
from comments.submission import Submission

BATCH = 5_000


class Command(BaseCommand):
    help = "Writes N plausible readers with their rankings under a post, all let in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post", metavar="POST", help="the post's slug")
        parser.add_argument("number", metavar="N", type=int, help="how many readers")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same crowd")
        parser.add_argument("--yes", action="store_true", help="do it on a site that is not in DEBUG")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["number"]
        if number < 1:
            raise CommandError("N is how many readers to write: 1 or more.")
        if not (settings.DEBUG or options["yes"]):
            raise CommandError(
                "These readers are made up, and this site is not in DEBUG. Say --yes to write them here."
            )
        post = Post.objects.filter(slug=options["post"]).first()
        if post is None:
            raise CommandError(f"There is no post {options['post']!r}.")
        author = list(post.entries.ranked().values_list("pk", flat=True))
        if not author:
            raise CommandError(f"{post.slug} ranks no film yet, so nobody can rank back.")
        self.write(post, arrivals(post, author, number, options["seed"]), number)

    def write(self, post: Post, coming: Iterator[tuple[Submission, datetime]], number: int) -> None:
        written = 0
        while batch := list(islice(coming, BATCH)):
            moderation.bring_in_many(post, batch)
            written += len(batch)
            self.stdout.write(f"{post.slug}: {written:,} of {number:,} readers")


def arrivals(post: Post, author: list[int], number: int, seed: int) -> Iterator[tuple[Submission, datetime]]:
    """The readers, each with the time of their comment: evenly from the publication to now."""
    now = timezone.now()
    first = min(post.published_at or post.created_at, now)
    for count, submission in enumerate(synthetic.readers(author, number, seed), start=1):
        yield submission, first + (now - first) * (count / number)
