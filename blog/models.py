"""The author's side in the database: films, posts, and the entries that put a film into a post."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from blog.cards import MOTIFS
from blog.corners import Choice, Sheet, sheet
from blog.fields import ColourField, LineField, ProseField

SAMPLE = "sample:"  # how the `import_ref` of everything in the sample begins


class Site(models.Model):
    """What the owner says about the whole site; there is one row."""

    name = LineField(max_length=60, default="Split Decision")
    tagline = LineField(max_length=160, default="Ranked lists, and readers who rank back.")
    about = ProseField(max_length=50_000, blank=True, help_text="Markdown. Shown at /about/.")
    comments_close_after = models.PositiveSmallIntegerField(
        "comments close after days",
        null=True,
        blank=True,
        help_text="Under every post that does not say it for itself. Empty means: never.",
    )
    footer = ProseField(max_length=2_000, blank=True, help_text="Markdown. Stands at the foot of every page.")
    red = ColourField("the author’s corner", help_text="For light pages. Empty means: red.")
    red_dark = ColourField(
        "the author’s corner, dark", help_text="For dark pages. Empty means: made from the one above."
    )
    blue = ColourField("the readers’ corner", help_text="For light pages. Empty means: blue.")
    blue_dark = ColourField(
        "the readers’ corner, dark", help_text="For dark pages. Empty means: made from the one above."
    )
    logo = models.ForeignKey(
        "Picture", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="sites"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "site"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="site_is_one_row")]

    def __str__(self) -> str:
        return self.name

    @property
    def choice(self) -> Choice:
        return Choice(self.red, self.red_dark, self.blue, self.blue_dark)

    @property
    def colours(self) -> Sheet | None:
        """The style sheet with the owner's colours; none while they are the built-in ones."""
        return sheet(self.choice)


class Picture(models.Model):
    """An uploaded picture, kept only as its renditions; the files are named by `digest`."""

    digest = models.CharField(max_length=64, editable=False, db_index=True)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    widths = models.JSONField(editable=False)
    alt = LineField(
        "description", max_length=250, help_text="What the picture shows, for those who cannot see it."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="picture_has_a_size")
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def is_wide(self) -> bool:
        """Whether it is shaped like a line of words."""
        return self.width >= 2 * self.height


class Film(models.Model):
    """A film; it lives once and appears in many posts."""

    title = LineField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1870), MaxValueValidator(2200)]
    )
    poster = models.ForeignKey(
        Picture, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="films"
    )
    motif = models.CharField(
        max_length=20,
        blank=True,
        choices=[(name, name.title()) for name in MOTIFS],
        help_text="Drawn on the title card while there is no poster.",
    )
    import_ref = models.CharField(max_length=200, null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ["title", "year"]
        constraints = [
            models.UniqueConstraint(
                "title",
                "year",
                name="film_once_per_year",
                violation_error_message="This film is here already.",
            ),
            models.UniqueConstraint(
                "title",
                condition=Q(year=None),
                name="film_once_without_year",
                violation_error_message="This film is here already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def get_absolute_url(self) -> str:
        return reverse("blog:film", args=[self.slug])

    @property
    def is_sample(self) -> bool:
        return (self.import_ref or "").startswith(SAMPLE)


class Alias(models.Model):
    """Another name that people use for a film."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="aliases")
    name = LineField(max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["film", "name"],
                name="alias_once_per_film",
                violation_error_message="This film has this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A subject that posts share."""

    name = LineField(max_length=50, unique=True)
    slug = models.SlugField(max_length=50, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("blog:tag", args=[self.slug])


class PostQuerySet(models.QuerySet["Post"]):
    def published(self, now: datetime | None = None) -> "PostQuerySet":
        """What the public may see; every page, feed and export starts here."""
        return self.filter(status=Post.Status.PUBLISHED, published_at__lte=now or timezone.now())

    def for_lists(self) -> "PostQuerySet":
        """Newest first, with what a list shows of each: its tags and the first three films (`top3`)."""
        first = Entry.objects.filter(position__lte=3).with_films()
        posts = self.select_related("cover", "author").order_by("-published_at", "-pk")
        return posts.prefetch_related("tags", models.Prefetch("entries", first, to_attr="top3"))

    def by_another_yardstick(self, post: "Post") -> "PostQuerySet":
        """Posts that rank at least two of this post's films; `shared` says how many."""
        films = Entry.objects.filter(post=post).ranked().order_by().values("film")
        ranked = Q(entries__film__in=films, entries__position__isnull=False)
        counted = self.exclude(pk=post.pk).annotate(shared=models.Count("entries", filter=ranked))
        return counted.filter(shared__gte=2).order_by("-shared", "-published_at", "-pk")

    def touch(self) -> int:
        """Move the revisions on: pages and ETags made before are stale at once."""
        return self.update(revision=F("revision") + 1)


class Post(models.Model):
    """A ranking article."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    title = LineField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    yardstick = LineField(max_length=80, help_text="What the films are ranked by, as in: training montage.")
    standfirst = LineField(max_length=300, blank=True, help_text="One or two sentences under the title.")
    introduction = ProseField(blank=True, help_text="Markdown.")
    closing_note = ProseField(blank=True, help_text="Markdown. Stands below the last film.")
    cover = models.ForeignKey(
        Picture, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="posts"
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(
        "publish at", null=True, blank=True, help_text="A time to come schedules the post. Empty means: now."
    )
    comments_open = models.BooleanField("readers may rank and comment", default=True)
    comments_close_after = models.PositiveSmallIntegerField(
        "close after days", null=True, blank=True, help_text="Empty means: as the site says."
    )
    # What the site says, kept here by `publishing`, so that nobody who has a post must ask for the site too.
    site_closes_after = models.PositiveSmallIntegerField(null=True, editable=False)
    blind = models.BooleanField(
        "rank first",
        default=False,
        help_text="The crowd's order is shown to a reader only after they have ranked.",
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    import_ref = models.CharField(max_length=200, null=True, blank=True, unique=True, editable=False)
    search_text = models.TextField(default="", editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["status", "-published_at"], name="post_by_publication")]
        permissions = [("edit_any_post", "Can see and edit the posts of every author")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="post_published_has_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("blog:post", args=[self.slug])

    @property
    def state(self) -> str:
        """Draft, scheduled or published, as of now."""
        if self.status == self.Status.DRAFT or self.published_at is None:
            return "draft"
        return "published" if self.published_at <= timezone.now() else "scheduled"

    @property
    def closes_at(self) -> datetime | None:
        """When commenting ends by itself."""
        own, site = self.comments_close_after, self.site_closes_after
        days = site if own is None else own
        if days is None or self.published_at is None:
            return None
        return self.published_at + timedelta(days=days)

    @property
    def accepts_comments(self) -> bool:
        closes_at = self.closes_at
        in_time = closes_at is None or timezone.now() < closes_at
        return self.state == "published" and self.comments_open and in_time

    @property
    def is_sample(self) -> bool:
        return (self.import_ref or "").startswith(SAMPLE)


class FormerSlug(models.Model):
    """An address that a post once had; it redirects."""

    slug = models.SlugField(max_length=200, unique=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class EntryQuerySet(models.QuerySet["Entry"]):
    def ranked(self) -> "EntryQuerySet":
        return self.filter(position__isnull=False).order_by("position")

    def with_films(self) -> "EntryQuerySet":
        """In the author's order, those without a place last, with what a page shows of each film."""
        return self.select_related("film__poster").order_by(F("position").asc(nulls_last=True), "pk")


class Entry(models.Model):
    """One film in one post: its place in the author's order, or none where it is only mentioned."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="entries")
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 is best. Empty means: mentioned, not ranked."
    )
    text = ProseField(blank=True, help_text="Markdown.")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = [F("position").asc(nulls_last=True), "pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "film"],
                name="entry_film_once_per_post",
                violation_error_message="This film is in the post already.",
            ),
            models.UniqueConstraint(
                fields=["post", "position"],
                name="entry_position_once_per_post",
                violation_error_message="Another film has this position.",
            ),
            models.CheckConstraint(
                condition=Q(position=None) | Q(position__gte=1),
                name="entry_position_from_one",
                violation_error_message="Positions begin at 1.",
            ),
        ]

    def __str__(self) -> str:
        # The film's title, where it was fetched along; a name is never worth a query.
        film: Any = self._state.fields_cache.get("film")
        return str(film) if film else f"Entry {self.pk}"
