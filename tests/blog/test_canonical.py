"""The one address that a page tells search engines."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.build import make_post, make_tag

pytestmark = pytest.mark.django_db


def canonical(client: Client, address: str) -> str | None:
    html = client.get(address).content.decode()
    found = re.search(r'<link rel="canonical" href="([^"]*)"', html)
    return found and found[1]


def test_a_further_page_of_a_list_tells_its_own_number(client: Client) -> None:
    tag = make_tag()
    for _ in range(11):
        make_post(tags=[tag])

    for address in (reverse("blog:home"), tag.get_absolute_url()):
        assert canonical(client, f"{address}?page=2") == f"http://testserver{address}?page=2"


def test_the_first_page_has_one_address_and_what_else_is_asked_leaves_no_trace(client: Client) -> None:
    make_post()

    assert canonical(client, "/?page=1") == "http://testserver/"
    assert canonical(client, "/?page=001&from=elsewhere") == "http://testserver/"


@pytest.mark.parametrize("address", ["/no-such-page/", "/posts/no-such-post/", "/?page=99", "/?page=x"])
def test_a_page_that_is_not_there_tells_no_address(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "canonical" not in response.content.decode()
    assert "on-paper" not in response.content.decode()
