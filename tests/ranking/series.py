"""Series of films for tests of reading, and readings in one short notation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ranking import Ordering
from ranking.parse import Candidate, Reading, parse


def series(
    titles: Sequence[str], aliases: Mapping[str, Sequence[str]] | None = None, years: Sequence[int] = ()
) -> tuple[Candidate, ...]:
    """Candidates with their titles for keys, numbered as they stand."""
    named = aliases or {}
    dated = dict(zip(titles, years, strict=True)) if years else {}
    return tuple(
        Candidate(title, title, tuple(named.get(title, ())), dated.get(title), number)
        for number, title in enumerate(titles, start=1)
    )


ALIEN = series(
    ["Alien", "Aliens", "Alien 3", "Alien Resurrection", "Prometheus", "Alien: Covenant", "Alien vs. Predator"],
    {"Alien Resurrection": ["Alien 4"], "Alien vs. Predator": ["AvP"]},
    [1979, 1986, 1992, 1997, 2012, 2017, 2004],
)
BATMAN = series(
    ["Batman", "Batman Returns", "Batman Forever", "Batman & Robin", "Batman Begins", "The Dark Knight", "The Batman"],
    {"The Dark Knight": ["TDK"]},
    [1989, 1992, 1995, 1997, 2005, 2008, 2022],
)
BOND = series(
    [
        *("Dr. No", "Goldfinger", "Thunderball", "Moonraker", "Octopussy", "Licence to Kill", "GoldenEye"),
        *("Casino Royale", "Skyfall", "Spectre", "On Her Majesty's Secret Service", "From Russia with Love"),
    ],
    {"Licence to Kill": ["License to Kill"]},
)
FAST = series(
    ["The Fast and the Furious", "2 Fast 2 Furious", "Tokyo Drift", "Fast & Furious", "Fast Five", "Fast & Furious 6"]
)
INDY = series(
    ["Raiders of the Lost Ark", "Temple of Doom", "The Last Crusade", "Kingdom of the Crystal Skull"],
    {"Kingdom of the Crystal Skull": ["Indy 4"]},
)
MARVEL = series(
    [
        *("Iron Man", "Iron Man 2", "Thor", "The Avengers", "Iron Man 3", "Thor: The Dark World", "Ant-Man"),
        *("Guardians of the Galaxy", "Captain America: Civil War", "Guardians of the Galaxy Vol. 2"),
        *("Thor: Ragnarok", "Ant-Man and the Wasp"),
    ],
    {"The Avengers": ["Avengers"]},
)
POTTER = series(
    ["Philosopher's Stone", "Chamber of Secrets", "Prisoner of Azkaban", "Goblet of Fire", "Deathly Hallows: Part 1"],
    {"Philosopher's Stone": ["Sorcerer's Stone"]},
)
ROCKY = series(
    ["Rocky", "Rocky II", "Rocky III", "Rocky IV", "Rocky V", "Rocky Balboa"], {"Rocky Balboa": ["Rocky VI"]}
)
TREK = series(
    ["The Motion Picture", "The Wrath of Khan", "The Voyage Home", "First Contact", "Star Trek (2009)", "Beyond"],
    {"Star Trek (2009)": ["Star Trek"]},
)
WARS = series(
    [
        *("The Phantom Menace", "Attack of the Clones", "Revenge of the Sith", "A New Hope"),
        *("The Empire Strikes Back", "Return of the Jedi", "The Force Awakens", "Rogue One", "Solo"),
    ],
    {
        "A New Hope": ["Star Wars", "ANH"],
        "The Empire Strikes Back": ["Empire"],
        "Return of the Jedi": ["Jedi"],
        "Rogue One": ["Rogue One: A Star Wars Story"],
    },
)
EVERY_SERIES = (ALIEN, BATMAN, BOND, FAST, INDY, MARVEL, POTTER, ROCKY, TREK, WARS)


def read(text: str, candidates: Iterable[Candidate]) -> str | None:
    """What a text says: "A > B = C", or None."""
    return written(parse(text, tuple(candidates)).ordering)


def reading(text: str, candidates: Iterable[Candidate]) -> Reading:
    """The whole reading of a text."""
    return parse(text, tuple(candidates))


def written(ordering: Ordering | None) -> str | None:
    """An ordering as "A > B = C", the films of a tier by the alphabet."""
    if ordering is None:
        return None
    return " > ".join(" = ".join(sorted(map(str, tier))) for tier in ordering)
