"""What a listener, a keyboard and a search engine need of every page, read from the pages themselves."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from blog import access
from blog.models import Post
from comments.models import Comment
from tests.build import make_comment, make_draft, make_entry, make_film, make_post, make_tag

pytestmark = pytest.mark.django_db
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
CONTROLS = ["input", "select", "textarea"]


class Page(HTMLParser):
    """A page as a list of start tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag in names]

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def full_post() -> Post:
    """A post with everything that an article can show, and another by another yardstick."""
    films = [make_film(title, year=1976 + number) for number, title in enumerate(["A", "B", "C", "D"])]
    post = make_post("Full", films=films, tags=[make_tag()], introduction="Hello.", closing_note="Bye.")
    make_post("Other", films=films, yardstick="final round")
    make_entry(post, "Mentioned", text="In passing.")
    for order in (["A", "B"], ["B", ["A", "C"]], ["D", "A"]):
        comment = make_comment(post, order, remarks={"A": "a remark"})
    answer = make_comment(post, parent=comment)
    make_comment(post, parent=answer)
    return post


def pages(client: Client) -> dict[str, Page]:
    """Every kind of page, by name."""
    post = full_post()
    film, rank = post.entries.first().film, reverse("comments:rank", args=[post.slug])
    comment = Comment.objects.first()
    addresses = {
        "home": reverse("blog:home"),
        "article": post.get_absolute_url(),
        "preview": reverse("blog:preview", args=[access.preview_token(make_draft(films=["A", "B"]))]),
        "film": film.get_absolute_url(),
        "tag": post.tags.first().get_absolute_url(),
        "search": reverse("blog:search"),
        "found": reverse("blog:search") + "?q=full",
        "not found": reverse("blog:search") + "?q=zebra",
        "about": reverse("blog:about"),
        "rank": rank,
        "answer": f"{rank}?answer={comment.pk}",
        "404": "/no-such-page/",
    }
    seen = {name: Page(client.get(address).content.decode()) for name, address in addresses.items()}
    same_site = {"Sec-Fetch-Site": "same-origin"}
    seen["refused"] = Page(client.post(rank, {"email": "x"}, headers=same_site).content.decode())
    seen |= {name: Page(get_template(f"{name}.html").render()) for name in ("400", "500")}
    return seen


def test_every_page_has_one_first_heading_and_skips_no_level(client: Client) -> None:
    for name, page in pages(client).items():
        levels = [HEADINGS.index(tag) + 1 for tag, _ in page.tags if tag in HEADINGS]
        jumps = [after - before for before, after in pairwise(levels)]

        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert max(jumps, default=0) <= 1, name


def test_every_page_has_its_landmarks_language_and_way_to_skip(client: Client) -> None:
    seen = pages(client)
    full = {name: page for name, page in seen.items() if name not in {"400", "500"}}

    for name, page in seen.items():
        assert page.all("html")[0]["lang"] == "en-gb", name
        assert len(page.all("main")) == 1, name
    for name, page in full.items():
        assert page.all("a")[0]["href"] == "#main", name
        assert page.all("nav")[0]["aria-label"] == "Site", name


def test_no_id_stands_twice_and_every_reference_leads_somewhere(client: Client) -> None:
    for name, page in pages(client).items():
        ids = page.values("id")
        references = [*page.values("aria-labelledby"), *page.values("aria-describedby"), *page.values("for")]
        anchors = [href[1:] for href in page.values("href") if href.startswith("#")]

        assert len(ids) == len(set(ids)), name
        assert {part for reference in [*references, *anchors] for part in reference.split()} <= set(ids), name


def test_every_control_has_a_label(client: Client) -> None:
    for name, page in pages(client).items():
        labelled = set(page.values("for"))
        controls = [one for one in page.all(*CONTROLS) if one.get("type") not in {"hidden", "submit"}]

        assert {control["id"] for control in controls} <= labelled, name


def test_every_list_without_bullets_is_still_told_as_a_list(client: Client) -> None:
    for name, page in pages(client).items():
        lists = [one for one in page.all("ol", "ul") if one.get("class") not in {None, "rules"}]

        assert {one.get("role") or one.get("aria-hidden") for one in lists} <= {"list", "true"}, name


def test_the_refused_form_sums_its_errors_up_and_leads_to_each_field(client: Client) -> None:
    page = pages(client)["refused"]
    summary = next(attributes for _, attributes in page.tags if attributes.get("id") == "errors")
    invalid = [control for control in page.all(*CONTROLS) if control.get("aria-invalid") == "true"]

    assert summary["role"] == "alert"
    assert {control["id"] for control in invalid} == {"id_name", "id_email"}
    assert {f"#{control['id']}" for control in invalid} <= set(page.values("href"))
    assert all(f"{control['id']}_error" in control["aria-describedby"] for control in invalid)


def test_every_page_tells_the_feed_and_its_own_address(client: Client) -> None:
    seen = pages(client)

    for name in ("home", "article", "film", "tag", "about"):
        kinds = {link["rel"]: link for link in seen[name].all("link")}
        assert kinds["canonical"]["href"].startswith("http://testserver/"), name
        assert kinds["alternate"]["type"] == "application/atom+xml", name


def test_what_is_for_one_reader_asks_search_engines_to_stay_away(client: Client) -> None:
    seen = pages(client)

    for name in ("preview", "search", "rank", "refused", "404", "500"):
        robots = [meta for meta in seen[name].all("meta") if meta.get("name") == "robots"]
        assert [meta["content"] for meta in robots] == ["noindex"], name


def test_a_draft_is_announced_as_a_preview_and_invites_nobody(client: Client) -> None:
    draft = make_draft(films=["A", "B"])

    html = client.get(reverse("blog:preview", args=[access.preview_token(draft)])).content.decode()

    assert "This post is not published (draft)" in html
    assert "/rank/" not in html
    assert 'id="comments"' not in html
    assert "canonical" not in html


def test_times_are_told_to_machines_too(client: Client) -> None:
    page = pages(client)["article"]

    times = [time["datetime"] for time in page.all("time")]

    assert times
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d", time) for time in times)


def test_a_sample_post_says_so_and_another_does_not(client: Client) -> None:
    sample = make_post(films=["A", "B"], import_ref="sample:one")
    other = make_post(films=["A", "B"])

    assert "remove_sample" in client.get(sample.get_absolute_url()).content.decode()
    assert "remove_sample" not in client.get(other.get_absolute_url()).content.decode()
