"""Counts the rankings of posts from scratch, beside the running site, and puts right what was wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from blog.models import Post
from comments import moderation, upkeep
from comments.models import PostTally


class Command(BaseCommand):
    help = "Counts the approved rankings of posts from scratch and repairs what is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("posts", metavar="POST", nargs="*", help="slugs of posts; all posts otherwise")
        parser.add_argument(
            "--check", action="store_true", help="compare only, and end with 1 where something differs"
        )
        parser.add_argument(
            "--unsettled", action="store_true", help="only posts that wait for it, as after a new order"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = []
        for pk, slug in chosen(options["posts"], unsettled=options["unsettled"]):
            if not self.count(pk, slug, options):
                wrong.append(slug)
        if wrong and options["check"]:
            raise CommandError(f"What is stored differs from the rankings: {', '.join(wrong)}.")

    def count(self, pk: int, slug: str, options: dict[str, Any]) -> bool:
        """Whether what was stored was right; repaired, unless it was only to be checked."""
        if not options["unsettled"]:
            moderation.begin_recount(pk, keep=not options["check"])
        tenths = [0]

        def told(counted: int, of: int) -> None:
            if of and (tenth := min(9, 10 * counted // of)) > tenths[-1]:
                tenths.append(tenth)
                self.stdout.write(f"{slug}: {tenth}0 % of {of:,} comments")
                self.stdout.flush()

        same = bool(upkeep.count_through(pk, told=told))
        wrong = "differs" if options["check"] else "was wrong, and is repaired"
        self.stdout.write(f"{slug}: {'right' if same else wrong}")
        return same


def chosen(slugs: list[str], *, unsettled: bool) -> list[tuple[int, str]]:
    """The posts to count, with their slugs; raises CommandError for one that there is not."""
    posts = Post.objects.order_by("pk")
    known = set(posts.filter(slug__in=slugs).values_list("slug", flat=True))
    if unknown := [slug for slug in slugs if slug not in known]:
        raise CommandError(f"There is no post {', '.join(map(repr, unknown))}.")
    if slugs:
        posts = posts.filter(slug__in=slugs)
    if unsettled:
        posts = posts.filter(pk__in=PostTally.objects.filter(settled=False).values("pk"))
    return list(posts.values_list("pk", "slug"))
