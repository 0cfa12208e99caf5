"""The arrows of docs/design.md, held; and the checks themselves, on small trees that break one rule each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import layers

ROOT = Path(__file__).resolve().parent.parent
HOUSE = layers.modules(ROOT)
CHECKS = [
    layers.wrong_packages,
    layers.wrong_layers,
    layers.not_plain,
    layers.cycles,
    layers.hidden_imports,
    layers.signals,
    layers.settings_at_import,
]
Check = Callable[[dict[str, layers.Module]], Iterator[str]]

BROKEN = [
    (
        layers.wrong_packages,
        "blog/views.py",
        "from comments.models import Comment",
        "blog may not import comments",
    ),
    (layers.wrong_packages, "blog/views.py", "import comments.crowd", "blog may not import comments"),
    (layers.wrong_packages, "comments/views.py", "from config import urls", "comments may not import config"),
    (layers.wrong_packages, "config/urls.py", "import ranking.tally", "config may not import ranking"),
    (
        layers.wrong_packages,
        "ranking/tally.py",
        "from blog.models import Post",
        "ranking may not import blog",
    ),
    (layers.wrong_packages, "ranking/tally.py", "import numpy", "standard library only"),
    (layers.wrong_packages, "ranking/tally.py", "from django.db import models", "standard library only"),
    (layers.wrong_layers, "blog/models.py", "from blog.access import film", "may not look up to blog.access"),
    (layers.wrong_layers, "blog/models.py", "from blog import access", "may not look up to blog.access"),
    (layers.wrong_layers, "blog/models.py", "from . import access", "may not look up to blog.access"),
    (layers.wrong_layers, "comments/moderation.py", "from comments.views import rank", "may not look up"),
    (layers.wrong_layers, "comments/crowd.py", "from comments.forms import RankForm", "may not look up"),
    (layers.wrong_layers, "comments/rules.py", "from comments.admin import approve", "may not look up"),
    (layers.wrong_layers, "comments/admin.py", "import comments.urls", "may not look up"),
    (layers.wrong_layers, "blog/services.py", "", "has no layer yet"),
    (layers.not_plain, "blog/cards.py", "from django.conf import settings", "plain Python"),
    (layers.not_plain, "blog/importers/article.py", "import nh3", "plain Python"),
    (layers.hidden_imports, "blog/views.py", "def page():\n    import json", "inside a function"),
    (
        layers.hidden_imports,
        "blog/views.py",
        "class A:\n    async def b(self):\n        from x import y",
        "inside a function",
    ),
    (layers.hidden_imports, "blog/views.py", "apps.get_model('comments', 'Comment')", "get_model hides"),
    (layers.hidden_imports, "blog/views.py", "import_module('comments.crowd')", "import_module hides"),
    (layers.signals, "blog/apps.py", "from django.db.models.signals import post_save", "signals"),
    (layers.signals, "blog/apps.py", "from django.dispatch import receiver", "signals"),
    (layers.signals, "blog/apps.py", "from django.core import signals", "signals"),
    (layers.signals, "blog/apps.py", "post_save.connect(index)", "signals"),
    (
        layers.signals,
        "blog/models.py",
        "class Post(Base):\n    def save(self): ...",
        "Post.save is overridden",
    ),
    (
        layers.signals,
        "blog/views.py",
        "class Post(models.Model):\n    def delete(self): ...",
        "Post.delete is overridden",
    ),
    (layers.settings_at_import, "blog/views.py", "ADDRESS = settings.SITE_URL", "read at import"),
    (layers.settings_at_import, "blog/views.py", "class A:\n    url = settings.SITE_URL", "read at import"),
    (layers.settings_at_import, "blog/views.py", "def a(url=settings.SITE_URL): ...", "read at import"),
    (layers.settings_at_import, "blog/views.py", "A = getattr(settings, 'SITE_URL')", "read at import"),
    (
        layers.settings_at_import,
        "blog/views.py",
        "from config.settings import SITE_URL",
        "come from django.conf",
    ),
    (layers.settings_at_import, "blog/views.py", "def a():\n    return os.environ['A']", "in config/ alone"),
]


def house(root: Path, files: dict[str, str]) -> dict[str, layers.Module]:
    """A tree with these files, and one more to look up to."""
    for name, text in {"blog/access.py": "", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return layers.modules(root)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps_the_rule(check: Check) -> None:
    assert list(check(HOUSE)) == []


def test_no_file_and_no_function_is_over_its_budget() -> None:
    assert list(layers.too_long(ROOT)) == []


def test_the_checks_read_the_whole_house() -> None:
    assert {
        "blog.models",
        "blog.admin",
        "comments.moderation",
        "config.settings",
        "ranking.tally",
    } <= HOUSE.keys()
    assert len(HOUSE) > 60


@pytest.mark.parametrize(("check", "file", "text", "complaint"), BROKEN)
def test_a_broken_rule_is_found_and_named(
    tmp_path: Path, check: Check, file: str, text: str, complaint: str
) -> None:
    tree = house(tmp_path, {file: text})

    found = list(check(tree))

    assert len(found) == 1
    assert found[0].startswith(f"{file}:")
    assert complaint in found[0]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("blog/views.py", "from ranking.tally import Tally\nfrom blog.models import Post"),
        ("comments/crowd.py", "from blog.models import Post\nfrom ranking.tally import Tally"),
        ("comments/views.py", "def rank():\n    return settings.SITE_URL"),
        (
            "blog/models.py",
            "author = ForeignKey(settings.AUTH_USER_MODEL)\nclass Q(QuerySet):\n    def touch(self): ...",
        ),
        ("blog/admin/entries.py", "class EntrySet(BaseInlineFormSet):\n    def save(self): ..."),
        ("ranking/tally.py", "import math\nfrom ranking.ordering import Ordering"),
        ("config/env.py", "import os\nVALUES = os.environ"),
        ("blog/migrations/0001_initial.py", "from comments.models import Comment"),
    ],
)
def test_what_is_allowed_is_not_complained_of(tmp_path: Path, file: str, text: str) -> None:
    tree = house(tmp_path, {file: text})

    assert [complaint for check in CHECKS for complaint in check(tree)] == []


def test_a_circle_is_found_however_long(tmp_path: Path) -> None:
    files = {"a": "from blog import text", "b": "from blog.markup import plain", "c": "import blog.fields"}
    tree = house(
        tmp_path, dict(zip(("blog/fields.py", "blog/text.py", "blog/markup.py"), files.values(), strict=True))
    )

    found = list(layers.cycles(tree))

    assert len(found) == 1
    assert "blog.fields -> blog.text -> blog.markup -> blog.fields" in found[0]


@pytest.mark.parametrize(
    ("file", "line", "most"),
    [
        ("blog/views.py", "A = 1", 350),
        ("tests/test_views.py", "A = 1", 300),
        ("templates/blog/post.html", "<p>", 120),
        ("static/css/base.css", "p {}", 300),
    ],
)
def test_a_file_over_its_budget_is_found(tmp_path: Path, file: str, line: str, most: int) -> None:
    house(tmp_path, {file: f"{line}\n" * most})
    within = list(layers.too_long(tmp_path))
    house(tmp_path, {file: f"{line}\n" * (most + 1)})
    over = list(layers.too_long(tmp_path))

    assert within == []
    assert over == [f"{file}:{most + 1} the file may have {most} lines"]


@pytest.mark.parametrize(("file", "most"), [("blog/search.py", 40), ("blog/views.py", 25)])
def test_a_function_over_its_budget_is_found(tmp_path: Path, file: str, most: int) -> None:
    short, long = "    a = 1\n" * (most - 1), "    a = 1\n" * most
    house(tmp_path, {file: f"def short():\n{short}def long():\n{long}"})

    found = list(layers.too_long(tmp_path))

    assert found == [f"{file}:{most + 1} long has {most + 1} lines and may have {most}"]
