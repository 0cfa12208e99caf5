"""What a reader's browser must fetch to read an article: six films with posters, fifty comments.

python -m bench.budgets
"""

import gzip
from dataclasses import dataclass
from html.parser import HTMLParser

from django.conf import settings
from django.test import Client

from bench import house
from bench.table import markdown
from tests.everypage import make_article

COMMENTS = 50
KB = 1024
HEAD = ["What an article costs", "measured", "at most"]


@dataclass(frozen=True)
class Cost:
    """One of the budgets; sizes are in bytes, styles, scripts and HTML as they travel."""

    name: str
    measured: int
    most: int

    def row(self) -> list[object]:
        if self.most < KB:
            return [self.name, self.measured, self.most]
        return [self.name, f"{self.measured / KB:.1f} KB", f"{self.most // KB} KB"]


class Fetched(HTMLParser):
    """What a page asks for before anybody does anything with it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.fonts: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        address = found.get("href") or ""
        if tag == "img":
            self.images.append(found)
        elif tag == "script" and found.get("src"):
            self.scripts.append(found["src"] or "")
        elif tag == "link" and found.get("rel") == "stylesheet":
            self.styles.append(address)
        elif tag == "link" and found.get("as") == "font":
            self.fonts.append(address)

    @property
    def eager(self) -> list[dict[str, str | None]]:
        return [image for image in self.images if image.get("loading") != "lazy"]


def article() -> str:
    """The page, from rows that are made for it."""
    response = Client().get(make_article(COMMENTS).get_absolute_url())
    return response.content.decode()


def costs(html: str) -> list[Cost]:
    page = Fetched(html)
    # Browsers ask for a site's icon and manifest once the page stands.
    before = 1 + len(page.styles) + len(page.scripts) + len(page.fonts)
    return [
        Cost("HTML, compressed", len(gzip.compress(html.encode())), 20 * KB),
        Cost("styles, compressed", sum(map(travelling, page.styles)), 14 * KB),
        Cost("scripts, compressed", sum(map(travelling, page.scripts)), 2 * KB),
        Cost("fonts", sum(len(static(address)) for address in page.fonts), 40 * KB),
        Cost("requests before the posters", before, 10),
        Cost("pictures that do not wait to be seen", len(page.eager), 1),
    ]


def travelling(address: str) -> int:
    return len(gzip.compress(static(address)))


def static(address: str) -> bytes:
    return (settings.BASE_DIR / "static" / address.removeprefix(settings.STATIC_URL)).read_bytes()


def main() -> None:
    with house.throwaway():
        print(markdown(HEAD, [cost.row() for cost in costs(article())]))


if __name__ == "__main__":
    main()
