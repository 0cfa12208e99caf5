"""The typefaces of our pictures: which writes what, how wide a line comes out, and the line as a mask.

Each face is opened once, at one size, when a text first needs it; a line is set at that size and scaled. What
no face can write, and what cannot be shaped here, stands as a slanted slab, the site's own mark, never as a
box.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from blog import lettering
from blog.lettering import Run
from blog.typesetting import clusters

SIZE = 112  # a face is opened at this size; nothing is drawn larger
ASCENT, DESCENT = 1.25, 0.65  # the room of a line above and below its baseline, in ems
SLAB, MOST_SLABS, SLANT = 0.42, 5, 0.14
CAP = 0.72
LEAGUE = Path(__file__).parent.parent / "static" / "fonts" / "league-gothic"
OURS = Path(__file__).parent / "fonts"
HAN = (
    (0x2E80, 0x303F),
    (0x3190, 0x319F),
    (0x31C0, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFFEF),
    (0x20000, 0x3FFFF),
)
KANA = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0x1B000, 0x1B16F))
ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFEFF))
EMOJI = ((0x20, 0x7F), (0xA9, 0xAE), (0x2000, 0x329F), (0x1F000, 0x1FAFF))
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))


@dataclass(frozen=True)
class Face:
    """A font file, how large it is set beside League Gothic, and the characters that it is asked for."""

    path: Path
    scale: float
    asked: tuple[tuple[int, int], ...]

    def may_write(self, character: str) -> bool:
        return any(first <= ord(character) <= last for first, last in self.asked)


def _noto(name: str, *asked: tuple[int, int], folder: str = "noto-sans", scale: float = 0.82) -> Face:
    return Face(OURS / folder / f"{name}-700-normal.woff2", scale, asked)


def _league(subset: str, *asked: tuple[int, int]) -> Face:
    return Face(LEAGUE / f"league-gothic-{subset}-400-normal.woff2", 1.0, asked)


_WESTERN = (
    (0, 0x36F),
    (0x1D00, 0x1EFF),
    (0x2000, 0x2BFF),
    (0xA700, 0xA7FF),
    (0xAB00, 0xAB6F),
    (0xFF00, 0xFFFF),
)
_GREEK, _CYRILLIC = ((0x300, 0x3FF), (0x1F00, 0x1FFF)), ((0x300, 0x52F), (0x1C80, 0x2DFF), (0xA640, 0xA69F))
# In the order of preference. The large ones come last, and are opened only for what they are asked for.
FACES = {
    "latin": _league("latin", *_WESTERN),
    "latin-ext": _league("latin-ext", *_WESTERN),
    "noto-latin": _noto("noto-sans-latin", *_WESTERN),
    "noto-latin-ext": _noto("noto-sans-latin-ext", *_WESTERN),
    "noto-vietnamese": _noto("noto-sans-vietnamese", *_WESTERN),
    "noto-greek": _noto("noto-sans-greek", *_GREEK),
    "noto-greek-ext": _noto("noto-sans-greek-ext", *_GREEK),
    "noto-cyrillic": _noto("noto-sans-cyrillic", *_CYRILLIC),
    "noto-cyrillic-ext": _noto("noto-sans-cyrillic-ext", *_CYRILLIC),
    "hebrew": _noto("noto-sans-hebrew-hebrew", (0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    "arabic": _noto("noto-sans-arabic-arabic", *ARABIC),
    "devanagari": _noto("noto-sans-devanagari-devanagari", (0x900, 0x97F), (0x1CD0, 0x1CFF)),
    "thai": _noto("noto-sans-thai-thai", (0xE00, 0xE7F)),
    "japanese": _noto("noto-sans-jp-japanese", *HAN, *KANA, folder="noto-sans-cjk"),
    "korean": _noto("noto-sans-kr-korean", *HANGUL, *HAN, folder="noto-sans-cjk"),
    "simplified": _noto("noto-sans-sc-chinese-simplified", *HAN, folder="noto-sans-cjk"),
    "traditional": _noto("noto-sans-tc-chinese-traditional", *HAN, folder="noto-sans-cjk"),
    "emoji": _noto(
        "noto-emoji-emoji", *EMOJI, folder="noto-emoji"
    ),
}  # fmt: skip
IDEOGRAPHIC = ("japanese", "simplified", "traditional", "korean")
# Written by joining, stacking or turning letters round, which needs the shaping engine.
SHAPED = {"hebrew", "arabic", "devanagari", "thai"}


@dataclass(frozen=True)
class Line:
    """A line as runs from left to right, each with its width in ems."""

    runs: tuple[tuple[Run, float], ...]

    @property
    def width(self) -> float:
        return sum(width for _, width in self.runs)


@lru_cache(maxsize=2048)
def line(text: str) -> Line:
    """A text as one line."""
    preferred = _ideographic(text)
    placed = lettering.runs(text, lambda cluster: _face_for(cluster, preferred))
    return Line(tuple((run, _run_width(run)) for run in placed))


def width(text: str, size: float) -> float:
    return line(text).width * size


def fitted(text: str, size: float, least: float, room: float) -> tuple[str, float]:
    """A text and the size at which it fits a room: smaller than asked for, and in the end cut short."""
    smaller = max(min(size, room / max(line(text).width, 0.01)), least)
    return shortened(text, smaller, room), smaller


def shortened(text: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as fits a room with an ellipsis."""
    if width(text, size) <= room + 0.01:
        return text
    parts = list(clusters(text))
    fits, fails = 0, len(parts)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if width(_cut(parts[:middle]), size) <= room:
            fits = middle
        else:
            fails = middle
    return _cut(parts[:fits])


def mask(text: str, size: float) -> Image.Image:
    """The line as a mask of its own width; its baseline lies ASCENT ems below the upper edge."""
    set_line = line(text)
    canvas = Image.new("L", (max(1, round(set_line.width * SIZE)), round((ASCENT + DESCENT) * SIZE)))
    pen = ImageDraw.Draw(canvas)
    at = 0.0
    for run, advance in set_line.runs:
        if run.face is None:
            _draw_slab(pen, at * SIZE, advance * SIZE)
        else:
            pen.text(
                (at * SIZE, ASCENT * SIZE),
                run.text,
                255,
                font=_font(run.face),
                anchor="ls",
                direction=_direction(run),
            )
        at += advance
    scale = size / SIZE
    return canvas.resize(
        (max(1, round(canvas.width * scale)), max(1, round(canvas.height * scale))), Image.Resampling.BOX
    )


def _cut(parts: Iterable[str]) -> str:
    return "".join(parts).rstrip(" ,.:;-–—") + "…"


def _run_width(run: Run) -> float:
    if run.face is None:
        return SLAB * min(MOST_SLABS, len(list(clusters(run.text)))) + SLANT
    return _font(run.face).getlength(run.text, direction=_direction(run)) / SIZE


def _draw_slab(pen: ImageDraw.ImageDraw, left: float, length: float) -> None:
    baseline, slant, space = ASCENT * SIZE, SLANT * SIZE, 0.04 * SIZE
    top, right = baseline - CAP * SIZE, left + length - space
    pen.polygon(
        [(left + slant, top), (right, top), (right - slant, baseline), (left + space, baseline)], fill=255
    )


def _direction(run: Run) -> str | None:
    return ("rtl" if run.rtl else "ltr") if _can_shape() else None


@lru_cache(maxsize=1)
def _can_shape() -> bool:
    return bool(features.check_feature("raqm"))


@lru_cache(maxsize=len(FACES))
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACES[name].path, SIZE * FACES[name].scale)


def _face_for(cluster: str, preferred: str | None) -> str | None:
    """The first face that has all of a cluster; for ideographs the one that suits the line."""
    if preferred and _writes(preferred, cluster):
        return preferred
    return next((name for name in FACES if _writes(name, cluster)), None)


def _ideographic(text: str) -> str | None:
    """The one face for all ideographs of a line, so that its letters are of one hand."""
    parts = [part for part in clusters(text) if FACES["japanese"].may_write(part[0])]
    if not parts:
        return None
    for name in IDEOGRAPHIC:
        if all(_writes(name, part) for part in parts):
            return name
    return None


def _writes(name: str, cluster: str) -> bool:
    if name in SHAPED and not _can_shape():
        return False
    return all(_has(name, character) for character in cluster if not _is_unseen(character))


@lru_cache(maxsize=8192)
def _has(name: str, character: str) -> bool:
    """Whether a face draws a character as something else than what it draws for those it lacks."""
    return FACES[name].may_write(character) and bytes(_font(name).getmask(character)) != _lacking(name)


@lru_cache(maxsize=len(FACES))
def _lacking(name: str) -> bytes:
    return bytes(_font(name).getmask("\U0010fffd"))


def _is_unseen(character: str) -> bool:
    """Joiners, selectors and blanks: a face needs no glyph of its own for them."""
    return unicodedata.category(character) in {"Cf", "Zs"} or 0xFE00 <= ord(character) <= 0xFE0F
