"""The sample that a first run shows: two posts on the same seven films, and what readers made of them.

Everything in it has a `ref` that begins with "sample:", so that it can be told from real work, loaded twice
without harm, and taken out again.
"""

from comments.sample_text.fights import FIGHTS
from comments.sample_text.films import FILMS
from comments.sample_text.montages import MONTAGES
from comments.sample_text.readers import COMMENTS
from comments.sample_text.shapes import (
    PREFIX,
    Sample,
    SampleComment,
    SampleEntry,
    SampleFilm,
    SamplePost,
)

__all__ = ["PREFIX", "Sample", "SampleComment", "SampleEntry", "SampleFilm", "SamplePost", "sample"]


def sample() -> Sample:
    """All of it, in an order in which it can be written: films, posts, comments before their replies."""
    return Sample(films=FILMS, posts=(MONTAGES, FIGHTS), comments=COMMENTS)
