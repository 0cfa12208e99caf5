"""The readers of the sample: nobody real, though you may have met them."""

from comments.sample_text.fights import FIGHTS
from comments.sample_text.montages import MONTAGES
from comments.sample_text.shapes import SampleComment, Tiers

ONE, TWO, THREE, FOUR, FIVE = "rocky", "rocky-ii", "rocky-iii", "rocky-iv", "rocky-v"
BALBOA, CREED = "rocky-balboa", "creed"


def order(*films: str) -> Tiers:
    """An ordering without ties, best first."""
    return tuple((film,) for film in films)


ON_MONTAGES = (
    SampleComment(
        ref="sample:montages:1",
        post=MONTAGES.slug,
        name="Dolores Quint",
        text="The top two I'll sign. After that you lost me: how is the old man only fifth?",
        tiers=order(FOUR, TWO, BALBOA, ONE, THREE, FIVE),
        remarks={
            FOUR: "no argument from me",
            TWO: "she opens her eyes and I'm gone, every time",
            BALBOA: "much better than it had any right to be",
            ONE: "respect, mostly",
            THREE: "shorts",
            FIVE: "we don't talk about it in this house",
        },
        days_ago=39,
    ),
    SampleComment(
        ref="sample:montages:2",
        post=MONTAGES.slug,
        name="Halvard",
        text=(
            "I found this while looking for something to put on before a run, so I will only place "
            "the three I know by heart.\n\n"
            "Yes, by the fourth the series had floated off into the comics. The other man is a "
            "machine, the fight is a cartoon, and the next opponent could only have come from space. "
            "But that barn! I bought a rowing machine because of that barn, and what is more, I use "
            "it."
        ),
        tiers=order(FOUR, TWO, THREE),
        remarks={FOUR: "the barn, the beard, the snow"},
        days_ago=37,
    ),
    SampleComment(
        ref="sample:montages:3",
        post=MONTAGES.slug,
        name="Corner Man",
        text=(
            "One small thing about the second. Adrian's word starts it, but listen to Mickey right "
            "behind her. He has been waiting for an hour to be allowed to shout, and he doesn't waste "
            "it."
        ),
        remarks={TWO: "it's Mickey who rings the bell"},
        days_ago=36,
    ),
    SampleComment(
        ref="sample:montages:4",
        post=MONTAGES.slug,
        name="Zoë Lindqvist",
        text=(
            "You call the beach a joke as if that were a bad thing. It is the only one in which "
            "anybody is happy."
        ),
        tiers=order(THREE, FOUR, TWO, ONE, BALBOA, FIVE),
        remarks={THREE: "joy counts as a muscle"},
        days_ago=33,
    ),
    SampleComment(
        ref="sample:montages:5",
        post=MONTAGES.slug,
        name="Teodor",
        text="Happy, yes. Trained, no. You can't beat Clubber Lang with a hug.",
        reply_to="sample:montages:4",
        days_ago=33,
    ),
    SampleComment(
        ref="sample:montages:6",
        post=MONTAGES.slug,
        name="Teodor",
        text="My own, since I'm here. The beach comes last and I'd do it again.",
        tiers=order(TWO, FOUR, BALBOA, ONE, FIVE, THREE),
        remarks={THREE: "a holiday film", FIVE: "at least it is about boxing"},
        days_ago=32,
    ),
    SampleComment(
        ref="sample:montages:7",
        post=MONTAGES.slug,
        name="Дарья К.",
        text=(
            "I grew up a long way east of that mountain, and nobody here trains with a log either. "
            "It's first all the same. The running up, the shouting of the name: ridiculous, perfect."
        ),
        tiers=order(FOUR, THREE, TWO, BALBOA, ONE, FIVE),
        remarks={FOUR: "nobody here owns a cart", BALBOA: "my father's favourite"},
        days_ago=28,
    ),
    SampleComment(
        ref="sample:montages:8",
        post=MONTAGES.slug,
        name="Eggs at Dawn",
        text=(
            "The first one did it without a budget, without a plan and nearly without a song. The "
            "rest is decoration."
        ),
        tiers=order(ONE, TWO, FOUR, BALBOA, FIVE, THREE),
        remarks={ONE: "five eggs, one shot"},
        days_ago=25,
    ),
    SampleComment(
        ref="sample:montages:9",
        post=MONTAGES.slug,
        name="Aunt Perpetua",
        text="I'm seventy and I box on Thursdays. Guess which one I put on beforehand.",
        tiers=order(BALBOA, FOUR, TWO, ONE, FIVE, THREE),
        remarks={BALBOA: "what is gone is gone; hit harder", THREE: "put some clothes on"},
        days_ago=21,
    ),
    SampleComment(
        ref="sample:montages:10",
        post=MONTAGES.slug,
        name="Kofi from the gym",
        text="Three are in a class of their own, in this order. The rest can share a bench below them.",
        tiers=order(THREE, TWO, FOUR),
        remarks={THREE: "footwork! It is the only one that teaches any"},
        rest="below",
        days_ago=17,
    ),
    SampleComment(
        ref="sample:montages:11",
        post=MONTAGES.slug,
        name="Undecided, Leeds",
        text=(
            "Don't make me choose between the axe and the steps. I put them level, and the two quiet "
            "ones behind."
        ),
        tiers=((FOUR, TWO), (ONE, BALBOA), (FIVE,), (THREE,)),
        days_ago=14,
    ),
    SampleComment(
        ref="sample:montages:12",
        post=MONTAGES.slug,
        name="Inês",
        text="I have only seen three of them so far, so please spoil nothing.",
        tiers=order(TWO, BALBOA, ONE),
        remarks={TWO: "all those children!"},
        days_ago=9,
    ),
    SampleComment(
        ref="sample:montages:13",
        post=MONTAGES.slug,
        name="Dolores Quint",
        text="Lucky you, with the mountain still to come. Stop before the fifth, though.",
        reply_to="sample:montages:12",
        days_ago=8,
    ),
    SampleComment(
        ref="sample:montages:14",
        post=MONTAGES.slug,
        name="Barnaby Wu",
        text=("Played all six on the turbo trainer, and went by the watts. The numbers are what they are."),
        tiers=order(FOUR, TWO, BALBOA, ONE),
        remarks={FOUR: "plus forty watts in the second song", BALBOA: "short, or it would be higher"},
        days_ago=5,
    ),
    SampleComment(
        ref="sample:montages:15",
        post=MONTAGES.slug,
        name="梅",
        text=(
            "Nobody here gives the fifth a chance. I was ten, it was the first I saw, and I ran round "
            "the block."
        ),
        tiers=order(FOUR, FIVE, TWO, ONE, BALBOA, THREE),
        remarks={FIVE: "go on, laugh"},
        status="pending",
        days_ago=1,
    ),
    SampleComment(
        ref="sample:montages:16",
        post=MONTAGES.slug,
        name="Rémi B.",
        text="The original before the old man, please, and the beach where it belongs.",
        tiers=order(FOUR, ONE, TWO, BALBOA, FIVE, THREE),
        remarks={THREE: "sand is not a surface"},
        status="pending",
        days_ago=0,
    ),
)

ON_FIGHTS = (
    SampleComment(
        ref="sample:fights:1",
        post=FIGHTS.slug,
        name="Corner Man",
        text=(
            "Scored from the corner, with a towel in my hand. Moscow is higher than you have it: he "
            "goes the distance."
        ),
        tiers=order(ONE, FOUR, CREED, TWO, BALBOA, THREE, FIVE),
        remarks={FOUR: "fifteen rounds on somebody else's holiday", FIVE: "no towel would have helped"},
        days_ago=11,
    ),
    SampleComment(
        ref="sample:fights:2",
        post=FIGHTS.slug,
        name="Inês",
        text="I have seen one more since! These are the ones I watched through my fingers.",
        tiers=order(CREED, ONE, TWO, BALBOA),
        remarks={CREED: "he gets up"},
        days_ago=7,
    ),
    SampleComment(
        ref="sample:fights:3",
        post=FIGHTS.slug,
        name="Aunt Perpetua",
        text=(
            "The two where he loses on points are level at the top, and the old man is one of them. "
            "All others below."
        ),
        tiers=((ONE, BALBOA),),
        remarks={BALBOA: "he didn't wait for the scores, and neither would I"},
        rest="below",
        days_ago=6,
    ),
    SampleComment(
        ref="sample:fights:4",
        post=FIGHTS.slug,
        name="Teodor",
        text=(
            "Can we agree at least that the best punch of all is the one that the third film doesn't show?"
        ),
        days_ago=3,
    ),
)

COMMENTS = ON_MONTAGES + ON_FIGHTS
