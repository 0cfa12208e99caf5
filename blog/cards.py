"""The cover of a film that has no poster: our own small poster, as numbers for templates/cards/title.svg.

The title stands above one bold shape in flat colour. The same film always gets the same card.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace

from blog.motifs import DRAWINGS, Shape
from blog.typesetting import CAP, Line, advance, bottom, break_lines, gap, set_line

WIDTH, HEIGHT, MARGIN = 300, 450, 22
MEASURE = WIDTH - 2 * MARGIN
TALLEST_TITLE = 190.0
NUMERAL_HEIGHT, NUMERAL_WIDTH = 106.0, 190.0
YEAR_SIZE = 20.0
# Of many words tried, this one deals the sample's seven films all six palettes and no neighbours the same.
DRAW = "hook"
MOTIFS: tuple[str, ...] = tuple(DRAWINGS)


@dataclass(frozen=True)
class Palette:
    """Three flat colours: the ground, the ink of the words, and the accent of the drawing."""

    name: str
    ground: str
    ink: str
    accent: str


PALETTES = (
    Palette("deep red", ground="#9d1c1f", ink="#f6ecdc", accent="#1d1413"),
    Palette("midnight blue", ground="#13213c", ink="#f6ecdc", accent="#e2a33a"),
    Palette("ochre", ground="#dd9d2b", ink="#1c1612", accent="#a3241f"),
    Palette("bottle green", ground="#113629", ink="#f6ecdc", accent="#e4603a"),
    Palette("charcoal", ground="#211f1e", ink="#f6ecdc", accent="#cf3b2c"),
    Palette("bone", ground="#efe6d4", ink="#1c1815", accent="#b3261f"),
)


@dataclass(frozen=True)
class Block:
    """The words of a card, measured from their upper edge."""

    lines: tuple[Line, ...]
    numeral: tuple[str, ...]
    year: Line | None
    height: float


@dataclass(frozen=True)
class TitleCard:
    """All that the template draws; it has nothing left to decide."""

    label: str
    palette: Palette
    motif: str
    shapes: tuple[Shape, ...]
    scale: float
    x: float
    y: float
    block: Block
    block_y: float
    direction: str
    start: int
    end: int
    width: int = WIDTH
    height: int = HEIGHT


# Slabs on a square whose side is the height of the numeral.
SLABS = {
    "I": ((0, 0), (0.26, 0), (0.26, 1), (0, 1)),
    "V": ((0, 0), (0.28, 0), (0.41, 0.6), (0.54, 0), (0.82, 0), (0.56, 1), (0.26, 1)),
    "X": (
        *((0, 0), (0.29, 0), (0.41, 0.24), (0.53, 0), (0.82, 0), (0.565, 0.5)),
        *((0.82, 1), (0.53, 1), (0.41, 0.76), (0.29, 1), (0, 1), (0.255, 0.5)),
    ),
}
SLAB_GAP = 0.07
ROMAN = re.compile("(?=[IVX])X{0,3}(IX|IV|V?I{0,3})")
ARABIC = re.compile("[0-9]{1,4}")
COUNTED = {"BOOK", "CHAPTER", "EPISODE", "PART", "ROUND", "VOLUME"}


def title_card(title: str, year: int | None, motif: str) -> TitleCard:
    """The card of a film. A motif that is not one of MOTIFS is drawn by lot from the title."""
    text = plain(title)
    name = motif if motif in DRAWINGS else MOTIFS[_lot(f"motif {text}", len(MOTIFS))]
    drawing = DRAWINGS[name]
    palette = PALETTES[_lot(f"palette {text} {year}", len(PALETTES))]
    rtl = _starts_from_the_right(text)
    block = _block(text.upper(), year, rtl)
    scale = min(drawing.largest, (HEIGHT - block.height - 2 * MARGIN) / drawing.height)
    return TitleCard(
        label=f"{text or 'Untitled'} ({year})" if year else text or "Untitled",
        palette=palette,
        motif=name,
        shapes=tuple(_coloured(shape, palette) for shape in drawing.shapes),
        scale=scale,
        x=drawing.pivot * (1 - scale),
        y=0 if drawing.hangs else HEIGHT - scale * drawing.height,
        block=block,
        block_y=HEIGHT - MARGIN - block.height if drawing.hangs else MARGIN,
        direction="rtl" if rtl else "ltr",
        start=WIDTH - MARGIN if rtl else MARGIN,
        end=MARGIN if rtl else WIDTH - MARGIN,
    )


def split_numeral(text: str) -> tuple[str, str]:
    """A title in capitals and the number at its end, where that number counts something."""
    words, _, last = text.rpartition(" ")
    if not words or not (ROMAN.fullmatch(last) or ARABIC.fullmatch(last)):
        return text, ""
    # "Withnail and I" is nobody's first part.
    if last == "I" and words.split()[-1] not in COUNTED:
        return text, ""
    return words, last


def roman_numeral(numeral: str, x: float, y: float, height: float) -> tuple[str, ...]:
    """A Roman numeral drawn as slabs, so that it stands the same whatever fonts the reader has."""
    paths = []
    for letter in numeral:
        corners = [(x + across * height, y + down * height) for across, down in SLABS[letter]]
        paths.append("M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in corners) + "z")
        x += (_slab_width(letter) + SLAB_GAP) * height
    return tuple(paths)


def _slab_width(letters: str) -> float:
    widths = [max(across for across, _ in SLABS[letter]) for letter in letters]
    return sum(widths) + SLAB_GAP * (len(letters) - 1)


def _block(text: str, year: int | None, rtl: bool) -> Block:
    words, numeral = split_numeral(text)
    lines = break_lines(words, MEASURE, TALLEST_TITLE)
    paths: tuple[str, ...] = ()
    height = bottom(lines)
    if numeral.isdigit():
        lines = (*lines, _digits(numeral, height + gap(lines[-1].size)))
        height = bottom(lines)
    elif numeral:
        side = min(NUMERAL_HEIGHT, NUMERAL_WIDTH / _slab_width(numeral))
        # Slabs have no white of their own; letters do, and the eye aligns their stems.
        left = MARGIN + 0.05 * lines[-1].size
        left = WIDTH - left - side * _slab_width(numeral) if rtl else left
        paths = roman_numeral(numeral, left, height + gap(lines[-1].size), side)
        height += gap(lines[-1].size) + side
    elif year:
        height += YEAR_SIZE * CAP + (max(12.0, gap(lines[-1].size)) if lines else 0)
    small = set_line(str(year), YEAR_SIZE, height - YEAR_SIZE * CAP) if year else None
    return Block(lines, paths, small, height)


def _digits(numeral: str, top: float) -> Line:
    return set_line(numeral, min(NUMERAL_HEIGHT / CAP, NUMERAL_WIDTH / advance(numeral)), top)


def plain(title: str) -> str:
    """A title in one line, without the characters that XML forbids or that turn a line around."""
    spaced = "".join(" " if character.isspace() else character for character in title)
    return " ".join("".join(filter(_is_text, spaced)).split())


def _is_text(character: str) -> bool:
    # The joiners that some scripts and emoji are written with are format characters, too.
    if character in "\u200c\u200d":
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"} and character not in "\ufffe\uffff"


def _starts_from_the_right(text: str) -> bool:
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"


def _lot(key: str, sides: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{DRAW} {key}".encode()).digest()[:8]) % sides


def _coloured(shape: Shape, palette: Palette) -> Shape:
    colours = {"ground": palette.ground, "ink": palette.ink, "accent": palette.accent}
    return replace(shape, fill=colours.get(shape.fill, "none"), stroke=colours.get(shape.stroke, "none"))
