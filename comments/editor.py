"""The editor of an order: what the form's numbers say, what a button makes of them, what the page shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.http import QueryDict

from blog.models import Entry
from comments import editing, reading
from comments.editing import Order
from comments.models import TEXT_LENGTH

PLACE = "place_"
REMARK = "remark_"
SELECTS = 12  # films; above it a list of all places beside each film would grow with the square

# What is said of a step, on the page and by its script.
SAY = {
    "place": "{film}: place {place} of {count}.",
    "level": "{film}: level at place {place} of {count}.",
    "out": "{film} is out of your order.",
    "first": "{film} is first already.",
    "last": "{film} is last already.",
    "author": "Your order is the author’s now. Change what you see differently.",
    "clear": "Your order is empty again. Undo brings it back.",
    "undo": "Your last step is undone.",
    "nothing": "There is nothing to undo.",
    "read": "Your list is read. Look through the order before you send it.",
    "long": "This list is too long to be read. Please shorten it.",
    "unread": "No film of this post was found in your list.",
}
STEPS: Mapping[str, Callable[[Order, int], Order]] = {
    "add": editing.add,
    "out": editing.out,
    "up": editing.up,
    "down": editing.down,
    "top": editing.top,
    "level": editing.level,
}
# What is said of a step that goes no further.
ENDS = {"up": "first", "top": "first", "level": "first", "down": "last"}
OPENED = {"top", "level", "move"}  # the buttons that stand below a row


@dataclass(frozen=True)
class Done:
    """What a button did: what is said of it, and the button that has the focus now."""

    said: str = ""
    focus: str = ""
    doubtful: Mapping[int, str] = field(default_factory=dict)
    unread: Sequence[str] = ()


@dataclass(frozen=True)
class Row:
    """A film in one of the two lists."""

    entry: Entry
    place: forms.BoundField
    remark: forms.BoundField
    shelf: int  # where it waits to be ranked
    number: str = ""
    joined: bool = False  # level with the film above it
    focus: str = ""
    doubt: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.remark.value() or self.remark.errors or self.focus in OPENED)


class PlaceInput(forms.Field):
    """A place from 1 to the number of films, or none."""

    def __init__(self, most: int, label: str) -> None:
        error = f"Please choose a place from 1 to {most}, or none."
        super().__init__(required=False, label=label, widget=menu(most), error_messages={"invalid": error})
        self.most = most

    def to_python(self, value: Any) -> int | None:
        if not value or not value.strip():
            return None
        if (place := number(value, self.most)) is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return place


def menu(most: int) -> forms.Widget:
    """A menu of all places where they are few, else a field to type a number in."""
    if most > SELECTS:
        return forms.NumberInput({"min": 1, "max": most, "inputmode": "numeric"})
    return forms.Select(choices=[("", "—"), *((str(place), str(place)) for place in range(1, most + 1))])


def number(typed: str, most: int) -> int | None:
    """A number from 1 to `most`, as typed; None for anything else."""
    typed = typed.strip()
    plain = typed.isascii() and typed.isdigit() and len(typed) <= 9
    return int(typed) if plain and 1 <= int(typed) <= most else None


def order_in(sent: QueryDict, entries: Sequence[Entry]) -> Order:
    """The order that the numbers of a form make; films that are level stand as the form had them."""
    offered = {f"{PLACE}{entry.pk}": entry.pk for entry in entries}
    typed = {offered[name]: number(sent.get(name, ""), len(entries)) for name in sent if name in offered}
    return editing.arranged({pk: place for pk, place in typed.items() if place})


def put(sent: QueryDict, order: Order) -> None:
    """Write an order into a form's numbers. What was typed beside a film that has no place stays."""
    for pk, place in editing.places(order).items():
        sent.pop(f"{PLACE}{pk}", None)
        sent[f"{PLACE}{pk}"] = str(place)


def press(button: str, sent: QueryDict, entries: Sequence[Entry]) -> tuple[QueryDict, Done]:
    """What a form says after a button, `up:12` or `clear`, was pressed. One that it has not does nothing."""
    verb, _, film = button.partition(":")
    before = order_in(sent, entries)
    known = {str(entry.pk): entry for entry in entries}
    changed = sent.copy()
    if film in known and (verb in STEPS or verb == "move"):
        after, done = with_film(verb, known[film], changed, entries, before)
    elif verb in WHOLE and not film:
        after, done = WHOLE[verb](changed, entries, before)
    else:
        return changed, Done()
    for pk in [*editing.places(before), *([film] if verb == "out" else [])]:
        changed[f"{PLACE}{pk}"] = ""
    put(changed, after)
    if after != before and verb != "undo":
        changed["undo"] = editing.remember(sent.get("undo", ""), before)
    return changed, done


def with_film(
    verb: str, entry: Entry, sent: QueryDict, entries: Sequence[Entry], order: Order
) -> tuple[Order, Done]:
    """One film gets another place, or none."""
    if verb == "move":
        typed = sent.get(f"{PLACE}{entry.pk}", "")
        place = number(typed, len(entries))
        if typed.strip() and not place:
            return order, Done(focus=f"move:{entry.pk}")  # what is wrong with it is told in its row
        after = editing.move(order, entry.pk, place) if place else order
    else:
        after = STEPS[verb](order, entry.pk)
    end = ENDS.get(verb, "") if after == order else ""
    return after, Done(sentence(entry, after, end), focus(verb, entry, entries, after))


def sentence(entry: Entry, order: Order, end: str = "") -> str:
    """Where a film stands now; or that it stood at that end already."""
    tier = next((tier for tier in order if entry.pk in tier), ())
    place = editing.places(order).get(entry.pk)
    words = "out" if place is None else end or ("level" if len(tier) > 1 else "place")
    return SAY[words].format(film=entry.film, place=place, count=sum(map(len, order)))


def focus(verb: str, entry: Entry, entries: Sequence[Entry], order: Order) -> str:
    """The button that a finger or a key finds next: the same one, while it is there and can do more."""
    placed = editing.places(order)
    pk = entry.pk
    if pk not in placed:
        return f"add:{pk}"
    if verb == "add":
        line = shelf(entries)
        at = line.index(entry)
        following = [one.pk for one in (*line[at:], *line[:at][::-1]) if one.pk not in placed]
        return f"add:{following[0]}" if following else f"up:{pk}"
    if verb == "up" and order[0] == (pk,):
        return f"down:{pk}"
    if verb == "down" and order[-1] == (pk,):
        return f"up:{pk}"
    return f"{verb}:{pk}"


def start_from_author(sent: QueryDict, entries: Sequence[Entry], order: Order) -> tuple[Order, Done]:
    return editing.author(entry.pk for entry in entries), Done(SAY["author"], "author")


def clear(sent: QueryDict, entries: Sequence[Entry], order: Order) -> tuple[Order, Done]:
    for entry in entries:
        sent[f"{PLACE}{entry.pk}"] = ""
    return (), Done(SAY["clear"], "clear")


def undo(sent: QueryDict, entries: Sequence[Entry], order: Order) -> tuple[Order, Done]:
    before, sent["undo"] = editing.recall(sent.get("undo", ""), {entry.pk for entry in entries})
    return (order, Done(SAY["nothing"], "undo")) if before is None else (before, Done(SAY["undo"], "undo"))


def read(sent: QueryDict, entries: Sequence[Entry], order: Order) -> tuple[Order, Done]:
    """Take the order out of a pasted list. Its words go below what was typed, so that none are lost."""
    pasted = sent.get("paste", "").strip()
    if len(pasted) > TEXT_LENGTH:
        return order, Done(SAY["long"], "paste")
    prefetch_related_objects(entries, "film__aliases")
    found = reading.read(pasted, entries)
    if not found.found:
        return order, Done(SAY["unread"], "paste", unread=found.unread)
    for pk, words in found.remarks.items():
        if not sent.get(f"{REMARK}{pk}"):
            sent[f"{REMARK}{pk}"] = words
    sent["text"] = "\n\n".join(filter(None, [sent.get("text", "").rstrip(), pasted]))
    sent["paste"] = ""
    return found.tiers, Done(SAY["read"], "yours", found.doubtful, found.unread)


WHOLE = {"author": start_from_author, "clear": clear, "undo": undo, "read": read}


def shelf(entries: Sequence[Entry]) -> list[Entry]:
    """The films as they wait to be ranked: by year and title, so that the author's order suggests nothing."""
    return sorted(entries, key=lambda entry: (entry.film.year or 9999, entry.film.title, entry.pk))


def lists(form: forms.Form, sent: QueryDict, entries: Sequence[Entry], done: Done) -> dict[str, list[Row]]:
    """The two lists of a form: the reader's order, and the films that are not in it."""
    order = order_in(sent, entries)
    waiting = {entry.pk: at for at, entry in enumerate(shelf(entries))}
    known = {entry.pk: entry for entry in entries}
    tied = {pk for tier in order if len(tier) > 1 for pk in tier}
    joined = {pk for tier in order for pk in tier[1:]}
    verb, _, film = done.focus.partition(":")

    def row(pk: int, number: str = "") -> Row:
        fields = form[f"{PLACE}{pk}"], form[f"{REMARK}{pk}"], waiting[pk]
        pressed = verb if film == str(pk) else ""
        return Row(known[pk], *fields, number, pk in joined, pressed, done.doubtful.get(pk, ""))

    placed = editing.places(order)
    yours = [row(pk, f"{place}=" if pk in tied else str(place)) for pk, place in placed.items()]
    return {"yours": yours, "others": [row(pk) for pk in waiting if pk not in placed]}
