"""From the stored tally to what the crowd's page draws and says."""

import re
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from blog.models import Entry, Film, Post
from comments import figures
from comments.models import PostTally
from ranking.certainty import Neighbours
from ranking.charts import heat_map
from tests.build import make_comment, make_post

FILMS = ["A", "B", "C", "D"]


def figures_of(post: Post) -> figures.Figures:
    return figures.of_post(post, list(post.entries.ranked().with_films()), "Sam")


def ranked_by(*orders: Any, films: list[str] = FILMS) -> Post:
    post = make_post(films=films)
    for order in orders:
        make_comment(post, order)
    return post


def entry(pk: int, title: str, year: int | None = None) -> Entry:
    return Entry(pk=pk, position=pk, film=Film(title=title, year=year))


def split(above: int, below: int, tied: int = 0, p: float = 0.0, readers: int = 20) -> figures.Split:
    found = Neighbours(1, 2, level=False, above=above, below=below, tied=tied, p=p)
    return figures.Split(entry(1, "A"), entry(2, "B"), ("A", "B"), found, readers)


def test_a_split_is_told_with_the_readers_behind_it() -> None:
    words = split(7, 2, tied=1).words

    assert words == "10 of 20 readers ranked both: 7 put A above, 2 put B above, 1 had them level."


def test_a_split_of_nobody_says_so() -> None:
    nobody = split(0, 0, p=1.0, readers=1)

    assert nobody.words == "None of 1 reader ranked both."
    assert nobody.judged == "no reader ranked both"
    assert nobody.score == ""


@pytest.mark.parametrize(
    ("found", "judged"),
    [
        (split(2, 0, p=0.5), "too few readers to judge"),
        (split(5, 4, p=1.0), "too close to call"),
        (split(9, 0, p=0.004), ""),
    ],
)
def test_a_split_is_judged_by_its_test(found: figures.Split, judged: str) -> None:
    assert found.judged == judged


def test_large_counts_are_told_with_commas() -> None:
    assert split(3649, 2854, tied=1114).score == "3,649 to 2,854, 1,114 level"


def test_two_films_of_one_title_are_told_apart_by_their_years() -> None:
    found = figures.names(
        [entry(1, "Total Recall", 1990), entry(2, "Total Recall", 2012), entry(3, "Up", 2009)]
    )

    assert found == {1: "Total Recall (1990)", 2: "Total Recall (2012)", 3: "Up"}


def test_every_cell_with_readers_is_in_the_path_of_its_shade_and_no_other() -> None:
    chart = heat_map({1: (5, 1, 0), 2: (0, 4, 2)}, {1: "A", 2: "B"}, figures.NARROW)

    drawn = figures.shaded(chart)

    held = [cell for row in chart.rows for cell in row.cells if cell.count]
    boxes = [f"M{cell.x:g} {cell.y:g}h" for cell in held]
    paths = "".join(d for _, d in drawn.shades)
    assert sorted(re.findall(r"M[\d.]+ [\d.]+h", paths)) == sorted(boxes)
    assert drawn.squares.count("M") == len(held)
    assert [float(opacity) for opacity, _ in drawn.shades] == [
        pytest.approx(figures.SHADE * shade) for shade in sorted({cell.shade for cell in held})
    ]


def test_no_shade_is_so_dark_that_a_count_on_it_is_lost() -> None:
    assert figures.SHADE * 5 <= 0.55


@pytest.mark.django_db
def test_each_film_but_the_last_is_set_against_the_next_one_down() -> None:
    post = ranked_by(["B", "A", "C"], ["B", "C", "A"], ["B", "A", "C"])

    steps = figures_of(post).steps

    assert [step.name for step in steps] == ["B", "A", "C"]
    assert [step.split.score for step in steps if step.split] == ["3 to 0", "2 to 1"]
    assert steps[-1].split is None


@pytest.mark.django_db
def test_films_that_are_level_stand_in_the_order_of_the_author_with_one_place() -> None:
    post = ranked_by(*[[["C", "A"], "B"]] * 3)

    steps = figures_of(post).steps

    assert [(step.name, step.place.place, step.place.tied) for step in steps] == [
        ("A", 1, True),
        ("C", 1, True),
        ("B", 3, False),
    ]


@pytest.mark.django_db
def test_the_biggest_move_is_the_one_that_the_article_names() -> None:
    post = ranked_by(*[["D", "C", "B", "A"]] * 3)

    found = figures_of(post)

    assert found.biggest is not None
    assert found.crowd.biggest is not None
    assert found.biggest.name == found.crowd.biggest.entry.film.title
    assert (found.biggest.place.author_position, found.biggest.place.place) == (4, 1)


@pytest.mark.django_db
def test_an_order_that_nobody_opposes_is_called_exact() -> None:
    post = ranked_by(*[["A", "B"]] * 3)

    assert figures_of(post).sureness == ("This order is exact. No reader’s pairwise choice goes against it.")


@pytest.mark.django_db
def test_an_order_says_how_much_goes_against_it() -> None:
    post = ranked_by(["A", "B"], ["A", "B"], ["B", "A"])

    assert "It goes against 1 pairwise choice of the readers" in figures_of(post).sureness


@pytest.mark.django_db
def test_an_order_that_is_not_proven_says_how_far_off_it_can_be() -> None:
    found = figures_of(ranked_by(["A", "B"], ["A", "B"], ["B", "A"]))
    found.stored = {**found.stored, "exact": False, "disagreements": 1_250, "lower_bound": 1_200}

    assert "none goes against fewer than 1,200, so it is at most 50 off the best" in found.sureness


@pytest.mark.django_db
def test_the_pictures_come_in_two_widths_with_a_name_above_each_side() -> None:
    found = figures_of(ranked_by(*[["B", "A", "C", "D"]] * 3))

    assert (found.slopes.narrow.chart.width, found.slopes.wide.chart.width) == (figures.NARROW, figures.WIDE)
    assert [head.text for head in found.slopes.narrow.heads] == ["Sam", "The crowd"]
    assert found.heat is not None
    assert found.heat.narrow.chart.width == figures.NARROW


@pytest.mark.django_db
def test_only_readers_who_place_every_film_are_in_the_heat_map() -> None:
    found = figures_of(ranked_by(FILMS, FILMS, ["A", "B"]))

    assert found.placed_all == "2 of 3 readers"
    assert found.heat is not None
    assert [cell.count for cell in found.heat.wide.chart.rows[0].cells] == [2, 0, 0, 0]


@pytest.mark.django_db
def test_nobody_who_places_every_film_means_no_heat_map() -> None:
    found = figures_of(ranked_by(*[["A", "B"]] * 3))

    assert found.heat is None
    assert found.placed_all == "0 of 3 readers"


@pytest.mark.django_db
def test_the_histogram_holds_each_reader_with_four_films_in_common() -> None:
    found = figures_of(ranked_by(FILMS, FILMS[::-1], ["A", "B", "C"]))

    assert found.compared_enough == "2 of 3 readers"
    assert found.bars is not None
    assert [bar.count for bar in found.bars.bars] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


@pytest.mark.django_db
def test_the_mean_is_over_all_pairs_of_all_readers() -> None:
    found = figures_of(ranked_by(["A", "B"], ["A", "B"], ["B", "A"], ["A", "B", "C"]))

    assert found.mean == "5 of 6 pairs that the readers compared, 83\u00a0%"


@pytest.mark.django_db
def test_a_new_order_of_the_author_leaves_its_pictures_to_be_counted() -> None:
    post = ranked_by(FILMS, FILMS, FILMS)
    first, last = post.entries.get(film__title="A"), post.entries.get(film__title="D")
    Entry.objects.filter(pk=first.pk).update(position=9)
    Entry.objects.filter(pk=last.pk).update(position=1)

    found = figures_of(post)

    assert found.tally.settled is False
    assert found.bars is None
    assert found.compared_enough == ""
    assert found.mean == "3 of 18 pairs that the readers compared, 17\u00a0%"


@pytest.mark.django_db
def test_the_film_that_splits_the_room_is_marked_among_the_spreads() -> None:
    split_room = [["D", "A", "B", "C"]] * 5 + [["A", "B", "C", "D"]] * 5

    found = figures_of(ranked_by(*split_room))

    assert found.splits is not None
    assert found.splits.name == "D"
    assert found.divided[0] == figures.Divided(name="D", readers=10, percent=50, splits=True)
    assert "8 readers or more" in found.rule


@pytest.mark.django_db
def test_the_first_meeting_is_between_the_two_number_ones() -> None:
    apart = figures_of(ranked_by(*[["C", "A", "B"]] * 3))
    alike = figures_of(ranked_by(*[["A", "C", "B"]] * 3))

    assert [entry.film.title for entry in apart.pair()] == ["A", "C"]
    assert [entry.film.title for entry in alike.pair()] == ["A", "B"]


@pytest.mark.django_db
def test_what_was_stored_for_other_films_is_not_shown() -> None:
    post = ranked_by(*[["B", "A", "C"]] * 3)
    post.entries.filter(film__title="A").update(position=None)

    found = figures_of(post)

    assert found.stored["ranked"] == sorted(entry.pk for entry in found.entries)
    assert [step.name for step in found.steps] == ["B", "C"]


@pytest.mark.django_db
def test_the_figures_cost_two_queries_whatever_the_crowd(django_assert_num_queries: Any) -> None:
    post = ranked_by(*[FILMS] * 4)
    entries = list(post.entries.ranked().with_films())

    with django_assert_num_queries(2) as seen:
        found = figures.of_post(post, entries, "Sam")
        assert all([found.steps, found.slopes, found.heat, found.bars, found.divided, found.mean])

    assert isinstance(seen, CaptureQueriesContext)
    assert not any("comments_pick" in query["sql"] for query in seen.captured_queries)


@pytest.mark.django_db
def test_a_post_that_nobody_ranked_has_no_tally_and_asks_for_none() -> None:
    post = make_post(films=FILMS)

    found = figures_of(post)

    assert found.crowd.readers == 0
    assert found.steps == []
    assert found.mean == ""
    assert not PostTally.objects.exists()


@pytest.mark.django_db
def test_readers_of_one_film_each_make_no_order() -> None:
    found = figures_of(ranked_by(["A"], ["B"], ["C"]))

    assert found.steps == []
    assert found.biggest is None
    assert found.unplaced == FILMS
    assert found.divided == []
