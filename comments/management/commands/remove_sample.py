"""Takes the sample out again."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand
from django.db import transaction

from blog import publishing
from blog.models import SAMPLE, Film, Post, Tag

AUTHOR = "sample-author"


class Command(BaseCommand):
    help = "Removes the sample posts with their comments, and the films and tags that no other post uses."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        posts = list(Post.objects.filter(import_ref__startswith=SAMPLE))
        tags = {tag.pk for post in posts for tag in post.tags.all()}
        for post in posts:
            publishing.delete_post(post)
        films = list(Film.objects.filter(import_ref__startswith=SAMPLE, entries=None))
        for film in films:
            publishing.delete_film(film)
        Tag.objects.filter(pk__in=tags, posts=None).delete()
        get_user_model().objects.filter(username=AUTHOR, posts=None).delete()
        self.stdout.write(f"Removed {len(posts)} posts with their comments, and {len(films)} films.")
