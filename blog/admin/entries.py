"""The entries within a post's form: films in an order that always holds together."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.text import get_text_list

from blog import publishing
from blog.models import Entry, Film, Post

LAST_POSITION = 32_767
HELD = (
    "%(film)s cannot be deleted: readers have ranked it or said something about it. "
    "To take it out of the order, leave its position empty: it is then mentioned, not ranked."
)
FILM_STAYS = "The film stays, because readers may have ranked it. For another film add another entry."


class FilmTitle(forms.TextInput):
    """The film of an entry that exists: shown, not chosen."""

    def __init__(self, film: Film) -> None:
        super().__init__(attrs={"class": "vTextField"})
        self.film = film

    def format_value(self, value: Any) -> str:
        return str(self.film)


class EntryForm(forms.ModelForm):
    position = forms.IntegerField(
        min_value=1,
        max_value=LAST_POSITION,
        required=False,
        help_text="1 is best. Empty means: mentioned, not ranked.",
        error_messages={"min_value": "Positions begin at 1.", "max_value": "This position is too large."},
        widget=forms.NumberInput(attrs={"class": "vIntegerField"}),
    )

    class Meta:
        model = Entry
        fields = ("film", "position", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "film" in self.fields:
            film = self.fields["film"]
            film.disabled = True
            film.help_text = FILM_STAYS
            film.widget = FilmTitle(self.instance.film)

    def validate_constraints(self) -> None:
        """Left to the set: one entry alone would be compared with others that move in the same save."""

    def validate_unique(self) -> None:
        """Left to the set, as above."""


class EntryFormSet(forms.BaseInlineFormSet):
    """All entries of a post. It refuses a film twice and a position twice, and closes gaps in the order."""

    instance: Post
    closed_gaps = False

    def clean(self) -> None:
        # Instead of Django's checks, which say only that something is there twice, and not where.
        dropped = [form for form in self.forms if form.cleaned_data.get(DELETION_FIELD_NAME)]
        kept = [form for form in self.forms if form not in dropped]
        _refuse_held(dropped)
        _refuse_positions(kept)
        self._refuse_films(kept)

    def _refuse_films(self, rows: Sequence[forms.ModelForm]) -> None:
        films = Counter(form.cleaned_data.get("film") for form in rows)
        films.update(entry.film for entry in self._unseen())
        for form in rows:
            film = form.cleaned_data.get("film")
            if film and films[film] > 1:
                form.add_error("film", "This film is in the post already: each film has one entry.")

    def _unseen(self) -> list[Entry]:
        """Entries that came into the post while this form was open elsewhere."""
        seen = {form.instance.pk for form in self.initial_forms}
        return [entry for entry in self.get_queryset() if entry.pk not in seen]

    def save(self, commit: bool = True) -> list[Entry]:
        """Save the entries and bring them into the order that was typed, from 1 on without a gap."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        typed = {form: form.cleaned_data.get("position") for form in kept}
        for form in kept:
            # The place that the entry has now; it moves below, together with the others.
            form.instance.position = form.initial.get("position") if form.instance.pk else None
        saved = super().save(commit)
        placed = [(position, False, form.instance.pk) for form, position in typed.items() if position]
        placed += [(entry.position, True, entry.pk) for entry in self._unseen() if entry.position]
        self.closed_gaps = any(at != place for place, (at, *_) in enumerate(sorted(placed), start=1))
        publishing.arrange(self.instance, [pk for *_, pk in sorted(placed)])
        return saved


def _refuse_positions(rows: Sequence[forms.ModelForm]) -> None:
    positions = {form: form.cleaned_data.get("position") for form in rows}
    for form, position in positions.items():
        others = [other for other in rows if position and other is not form and positions[other] == position]
        if others:
            films = get_text_list(
                [str(other.cleaned_data.get("film", "another film")) for other in others], "and"
            )
            form.add_error("position", f"This is also the position of {films}.")


def _refuse_held(dropped: Sequence[forms.ModelForm]) -> None:
    held = [form for form in dropped if form.instance.pk and publishing.is_held(form.instance)]
    errors = [ValidationError(HELD, code="held", params={"film": form.instance.film}) for form in held]
    for form, error in zip(held, errors, strict=True):
        form.add_error(None, error)
    if errors:
        raise ValidationError(errors)


class EntryInline(admin.StackedInline):
    model = Entry
    form = EntryForm
    formset = EntryFormSet
    fields = ("film", "position", "text")
    autocomplete_fields = ("film",)

    class Media:
        js = ("js/entry-order.js",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        return super().get_queryset(request).select_related("film")

    def get_extra(self, request: HttpRequest, obj: Post | None = None, **kwargs: Any) -> int:
        return 1 if obj and obj.pk else 3
