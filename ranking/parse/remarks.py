"""The words that belong to an item: what stands behind the name, and the lines below up to the next item."""

from __future__ import annotations

import re

from ranking.parse.heads import Head
from ranking.parse.page import Page

_YEAR = re.compile(r"\s*[(\[]\s*(?:18|19|20)[0-9]{2}\s*[)\]]")
_EDGES = ' \t\xa0\n*_-–—:;,.…"”’|~'


def remark_of(page: Page, index: int, head: Head, stop: int | None, spaced: bool = False) -> tuple[str, str]:
    """What the line itself says behind the name, and the whole remark.

    Behind the last item only one paragraph belongs to it, and where blank lines divide the names from the
    remarks, that paragraph may follow one: what comes after is said of the whole.
    """
    line = page.lines[index]
    year = _YEAR.match(page.text, head.end, line.end)
    own = _trimmed(page.text[year.end() if year else head.end : line.end])
    below = []
    for under in range(index + 1, len(page.lines) if stop is None else stop):
        if not page.is_blank(under):
            below += [] if page.lines[under].quoted else [page.line_text(under)]
        elif stop is None and (below or own or not spaced):
            break
    return own, "\n".join(part for part in (own, *below) if part.strip(" […]."))


def _trimmed(text: str) -> str:
    text = text.lstrip(_EDGES).rstrip(" \t\xa0*_")
    whole = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text[1:-1].strip() if whole else text.strip(" ,;:-–—")
