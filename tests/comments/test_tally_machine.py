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

from blog import publishing
from blog.models import Post
from comments import crowd, moderation
from comments.counting import Count
from comments.models import Comment, Policy, PostTally
from comments.submission import BELOW, UNKNOWN, Submission, ballot
from tests.build import make_entry, make_post
from tests.tallies import agrees_with_recount

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

    @rule(post=st.integers(0, 1), order=st.permutations(range(FILMS)), left_out=st.integers(0, 2))
    def author_changes_the_order(self, post: int, order: list[int], left_out: int) -> None:
        entries = list(self.posts[post].entries.order_by("pk").values_list("pk", flat=True))
        publishing.arrange(self.posts[post], [entries[film] for film in order[left_out:]])
        with moderation.counting(self.posts[post].pk) as count:
            count.refresh()

    @rule(post=st.integers(0, 1), chunk=st.integers(1, 4))
    def count_on(self, post: int, chunk: int) -> None:
        assert moderation.count_on(self.posts[post].pk, chunk) is not False

    @rule(
        target=comments,
        comment=comments,
        places=st.fixed_dictionaries({0: st.just(1), 1: st.integers(1, 3)}),
        earlier=st.booleans(),
    )
    def change_while_counting(self, comment: int, places: dict[int, int], earlier: bool) -> int:
        """While a count from scratch has reached the first comment, one before or behind it goes."""
        post = Comment.objects.select_related("post").get(pk=comment).post
        index = self.posts.index(post)
        sent = [moderation.submit(post, self.written(index, places, {}, UNKNOWN)).pk for _ in range(2)]
        moderation.change_status([comment, *sent], Comment.Status.APPROVED)
        moderation.begin_recount(post.pk)
        moderation.count_on(post.pk, 1)
        moderation.change_status([comment if earlier else sent[1]], Comment.Status.SPAM)
        found = None
        while found is None:
            found = moderation.count_on(post.pk)
        assert found
        return sent[0]

    @rule(post=st.integers(0, 1), keep=st.booleans())
    def begin_recount(self, post: int, keep: bool) -> None:
        moderation.begin_recount(self.posts[post].pk, keep=keep)

    @invariant()
    def the_tally_equals_a_recount(self) -> None:
        for post in self.posts:
            assert agrees_with_recount(post)

    @invariant()
    def what_is_shown_is_what_should_be(self) -> None:
        for top in Comment.objects.filter(parent=None):
            answered = Comment.objects.filter(thread=top, status=Comment.Status.APPROVED).exists()
            assert top.shown == (top.is_public or answered)
            if top.is_public:
                author = Count(top.post_id).author
                settled = PostTally.objects.filter(post=top.post, settled=True).exists()
                ordering = crowd.ordering_of(top)
                assert not settled or top.nearness == crowd.closeness(ordering, author, top.pk)


@pytest.mark.django_db
def test_the_tally_equals_a_recount_whatever_the_moderators_do() -> None:
    run_state_machine_as_test(
        Moderators, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )
