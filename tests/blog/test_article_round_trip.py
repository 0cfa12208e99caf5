"""Articles made up by the machine: what is written as the format says reads back, and nothing else breaks."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from blog.importers.article import Article, ArticleComment, ArticleEntry, ArticleError, read_article

words = st.text("abcdefgh éß'“”!,\u00a0", min_size=1, max_size=12).map(lambda word: f"x{word}".rstrip())
texts = st.lists(words, max_size=3).map("\n\n".join)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of plain words, with comments that hold no list."""
    titles = draw(st.lists(st.text("KLMN", min_size=1, max_size=8), min_size=2, max_size=6, unique=True))
    entries = [
        ArticleEntry(place, title, draw(texts), 0, draw(st.none() | st.integers(1900, 2030)))
        for place, title in enumerate(titles, start=1)
    ]
    replies = draw(st.lists(st.lists(words, min_size=1, max_size=3), max_size=3))
    comments = [ArticleComment(place, "\n\n".join(reply), 0) for place, reply in enumerate(replies, start=1)]
    title = " ".join(draw(words).split())
    return Article(title, draw(texts), (), tuple(entries), tuple(comments))


def rendered(article: Article, *, countdown: bool) -> str:
    lines = [article.title, article.introduction]
    for entry in reversed(article.entries) if countdown else article.entries:
        year = f" ({entry.year})" if entry.year else ""
        lines += [f"{entry.position}. {entry.title}{year}", entry.text]
    for comment in article.comments:
        indented = comment.text.replace("\n\n", "\n\n    ")
        lines.append(f"  {comment.number}. {indented}")
    return "\n\n".join(lines)


@given(articles(), st.booleans())
def test_an_article_reads_back_as_it_was_written(article: Article, countdown: bool):
    found = read_article(rendered(article, countdown=countdown))

    entries = tuple(replace(entry, line=0) for entry in found.entries)
    comments = tuple(replace(comment, line=0) for comment in found.comments)
    assert replace(found, entries=entries, comments=comments) == article


pieces = st.sampled_from(
    [*"12 0.)*-–:(\n\n\n\t", "  ", "Alpha", "Beta II", "1. ", "\n2. ", "\n  1. ", " isn't out", "T\n"]
)


@given(st.text() | st.lists(pieces, max_size=60).map("".join))
def test_any_text_is_an_article_or_is_refused(text: str):
    try:
        result: Article | ArticleError = read_article(text)
    except ArticleError as error:
        result = error

    assert isinstance(result, Article) or 1 <= result.line_number <= text.count("\n") + text.count("\r") + 1
