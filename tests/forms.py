"""Forms as a browser sees them: what it would send back for a page, if nothing were changed."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

NOT_SENT = {"submit", "button", "file", "image", "reset"}


def sent_by(response: HttpResponse, form: str) -> dict[str, Any]:
    """The values that the form with this id sends; a test changes some and posts the rest as it was."""
    reader = _Reader(form)
    reader.feed(response.content.decode())
    return reader.values


def buttons(response: HttpResponse, form: str) -> list[dict[str, str | None]]:
    """The attributes of the buttons of the form with this id, as they stand."""
    reader = _Reader(form)
    reader.feed(response.content.decode())
    return reader.buttons


class _Reader(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
        self.inside = False
        self.values: dict[str, Any] = {}
        self.buttons: list[dict[str, str | None]] = []
        self.select: tuple[str, bool] | None = None
        self.area: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "form":
            self.inside = found.get("id") == self.form
        name = found.get("name")
        if tag == "option" and self.select and "selected" in found:
            self._select(found.get("value") or "")
        if self.inside and (tag == "button" or found.get("type") == "submit"):
            self.buttons.append(found)
        if not self.inside or not name or "disabled" in found:
            return
        if tag == "input":
            self._input(name, found)
        elif tag == "select":
            self.select = (name, "multiple" in found)
            self.values[name] = [] if "multiple" in found else ""
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area:
            # A browser drops the line break that follows the tag.
            typed = self.values[self.area]
            self.values[self.area] = typed + data if typed else data.removeprefix("\r\n").removeprefix("\n")

    def _input(self, name: str, found: dict[str, str | None]) -> None:
        kind = found.get("type", "text")
        if kind in NOT_SENT or (kind in {"checkbox", "radio"} and "checked" not in found):
            return
        self.values[name] = found.get("value") or ("on" if kind == "checkbox" else "")

    def _select(self, value: str) -> None:
        assert self.select
        name, multiple = self.select
        self.values[name] = [*self.values[name], value] if multiple else value
