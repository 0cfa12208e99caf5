"""What the mails' templates need."""

from django import template

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Somebody else's words, marked at the beginning of each line, so that none of them look like ours."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
