"""Rows to the pictures for sharing: what the card of a post, of a reader's ranking and of the site shows."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from blog import caching
from blog.context import absolute
from blog.models import Entry, Post, Site
from blog.sharing import Card, Row, Side
from blog.templatetags.words import byline
from comments import ballots, crowd
from comments.models import Comment
from comments.sentences import grouped
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
    author = str(byline(post.author))
    kicker = gettext("Ranked by %(yardstick)s") % {"yardstick": post.yardstick}
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
        Side(gettext("The crowd"), blue, rows),
        figure=_figure(told),
        words=_crowds_words(author, told) if told else "",
    )


def of_ranking(comment: Comment, site: Site) -> Card:
    """The author's order against one reader's. Where readers rank first, theirs stays covered."""
    post, entries = comment.post, _entries(comment.post)
    author = str(byline(post.author))
    title = gettext("%(name)s ranks back") % {"name": comment.name}
    red, blue = _colours(site)
    side = Side(author, red, _author_rows(entries))
    if crowd.is_blind(post):
        waiting = gettext("Their order stands on the page, for those who have given theirs.")
        covered = Side(comment.name, blue, (), gettext("Rank first"), waiting)
        return Card(post.title, title, site.name, side, covered)
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
        words=_readers_words(author, told) if told else "",
    )


def _covered(post: Post, found: crowd.Crowd, colour: str) -> Side:
    """The readers' corner while there is no crowd to show."""
    name, told = gettext("The crowd"), {"readers": grouped(found.readers), "enough": READERS_ENOUGH}
    if not found.readers and post.accepts_comments:
        headline, words = gettext("Nobody has ranked yet"), gettext("Be the first corner.")
    elif not found.readers:
        headline, words = gettext("Nobody has ranked yet"), gettext("The bell rang before anybody did.")
    elif found.blind:
        headline = ngettext("%(readers)s reader has ranked", "%(readers)s readers have ranked", found.readers)
        words = gettext("Rank first to see what the crowd makes of it.")
    else:
        headline = gettext("%(readers)s of %(enough)s")
        words = ngettext(
            "%(readers)s reader has ranked. Three make a crowd.",
            "%(readers)s readers have ranked. Three make a crowd.",
            found.readers,
        )
    return Side(name, colour, (), headline % told, words % told)


def _entries(post: Post) -> list[Entry]:
    return list(post.entries.ranked().select_related("film"))


def _author_rows(entries: list[Entry]) -> tuple[Row, ...]:
    return tuple(Row(entry.pk, str(entry.position), entry.film.title) for entry in entries)


def _place(place: int, *, tied: bool) -> str:
    return f"{place}=" if tied else str(place)


def _figure(told: crowd.Compared | None) -> str:
    return "" if told is None or told.percent is None else f"{told.percent}\u00a0%"


def _crowds_words(author: str, told: crowd.Compared) -> str:
    words = ngettext(
        "The crowd sides with %(author)s on %(same)s of %(pairs)s pair.",
        "The crowd sides with %(author)s on %(same)s of %(pairs)s pairs.",
        told.compared,
    )
    return words % _numbers(author, told)


def _readers_words(author: str, told: crowd.Compared) -> str:
    words = ngettext(
        "The same order as %(author)s in %(same)s of %(pairs)s pair.",
        "The same order as %(author)s in %(same)s of %(pairs)s pairs.",
        told.compared,
    )
    return words % _numbers(author, told)


def _numbers(author: str, told: crowd.Compared) -> dict[str, str]:
    return {"author": author, "same": grouped(told.same), "pairs": grouped(told.compared)}


def _colours(site: Site) -> tuple[str, str]:
    red, blue = site.choice.corners()
    return red.light, blue.light
