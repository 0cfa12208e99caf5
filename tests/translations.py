"""A language that nobody speaks, to see which words of a page pass by the translators."""

import gettext
import re
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.utils.translation import trans_real

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = "\x04"
SPOKEN = {"aria-label", "alt", "title", "placeholder", "content", "label"}
SILENT = {"script", "style", "code", "time"}  # a date is Django's to translate
LETTERS = re.compile(r"[A-Za-z]{2,}")
VALUE = re.compile(r"%\((\w+)\)s")
LINE = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])? (".*")$|^(".*")$', re.MULTILINE)
NOT_WORDS = re.compile(r"https?://\S+|\b[\w.-]+@[\w.-]+\b")


class Pseudo(gettext.NullTranslations):
    """Every message in brackets."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def to_language(self) -> str:
        return self.code

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message.rpartition(CONTEXT)[2]}{CLOSE}" if message else ""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


def speak_pseudo(monkeypatch, code: str = "es") -> None:
    """From now on what is translated to this language stands in brackets."""
    monkeypatch.setitem(trans_real._translations, code, Pseudo(code))


def untranslated(html: str) -> list[str]:
    """The words that a reader or a listener meets, in Latin letters and outside all brackets."""
    found = [NOT_WORDS.sub("", words) for words in Words(without_brackets(html)).words]
    return [words.strip() for words in found if LETTERS.search(words)]


def without_brackets(text: str) -> str:
    """The text without what stands in brackets; these may hold others."""
    return "".join(_outside(text))


def _outside(text: str) -> Iterator[str]:
    depth = 0
    for sign in text:
        depth -= sign == CLOSE
        if depth == 0 and sign != CLOSE:
            yield "" if sign == OPEN else sign
        depth += sign == OPEN
    assert depth == 0, "a bracket is open"


class Words(HTMLParser):
    """What is read and heard of a page: texts, names of things, values of buttons."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT or ("lang" in given and tag != "html"):
            self._silent.append(tag)
        is_named = tag != "meta" or given.get("name") == "description"
        for name, value in attrs:
            if value and ((name in SPOKEN and is_named) or name.startswith("data-say")):
                self.words.append(value)
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.words.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


@dataclass(frozen=True)
class Message:
    """A message of a catalogue: the words of the source, and what is said for it in each form."""

    original: str
    values: set[str]
    said: list[str]
    is_fuzzy: bool


def messages(path: Path) -> Iterator[Message]:
    """The messages of a catalogue's text, without its head."""
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        parts: list[tuple[str, str]] = []
        for keyword, text, more in LINE.findall(block):
            last = parts.pop() if more else (keyword, "")
            parts.append((last[0], last[1] + literal_eval(text or more)))
        context = "".join(text + CONTEXT for keyword, text in parts if keyword == "msgctxt")
        asked = [text for keyword, text in parts if keyword.startswith("msgid")]
        said = [text for keyword, text in parts if keyword == "msgstr"]
        values = set(VALUE.findall("".join(asked)))
        yield Message(context + asked[0], values, said, "fuzzy" in block.partition("msgid")[0])
