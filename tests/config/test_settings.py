"""The settings: what an embedded site and a public one get, and what neither may be."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.config.environment import KEY, PUBLIC, ROOT, assignments, clean_environment, settings_of

RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def production() -> dict[str, str]:
    """The environment of docs/running.md, word for word."""
    block = RUNNING.partition("```ini\n")[2].partition("```")[0]
    return assignments(block)


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    return settings_of(monkeypatch, tmp_path, **PUBLIC)


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    return settings_of(monkeypatch, tmp_path)


def test_a_site_that_was_told_nothing_answers_this_machine_alone(
    embedded: dict[str, Any], tmp_path: Path
) -> None:
    assert embedded["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert embedded["SITE_URL"] == "http://127.0.0.1:8000"
    assert embedded["DEBUG"] is False
    assert embedded["SECRET_KEY"] == (tmp_path / "secret-key").read_text()


def test_all_data_lives_in_one_folder(embedded: dict[str, Any], tmp_path: Path) -> None:
    places = [embedded["DATABASES"]["default"]["NAME"], embedded["MEDIA_ROOT"], embedded["STATIC_ROOT"]]

    assert all(place.is_relative_to(tmp_path) for place in places)


def test_a_port_of_ones_own_is_in_the_sites_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_of(monkeypatch, tmp_path, PORT="8123")["SITE_URL"] == "http://127.0.0.1:8123"


def test_a_public_site_writes_no_key_of_its_own(public: dict[str, Any], tmp_path: Path) -> None:
    assert public["SECRET_KEY"] == KEY
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"SITE_URL": "http://ranked.example"}, r"^ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": "ranked.example"}, r"^SECRET_KEY is not set"),
        ({**PUBLIC, "SECRET_KEY": ""}, r"^SECRET_KEY is not set"),
        ({**PUBLIC, "SECRET_KEY": "changeme"}, r"^SECRET_KEY must be"),
        ({"SECRET_KEY": "changeme"}, r"^SECRET_KEY must be"),
        ({**PUBLIC, "DEBUG": "1"}, r"^DEBUG is on while"),
        ({**PUBLIC, "DEBUG": "1", "SITE_URL": "http://127.0.0.1:8000"}, r"^DEBUG is on while"),
        ({**PUBLIC, "TRUSTED_PROXIES": "0"}, r"^TRUSTED_PROXIES is 0 while"),
        ({**PUBLIC, "ALLOWED_HOSTS": "*"}, r"^ALLOWED_HOSTS must name"),
        ({"DEBUG": "perhaps"}, r"^DEBUG must be"),
        ({"LOG_LEVEL": "loud"}, r"^LOG_LEVEL must be"),
        ({"TIME_ZONE": "Mars/Base"}, r"^TIME_ZONE must be"),
        ({"REDIS_URL": "localhost"}, r"^REDIS_URL must begin"),
        ({"DATABASE_URL": "oracle://db/blog"}, r"^DATABASE_URL must begin"),
    ],
)
def test_what_cannot_be_right_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=complaint):
        settings_of(monkeypatch, tmp_path, **values)


def test_debug_is_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_of(monkeypatch, tmp_path, DEBUG="1")["DEBUG"] is True


def test_cookies_of_a_public_site_belong_to_its_host_and_to_https(public: dict[str, Any]) -> None:
    assert public["SESSION_COOKIE_NAME"] == "__Host-session"
    assert public["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert public["SESSION_COOKIE_SECURE"] is public["CSRF_COOKIE_SECURE"] is True
    # The browser refuses __Host- cookies that have a domain or a path of their own.
    assert (
        not {"SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_PATH"}
        & public.keys()
    )


def test_https_is_asked_for_a_year_and_said_by_the_proxy_alone(public: dict[str, Any]) -> None:
    assert public["SECURE_SSL_REDIRECT"] is True
    assert public["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert public["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert public["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert public.get("USE_X_FORWARDED_HOST", False) is public.get("USE_X_FORWARDED_PORT", False) is False


def test_plain_http_is_not_told_to_be_https(embedded: dict[str, Any]) -> None:
    assert embedded["SECURE_SSL_REDIRECT"] is embedded["SESSION_COOKIE_SECURE"] is False
    assert embedded["SECURE_HSTS_SECONDS"] == 0
    assert embedded["SECURE_PROXY_SSL_HEADER"] is None


def test_former_keys_stay_good_for_what_they_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    former = f"{KEY[::-1]},{KEY.upper()}"

    assert settings_of(monkeypatch, tmp_path, SECRET_KEY_FALLBACKS=former)[
        "SECRET_KEY_FALLBACKS"
    ] == former.split(",")


def test_the_cache_is_shared_where_a_redis_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = settings_of(monkeypatch, tmp_path, REDIS_URL="redis://cache:6379/1")["CACHES"]["default"]

    assert (cache["BACKEND"].rpartition(".")[2], cache["LOCATION"]) == ("RedisCache", "redis://cache:6379/1")


def test_the_environment_of_the_manual_is_one_that_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {**production(), "SECRET_KEY": KEY, "DATA_DIR": str(tmp_path)}

    settings = settings_of(monkeypatch, tmp_path, **given)

    assert settings["DEBUG"] is False
    assert settings["HTTPS"] is True
    assert settings["DATABASES"]["default"]["ENGINE"].endswith("postgresql")
    assert settings["CACHES"]["default"]["BACKEND"].endswith("RedisCache")


def test_the_key_of_the_manual_is_a_place_to_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be"):
        settings_of(monkeypatch, tmp_path, **{**production(), "DATA_DIR": str(tmp_path)})


def deployment_check(**variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = clean_environment(**variables)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_the_deployment_check_is_clean_with_the_environment_of_the_manual(tmp_path: Path) -> None:
    # Only what belongs to one machine is changed: the key, the folder, and a database that is there.
    local = {"SECRET_KEY": KEY, "DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}

    check = deployment_check(**{**production(), **local})

    assert (check.returncode, check.stderr) == (0, "")
    assert "no issues" in check.stdout


def test_the_deployment_check_would_notice(tmp_path: Path) -> None:
    check = deployment_check(DATA_DIR=str(tmp_path))

    assert check.returncode == 1
    assert "security.W008" in check.stderr
