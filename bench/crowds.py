"""Posts that differ in the number of their readers alone."""

from itertools import islice

from django.utils import timezone

from bench.house import say, tidy
from blog.models import Post
from comments import moderation, synthetic
from comments.management.commands.make_crowd import BATCH, arrivals
from tests.build import make_post

FILMS = 6
NEWEST = 10  # readers who came last, the same under every post
SEED = 1


def make(sizes: list[int]) -> dict[int, Post]:
    """For each size a post with so many rankings; the newest comments are the same under each."""
    posts = {size: crowded(size) for size in sizes}
    tidy()
    return posts


def crowded(size: int) -> Post:
    say(f"a crowd of {size:,} comes")
    post = make_post(f"Crowd of {size}", films=[f"Film {number}" for number in range(1, FILMS + 1)])
    author = list(post.entries.ranked().values_list("pk", flat=True))
    older = size - NEWEST
    if older:
        coming = arrivals(post, author, older, SEED)
        while batch := list(islice(coming, BATCH)):
            moderation.bring_in_many(post, batch)
    newest = synthetic.readers(author, NEWEST, SEED + 1)
    moderation.bring_in_many(post, [(sent, timezone.now()) for sent in newest])
    return post
