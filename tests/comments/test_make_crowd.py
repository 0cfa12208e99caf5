"""A crowd that nobody has met counts as if each of its readers had come by the form."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from blog.models import Post
from comments import counting, moderation, synthetic
from comments.management.commands import make_crowd
from comments.models import Comment, Pick, PostTally, Ranking
from tests.build import make_comment, make_post
from tests.tallies import agrees_with_recount, readers

pytestmark = pytest.mark.django_db
SIZE = 60


@pytest.fixture
def post() -> Post:
    return make_post("Rocky", films=["A", "B", "C", "D", "E", "F"])


def crowd(number: int = SIZE, **options: Any) -> str:
    output = StringIO()
    call_command("make_crowd", "rocky", number, stdout=output, **{"yes": True, **options})
    return output.getvalue()


def written(post: Post) -> list[dict[str, Any]]:
    """Everything that the readers left, with their numbers taken out."""
    rows = []
    for comment in post.comments.with_picks().order_by("pk"):
        picks = [(pick.entry_id, pick.tier, pick.remark) for pick in comment.ranking.picks.all()]
        rows.append(
            {
                "name": comment.name,
                "text": comment.text,
                "status": (comment.status, comment.shown, comment.held_because),
                "nearness": comment.nearness is not None and comment.nearness - comment.pk,
                "picks": sorted(picks, key=str),
                "rest": comment.ranking.rest,
            }
        )
    return rows


def row(post: Post) -> dict[str, Any]:
    return PostTally.objects.filter(post=post).values("counts", "readers", "consensus", "comments").get()


def test_a_crowd_passes_the_check(post: Post) -> None:
    output = crowd()

    call_command("recount", "rocky", check=True, stdout=StringIO())
    assert output.splitlines()[-1] == "rocky: 60 of 60 readers"
    assert (post.comments.count(), agrees_with_recount(post)) == (SIZE, True)


def test_a_crowd_leaves_what_as_many_submissions_would_leave(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_crowd, "BATCH", 25)
    with transaction.atomic():
        crowd()
        at_once = written(post), row(post)
        transaction.set_rollback(True)

    author = list(post.entries.ranked().values_list("pk", flat=True))
    for number, sent in enumerate(synthetic.readers(author, SIZE, 1)):
        moderation.bring_in(
            post, sent, ref=f"one:{number}", status=Comment.Status.APPROVED, at=timezone.now()
        )

    assert (written(post), row(post)) == at_once


def test_the_same_seed_gives_the_same_crowd_and_another_one_another(post: Post) -> None:
    crowds = []
    for seed in (3, 3, 4):
        with transaction.atomic():
            crowd(seed=seed)
            crowds.append(written(post))
            transaction.set_rollback(True)

    assert crowds[0] == crowds[1] != crowds[2]


def test_readers_who_came_before_go_on_counting(post: Post) -> None:
    make_comment(post, ["F", "A"])

    crowd(10)

    assert readers(post) == 11
    assert agrees_with_recount(post)


def test_a_crowd_may_come_while_a_count_is_under_way(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "CHUNK", 7)
    crowd(10)
    moderation.begin_recount(post.pk)
    moderation.count_on(post.pk)

    crowd(10)

    found = [moderation.count_on(post.pk) for _ in range(2)]
    assert found == [None, True]
    assert agrees_with_recount(post)


def test_a_crowd_has_whole_and_partial_rankings_with_ties_and_remarks(post: Post) -> None:
    crowd(300)

    placed = Pick.objects.filter(tier__isnull=False)
    sizes = {placed.filter(ranking=ranking).count() for ranking in Ranking.objects.all()}
    assert sizes == {1, 2, 3, 4, 5, 6}
    assert placed.values("ranking", "tier").distinct().count() < placed.count()
    assert Pick.objects.exclude(remark="").exists()
    assert set(Ranking.objects.values_list("rest", flat=True)) == {"unknown", "below"}


def test_nobody_comes_before_the_post_or_after_now(post: Post) -> None:
    crowd(20)

    times = list(post.comments.order_by("pk").values_list("created_at", flat=True))
    assert post.published_at < times[0]
    assert times == sorted(times)
    assert times[-1] <= timezone.now()


def test_a_real_site_is_asked_first(post: Post, settings: Any) -> None:
    with pytest.raises(CommandError, match="Say --yes"):
        crowd(yes=False)
    settings.DEBUG = True
    crowd(1, yes=False)

    assert post.comments.count() == 1


@pytest.mark.parametrize(
    ("slug", "number", "complaint"),
    [("creed", 5, "no post 'creed'"), ("rocky", 0, "1 or more"), ("empty", 5, "ranks no film")],
)
def test_what_cannot_be_done_is_told(post: Post, slug: str, number: int, complaint: str) -> None:
    make_post("Empty")

    with pytest.raises(CommandError, match=complaint):
        call_command("make_crowd", slug, number, yes=True)

    assert not Comment.objects.exists()


def test_nobody_at_once_is_nobody(post: Post) -> None:
    moderation.bring_in_many(post, [])

    assert not PostTally.objects.exists()
