"""What the author types into the admin, and what is said about it."""

from typing import Any, ClassVar

from django import forms
from django.core.files.storage import default_storage

from blog import corners, pictures, publishing
from blog.fields import LineInput
from blog.models import Film, Picture, Post, Site

DESCRIPTION_LENGTH = 250


class PictureForm(forms.ModelForm):
    """A form whose row may show one picture: upload it, describe it, take it away."""

    picture_of: ClassVar[str]

    picture = pictures.PictureField(required=False)
    description = LineInput(
        max_length=DESCRIPTION_LENGTH,
        required=False,
        help_text="What the picture shows, for those who cannot see it. A picture needs one.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    take_away = forms.BooleanField(required=False, label="Take the picture away")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if present := self.present_picture:
            self.initial.setdefault("description", present.alt)

    @property
    def present_picture(self) -> Picture | None:
        return getattr(self.instance, self.picture_of)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        upload, take_away = values.get("picture"), values.get("take_away")
        if upload and take_away:
            self.add_error("take_away", "Either choose a new picture or take the present one away, not both.")
        stays = upload or (self.present_picture and not take_away)
        if stays and not values.get("description") and "description" not in self.errors:
            self.add_error("description", "Please say what the picture shows, for those who cannot see it.")
        return values

    def save_picture(self) -> None:
        """Store what was chosen; the form's row is saved already."""
        values, present = self.cleaned_data, self.present_picture
        if values["picture"]:
            stored = pictures.store(values["picture"], default_storage)
            publishing.set_picture(self.instance, _row(stored, values["description"]))
        elif values["take_away"]:
            publishing.set_picture(self.instance, None)
        elif present and present.alt != values["description"]:
            present.alt = values["description"]
            present.save(update_fields=["alt"])


class FilmForm(PictureForm):
    picture_of = "poster"

    class Meta:
        model = Film
        fields = ("title", "slug", "year", "motif")


class PostForm(PictureForm):
    picture_of = "cover"

    class Meta:
        model = Post
        fields = ("title", "slug", "status", "published_at")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "status" in values and "published_at" in values:
            values["published_at"] = publishing.publication_time(values["status"], values["published_at"])
        return values


class SiteForm(PictureForm):
    picture_of = "logo"
    schemes: ClassVar = {
        "red": corners.LIGHT,
        "red_dark": corners.DARK,
        "blue": corners.LIGHT,
        "blue_dark": corners.DARK,
    }

    class Meta:
        model = Site
        fields = (
            "name",
            "tagline",
            "about",
            "footer",
            "comments_close_after",
            "red",
            "red_dark",
            "blue",
            "blue_dark",
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name, scheme in self.schemes.items():
            if (colour := values.get(name)) and (found := corners.faint(colour, scheme)):
                self.add_error(name, _too_faint(found))
        return values


def _too_faint(found: corners.Faint) -> forms.ValidationError:
    return forms.ValidationError(
        "On %(scheme)s pages %(colour)s has a contrast of %(contrast)s to 1 with %(ground)s, and words need "
        "%(least)s to 1. The nearest colour that passes is %(nearest)s.",
        code="faint",
        params={
            "scheme": found.scheme.name,
            "colour": found.colour,
            "contrast": found.contrast,
            "ground": found.ground,
            "least": corners.WORDS,
            "nearest": found.nearest,
        },
    )


def _row(stored: pictures.StoredPicture, alt: str) -> Picture:
    return Picture.objects.create(
        digest=stored.digest, width=stored.width, height=stored.height, widths=list(stored.widths), alt=alt
    )
