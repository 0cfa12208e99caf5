"""Lists as people write them, for tests that read back what was written."""

from __future__ import annotations

from hypothesis import strategies as st

from ranking.parse import Candidate
from tests.ranking.series import EVERY, Series

MARKS = ("{}. ", "{}) ", "{} - ", "#{} ", "({}) ", "{}: ", "#{}. ")
REMARKS = (
    "great",
    "better than {}",
    "{} did this better",
    "10/10",
    "8/10",
    "I cried",
    "(1986)",
    "“so good”",
    "[…]",
)
JOINTS = (" – ", " - ", ": ", ". ", ", ", "\n", "\n\n", " ")
CLOSINGS = ("", "\nWhat do you think?", "\n\nThanks for reading.", "\n\n{} was a disappointment.", "\n[…]")


@st.composite
def rankings(draw: st.DrawFn, least: int = 2) -> tuple[Series, list[Candidate]]:
    """A series and some of its films in order of preference."""
    films = draw(st.sampled_from(list(EVERY.values())))
    chosen = draw(st.lists(st.sampled_from(films), unique=True, min_size=least, max_size=12))
    return films, chosen


@st.composite
def spellings(draw: st.DrawFn, film: Candidate) -> str:
    """A name of a film: its title, another name, in capitals or without, with its year."""
    dated = [f"{film.title} ({film.year})"] if film.year else []
    return draw(st.sampled_from([film.title, film.title.lower(), film.title.upper(), *film.aliases, *dated]))


@st.composite
def remarked(draw: st.DrawFn, film: Candidate, films: Series) -> str:
    """A name with a remark behind it that may name another film."""
    name = draw(spellings(film))
    if draw(st.booleans()):
        return name
    joint = draw(st.sampled_from([joint for joint in JOINTS if joint != " "]))
    return name + joint + draw(st.sampled_from(REMARKS)).format(draw(st.sampled_from(films)).title)


@st.composite
def noisy_lists(draw: st.DrawFn) -> tuple[Series, str, list[Candidate]]:
    """A numbered list, up or down, with remarks, other names in these, and words around it."""
    films, chosen = draw(rankings())
    mark = draw(st.sampled_from(MARKS))
    lines = [mark.format(n) + draw(remarked(film, films)) for n, film in enumerate(chosen, start=1)]
    if draw(st.booleans()):
        lines.reverse()
    opening = draw(st.sampled_from(["", "Here we go\n", "My ranking:\n", "[…]\n\n"]))
    closing = draw(st.sampled_from(CLOSINGS)).format(draw(st.sampled_from(films)).title)
    return films, opening + "\n".join(lines) + closing, chosen
