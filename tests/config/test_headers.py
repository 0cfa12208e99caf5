"""The headers that stand on every answer, whatever made it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.config.addresses import every_address, furnish

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# A picture that is opened as a page can do nothing at all.
SHARED = {"comments:site_card", "comments:post_card", "comments:ranking_card"}
PICTURES = {"files:picture", "files:film_card", *SHARED}
SANDBOX = {"sandbox": "", "default-src": "'none'"}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REFERRERS = {"same-origin", "no-referrer"}


def check(response: HttpResponse, policy: dict[str, str] | None = None, seen_by: str = "same-origin") -> None:
    """Every header that an answer must have, and none that gives it away."""
    directives = [part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";")]
    assert {name: value for name, _, value in directives} == (policy or POLICY)
    assert {name: response[name] for name in FIXED} == FIXED
    assert response["Cross-Origin-Resource-Policy"] == seen_by
    assert response["Referrer-Policy"] in REFERRERS
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in response
    assert "Server" not in response


def test_every_address_answers_anybody_with_every_header(client: Client) -> None:
    addresses = every_address(furnish())

    assert len(addresses) > 50
    for name, address in addresses.items():
        response = client.get(address)
        assert response.status_code < 500, name
        # What is made to be shared is the one thing that other sites may show.
        seen_by = "cross-origin" if name in SHARED else "same-origin"
        check(response, SANDBOX if name in PICTURES else None, seen_by)


def test_every_public_address_is_there(client: Client) -> None:
    public = {name: url for name, url in every_address(furnish()).items() if not name.startswith("admin:")}

    statuses = {name: client.get(url).status_code for name, url in public.items()}

    assert statuses == {**dict.fromkeys(public, 200), "comments:comment": 302}


def test_every_address_of_the_admin_answers_its_owner_with_every_header(admin_client: Client) -> None:
    for name, address in every_address(furnish()).items():
        if name.startswith("admin:") and name != "admin:logout":
            response = admin_client.get(address)
            assert response.status_code < 500, name
            check(response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/no/such/page/", 404),
        ("get", "/static/no-such.css", 404),
        ("get", "/media/../config/settings.py", 404),
        ("post", "/", 405),
        ("trace", "/", 405),
        ("delete", "/", 405),
        ("get", "/about", 301),
        ("get", "/admin/", 302),
    ],
)
def test_a_refusal_and_a_redirect_have_every_header(
    client: Client, method: str, path: str, status: int
) -> None:
    response = getattr(client, method)(path)

    assert response.status_code == status
    check(response)


def test_a_host_that_is_refused_gets_every_header(client: Client) -> None:
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    check(response)


def test_a_form_of_the_admin_without_its_token_gets_every_header() -> None:
    response = Client(enforce_csrf_checks=True).post(
        reverse("admin:login"), {"username": "a", "password": "b"}
    )

    assert response.status_code == 403
    check(response)


def test_a_page_that_breaks_gets_every_header_and_says_nothing_of_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*args: Any, **options: Any) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr("blog.views.render", broken)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    check(response)
    assert not re.search(r"swordfish|RuntimeError|Traceback|views\.py", response.content.decode())


def test_a_static_file_has_every_header(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "page.css").write_text("p { color: navy }")

    response = Client().get("/static/page.css")

    assert b"".join(response.streaming_content) == b"p { color: navy }"
    check(response)


def test_a_picture_has_its_own_type_and_is_kept_for_a_year(client: Client) -> None:
    addresses = every_address(furnish())

    picture, card = client.get(addresses["files:picture"]), client.get(addresses["files:film_card"])

    assert (picture["Content-Type"], card["Content-Type"]) == ("image/webp", "image/svg+xml")
    assert "immutable" in picture["Cache-Control"]
    assert "immutable" in card["Cache-Control"]


def test_https_is_remembered_where_it_is_on(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    secure, plain = Client().get("/healthz", secure=True), Client().get("/healthz")

    assert secure["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")
    assert "Strict-Transport-Security" not in plain


def test_the_address_of_a_receipt_is_given_to_no_other_page(client: Client) -> None:
    addresses = every_address(furnish())

    for name in ("comments:receipt", "blog:preview"):
        response = client.get(addresses[name])
        assert response["Referrer-Policy"] == "no-referrer", name
        assert "no-store" in response["Cache-Control"], name
