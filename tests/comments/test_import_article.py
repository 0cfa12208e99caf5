"""An article file becomes a post with films, entries and readers' comments, once."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from blog.models import Entry, Film, Post
from comments import reading
from comments.models import Comment
from tests.blog.article_text import LANTERN
from tests.build import make_film, make_user
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(LANTERN, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _author() -> None:
    make_user("admin", is_superuser=True)


def run(file: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_article", file, stdout=out, **options)
    return out.getvalue()


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Post, Film, Entry, Comment)}


def test_every_line_of_the_file_is_kept(file: Path) -> None:
    run(file)

    post = Post.objects.get()
    entries = list(post.entries.select_related("film"))
    kept = [post.title, post.introduction, *(comment.text for comment in post.comments.all())]
    kept += [part for entry in entries for part in (entry.film.title, entry.text)]
    stored = "\n".join(kept).replace("\\", "")
    for line in LANTERN.splitlines():
        words = line.strip().lstrip("*0123456789.) ").split("(1")[0].strip()
        assert words in stored


def test_the_entries_stand_as_in_the_file_and_the_aside_is_mentioned(file: Path) -> None:
    run(file)

    entries = Entry.objects.with_films()
    assert [entry.position for entry in entries if entry.position] == list(
        range(1, 1 + len(entries.ranked()))
    )
    assert entries.filter(position=None).exists()


def test_a_second_run_changes_nothing(file: Path) -> None:
    run(file, publish=True)
    before = rows()
    revision = Post.objects.get().revision

    said = run(file, publish=True)

    assert rows() == before
    assert Post.objects.get().revision == revision
    assert said.startswith("0 posts, 0 films, 0 entries, 0 comments")


def test_a_dry_run_counts_and_writes_nothing(file: Path) -> None:
    said = run(file, dry_run=True)

    assert "nothing was written" in said
    assert "1 posts" in said
    assert rows() == {"Post": 0, "Film": 0, "Entry": 0, "Comment": 0}


def test_an_imported_post_is_a_draft_unless_it_is_published(file: Path, client: Client) -> None:
    run(file)
    post = Post.objects.get()
    draft = client.get(post.get_absolute_url()).status_code
    Post.objects.all().delete()

    run(file, publish=True)

    assert draft == 404
    assert client.get(Post.objects.get().get_absolute_url()).status_code == 200


def test_the_readers_orderings_count(file: Path) -> None:
    run(file, publish=True)

    post = Post.objects.get()
    assert post.tally.readers == Comment.objects.filter(ranking__isnull=False).count() > 0
    assert agrees_with_recount(post)


def picks(comment: Comment) -> list[tuple[str, int | None, str]]:
    rows = comment.ranking.picks.select_related("entry__film")
    return [(pick.entry.film.title, pick.tier, pick.remark) for pick in rows]


def test_the_lists_in_the_readers_words_are_their_rankings_with_remarks(file: Path) -> None:
    said = run(file, publish=True)

    first, second, third = Comment.objects.order_by("created_at")
    assert "3 comments with 2 rankings made" in said
    assert picks(first) == [
        ("Lantern IV", 1, "of course"),
        ("Lantern II", 2, "when the flour came down.. I clapped"),
        ("Lantern Keeper", 3, "was lovely"),
        ("Lantern", 4, ""),
        ("Lantern III", 5, ""),
        ("Lantern V", 6, "a cold shower"),
    ]
    assert picks(second) == [("Lantern IV", 1, ""), ("Lantern II", 2, ""), ("Lantern III", 3, "")]
    assert not hasattr(third, "ranking")


@pytest.mark.parametrize(
    "words",
    [
        "Mine:\n\n    1. Lantern IV\n    2. Lantern II\n    3. Moon Rising\n    4. Lantern",  # not understood
        "1. Lantern IV\n    2. Lantern Keepr\n    3. Lantern II",  # a name in doubt
        "Lantern III, Lantern II, Lantern IV",  # hardly a ranking
    ],
)
def test_what_is_in_doubt_waits_for_a_moderator(tmp_path: Path, words: str) -> None:
    path = tmp_path / "doubt.txt"
    path.write_text(f"{LANTERN}\n  4. Hello.\n\n    {words}\n", encoding="utf-8")

    said = run(path, publish=True)

    fourth = Comment.objects.latest("created_at")
    post = Post.objects.get()
    assert "4 comments with 2 rankings made" in said
    assert not hasattr(fourth, "ranking")
    assert reading.read(fourth.text, reading.entries_of([post.pk])[post.pk]).found


def test_a_film_is_read_by_the_other_names_that_it_has_here(file: Path) -> None:
    make_film("Lantern Keeper", aliases=["Lantern VI"])
    file.write_text(LANTERN.replace("    Lantern Keeper – was", "    Lantern VI – was"), encoding="utf-8")

    run(file)

    assert ("Lantern Keeper", 3, "was lovely") in picks(Comment.objects.order_by("created_at")[0])


def test_a_film_that_is_here_is_not_made_again(file: Path) -> None:
    run(file)
    films = {film.title for film in Film.objects.all()}
    Post.objects.all().delete()
    kept, *_ = sorted(films)
    Film.objects.exclude(title=kept).delete()

    run(file)

    assert Film.objects.filter(title=kept).count() == 1
    assert {film.title for film in Film.objects.all()} == films


def test_a_film_is_known_by_its_other_name(file: Path) -> None:
    run(file)
    title = Entry.objects.ranked().first().film.title
    Post.objects.all().delete()
    Film.objects.all().delete()
    film = make_film("Under another title", aliases=[title])

    run(file)

    assert Entry.objects.get(position=1).film == film


def test_a_file_that_is_no_such_article_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text("A title\n\n1. Alpha\n\nWords.\n\n3. Gamma\n\nWords.\n")

    with pytest.raises(CommandError, match=r"Line 7 \(“3\. Gamma”\)"):
        run(path)

    assert rows() == {"Post": 0, "Film": 0, "Entry": 0, "Comment": 0}


@pytest.mark.parametrize(
    ("content", "why"), [(b"\xff\xfe\x00", "not UTF-8"), (b"x" * 2_000_001, "larger than")]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=why):
        run(path)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "nothing.txt")


def test_an_author_who_does_not_exist_is_named(file: Path) -> None:
    with pytest.raises(CommandError, match="no user 'nobody'"):
        run(file, author="nobody")
