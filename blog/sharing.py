"""The picture that stands for a page where it is shared: two orders and the lines between, as a small PNG.

A dataclass in, bytes out; what it shows is decided by whoever fills it in.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from blog import faces
from blog.cards import plain
from blog.lettering import starts_from_the_right
from blog.typesetting import tokens

WIDTH, HEIGHT, MARGIN = 1200, 630, 56
PAPER, INK, SOFT, RULE, ON_SOLID = "#faf8f4", "#171411", "#5a534b", "#d9d2c6", "#ffffff"
ROWS = 6  # of a longer order the first five, and how many more there are
MEASURE = WIDTH - 2 * MARGIN
TITLES = ((108, 1), (76, 2), (60, 2), (48, 3))  # the sizes tried, with the lines each may take
LEADING = 0.94
BAND = 58
FOOT = 538  # where the rows end
NAMES, LINES = (MARGIN + 62, 452), (468, 732)  # the columns of the films on the left, and of the lines
COLOURS = 64
FINE = 3  # lines are drawn so many times as large
SLANT = 13


@dataclass(frozen=True)
class Row:
    """One film in an order; rows with one key are joined by a line."""

    key: int
    place: str
    title: str


@dataclass(frozen=True)
class Side:
    """One corner: whose it is and their order; or a headline and a sentence while there is none to show."""

    name: str
    colour: str
    rows: tuple[Row, ...] = ()
    headline: str = ""
    sentence: str = ""

    @property
    def shown(self) -> tuple[Row, ...]:
        return self.rows if len(self.rows) <= ROWS else self.rows[: ROWS - 1]

    @property
    def more(self) -> int:
        return len(self.rows) - len(self.shown)


@dataclass(frozen=True)
class Card:
    """All that a picture says. `figure` is an agreement at large, `words` the same in words.

    Without an order in the red corner the two corners stand as colours alone.
    """

    kicker: str
    title: str
    site: str
    red: Side
    blue: Side
    figure: str = ""
    words: str = ""
    standfirst: str = ""


def png(card: Card) -> bytes:
    """The picture as a PNG of few colours."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    bottom = _head(image, card)
    if card.red.rows:
        _band(image, card, bottom)
        _orders(image, card, bottom + BAND + 12)
    else:
        top = _standfirst(image, card.standfirst, bottom) + 30
        _slabs(image, card, top, FOOT - 12 if card.site else HEIGHT - MARGIN)
    if card.site:
        _foot(image, card)
    file = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        file, "PNG", compress_level=6
    )
    return file.getvalue()


def _head(image: Image.Image, card: Card) -> float:
    """The kicker and the title. Gives where the next part may begin."""
    if card.kicker:
        _mark(image, card, MARGIN, 44)
        text, size = faces.fitted(plain(card.kicker).upper(), 34, 28, MEASURE - 60)
        _write(image, text, MARGIN + 46, 68, size, INK)
    lines, size = title(card.title)
    on_the_right = starts_from_the_right(lines[0]) if lines else False
    baseline, bottom = 68 + 0.16 * size, 0.0
    for row in lines:
        baseline += size * LEADING
        x, anchor = (WIDTH - MARGIN, "r") if on_the_right else (MARGIN, "l")
        bottom = _write(image, row, x, baseline, size, INK, anchor)
    return max(baseline + 26, bottom + 12)


def title(text: str) -> tuple[list[str], float]:
    """A title in lines, as large as it may be; what is too long even for the smallest size is cut short."""
    text = plain(text).upper()
    for size, most in TITLES:
        lines = _lines(text, size, MEASURE)
        if len(lines) <= most and all(faces.width(row, size) <= MEASURE for row in lines):
            return lines, size
    size, most = TITLES[-1]
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = faces.shortened(f"{kept[-1]} {lines[most]}", size, MEASURE)
    return [faces.shortened(row, size, MEASURE) for row in kept], size


def _lines(text: str, size: float, measure: float) -> list[str]:
    """A text in as few lines as a measure allows."""
    lines: list[str] = []
    for token in tokens(text):
        if lines and faces.width(lines[-1] + token, size) <= measure:
            lines[-1] += token
        else:
            lines.append(token.lstrip())
    return lines


def _standfirst(image: Image.Image, text: str, top: float) -> float:
    """The words under a title that no order follows. Gives where they end."""
    lines = _lines(plain(text), 44, MEASURE)[:3]
    for number, row in enumerate(lines):
        _write(image, row, MARGIN, top + 40 + 52 * number, 44, SOFT)
    return top + 52 * len(lines)


def _slabs(image: Image.Image, card: Card, top: float, bottom: float) -> None:
    """The two corners as two grounds, parted as in the site's mark."""
    fine = Image.new("RGB", ((WIDTH - 2 * MARGIN) * FINE, round(bottom - top) * FINE), PAPER)
    pen, (across, down) = ImageDraw.Draw(fine), fine.size
    middle, gap, slant = across / 2, 3 * FINE, 0.22 * down
    left = [(0, 0), (middle + slant - gap, 0), (middle - slant - gap, down), (0, down)]
    right = [(middle + slant + gap, 0), (across, 0), (across, down), (middle - slant + gap, down)]
    for corners, side in ((left, card.red), (right, card.blue)):
        pen.polygon(corners, fill=side.colour)
    image.paste(fine.reduce(FINE), (MARGIN, round(top)))


def _band(image: Image.Image, card: Card, top: float) -> None:
    """The two corners with their names."""
    _slabs(image, card, top, top + BAND)
    middle = WIDTH / 2
    for side, x, anchor in ((card.red, MARGIN + 16, "l"), (card.blue, WIDTH - MARGIN - 16, "r")):
        text, size = faces.fitted(plain(side.name).upper(), 46, 30, middle - MARGIN - 50)
        _write(image, text, x, top + BAND / 2 + 0.36 * size, size, ON_SOLID, anchor)


def _orders(image: Image.Image, card: Card, top: float) -> None:
    most = max(len(side.shown) + (side.more > 0) for side in (card.red, card.blue))
    height = min((FOOT - top) / most, 84.0)
    bottom = top + height * most
    _column(image, card.red, top, height, left=True)
    if card.blue.rows:
        _strings(image, card, top, height, bottom)
        _column(image, card.blue, top, height, left=False)
    else:
        _notice(image, card.blue, top + 6, bottom)


def _column(image: Image.Image, side: Side, top: float, height: float, *, left: bool) -> None:
    """The films of one corner, the author's from the left edge and the readers' from the right."""
    size, anchor = min(0.86 * height, 56.0), "l" if left else "r"
    edge, start, end = (MARGIN, *NAMES) if left else (WIDTH - MARGIN, WIDTH - NAMES[0], WIDTH - NAMES[1])
    for number, row in enumerate(side.shown):
        baseline = top + height * (number + 0.5) + 0.36 * size
        _write(image, row.place, edge, baseline, size, side.colour, anchor)
        text, smaller = faces.fitted(plain(row.title).upper(), size, max(0.7 * size, 26), abs(end - start))
        _write(image, text, start, baseline - 0.36 * (size - smaller), smaller, INK, anchor)
    if side.more:
        baseline = top + height * (len(side.shown) + 0.5) + 0.36 * 30
        _write(image, f"and {side.more:,} more".upper(), start, baseline, 30, SOFT, anchor)


def _strings(image: Image.Image, card: Card, top: float, height: float, bottom: float) -> None:
    """A line from each film on the left to itself on the right, the widest move the heaviest."""
    left, right = (
        {row.key: number for number, row in enumerate(side.rows)} for side in (card.red, card.blue)
    )
    there = [key for key in left if key in right]
    furthest = max((abs(left[key] - right[key]) for key in there), default=0)
    widest = next((key for key in there if furthest and abs(left[key] - right[key]) == furthest), None)
    across, down = LINES[1] - LINES[0], round(bottom - top)
    canvas = Image.new("L", (across * FINE, down * FINE))
    pen = ImageDraw.Draw(canvas)
    for key in there:
        ends = [(number + 0.5) * height * FINE for number in (left[key], right[key])]
        if min(left[key] - len(card.red.shown), right[key] - len(card.blue.shown)) < 0:
            pen.line(
                _curve(canvas.width, *ends), fill=255, width=FINE * (8 if key == widest else 3), joint="curve"
            )
    shade = canvas.reduce(FINE)
    fade = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(shade.size)
    red, blue = (Image.new("RGB", shade.size, side.colour) for side in (card.red, card.blue))
    blend = Image.composite(blue, red, fade)
    image.paste(blend, (LINES[0], round(top)), shade)


def _curve(across: float, start: float, end: float) -> list[tuple[float, float]]:
    """A line that leaves and arrives level, as on the site: a cubic curve through two handles halfway."""
    points = []
    for step in range(33):
        t = step / 32
        level, turned = (1 - t) ** 3 + 3 * t * (1 - t) ** 2, t**3 + 3 * (1 - t) * t**2
        points.append((across * (1.5 * t * (1 - t) + t**3), level * start + turned * end))
    return points


def _notice(image: Image.Image, side: Side, top: float, bottom: float) -> None:
    """What stands in a corner that has no order to show."""
    box = (WIDTH // 2 - SLANT, round(top), WIDTH - MARGIN, round(bottom))
    paper, ground = (Image.new("RGB", (1, 1), colour) for colour in (PAPER, side.colour))
    wash = Image.blend(paper, ground, 0.1)
    image.paste(wash.resize((box[2] - box[0], box[3] - box[1])), box)
    room, middle = box[2] - box[0] - 64, (box[0] + box[2]) / 2
    headline, size = faces.fitted(plain(side.headline).upper(), 58, 34, room)
    words = _lines(plain(side.sentence), 34, room)[:3]
    baseline = (top + bottom - 44 * len(words)) / 2 + 0.36 * size
    _write(image, headline, middle, baseline, size, side.colour, "m")
    for number, text in enumerate(words, start=1):
        _write(image, text, middle, baseline + 10 + 40 * number, 34, INK, "m")


def _foot(image: Image.Image, card: Card) -> None:
    """The verdict, and whose site this is."""
    ImageDraw.Draw(image).line([(MARGIN, FOOT + 8), (WIDTH - MARGIN, FOOT + 8)], fill=INK, width=4)
    name, size = faces.fitted(plain(card.site).upper(), 34, 24, 300)
    x = WIDTH - MARGIN - faces.width(name, size)
    _write(image, name, x, 596, size, INK)
    _mark(image, card, x - 46, 572)
    at = float(MARGIN)
    if card.figure:
        _write(image, card.figure, at, 603, 58, INK)
        at += faces.width(card.figure, 58) + 18
    words, size = faces.fitted(plain(card.words), 34, 26, x - 70 - at)
    _write(image, words, at, 596, size, INK)


def _mark(image: Image.Image, card: Card, x: float, y: float) -> None:
    """The site's mark: two slabs with a slanted gap."""
    pen = ImageDraw.Draw(image)
    pen.polygon([(x, y), (x + 17, y), (x + 12, y + 24), (x, y + 24)], fill=card.red.colour)
    pen.polygon([(x + 20, y), (x + 34, y), (x + 34, y + 24), (x + 15, y + 24)], fill=card.blue.colour)


def _write(
    image: Image.Image, text: str, x: float, baseline: float, size: float, colour: str, anchor: str = "l"
) -> float:
    """One line of text, from x on, up to x, or around it. Gives how far down its ink reaches."""
    if not text:
        return baseline
    shape = faces.mask(text, size)
    left = x - shape.width * {"l": 0, "m": 0.5, "r": 1}[anchor]
    top = round(baseline - faces.ASCENT * size)
    image.paste(ImageColor.getrgb(colour), (round(left), top), shape)
    ink = shape.getbbox()
    return top + ink[3] if ink else baseline
