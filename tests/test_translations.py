"""No word of ours on a page passes by the translators, and Spanish has them all."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils.translation import override, trans_real

from blog import access, search
from blog.context import current_site
from blog.models import Entry, Post, Site
from comments import cards
from comments.access import form_token
from comments.models import Comment
from tests.build import (
    make_comment,
    make_draft,
    make_entry,
    make_film,
    make_post,
    make_scheduled,
    make_tag,
    make_user,
)
from tests.translations import VALUE, messages, speak_pseudo, untranslated

pytestmark = pytest.mark.django_db
# Still to be marked: why a comment waits.
CATALOGUES = sorted(Path(settings.BASE_DIR, "locale").glob("*/LC_MESSAGES/django.po"))
FILMS = ["Αλφα", "Βητα", "Γαμα", "Δελτα", "Εψιλον", "Ζητα"]
GREEK = {"yardstick": "μουσική", "introduction": "Χαίρε.", "closing_note": "Τέλος.", "standfirst": "Εδώ."}
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def post() -> Post:
    """An article with everything that can be shown, its own words in Greek."""
    cache.clear()
    Site.objects.update_or_create(pk=1, defaults={"name": "Γνώμη", "tagline": "Ψήφος.", "about": "Εμείς."})
    author = make_user("συγγραφέας")
    films = [
        make_film(title, slug=f"film-{n}", year=1976 + n, aliases=["Άλλη"]) for n, title in enumerate(FILMS)
    ]
    tag = make_tag("Πυγμαχία")
    tag.slug = "boxing"
    tag.save()
    post = make_post("Πρώτη", slug="full", films=films, author=author, tags=[tag], **GREEK)
    make_post("Δεύτερη", slug="other", films=films, author=author, yardstick="ρυθμός")
    make_entry(post, make_film("Ητα", slug="film-9"), text="Και αυτή.")
    orders = [FILMS, [FILMS[1], FILMS[:1] + FILMS[2:3]], [FILMS[3], FILMS[0]], FILMS[::-1], FILMS[2:]]
    for number, order in enumerate(orders * 2):
        comment = spoken(post, order, remarks={FILMS[number % 6]: "σχόλιο"}, name=f"Όνομα {number}")
    spoken(post, parent=spoken(post, parent=comment))
    gone = spoken(post)
    spoken(post, parent=gone)
    Comment.objects.filter(pk=gone.pk).update(status=Comment.Status.REMOVED)
    Post.objects.filter(pk=post.pk).update(search_text=search.index(post))
    return post


def spoken(post: Post, order: list[str] | None = None, **values: object) -> Comment:
    return make_comment(post, order, **{"name": "Ανδρέας", "text": "Λόγια.", **values})


def pages(client: Client, post: Post, code: str = "es") -> Iterator[tuple[str, str]]:
    """Every kind of page a reader can meet, in one language, by name."""
    others = make_others(post)
    entry = post.entries.ranked()[0]
    with override(code):
        addresses = {**articles(post, others), **lists(entry), **rooms(post, entry)}
        errors = {name: get_template(f"{name}.html").render() for name in ("400", "500")}
    for name, address in addresses.items():
        text = client.get(address).content.decode()
        yield name, unescape(text) if name.startswith("feed") else text
    yield "404", client.get(f"/{code}/no-such-page/").content.decode()
    yield from errors.items()
    rank = addresses["rank"]
    sent = {"name": "Ανδρέας", "text": "Λόγια.", f"place_{entry.pk}": "1", "token": form_token(post)}
    pasted = "1. Αλφα\n2. Βητα\n3. Γαμμα\n4. Ωμεγα"
    posted = {
        "refused": {"email": "x", "paste": pasted, f"place_{entry.pk}": "99", "place_0": "1"},
        "too long": {**sent, "text": "λ" * 99_999, "name": "συγγραφέας", f"remark_{entry.pk}": "λ" * 9_999},
        "twice": {**sent, f"place_{entry.pk}": ["1", "2"], "parent": "x", "token": ""},
        "a step": {"do": f"add:{entry.pk}"},
        "a step that goes no further": {**sent, "do": f"up:{entry.pk}"},
        "a list that was read": {"do": "read", "paste": pasted},
        "a list that was not": {"do": "read", "paste": "Ωμεγα"},
    }
    for name, values in posted.items():
        yield name, client.post(rank, values, headers=SAME_SITE).content.decode()
    yield "from elsewhere", client.post(rank, sent).content.decode()
    closed = addresses["rank, closed"]
    yield "too late", client.post(closed, sent, headers=SAME_SITE).content.decode()
    yield from receipts(client, post, rank, sent, pasted)


def receipts(
    client: Client, post: Post, rank: str, sent: dict[str, str], pasted: str
) -> Iterator[tuple[str, str]]:
    """A reader's own page while it waits, is in, is gone, and asks about what was read."""
    read = {"name": "Ανδρέας", "text": pasted, "token": form_token(post)}
    for name, values in {"receipt": sent, "receipt that asks": read}.items():
        answer = client.post(rank, values, headers=SAME_SITE, follow=True)
        yield name, answer.content.decode()
        address, comment = answer.redirect_chain[-1][0], answer.context["comment"]
        for note, headers in {"elsewhere": {}, "again": SAME_SITE}.items():
            yield f"{name}, {note}", client.post(address, {}, headers=headers).content.decode()
        for status in ("approved", "removed"):
            Comment.objects.filter(pk=comment.pk).update(status=status)
            yield f"{name}, {status}", client.get(address).content.decode()
        yield f"{name}, too late", client.post(address, {}, headers=SAME_SITE).content.decode()


def make_others(post: Post) -> dict[str, Post]:
    """Posts in other states than the full one."""
    common = {"yardstick": "ρυθμός", "author": post.author}
    others = {
        "closed": make_post("Κλειστή", slug="closed", films=FILMS[:2], comments_open=False, **common),
        "empty": make_post("Άδεια", slug="empty", films=FILMS[:3], **common),
        "bare": make_post("Γυμνή", slug="bare", blind=True, **common),
        "blind": make_post("Τυφλή", slug="blind", films=FILMS, blind=True, **common),
        "draft": make_draft("Πρόχειρο", slug="draft", films=FILMS[:2], **common),
        "scheduled": make_scheduled("Αύριο", slug="soon", **common),
    }
    spoken(others["blind"], FILMS)
    return others


def articles(post: Post, others: dict[str, Post]) -> dict[str, str]:
    hidden = {name: others.pop(name) for name in ("draft", "scheduled")}
    return {
        "article": post.get_absolute_url(),
        "article, closest first": f"{post.get_absolute_url()}?sort=closest",
        **{name: other.get_absolute_url() for name, other in others.items()},
        **{name: reverse("blog:preview", args=[access.preview_token(it)]) for name, it in hidden.items()},
    }


def lists(entry: Entry) -> dict[str, str]:
    search = reverse("blog:search")
    return {
        "home": reverse("blog:home"),
        "film": entry.film.get_absolute_url(),
        "tag": entry.post.tags.first().get_absolute_url(),
        "search": search,
        "found": f"{search}?q=Πρώτη",
        "not found": f"{search}?q=ζέβρα",
        "too short": f"{search}?q=!",
        "about": reverse("blog:about"),
        "feed": reverse("blog:feed"),
    }


def rooms(post: Post, entry: Entry) -> dict[str, str]:
    """The readers' pages."""
    comment = Comment.objects.exclude(ranking=None).first()
    rank = reverse("comments:rank", args=[post.slug])
    crowd = reverse("comments:crowd", args=[post.slug])
    return {
        "rank": rank,
        "answer": f"{rank}?answer={comment.pk}",
        "rank, closed": reverse("comments:rank", args=["closed"]),
        "crowd": crowd,
        "crowd, one film twice": f"{crowd}?a={entry.pk}&b={entry.pk}",
        "crowd, none": reverse("comments:crowd", args=["empty"]),
        "crowd, no films": reverse("comments:crowd", args=["bare"]),
        "crowd, blind": reverse("comments:crowd", args=["blind"]),
        "ranking": reverse("comments:ranking", args=[comment.pk]),
        "feed of comments": reverse("comments:post_feed", args=[post.slug]),
    }


def test_no_words_of_a_page_pass_by_the_translators(client: Client, post: Post, monkeypatch) -> None:
    speak_pseudo(monkeypatch)

    missed = {name: untranslated(html) for name, html in pages(client, post)}

    assert not {name: words for name, words in missed.items() if words}


# What Django itself says, in an error that no page of ours shows.
UNSEEN = {"No %s matches the given query."}


class Missing:
    """A catalogue that remembers what it did not have."""

    def __init__(self, real: object) -> None:
        self.real, self.asked = real, set()

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    def gettext(self, message: str) -> str:
        if message not in self.real._catalog:
            self.asked.add(message)
        return self.real.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        if (singular, self.real.plural(number)) not in self.real._catalog:
            self.asked.add(singular)
        return self.real.ngettext(singular, plural, number)


@contextmanager
def watched(monkeypatch, code: str) -> Iterator[Missing]:
    catalogue = Missing(trans_real.translation(code))
    monkeypatch.setitem(trans_real._translations, code, catalogue)
    yield catalogue


def test_spanish_has_every_word_of_every_page(client: Client, post: Post, monkeypatch) -> None:
    with watched(monkeypatch, "es") as catalogue:
        for _ in pages(client, post):
            pass

    assert not catalogue.asked - UNSEEN


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_says_everything_for_certain(path: Path) -> None:
    found = list(messages(path))

    assert found
    assert not [message.original for message in found if message.is_fuzzy or not all(message.said)]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_keeps_the_values_of_a_message(path: Path) -> None:
    wrong = [
        message
        for message in messages(path)
        if any(set(VALUE.findall(said)) - message.values for said in message.said)
    ]

    assert not wrong


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_compiled_catalogue_is_that_of_its_text(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    said = {message.original: message.said for message in messages(path)}

    assert {key if isinstance(key, str) else key[0] for key in compiled} == {"", *said}
    assert all(
        (text == said[key][0]) if isinstance(key, str) else (text == said[key[0]][key[1]])
        for key, text in compiled.items()
        if key
    )


@pytest.mark.parametrize("name", ["bars", "heat", "slopes", "strip"])
def test_a_chart_with_words_is_drawn_from_the_left_whichever_way_its_page_is_read(name: str) -> None:
    assert 'direction="ltr"' in Path(settings.BASE_DIR, f"templates/charts/{name}.svg").read_text()


def test_words_of_the_author_and_of_readers_are_marked_where_the_page_speaks_another_language(
    client: Client, post: Post
) -> None:
    bare = client.get(post.get_absolute_url()).content.decode()
    with override("es"):
        html = client.get(post.get_absolute_url()).content.decode()

    assert 'lang="en-GB"' not in bare
    for words in ("<h1", '<p class="lead"', '<div class="opening prose"', '<div class="closing prose"'):
        assert f'{words} lang="en-GB">' in html
    assert '<div class="prose" dir="auto" lang="en-GB"><p>Λόγια.' in html
    assert '<span class="remark" lang="en-GB">σχόλιο' in html


def test_a_card_is_drawn_in_the_language_of_its_address(post: Post) -> None:
    with override("es"):
        card = cards.of_post(post, current_site())

    assert (card.kicker, card.blue.name) == ("Ordenadas por μουσική", "El público")
    assert card.words.startswith("El público está con συγγραφέας en ")
