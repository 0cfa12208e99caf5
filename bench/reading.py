"""How long texts of 20,000 characters take to read, and how long the names of candidates take to build.

python -m bench.reading
"""

import time

from bench.table import markdown
from ranking.parse import Candidate, parse
from ranking.titles import Names

LENGTH = 20_000
LINES = 299
WORDS_IN_LINE = 490
ROUNDS = 3
WORDS = [
    *("Dark", "Star", "Return", "of", "the", "Silent", "Road", "Empire", "House", "Winter", "Falling"),
    *("Night", "Fury", "Last", "Stand", "River", "Legacy", "Golden", "Ghost", "Stone", "Crown"),
]
PIECES = {
    "a chain": "{0} > {1} > ",
    "comparisons": "{0} > {1}. ",
    "commas": "{0}, {1}, ",
    "a list": "1. {0}\n2. {1}\n",
    "numbers in a line": "1. {0} 2. {1} ",
    "bullets": "- {0}\n",
    "names": "{0} ",
    "names on lines": "{0}\n{1}\n",
    "misspelt names": "1. {0}x\n",
    "ties": "{0} & ",
    "tiers": "S: {0}\nA: {1}\n",
    "grades on lines": "S\n{0}\n",
    "ends": "Worst: {0}\n",
    "years": "{0} (1979)\n",
    "numerals": "6>5>4>",
    "digits": "7",
    "digits apart": "1 2 3 ",
    "Roman numerals": "IV, ",
    "decimals": "1.1",
    "then": "{0}, then ",
    "one long word": "a",
    "words": "so it goes ",
    "apostrophes": "a'",
    "blanks": " ",
    "tabs": "\t",
    "lines": "\n",
    "lines of blanks": " \n",
    "lines of one letter": "a\n",
    "greater-than": ">",
    "greater-than on lines": ">\n",
    "quoted lines": "> {0}\n",
    "nested quotes": "> > > > {0}\n",
    "quote tags": "[quote]",
    "quote tags closed": "[quote]{0}[/quote]\n",
    "speakers": "Bob said:\n",
    "brackets": "(",
    "names and brackets": "{0} (",
    "asterisks": "*",
    "hashes": "# ",
    "dashes": "-",
    "arrows": "->",
    "hearts": "<3 ",
    "less-than": "<",
    "entities": "&gt;",
    "ampersands": "&",
    "combining marks": "\u0301",
    "letters with marks": "e\u0301",
    "one letter with marks": "e" + "\u0301" * 200 + " ",
    "right to left": "الفضائي ",
    "marks of direction": "\u202e{0}\u202c ",
    "a ligature of eighteen": "\ufdfa",
    "numbers as pictures": "1\ufe0f\u20e3 {0} ",
    "medals": "🥇 {0}\n",
    "a table": "| 1 | {0} |\n",
    "colons": "a:",
    "edits": "edit: ",
    "no order": "no order ",
    "directions": "from best to worst:\n",
    "mejor a peor": "mejor a ",
    "swap": "swap a ",
}


def candidates(count: int) -> tuple[Candidate, ...]:
    """Made-up titles of three words, in a series."""
    size = len(WORDS)
    titles = (
        f"{WORDS[n % size]} {WORDS[n * 7 // size % size]} {WORDS[(3 * n + 5) % size]}" for n in range(count)
    )
    return tuple(
        Candidate(n, f"{title}: Part {n}", (f"Alias {n}",), 1925 + n, n)
        for n, title in enumerate(titles, start=1)
    )


def milliseconds(text: str, films: tuple[Candidate, ...]) -> float:
    """The least of several readings of a text."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        parse(text, films)
        times.append(time.process_time() - start)
    return 1000 * min(times)


def texts(piece: str, films: tuple[Candidate, ...]) -> tuple[str, str]:
    """A piece over and over: all of the length, and as much as is read of so many lines and words."""
    rounds = [
        piece.format(films[n % 25].title, films[(n + 7) % 25].title) for n in range(LENGTH // len(piece))
    ]
    whole = "".join(rounds)[:LENGTH]
    lines = [" ".join(line.split(" ")[:WORDS_IN_LINE]) for line in whole.split("\n")]
    return whole, "\n".join(lines[:LINES])


def measure() -> str:
    """Each text with 25 candidates: too long to be a ranking, and cut to what is just short enough."""
    films = candidates(25)
    parse("", films)
    rows = []
    for name, piece in PIECES.items():
        whole, limited = (milliseconds(text, films) for text in texts(piece, films))
        rows.append((max(whole, limited), [name, f"{whole:.1f}", f"{limited:.1f}"]))
    rows.sort(key=lambda row: -row[0])
    return markdown(
        ["20,000 characters of", "least ms of the processor", "within the limits"], [row for _, row in rows]
    )


def names() -> str:
    """What the first text about a post pays once for the names of its candidates."""
    rows = []
    for count in (10, 25, 100):
        films = candidates(count)
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            Names(films)
            times.append(time.process_time() - start)
        rows.append([count, f"{1000 * min(times):.1f}"])
    return markdown(["candidates", "names, least ms of the processor"], rows)


def main() -> None:
    print(f"{measure()}\n\n{names()}")


if __name__ == "__main__":
    main()
