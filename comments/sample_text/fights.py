"""The second post of the sample: the same films by final fight."""

from comments.sample_text.shapes import SampleEntry, SamplePost

INTRODUCTION = """\
Training is a promise; this is where it falls due. We timed nothing and scored everything: how badly we
wanted the bell, how little we knew who would hear it, and whether the picture at the end was worth the
stitches. This time the youngest of the family has to fight like all the others.
"""

ROCKY = """\
The only big fight of its day whose hero asks for nothing but to be standing at the end of it. Fifteen
rounds, two ruined faces, and a verdict that hardly anybody hears, since he is shouting for Adrian and so
are we. Everything below is a rematch with this.
"""

CREED = """\
One early bout here is told in a single breath, but the last one, in a football ground in Liverpool, has
the heart. Down and all but out, Adonis remembers whose son he is and gets up. He loses on the cards.
Nobody leaves thinking so.
"""

ROCKY_II = """\
They hit each other until both of them fall, and then it’s a race between two exhausted men and a count
of ten. It is the silliest ending imaginable on paper. In the room, even the third time, you find that
you are climbing the ropes as well.
"""

ROCKY_BALBOA = """\
Shot like a television broadcast, down to the captions, and all the better for it: no orchestra tells you
that the old man has a chance. He walks out before the scores are read. He knows, and so does the crowd,
which is on its feet.
"""

ROCKY_IV = """\
Christmas Day in Moscow, and a giant who has never been cut is cut. As sport it is two trees felling each
other; as opera it is beyond reproach. We take a point off for the speech afterwards, and would miss it
terribly.
"""

ROCKY_III = """\
Clever rather than grand: he lets Clubber Lang punch himself empty, and talks to him all the while. It’s
over in three rounds, which is brisk. The fight we really want comes after, in an empty gym between two
friends, and the film freezes on the first punch.
"""

ROCKY_V = """\
No ring, no gloves, no bell: a brawl outside a bar, with the neighbours as judges. It has a certain
honesty and a bus in the background. But six other films have taught us to wait for ropes, and a street
has nothing to bounce off.
"""

CLOSING_NOTE = """\
Seven fights, and the hero loses three of the four that we like best. Draw your own conclusions, and then
your own order.
"""

FIGHTS = SamplePost(
    slug="rocky-films-by-final-fight",
    title="Ranking the Rocky films by final fight",
    yardstick="final fight",
    standfirst="Seven last bouts, scored by people who flinch. It turns out that losing suits him.",
    introduction=INTRODUCTION,
    entries=(
        SampleEntry("rocky", 1, ROCKY),
        SampleEntry("creed", 2, CREED),
        SampleEntry("rocky-ii", 3, ROCKY_II),
        SampleEntry("rocky-balboa", 4, ROCKY_BALBOA),
        SampleEntry("rocky-iv", 5, ROCKY_IV),
        SampleEntry("rocky-iii", 6, ROCKY_III),
        SampleEntry("rocky-v", 7, ROCKY_V),
    ),
    closing_note=CLOSING_NOTE,
    tags=("Rocky", "Boxing", "Final fights"),
    days_ago=12,
)
