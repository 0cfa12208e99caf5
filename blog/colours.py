"""Colours as numbers: sRGB, OKLCH, the contrast of WCAG 2.2, and what people see who see fewer colours.

A colour is a string such as "#b4121c". Sources: WCAG 2.2 (relative luminance, contrast ratio); CSS Color 4,
after Björn Ottosson (OKLab); Machado, Oliveira and Fernandes 2009 (colour vision deficiency, severity 1).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

WRITTEN = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
STEPS = 250  # of lightness; smaller ones are lost in eight bits
Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

_TO_LMS: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_LMS: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
# How each way of seeing mixes what comes as linear red, green and blue.
SIGHTS: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


@dataclass(frozen=True)
class Oklch:
    """A colour as the eye orders them: lightness from 0 to 1, chroma, and hue as an angle in radians."""

    lightness: float
    chroma: float
    hue: float


def parse(text: str) -> str:
    """A colour in its one spelling. Raises ValueError for what is none."""
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no colour.")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG: 0 for black, 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def oklch(colour: str) -> Oklch:
    lightness, a, b = _oklab(_linear(colour))
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def drawn(colour: Oklch) -> str:
    """The colour as a screen shows it, with less chroma where sRGB has not so much."""
    if _fits(most := _unclipped(colour)):
        return _written(most)
    least, limit = 0.0, colour.chroma
    for _ in range(20):
        middle = (least + limit) / 2
        if _fits(_unclipped(replace(colour, chroma=middle))):
            least = middle
        else:
            limit = middle
    return _written(_unclipped(replace(colour, chroma=least)))


def nearest(colour: str, passes: Callable[[str], bool]) -> str:
    """The colour itself where it passes, or else the one of its hue whose lightness differs least.

    Raises ValueError where no lightness passes.
    """
    if passes(colour):
        return colour
    start = oklch(colour)
    for step in range(1, STEPS + 1):
        for lightness in (start.lightness - step / STEPS, start.lightness + step / STEPS):
            if 0 <= lightness <= 1 and passes(found := drawn(replace(start, lightness=lightness))):
                return found
    raise ValueError(f"No lightness of {colour} passes.")


def distance(one: str, other: str, sight: str = "") -> float:
    """How far apart two colours look, where 0.02 can just be seen; to all, or with one of SIGHTS."""
    return math.dist(_oklab(_seen(one, sight)), _oklab(_seen(other, sight)))


def _seen(colour: str, sight: str) -> Triple:
    red, green, blue = _mixed(SIGHTS[sight], _linear(colour)) if sight else _linear(colour)
    return (_within(red), _within(green), _within(blue))


def _linear(colour: str) -> Triple:
    red, green, blue = (_decoded(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return (red, green, blue)


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _oklab(linear: Triple) -> Triple:
    long, middle, short = (math.cbrt(cone) for cone in _mixed(_TO_LMS, linear))
    return _mixed(_TO_LAB, (long, middle, short))


def _unclipped(colour: Oklch) -> Triple:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long, middle, short = (cone**3 for cone in _mixed(_FROM_LAB, (colour.lightness, a, b)))
    return _mixed(_FROM_LMS, (long, middle, short))


def _fits(linear: Triple) -> bool:
    return all(-1e-4 <= value <= 1 + 1e-4 for value in linear)


def _written(linear: Triple) -> str:
    return "#" + "".join(f"{round(255 * _encoded(_within(value))):02x}" for value in linear)


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _mixed(matrix: Matrix, triple: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, triple, strict=True)) for row in matrix)
    return (first, second, third)
