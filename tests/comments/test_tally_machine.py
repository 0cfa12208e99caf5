"""Whatever is done in whatever order, the stored tally is what counting from scratch gives."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from blog.models import Post
from comments import crowd, moderation
from comments.models import Comment, Policy, PostTally
from comments.submission import BELOW, UNKNOWN, Submission, ballot
from tests.build import make_entry, make_post

FILMS = 5
PLACES = st.dictionaries(st.integers(0, FILMS - 1), st.integers(1, FILMS), max_size=FILMS)
REMARKS = st.dictionaries(st.integers(0, FILMS - 1), st.sampled_from(["", "was great"]), max_size=2)
REST = st.sampled_from([UNKNOWN, BELOW])


class Moderators(RuleBasedStateMachine):
    """Readers and moderators at work on two posts, each film of which is ranked by both."""

    comments: Bundle[int] = Bundle("comments")

    def __init__(self) -> None:
        super().__init__()
        # Each example begins with an empty database.
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.posts: list[Post] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(approval=st.sampled_from(Policy.Approval.values))
    def open(self, approval: str) -> None:
        Policy.objects.update_or_create(pk=1, defaults={"approval": approval})
        self.posts = [make_post(films=[f"Film {number}" for number in range(FILMS)]) for _ in range(2)]
        self.sent = 0

    def written(self, post: int, places: dict[int, int], remarks: dict[int, str], rest: str) -> Submission:
        offered = list(self.posts[post].entries.ranked().values_list("pk", flat=True))
        given = {offered[film]: place for film, place in places.items() if film < len(offered)}
        said = {offered[film]: remark for film, remark in remarks.items() if film < len(offered)}
        self.sent += 1
        return Submission(
            f"Reader {self.sent % 3}",
            "Words.",
            f"reader-{self.sent % 3}@example.org",
            ballot(given, said, rest, offered),
            f"key-{self.sent}",
        )

    @rule(target=comments, post=st.integers(0, 1), places=PLACES, remarks=REMARKS, rest=REST)
    def submit(self, post: int, places: dict[int, int], remarks: dict[int, str], rest: str) -> int:
        return moderation.submit(self.posts[post], self.written(post, places, remarks, rest)).pk

    @rule(target=comments, parent=comments, places=PLACES)
    def answer(self, parent: int, places: dict[int, int]) -> int:
        answered = Comment.objects.select_related("post").get(pk=parent)
        post = self.posts.index(answered.post)
        submission = self.written(post, places, {}, UNKNOWN)
        return moderation.submit(answered.post, submission, parent=answered).pk

    @rule(comment=comments, places=PLACES, remarks=REMARKS, rest=REST)
    def edit(self, comment: int, places: dict[int, int], remarks: dict[int, str], rest: str) -> None:
        post = self.posts.index(Comment.objects.select_related("post").get(pk=comment).post)
        moderation.revise(comment, self.written(post, places, remarks, rest))

    @rule(comment=comments, status=st.sampled_from(Comment.Status.values))
    def decide(self, comment: int, status: str) -> None:
        moderation.change_status([comment], status)

    @rule(several=st.lists(comments, max_size=4), status=st.sampled_from(Comment.Status.values))
    def decide_in_bulk(self, several: list[int], status: str) -> None:
        moderation.change_status(several, status)

    @rule(comment=consumes(comments))
    def delete(self, comment: int) -> None:
        answered = Comment.objects.filter(parent=comment).exists()
        try:
            moderation.delete(comment)
        except moderation.Refused:
            assert answered
            # It stays, so it goes on being changed under another name.
            moderation.change_status([comment], Comment.Status.REMOVED)

    @rule(post=st.integers(0, 1))
    def rank_another_film(self, post: int) -> None:
        entries = self.posts[post].entries
        if entries.count() < FILMS + 2:
            make_entry(self.posts[post], f"Late {self.sent} {entries.count()}", entries.count() + 1)

    @invariant()
    def the_tally_equals_a_recount(self) -> None:
        for post in self.posts:
            row = PostTally.objects.filter(post=post).first() or PostTally(post=post)
            recount = crowd.recount(post.pk)
            assert crowd.stored_tally(row) == recount
            assert row.readers == recount.orderings
            ranked = crowd.ranked_entries(post.pk)
            if row.consensus and row.consensus["ranked"] == ranked:
                assert row.consensus == crowd.agreed(recount, ranked)


@pytest.mark.django_db
def test_the_tally_equals_a_recount_whatever_the_moderators_do() -> None:
    run_state_machine_as_test(
        Moderators, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )
