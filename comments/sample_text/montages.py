"""The first post of the sample: the films by training montage."""

from comments.sample_text.shapes import SampleEntry, SamplePost

INTRODUCTION = """\
Every Rocky film makes the same bargain with you. For half an hour the man is in no state to fight
anybody: he sulks, he stumbles, he trains as if for a photograph. Then somebody who loves him says what
had to be said, a drum comes in, and for the next few minutes nobody on your sofa can sit still.

We judged with the only instruments we trust. Does the music lift the floor? Does it make us laugh, on
purpose or otherwise? Does the work look as though it hurts? And does the last shot want a fist in the
air? Bouts, speeches and household robots were not considered.

What follows is the order of one desk. Yours is different, and there is a button for that.
"""

ROCKY_IV = """\
Most films would settle for one montage. This one takes a breath and goes again. First the woodcutter’s
course: Rocky fells trees, hauls stones and lifts a cart with his family aboard, while in a laboratory
far away Drago is wired to a wall of red lights. Old school against new, cut so that each swing of the
axe answers a needle on a dial. Then, as if all that had been the warm-up, he crushes the other man’s
picture in his fist and takes a mountain at a run. The synthesizers are shameless and the politics would
fit in a snow globe. It is still the best case for cardio ever filmed, by a nose.
"""

ROCKY_II = """\
For an hour nothing works, because Adrian lies in a hospital bed and her husband has no heart for it.
Then she opens her eyes, asks for one thing, and the thing is to *win*. After that there is no holding
him. Out come the chicken, caught at last, the log across the shoulders, the bars in the park, and a run
through a Philadelphia that has made up its mind: first a few children, then a street full, until half
the city is racing him up the steps. It improves on the most famous climb in cinema by the simplest of
means. This time he isn’t alone.
"""

ROCKY_III = """\
One half of this is a lesson in rhythm, the other a holiday. Apollo Creed takes his old rival to
California, puts him in a hotter gym and tries to teach his feet to dance, while Clubber Lang does
chin-ups in a cellar with the face of a man chewing nails. It all comes down to a foot race along the
beach, which Rocky keeps losing. Then he doesn’t, and two champions in very small shorts leap about in
the surf as though peace had been declared. Moving? Oddly so. Funny? Enormously, and there’s the catch:
the two above make you want to run, this one makes you want to book.
"""

ROCKY = """\
Everything was invented here: the alarm clock in the dark, the eggs that go down raw, the grey sweats,
the steps. On the first try he barely reaches the top; some weeks on he arrives like a man who owns the
view. It is a perfect piece of cinema, and it is also, between friends, mostly a film about jogging. Even
the sides of beef take their beating without a note of music, more as research than as rapture. The
sequels stole the blueprint and built higher. Fourth place is what happens to an inventor whose pupils
have larger budgets.
"""

ROCKY_BALBOA = """\
The knees are gone, the neck is gone, and speed isn’t coming back. So his trainer reads out the list of
what this body can no longer do, arrives at the one thing it still can, and proposes to manufacture
punches like ordnance. It is the best shop talk in the whole series, and the montage is over almost
before the echo: iron, barrels, chains, a small dog on the large steps. We would gladly have taken two
minutes more. But a man of his age should be allowed to stop when it starts to ache, and fifth is no
disgrace.
"""

ROCKY_V = """\
There is training in this film, and a song to go with it that tells you to go for it until you would
agree to anything. But the lungs are somebody else’s: Rocky holds the pads for a young man with good hair
and lives at one remove, a brave idea in a story about fathers and a hopeless one in a story about sweat.
The streets are right, the old gym is right, and still the pulse stays where it was. Some things are
better forgotten. We watched it again so that you need not.
"""

CREED = """\
Mentioned, not ranked. *Creed* has another name above the door and another pair of lungs on the road, and
it comes with a run through Philadelphia, motorbikes rearing on either side, that would make a fine mess
of the list above. It would be unfair to six films about one stubborn man to let the next generation in
on its first day at the gym. We’ll rank it when there are enough of its kind to quarrel over. Until then,
consider it warmed up.
"""

CLOSING_NOTE = """\
Not convinced? Good. Put all six in your own order, or only the two or three you would defend in a pub. A
film that you leave out counts neither for nor against. Ties are allowed, excuses too: there is room for
a remark beside every film.
"""

MONTAGES = SamplePost(
    slug="rocky-films-by-training-montage",
    title="Ranking the Rocky films by training montage",
    yardstick="training montage",
    standfirst=(
        "Six films, one flight of steps and a great many raw eggs. We put the sweat in order, "
        "from the best reason to get up at four in the morning to the best reason to stay in bed."
    ),
    introduction=INTRODUCTION,
    entries=(
        SampleEntry("rocky-iv", 1, ROCKY_IV),
        SampleEntry("rocky-ii", 2, ROCKY_II),
        SampleEntry("rocky-iii", 3, ROCKY_III),
        SampleEntry("rocky", 4, ROCKY),
        SampleEntry("rocky-balboa", 5, ROCKY_BALBOA),
        SampleEntry("rocky-v", 6, ROCKY_V),
        SampleEntry("creed", None, CREED),
    ),
    closing_note=CLOSING_NOTE,
    tags=("Rocky", "Boxing", "Montages"),
    days_ago=40,
)
