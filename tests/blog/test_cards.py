from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from blog.cards import (
    HEIGHT,
    MARGIN,
    MOTIFS,
    PALETTES,
    WIDTH,
    TitleCard,
    roman_numeral,
    split_numeral,
    title_card,
)
from blog.motifs import DRAWINGS

TEMPLATE = Engine(dirs=[Path(__file__).parents[2] / "templates"]).get_template("cards/title.svg")
SVG = "{http://www.w3.org/2000/svg}"
LONG = "The Assassination of Jesse James by the Coward Robert Ford"
SERIES = (
    ("Rocky", 1976),
    ("Rocky II", 1979),
    ("Rocky III", 1982),
    ("Rocky IV", 1985),
    ("Rocky V", 1990),
    ("Rocky Balboa", 2006),
    ("Creed", 2015),
)
LATIN = ("Rocky", "Rocky IV", "Rocky VIII", "Blade Runner 2049", "Up", LONG, "word " * 40)
TITLES = (*LATIN, "七人の侍", "رحلة", "🥊", "")


def draw(card: TitleCard) -> ElementTree.Element:
    return ElementTree.fromstring(TEMPLATE.render(Context({"card": card})))


def words(svg: ElementTree.Element) -> list[str | None]:
    return [text.text for text in svg.iter(f"{SVG}text")]


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_there_are_eight_motifs():
    assert MOTIFS == ("gloves", "stairs", "log", "beach", "mountain", "street", "bell", "meat")


def test_the_same_film_always_gets_the_same_card():
    assert title_card("Rocky IV", 1985, "") == title_card("Rocky IV", 1985, "")


def test_the_films_of_one_series_show_all_palettes_and_no_neighbours_alike():
    names = [title_card(title, year, "").palette.name for title, year in SERIES]

    assert set(names) == {palette.name for palette in PALETTES}
    assert all(one != other for one, other in pairwise(names))


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_words_and_drawings_stand_out_from_their_ground(palette):
    assert contrast(palette.ink, palette.ground) >= 4.5
    # A drawing carries no words; it only has to be seen.
    assert contrast(palette.accent, palette.ground) >= 2


def test_a_motif_that_was_chosen_is_drawn():
    assert title_card("Rocky II", 1979, "log").motif == "log"


@pytest.mark.parametrize("motif", ["", "unicorn"])
def test_without_a_known_motif_the_title_draws_one_by_lot(motif):
    drawn = {title_card(f"Film {number}", 2000, motif).motif for number in range(100)}

    assert drawn == set(MOTIFS)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("ROCKY IV", ("ROCKY", "IV")),
        ("ROCKY VIII", ("ROCKY", "VIII")),
        ("MALCOLM X", ("MALCOLM", "X")),
        ("BLADE RUNNER 2049", ("BLADE RUNNER", "2049")),
        ("DEATHLY HALLOWS PART I", ("DEATHLY HALLOWS PART", "I")),
        ("WITHNAIL AND I", ("WITHNAIL AND I", "")),
        ("VITAMIN C", ("VITAMIN C", "")),
        ("ROCKY IIII", ("ROCKY IIII", "")),
        ("FILM 12345", ("FILM 12345", "")),
        ("1917", ("1917", "")),
        ("X", ("X", "")),
        ("", ("", "")),
    ],
)
def test_a_number_at_the_end_is_set_apart_where_it_counts_something(title, parts):
    assert split_numeral(title) == parts


def test_a_roman_numeral_is_drawn_letter_by_letter():
    one, five = roman_numeral("IV", x=10, y=20, height=100)

    assert one == "M10.0 20.0L36.0 20.0L36.0 120.0L10.0 120.0z"
    assert five.startswith("M43.0 20.0L")


def test_a_roman_numeral_is_not_repeated_in_the_words():
    card = title_card("Rocky IV", 1985, "mountain")

    assert words(draw(card)) == ["ROCKY", "1985"]
    assert len(card.block.numeral) == 2


def test_an_arabic_numeral_is_set_larger_than_its_title():
    *title, numeral = title_card("Ocean's Thirteen 8", 2018, "").block.lines

    assert numeral.text == "8"
    assert numeral.size > 1.5 * max(line.size for line in title)


def test_a_numeral_leaves_room_for_the_year_beside_it():
    for title in ("Rocky XXXVIII", "Film 2222"):
        card = title_card(title, 2050, "")
        corners = [float(point.split()[0]) for path in card.block.numeral for point in path[1:-1].split("L")]
        right = max(corners, default=MARGIN + card.block.lines[-1].length)

        assert right < card.end - card.block.year.length - 6


@pytest.mark.parametrize("motif", MOTIFS)
@pytest.mark.parametrize("title", TITLES)
def test_words_and_drawing_keep_apart_and_inside_the_card(title, motif):
    card = title_card(title, 1985, motif)

    top, height = card.block_y, card.block.height
    assert all(line.length <= WIDTH - 2 * MARGIN + 0.01 for line in card.block.lines)
    assert MARGIN - 0.01 <= top <= top + height <= HEIGHT - MARGIN + 0.01
    assert card.scale > 0.35
    drawn = card.scale * DRAWINGS[motif].height
    assert (drawn <= top) if DRAWINGS[motif].hangs else (card.y >= top + height)


def test_a_drawing_never_grows_over_its_largest_scale():
    assert title_card("", None, "bell").scale == DRAWINGS["bell"].largest


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_card_has_presentation_attributes_only(motif):
    svg = draw(title_card("Rocky IV", 1985, motif))

    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    attributes = {name for element in svg.iter() for name in element.attrib}
    assert tags == {"svg", "title", "rect", "g", "path", "text"}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]
    assert attributes.isdisjoint({"style", "class", "id"})


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_card_has_the_colours_of_its_palette_and_no_others(motif):
    card = title_card("Rocky", 1976, motif)

    svg = draw(card)

    colours = {element.get(name) for element in svg.iter() for name in ("fill", "stroke")}
    assert colours - {None, "none"} <= {card.palette.ground, card.palette.ink, card.palette.accent}


def test_every_line_of_text_is_told_how_long_to_be():
    for text in draw(title_card(LONG, 2007, "")).iter(f"{SVG}text"):
        assert float(text.get("textLength", 0)) > 0
        assert text.get("lengthAdjust") == "spacingAndGlyphs"


def test_markup_in_a_title_is_shown_and_not_obeyed():
    svg = draw(title_card('Tom & <script>alert("1")</script>', 1992, "bell"))

    assert svg.findtext(f"{SVG}title") == 'Tom & <script>alert("1")</script> (1992)'
    assert "".join(filter(None, words(svg))).replace(" ", "").startswith("TOM&<SCRIPT>")
    assert list(svg.iter("script")) == list(svg.iter(f"{SVG}script")) == []


def test_characters_that_break_xml_or_turn_a_line_around_are_left_out():
    card = title_card("Ro\x00ck\ud800y\u202e\n\tIV\ufffe", 1985, "")

    assert card.label == "Rocky IV (1985)"
    assert draw(card).findtext(f"{SVG}title") == "Rocky IV (1985)"


def test_a_title_read_from_the_right_begins_there():
    svg = draw(title_card("رحلة 2", 2011, "bell"))

    first, *_, year = svg.iter(f"{SVG}text")
    assert [group.get("direction") for group in svg.iter(f"{SVG}g")] == [None, "rtl"]
    assert (first.get("x"), year.get("x")) == ("278", "22")


def test_a_roman_numeral_beside_a_title_read_from_the_right_stands_at_the_right():
    card = title_card("رحلة IV", 2011, "bell")

    corners = [float(point.split()[0]) for path in card.block.numeral for point in path[1:-1].split("L")]

    assert WIDTH / 2 < min(corners) < max(corners) <= card.start


def test_a_film_without_a_title_or_a_year_still_has_a_card():
    card = title_card("", None, "")

    assert card.label == "Untitled"
    assert words(draw(card)) == []


def test_no_language_turns_a_point_into_a_comma(settings):
    settings.USE_THOUSAND_SEPARATOR = True

    with translation.override("de"):
        svg = draw(title_card("Rocky IV", 1985, "beach"))

    names = ("x", "y", "font-size", "stroke-width", "textLength", "transform", "viewBox")
    assert not [
        number for element in svg.iter() for name in names if "," in (number := element.get(name, ""))
    ]
    assert words(svg)[-1] == "1985"


@given(st.text(max_size=200), st.none() | st.integers(1, 9999), st.sampled_from(("", *MOTIFS)))
def test_whatever_the_title_its_card_is_well_formed(title, year, motif):
    svg = draw(title_card(title, year, motif))

    assert svg.tag == f"{SVG}svg"
