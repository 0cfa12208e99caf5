"""Counting from scratch beside the site: what drifted is found and repaired, nothing is lost meanwhile."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog import publishing
from blog.models import Post
from comments import counting, moderation, upkeep
from comments.models import Comment, PostTally
from tests.build import make_comment, make_entry, make_post
from tests.forms import sent_by
from tests.tallies import agrees_with_recount, readers

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "CHUNK", 2)
    monkeypatch.setattr(upkeep, "PAUSE", 0)


def ranked(slug: str = "rocky", comments: int = 5) -> Post:
    post = make_post(slug, films=["A", "B", "C", "D"])
    for number in range(comments):
        make_comment(post, ["DCBA", "ABDC", "BA"][number % 3])
    return post


def recount(*slugs: str, **options: bool) -> str:
    output = StringIO()
    call_command("recount", *slugs, stdout=output, **options)
    return output.getvalue()


def drift(post: Post) -> None:
    """The stored tally forgets a reader, by no way that the site has."""
    with moderation.counting(post.pk) as count:
        count.withdraw(post.comments.order_by("pk").first())
        count.row.comments += 1


def stored(post: Post) -> dict[str, object]:
    row = PostTally.objects.filter(post=post).values("counts", "readers", "consensus", "comments").get()
    return row | {"nearness": list(post.comments.order_by("pk").values_list("nearness", flat=True))}


def revision(post: Post) -> int:
    return Post.objects.get(pk=post.pk).revision


def finish(post: Post) -> bool:
    while (same := moderation.count_on(post.pk)) is None:
        pass
    return same


def reverse_the_author(post: Post) -> None:
    publishing.arrange(post, [entry.pk for entry in post.entries.ranked().reverse()])


def test_a_right_tally_passes_the_check_and_nothing_of_it_changes() -> None:
    post = ranked()
    before = stored(post), revision(post)

    output = recount("rocky", check=True)

    assert "rocky: right" in output
    assert (stored(post), revision(post)) == before
    assert PostTally.objects.get(post=post).settled


def test_a_drifted_tally_is_found_by_the_check_and_left_as_it_is() -> None:
    post = ranked()
    drift(post)
    before = stored(post), revision(post)

    with pytest.raises(CommandError, match=r"differs from the rankings: rocky\.") as found:
        recount(check=True)

    assert found.value.returncode == 1
    assert (stored(post), revision(post)) == before


def test_a_drifted_tally_is_repaired_by_a_recount_and_its_pages_are_made_anew() -> None:
    post = ranked()
    drift(post)
    before = revision(post)

    output = recount("rocky")

    assert "rocky: was wrong, and is repaired" in output
    assert revision(post) > before
    assert (readers(post), agrees_with_recount(post)) == (5, True)
    assert "rocky: right" in recount("rocky", check=True)


def forget_the_comments(post: Post) -> None:
    PostTally.objects.filter(post=post).update(comments=99)


def forget_the_order(post: Post) -> None:
    row = PostTally.objects.get(post=post)
    row.consensus["tiers"].reverse()
    row.save()


def forget_a_place(post: Post) -> None:
    Comment.objects.filter(pk=post.comments.order_by("pk").first().pk).update(nearness=-1)


@pytest.mark.parametrize("forget", [forget_the_comments, forget_the_order, forget_a_place])
def test_whatever_drifted_is_found_and_repaired(forget: Callable[[Post], None]) -> None:
    post = ranked()
    before = stored(post)
    forget(post)

    with pytest.raises(CommandError, match="rocky"):
        recount(check=True)
    recount()

    assert stored(post) == before


def test_progress_is_told_in_tenths() -> None:
    ranked()

    lines = recount("rocky").splitlines()

    assert lines == ["rocky: 40 % of 5 comments", "rocky: 80 % of 5 comments", "rocky: right"]


def test_an_unknown_slug_is_named_before_anything_is_counted() -> None:
    ranked()

    with pytest.raises(CommandError, match=r"There is no post 'creed'\."):
        recount("rocky", "creed")


def test_only_the_posts_that_are_named_are_counted() -> None:
    ranked()
    ranked("creed")

    assert "creed" not in recount("rocky")


def test_only_what_waits_for_it_is_counted_when_asked_so() -> None:
    post = ranked()
    ranked("creed")
    reverse_the_author(post)
    with moderation.counting(post.pk) as count:
        count.refresh()

    output = recount(unsettled=True)

    assert "creed" not in output
    assert PostTally.objects.get(post=post).settled
    assert counting.Count(post.pk).tally.settled


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("passed", [0, 1, 2])
def test_approving_and_withdrawing_between_chunks_stays_exact(keep: bool, passed: int) -> None:
    post = ranked(comments=6)
    first, *_, last = post.comments.order_by("pk")
    moderation.change_status([first.pk], Status.PENDING)
    moderation.begin_recount(post.pk, keep=keep)
    for _ in range(passed):
        moderation.count_on(post.pk)

    moderation.change_status([first.pk], Status.APPROVED)
    moderation.change_status([last.pk], Status.SPAM)
    make_comment(post, "CB")
    make_comment(post)

    assert finish(post) is True
    assert readers(post) == 6
    assert agrees_with_recount(post)


def test_an_edit_of_what_was_passed_is_counted_once() -> None:
    post = ranked()
    moderation.begin_recount(post.pk)
    moderation.count_on(post.pk)
    first = post.comments.with_rankings().order_by("pk").first()

    a, b, *_ = post.entries.ranked()
    moderation.revise(first.pk, counting_submission(a.pk, b.pk))

    assert finish(post) is True
    assert agrees_with_recount(post)


def counting_submission(*order: int) -> moderation.Submission:
    return moderation.Submission("Ann", ballot=moderation.Ballot(tuple((entry,) for entry in order)))


def test_a_new_order_of_the_author_during_a_check_is_counted_to_be_kept() -> None:
    post = ranked()
    moderation.begin_recount(post.pk, keep=False)
    moderation.count_on(post.pk)
    reverse_the_author(post)
    with moderation.counting(post.pk) as count:
        count.refresh()

    assert finish(post) is True
    assert counting.Count(post.pk).tally.settled
    assert agrees_with_recount(post)


def test_whoever_ends_a_count_the_others_learn_what_it_found() -> None:
    post = ranked()
    drift(post)
    moderation.begin_recount(post.pk, keep=False)

    found = finish(post)

    assert (found, moderation.count_on(post.pk)) == (False, False)


def test_a_mention_that_was_deleted_is_no_drift() -> None:
    post = ranked()
    mention = make_entry(post, "Creed")
    make_comment(post, "AB")
    mention.delete()

    assert "rocky: right" in recount("rocky", check=True)


def test_pages_stay_as_they_are_while_a_count_is_under_way() -> None:
    post = ranked()
    moderation.begin_recount(post.pk)
    before = revision(post)

    assert moderation.count_on(post.pk) is None
    assert revision(post) == before


def test_a_chunk_costs_the_same_however_many_are_left() -> None:
    few, many = ranked("few", comments=3), ranked("many", comments=12)

    def queries(post: Post) -> int:
        moderation.begin_recount(post.pk)
        with CaptureQueriesContext(connection) as captured:
            assert moderation.count_on(post.pk) is None
        return len(captured)

    assert queries(few) == queries(many)


def test_an_author_who_saves_a_new_order_waits_for_one_chunk_alone(admin_client: Client) -> None:
    post = ranked(comments=7)
    address = reverse("admin:blog_post_change", args=[post.pk])
    form = sent_by(admin_client.get(address), "post_form")
    first = post.entries.get(position=1)
    field = next(name for name, value in form.items() if name.endswith("-id") and value == str(first.pk))

    admin_client.post(address, form | {field.replace("-id", "-position"): ""})

    row = PostTally.objects.get(post=post)
    assert (row.settled, row.recount["comments"]) == (False, counting.CHUNK)
    assert finish(post) is True
    assert agrees_with_recount(post)


@pytest.mark.parametrize(("entries", "expected"), [(0, 500), (6, 500), (100, 25), (1_000, 1)])
def test_a_chunk_is_as_long_as_its_orderings_allow(
    monkeypatch: pytest.MonkeyPatch, entries: int, expected: int
) -> None:
    monkeypatch.setattr(counting, "CHUNK", 500)

    assert counting.chunk_of(entries) == expected
