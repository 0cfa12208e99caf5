"""The language of a page is that of its address, and of nothing else."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.build import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    cache.clear()
    return make_post("Rocky", films=["A", "B"]).get_absolute_url()


def test_a_bare_address_speaks_the_language_of_the_site(client: Client, address: str) -> None:
    response = client.get(address, headers={"Accept-Language": "es", "Cookie": "django_language=es"})

    assert response["Content-Language"] == "en-gb"
    assert '<html lang="en-gb" dir="ltr">' in response.content.decode()
    assert "Vary" not in response or "Accept-Language" not in response["Vary"]


def test_an_address_with_a_code_speaks_its_language(client: Client, address: str) -> None:
    response = client.get(f"/es{address}", headers={"Accept-Language": "en"})

    assert response["Content-Language"] == "es"
    assert '<html lang="es" dir="ltr">' in response.content.decode()
    assert not response.cookies


def test_a_page_in_a_language_leads_on_in_it(client: Client, address: str) -> None:
    assert f'href="/es{address}rank/"' in client.get(f"/es{address}").content.decode()
    assert f'href="{address}rank/"' in client.get(address).content.decode()


def test_each_language_has_a_tag_of_its_own(client: Client, address: str) -> None:
    english, spanish = client.get(address), client.get(f"/es{address}")

    assert english["ETag"] != spanish["ETag"]
    assert client.get(f"/es{address}", headers={"If-None-Match": english["ETag"]}).status_code == 200
    assert client.get(f"/es{address}", headers={"If-None-Match": spanish["ETag"]}).status_code == 304


def test_a_page_names_itself_in_every_language(client: Client, address: str) -> None:
    html = client.get(f"/es{address}").content.decode()

    assert f'<link rel="canonical" href="http://testserver/es{address}">' in html
    assert f'<link rel="alternate" hreflang="en-gb" href="http://testserver{address}">' in html
    assert f'<link rel="alternate" hreflang="es" href="http://testserver/es{address}">' in html
    assert f'<a href="{address}" lang="en-gb" hreflang="en-gb">English</a>' in html


def test_the_admin_and_the_files_have_one_address_each(client: Client) -> None:
    assert client.get("/es/admin/login/").status_code == 404
    assert client.get("/es/robots.txt").status_code == 404
    assert client.get("/robots.txt").status_code == 200


@pytest.mark.parametrize("code", ["en-gb", "fr", "es-419", "xx"])
def test_a_language_that_is_not_offered_is_no_page(client: Client, address: str, code: str) -> None:
    assert client.get(f"/{code}{address}").status_code == 404
