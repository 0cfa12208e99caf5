from io import BytesIO

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from blog import pictures
from blog.pictures import PictureField, read_picture
from tests.blog import hostile
from tests.blog.hostile import photo, saved

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>'


def near(one, other, within=12):
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def refusal(file, **options):
    with pytest.raises(ValidationError) as caught:
        read_picture(file, **options)
    return caught.value


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_of_each_accepted_kind_is_read(kind):
    picture = read_picture(saved(photo(), kind))

    assert (picture.mode, picture.size, picture.info) == ("RGB", (200, 100), {})
    assert near(picture.getpixel((50, 50)), RED)
    assert near(picture.getpixel((150, 50)), BLUE)


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("empty", BytesIO()),
        ("too_large", BytesIO(b"\xff\xd8\xff" + bytes(pictures.MAX_BYTES))),
        ("not_a_picture", BytesIO(SVG)),
        ("not_a_picture", BytesIO(b"Not a picture, whatever I am called.")),
        ("not_a_picture", saved(photo(), "GIF")),
        ("not_a_picture", saved(photo(), "BMP")),
        ("not_a_picture", saved(photo(), "TIFF")),
        ("not_a_picture", saved(photo(), "ICO")),
        ("too_many_pixels", hostile.png(30_000, 30_000, b"")),
        ("too_many_pixels", hostile.png(13_000, 13_000, bytes(1626 * 13_000))),
        ("too_many_pixels", hostile.png(7_000, 6_000, b"")),
        ("too_small", saved(photo(200, 63), "PNG")),
        ("animated", hostile.moving("PNG")),
        ("animated", hostile.moving("WEBP")),
        ("animated", hostile.moving("AVIF")),
        ("broken", BytesIO(saved(photo(800, 800), "JPEG").getvalue()[:-2000])),
        ("broken", BytesIO(saved(photo(800, 800), "PNG").getvalue()[:-800])),
        ("broken", BytesIO(saved(photo(800, 800), "WEBP").getvalue()[:-100])),
        ("broken", BytesIO(saved(photo(800, 800), "AVIF").getvalue()[:-100])),
        ("broken", hostile.png(200, 200, b"too short")),
        ("broken", hostile.png(200, 200, bytes(5200), shattered=True)),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_own_word(code, file):
    error = refusal(file, name="poster.jpg")

    assert error.code == code
    assert error.messages == [pictures.REFUSALS[code] % error.params]
    assert error.messages[0].startswith("“poster.jpg” ")


def test_a_file_without_a_name_is_called_this_file():
    assert refusal(BytesIO()).messages == ["This file is empty: no picture arrived. Please choose it again."]


def test_the_limits_can_be_given():
    assert refusal(saved(photo(), "PNG"), max_bytes=50).code == "too_large"
    assert refusal(saved(photo(), "PNG"), max_pixels=19_999).code == "too_many_pixels"


def test_a_file_that_somebody_has_read_already_is_read_again():
    file = saved(photo(), "PNG")
    file.read()

    assert read_picture(file).size == (200, 100)


def test_a_picture_is_turned_the_right_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = read_picture(saved(photo(), "JPEG", exif=exif))

    assert picture.size == (100, 200)
    assert near(picture.getpixel((50, 50)), RED)


# Pillow only warns of them.
@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_unreadable_metadata_do_not_spoil_a_picture():
    file = saved(photo(), "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff\x01")

    assert read_picture(file).size == (200, 100)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_are_taken_from_the_profile(mode):
    file = saved(photo(mode=mode), "PNG", icc_profile=hostile.profile(swapped=True))

    assert near(read_picture(file).getpixel((50, 50)), GREEN)


@pytest.mark.parametrize("profile", [b"not a profile", hostile.profile()])
def test_a_profile_that_does_not_fit_changes_nothing(profile):
    picture = read_picture(saved(photo(mode="CMYK"), "JPEG", icc_profile=profile))

    assert near(picture.getpixel((50, 50)), RED)


def test_what_is_transparent_becomes_white():
    image = photo(mode="RGBA")
    image.putpixel((50, 50), (0, 0, 0, 0))

    assert read_picture(saved(image, "PNG")).getpixel((50, 50)) == WHITE


@pytest.mark.parametrize("mode", ["P", "L", "LA", "1"])
def test_pictures_of_few_colours_are_read(mode):
    assert read_picture(saved(photo(mode=mode), "PNG")).size == (200, 100)


def test_sixteen_bits_of_grey_become_eight():
    image = Image.new("I;16", (64, 64), 0x8000)

    assert read_picture(saved(image, "PNG")).getpixel((5, 5)) == (128, 128, 128)


def test_the_second_view_in_a_telephones_picture_is_left_out():
    file = saved(photo(), "MPO", save_all=True, append_images=[photo().rotate(180)])

    assert near(read_picture(file).getpixel((50, 50)), RED)


def test_a_large_picture_is_kept_no_larger_than_needed():
    assert read_picture(saved(photo(4000, 6000), "JPEG")).size == (1707, 2560)


class Upload(forms.Form):
    picture = PictureField(required=False)
    caption = forms.CharField()


def test_the_field_gives_the_picture():
    upload = SimpleUploadedFile("poster.png", saved(photo(), "PNG").getvalue())

    form = Upload({"caption": "Words"}, {"picture": upload})

    assert form.is_valid()
    assert form.cleaned_data["picture"].size == (200, 100)


def test_the_field_may_stay_empty():
    form = Upload({"caption": "Words"})

    assert form.is_valid()
    assert form.cleaned_data["picture"] is None


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (SVG, "not_a_picture")])
def test_the_field_refuses_beside_itself_and_keeps_what_was_typed(data, code):
    form = Upload({"caption": "Words"}, {"picture": SimpleUploadedFile("poster.jpg", data)})

    assert [error.code for error in form.errors.as_data()["picture"]] == [code]
    assert form.errors["picture"][0].startswith("“poster.jpg” ")
    assert form["caption"].value() == "Words"


def test_the_field_asks_the_browser_for_pictures_only():
    assert 'accept="image/jpeg,image/png,image/webp,image/avif"' in str(Upload()["picture"])
