"""Writes the sample: two posts with films and readers, all of it ours and all of it removable."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from blog import publishing
from blog.models import Alias, Entry, Film, Post, Tag
from comments import moderation
from comments.management.commands.remove_sample import AUTHOR
from comments.models import Comment
from comments.sample import SampleComment, SampleFilm, SamplePost, sample
from comments.submission import Ballot, Submission


class Command(BaseCommand):
    help = "Loads the sample posts, films and comments; what is here already is left as it is."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        content = sample()
        films = {film.slug: write_film(film) for film in content.films}
        author, _ = get_user_model().objects.get_or_create(
            username=AUTHOR, defaults={"first_name": "The Corner"}
        )
        posts = {post.slug: write_post(post, films, author) for post in content.posts}
        written: dict[str, Comment] = {}
        for comment in content.comments:
            parent = written.get(comment.reply_to or "")
            written[comment.ref] = write_comment(comment, posts[comment.post], parent)
        self.stdout.write(
            f"The sample is here: {len(posts)} posts, {len(films)} films, {len(written)} comments."
        )


def write_film(sample: SampleFilm) -> Film:
    """The film; one that the author has made already serves as well."""
    known = Film.objects.filter(import_ref=sample.ref) | Film.objects.filter(
        title=sample.title, year=sample.year
    )
    if film := known.first():
        return film
    film = Film.objects.create(
        title=sample.title, slug=sample.slug, year=sample.year, motif=sample.motif, import_ref=sample.ref
    )
    Alias.objects.bulk_create(Alias(film=film, name=name) for name in sample.aliases)
    return film


def write_post(sample: SamplePost, films: dict[str, Film], author: User) -> Post:
    if post := Post.objects.filter(import_ref=sample.ref).first():
        return post
    post = Post.objects.create(
        title=sample.title,
        slug=sample.slug,
        yardstick=sample.yardstick,
        standfirst=sample.standfirst,
        introduction=sample.introduction,
        closing_note=sample.closing_note,
        author=author,
        status=Post.Status.PUBLISHED,
        published_at=timezone.now() - timedelta(days=sample.days_ago),
        import_ref=sample.ref,
    )
    post.tags.set(
        Tag.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0] for name in sample.tags
    )
    for entry in sample.entries:
        Entry.objects.create(post=post, film=films[entry.film], position=entry.position, text=entry.text)
    publishing.post_saved(post)
    return post


def write_comment(sample: SampleComment, post: Post, parent: Comment | None) -> Comment:
    entries = {entry.film.slug: entry.pk for entry in post.entries.ranked().select_related("film")}
    tiers = tuple(tuple(entries[slug] for slug in tier) for tier in sample.all_tiers(tuple(entries)))
    remarks = {entries[slug]: remark for slug, remark in sample.remarks.items()}
    ballot = Ballot(tiers, remarks, sample.rest) if tiers or remarks else None
    comment, _ = moderation.bring_in(
        post,
        Submission(sample.name, sample.text, ballot=ballot),
        ref=sample.ref,
        status=sample.status,
        at=timezone.now() - timedelta(days=sample.days_ago),
        parent=parent,
    )
    return comment
