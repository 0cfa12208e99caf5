"""What holds for every template and style sheet, whatever they show."""

import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = settings.BASE_DIR / "templates"
STATIC = settings.BASE_DIR / "static"
ALL = sorted(TEMPLATES.rglob("*.html"))
# Mails are no pages: no policy stands over them, and mail programs know no style sheets but their own.
PAGES = [path for path in ALL if path.parent.name != "emails"]
PUBLIC = [path for path in PAGES if path.relative_to(TEMPLATES).parts[0] not in {"admin", "registration"}]
SHEETS = sorted((STATIC / "css").glob("*.css"))
LINKED = set(re.findall(r"css/([\w-]+)\.css", "".join(path.read_text() for path in PUBLIC)))
OURS = [sheet for sheet in SHEETS if sheet.stem in LINKED]
ON_SCREEN = [sheet for sheet in OURS if sheet.stem != "print"]
FONTS = [path for path in (STATIC / "fonts").rglob("*") if path.suffix in {".woff2", ".woff", ".ttf", ".otf"}]
TAG_OR_COMMENT = re.compile(r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|\{%.*?%\}|\{#.*?#\}", re.S)
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: (light, dark) for name, light, dark in PAIR.findall((STATIC / "css/frame.css").read_text())}
WORDS_ON_GROUNDS = [
    *product(["ink", "ink-soft", "red", "blue"], ["paper", "panel"]),
    *product(["ink", "ink-soft"], ["red-wash", "blue-wash"]),
    *product(["on-solid"], ["red-solid", "blue-solid"]),
    ("red", "red-wash"),
]
EDGES_ON_GROUNDS = [*product(["field-edge", "focus"], ["paper", "panel"]), ("on-solid", "blue-solid")]


class Attributes(HTMLParser):
    """Collects every start tag with its attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(TAG_OR_COMMENT.sub("", source))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def named(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_every_template_compiles(path: Path) -> None:
    template = get_template(str(path.relative_to(TEMPLATES)))

    assert template.origin.name == str(path)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_every_template_keeps_to_its_length(path: Path) -> None:
    lines = path.read_text().splitlines()

    assert len(lines) <= 120


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    tags = Attributes(path.read_text()).tags

    inline = [
        (tag, attributes)
        for tag, attributes in tags
        if tag == "style"
        or "style" in attributes
        or any(name.startswith("on") for name in attributes)
        or (tag == "script" and "src" not in attributes and attributes.get("type") != "application/ld+json")
    ]

    assert inline == []


@pytest.mark.parametrize("path", PUBLIC, ids=named)
def test_no_public_template_asks_for_a_cookie(path: Path) -> None:
    source = path.read_text()

    assert not re.search(r"csrf_token|get_messages|\bmessages\b|user\.is_", source)


@pytest.mark.parametrize("path", PUBLIC, ids=named)
def test_no_public_template_fetches_from_elsewhere(path: Path) -> None:
    tags = Attributes(path.read_text()).tags

    fetched = [
        attributes.get(name) or ""
        for tag, attributes in tags
        for name in ("src", "srcset", "href")
        if tag in {"script", "link", "img", "source", "iframe"}
    ]

    assert [address for address in fetched if "//" in address] == []


@pytest.mark.parametrize("path", PUBLIC, ids=named)
def test_every_picture_in_a_template_has_a_text_and_a_size(path: Path) -> None:
    pictures = [attributes for tag, attributes in Attributes(path.read_text()).tags if tag == "img"]

    assert [picture for picture in pictures if not {"alt", "width", "height"} <= picture.keys()] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_style_sheet_keeps_to_its_length(sheet: Path) -> None:
    lines = sheet.read_text().splitlines()

    assert len(lines) <= 300


@pytest.mark.parametrize("sheet", OURS, ids=named)
def test_every_rule_stands_in_a_layer(sheet: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    outermost = re.findall(r"^(\S[^\n]*?)\s*\{", source, flags=re.M)

    assert {rule.split()[0] for rule in outermost} <= {"@layer", "@font-face", "@keyframes"}


@pytest.mark.parametrize("sheet", ON_SCREEN, ids=named)
def test_colours_come_from_the_tokens_alone(sheet: Path) -> None:
    source = re.sub(r"^@layer tokens \{.*?^\}", "", sheet.read_text(), flags=re.S | re.M)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\")|\brgba?\(|\bhsla?\(", source) == []


@pytest.mark.parametrize("sheet", ON_SCREEN, ids=named)
def test_no_text_is_smaller_than_sixteen_pixels(sheet: Path) -> None:
    sizes = re.findall(r"(?:font|font-size|--size-\w+):[^;]*?(?:clamp\()?([\d.]+)(rem|px)", sheet.read_text())

    assert [size for size, unit in sizes if float(size) * (16 if unit == "rem" else 1) < 16] == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS_ON_GROUNDS)
def test_words_can_be_read_on_their_ground(words: str, ground: str, scheme: int) -> None:
    found = contrast(TOKENS[words][scheme], TOKENS[ground][scheme])

    assert found >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON_GROUNDS)
def test_edges_of_fields_and_the_focus_can_be_seen(edge: str, ground: str, scheme: int) -> None:
    found = contrast(TOKENS[edge][scheme], TOKENS[ground][scheme])

    assert found >= 3


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    weight = sum(path.stat().st_size for path in FONTS)
    licences = [(path.parent / "LICENSE.txt").read_text() for path in FONTS]

    assert 0 < weight <= 40 * 1024
    assert all("SIL OPEN FONT LICENSE" in licence for licence in licences)


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_file_that_a_style_sheet_names_is_there(sheet: Path) -> None:
    files = re.findall(r'url\("([^"#]+)"\)', sheet.read_text())

    assert [file for file in files if not (sheet.parent / file).resolve().is_file()] == []


def test_no_class_is_styled_that_no_template_and_no_script_uses() -> None:
    sources = [re.sub(r"url\([^)]*\)", "", sheet.read_text()) for sheet in OURS]
    styled = {name for source in sources for name in re.findall(r"\.([a-z][\w-]*)(?=[^{};]*\{)", source)}
    drawn = [*PUBLIC, *TEMPLATES.rglob("*.svg"), *(STATIC / "js").glob("*.js")]
    used = set(re.findall(r"[\w-]+", " ".join(path.read_text() for path in drawn)))

    assert styled - used == set()
