"""What a reader sent becomes rows: the comment, its ranking, the picks. Called under the post's lock."""

from collections.abc import Sequence

from django.utils import timezone

from blog.models import Post
from comments.models import Comment, Pick, Ranking
from comments.submission import Ballot, Submission


def create(post: Post, submission: Submission, parent: Comment | None, **values: object) -> Comment:
    values.setdefault("created_at", timezone.now())
    comment = Comment(post=post, parent=parent, name=submission.name, email=submission.email, **values)
    comment.text = submission.text
    comment.thread_id = (parent.thread_id or parent.pk) if parent else None
    comment.save(force_insert=True)
    rank(comment, submission.ballot)
    return comment


def rank(comment: Comment, ballot: Ballot | None) -> None:
    if ballot is None:
        return
    ranking = Ranking.objects.create(comment=comment, rest=ballot.rest)
    Pick.objects.bulk_create(
        Pick(ranking=ranking, entry_id=entry, tier=tier, remark=remark)
        for entry, tier, remark in ballot.picks()
    )


def rank_all(comments: Sequence[Comment], ballots: Sequence[Ballot | None]) -> None:
    told = [(comment, ballot) for comment, ballot in zip(comments, ballots, strict=True) if ballot]
    rankings = Ranking.objects.bulk_create(
        Ranking(comment=comment, rest=ballot.rest) for comment, ballot in told
    )
    Pick.objects.bulk_create(
        Pick(ranking=ranking, entry_id=entry, tier=tier, remark=remark)
        for ranking, (_, ballot) in zip(rankings, told, strict=True)
        for entry, tier, remark in ballot.picks()
    )
