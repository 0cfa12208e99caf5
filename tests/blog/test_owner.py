"""What the owner changes from the admin: colours, logo and the words at the foot."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from blog import publishing
from blog.models import Picture, Site
from tests.build import make_picture, make_post, make_user
from tests.forms import sent_by

pytestmark = pytest.mark.django_db
ROW = "/admin/blog/site/1/change/"
SHEET = "/colours/"


@pytest.fixture
def owner(client):
    client.force_login(make_user(role="Editors"))
    return client


def save(client, **typed):
    """Saves the site's form with these changes and looks at what it says."""
    return client.post(ROW, sent_by(client.get(ROW), "site_form") | typed, follow=True)


def upload(size=(600, 120), colour="navy"):
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return SimpleUploadedFile("logo.png", buffer.getvalue(), "image/png")


def warnings(response):
    return [str(message) for message in response.context["messages"] if message.level_tag == "warning"]


def body(client, path="/"):
    return client.get(path).content.decode()


def test_a_page_with_the_built_in_colours_asks_for_no_further_style_sheet(client):
    assert SHEET not in body(client)


def test_a_colour_that_the_owner_saved_is_on_every_page_under_the_hash_of_its_sheet(owner, client):
    save(owner, red="#8A3AB9")

    site = Site.objects.get()
    assert site.red == "#8a3ab9"
    for path in ("/", make_post().get_absolute_url(), "/no/such/page/"):
        assert f'<link rel="stylesheet" href="{SHEET}{site.colours.version}.css">' in body(client, path)


def test_the_sheet_may_be_kept_for_ever_and_sets_no_cookie(client):
    site = Site.objects.create(pk=1, red="#8a3ab9")

    response = client.get(reverse("files:colours", args=[site.colours.version]))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert {"public", "immutable", "max-age=31536000"} == set(response["Cache-Control"].split(", "))
    assert "Set-Cookie" not in response
    assert "--red: light-dark(#8a3ab9," in response.content.decode()


def test_a_former_address_of_the_sheet_leads_to_the_present_one_and_is_not_kept(client):
    Site.objects.create(pk=1, red="#8a3ab9")
    former = reverse("files:colours", args=[Site.objects.get().colours.version])
    Site.objects.update(red="#8a3ab8")

    response = client.get(former)

    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert "Cache-Control" not in response


def test_there_is_no_sheet_while_the_colours_are_the_built_in_ones(client):
    assert client.get(reverse("files:colours", args=["0123456789abcdef"])).status_code == 404


@pytest.mark.parametrize(
    ("field", "colour", "told"),
    [
        ("red", "#e06666", "2.83 to 1 with the tint behind its words"),
        ("blue", "#ffff00", "words need 4.5 to 1"),
        ("red_dark", "#8c0d15", "On dark pages #8c0d15"),
        ("blue_dark", "#174a9f", "The nearest colour that passes is #"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_with_its_figures(owner, field, colour, told):
    response = save(owner, **{field: colour})

    assert told in response.context["adminform"].form.errors[field].as_text()
    assert not Site.objects.exists()


def test_the_colour_that_was_advised_is_taken(owner):
    errors = save(owner, red="#e06666").context["adminform"].form.errors["red"].as_data()

    save(owner, red=errors[0].params["nearest"])

    assert Site.objects.get().red == errors[0].params["nearest"]


@pytest.mark.parametrize("typed", ["crimson", "#12345", "#}a{b:c", "url(x)"])
def test_what_is_no_colour_is_refused(owner, typed):
    response = save(owner, red=typed)

    assert "red" in response.context["adminform"].form.errors
    assert not Site.objects.exists()


def test_no_other_way_brings_a_wrong_colour_into_the_database():
    with pytest.raises(ValidationError):
        Site.objects.create(pk=1, red="#}*{x:")


def test_the_owner_is_warned_of_corners_that_look_alike_to_some(owner):
    response = save(owner, blue="#1a7a1a")

    assert Site.objects.get().blue == "#1a7a1a"
    assert len(warnings(response)) == 2
    assert all("deuteranopia" in warning for warning in warnings(response))


def test_the_owner_is_not_warned_of_corners_that_are_told_apart(owner):
    assert warnings(save(owner, red="#8a3ab9", blue="#0b6e3a")) == []


def test_the_admin_shows_the_colours_with_their_contrast_and_without_inline_style(owner):
    Site.objects.create(pk=1, red="#8a3ab9")

    content = owner.get(ROW).content.decode()

    assert 'fill="#8a3ab9"' in content
    assert 'aria-label="#8a3ab9: 5.' in content
    assert "style=" not in content


@pytest.mark.parametrize("change", [{"red": "#8a3ab9"}, {"footer": "Ring the bell."}, {"name": "Corner"}])
def test_the_article_has_another_tag_once_the_owner_changed_something(owner, client, change):
    address = make_post().get_absolute_url()
    before = client.get(address)["ETag"]

    save(owner, **change)

    assert client.get(address, headers={"If-None-Match": before}).status_code == 200
    assert client.get(address)["ETag"] != before


def test_the_foot_shows_the_owner_s_markdown_and_no_raw_html(owner, client):
    save(owner, footer="Ring *the* bell. <script>alert(1)</script>")

    content = body(client)

    assert "Ring <em>the</em> bell." in content
    assert "<script>alert" not in content


def test_a_logo_is_kept_as_renditions_and_shown_with_its_size(owner, client):
    save(owner, picture=upload(), description="Split Decision")

    content, logo = body(client), Site.objects.get().logo
    assert logo is not None
    assert 'alt="Split Decision" width="600" height="120"' in content
    assert client.get(reverse("files:picture", args=[logo.digest, 160, "avif"])).status_code == 200


def test_a_wide_logo_takes_the_place_of_the_name_and_another_stands_before_it(client):
    site = Site.objects.create(pk=1, name="Corner", logo=make_picture("Corner", width=600, height=120))
    masthead = body(client).partition("</header>")[0].partition('class="brand"')[2]
    assert 'alt="Corner"' in masthead
    assert "Corner</a>" not in masthead

    Site.objects.filter(pk=site.pk).update(logo=make_picture("A glove", width=200, height=200))

    masthead = body(client).partition("</header>")[0].partition('class="brand"')[2]
    assert 'alt="" width="200" height="200"' in masthead
    assert "Corner" in masthead


def test_a_logo_needs_a_description(owner):
    response = save(owner, picture=upload())

    assert "description" in response.context["adminform"].form.errors
    assert not Picture.objects.exists()


def test_a_logo_that_is_taken_away_leaves_no_file(owner, client, django_capture_on_commit_callbacks):
    save(owner, picture=upload(colour="teal"), description="Split Decision")
    digest = Site.objects.get().logo.digest

    with django_capture_on_commit_callbacks(execute=True):
        save(owner, take_away="on", description="")

    assert Site.objects.get().logo is None
    assert not default_storage.exists(f"pictures/{digest}/160.webp")
    assert "<picture" not in body(client)


def test_a_logo_that_is_a_cover_too_is_kept_for_the_post(owner):
    save(owner, picture=upload(), description="Split Decision")
    picture = Site.objects.get().logo
    make_post(cover=picture)

    save(owner, take_away="on", description="")

    assert Picture.objects.filter(pk=picture.pk).exists()


def test_the_site_is_one_query_on_a_page_whatever_the_owner_chose(client, django_assert_num_queries):
    client.get("/about/")
    Site.objects.create(pk=1, red="#8a3ab9", footer="Bell.", logo=make_picture("Corner"))

    with django_assert_num_queries(1):
        client.get("/about/")


def test_a_cover_that_is_the_logo_too_is_kept_for_the_site():
    logo = make_picture("Corner")
    Site.objects.create(pk=1, logo=logo)

    publishing.set_picture(make_post(cover=logo), None)

    assert Site.objects.get().logo == logo
