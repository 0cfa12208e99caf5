"""Rows to the pictures for sharing: what the card of a post, of a reader's ranking and of the site shows."""

from dataclasses import dataclass

from django.urls import reverse

from blog import caching
from blog.context import absolute
from blog.models import Entry, Post, Site
from blog.sharing import Card, Row, Side
from blog.templatetags.words import byline
from comments import ballots, crowd
from comments.models import Comment
from ranking.certainty import READERS_ENOUGH

VERSION = 12  # characters of the tag in an address


@dataclass(frozen=True)
class Shared:
    """A card's path, with the tag of what it shows now."""

    path: str
    tag: str

    @property
    def version(self) -> str:
        return self.tag.strip('"')[:VERSION]

    @property
    def address(self) -> str:
        """Where other sites fetch it: another address as soon as it would look different."""
        return f"{absolute(self.path)}?v={self.version}"


def shared_post(post: Post, site: Site) -> Shared:
    tag = caching.etag("post card", post.pk, post.revision, post.accepts_comments, site.revision)
    return Shared(reverse("comments:post_card", args=[post.slug]), tag)


def shared_ranking(comment: Comment, site: Site) -> Shared:
    changed, post = comment.changed_at.isoformat(), comment.post
    parts = (comment.pk, changed, post.revision, post.accepts_comments, site.revision)
    return Shared(reverse("comments:ranking_card", args=[comment.pk]), caching.etag("ranking card", *parts))


def shared_site(site: Site) -> Shared:
    return Shared(reverse("comments:site_card"), caching.etag("site card", site.revision))


def of_site(site: Site) -> Card:
    red, blue = _colours(site)
    return Card("", site.name, "", Side("", red), Side("", blue), standfirst=site.tagline)


def of_post(post: Post, site: Site) -> Card:
    """The author's order against the crowd's, which stays covered where readers rank first."""
    entries = _entries(post)
    author, kicker = str(byline(post.author)), f"Ranked by {post.yardstick}"
    red, blue = _colours(site)
    if len(entries) < 2:
        return Card(kicker, post.title, site.name, Side("", red), Side("", blue), standfirst=post.standfirst)
    found = crowd.of_post(post, entries)
    side = Side(author, red, _author_rows(entries))
    if found.blind or not found.enough:
        return Card(kicker, post.title, site.name, side, _covered(post, found, blue))
    places = ((place.entry, _place(place.place, tied=place.tied)) for place in found.places)
    rows = tuple(Row(entry.pk, place, entry.film.title) for entry, place in places)
    told = found.with_author
    return Card(
        kicker,
        post.title,
        site.name,
        side,
        Side("The crowd", blue, rows),
        figure=_figure(told),
        words=f"The crowd sides with {author} on {_of_pairs(told)}." if told else "",
    )


def of_ranking(comment: Comment, site: Site) -> Card:
    """The author's order against one reader's. Where readers rank first, theirs stays covered."""
    post, entries = comment.post, _entries(comment.post)
    author, title = str(byline(post.author)), f"{comment.name} ranks back"
    red, blue = _colours(site)
    side = Side(author, red, _author_rows(entries))
    if crowd.is_blind(post):
        waiting = "Their order stands on the page, for those who have given theirs."
        return Card(post.title, title, site.name, side, Side(comment.name, blue, (), "Rank first", waiting))
    ballot = ballots.of_comment(comment, entries)
    rows = tuple(
        Row(pick.entry_id, _place(tier.place, tied=tier.tied), pick.entry.film.title)
        for tier in (ballot.tiers if ballot else [])
        for pick in tier.picks
    )
    told = ballot.with_author if ballot else None
    return Card(
        post.title,
        title,
        site.name,
        side,
        Side(comment.name, blue, rows),
        figure=_figure(told),
        words=f"The same order as {author} in {_of_pairs(told)}." if told else "",
    )


def _covered(post: Post, found: crowd.Crowd, colour: str) -> Side:
    """The readers' corner while there is no crowd to show."""
    if not found.readers:
        words = "Be the first corner." if post.accepts_comments else "The bell rang before anybody did."
        return Side("The crowd", colour, (), "Nobody has ranked yet", words)
    ranked = "1 reader has ranked" if found.readers == 1 else f"{found.readers:,} readers have ranked"
    if found.blind:
        return Side("The crowd", colour, (), ranked, "Rank first to see what the crowd makes of it.")
    return Side(
        "The crowd", colour, (), f"{found.readers} of {READERS_ENOUGH}", f"{ranked}. Three make a crowd."
    )


def _entries(post: Post) -> list[Entry]:
    return list(post.entries.ranked().select_related("film"))


def _author_rows(entries: list[Entry]) -> tuple[Row, ...]:
    return tuple(Row(entry.pk, str(entry.position), entry.film.title) for entry in entries)


def _place(place: int, *, tied: bool) -> str:
    return f"{place}=" if tied else str(place)


def _figure(told: crowd.Compared | None) -> str:
    return "" if told is None or told.percent is None else f"{told.percent}\u00a0%"


def _of_pairs(told: crowd.Compared) -> str:
    return f"{told.same:,} of {told.compared:,} pair{'' if told.compared == 1 else 's'}"


def _colours(site: Site) -> tuple[str, str]:
    red, blue = site.choice.corners()
    return red.light, blue.light
