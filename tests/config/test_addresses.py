"""What an address may do: which host it is asked for, where it leads, and that looking changes nothing."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from blog.models import FormerSlug
from comments.models import Comment
from tests.build import make_post, make_user
from tests.config.addresses import every_address, furnish

pytestmark = pytest.mark.django_db
HOME = "http://testserver/"
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/..",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https://evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "%2f%2fevil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "//evil.example/%2f..",
    "//evil.example:80#@testserver/",
    "https://testserver@evil.example",
    "https://testserver.evil.example",
    "https://evil.example\\@testserver",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/admin/",
    "ftp://evil.example",
    "//[::ffff:1.2.3.4]/",
    "／／evil.example",
]


def leads_home(location: str) -> bool:
    """Whether a browser stays with us: it drops tabs and line breaks, and reads a backslash as a slash."""
    location = location.strip()
    for dropped in "\t\r\n\x00":
        location = location.replace(dropped, "")
    parts = urlsplit(urljoin(HOME, location.replace("\\", "/")))
    return (parts.scheme, parts.hostname) == ("http", "testserver")


def ask(client: Client, path: str) -> HttpResponse:
    """Ask for a path as it stands; the client would take a host out of it."""
    return client.get("/", PATH_INFO=path.encode().decode("latin-1"))


def test_the_list_would_lead_away_if_it_were_followed() -> None:
    away = [payload for payload in ELSEWHERE if not leads_home(payload)]

    assert len(away) > 15


@pytest.mark.parametrize("payload", ELSEWHERE)
def test_logging_in_leads_to_no_other_site(client: Client, payload: str) -> None:
    make_user("rocco", password="gloves-on-4711", is_staff=True)
    credentials = {"username": "rocco", "password": "gloves-on-4711", "next": payload}

    response = client.post(reverse("admin:login"), credentials)

    assert response.status_code == 302
    assert leads_home(response["Location"])


@pytest.mark.parametrize("payload", ELSEWHERE)
def test_a_path_leads_to_no_other_site(client: Client, payload: str) -> None:
    for path in (payload, f"/{payload}/about", f"/posts/{payload}", f"/tags/{payload}/", f"/admin/{payload}"):
        response = ask(client, path)

        assert response.status_code in {200, 301, 302, 404}, path
        assert "Location" not in response or leads_home(response["Location"]), path


@pytest.mark.parametrize("path", ["//evil.example/about", "//evil.example/posts/rocky", "//testserver/admin"])
def test_a_missing_slash_is_added_on_our_own_site(client: Client, path: str) -> None:
    response = ask(client, path)

    assert response.status_code == 404 or leads_home(response["Location"])
    assert client.get("/about")["Location"] == "/about/"


@pytest.mark.parametrize("payload", ELSEWHERE)
def test_a_former_address_leads_to_the_post_and_nowhere_else(client: Client, payload: str) -> None:
    post = make_post("Rocky by montage")
    FormerSlug.objects.create(slug="old-name", post=post)

    named = client.get(
        "/posts/old-name/", {"next": payload, "url": payload}, headers={"Referer": payload.strip("\t")}
    )
    typed = ask(client, f"/posts/{payload}/old-name/")

    assert named["Location"] == post.get_absolute_url()
    assert typed.status_code == 404 or leads_home(typed["Location"])


def test_a_host_that_is_not_ours_is_refused_everywhere(client: Client) -> None:
    for name, address in every_address(furnish()).items():
        response = client.get(address, headers={"Host": "evil.example"})

        assert response.status_code == 400, name
        assert b"evil" not in response.content, name
        assert b"ALLOWED_HOSTS" not in response.content, name


@pytest.mark.parametrize(
    "host", ["testserver:80@evil.example", "evil.example:testserver", "testserver/evil", "", "a b"]
)
def test_a_host_that_is_no_host_is_refused(client: Client, host: str) -> None:
    response = client.get("/", headers={"Host": host})

    assert response.status_code == 400
    assert b"evil" not in response.content


def test_what_another_proxy_says_of_the_host_is_not_believed(client: Client, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    said = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "666", "Forwarded": "host=evil.example"}

    for name, address in every_address(furnish()).items():
        response = client.get(address, headers=said)
        body = b"".join(response) if response.streaming else response.content

        assert response.status_code != 400, name
        assert b"evil.example" not in body, name
        assert "evil.example" not in str(response.headers), name


def test_https_is_asked_for_on_our_own_host_only(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    response = client.get("/posts/rocky/", headers={"X-Forwarded-Host": "evil.example"})
    refused = client.get("/posts/rocky/", headers={"Host": "evil.example"})

    assert (response.status_code, response["Location"]) == (301, "https://testserver/posts/rocky/")
    assert refused.status_code == 400
    assert client.get("/healthz").status_code == 200


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the sessions, which whoever is logged in has."""
    models = [model for model in apps.get_models() if model is not Session]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("method", ["get", "head", "options", "trace"])
@pytest.mark.parametrize("who", ["nobody", "the owner"])
def test_looking_changes_nothing(client: Client, admin_client: Client, method: str, who: str) -> None:
    world = furnish()
    browser = client if who == "nobody" else admin_client
    asked = {
        "action": "approve",
        "status": "approved",
        "_selected_action": world.comment.pk,
        "post": "yes",
        "text": "x",
    }
    addresses = every_address(world)
    before = everything()

    for address in addresses.values():
        getattr(browser, method)(address, **({} if method == "trace" else {"query_params": asked}))

    assert everything() == before
    assert Comment.objects.filter(status=Comment.Status.PENDING).count() == 1
