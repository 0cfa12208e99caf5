import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking import Ordering
from ranking.parse import Reading, parse
from tests.ranking.series import ALIEN, EVERY, POTTER
from tests.ranking.written_lists import MARKS, noisy_lists, rankings, spellings

PIECES = [
    *(
        "Alien",
        "Aliens",
        "Alien 3",
        "Prometheus",
        "Covenant",
        "Promethius",
        "Resurection",
        "The",
        "II",
        "IV",
        "4",
    ),
    *(
        " > ",
        " < ",
        " = ",
        ", ",
        " then ",
        " and ",
        "1. ",
        "2. ",
        "#3 ",
        "10/10",
        "(",
        ")",
        "[…]",
        "…",
        "’s",
        "?",
    ),
    *(
        "\n",
        "\n\n",
        "> ",
        "- ",
        "* ",
        "S: ",
        "A tier",
        "best",
        "worst to best",
        "quote",
        "[quote]",
        "[/quote]",
    ),
    *(
        "Bob said:\n",
        "(tie) ",
        "🥇",
        "1️⃣ ",
        "e\u0301",
        "\u202e",
        "\u200b",
        "\x00",
        "&gt;",
        "**",
        "not ",
        "vs ",
    ),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def check(reading, films):
    keys = {film.key for film in films}
    listed = list(reading.ordering.candidates) if reading.ordering else []
    assert isinstance(reading, Reading)
    assert len(set(listed)) == len(listed)
    assert keys.issuperset(listed)
    assert reading.ordering is None or len(listed) > 1
    assert set(reading.remarks) <= set(listed)
    assert [found.key for found in reading.explained] == listed
    assert 0 <= reading.confidence <= 1
    assert (reading.confidence > 0) == (reading.ordering is not None)


@given(texts, st.sampled_from(list(EVERY.values())))
def test_any_text_gives_a_reading_of_candidates_only_and_none_twice(text, films):
    check(parse(text, films), films)


@given(texts)
def test_nothing_is_read_without_candidates(text):
    assert parse(text, ()).ordering is None


@given(texts)
def test_the_same_text_is_read_the_same_after_any_other(text):
    first = parse(text, ALIEN)
    parse("1. Promethius\n2. Resurection\n3. Covenent", ALIEN)

    assert parse(text, ALIEN) == first


@given(rankings(), st.sampled_from(MARKS))
def test_a_ranking_written_with_numbers_is_read_back(ranking, mark):
    films, chosen = ranking
    lines = [mark.format(number) + film.title for number, film in enumerate(chosen, start=1)]

    ordering = parse("My ranking:\n" + "\n".join(lines), films).ordering

    assert ordering == Ordering.strict(film.key for film in chosen)


@given(rankings(), st.sampled_from(MARKS))
def test_a_ranking_counted_down_is_read_back(ranking, mark):
    films, chosen = ranking
    lines = [mark.format(number) + film.title for number, film in enumerate(chosen, start=1)]

    ordering = parse("My ranking:\n" + "\n".join(reversed(lines)), films).ordering

    assert ordering == Ordering.strict(film.key for film in chosen)


@given(rankings(), st.data())
def test_a_chain_with_ties_is_read_back(ranking, data):
    films, chosen = ranking
    signs = [data.draw(st.sampled_from([">", " > ", " = "])) for _ in chosen[1:]]
    names = [data.draw(spellings(film)) for film in chosen]
    tiers = [[chosen[0].key]]
    for sign, film in zip(signs, chosen[1:], strict=True):
        if "=" in sign:
            tiers[-1].append(film.key)
        else:
            tiers.append([film.key])

    reading = parse("".join(map("".join, zip(["", *signs], names, strict=True))), films)

    assert reading.ordering == (Ordering(tiers) if len(tiers) > 1 else None)


@given(rankings(least=3))
def test_a_ranking_written_from_the_worst_is_turned_round(ranking):
    films, chosen = ranking

    ordering = parse("Worst to best:\n" + "\n".join(film.title for film in chosen), films).ordering

    assert ordering == Ordering.strict(film.key for film in reversed(chosen))


@settings(max_examples=300)
@given(noisy_lists())
def test_a_list_among_other_words_is_read_as_written_or_not_at_all(written):
    films, text, chosen = written

    ordering = parse(text, films).ordering

    assert ordering in (None, Ordering.strict(film.key for film in chosen))


@pytest.mark.parametrize("seed", range(20))
def test_scraps_of_lists_thrown_together_never_break_the_reader(seed):
    rnd = random.Random(seed)
    for _ in range(40):
        text = "".join(rnd.choice(PIECES) + rnd.choice(["", " ", "\n"]) for _ in range(rnd.randrange(120)))

        check(parse(text, ALIEN), ALIEN)


@pytest.mark.parametrize("seed", range(5))
def test_lists_with_a_few_letters_changed_never_break_the_reader(seed):
    rnd = random.Random(seed)
    for _ in range(60):
        signs = list("\n".join(f"{number}. {film.title}" for number, film in enumerate(POTTER, start=1)))
        for _ in range(rnd.randrange(12)):
            signs[rnd.randrange(len(signs))] = rnd.choice("abc123.>\n-:,’ \u0301")

        check(parse("".join(signs), POTTER), POTTER)


REPEATED = [
    *(
        "Alien > Aliens > ",
        "Alien > Aliens. ",
        "Alien, Aliens, ",
        "1. Alien\n2. Aliens\n",
        "1. Alien 2. Aliens ",
    ),
    *(
        "Alien ",
        "Alien\n",
        "Prometheus\nAliens\n",
        "- Alien\n",
        "1 2 3 ",
        "6>5>4>",
        "7",
        "1\n",
        " ",
        "\n",
        ">",
        ">\n",
    ),
    *(
        "> > > Alien\n",
        "[quote]",
        "(",
        "Alien (",
        "Bob said:\n",
        "*",
        "#",
        "# ",
        "-",
        "&gt;",
        "e\u0301",
        "\u0301",
    ),
    *(
        "\u202eAlien\u202c ",
        "الفضائي ",
        "\ufdfa",
        "a ",
        "a'",
        "alien's ",
        "1.1",
        "IV, ",
        "IV > II > ",
        "S: Alien\n",
    ),
    *(
        "1. Promethius\n",
        "Alien & ",
        "tie ",
        "Alien, then ",
        "Alien > foo bar ",
        "Harry Potter and the ",
        "<3 ",
        "->",
    ),
    *(
        "🥇 Alien\n",
        "1️⃣ Alien ",
        "\x00",
        "Alien (1979)\n",
        "no order ",
        "from best to worst:\n",
        "29% - #4 Alien\n",
    ),
]


def steps(text, films):
    """How many lines of Python the reading of a text runs through."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        parse(text, films)
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("films", [ALIEN, POTTER], ids=["alien", "potter"])
def test_the_steps_for_a_text_grow_no_faster_than_its_length(piece, films):
    parse("", films)

    short, middle, long = (steps(piece * (length // len(piece)), films) for length in (1000, 4000, 12000))

    assert short <= 200 * 1000
    assert middle <= 80 * 4000
    assert long <= 80 * 12000
