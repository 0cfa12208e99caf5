"""The site and its people in the admin."""

import pytest

from blog.models import Site
from tests.build import make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/site/"
ROW = "/admin/blog/site/1/change/"


@pytest.fixture
def _as_an_editor(client):
    client.force_login(make_user(role="Editors"))


@pytest.mark.usefixtures("_as_an_editor")
def test_the_list_leads_to_the_one_row(client):
    response = client.get(LIST)

    assert (response.status_code, response["Location"]) == (302, ROW)


@pytest.mark.usefixtures("_as_an_editor")
def test_looking_at_the_site_before_it_was_saved_writes_nothing(client):
    response = client.get(ROW)

    assert sent_by(response, "site_form")["name"] == "Split Decision"
    assert not Site.objects.exists()


@pytest.mark.usefixtures("_as_an_editor")
def test_the_first_save_makes_the_row_and_each_moves_the_revision_on(client):
    for name in ("Corner", "Blue corner"):
        client.post(ROW, sent_by(client.get(ROW), "site_form") | {"name": name})

    site = Site.objects.get()
    assert (site.pk, site.name) == (1, "Blue corner")
    assert site.revision == 3


@pytest.mark.usefixtures("_as_an_editor")
@pytest.mark.parametrize("at", ["/admin/blog/site/add/", "/admin/blog/site/1/delete/"])
def test_the_site_is_neither_added_nor_deleted(client, at):
    assert client.get(at).status_code == 403


@pytest.mark.usefixtures("_as_an_editor")
def test_there_is_no_second_site(client):
    assert client.get("/admin/blog/site/2/change/").status_code == 302


@pytest.mark.usefixtures("_as_an_editor")
def test_the_admin_has_the_name_of_the_site(client):
    Site.objects.create(pk=1, name="Blue corner")

    content = client.get("/admin/").content.decode()

    assert '<a href="/admin/">Blue corner</a>' in content
    assert "Django administration" not in content


def test_an_author_may_not_change_the_site(client):
    client.force_login(make_user(role="Authors"))

    assert client.get(ROW).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "revision"), [("first_name", "Ann", 2), ("email", "ann@example.org", 1)]
)
def test_the_posts_of_an_author_move_on_when_their_name_changes(client, field, value, revision):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    post = make_post()
    at = f"/admin/auth/user/{post.author.pk}/change/"

    client.post(at, sent_by(client.get(at), "user_form") | {field: value})

    post.refresh_from_db()
    assert getattr(post.author, field) == value
    assert post.revision == revision
