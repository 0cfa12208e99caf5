"""What the sample is made of: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PREFIX = "sample:"
Tiers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SampleFilm:
    """A film with the other names that people use for it, and the drawing on its title card."""

    slug: str
    title: str
    year: int
    aliases: tuple[str, ...]
    motif: str

    @property
    def ref(self) -> str:
        return f"{PREFIX}film:{self.slug}"


@dataclass(frozen=True)
class SampleEntry:
    """A film in a post; `position` is None where it is mentioned and not ranked. The text is Markdown."""

    film: str
    position: int | None
    text: str


@dataclass(frozen=True)
class SamplePost:
    """A ranking article. Introduction and closing note are Markdown."""

    slug: str
    title: str
    yardstick: str
    standfirst: str
    introduction: str
    entries: tuple[SampleEntry, ...]
    closing_note: str
    tags: tuple[str, ...]
    days_ago: int

    @property
    def ref(self) -> str:
        return f"{PREFIX}post:{self.slug}"

    @property
    def ranked(self) -> tuple[str, ...]:
        """The slugs of the films that readers can put in order, in the author's."""
        placed = sorted((entry.position, entry.film) for entry in self.entries if entry.position is not None)
        return tuple(film for _, film in placed)


@dataclass(frozen=True)
class SampleComment:
    """A reader's comment, with what they ranked, by the films' slugs.

    `tiers` holds what the reader placed, best first. Where `rest` is "below", the films left out stand in a
    last tier; `all_tiers` adds it. A remark may stand beside a film that has no place.
    """

    ref: str
    post: str
    name: str
    text: str
    days_ago: int
    tiers: Tiers = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    rest: str = "unknown"
    reply_to: str | None = None
    status: str = "approved"

    def all_tiers(self, ranked: tuple[str, ...]) -> Tiers:
        """The tiers, with the last one that "below" means; `ranked` is what the reader was offered."""
        placed = {film for tier in self.tiers for film in tier}
        left = tuple(film for film in ranked if film not in placed)
        return (*self.tiers, left) if self.tiers and left and self.rest == "below" else self.tiers


@dataclass(frozen=True)
class Sample:
    """Everything that a first run shows. A comment stands behind the one it replies to."""

    films: tuple[SampleFilm, ...]
    posts: tuple[SamplePost, ...]
    comments: tuple[SampleComment, ...]
