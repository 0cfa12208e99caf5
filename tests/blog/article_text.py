"""An article of our own with every trap of the plain-text format, and films that nobody made."""

# No-break spaces before double spaces, blank lines by twos, and the indents of a page turned into text.
LANTERN = """Ranking the Lantern Films by Rooftop Chase


Somebody always ends up on a roof.\u00a0 And the tiles are “always” wet.

Here is the order, from slate to straw.

*Lantern Rising isn’t out yet, but the poster has a chimney on it.

1.\u00a0 Lantern IV

Two chases, and the second has the weather vane.\u00a0 It isn’t close.

2.\u00a0 Lantern II

The baker’s roof.\u00a0 “Mind the flour!”\u00a0\u00a0 Nobody minds it.

She even finds the time to wave.

3.\u00a0 Lantern III

1,200 pigeons, all of them trained.

4.\u00a0 Lantern


One roof, one ladder, no money.

5.\u00a0 Lantern Keeper


It rains. That is all.

6.\u00a0 Lantern V

Indoors.

  1. No no no. It should read

    Lantern IV – of course
    Lantern II – when the flour came down.. I clapped
    Lantern Keeper – was lovely
    Lantern I
    Lantern III
    Lantern V – a cold shower

  2. Late to this, but I’ve seen them all.

    My order (most loved to least) is:

    Lantern IV
    Lantern II
    Lantern III

    By Lantern V they had run out of roofs…Everybody knew.

    Still: what a band!

  3. One more thing.
    In Lantern 2 it is “my flour”, not “the flour”!
"""
