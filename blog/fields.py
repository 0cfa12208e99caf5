"""Model fields for what people type: the database only ever holds the canonical form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.functional import Promise, cached_property

from blog import colours, text


class CanonicalField:
    """Cleans what is stored, by whatever way it comes; a look-up may be made of anything."""

    def get_prep_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Promise) else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self.to_python(value), connection)  # type: ignore[misc, attr-defined]


class LineField(CanonicalField, models.CharField):
    """One line: normalised, without control characters."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return text.line(value) if isinstance(value, str) else value


class NameField(LineField):
    """A name: a line without invisible characters and towers of marks."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return text.name(value) if isinstance(value, str) else value


class ProseField(CanonicalField, models.TextField):
    """Text of many lines: normalised, without control characters, no longer than `max_length`."""

    def __init__(self, verbose_name: str | None = None, *, max_length: int = 100_000, **kwargs: Any) -> None:
        super().__init__(verbose_name, max_length=max_length, **kwargs)

    @cached_property
    def validators(self) -> list[Any]:
        # A TextField gives its length to its form's field only; here the model holds it too.
        return [*super().validators, MaxLengthValidator(self.max_length)]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return text.prose(value) if isinstance(value, str) else value


class ColourField(CanonicalField, models.CharField):
    """A colour as "#b4121c", or none; whatever else comes is refused."""

    def __init__(self, verbose_name: str | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **{"max_length": 7, "blank": True, "default": "", **kwargs})

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return _colour(value) if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ColourInput, **kwargs})


class TypedInput(forms.CharField):
    """Takes all that is typed: a browser's own limit would cut a pasted text without a word."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class LineInput(TypedInput):
    """A form field that gives a canonical line."""

    def to_python(self, value: Any) -> str:
        return text.line(super().to_python(value) or "")


class ColourInput(TypedInput):
    """A form field that gives a colour, or nothing."""

    def to_python(self, value: Any) -> str:
        return _colour(super().to_python(value) or "")


class NameInput(TypedInput):
    """A form field that gives a canonical name."""

    def to_python(self, value: Any) -> str:
        return text.name(super().to_python(value) or "")


class ProseInput(TypedInput):
    """A form field that gives canonical text of many lines, `max_lines` at most."""

    widget = forms.Textarea
    default_error_messages = {"lines": "This has more than %(most)d lines. Please put some of them together."}

    def __init__(self, *, max_lines: int = 400, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_lines = max_lines

    def to_python(self, value: Any) -> str:
        return text.prose(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value.count("\n") >= self.max_lines:
            message = self.error_messages["lines"]
            raise forms.ValidationError(message, code="lines", params={"most": self.max_lines})


def _colour(typed: str) -> str:
    try:
        return colours.parse(typed) if typed else ""
    except ValueError as error:
        message = "Please write the colour as # and six digits or letters from a to f, as in #b4121c."
        raise ValidationError(message, code="colour") from error
