"""Text to safe HTML, in one place: the author's Markdown, and the plain text of readers."""

import re
from functools import lru_cache

import nh3
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a", "abbr", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "abbr": {"title"}}
SCHEMES = {"http", "https", "mailto"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
# What Markdown would take for a mark: anywhere, and at the beginning of a line.
_MARKS = re.compile(r"([\\`*_\[\]<&~|])|^( {0,3})([#>+=-]|[0-9]{1,9}(?=[.)]))", re.MULTILINE)


@lru_cache(maxsize=512)
def markdown(text: str) -> SafeString:
    """The author's Markdown as HTML. Raw HTML in it is shown as typed; the page keeps its one h1."""
    html = _markdown.render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return mark_safe(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    )


def escape(text: str) -> str:
    """Plain text as Markdown that shows it as it stands."""
    return _MARKS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    mark, indent, start = found.groups()
    if mark:
        return f"\\{mark}"
    return f"{indent}{start}\\" if start[0].isdigit() else f"{indent}\\{start}"


def reader_text(text: str) -> SafeString:
    """A reader's plain text: escaped, in paragraphs, with its bare addresses linked and not followed."""
    html = linebreaks(urlize(text, nofollow=True, autoescape=True))
    return mark_safe(html.replace('rel="nofollow"', 'rel="nofollow ugc noopener"'))


def plain(text: str) -> str:
    """The words of the author's Markdown, for descriptions, feeds' summaries and the search."""
    return " ".join(nh3.clean(markdown(text), tags=set()).split())
