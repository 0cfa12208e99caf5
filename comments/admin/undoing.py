"""The button in a message that undoes what was done."""

import uuid

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


def with_undo(text: str, batch: uuid.UUID, to: str = "") -> SafeString:
    """A message with a button. It is no form of its own: it sends the page's, for the token in it."""
    form = "comment_form" if to.rstrip("/").endswith("/change") else "changelist-form"
    return format_html(
        '{} <button type="submit" class="undo" form="{}" formmethod="post" formnovalidate '
        'formaction="{}" accesskey="u">Undo</button>',
        text,
        form,
        reverse("admin:comments_comment_undo", args=[batch]),
    )
