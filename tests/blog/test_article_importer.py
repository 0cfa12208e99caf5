"""What the reader of plain-text articles understands, what it keeps, and what it refuses."""

import pytest

from blog.importers.article import (
    SIZE_LIMIT,
    Article,
    ArticleEntry,
    ArticleError,
    read_article,
)
from tests.blog.article_text import LANTERN

SHORT = "Title\n\nHello.\n\n1. Alpha\n\nGood.\n\n2. Beta\n\nFine.\n"


def refusal(text: str) -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        read_article(text)
    return caught.value


def test_the_title_is_the_first_line_with_words():
    article = read_article("\n \n" + LANTERN)

    assert article.title == "Ranking the Lantern Films by Rooftop Chase"


def test_the_introduction_keeps_its_paragraphs_as_typed():
    article = read_article(LANTERN)

    assert article.introduction == (
        "Somebody always ends up on a roof.\u00a0 And the tiles are “always” wet.\n\n"
        "Here is the order, from slate to straw."
    )


def test_entries_have_the_positions_that_the_author_gave_them():
    entries = read_article(LANTERN).entries

    assert [(entry.position, entry.title) for entry in entries[:6]] == [
        (1, "Lantern IV"),
        (2, "Lantern II"),
        (3, "Lantern III"),
        (4, "Lantern"),
        (5, "Lantern Keeper"),
        (6, "Lantern V"),
    ]


def test_an_entry_knows_the_line_of_its_number():
    entries = read_article(LANTERN).entries

    lines = LANTERN.split("\n")
    assert [lines[entry.line - 1][:2] for entry in entries[:6]] == ["1.", "2.", "3.", "4.", "5.", "6."]


def test_an_entry_keeps_every_paragraph_and_every_double_space():
    second = read_article(LANTERN).entries[1]

    assert second.text == (
        "The baker’s roof.\u00a0 “Mind the flour!”\u00a0\u00a0 Nobody minds it.\n\n"
        "She even finds the time to wave."
    )


def test_blank_lines_by_twos_divide_no_more_than_one():
    fourth = read_article(LANTERN).entries[3]

    assert fourth.text == "One roof, one ladder, no money."


def test_a_text_may_begin_with_a_number_that_is_no_place():
    third = read_article(LANTERN).entries[2]

    assert third.text == "1,200 pigeons, all of them trained."


def test_a_film_that_is_said_to_be_absent_becomes_an_entry_without_a_position():
    article = read_article(LANTERN)

    text = "Lantern Rising isn’t out yet, but the poster has a chimney on it."
    assert article.entries[6:] == (ArticleEntry(None, "Lantern Rising", text, line=8),)
    assert article.asides == ()


def test_asides_on_one_absent_film_become_one_entry():
    article = read_article(SHORT + "\n*“Gamma” (2031) was left out.\n\n*Gamma is not out.\n")

    text = "“Gamma” (2031) was left out.\n\nGamma is not out."
    assert article.entries[1].text == "Fine."
    assert article.entries[2:] == (ArticleEntry(None, "Gamma", text, line=13, year=2031),)


@pytest.mark.parametrize(
    ("aside", "film"),
    [
        ("Beta was filmed in a shed.", "Beta"),
        ("beta is not here for the acting.", ""),
        ("Everyone is not here.", ""),
        ("Stallone has not aged a day.", ""),
        ("Mr. Holmes isn't out.", ""),
        ("None of this counts.", ""),
    ],
)
def test_any_other_aside_is_kept_and_names_a_ranked_film_or_none(aside: str, film: str):
    article = read_article(SHORT.replace("Hello.", f"Hello.\n\n* {aside}"))

    assert [(found.text, found.film, found.line) for found in article.asides] == [(aside, film, 5)]
    assert article.introduction == "Hello."
    assert len(article.entries) == 2


@pytest.mark.parametrize("paragraph", ["**Bold** words.", "*Gamma* is not out.", "* one\n* two", "*"])
def test_more_asterisks_than_one_and_one_alone_are_ordinary_text(paragraph: str):
    article = read_article(SHORT.replace("Hello.", paragraph))

    assert article.introduction == paragraph
    assert article.asides == ()


def test_an_aside_within_an_entry_stays_there():
    article = read_article(SHORT.replace("Good.", "Good.\n\n*By a hair."))

    assert article.entries[0].text == "Good.\n\n*By a hair."


def test_a_year_behind_a_title_is_told_apart():
    entries = read_article(SHORT.replace("Alpha", "Alpha (1984)").replace("Beta", "(1985)")).entries

    assert [(entry.title, entry.year) for entry in entries] == [("Alpha", 1984), ("(1985)", None)]


def test_a_countdown_gives_the_best_film_first():
    entries = read_article("Title\n\n3) Worst\n\nOh.\n\n2) Better\n\n1) Best\n\nYes.\n").entries

    assert [(entry.position, entry.title, entry.text) for entry in entries] == [
        (1, "Best", "Yes."),
        (2, "Better", ""),
        (3, "Worst", "Oh."),
    ]


def test_comments_keep_their_number_their_line_and_all_their_words():
    comments = read_article(LANTERN).comments

    lines = LANTERN.split("\n")
    assert [comment.number for comment in comments] == [1, 2, 3]
    assert [lines[comment.line - 1].strip()[:5] for comment in comments] == ["1. No", "2. La", "3. On"]
    assert comments[1].text == (
        "Late to this, but I’ve seen them all.\n\nMy order (most loved to least) is:\n\n"
        "Lantern IV\nLantern II\nLantern III\n\n"
        "By Lantern V they had run out of roofs…Everybody knew.\n\nStill: what a band!"
    )
    assert comments[2].text == "One more thing.\nIn Lantern 2 it is “my flour”, not “the flour”!"


def test_a_comment_may_hold_a_numbered_list_that_stands_further_in():
    comments = read_article(SHORT + "\n  1. Mine:\n\n    1. Beta\n    2. Alpha\n\n  2. No.\n").comments

    assert [comment.text for comment in comments] == ["Mine:\n\n1. Beta\n2. Alpha", "No."]


def test_comment_numbers_may_be_aligned_on_the_right():
    comments = "".join(f"{number:>4}. Words\n\n     More\n\n" for number in range(1, 12))

    article = read_article(SHORT + "\n" + comments)

    assert [comment.text for comment in article.comments] == ["Words\n\nMore"] * 11


def test_indented_words_before_the_comments_belong_to_the_entry():
    article = read_article(SHORT + "\n    A quotation.\n\n\t1. Hi\n\n\t\tthere\n")

    assert article.entries[1].text == "Fine.\n\nA quotation."
    assert [comment.text for comment in article.comments] == ["Hi\n\nthere"]


def test_a_number_that_begins_a_line_of_indented_prose_is_no_comment():
    article = read_article(SHORT + "\n    We counted, and there were\n    12. Twelve!\n\n  1. Hi\n")

    assert article.entries[1].text == "Fine.\n\nWe counted, and there were\n12. Twelve!"
    assert len(article.comments) == 1


def test_an_article_without_introduction_texts_and_comments_is_one():
    article = read_article("Title\n1. Alpha\n2. Beta")

    entries = (ArticleEntry(1, "Alpha", "", 2), ArticleEntry(2, "Beta", "", 3))
    assert article == Article("Title", "", (), entries, ())


@pytest.mark.parametrize("line_end", ["\r\n", "\r", " \t\n", "\u00a0\n"])
def test_line_ends_and_trailing_space_make_no_difference(line_end: str):
    article = read_article("\ufeff" + LANTERN.replace("\n", line_end))

    assert article == read_article(LANTERN)


@pytest.mark.parametrize(
    ("text", "line_number", "line", "why"),
    [
        ("", 1, "", "the file is empty"),
        ("Title\n\nJust prose.\n\n", 3, "Just prose.", "two numbered films or more should stand"),
        ("Title\n\n1. Alpha\n\nAlone.", 5, "Alone.", "two numbered films or more should stand"),
        ("\n1. Alpha\n2. Beta", 2, "1. Alpha", "a title should stand before"),
        ("T\n1. A\n3. B", 3, "3. B", "number 3 stands where 2 should"),
        ("T\n1. A\n1. B", 3, "1. B", "number 1 stands where 2 should"),
        ("T\n2. A\n3. B", 2, "2. A", "number 2 stands where 1 should"),
        ("T\n0. A\n1. B", 2, "0. A", "number 0 stands where 1 should"),
        ("T\n3. A\n2. B\n0. C", 4, "0. C", "number 0 stands where 1 should"),
        ("T\n2. A\n1. B\n0. C", 4, "0. C", "number 0 stands where 1 should"),
        ("T\n3. A\n2. B", 3, "2. B", "the countdown should go on to 1"),
        ("T\n1. A II\n2. a 2", 3, "2. a 2", "this film stands in line 2 already"),
        ("T\n1. A\n2.\n", 3, "2.", "a film's title should follow the number"),
        ("T\n1. A\n2. B\n\n  2. Hi", 5, "2. Hi", "comment number 2 stands where 1 should"),
        ("T\n1. A\n2. B\n\n  1. Hi\n  1. Ho", 6, "1. Ho", "comment number 1 stands where 2 should"),
        ("T\n1. A\n2. B\n\n  1. Hi\nHo", 6, "Ho", "every line of the comments (from line 5) needs an indent"),
        ("T\n1. A\n2. B\n\n  1.\n  2. Ho", 5, "1.", "a comment's words should follow the number"),
        ("T\n1. A\n2. B\n\nA\x00B", 5, "A\x00B", "it holds a character that is not text (U+0000)"),
        ("T\n1. A\n2. \u202eB", 3, "2. \u202eB", "it holds a character that is not text (U+202E)"),
        ("T\n1. A\n2. \ud800B", 3, "2. \ud800B", "it holds a character that is not text (U+D800)"),
    ],
)
def test_what_is_no_such_article_is_refused_with_its_line(text: str, line_number: int, line: str, why: str):
    error = refusal(text)

    assert (error.line_number, error.line) == (line_number, line)
    assert error.why.startswith(why)


def test_a_refusal_is_one_sentence_that_quotes_the_line():
    error = refusal("Title\n1. Alpha\n3. Gamma\n")

    assert str(error) == "Line 3 (“3. Gamma”) was not understood: number 3 stands where 2 should."


def test_a_refusal_shows_no_more_of_a_line_than_fits_and_no_control_characters():
    error = refusal("\x00" + "x" * 100)

    assert str(error).startswith("Line 1 (“\ufffd" + "x" * 79 + "…”) was not understood: ")


@pytest.mark.parametrize("title", ["x" * 201 + "\n1. A\n2. B", "T\n1. A\n2. " + "x" * 201])
def test_a_title_of_more_than_200_characters_is_refused(title: str):
    error = refusal(title)

    assert error.why == "a title has 200 characters at most"


def test_the_size_is_counted_in_bytes():
    head = "Title\n1. A\n2. B\n\n"
    fits = head + "é" * ((SIZE_LIMIT - len(head)) // 2)

    assert read_article(fits).entries[1].text.startswith("éé")
    assert refusal(fits + "éé").line_number == 5
