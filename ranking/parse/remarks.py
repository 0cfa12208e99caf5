"""The words that belong to an item: what stands behind the name, and the lines below up to the next item."""

from __future__ import annotations

import re

from ranking.parse import hints
from ranking.parse.heads import Head
from ranking.parse.page import Page

_YEAR = re.compile(r"\s*[(\[]\s*(?:18|19|20)[0-9]{2}\s*[)\]]")
_NOTHING = " .,;:!?…-–—*_~|()[]\"'”’"
_HEADING = 5
_EDGES = ' \t\xa0\n*_-–—:;,.…"”’|~'


def remark_of(page: Page, index: int, head: Head, stop: int | None, spaced: bool = False) -> tuple[str, str]:
    """What the line itself says behind the name, and the whole remark.

    Behind the last item only one paragraph belongs to it, and where blank lines divide the names from the
    remarks, that paragraph may follow one: what comes after is said of the whole. A heading ends a remark.
    """
    line = page.lines[index]
    year = _YEAR.match(page.text, head.end, line.end)
    own = _trimmed(page.text[year.end() if year else head.end : line.end])
    below: list[str] = []
    for under in range(index + 1, len(page.lines) if stop is None else stop):
        text = page.line_text(under)
        if not text:
            if stop is None and (below or own or not spaced):
                break
        elif _is_heading(page, under, text):
            break
        elif not page.lines[under].quoted:
            below.append(text)
    return own, "\n".join(part for part in (own, *below) if part.strip(_NOTHING))


def _is_heading(page: Page, index: int, text: str) -> bool:
    """Whether a line belongs to what comes after it: "Really like:", "WORST", or an item of another list."""
    announces = text.rstrip("*_ ").endswith(":") and len(page.lines[index].words) <= _HEADING
    mark = page.lines[index].mark
    return announces or hints.section(text) != 0 or (mark.number is not None and not mark.is_loose)


def _trimmed(text: str) -> str:
    text = text.lstrip(_EDGES).rstrip(" \t\xa0*_")
    whole = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text[1:-1].strip() if whole else text.strip(" ,;:-–—")
