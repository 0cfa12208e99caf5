"""Draws the site's mark as the PNG files that phones ask for: python tools/icons.py"""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "static" / "img"
# As in static/img/favicon.svg, on a square of 32.
RED, LEFT = "#b4121c", ((0, 0), (18.5, 0), (11.5, 32), (0, 32))
BLUE, RIGHT = "#2a62c4", ((20.5, 0), (32, 0), (32, 32), (13.5, 32))
PAPER = "#faf8f4"
FINE = 8
# A transparent gap where the icon stands as it is, paper where it is cut to a shape.
ICONS = (
    ("icon-180", 180, PAPER),
    ("icon-192", 192, None),
    ("icon-512", 512, None),
    ("icon-mask", 512, PAPER),
)


def draw(size: int, ground: str | None) -> Image.Image:
    image = Image.new("RGBA", (size * FINE, size * FINE), ground or (0, 0, 0, 0))
    pen, scale = ImageDraw.Draw(image), size * FINE / 32
    for colour, corners in ((RED, LEFT), (BLUE, RIGHT)):
        pen.polygon([(x * scale, y * scale) for x, y in corners], fill=colour)
    small = image.reduce(FINE)
    return small if ground is None else small.convert("RGB").quantize(32)


if __name__ == "__main__":
    for name, size, ground in ICONS:
        draw(size, ground).save(FOLDER / f"{name}.png", optimize=True)
