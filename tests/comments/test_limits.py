"""How much may come from where."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from time_machine import TimeMachineFixture

from comments import access, limits
from comments.models import Comment, Hit
from tests.build import make_post

pytestmark = pytest.mark.django_db


def send(client: Client, post: Any, **headers: str) -> int:
    data = {"name": "Ann", "text": "Again.", "rest": "unknown", "token": access.form_token(post)}
    address = reverse("comments:rank", args=[post.slug])
    return client.post(address, data, headers={"Sec-Fetch-Site": "same-origin", **headers}).status_code


def address(trusted: int, forwarded: str, remote: str = "203.0.113.9") -> str:
    return access.client_address(
        RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=remote)
    )


def test_a_flood_from_one_network_is_slowed_and_what_was_typed_is_kept(client: Client) -> None:
    post = make_post()
    statuses = [send(client, post) for _ in range(limits.PER_ADDRESS + 1)]

    assert statuses == [302] * limits.PER_ADDRESS + [429]
    assert Comment.objects.count() == limits.PER_ADDRESS


def test_a_forged_x_forwarded_for_does_not_open_the_gate(client: Client) -> None:
    post = make_post()
    statuses = [
        send(client, post, **{"X-Forwarded-For": f"198.51.{number}.1"})
        for number in range(limits.PER_ADDRESS + 1)
    ]

    assert statuses[-1] == 429


def test_a_whole_post_takes_only_so_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PER_POST", 3)
    post, now = make_post(), timezone.now()

    allowed = [limits.allows_comment(f"198.51.{number}.0/24", post.pk) for number in range(4)]

    assert allowed == [True, True, True, False]
    assert Hit.objects.filter(window__lte=now).count() == 5


def test_the_gate_opens_again_after_a_while(client: Client, time_machine: TimeMachineFixture) -> None:
    post = make_post()
    for _ in range(limits.PER_ADDRESS + 1):
        send(client, post)
    time_machine.move_to(timezone.now() + limits.WINDOW)

    assert send(client, post) == 302


def test_old_counts_are_thrown_away(client: Client, time_machine: TimeMachineFixture) -> None:
    post = make_post()
    send(client, post)
    time_machine.move_to(timezone.now() + limits.KEPT + timedelta(minutes=11))

    send(client, post)

    assert Hit.objects.filter(window__lt=timezone.now() - limits.KEPT).count() == 0


def test_no_address_is_stored(client: Client) -> None:
    send(client, make_post())

    assert all("127" not in key or len(key) == 64 for key in Hit.objects.values_list("key", flat=True))


@pytest.mark.parametrize(
    ("trusted", "forwarded", "network"),
    [
        (0, "", "203.0.113.0/24"),
        (0, "198.51.100.7", "203.0.113.0/24"),
        (1, "198.51.100.7", "198.51.100.0/24"),
        (1, "1.2.3.4, 198.51.100.7", "198.51.100.0/24"),
        (2, "1.2.3.4, 198.51.100.7, 10.0.0.1", "198.51.100.0/24"),
        (2, "198.51.100.7", "203.0.113.0/24"),
        (1, "not an address", "unknown"),
        (1, "2001:db8:1:2:3::4", "2001:db8:1::/48"),
        (1, "::ffff:198.51.100.7", "198.51.100.0/24"),
    ],
)
def test_only_as_many_proxies_as_are_ours_are_believed(
    settings: Any, trusted: int, forwarded: str, network: str
) -> None:
    settings.TRUSTED_PROXIES = trusted

    assert address(trusted, forwarded) == network
