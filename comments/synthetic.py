"""Readers that nobody has met: a plausible crowd for tests and measurements, drawn from a seed."""

from collections.abc import Iterator, Sequence
from random import Random

from comments.submission import BELOW, UNKNOWN, Ballot, Submission
from ranking.mallows import Mallows

DRIFT = 0.8  # of the crowd's centre from the author's order
SPREAD = 0.75  # of the readers around that centre
WHOLE = 0.4  # of the readers rank every film
TIE = 0.08  # of the neighbours stand level
REST_BELOW = 0.25  # of those who leave films out mean that they come last
REMARK = 0.1  # of the readers say a word beside a film
WORDS = 0.15  # of the readers write a comment

NAMES = (
    "Ada",
    "Bruno",
    "Chidi",
    "Dolores",
    "Emeka",
    "Fatima",
    "Gus",
    "Hana",
    "Ines",
    "Jarek",
    "Kofi",
    "Lupe",
)
REMARKS = (
    "Better every time I see it.",
    "The steps alone are worth the ticket.",
    "Too short by half.",
    "I had to stand up for this one.",
    "Nobody in my house agrees.",
    "The music does all the work.",
)
TEXTS = (
    "I watched them all again to be fair.",
    "You have the top right and the rest upside down.",
    "My father would swap the first two.",
    "Close, but the order of the middle is a crime.",
)


def readers(author: Sequence[int], number: int, seed: int) -> Iterator[Submission]:
    """So many readers of a post whose author ranks these entries; the same seed gives the same readers."""
    chance = Random(seed)  # noqa: S311 — no secret is made of it
    centre = Mallows(author, DRIFT).draw(chance)
    around = Mallows(centre, SPREAD)
    for count in range(1, number + 1):
        order = [entry for entry in around.draw(chance) if isinstance(entry, int)]
        text = chance.choice(TEXTS) if chance.random() < WORDS else ""
        yield Submission(f"{chance.choice(NAMES)} {count}", text, ballot=ballot(order, chance))


def ballot(order: list[int], chance: Random) -> Ballot:
    """What a reader with this order in mind fills in: some of it, now and then level or with a remark."""
    size = len(order)
    placed = order
    if size > 1 and chance.random() >= WHOLE:
        known = set(chance.sample(order, chance.randint(1, size - 1)))
        placed = [entry for entry in order if entry in known]
    tiers = tied(placed, chance)
    left = tuple(sorted(set(order) - set(placed)))
    rest = BELOW if left and chance.random() < REST_BELOW else UNKNOWN
    if rest == BELOW:
        tiers.append(left)
    remarks = {chance.choice(order): chance.choice(REMARKS)} if order and chance.random() < REMARK else {}
    return Ballot(tuple(tiers), remarks, rest)


def tied(order: Sequence[int], chance: Random) -> list[tuple[int, ...]]:
    tiers: list[tuple[int, ...]] = []
    for entry in order:
        if tiers and chance.random() < TIE:
            tiers[-1] += (entry,)
        else:
            tiers.append((entry,))
    return tiers
