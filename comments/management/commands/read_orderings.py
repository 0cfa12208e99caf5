"""Reads the rankings in the words of a post's comments, and accepts those that were read with confidence."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from blog.models import Entry, Post
from comments import acceptance, moderation, reading
from comments.acceptance import Result
from comments.models import Comment

WHO = "read_orderings"  # in the record


class Command(BaseCommand):
    help = "Reads the rankings in the words of a post's comments, and accepts those read with confidence."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post", metavar="POST", help="the slug of a post")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--above",
            type=float,
            default=acceptance.ABOVE,
            metavar="CONFIDENCE",
            help=f"accept what was read with this confidence at least, from 0 to 1 ({acceptance.ABOVE})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        above = options["above"]
        if not 0 <= above <= 1:
            raise CommandError(f"A confidence goes from 0 to 1; {above} is none.")
        post = Post.objects.filter(slug=options["post"]).first()
        if post is None:
            raise CommandError(f"There is no post {options['post']!r}.")

        result, titles = Result(), titles_of(post)
        waiting = Comment.objects.filter(post=post, ranking=None).exclude(status__in=acceptance.GONE)
        for chunk in acceptance.read_all(waiting):
            for comment, read in chunk:
                self.stdout.write(f"{comment.pk}: {told(read, above, titles)}")
            try:
                acceptance.accept(chunk, above, result, who=WHO, dry_run=options["dry_run"])
            except moderation.Refused as error:
                raise CommandError(str(error)) from error
        self.stdout.write(summary(result, above, dry_run=options["dry_run"]))


def titles_of(post: Post) -> dict[int, str]:
    return {entry.pk: entry.film.title for entry in Entry.objects.filter(post=post).select_related("film")}


def told(read: reading.Read, above: float, titles: dict[int, str]) -> str:
    """One comment's line: the order with its confidence, and whether it is accepted."""
    if not read.found:
        return "no ranking was read."
    order = " > ".join(" = ".join(titles[entry] for entry in tier) for tier in read.tiers)
    doubts = "".join(f"\n    in doubt: {line}" for line in read.doubtful.values())
    unread = "".join(f"\n    not understood: {line}" for line in read.unread)
    verdict = "accepted" if read.confidence >= above else "left for a moderator"
    return f"{order} ({read.confidence:.2f}, {verdict}){doubts}{unread}"


def summary(result: Result, above: float, *, dry_run: bool) -> str:
    done = "A dry run; nothing was written. It would be: " if dry_run else ""
    return (
        f"{done}{result.accepted} rankings accepted, read with a confidence of {above} or more; "
        f"{result.below} below that are left for a moderator; {result.unread} comments without one."
    )
