import sys

import pytest

from tests.ranking.records import MISSED, RIGHT, WRONG, counts, forms, records, report, verdict
from tests.ranking.series import read

FORMS = [(name, form) for name in ("chains", "lists", "nothing", "numbered", "tiers") for form in forms(name)]


@pytest.fixture(scope="module")
def corpus():
    return [(record, verdict(record)) for record in records("corpus.jsonl")]


@pytest.fixture(scope="module")
def cases():
    return [(record, verdict(record)) for record in records("parse_cases.jsonl")]


def half(judged, name):
    return [(record, kind) for record, kind in judged if record["half"] == name]


def test_no_text_of_a_real_page_is_read_as_another_ordering(corpus):
    wrong = [record["id"] for record, kind in corpus if kind == WRONG and counts(record)]

    assert wrong == []


def test_four_of_five_clear_rankings_of_real_pages_are_read(corpus):
    clear = [
        (record, kind)
        for record, kind in corpus
        if record["label"] == "ranking" and counts(record) and not record.get("prose")
    ]

    sys.stdout.write(report("\nClear rankings of real pages", clear))
    sys.stdout.write(report("\nAll texts of real pages", corpus))

    assert sum(kind == RIGHT for _, kind in clear) >= 0.8 * len(clear)


def test_nothing_is_read_from_real_pages_without_a_ranking(corpus):
    misread = [record["id"] for record, kind in corpus if record["label"] == "no_ranking" and kind != RIGHT]

    assert misread == []


def test_the_real_pages_are_all_there(corpus):
    labels = [record["label"] for record, _ in corpus]

    assert (labels.count("ranking"), labels.count("no_ranking")) == (30, 9)


@pytest.mark.parametrize(("name", "size"), [("development", 30), ("held out", 30), ("fresh", 24)])
def test_none_of_our_own_cases_is_read_as_another_ordering(cases, name, size):
    judged = half(cases, name)

    sys.stdout.write(report(f"\nOur own cases, {name}", judged))

    assert len(judged) == size
    assert not [record["id"] for record, kind in judged if kind == WRONG]


@pytest.mark.parametrize("name", ["development", "held out"])
def test_nine_of_ten_of_our_own_cases_are_read(cases, name):
    missed = [record["id"] for record, kind in half(cases, name) if kind == MISSED]

    assert len(missed) <= 3, missed


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{name}-{n}" for n, (name, _) in enumerate(FORMS)])
def test_a_form_says_what_people_read_in_it(name, form):
    assert read(form.text, form.films) in form.accepted
