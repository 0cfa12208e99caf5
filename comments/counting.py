"""The tally of one post while it changes, and the count from scratch that runs beside it.

A count from scratch goes through the approved comments by number, a chunk at a time, each chunk one short
transaction. What changes meanwhile changes both: the stored tally always, the new one for the comments it has
passed. So it is exact whenever it ends, nobody waits for it, and whoever has a chunk's time may take it on.
"""

from functools import cached_property
from typing import Any

from blog.models import Entry, Post
from comments.crowd import agreed, author_ordering, closeness, ordering_of, orderings_between, stored_tally
from comments.models import Comment, PostTally
from ranking.ordering import Ordering
from ranking.tally import Tally

# A chunk holds the post's lock, and on SQLite everybody's. `python -m bench.recount` measures for how long.
CHUNK = 500
CHUNK_PAIRS = 250_000


class Recount:
    """A count from scratch: what it has counted, how far it came, and what becomes of it at its end."""

    def __init__(
        self, tally: Tally, *, keep: bool = True, upto: int = 0, comments: int = 0, same: bool = True
    ) -> None:
        self.tally = tally
        self.keep = keep  # whether it takes the stored tally's place, or only checks it
        self.upto = upto
        self.comments = comments
        self.same = same  # whether each comment was found where it should stand

    @classmethod
    def of_row(cls, row: PostTally, entries: list[int], author: Ordering) -> "Recount | None":
        """The one under way; one that began by another order of the author begins again."""
        if row.recount is None or "tally" not in row.recount:
            return None
        stored: dict[str, Any] = dict(row.recount)
        tally = Tally.from_json(stored.pop("tally")).with_candidates(entries)
        return cls(tally, **stored) if tally.author == author else cls(Tally(entries, author))

    def to_json(self) -> dict[str, object]:
        return {**self.__dict__, "tally": self.tally.to_json()}


class Count:
    """One post's tally, loaded when it is needed and stored once. Whoever makes one holds the post's lock."""

    def __init__(self, post: int) -> None:
        self.post = post
        self.changed = False  # what the pages show
        self.moved = False  # the count from scratch alone

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
        ordering = ordering_of(comment)
        comment.nearness = closeness(ordering, self.author, comment.pk)
        self.change(comment.pk, ordering, 1)

    def withdraw(self, comment: Comment) -> None:
        comment.nearness = None
        self.change(comment.pk, ordering_of(comment), -1)

    def change(self, comment: int, ordering: Ordering | None, by: int) -> None:
        """Count one comment with its ordering in (1) or out (-1)."""
        self.changed = True
        self.row.comments += by
        tallies = [self.tally] if ordering else []
        if self.recount and comment <= self.recount.upto:
            self.recount.comments += by
            tallies += [self.recount.tally] if ordering else []
        for tally in tallies:
            (tally.add if by > 0 else tally.withdraw)(ordering or Ordering(()))

    def refresh(self) -> None:
        """The author may have ranked other films, or in another order."""
        self.changed = True
        self.begin_recount(only_if_needed=True)

    def begin_recount(self, *, only_if_needed: bool = False, keep: bool = True) -> None:
        """Begin to count from scratch. What is not settled is counted to be kept, whatever is asked."""
        if only_if_needed and (self.tally.settled or self.recount):
            return
        scratch = Tally([entry.pk for entry in self.entries], self.author)
        self.recount = Recount(scratch, keep=keep or not self.tally.settled)
        self.moved = True

    def count_on(self, chunk: int | None = None) -> bool | None:
        """Take the count from scratch one chunk further.

        None while more is left; at the end whether it found what was stored, which it then replaces if it
        is to be kept. Where nothing is under way, what the last one found.
        """
        if self.recount is None:
            self.begin_recount(only_if_needed=True)
        if self.recount is None:
            return bool((self.row.recount or {}).get("same", True))
        self.moved = True
        chunk = chunk or chunk_of(len(self.entries))
        return None if self.pass_on(self.recount, chunk) == chunk else self.finish(self.recount)

    def pass_on(self, recount: Recount, chunk: int) -> int:
        """Count the next comments; gives their number."""
        approved = Comment.objects.filter(post=self.post, status=Comment.Status.APPROVED)
        left = approved.filter(pk__gt=recount.upto).order_by("pk")
        comments = list(left.only("pk", "nearness")[:chunk])
        if not comments:
            return 0
        orderings = orderings_between(self.post, comments[0].pk, comments[-1].pk)
        for ordering in orderings.values():
            recount.tally.add(ordering)
        recount.comments += len(comments)
        recount.upto = comments[-1].pk
        self.place(recount, comments, orderings)
        return len(comments)

    def place(self, recount: Recount, comments: list[Comment], orderings: dict[int, Ordering]) -> None:
        """Let the comments stand as near to the author as they are now."""
        misplaced = []
        for comment in comments:
            nearness = closeness(orderings.get(comment.pk), self.author, comment.pk)
            if nearness != comment.nearness:
                comment.nearness = nearness
                misplaced.append(comment)
        if misplaced and self.tally.settled:
            recount.same = False
        if recount.keep:
            Comment.objects.bulk_update(misplaced, ["nearness"], batch_size=100)

    def finish(self, recount: Recount) -> bool:
        """Say whether the count from scratch found what is stored; let it take its place if it is kept."""
        scratch, settled = recount.tally, self.tally.settled
        same = (
            recount.same
            and (self.row.comments, self.row.readers) == (recount.comments, scratch.orderings)
            and same_orderings(self.tally.restricted_to(scratch.candidates), scratch)
            and (not settled or not scratch.orderings or self.row.consensus == self.agreed(scratch))
        )
        if recount.keep and not (same and settled):
            self.row.comments, self.tally = recount.comments, scratch
            self.changed = True
        self.recount, self.row.recount = None, {"same": same}
        return same

    def agreed(self, tally: Tally) -> dict[str, Any]:
        return agreed(tally, self.author.candidates)

    def store(self) -> None:
        """Write what changed; where it is seen, move the post's revision on: its pages have changed."""
        if self.changed and "tally" in self.__dict__:
            self.begin_recount(only_if_needed=True)
            self.row.counts = self.tally.to_json()
            self.row.readers = self.tally.orderings
            self.row.consensus = self.agreed(self.tally)
        if "recount" in self.__dict__:
            self.row.recount = self.recount.to_json() if self.recount else self.row.recount
            self.row.settled = self.recount is None
        if self.changed:
            self.row.save()
            Post.objects.filter(pk=self.post).touch()
        elif self.moved:
            self.row.save(update_fields=["recount", "settled"])


def chunk_of(entries: int) -> int:
    """How many comments one chunk takes, by what the longest orderings of so many entries cost."""
    return max(1, min(CHUNK, CHUNK_PAIRS // max(1, entries * entries)))


def same_orderings(stored: Tally, scratch: Tally) -> bool:
    """Whether the stored tally counts what the one from scratch does, as far as it is settled."""
    if stored.settled:
        return stored == scratch
    try:
        stored.settled_by(scratch)
    except ValueError:
        return False
    return True
