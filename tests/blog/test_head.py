"""What the head of a page tells machines: other sites, search engines, phones."""

import gzip
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from blog import access
from blog.models import Post, Site
from tests.build import make_comment, make_draft, make_film, make_post, make_user
from tests.config.addresses import World, every_address, furnish

pytestmark = pytest.mark.django_db
SHARED = {
    "blog:home": ("website", "Split Decision"),
    "blog:about": ("website", "About"),
    "blog:search": ("website", "Search"),
    "blog:post": ("article", "Rocky by montage"),
    "blog:film": ("website", "Rocky (1976)"),
    "blog:tag": ("website", "Boxing"),
    "comments:rank": ("website", "Rocky by montage"),
    "comments:crowd": ("website", "The crowd: Rocky by montage"),
    "comments:ranking": ("article", "Ann & Bo ranks back: Rocky by montage"),
}
HOSTILE = "</script><b>&\"'"


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode().partition("</head>")[0]


def metas(head: str, what: str = "property") -> dict[str, str]:
    return dict(re.findall(rf'<meta(?: name="\w+")? ?{what}="([^"]+)" content="([^"]*)"', head))


def linked(head: str) -> dict[str, dict[str, Any]]:
    """The linked data of a page, by its type."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
    return {data["@type"]: data for data in map(json.loads, scripts)}


def links(head: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="([^"]+)" href="([^"]*)"', head))


def drawn(address: str) -> Image.Image:
    """An icon of ours."""
    return Image.open(BytesIO(Path(finders.find(address.removeprefix("/static/"))).read_bytes()))


def world() -> World:
    found = furnish()
    found.comment.name = "Ann & Bo"
    found.comment.save()
    return found


@pytest.mark.parametrize("name", SHARED)
def test_a_page_says_what_it_is_and_shows_a_picture_that_is_there(client: Client, name: str) -> None:
    address = every_address(world())[name]
    head = read(client, address)
    found = metas(head)
    kind, title = SHARED[name]

    picture = client.get(found["og:image"])
    size = tuple(map(str, Image.open(BytesIO(picture.content)).size))

    assert (found["og:type"], found["og:title"]) == (kind, title.replace("&", "&amp;"))
    assert found["og:url"] == links(head)["canonical"] == f"http://testserver{address}"
    assert (found["og:image:width"], found["og:image:height"]) == size
    assert picture["Content-Type"] == found["og:image:type"] == "image/png"
    assert picture["Cache-Control"] == "public, max-age=86400"  # so the address names this very picture
    assert found["og:description"]
    assert found["og:image:alt"]
    assert metas(head, "name")["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("name", ["comments:receipt", "blog:preview"])
def test_a_page_for_few_is_not_dressed_for_many(client: Client, name: str) -> None:
    head = read(client, every_address(furnish())[name])

    assert "og:image" not in head
    assert "og:url" not in head
    assert "ld+json" not in head


def test_a_page_that_is_not_there_shows_no_picture(client: Client) -> None:
    assert "og:image" not in read(client, "/no/such/page/")


@pytest.mark.parametrize("name", SHARED)
def test_every_page_leads_to_the_feed_the_manifest_and_the_icons(client: Client, name: str) -> None:
    head = read(client, every_address(world())[name])
    found = links(head)

    assert f'<link rel="alternate" href="{reverse("blog:feed")}" type="application/atom+xml"' in head
    assert found["manifest"] == reverse("manifest")
    for icon in ("icon", "apple-touch-icon"):
        assert finders.find(found[icon].removeprefix("/static/"))
    assert re.findall(
        r'name="theme-color" content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"', head
    ) == [
        ("#faf8f4", "light"),
        ("#131210", "dark"),
    ]


def test_the_manifest_has_the_owners_name_and_icons_of_the_size_it_says(client: Client) -> None:
    Site.objects.update_or_create(pk=1, defaults={"name": "Ours", "tagline": "Our films."})

    response = client.get(reverse("manifest"))
    found = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert client.get(reverse("manifest"), headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert (found["name"], found["description"], found["start_url"]) == ("Ours", "Our films.", "/")
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}
    for icon in found["icons"]:
        assert "{}x{}".format(*drawn(icon["src"]).size) == icon["sizes"]


def test_an_icon_that_is_cut_to_a_shape_has_no_holes() -> None:
    for name in ("icon-mask", "icon-180"):
        assert "A" not in drawn(f"/static/img/{name}.png").convert().getbands()


def test_a_post_is_linked_data_with_its_picture_and_its_films_in_their_places(client: Client) -> None:
    post = make_post("Fights", films=[make_film("Rocky", year=1976), "Alien"], standfirst="Words.")
    head = read(client, post.get_absolute_url())

    found = linked(head)["BlogPosting"]
    films = found["about"]["itemListElement"]

    assert found["headline"] == "Fights"
    assert found["image"] == metas(head)["og:image"]
    assert [(item["position"], item["item"]["name"]) for item in films] == [(1, "Rocky"), (2, "Alien")]
    assert films[0]["item"]["dateCreated"] == "1976"


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("blog:post", ["Split Decision", "Rocky by montage"]),
        ("blog:film", ["Split Decision", "Rocky (1976)"]),
        ("blog:tag", ["Split Decision", "Boxing"]),
        ("comments:crowd", ["Split Decision", "Rocky by montage", "The crowd"]),
        ("comments:ranking", ["Split Decision", "Rocky by montage", "Ann & Bo"]),
    ],
)
def test_a_page_says_the_way_to_it(client: Client, name: str, steps: list[str]) -> None:
    trail = linked(read(client, every_address(world())[name]))["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in trail] == steps
    assert [step["position"] for step in trail] == list(range(1, len(steps) + 1))
    for step in trail:
        assert client.get(step.get("item", "/")).status_code == 200


def test_the_front_page_alone_says_whose_site_it_is(client: Client) -> None:
    for _ in range(11):
        make_post()

    assert linked(read(client, "/"))["WebSite"]["name"] == "Split Decision"
    assert "WebSite" not in linked(read(client, "/?page=2"))


@pytest.mark.parametrize(("blind", "places"), [(False, [1, 2, 2]), (True, None)])
def test_a_readers_order_is_linked_data_where_nothing_keeps_it_covered(
    client: Client, blind: bool, places: list[int] | None
) -> None:
    post = make_post("Fights", films=["Rocky", "Alien", "Aliens"], blind=blind)
    comment = make_comment(post, ["Alien", ["Rocky", "Aliens"]], name="Ann", text="So there.")

    found = linked(read(client, reverse("comments:ranking", args=[comment.pk])))["Comment"]
    order = found.get("about")

    assert (found["author"]["name"], found["text"]) == ("Ann", "So there.")
    assert found["parentItem"]["url"] == f"http://testserver{post.get_absolute_url()}"
    assert (order and [item["position"] for item in order["itemListElement"]]) == places


def test_whatever_people_are_called_stays_inside_its_quotes_and_its_script(client: Client) -> None:
    Site.objects.update_or_create(pk=1, defaults={"name": HOSTILE, "tagline": HOSTILE})
    author = make_user(first_name=HOSTILE)
    film = make_film(HOSTILE)
    post = make_post(HOSTILE, slug="hostile", films=[film, "B"], author=author, standfirst=HOSTILE)
    comment = make_comment(post, [HOSTILE, "B"], name=HOSTILE, text=HOSTILE)
    addresses = ["/", post.get_absolute_url(), film.get_absolute_url()]
    addresses += [reverse("comments:crowd", args=["hostile"]), reverse("comments:ranking", args=[comment.pk])]

    for address in addresses:
        head = read(client, address)

        assert "<b>" not in head
        assert metas(head)["og:site_name"] == "&lt;/script&gt;&lt;b&gt;&amp;&quot;&#x27;"
        assert linked(head)


def test_a_picture_is_named_by_the_site_and_never_by_the_request(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://ranked.example"
    post = make_post(films=["A", "B"])

    head = read(client, post.get_absolute_url())

    assert metas(head)["og:image"].startswith("https://ranked.example/posts/")
    assert "testserver" not in head


def test_the_preview_of_a_draft_leads_to_no_card(client: Client) -> None:
    draft = make_draft("Secret", films=["A", "B"])

    assert "card.png" not in read(client, reverse("blog:preview", args=[access.preview_token(draft)]))


def test_an_article_with_fifty_comments_is_small(client: Client) -> None:
    films = [make_film(f"The long road of champion number {at}", year=1970 + at) for at in range(6)]
    post = make_post("Ranking the champions", films=films, standfirst="Six roads. " * 10)
    for number in range(50):
        order = [films[(number * step) % 6 or at].title for at, step in enumerate((1, 5))]
        make_comment(post, dict.fromkeys(order), name=f"Reader {number}", text=f"{number}: {words(number)}")

    page = client.get(Post.objects.get().get_absolute_url()).content

    assert page.count(b'<article class="comment"') == 50
    assert len(gzip.compress(page, 6)) <= 20 * 1024


def words(number: int) -> str:
    """Sixty words that are not the same twice."""
    return " ".join(f"w{(number * 7919 + at * 104729) % 9973}" for at in range(60))
