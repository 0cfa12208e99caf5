"""What an article may cost its reader; `make bench` prints the same figures."""

import re

import pytest
from django.test import Client

from bench import budgets
from tests.everypage import make_article


@pytest.mark.django_db
def test_an_article_with_fifty_comments_keeps_to_its_budgets() -> None:
    costs = budgets.costs(budgets.article())

    assert len(costs) == 6
    assert {cost.name: cost.measured for cost in costs if cost.measured > cost.most} == {}


@pytest.mark.django_db
def test_every_picture_has_its_size_and_waits_to_be_seen() -> None:
    html = Client().get(make_article().get_absolute_url()).content.decode()
    page = budgets.Fetched(html)

    assert len(page.images) == 6
    assert page.eager == []
    assert all(image["width"] and image["height"] and image["alt"] for image in page.images)
    assert (
        len(re.findall(r'<source type="image/avif" srcset="[^"]+ 160w,[^"]+ 640w" sizes="[^"]+">', html)) == 6
    )


def test_what_costs_too_much_is_noticed() -> None:
    html = "<link rel=stylesheet href=/static/css/base.css>" * 10 + "<img src=/a.png><img src=/b.png>"

    over = [cost.name for cost in budgets.costs(html) if cost.measured > cost.most]

    assert over == [
        "styles, compressed",
        "requests before the posters",
        "pictures that do not wait to be seen",
    ]
