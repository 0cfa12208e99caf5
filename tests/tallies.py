"""What the tests ask of a post's tally."""

from blog.models import Post
from comments import crowd
from comments.counting import Count, same_orderings
from comments.models import PostTally
from ranking.ordering import Ordering


def agrees_with_recount(post: Post) -> bool:
    """Whether what is stored (tally, consensus, number of comments) is what counting from scratch gives."""
    count, scratch = Count(post.pk), crowd.recount(post.pk)
    row = PostTally.objects.filter(post=post).first() or PostTally(post=post)
    fresh = row.consensus.get("ranked") == sorted(scratch.author.candidates, key=int)
    return (
        same_orderings(count.tally, scratch)
        and (row.readers, row.comments)
        == (scratch.orderings, post.comments.filter(status="approved").count())
        and (not fresh or row.consensus == crowd.agreed(scratch, scratch.author.candidates))
    )


def crowd_order(post: Post) -> list[list[str]]:
    """The crowd's order by title."""
    entries = list(post.entries.ranked().with_films())
    titles = {entry.pk: entry.film.title for entry in entries}
    return [
        sorted(titles[pk] for pk in tier) for tier in Ordering(crowd.stored_crowd(post, entries)[0]["tiers"])
    ]


def readers(post: Post) -> int:
    return PostTally.objects.filter(post=post).values_list("readers", flat=True).first() or 0
