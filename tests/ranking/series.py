"""Series of films for tests of reading, and readings in one short notation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ranking import Ordering
from ranking.parse import Candidate, Reading, parse

Series = tuple[Candidate, ...]


def series(titles: str, aliases: str = "", years: Sequence[int] = ()) -> Series:
    """Candidates with their titles for keys, numbered as they stand; "A = B, C" gives A two aliases."""
    names = titles.split(" | ")
    also = dict(line.split(" = ") for line in aliases.split(" | ")) if aliases else {}
    dated = dict(zip(names, years, strict=True)) if years else {}
    return tuple(
        Candidate(name, name, tuple(filter(None, also.get(name, "").split(", "))), dated.get(name), number)
        for number, name in enumerate(names, start=1)
    )


ALIEN = series(
    "Alien | Aliens | Alien 3 | Alien Resurrection | Prometheus | Alien: Covenant | Alien: Romulus"
    " | Alien vs. Predator | Aliens vs. Predator: Requiem",
    "Alien: Covenant = Covenant | Alien Resurrection = Resurrection, Alien 4",
)
BATMAN = series(
    "Batman | Batman Returns | Batman Forever | Batman & Robin | Batman Begins | The Dark Knight"
    " | The Dark Knight Rises | The Batman",
    "The Dark Knight = TDK",
    [1989, 1992, 1995, 1997, 2005, 2008, 2012, 2022],
)
BOND = series(
    "Dr. No | From Russia with Love | Goldfinger | Thunderball | You Only Live Twice"
    " | On Her Majesty's Secret Service | Diamonds Are Forever | Live and Let Die"
    " | The Man with the Golden Gun"
    " | The Spy Who Loved Me | Moonraker | For Your Eyes Only | Octopussy | A View to a Kill"
    " | The Living Daylights | Licence to Kill | GoldenEye | Tomorrow Never Dies | The World Is Not Enough"
    " | Die Another Day | Casino Royale | Quantum of Solace | Skyfall | Spectre | No Time to Die",
    "On Her Majesty's Secret Service = OHMSS | Licence to Kill = License to Kill",
)
BONDS = series("Sean Connery | George Lazenby | Roger Moore | Timothy Dalton | Pierce Brosnan | Daniel Craig")
CREED = series(
    "Rocky | Rocky II | Rocky III | Rocky IV | Rocky V | Rocky Balboa | Creed | Creed II | Creed III",
    "Rocky = Rocky I | Rocky Balboa = Rocky VI",
)
FAST = series(
    "The Fast and the Furious | 2 Fast 2 Furious | Tokyo Drift | Fast & Furious | Fast Five"
    " | Fast & Furious 6 | Furious 7 | The Fate of the Furious | F9 | Fast X"
)
INDY = series(
    "Raiders of the Lost Ark | Temple of Doom | The Last Crusade | Kingdom of the Crystal Skull",
    "Raiders of the Lost Ark = Raiders | Kingdom of the Crystal Skull = Crystal Skull, Indy 4",
)
MARVEL = series(
    "Iron Man | The Incredible Hulk | Iron Man 2 | Thor | Captain America: The First Avenger | The Avengers"
    " | Iron Man 3 | Thor: The Dark World | Captain America: The Winter Soldier | Guardians of the Galaxy"
    " | Avengers: Age of Ultron | Ant-Man | Captain America: Civil War | Doctor Strange"
    " | Guardians of the Galaxy Vol. 2 | Spider-Man: Homecoming | Thor: Ragnarok | Black Panther"
    " | Avengers: Infinity War | Ant-Man and the Wasp | Captain Marvel | Avengers: Endgame"
    " | Spider-Man: Far From Home",
    "Avengers: Age of Ultron = Avengers 2 | Captain America: The Winter Soldier = Captain America 2"
    " | The Avengers = Avengers | Iron Man = Iron Man 1",
)
MISSION = series(
    "Mission: Impossible | Mission: Impossible 2 | Mission: Impossible III | Ghost Protocol | Rogue Nation"
    " | Fallout | Dead Reckoning | The Final Reckoning",
    "Mission: Impossible 2 = MI2, M:I-2 | Mission: Impossible III = MI:3, Mission: Impossible 3",
)
PIXAR = series(
    "Toy Story | A Bug's Life | Toy Story 2 | Monsters, Inc. | Finding Nemo | The Incredibles | Cars"
    " | Ratatouille | WALL-E | Up | Toy Story 3 | Cars 2 | Brave | Inside Out | The Good Dinosaur | Cars 3"
    " | Coco | Incredibles 2 | Toy Story 4 | Onward"
)
POTTER = series(
    "Philosopher's Stone | Chamber of Secrets | Prisoner of Azkaban | Goblet of Fire | Order of the Phoenix"
    " | Half-Blood Prince | Deathly Hallows: Part 1 | Deathly Hallows: Part 2",
    "Philosopher's Stone = Sorcerer's Stone | Deathly Hallows: Part 1 = 7.1 | Deathly Hallows: Part 2 = 7.2",
)
ROCKY = CREED[:6]
SIGNS = series(
    "Monsters, Inc. | Mars Attacks! | E.T. | (500) Days of Summer | ...And Justice for All"
    " | Kill Bill: Vol. 1 | Kill Bill: Vol. 2 | Face/Off | Who Framed Roger Rabbit?"
    " | Good Night, and Good Luck. | Dr. Strangelove | Crouching Tiger, Hidden Dragon | Batman & Robin | Up"
)
TOYS = series("Toy Story | Toy Story 2 | Toy Story 3 | Toy Story 4")
TREK = series(
    "The Motion Picture | The Wrath of Khan | The Search for Spock | The Voyage Home | The Final Frontier"
    " | The Undiscovered Country | Generations | First Contact | Insurrection | Nemesis | Star Trek (2009)"
    " | Into Darkness | Beyond",
    "Star Trek (2009) = Star Trek",
)
WARS = series(
    "The Phantom Menace | Attack of the Clones | Revenge of the Sith | A New Hope | The Empire Strikes Back"
    " | Return of the Jedi | The Force Awakens | The Last Jedi | The Rise of Skywalker | Rogue One | Solo",
    "A New Hope = Star Wars, ANH | The Empire Strikes Back = Empire, ESB | Return of the Jedi = Jedi, ROTJ"
    " | Rogue One = Rogue One: A Star Wars Story | Solo = Solo: A Star Wars Story",
)
EVERY: Mapping[str, Series] = {
    name: films for name, films in globals().items() if name.isupper() and isinstance(films, tuple)
}


def read(text: str, films: Series) -> str | None:
    """What a text says: "A > B = C", or None."""
    return written(parse(text, films).ordering)


def reading(text: str, films: Series) -> Reading:
    """The whole reading of a text."""
    return parse(text, films)


def written(ordering: Ordering | None) -> str | None:
    """An ordering as "A > B = C", the films of a tier by the alphabet."""
    if ordering is None:
        return None
    return " > ".join(" = ".join(sorted(map(str, tier))) for tier in ordering)
