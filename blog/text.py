"""What people type, before it is stored: one canonical form, and a clear word about what cannot be stored.

Nothing is dropped silently: a character that could deceive a reader or break a file is refused and named.
"""

import re
import unicodedata

from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError

# C0 and C1 controls and the halves of surrogate pairs. Tab and line feed are text, but not in a single line.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
CONTROL_IN_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Embeddings, overrides and isolates: they can turn the rest of a page around.
BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Characters that take no room, so that two names that look the same could differ.
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
MARKS_PER_LETTER = 2


def line(value: str) -> str:
    """A single line of text in its canonical form; raises ValidationError where it cannot be stored."""
    value = _canonical(value, CONTROL_IN_LINE)
    return " ".join(value.split())


def name(value: str) -> str:
    """A person's name: a line without invisible characters and without towers of marks."""
    value = line(value)
    if found := INVISIBLE.search(value):
        raise ValidationError(
            "This has an invisible character in it (%(code)s). Please type it without.",
            code="invisible",
            params={"code": _code(found[0])},
        )
    if _most_marks(value) > MARKS_PER_LETTER:
        raise ValidationError(
            "This has too many accents on one letter. Please use two at most.", code="marks"
        )
    return value


def prose(value: str) -> str:
    """Text of many lines in its canonical form; raises ValidationError where it cannot be stored."""
    value = _canonical(value.replace("\r\n", "\n").replace("\r", "\n"), CONTROL)
    return value.strip("\n")


def skeleton(value: str) -> str:
    """What a name looks like: names with the same skeleton can be taken for each other (after UTS #39)."""
    decomposed = unicodedata.normalize("NFKD", value)
    letters = (_prototype(letter) for letter in decomposed if not unicodedata.combining(letter))
    folded = "".join(letters).casefold()
    return "".join(_prototype(letter) for letter in folded if letter.isalnum())


def _canonical(value: str, forbidden: re.Pattern[str]) -> str:
    # Surrogates first: nothing else can handle them.
    if found := forbidden.search(value) or BIDI.search(value):
        raise ValidationError(
            "This has a control character in it (%(code)s) that cannot be shown. Please take it out.",
            code="control",
            params={"code": _code(found[0])},
        )
    return unicodedata.normalize("NFC", value)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _most_marks(value: str) -> int:
    most = run = 0
    for character in unicodedata.normalize("NFD", value):
        run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        most = max(most, run)
    return most


def _prototype(letter: str) -> str:
    """The one character that stands for all that look like this one; plain ASCII where there is one."""
    if letter.isascii():
        return {"0": "o", "1": "l", "I": "l", "i": "l", "5": "s"}.get(letter, letter)
    alike = [entry["c"] for entry in confusables.confusables_data.get(letter, ())]
    plain = sorted(character for character in alike if character.isascii() and character.isalnum())
    return _prototype(plain[0]) if plain else min([letter, *alike])
