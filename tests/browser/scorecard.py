"""What a reader does with the two lists of the form, and what is stored of it."""

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from comments.models import Pick
from tests.build import make_post

# The author's order; they wait to be ranked by their titles.
FILMS = ["Echo", "Bravo", "Foxtrot", "Alpha", "Delta", "Charlie"]
SHELF = sorted(FILMS)
# Charlie, then two that are level, then Bravo; the stairs are remarked, two films are left out.
WANTED = [("Charlie", 1, ""), ("Alpha", 2, "the stairs"), ("Echo", 2, ""), ("Bravo", 3, "")]


def scorecard() -> Post:
    return make_post("Rocky by montage", films=FILMS)


def address(server: LiveServer, post: Post) -> str:
    return f"{server.url}{post.get_absolute_url()}rank/"


def open_form(page: Page, server: LiveServer, post: Post) -> Page:
    """The form, as soon as its script has taken the lists over."""
    page.goto(address(server, post))
    expect(page.locator("split-order.ready")).to_be_attached()
    return page


def film(page: Page, title: str) -> Locator:
    return page.locator(f".film[data-title='{title}']")


def rank(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_role("button", name=f"Rank {title}", exact=True).click()


def open_row(page: Page, title: str) -> Locator:
    """A film's row with its remark and all that moves it."""
    row = film(page, title)
    if row.locator(".remark[open]").count() == 0:
        row.locator("summary").click()
    return row


def shown(page: Page) -> list[str]:
    """The reader's order as its list shows it: `2= Alpha`."""
    read = "films => films.map(film => `${film.querySelector('.number').textContent} ${film.dataset.title}`)"
    return page.locator(".yours .film").evaluate_all(read)


def left_out(page: Page) -> list[str]:
    return page.locator(".others .film").evaluate_all("films => films.map(film => film.dataset.title)")


def sent_numbers(page: Page) -> dict[str, str]:
    """What the form would send, by title."""
    read = "films => films.map(film => [film.dataset.title, film.querySelector('[name^=place_]').value])"
    return {title: place for title, place in page.locator(".film").evaluate_all(read) if place}


def send(page: Page, name: str = "Ann") -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Send your ranking").click()
    page.wait_for_url("**/receipts/**")


def stored(name: str = "Ann") -> list[tuple[str, int | None, str]]:
    picks = Pick.objects.filter(ranking__comment__name=name).order_by("tier", "entry__film__title")
    return list(picks.values_list("entry__film__title", "tier", "remark"))
