"""The command that reads the rankings in the words of a post's comments."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from blog.models import Post
from comments import acceptance
from comments.models import Comment, PostTally, Ranking
from tests.build import make_comment, make_post
from tests.tallies import agrees_with_recount

pytestmark = pytest.mark.django_db
SURE = "My order, best first:\n1. Rocky IV - snow\n2. Rocky II\n3. Rocky"
WEAK = "4, 1, 2"


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=["Rocky", "Rocky II", "Rocky IV"])


def run(slug: str = "rocky", **options: Any) -> str:
    out = StringIO()
    call_command("read_orderings", slug, stdout=out, **options)
    return out.getvalue()


def test_what_was_read_with_confidence_is_accepted_and_counts(post: Post) -> None:
    sure, held = make_comment(post, text=SURE), make_comment(post, text=SURE, status="pending")
    weak, none = make_comment(post, text=WEAK), make_comment(post, text="What a film!")

    said = run()

    assert f"{sure.pk}: Rocky IV > Rocky II > Rocky (0.9" in said
    assert f"{weak.pk}: Rocky IV > Rocky > Rocky II (0." in said
    assert f"{none.pk}: no ranking was read." in said
    assert said.endswith(
        "2 rankings accepted, read with a confidence of 0.8 or more; "
        "1 below that are left for a moderator; 1 comments without one.\n"
    )
    assert set(Comment.objects.filter(ranking__isnull=False)) == {sure, held}
    assert Comment.objects.get(pk=held.pk).status == "pending"
    assert PostTally.objects.get().readers == 1
    assert agrees_with_recount(post)


def test_a_lower_confidence_may_be_asked_for(post: Post) -> None:
    make_comment(post, text=WEAK)

    run(above=0.1)

    assert Ranking.objects.count() == 1


def test_a_second_run_changes_nothing(post: Post) -> None:
    make_comment(post, text=SURE)
    run()
    revision = Post.objects.get().revision

    said = run()

    assert said.startswith("0 rankings accepted")
    assert Post.objects.get().revision == revision


def test_a_dry_run_tells_all_and_writes_nothing(post: Post) -> None:
    make_comment(post, text=SURE)

    said = run(dry_run=True)

    assert "Rocky IV > Rocky II > Rocky" in said
    assert "nothing was written. It would be: 1 rankings accepted" in said
    assert not Ranking.objects.exists()


@pytest.mark.parametrize("status", ["spam", "removed"])
def test_what_was_taken_out_and_other_posts_are_left_alone(post: Post, status: str) -> None:
    make_comment(post, text=SURE, status=status)
    make_comment(make_post(films=["Rocky", "Rocky II", "Rocky IV"]), text=SURE)

    run()

    assert not Ranking.objects.exists()


def test_doubts_and_what_was_not_understood_are_told(post: Post) -> None:
    make_comment(post, text="Mine:\n1. Rocky IV\n2. Rokcy II\n3. Rocky\n4. Rambo")

    said = run()

    assert "in doubt: " in said
    assert "not understood: " in said


def test_comments_are_read_in_chunks_and_none_is_left_out(
    post: Post, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(acceptance, "CHUNK", 2)
    for number in range(5):
        make_comment(post, text=SURE if number % 2 else "What a film!")

    chunks = list(acceptance.read_all(Comment.objects.all()))
    with django_assert_max_num_queries(8):
        run(dry_run=True, above=0)
    run()

    assert [len(chunk) for chunk in chunks] == [2, 2, 1]
    assert Ranking.objects.count() == 2


def test_a_post_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="There is no post 'nothing'"):
        run("nothing")


@pytest.mark.parametrize("above", [-0.1, 1.1, float("nan")])
def test_a_confidence_goes_from_nothing_to_one(post: Post, above: float) -> None:
    with pytest.raises(CommandError, match="from 0 to 1"):
        run(above=above)
