"""Reads a ranking article with its readers' comments from a plain-text file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError

from blog.importers.article import SIZE_LIMIT, Article, ArticleError, read_article
from comments.importing import import_article


class Command(BaseCommand):
    help = "Imports a plain-text article: title, introduction, numbered entries, numbered comments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--publish", action="store_true", help="publish the post at once; it is a draft otherwise"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be made, and make nothing")
        parser.add_argument("--author", help="the user who signs the post; the first administrator otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        article = self.read(options["file"])
        author = self.author(options["author"])
        result = import_article(
            article, author=author, publish=options["publish"], dry_run=options["dry_run"]
        )
        if options["dry_run"]:
            self.stdout.write(f"A dry run; nothing was written. It would be: {result}")
        else:
            self.stdout.write(f"{result}\nThe post: /posts/{result.post.slug}/ ({result.post.state})")

    def read(self, path: Path) -> Article:
        try:
            if path.stat().st_size > SIZE_LIMIT:
                raise CommandError(f"{path} is larger than {SIZE_LIMIT:,} bytes; nothing was imported.")
            return read_article(path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{path} is not UTF-8 text (byte {error.start}); nothing was imported."
            ) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except ArticleError as error:
            raise CommandError(
                f"{path} is no article that can be read, and nothing was imported. {error}"
            ) from error

    def author(self, username: str | None) -> User:
        users = get_user_model().objects.filter(is_active=True)
        if username:
            user = users.filter(username=username).first()
            if user is None:
                raise CommandError(f"There is no user {username!r}.")
            return user
        user = users.filter(is_superuser=True).order_by("pk").first()
        if user is None:
            raise CommandError(
                "There is no administrator yet. Name an author with --author, or run make run first."
            )
        return user
