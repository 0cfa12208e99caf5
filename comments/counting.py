"""The tally of one post while it changes, and the count from scratch that runs beside it.

A count from scratch goes through the approved rankings by number, a chunk at a time, each chunk one short
transaction. What changes meanwhile changes both: the stored tally always, the new one for the rankings it has
passed. So it is exact whenever it ends, and nobody waits for it.
"""

from functools import cached_property

from blog.models import Entry, Post
from comments.crowd import agreed, author_ordering, closeness, ordering_of, stored_tally
from comments.models import Comment, PostTally
from ranking.ordering import Ordering
from ranking.tally import Tally

CHUNK = 500


class Recount:
    """A count from scratch: what it has counted, by which order of the author, and how far it came."""

    def __init__(self, tally: Tally, upto: int = 0) -> None:
        self.tally = tally
        self.upto = upto

    @classmethod
    def of_row(cls, row: PostTally, entries: list[int], author: Ordering) -> "Recount | None":
        """The one under way; one that began by another order of the author begins again."""
        if row.recount is None:
            return None
        tally = Tally.from_json(row.recount["tally"]).with_candidates(entries)
        return cls(tally, row.recount["upto"]) if tally.author == author else cls(Tally(entries, author))

    def to_json(self) -> dict[str, object]:
        return {"tally": self.tally.to_json(), "upto": self.upto}


class Count:
    """One post's tally, loaded when it is needed and stored once. Whoever makes one holds the post's lock."""

    def __init__(self, post: int) -> None:
        self.post = post
        self.changed = False

    @cached_property
    def row(self) -> PostTally:
        return PostTally.objects.get_or_create(post_id=self.post)[0]

    @cached_property
    def entries(self) -> list[Entry]:
        return list(Entry.objects.filter(post=self.post).order_by("pk"))

    @cached_property
    def author(self) -> Ordering:
        """The author's order as it is now."""
        ranked = [entry for entry in self.entries if entry.position is not None]
        return author_ordering(sorted(ranked, key=lambda entry: entry.position or 0))

    @cached_property
    def tally(self) -> Tally:
        return stored_tally(self.row, [entry.pk for entry in self.entries]).rebased(self.author)

    @cached_property
    def recount(self) -> Recount | None:
        return Recount.of_row(self.row, [entry.pk for entry in self.entries], self.author)

    def add(self, comment: Comment) -> None:
        """Count an approved comment, and note how near to the author it is; the caller saves it."""
        self.changed = True
        self.row.comments += 1
        ordering = ordering_of(comment)
        comment.nearness = closeness(ordering, self.author, comment.pk)
        if ordering:
            self.tally.add(ordering)
            if self.recount and comment.ranking.pk <= self.recount.upto:
                self.recount.tally.add(ordering)

    def withdraw(self, comment: Comment) -> None:
        self.changed = True
        self.row.comments -= 1
        comment.nearness = None
        if ordering := ordering_of(comment):
            self.tally.withdraw(ordering)
            if self.recount and comment.ranking.pk <= self.recount.upto:
                self.recount.tally.withdraw(ordering)

    def refresh(self) -> None:
        """The author may have ranked other films, or in another order."""
        self.changed = True
        self.begin_recount(only_if_needed=True)

    def begin_recount(self, *, only_if_needed: bool = False) -> None:
        if only_if_needed and (self.tally.settled or self.recount):
            return
        self.recount = Recount(Tally([entry.pk for entry in self.entries], self.author))
        self.changed = True

    def count_on(self, chunk: int = CHUNK) -> bool | None:
        """Take the count from scratch one chunk further.

        None while more is left; at the end whether it found what was stored, which it then replaces.
        """
        self.begin_recount(only_if_needed=True)
        if self.recount is None:
            return True
        self.changed = True
        comments = list(self.next_comments(chunk))
        for comment in comments:
            ordering = ordering_of(comment)
            comment.nearness = closeness(ordering, self.author, comment.pk)
            if ordering:
                self.recount.tally.add(ordering)
            self.recount.upto = comment.ranking.pk
        Comment.objects.bulk_update(comments, ["nearness"], batch_size=100)
        return None if len(comments) == chunk else self.finish()

    def next_comments(self, chunk: int) -> "list[Comment]":
        assert self.recount
        approved = Comment.objects.filter(post=self.post, status=Comment.Status.APPROVED)
        left = approved.filter(ranking__pk__gt=self.recount.upto).order_by("ranking__pk")
        return list(left.with_picks()[:chunk])

    def finish(self) -> bool:
        """Take the count from scratch for the stored one; say whether they were the same."""
        assert self.recount
        comments = Comment.objects.filter(post=self.post, status=Comment.Status.APPROVED).count()
        stored = self.row.comments, self.tally
        same = stored[0] == comments and same_orderings(stored[1], self.recount.tally)
        self.row.comments, self.tally, self.recount = comments, self.recount.tally, None
        return same

    def store(self) -> None:
        """Write what changed, and move the post's revision on: its pages have changed."""
        if not self.changed:
            return
        if "tally" in self.__dict__:
            self.begin_recount(only_if_needed=True)
            self.row.counts = self.tally.to_json()
            self.row.readers = self.tally.orderings
            self.row.consensus = agreed(self.tally, self.author.candidates)
        if "recount" in self.__dict__:
            self.row.recount = self.recount.to_json() if self.recount else None
            self.row.settled = self.recount is None
        self.row.save()
        Post.objects.filter(pk=self.post).touch()


def same_orderings(stored: Tally, scratch: Tally) -> bool:
    """Whether the stored tally counts what the one from scratch does, as far as it is settled."""
    if stored.settled:
        return stored == scratch
    try:
        stored.settled_by(scratch)
    except ValueError:
        return False
    return True
