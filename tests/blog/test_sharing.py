"""The picture for sharing: bytes from a dataclass."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from blog import faces, sharing
from blog.sharing import Card, Row, Side

RED, BLUE = "#b4121c", "#174a9f"
NAMES = [
    "Rocky",
    "محمد علي ضد Rocky (1985)",
    "ロッキー4/炎の友情",
    "🥊 The Champ 👨‍👩‍👧",
    "𒀀𒀁 Gilgamesh",
    "W" * 200,
]


def side(name: str, colour: str, titles: list[str], order: list[int] | None = None) -> Side:
    keys = order or list(range(len(titles)))
    return Side(name, colour, tuple(Row(key, str(at), titles[key]) for at, key in enumerate(keys, start=1)))


def card(titles: list[str] = NAMES, title: str = "Ranking the Rocky films", **values: object) -> Card:
    both = side("Sam", RED, titles), side("The crowd", BLUE, titles, list(range(len(titles)))[::-1])
    return replace(Card("Ranked by punch", title, "Split Decision", *both, "67 %", "10 of 15."), **values)


def drawn(content: Card) -> Image.Image:
    return Image.open(BytesIO(sharing.png(content)))


def films(number: int) -> list[str]:
    return [f"Film number {at}" for at in range(number)]


HARD = {
    "3 films": card(films(3)),
    "6 films": card(films(6)),
    "20 films": card(films(20)),
    "100 films": card(films(100)),
    "scripts": card(title="محمد علي: أفضل النزالات", kicker="炎の友情"),
    "long": card(["Long " * 40] * 6, "Very " * 40, site="S" * 60, words="Word " * 60, kicker="K" * 120),
    "one word": card(title="W" * 200),
    "wide": card(["漢" * 200] * 3, "漢" * 200, site="漢" * 60),
    "nothing": Card("", "", "", Side("", RED), Side("", BLUE)),
    "blank": card(["\u200d", " "], "\u00a0", kicker="\u200d"),
}


@pytest.mark.parametrize("name", HARD)
def test_every_picture_has_its_size_and_is_small(name: str) -> None:
    content = sharing.png(HARD[name])
    image = Image.open(BytesIO(content))

    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(content) <= 80 * 1024


@pytest.mark.parametrize("name", HARD)
def test_nothing_reaches_into_the_margins(name: str) -> None:
    image = drawn(HARD[name]).convert("RGB")
    paper = image.getpixel((2, 2))
    edge = 24

    strips = [
        image.crop(box)
        for box in (
            (0, 0, edge, 630),
            (1200 - edge, 0, 1200, 630),
            (0, 0, 1200, edge),
            (0, 630 - 8, 1200, 630),
        )
    ]

    assert {colour for strip in strips for _, colour in strip.getcolors()} == {paper}


def test_the_same_card_is_the_same_picture() -> None:
    assert sharing.png(card()) == sharing.png(card())


def test_an_order_that_turns_round_is_another_picture() -> None:
    turned = card(blue=side("The crowd", BLUE, NAMES))

    assert sharing.png(turned) != sharing.png(card())


@pytest.mark.parametrize(
    ("number", "shown", "more"), [(3, 3, 0), (6, 6, 0), (7, 5, 2), (20, 5, 15), (100, 5, 95)]
)
def test_of_a_long_order_the_top_is_shown_and_how_many_more(number: int, shown: int, more: int) -> None:
    found = side("Sam", RED, films(number))

    assert (len(found.shown), found.more) == (shown, more)


def test_how_many_more_there_are_can_be_read() -> None:
    assert sharing.png(card(films(20))) != sharing.png(card(films(21)))


@pytest.mark.parametrize("text", ["Blind", "Ranking the Rocky films " * 4, "W" * 200, "漢" * 200, "a " * 100])
def test_a_title_fits_its_measure_in_three_lines_at_most(text: str) -> None:
    lines, size = sharing.title(text)

    assert 1 <= len(lines) <= 3
    assert max(faces.width(line, size) for line in lines) <= sharing.MEASURE + 0.1


def test_a_short_title_is_large_and_a_long_one_small() -> None:
    sizes = [sharing.title("Rocky " * words)[1] for words in (2, 12, 20, 33)]

    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2


def test_a_title_that_is_far_too_long_ends_in_an_ellipsis() -> None:
    assert sharing.title("Rocky " * 60)[0][-1].endswith("…")


def test_a_title_from_the_right_stands_on_the_right() -> None:
    image = drawn(card(title="محمد")).convert("L").crop((0, 80, 1200, 180))
    ink = image.point(lambda level: 255 * (level < 128)).getbbox()

    assert ink
    assert ink[0] > 600


def test_a_title_that_reaches_down_pushes_the_corners_down() -> None:
    def corners_begin(title: str) -> int:
        column = drawn(card(title=title)).convert("RGB").crop((100, 80, 101, 400))
        return next(
            y for y in range(column.height) if column.getpixel((0, y))[1] < 60 < column.getpixel((0, y))[0]
        )

    assert corners_begin("علي") > corners_begin("ALI")


def test_the_corners_have_the_colours_they_are_given() -> None:
    green = card(red=side("Sam", "#115522", films(3)), blue=side("Crowd", "#774400", films(3)))

    colours = {colour for _, colour in drawn(green).convert("RGB").getcolors()}

    assert min(abs(r - 0x11) + abs(g - 0x55) + abs(b - 0x22) for r, g, b in colours) <= 12
    assert min(abs(r - 0x77) + abs(g - 0x44) + abs(b) for r, g, b in colours) <= 12


def test_only_what_both_ranked_is_joined() -> None:
    apart = replace(card(films(3)), blue=Side("Ann", BLUE, (Row(99, "1", "Another"),)))
    lines = (sharing.LINES[0], 300, sharing.LINES[1], 530)

    assert len(drawn(apart).convert("RGB").crop(lines).getcolors()) == 1
    assert len(drawn(card(films(3))).convert("RGB").crop(lines).getcolors()) > 1
