"""Reads a ranking article, kept as plain text, into dataclasses.

    The title, on the first line that is not blank

    Paragraphs of introduction, divided by blank lines.

    *An aside: a paragraph with one asterisk, at its beginning.

    1.  The best film (1979)

    Paragraphs about it. The numbers stand at the left margin and run 1, 2, 3 … or count down … 3, 2, 1.

      1. The first comment: the number is indented, and counting starts again at 1.

        The other paragraphs of a comment are indented too.

Every paragraph ends up in exactly one text, as it was typed: only the space around each line goes. In a text
the paragraphs are divided by a blank line. What does not fit is refused with its line; nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from blog.importers import asides
from blog.importers.asides import Films

SIZE_LIMIT = 2_000_000  # bytes
TITLE_LIMIT = 200


class ArticleError(ValueError):
    """The text is not such an article; says which line was not understood, and why."""

    def __init__(self, line_number: int, line: str, why: str) -> None:
        super().__init__(line_number, line, why)
        self.line_number = line_number
        self.line = line
        self.why = why

    def __str__(self) -> str:
        shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in self.line[:80])
        quoted = f" (“{shown}{'…' if len(self.line) > 80 else ''}”)" if self.line else ""
        return f"Line {self.line_number}{quoted} was not understood: {self.why}."


@dataclass(frozen=True)
class ArticleAside:
    """A footnote to the introduction, without its asterisk; `film` is the ranked film it begins with."""

    text: str
    film: str
    line: int


@dataclass(frozen=True)
class ArticleEntry:
    """A film and the author's words on it; `position` is None where an aside only mentions it."""

    position: int | None
    title: str
    text: str
    line: int
    year: int | None = None


@dataclass(frozen=True)
class ArticleComment:
    """A reader's comment: all of its words, among them the lines of a ranking, which others read."""

    number: int
    text: str
    line: int


@dataclass(frozen=True)
class Article:
    """What the text says. The entries come best first, those without a position last."""

    title: str
    introduction: str
    asides: tuple[ArticleAside, ...]
    entries: tuple[ArticleEntry, ...]
    comments: tuple[ArticleComment, ...]


@dataclass(frozen=True)
class _Line:
    number: int
    words: str
    indent: int


@dataclass(frozen=True)
class _Paragraph:
    number: int
    words: str

    @property
    def aside(self) -> str:
        """The words behind the asterisk. More asterisks than one are emphasis or a list, and no aside."""
        return self.words[1:].strip() if self.words[0] == "*" and self.words.count("*") == 1 else ""


_ENTRY = re.compile(r"([0-9]{1,3})[.)](?:\s+(.*))?")
_COMMENT = re.compile(r"([0-9]{1,5})[.)](?:\s+(.*))?")
_YEAR = re.compile(r"\(((?:18|19|20)[0-9]{2})\)")
# Controls, halves of surrogate pairs, and what turns a page around. Tabs and line ends are text.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def read_article(text: str) -> Article:
    """Read the whole article, or raise ArticleError."""
    title, *body = _from_title(_lines(text))
    headings = [index for index, line in enumerate(body) if not line.indent and _ENTRY.fullmatch(line.words)]
    if len(headings) < 2:
        raise _error([title, *body][-1], "two numbered films or more should stand at the left margin by now")
    ranked = _ranked([body[index] for index in headings])
    films = Films((entry.title, entry.year) for entry in ranked)
    end = _start_of_comments(body, headings[-1] + 1)
    introduction = _paragraphs(body[: headings[0]])
    sections = [_paragraphs(body[start + 1 : stop]) for start, stop in pairwise([*headings, end])]
    texts = [_text(section, films) for section in sections]
    told = [replace(entry, text=text) for entry, text in zip(ranked, texts, strict=True)]
    return Article(
        title=title.words,
        introduction=_text([paragraph for paragraph in introduction if not paragraph.aside], films),
        asides=tuple(_asides(introduction, films)),
        entries=(*sorted(told, key=_place), *_mentioned([introduction, *sections], films)),
        comments=tuple(_comments(body[end:])),
    )


def _error(line: _Line, why: str) -> ArticleError:
    return ArticleError(line.number, line.words, why)


def _place(entry: ArticleEntry) -> int:
    return entry.position or 0


def _lines(text: str) -> list[_Line]:
    """All lines with their numbers; refuses what no database could hold."""
    size = text.encode("utf-8", "surrogatepass")
    if len(size) > SIZE_LIMIT:
        past = size[:SIZE_LIMIT].count(b"\n") + 1
        raise ArticleError(past, "", f"the file is larger than {SIZE_LIMIT:,} bytes")
    lines = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        if found := _NOT_TEXT.search(line):
            code = f"U+{ord(found[0]):04X}"
            raise ArticleError(number, line.strip(), f"it holds a character that is not text ({code})")
        wide = line.expandtabs(8)
        lines.append(_Line(number, line.strip(), len(wide) - len(wide.lstrip())))
    return lines


def _from_title(lines: list[_Line]) -> list[_Line]:
    """The lines from the first with words on, which is the title, to the last with words."""
    filled = [index for index, line in enumerate(lines) if line.words]
    if not filled:
        raise _error(lines[0], "the file is empty")
    title = lines[filled[0]]
    if _ENTRY.fullmatch(title.words):
        raise _error(title, "a title should stand before the first numbered film")
    return [replace(title, words=_short(title, title.words)), *lines[filled[0] + 1 : filled[-1] + 1]]


def _short(line: _Line, title: str) -> str:
    """A title in one line, with single spaces."""
    title = " ".join(title.split())
    if len(title) > TITLE_LIMIT:
        raise _error(line, f"a title has {TITLE_LIMIT} characters at most")
    return title


def _ranked(headings: Sequence[_Line]) -> list[ArticleEntry]:
    """The entries without texts, if their numbers run up from 1 or down to 1 and no film comes twice."""
    entries = [_heading(line) for line in headings]
    first, second = map(_place, entries[:2])
    step = -1 if first != 1 and second == first - 1 else 1
    start = first if step < 0 else 1
    lines_of: dict[tuple[asides.Key, int | None], int] = {}
    for index, (line, entry) in enumerate(zip(headings, entries, strict=True)):
        expected = start + index * step
        if entry.position != expected or expected < 1:
            raise _error(line, f"number {entry.position} stands where {max(expected, 1)} should")
        film = (asides.key(entry.title), entry.year)
        if film in lines_of:
            raise _error(line, f"this film stands in line {lines_of[film]} already")
        lines_of[film] = line.number
    if step < 0 and entries[-1].position != 1:
        raise _error(headings[-1], "the countdown should go on to 1")
    return entries


def _heading(line: _Line) -> ArticleEntry:
    number, words = _numbered(line)
    if not words:
        raise _error(line, "a film's title should follow the number")
    title, year = _dated(words)
    return ArticleEntry(number, _short(line, title), "", line.number, year)


def _dated(words: str) -> tuple[str, int | None]:
    """A title, and the year that stands in brackets behind it."""
    year = _YEAR.search(words, max(len(words) - 6, 0))
    title = words[: year.start()].rstrip() if year else ""
    return (title, int(year[1])) if year and title else (words, None)


def _numbered(line: _Line) -> tuple[int, str]:
    number, words = re.split(r"[.)]", line.words, maxsplit=1)
    return int(number), words.strip()


def _start_of_comments(body: Sequence[_Line], start: int) -> int:
    """The first indented number behind the last film; from there on nothing may stand at the left margin."""
    for index in range(start, len(body)):
        line, before = body[index], body[index - 1]
        begins = not before.words or not before.indent
        if line.indent and begins and _COMMENT.fullmatch(line.words):
            if stray := next((later for later in body[index:] if later.words and not later.indent), None):
                raise _error(stray, f"every line of the comments (from line {line.number}) needs an indent")
            return index
    return len(body)


def _paragraphs(lines: Iterable[_Line]) -> list[_Paragraph]:
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: bool(line.words)) if filled]
    return [_Paragraph(group[0].number, "\n".join(line.words for line in group)) for group in groups]


def _text(paragraphs: Iterable[_Paragraph], films: Films) -> str:
    """All paragraphs but those that become entries of their own."""
    return "\n\n".join(part.words for part in paragraphs if not _absent_film(part, films))


def _absent_film(paragraph: _Paragraph, films: Films) -> str:
    """The film that an aside begins with, where it says that this film is not in the ranking; or nothing."""
    name = asides.absent_name(paragraph.aside)
    return name if not films.title(name) and len(name) <= TITLE_LIMIT else ""


def _asides(introduction: Iterable[_Paragraph], films: Films) -> Iterator[ArticleAside]:
    for paragraph in introduction:
        if paragraph.aside and not _absent_film(paragraph, films):
            name, _ = asides.leading_name(paragraph.aside)
            yield ArticleAside(paragraph.aside, films.title(name), paragraph.number)


def _mentioned(parts: Iterable[Iterable[_Paragraph]], films: Films) -> list[ArticleEntry]:
    """An entry without a position for each film of which an aside says that it is not in the ranking."""
    found: dict[asides.Key, ArticleEntry] = {}
    for paragraph in chain.from_iterable(parts):
        if name := _absent_film(paragraph, films):
            title, year = _dated(name)
            known = found.get(asides.key(title), ArticleEntry(None, title, "", paragraph.number, year))
            text = f"{known.text}\n\n{paragraph.aside}".strip()
            found[asides.key(title)] = replace(known, text=text)
    return list(found.values())


def _comments(lines: Sequence[_Line]) -> Iterator[ArticleComment]:
    """The comments; a number that stands further in than the first one's belongs to a comment's own list."""
    margin = lines[0].indent if lines else 0
    heads = [line.indent <= margin and bool(_COMMENT.fullmatch(line.words)) for line in lines]
    starts = [index for index, is_head in enumerate(heads) if is_head]
    for expected, (start, stop) in enumerate(pairwise([*starts, len(lines)]), start=1):
        line = lines[start]
        number, words = _numbered(line)
        if number != expected:
            raise _error(line, f"comment number {number} stands where {expected} should")
        paragraphs = _paragraphs([replace(line, words=words), *lines[start + 1 : stop]])
        text = "\n\n".join(paragraph.words for paragraph in paragraphs)
        if not text:
            raise _error(line, "a comment's words should follow the number")
        yield ArticleComment(number, text, line.number)
