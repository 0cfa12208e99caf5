"""Every public page in every state that it can be in, as HTML by name."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import product
from random import Random

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views import defaults
from PIL import Image

from blog import access, pictures
from blog.context import current_site
from blog.models import Picture, Post, Site
from comments import digest, moderation, subscriptions
from comments.models import Address, Comment
from comments.submission import Submission
from tests.build import make_comment, make_draft, make_entry, make_film, make_post, make_tag, make_user
from tests.comments.sending import SAME_SITE, send

TITLES = ["Rocky IV", "Rocky II", "Rocky III", "Rocky", "Rocky Balboa", "Rocky V"]
ORDERS = [[0, 1, 2, 3, 4, 5], [1, 0, 3, 2], [0, 2, 1, 5, 4, 3], [3, 0, 1], [0, [1, 2], 4], [5, 4, 3, 2, 1, 0]]
PROSE = """Paragraphs with *emphasis*, a [link](https://example.org/) and `code`.

## A heading

- one
- two

> Quoted.

| round | winner |
|---|---|
| 1 | red |
"""
# Words that compress no better than people's: two syllables each, about two hundred.
SYLLABLES = ("ba", "cor", "den", "fi", "gla", "hook", "jab", "ko", "lin", "mat", "nor", "out", "pal", "ring")
WORDS = ["".join(parts) for parts in product(SYLLABLES, repeat=2)]
KEY = "the-key-of-a-receipt"


@dataclass(frozen=True)
class World:
    """A post with everything, and one that nobody has answered."""

    post: Post
    quiet: Post
    draft: Post
    ranked: Comment


def make_poster(number: int, size: tuple[int, int] = (640, 960)) -> Picture:
    """A poster with its files."""
    file = BytesIO()
    Image.new("RGB", size, (20 * number % 256, 90, 160)).save(file, "PNG")
    stored = pictures.store(pictures.read_picture(file), default_storage)
    return Picture.objects.create(
        digest=stored.digest,
        width=stored.width,
        height=stored.height,
        widths=list(stored.widths),
        alt=f"Poster {number}",
    )


def make_article(comments: int = 12) -> Post:
    """A post of six films with posters, and so many comments, half of them rankings; some answer others."""
    films = [make_film(title, year=1976 + at, poster=make_poster(at)) for at, title in enumerate(TITLES)]
    author = make_user("corner", first_name="The", last_name="Corner")
    post = make_post("Ranking the Rocky films by training montage", films=films, author=author,
                     tags=[make_tag()], standfirst="Six films, one flight of steps.",
                     introduction=PROSE, closing_note=PROSE)  # fmt: skip
    post.entries.update(text="It has a barn, a beard and a great deal of snow, and nobody says a word.")
    make_entry(post, "Creed", text="*Nearly.*")
    parent, chance = None, Random(12)
    for number in range(comments):
        order = [titles(tier) for tier in ORDERS[number // 2 % len(ORDERS)]]
        given = order if number % 2 == 0 else None
        remarks = {TITLES[0]: "the barn, the beard, the snow"} if given else {}
        words = " ".join(chance.choices(WORDS, k=12 + 8 * (number % 5)))
        answers = parent if number % 4 == 3 else None
        made = make_comment(post, given, parent=answers, remarks=remarks, text=words)
        parent = made if answers is None else parent
    return post


def titles(tier: int | list[int]) -> str | list[str]:
    return [TITLES[at] for at in tier] if isinstance(tier, list) else TITLES[tier]


def make_world() -> World:
    post = make_article()
    quiet = make_post(
        "By quiet", films=["Rocky", "Rocky II"], published_at=timezone.now() - timedelta(days=3)
    )
    draft = make_draft("Not yet", films=["Rocky", "Rocky V"])
    ranked = post.comments.filter(ranking__isnull=False).first()
    assert ranked is not None
    moderation.submit(post, Submission("Ann", "Held for the moderator.", key=KEY))
    return World(post, quiet, draft, ranked)


def paths(world: World) -> dict[str, str]:
    """What a reader asks for and gets."""
    slug, film = world.post.slug, world.post.entries.ranked()[0].film
    return {
        "home": "/",
        "article": world.post.get_absolute_url(),
        "article without readers": world.quiet.get_absolute_url(),
        "film": film.get_absolute_url(),
        "tag": reverse("blog:tag", args=["boxing"]),
        "search": "/search/?q=rocky",
        "search without a result": "/search/?q=casablanca",
        "search without a question": "/search/",
        "about": "/about/",
        "form": reverse("comments:rank", args=[slug]),
        "receipt": reverse("comments:receipt", args=[KEY]),
        "ranking": reverse("comments:ranking", args=[world.ranked.pk]),
        "crowd": reverse("comments:crowd", args=[slug]),
        "report": reverse("comments:report", args=[world.ranked.pk]),
        "reported": reverse("comments:reported"),
        "crowd of nobody": reverse("comments:crowd", args=[world.quiet.slug]),
        "preview": reverse("blog:preview", args=[access.preview_token(world.draft)]),
        "error 404": "/no/such/page/",
    }


def every_page() -> dict[str, str]:
    """The HTML of every page; what its pictures and styles need is in the database afterwards."""
    client = Client()
    found = {"home without posts": html(client.get("/"))}
    world = make_world()
    found |= {name: html(client.get(path)) for name, path in paths(world).items()}
    found["form with errors"] = html(send(client, world.post, name="", email="nobody"))
    found["form from elsewhere"] = html(send(client, world.post, {"Sec-Fetch-Site": "cross-site"}))
    found["error 400"] = html(client.get("/", headers={"Host": "evil.example"}))
    asked = RequestFactory().get("/")
    found["error 403"] = html(defaults.permission_denied(asked, PermissionError()))
    found["error 500"] = html(defaults.server_error(asked))
    reported = client.post(paths(world)["report"], headers=SAME_SITE)
    found["report without a reason"] = html(reported)
    return found | letters(client, world) | owners(client, world)


def letters(client: Client, world: World) -> dict[str, str]:
    """Where the links of mails lead, before and after each button."""
    address = Address.objects.create(email="ann@example.org", language="en-gb")
    held = world.post.comments.get(status=Comment.Status.PENDING)
    moderator = make_user("second", role="Moderators", email="second@example.org")
    confirm = reverse("comments:mail_confirm", args=[subscriptions.confirm_token(address)])
    stop = reverse("comments:mail_stop", args=[subscriptions.stop_token(address, held.pk)])
    decide = reverse("comments:mail_decide", args=[digest.token(moderator, held, Comment.Status.SPAM)])
    return {
        "mail, whose address": html(client.get(confirm)),
        "mail, not mine": html(client.post(confirm, {"say": "not-mine"})),
        "mail, mine": html(client.post(confirm, {"say": "mine"})),
        "mail, confirmed before": html(client.get(confirm)),
        "mail, stop": html(client.get(stop)),
        "mail, stopped one thread": html(client.post(stop, {"what": "thread"})),
        "mail, stopped all": html(client.post(stop, {"what": "all"})),
        "mail, resumed": html(client.post(stop, {"what": "resume"})),
        "mail, decide": html(client.get(decide)),
        "mail, decided": html(client.post(decide)),
        "mail, link over": html(client.get(decide)),
    }


def owners(client: Client, world: World) -> dict[str, str]:
    """What the owner may change on every page."""
    site = current_site()
    site.red, site.blue, site.footer, site.about = "#8a3ab9", "#0b6e3a", "Ring [the bell](/about/).", PROSE
    site.logo = make_poster(11, (600, 120))
    site.save()
    wide = {
        f"owner's {name}": html(client.get(path))
        for name, path in paths(world).items()
        if name in {"article", "about", "crowd"}
    }
    Site.objects.update(logo=make_poster(12, (200, 200)))
    return wide | {"owner's home": html(client.get("/"))}


def html(response: HttpResponse) -> str:
    return response.content.decode()
