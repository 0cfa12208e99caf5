"""The form in which a reader comments and ranks. It binds the fields that it declares and nothing else."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit, TemplateNameMixin
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from blog import text
from blog.fields import LineInput, NameInput, ProseInput
from blog.models import Entry, Post
from comments import access, editor, sentences, submission
from comments.editor import PLACE, REMARK, SELECTS, Done, PlaceInput
from comments.models import NAME_LENGTH, REMARK_LENGTH, TEXT_LENGTH, Comment, Ranking

EXPIRED = gettext_lazy(
    "This page was open for more than a day, so the form was renewed. "
    "Everything you typed is still here: please send it again."
)
NO_ADDRESS = gettext_lazy("This does not look like an e-mail address. Please check it, or leave it empty.")
NO_SUCH_PARENT = gettext_lazy(
    "The comment that you answer is no longer here. Everything you typed is kept: "
    "send it again, and it stands as a comment of its own."
)
UNREAD = gettext_lazy("This list is not in your order yet. Press “Read it” first, or empty the field.")
TOO_LONG = gettext_lazy(
    "This is %(show_value)s characters long; please keep it to %(limit_value)s. "
    "Nothing is lost: shorten it here."
)
TAKEN = gettext_lazy("This name belongs to somebody who writes here. Please choose another.")
EMPTY = gettext_lazy("This comment is empty: write something, or give at least one film a place.")
NO_SUCH_FILM = gettext_lazy("This ranks a film that is not in this post. Please choose from the list below.")


class RankForm(forms.Form):
    """A comment, and for each film that the author ranks a place and a remark.

    With `done` it shows an order that is still being made: what is missing is not asked for yet.
    """

    name = NameInput(
        max_length=NAME_LENGTH,
        label=gettext_lazy("Your name"),
        error_messages={"required": gettext_lazy("Please give a name, any name.")},
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Never shown. It lets the moderator know you again."),
        error_messages={"invalid": NO_ADDRESS, "max_length": NO_ADDRESS},
    )
    notify = forms.BooleanField(required=False, label=gettext_lazy("E-mail me when somebody answers"))
    text = ProseInput(required=False, max_length=TEXT_LENGTH, label=gettext_lazy("Your comment"))
    rest = forms.ChoiceField(
        choices=Ranking.Rest,
        initial=Ranking.Rest.UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
        label=gettext_lazy("The films you gave no place"),
    )
    website = forms.CharField(
        required=False,
        label=gettext_lazy("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    parent = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        post: Post,
        entries: list[Entry],
        answer: str = "",
        done: Done | None = None,
    ) -> None:
        initial = {"token": access.form_token(post), "parent": answer}
        super().__init__(data, initial=initial)
        self.sent = data if data is not None else QueryDict()
        self.post = post
        self.entries = entries
        self.done = done
        self.answering: Comment | None = None
        self.key = ""
        self.age: float | None = None  # in seconds
        for entry in entries:
            self.fields[f"{PLACE}{entry.pk}"] = place_field(entry, len(entries))
            self.fields[f"{REMARK}{entry.pk}"] = remark_field(entry)
        if entries:
            self.fields["paste"] = ProseInput(required=False, label=gettext("Your list, one film a line"))
            self.fields["undo"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields["text"].error_messages["max_length"] = TOO_LONG
        if not settings.MAILS:
            del self.fields["notify"]
        self.helper = helper(entries)
        self.helper.form_show_errors = done is None
        if done and done.focus == "paste":
            self.fields["paste"].widget.attrs["autofocus"] = True

    def add_error(self, field: str | None, error: Any) -> None:
        """While the order is made, only a place is told that cannot be one."""
        if self.done is None or (field or "").startswith(PLACE):
            super().add_error(field, error)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if self.done is None and belongs_to_staff(name):
            raise forms.ValidationError(TAKEN)
        return name

    def clean_token(self) -> str:
        try:
            self.key = access.form_key(self.cleaned_data["token"], self.post)
            self.age = access.form_age(self.cleaned_data["token"])
        except access.Expired:
            self.put("token", access.form_token(self.post))
            self.add_error(None, EXPIRED)
        return self.key

    def clean_parent(self) -> str:
        try:
            self.answering = access.answered(self.cleaned_data["parent"], self.post)
        except Http404:
            if self.done:
                return ""  # told when it is sent
            self.put("parent", "")
            self.add_error(None, NO_SUCH_PARENT)
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check_films()
        if cleaned.get("notify") and cleaned.get("email") == "":
            self.add_error("email", gettext("Please say where to, or take the tick below away."))
        if cleaned.get("paste"):
            self.add_error("paste", UNREAD)
        if not self.errors and not cleaned.get("text") and self.ballot() is None:
            self.add_error(None, EMPTY)
        return cleaned

    def check_films(self) -> None:
        """Refuse what no page of ours would send: a film twice, and a film of another post."""
        for name in self.sent:
            if name.startswith((PLACE, REMARK)) and name not in self.fields:
                self.add_error(None, NO_SUCH_FILM)
                break
        for entry in self.entries:
            if len(self.sent.getlist(f"{PLACE}{entry.pk}")) > 1:
                told = gettext("%(film)s was given two places. Please choose one.")
                self.add_error(f"{PLACE}{entry.pk}", told % {"film": entry.film.title})

    def ballot(self) -> submission.Ballot | None:
        """What was ranked and remarked; None where nothing was."""
        given = {entry.pk: self.cleaned_data.get(f"{PLACE}{entry.pk}") for entry in self.entries}
        places = {pk: int(place) for pk, place in given.items() if place}
        remarks = {entry.pk: self.cleaned_data.get(f"{REMARK}{entry.pk}") or "" for entry in self.entries}
        rest = self.cleaned_data.get("rest") or submission.UNKNOWN
        return submission.ballot(places, remarks, rest, [entry.pk for entry in self.entries])

    def submission(self) -> submission.Submission:
        """The comment as plain values; the form must be valid."""
        values = self.cleaned_data
        return submission.Submission(
            values["name"],
            values["text"],
            values["email"],
            self.ballot(),
            self.key,
            values.get("notify", False),
        )

    @property
    def trapped(self) -> bool:
        """Whether something is in the field that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def put(self, name: str, value: str) -> None:
        """Change what the form will be shown with."""
        changed = self.sent.copy()
        changed[name] = value
        self.sent = self.data = changed


def place_field(entry: Entry, most: int) -> PlaceInput:
    return PlaceInput(most, label=gettext("Place of %(film)s") % {"film": entry.film})


def remark_field(entry: Entry) -> LineInput:
    label = gettext("Remark on %(film)s") % {"film": entry.film}
    return LineInput(required=False, max_length=REMARK_LENGTH, label=label)


def belongs_to_staff(name: str) -> bool:
    """Whether a name could be taken for that of somebody who writes or moderates here."""
    looks = text.skeleton(name)
    staff = get_user_model().objects.filter(is_staff=True, is_active=True)
    names = {part for user in staff for part in (user.get_username(), user.get_full_name(), user.first_name)}
    return bool(looks) and looks in {text.skeleton(taken) for taken in names if taken}


class Editor(TemplateNameMixin):
    """The reader's order and the films that are not in it; what leaving those out means; and the author's
    order, beside which a script tells how far the reader's agrees with it."""

    template = "comments/_editor.html"

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        done = form.done or Done()
        lists = editor.lists(form, form.sent, self.entries, done)
        form.rendered_fields.update(name for name in form.fields if name.startswith((PLACE, REMARK)))
        form.rendered_fields.update(["rest", "paste"])
        context = {
            **lists,
            "form": form,
            "post": form.post,
            "entries": self.entries,
            "done": done,
            "say": editor.SAY,
            "filter": len(self.entries) >= SELECTS,
            "agreement": sentences.same_order_by_films(len(self.entries)),
        }
        return render_to_string(self.get_template_name(template_pack), context)


class Trap(TemplateNameMixin):
    """A field that people do not see, and that robots fill in."""

    template = "comments/_trap.html"

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        form.rendered_fields.add("website")
        return render_to_string(self.get_template_name(template_pack), {"field": form["website"]})


def helper(entries: list[Entry]) -> FormHelper:
    """How the form is laid out: the films first, for that is what a reader came for."""
    helper = FormHelper()
    helper.form_id = "rank"
    helper.disable_csrf = True  # no cookie here: the view checks where the form was sent from
    helper.attrs = {"novalidate": ""}  # our own messages, the same with and without a script
    helper.layout = Layout(
        *([Editor(entries), "undo"] if entries else []),
        Field("text", rows=6),
        Field("name", autocomplete="name"),
        Field("email", autocomplete="email"),
        *(["notify"] if settings.MAILS else []),
        Trap(),
        "token",
        "parent",
        Submit("send", gettext("Send your ranking") if entries else gettext("Send your comment")),
    )
    return helper
