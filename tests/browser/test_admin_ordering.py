"""Ordering a post's films in the admin: by dragging, with the arrows, by number."""

import pytest
from django.conf import settings
from playwright.sync_api import CDPSession, Locator, Page, expect

from blog.models import Post
from tests.build import make_entry, make_film, make_post, make_user

pytestmark = pytest.mark.django_db(transaction=True)
FILMS = ["Rocky", "Rocky II", "Rocky III", "Rocky IV"]


@pytest.fixture
def post() -> Post:
    post = make_post("Fights", films=FILMS)
    make_entry(post, "Creed")
    return post


@pytest.fixture
def form(live_server, page: Page, client, post: Post) -> Page:
    """The form of the post, opened by an editor."""
    client.force_login(make_user(role="Editors"))
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    return page


def order(post: Post) -> list[tuple[str, int | None]]:
    return [(entry.film.title, entry.position) for entry in post.entries.with_films()]


def listed(page: Page) -> list[str]:
    """The list above the forms, with the line between ranked and mentioned films."""
    expect(page.locator(".entry-order-film").first).to_be_visible()  # the script has made it
    names = page.locator(".entry-order-film, .entry-order-divider").all_inner_texts()
    return ["---" if name == "Mentioned, not ranked" else name for name in names]


def numbers(page: Page) -> list[str]:
    return [page.locator(f"#id_entries-{number}-position").input_value() for number in range(5)]


def handle(page: Page, film: str) -> Locator:
    film_button = page.get_by_role("button", name=f"Go to the text about {film}", exact=True)
    return page.locator(".entry-order-item", has=film_button).locator(".entry-order-handle")


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def drag(page: Page, film: str, onto: Locator) -> None:
    handle(page, film).scroll_into_view_if_needed()
    start, end = middle(handle(page, film)), middle(onto)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0], (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(start[0], end[1], steps=4)


def test_a_film_is_dragged_to_the_top_and_stays_there(form, post):
    drag(form, "Rocky IV", onto=handle(form, "Rocky"))
    form.mouse.move(middle(handle(form, "Rocky"))[0], middle(form.locator(".entry-order-list"))[1] - 500)
    form.mouse.up()
    save(form)

    assert order(post) == [("Rocky IV", 1), ("Rocky", 2), ("Rocky II", 3), ("Rocky III", 4), ("Creed", None)]
    assert listed(form) == ["Rocky IV", "Rocky", "Rocky II", "Rocky III", "---", "Creed"]


def test_a_film_that_is_dropped_below_the_line_is_only_mentioned(form, post):
    drag(form, "Rocky II", onto=handle(form, "Creed"))
    form.mouse.up()
    save(form)

    assert order(post)[:3] == [("Rocky", 1), ("Rocky III", 2), ("Rocky IV", 3)]
    assert dict(order(post))["Rocky II"] is None


def test_escape_puts_a_dragged_film_back(form):
    drag(form, "Rocky", onto=handle(form, "Rocky III"))
    expect(form.locator(".entry-order-item").first).not_to_contain_text("Rocky IV")
    form.keyboard.press("Escape")
    form.mouse.up()

    assert listed(form) == [*FILMS, "---", "Creed"]
    assert numbers(form) == ["1", "2", "3", "4", ""]


def test_the_arrows_work_from_the_keyboard_and_keep_the_focus(form, post):
    form.get_by_role("button", name="Move Rocky III up").focus()
    form.keyboard.press("Enter")
    form.keyboard.press("Enter")

    expect(form.get_by_role("button", name="Move Rocky III up")).to_be_focused()
    expect(form.get_by_role("status")).to_have_text("Rocky III: position 1 of 4.")
    save(form)
    assert order(post)[:3] == [("Rocky III", 1), ("Rocky", 2), ("Rocky II", 3)]


def test_the_last_film_moves_no_further_down(form):
    form.get_by_role("button", name="Move Creed down").press("Enter")

    assert listed(form) == [*FILMS, "---", "Creed"]


def test_a_number_that_is_typed_moves_the_film_in_the_list(form):
    form.locator("#id_entries-0-position").fill("9")

    assert listed(form) == ["Rocky II", "Rocky III", "Rocky IV", "Rocky", "---", "Creed"]


def test_a_film_that_is_added_is_ranked_last_and_can_be_moved_at_once(form, post):
    make_film("Rocky Balboa")
    form.locator("#entries-5 .select2-selection").click()
    form.locator(".select2-dropdown .select2-search__field").fill("balboa")
    form.locator(".select2-results__option", has_text="Rocky Balboa").click()

    expect(form.locator("#id_entries-5-position")).to_have_value("5")
    form.get_by_role("button", name="Move Rocky Balboa up").click()
    save(form)
    assert order(post)[3:5] == [("Rocky Balboa", 4), ("Rocky IV", 5)]


def test_a_row_that_is_added_and_removed_again_leaves_the_rest_in_order(form, post):
    form.get_by_role("button", name="Add another Entry").click()
    form.locator("#entries-6 .inline-deletelink").click()
    form.get_by_role("button", name="Move Rocky IV up").click()
    save(form)

    assert order(post)[2:4] == [("Rocky IV", 3), ("Rocky III", 4)]


def test_a_film_that_will_be_deleted_leaves_the_list(form, post):
    form.locator("#id_entries-0-DELETE").check()

    assert listed(form) == [*FILMS[1:], "---", "Creed"]
    save(form)
    assert order(post)[0] == ("Rocky II", 1)


def test_a_name_in_the_list_leads_to_its_text(form):
    form.get_by_role("button", name="Go to the text about Rocky IV").click()

    expect(form.locator("#id_entries-3-text")).to_be_focused()
    expect(form.locator("#id_entries-3-text")).to_be_in_viewport()


class TestOnAPhone:
    @pytest.fixture
    def context_options(self):
        return {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

    def test_a_finger_drags_a_film(self, form, post):
        handle(form, "Rocky II").scroll_into_view_if_needed()
        (x, start), (_, end) = middle(handle(form, "Rocky II")), middle(handle(form, "Rocky"))
        finger = form.context.new_cdp_session(form)

        touch(finger, "touchStart", x, start)
        for step in range(1, 6):
            touch(finger, "touchMove", x, start + (end - 15 - start) * step / 5)
        touch(finger, "touchEnd")

        assert listed(form)[:2] == ["Rocky II", "Rocky"]
        save(form)
        assert order(post)[:2] == [("Rocky II", 1), ("Rocky", 2)]

    def test_nothing_is_wider_than_the_screen(self, form):
        assert form.evaluate("document.documentElement.scrollWidth") <= 360


def touch(finger: CDPSession, kind: str, *at: float) -> None:
    points = [{"x": at[0], "y": at[1]}] if at else []
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


class TestWithoutJavaScript:
    @pytest.fixture
    def context_options(self):
        return {"java_script_enabled": False}

    def test_the_numbers_alone_change_the_order(self, form, post):
        form.locator("#id_entries-0-position").fill("4")
        form.locator("#id_entries-3-position").fill("1")
        save(form)

        assert order(post)[:4] == [("Rocky IV", 1), ("Rocky II", 2), ("Rocky III", 3), ("Rocky", 4)]
