"""The colours of the two corners: what the owner chose, what follows from it, and what is wrong with it.

The author's corner is red and the readers' blue until the owner says otherwise. Each has one colour for words
on light paper and one for dark. From these follow the wash behind words and the solid ground under white.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from blog import colours
from blog.colours import Oklch

WORDS = 4.5  # WCAG 2.2, 1.4.3
SHAPES = 3.0  # and 1.4.11
APART = 0.1  # in OKLab, five times what can just be seen
ON_SOLID = "#ffffff"


@dataclass(frozen=True)
class Scheme:
    """The grounds of one colour scheme, as in frame.css, and how light and strong its washes are."""

    name: str
    paper: str
    panel: str
    wash_lightness: float
    wash_chroma: float

    def wash(self, colour: str) -> str:
        """The quiet ground of a corner."""
        chosen = colours.oklch(colour)
        chroma = min(self.wash_chroma, chosen.chroma)
        return colours.drawn(Oklch(self.wash_lightness, chroma, chosen.hue))

    def grounds(self, colour: str) -> dict[str, str]:
        """All that words in this colour stand on."""
        return {"paper": self.paper, "panels": self.panel, "the tint behind its words": self.wash(colour)}

    def faintest(self, colour: str) -> tuple[str, float]:
        """The ground where words in this colour are hardest to read, with the contrast."""
        found = {name: colours.contrast(colour, ground) for name, ground in self.grounds(colour).items()}
        return min(found.items(), key=lambda item: item[1])

    def readable(self, colour: str) -> bool:
        return self.faintest(colour)[1] >= WORDS


LIGHT = Scheme("light", "#faf8f4", "#ffffff", 0.945, 0.02)
DARK = Scheme("dark", "#131210", "#1d1b18", 0.255, 0.0485)
DARK_ACCENT = 0.72


@dataclass(frozen=True)
class Corner:
    """One corner: its name in the style sheets, and its colours, each for light pages and for dark ones."""

    name: str
    light: str
    dark: str

    @property
    def solid(self) -> str:
        """The ground under white words on dark pages; on light pages it is the colour itself."""
        return colours.nearest(self.light, _is_ground)

    def tokens(self) -> dict[str, tuple[str, str]]:
        """What frame.css says of a corner."""
        return {
            self.name: (self.light, self.dark),
            f"{self.name}-wash": (LIGHT.wash(self.light), DARK.wash(self.dark)),
            f"{self.name}-solid": (self.light, self.solid),
        }


RED = Corner("red", "#b4121c", "#ff6154")
BLUE = Corner("blue", "#174a9f", "#79a8ff")


@dataclass(frozen=True)
class Choice:
    """What the owner wrote; an empty colour is not chosen."""

    red: str = ""
    red_dark: str = ""
    blue: str = ""
    blue_dark: str = ""

    def corners(self) -> tuple[Corner, Corner]:
        return _corner(RED, self.red, self.red_dark), _corner(BLUE, self.blue, self.blue_dark)


@dataclass(frozen=True)
class Sheet:
    """A style sheet with the owner's colours, and the hash of its text for its address."""

    text: str
    version: str


@dataclass(frozen=True)
class Faint:
    """A colour that words cannot be read in, where they are faintest, and one near it that they can."""

    colour: str
    scheme: Scheme
    ground: str
    contrast: str
    nearest: str


def faint(colour: str, scheme: Scheme) -> Faint | None:
    """What is wrong with a colour for words, if anything."""
    if scheme.readable(colour):
        return None
    ground, contrast = scheme.faintest(colour)
    return Faint(colour, scheme, ground, figure(contrast), colours.nearest(colour, scheme.readable))


def alike(choice: Choice) -> Iterator[tuple[Scheme, str]]:
    """Where the corners are hard to tell apart: in which scheme, with which sight ("" for everybody's)."""
    red, blue = choice.corners()
    for scheme, one, other in ((LIGHT, red.light, blue.light), (DARK, red.dark, blue.dark)):
        for sight in ("", *colours.SIGHTS):
            if colours.distance(one, other, sight) < APART:
                yield scheme, sight


@dataclass(frozen=True)
class Swatch:
    """One corner in one scheme, to look at, with the contrast where its words are faintest."""

    paper: str
    words: str
    wash: str
    solid: str
    contrast: str


def sample(choice: Choice) -> list[tuple[Swatch, ...]]:
    """The corners as they come out: a row for light pages and one for dark ones."""
    pairs = choice.corners()
    light = tuple(_swatch(LIGHT, one.light, one.light) for one in pairs)
    dark = tuple(_swatch(DARK, one.dark, one.solid) for one in pairs)
    return [light, dark]


@lru_cache(maxsize=16)
def sheet(choice: Choice) -> Sheet | None:
    """The style sheet for what was chosen; none where that is what every page has anyway."""
    changed = [corner for corner in choice.corners() if corner not in (RED, BLUE)]
    if not changed:
        return None
    screen = [
        f"    --{name}: light-dark({light}, {dark});"
        for corner in changed
        for name, (light, dark) in corner.tokens().items()
    ]
    paper = [f"      --{corner.name}: {corner.light};" for corner in changed]
    text = "\n".join([
        "@layer tokens {", "  :root {", *screen, "  }", "}",
        "@layer print {", "  @media print {", "    :root {", *paper, "    }", "  }", "}", "",
    ])  # fmt: skip
    return Sheet(text, hashlib.sha256(text.encode()).hexdigest()[:16])


def figure(contrast: float) -> str:
    """A contrast to read, cut off, so that what is not enough never reads as if it were."""
    return f"{int(contrast * 100) / 100:.2f}"


def _swatch(scheme: Scheme, words: str, solid: str) -> Swatch:
    return Swatch(scheme.paper, words, scheme.wash(words), solid, figure(scheme.faintest(words)[1]))


def _corner(usual: Corner, light: str, dark: str) -> Corner:
    """A colour for light pages alone makes the one for dark pages as well."""
    if light and not dark:
        dark = _for_dark_pages(light) if light != usual.light else usual.dark
    return Corner(usual.name, light or usual.light, dark or usual.dark)


def _for_dark_pages(light: str) -> str:
    lighter = replace(colours.oklch(light), lightness=DARK_ACCENT)
    return colours.nearest(colours.drawn(lighter), DARK.readable)


def _is_ground(colour: str) -> bool:
    return colours.contrast(ON_SOLID, colour) >= WORDS and colours.contrast(colour, DARK.paper) >= SHAPES
