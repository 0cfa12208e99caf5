"""The drawings of the title cards: eight bold shapes of our own, as paths in the colours of a palette."""

from dataclasses import dataclass

BOX = 300


@dataclass(frozen=True)
class Shape:
    """One path; its colours are named as in a palette."""

    d: str
    fill: str = "none"
    stroke: str = "none"
    stroke_width: float = 0


@dataclass(frozen=True)
class Drawing:
    """Shapes in a box 300 wide that stand on the lower edge of a card, or hang from the upper.

    They run far over the edges of their box, so that a smaller scale still leaves no gap beside them.
    """

    height: float
    shapes: tuple[Shape, ...]
    hangs: bool = False
    # The point across the card that stays in place when the drawing is scaled.
    pivot: float = BOX / 2
    largest: float = 1.15


def _disc(x: float, y: float, radius: float) -> str:
    half = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius} {y}{half} {2 * radius} 0{half} {-2 * radius} 0z"


def _wave(y: float, thickness: float, shift: float) -> Shape:
    return Shape(f"M{shift - 420} {y}q30 -16 60 0{'t60 0' * 19}", stroke="accent", stroke_width=thickness)


def _step(number: int) -> Shape:
    left = 46 * number - 20
    return Shape(f"M{left} {256 - 44 * number}H900v30H{left}z", "accent")


def _side(left: float) -> tuple[Shape, ...]:
    """A side of beef: straight along the spine, with its ribs cut out, on a hook."""
    return (
        Shape(
            f"M{left} 50h18c6 42 52 56 54 104c1 20 -9 28 -8 42c10 26 6 50 -12 70l-22 34h-26z",
            "accent",
        ),
        Shape(
            f"M{left + 24} 198q22 -10 62 4m-62 18q22 -10 62 4m-62 18q22 -10 62 4",
            stroke="ground",
            stroke_width=8,
        ),
        Shape(f"M{left + 13} 0V62c0 18 -24 18 -24 0", stroke="ink", stroke_width=7),
    )


GLOVES = Drawing(
    280,
    (
        Shape(
            "M26 186H124V212H26zM26 220H124V700H26zM38 174C18 150 8 122 8 90C8 36 40 4 80 4"
            "C116 4 134 28 134 62V76C146 78 150 100 144 122C138 142 132 160 122 174z",
            "accent",
        ),
        Shape("M136 74C108 76 98 100 102 140", stroke="ground", stroke_width=8),
        Shape(
            "M274 186H176V212H274zM274 220H176V700H274zM262 174C282 150 292 122 292 90C292 36 260 4 220 4"
            "C184 4 166 28 166 62"
            "V76C154 78 150 100 156 122C162 142 168 160 178 174z",
            "ink",
        ),
        Shape("M164 74C192 76 202 100 198 140", stroke="ground", stroke_width=8),
    ),
    largest=1.0,
)
STAIRS = Drawing(
    300,
    (
        Shape("M-900 256H900v300H-900z", "accent"),
        *map(_step, range(1, 6)),
        Shape(_disc(265, 17, 16), "ink"),
    ),
    pivot=BOX,
)
LOG = Drawing(
    290,
    (
        Shape("M75 86L690 -113.8V65L133 266.3z", "accent"),
        Shape(_disc(104, 176, 95), "ink"),
        *(Shape(_disc(104, 176, radius), stroke="accent", stroke_width=9) for radius in (71, 47, 23)),
    ),
)
BEACH = Drawing(
    264,
    (
        Shape("M86 128a104 104 0 0 1 208 0z", "ink"),
        _wave(152, 7, 0),
        _wave(177, 13, 15),
        _wave(210, 20, 0),
        Shape(f"M-405 246q30 -16 60 0{'t60 0' * 19}V700H-405z", "accent"),
    ),
)
MOUNTAIN = Drawing(
    270,
    (
        Shape("M196 0L286 124L320 96L800 700H-500L30 128L74 174z", "accent"),
        Shape("M196 0L252 77L236 66L220 100L198 64L176 94L156 62L139 81z", "ink"),
    ),
    pivot=BOX,
)
STREET = Drawing(
    280,
    (
        Shape(
            "M-300 -173L40 50V236L-300 506zM48 76L86 100V202L48 230zM94 92L118 112V178L94 196z",
            "accent",
        ),
        Shape(
            "M600 -173L260 50V236L600 506zM252 76L214 100V202L252 230zM206 92L182 112V178L206 196z",
            "accent",
        ),
        Shape("M148.5 166h3l1.5 14h-6zM146 192h8l3 24h-14zM141.5 232h17l5 44h-27z", "ink"),
    ),
)
BELL = Drawing(
    264,
    (
        Shape("M141 -900h18V44h-18z", "ink"),
        Shape(
            "M150 40C98 40 86 86 84 132C82 176 66 194 48 208H252"
            "C234 194 218 176 216 132C214 86 202 40 150 40z",
            "accent",
        ),
        Shape("M38 216H262V230H38zM128 238a22 22 0 0 0 44 0z", "ink"),
    ),
    hangs=True,
    largest=1.05,
)
MEAT = Drawing(
    308,
    (
        Shape("M-900 -900H900V14H-900z", "ink"),
        *(shape for left in range(-376, 700, 108) for shape in _side(left)),
    ),
    hangs=True,
)

DRAWINGS = {
    "gloves": GLOVES,
    "stairs": STAIRS,
    "log": LOG,
    "beach": BEACH,
    "mountain": MOUNTAIN,
    "street": STREET,
    "bell": BELL,
    "meat": MEAT,
}
