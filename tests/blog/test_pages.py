"""The public pages of the author's side: what they show, to whom, and at what cost."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from blog import access
from blog.models import FormerSlug, Post, Site
from tests.build import (
    make_comment,
    make_draft,
    make_entry,
    make_film,
    make_post,
    make_scheduled,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db
QUERIES_OF_AN_ARTICLE = 11
QUERIES_OF_A_LIST = 5


def addresses(post: Post) -> list[str]:
    film = post.entries.first().film
    return [
        reverse("blog:home"),
        post.get_absolute_url(),
        film.get_absolute_url(),
        post.tags.first().get_absolute_url(),
        reverse("blog:search") + "?q=rocky",
        reverse("blog:feed"),
        reverse("comments:post_feed", args=[post.slug]),
        reverse("blog:about"),
        reverse("sitemap"),
        reverse("files:robots"),
        access.card_address(film),
    ]


def full_post(**values: object) -> Post:
    return make_post("Rocky by montage", films=["Rocky IV", "Rocky II", "Rocky"], tags=[make_tag()], **values)


def test_no_public_page_sets_a_cookie_or_varies_by_one(client: Client) -> None:
    post = full_post()
    make_comment(post, ["Rocky", "Rocky II"])

    for address in addresses(post):
        response = client.get(address)

        assert response.status_code == 200, address
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_a_page_of_somebody_logged_in_to_the_admin_is_kept_by_no_cache(admin_client: Client) -> None:
    response = admin_client.get(reverse("admin:index"))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_the_article_answers_304_until_something_changes(client: Client) -> None:
    post = full_post()
    tag = client.get(post.get_absolute_url())["ETag"]

    again = client.get(post.get_absolute_url(), headers={"If-None-Match": tag})
    make_comment(post, ["Rocky", "Rocky II"])
    changed = client.get(post.get_absolute_url(), headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_the_article_moves_with_the_site_and_with_what_closes(client: Client) -> None:
    post = full_post()
    tags = {client.get(post.get_absolute_url())["ETag"]}

    Site.objects.create(pk=1, revision=2)
    tags.add(client.get(post.get_absolute_url())["ETag"])
    Post.objects.filter(pk=post.pk).update(comments_close_after=0)
    tags.add(client.get(post.get_absolute_url())["ETag"])

    assert len(tags) == 3


@pytest.mark.parametrize("make", [make_draft, make_scheduled])
def test_what_is_not_published_is_nowhere(client: Client, make: object) -> None:
    post = make("Hidden montage", films=["Hidden film"], tags=[make_tag("Secret")])
    Post.objects.filter(pk=post.pk).update(search_text=" hidden montage | hidden ")
    FormerSlug.objects.create(slug="formerly-hidden", post=post)
    film = post.entries.get().film

    gone = [
        post.get_absolute_url(),
        reverse("blog:post", args=["formerly-hidden"]),
        reverse("comments:rank", args=[post.slug]),
        reverse("comments:post_feed", args=[post.slug]),
        film.get_absolute_url(),
        reverse("files:film_card", args=[film.pk, "0" * 16]),
    ]
    silent = ["blog:home", "blog:feed", "sitemap"]

    assert [client.get(address).status_code for address in gone] == [404] * len(gone)
    for name in silent:
        assert b"idden" not in client.get(reverse(name)).content
    assert b"Hidden montage" not in client.get(reverse("blog:search") + "?q=hidden").content
    assert b"Hidden montage" not in client.get(reverse("blog:tag", args=["secret"])).content


def test_a_comment_cannot_be_sent_to_what_is_not_published(client: Client) -> None:
    post = make_scheduled(films=["A"])

    response = client.post(reverse("comments:rank", args=[post.slug]), {"name": "Ann", "text": "Early."})

    assert response.status_code == 404
    assert not post.comments.exists()


def test_a_draft_is_shown_to_the_holder_of_its_preview_link_alone(client: Client) -> None:
    post = make_draft("Hidden montage", films=["A"])

    response = client.get(reverse("blog:preview", args=[access.preview_token(post)]))
    forged = client.get(reverse("blog:preview", args=[f"{access.preview_token(post)}x"]))

    assert b"Hidden montage" in response.content
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert forged.status_code == 404


def test_a_preview_link_ends(client: Client, time_machine: TimeMachineFixture) -> None:
    link = reverse("blog:preview", args=[access.preview_token(make_draft(films=["A"]))])
    time_machine.move_to(timezone.now() + timedelta(days=access.PREVIEW_DAYS, seconds=1))

    assert client.get(link).status_code == 404


def test_a_former_address_leads_to_the_present_one(client: Client) -> None:
    post = full_post()
    FormerSlug.objects.create(slug="old-name", post=post)

    response = client.get(reverse("blog:post", args=["old-name"]))

    assert (response.status_code, response["Location"]) == (301, post.get_absolute_url())


@pytest.mark.parametrize(("films", "comments"), [(3, 1), (30, 20)])
def test_the_article_costs_the_same_however_long_it_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, films: int, comments: int
) -> None:
    post = make_post(films=[f"Film {number}" for number in range(films)])
    for _ in range(comments):
        top = make_comment(post, ["Film 2", ["Film 0", "Film 1"]], remarks={"Film 2": "Yes."})
        make_comment(post, ["Film 1"], parent=top)

    with django_assert_num_queries(QUERIES_OF_AN_ARTICLE):
        client.get(post.get_absolute_url())


@pytest.mark.parametrize("number", [2, 12])
def test_the_home_page_costs_the_same_however_many_posts_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_post(films=["Rocky", "Rocky II"])

    with django_assert_num_queries(QUERIES_OF_A_LIST):
        client.get(reverse("blog:home"))


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "9" * 30, "1e3", "٣", "\x00"])
def test_a_page_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    full_post()

    assert client.get(reverse("blog:home"), {"page": number}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\x00",
        "'\"%_\\",
        "(" * 300,
        "é" * 5_000,
        "<script>alert(1)</script>",
        "10" * 40,
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_the_search_takes_whatever_is_typed(client: Client, query: str) -> None:
    full_post()

    response = client.get(reverse("blog:search"), {"q": query})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_the_json_ld_cannot_end_its_script_element(client: Client) -> None:
    title = "</script><script>alert(1)</script> & more"
    post = make_post(title, slug="hostile", films=[make_film("<b>Film</b>")])

    html = client.get(post.get_absolute_url()).content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]

    assert "<script>alert" not in html
    assert not set(data) & set("<>&")
    assert json.loads(data)["headline"] == title


def test_feeds_drop_what_xml_forbids(client: Client) -> None:
    post = full_post(author=make_user(first_name="Bell \x07", last_name="Vertical \x0b"))
    make_comment(post, text="No character: \ufffe")

    for address in (reverse("blog:feed"), reverse("comments:post_feed", args=[post.slug])):
        content = client.get(address).content.decode()

        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", content)
        assert "Bell" in content or "No character" in content


def test_absolute_links_come_from_the_setting_and_never_from_the_request(
    client: Client, settings: object
) -> None:
    settings.SITE_URL = "https://ranked.example"
    post = full_post()
    make_comment(post)
    others = {"X-Forwarded-Host": "evil.example"}

    for name in ("blog:feed", "sitemap", "files:robots", "blog:home"):
        content = client.get(reverse(name), headers=others).content.decode()

        assert "https://ranked.example" in content, name
        assert "evil.example" not in content, name
        assert "http://testserver" not in content, name
    assert (
        "http://testserver"
        not in client.get(reverse("comments:post_feed", args=[post.slug])).content.decode()
    )


def test_an_entry_without_a_place_is_mentioned_and_not_ranked(client: Client) -> None:
    post = full_post()
    make_entry(post, "Creed")

    response = client.get(post.get_absolute_url())

    assert [entry.film.title for entry in response.context["mentioned"]] == ["Creed"]
    assert len(response.context["entries"]) == 3


def test_posts_that_rank_the_same_films_link_to_each_other(client: Client) -> None:
    post = full_post()
    other = make_post("Rocky by fight", films=["Rocky", "Rocky IV"], yardstick="fight")
    make_post("Something else", films=["Rocky", "Alien"])

    related = client.get(post.get_absolute_url()).context["related"]

    assert related == [other]
