"""The sample holds together: every name in it leads somewhere, and the pages have something to show."""

import re
from collections import Counter

import pytest

from comments.sample import PREFIX, SampleComment, SampleEntry, SampleFilm, SamplePost, sample
from ranking.agreement import agreement
from ranking.consensus import consensus
from ranking.ordering import Ordering
from ranking.tally import Tally

SAMPLE = sample()
FILMS = {film.slug: film for film in SAMPLE.films}
POSTS = {post.slug: post for post in SAMPLE.posts}
COMMENTS = {comment.ref: comment for comment in SAMPLE.comments}
MOTIFS = {"gloves", "stairs", "log", "beach", "mountain", "street", "bell", "meat"}
WORDS = {"rocky-films-by-training-montage": (60, 120), "rocky-films-by-final-fight": (30, 60)}

each_film = pytest.mark.parametrize("film", SAMPLE.films, ids=lambda film: film.slug)
each_post = pytest.mark.parametrize("post", SAMPLE.posts, ids=lambda post: post.slug)
each_entry = pytest.mark.parametrize(
    ("post", "entry"), [(post, entry) for post in SAMPLE.posts for entry in post.entries]
)
each_comment = pytest.mark.parametrize("comment", SAMPLE.comments, ids=lambda comment: comment.ref)


def tally(post: SamplePost, *statuses: str) -> Tally:
    counted = Tally(post.ranked)
    for comment in SAMPLE.comments:
        if comment.post == post.slug and comment.status in statuses and comment.tiers:
            counted.add(Ordering(comment.all_tiers(post.ranked)))
    return counted


def test_there_are_seven_films_two_posts_and_two_replies():
    replies = [comment for comment in SAMPLE.comments if comment.reply_to]

    assert (len(FILMS), len(POSTS), len(replies)) == (7, 2, 2)


def test_no_identifier_stands_for_two_things():
    refs = [thing.ref for thing in (*SAMPLE.films, *SAMPLE.posts, *SAMPLE.comments)]

    assert len(set(refs)) == len(refs)
    assert all(ref.startswith(PREFIX) for ref in refs)


@each_film
def test_a_film_has_a_drawing_and_a_year(film: SampleFilm):
    assert film.motif in MOTIFS
    assert 1976 <= film.year <= 2015
    assert re.fullmatch(r"[a-z-]+", film.slug)


def test_no_two_films_share_a_drawing():
    drawn = Counter(film.motif for film in SAMPLE.films)

    assert set(drawn.values()) == {1}


def test_no_name_means_two_films():
    names = [name.casefold() for film in SAMPLE.films for name in (film.title, *film.aliases)]

    assert len(set(names)) == len(names)


@each_post
def test_a_post_has_all_that_a_page_shows(post: SamplePost):
    texts = (post.title, post.yardstick, post.introduction.strip(), post.closing_note.strip())

    assert all(texts)
    assert 0 < len(post.standfirst) <= 200
    assert len(post.title) <= 200
    assert len(post.yardstick) <= 80
    assert post.tags
    assert re.fullmatch(r"[a-z-]+", post.slug)


@each_post
def test_a_post_ranks_known_films_once_each_from_one_without_a_gap(post: SamplePost):
    films = [entry.film for entry in post.entries]
    positions = sorted(entry.position for entry in post.entries if entry.position is not None)

    assert set(films) == set(FILMS)
    assert len(set(films)) == len(films)
    assert positions == list(range(1, len(post.ranked) + 1))


@each_entry
def test_an_entry_is_neither_a_note_nor_an_essay(post: SamplePost, entry: SampleEntry):
    fewest, most = WORDS[post.slug]

    assert fewest <= len(entry.text.split()) <= most


def test_one_film_is_mentioned_and_not_ranked():
    montages = SAMPLE.posts[0]

    mentioned = [entry.film for entry in montages.entries if entry.position is None]

    assert mentioned == ["creed"]
    assert montages.ranked == ("rocky-iv", "rocky-ii", "rocky-iii", "rocky", "rocky-balboa", "rocky-v")


def test_the_other_post_ranks_every_film_in_an_order_of_its_own():
    montages, fights = SAMPLE.posts

    assert set(fights.ranked) == set(FILMS)
    assert [film for film in fights.ranked if film in montages.ranked] != list(montages.ranked)


@each_comment
def test_a_comment_fits_its_form(comment: SampleComment):
    assert comment.post in POSTS
    assert 0 < len(comment.name) <= 80
    assert 20 <= len(comment.text) <= 10_000
    assert comment.status in {"approved", "pending"}
    assert comment.rest in {"unknown", "below"}
    assert 0 <= comment.days_ago < POSTS[comment.post].days_ago


@each_comment
def test_an_ordering_places_films_of_its_post_once_each(comment: SampleComment):
    ranked = POSTS[comment.post].ranked
    placed = [film for tier in comment.tiers for film in tier]

    assert all(comment.tiers)
    assert len(set(placed)) == len(placed)
    assert set(placed) <= set(ranked)


@each_comment
def test_a_remark_stands_beside_a_film_of_its_post(comment: SampleComment):
    assert set(comment.remarks) <= set(POSTS[comment.post].ranked)
    assert all(0 < len(remark) <= 500 for remark in comment.remarks.values())


@each_comment
def test_a_reply_stands_behind_the_approved_comment_that_it_answers(comment: SampleComment):
    order = list(COMMENTS)
    parent = COMMENTS[comment.reply_to] if comment.reply_to else comment

    assert order.index(parent.ref) <= order.index(comment.ref)
    assert parent.post == comment.post
    assert parent.days_ago >= comment.days_ago
    assert parent.status == "approved" or parent is comment


@each_post
def test_comments_stand_in_the_order_in_which_they_were_written(post: SamplePost):
    ages = [comment.days_ago for comment in SAMPLE.comments if comment.post == post.slug]

    assert ages == sorted(ages, reverse=True)


def test_the_rest_below_becomes_a_last_tier():
    comment = SampleComment("sample:x", "p", "A", "B", 0, tiers=(("b",),), rest="below")

    assert comment.all_tiers(("a", "b", "c")) == (("b",), ("a", "c"))


def test_films_left_out_stay_out_unless_they_are_said_to_be_below():
    silent = SampleComment("sample:x", "p", "A", "B", 0, tiers=(("b",),))
    without_order = SampleComment("sample:y", "p", "A", "B", 0, rest="below")

    assert silent.all_tiers(("a", "b", "c")) == (("b",),)
    assert without_order.all_tiers(("a", "b", "c")) == ()


def test_every_way_of_answering_is_shown():
    of_montages = [comment for comment in SAMPLE.comments if comment.post == SAMPLE.posts[0].slug]
    ordered = [comment for comment in of_montages if comment.tiers]
    approved = [comment for comment in of_montages if comment.status == "approved"]

    assert 12 <= len(approved) <= 14
    assert len(of_montages) - len(approved) == 2
    assert any(len(comment.tiers) == 6 and len(comment.remarks) == 6 for comment in ordered)
    assert any(len(comment.tiers) == 3 and comment.remarks for comment in ordered)
    assert any(len(tier) > 1 for comment in ordered for tier in comment.tiers)
    assert any(comment.rest == "below" for comment in ordered)
    assert any(comment.remarks and not comment.tiers for comment in of_montages)


def test_the_crowd_differs_from_the_author_without_contradicting_everything():
    montages = SAMPLE.posts[0]

    found = consensus(tally(montages, "approved"))
    shared = agreement(Ordering.strict(montages.ranked), found.order)

    assert found.exact
    assert found.unplaced == ()
    assert 0.5 < shared.share < 1
    assert found.order.candidates.index("rocky-balboa") < found.order.candidates.index("rocky-iii")


def test_one_film_splits_the_room():
    montages = SAMPLE.posts[0]
    orders = [comment.tiers for comment in SAMPLE.comments if comment.post == montages.slug]

    high = sum(("rocky-iii",) in tiers[:2] for tiers in orders)
    last = sum(len(tiers) > 3 and tiers[-1] == ("rocky-iii",) for tiers in orders)

    assert high >= 3
    assert last >= 3


def test_approving_either_of_the_held_comments_moves_the_crowd():
    montages = SAMPLE.posts[0]
    before = consensus(tally(montages, "approved")).order
    held = [comment for comment in SAMPLE.comments if comment.status == "pending"]

    for comment in held:
        counted = tally(montages, "approved")
        counted.add(Ordering(comment.all_tiers(montages.ranked)))

        assert consensus(counted).order != before


def test_the_second_post_has_enough_readers_for_a_crowd():
    counted = tally(SAMPLE.posts[1], "approved")

    assert counted.orderings == 3
    assert consensus(counted).unplaced == ()
