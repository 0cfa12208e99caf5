"""What names in one line with signs between them say: "A > B = C", "6>5>4", "A, B, C", "A, then B"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item, is_alphabetical, is_series_order
from ranking.parse.page import Page
from ranking.parse.scan import Run, Scan
from ranking.words import Token, word_set

_MOST_RUNS = 32
_MOST_WORDS = 1000
_NEAR = 60
_FAR = 300
_FEW_WORDS = 2
_GOES_ON = re.compile(
    r"\s*[,;|]\s*[(.…\"“*_]*(?:and\s+)?[^\W_a-z]|\s+(?!in |for me|imo|imho|easily|but |though)[^\W_]"
)
_BEGAN = re.compile(r"[A-Z][^\W_]*[,;|]\s*$")
_REFERENCES = word_set(
    "original originals first second third fourth remake reboot sequel prequel newest latest last old new"
)
_STOP = re.compile(r"[.!?\n]")
_DRESS = " \t\xa0\n\"'“”‘’*_`()[]-–—•.…"


@dataclass(frozen=True)
class Place:
    """Where a run stands: its line, what is written before and behind it there, and the line above."""

    line: int
    lead: str
    tail: str
    above: str

    @property
    def context(self) -> str:
        """The words that introduce the run: its own line's, or else those of the line above."""
        return self.lead if self.lead.strip(_DRESS) else f"{self.above}\n{self.lead}"


def read_runs(page: Page, taken: Collection[int]) -> Found:
    """What the lines that are not taken say in one line each.

    A text with very many runs or an endless line is no ranking, and a chain that is understood in part only
    spoils the whole.
    """
    found = Found()
    weighed = 0
    for index, line in enumerate(page.lines):
        if index in taken or line.quoted:
            continue
        if len(line.words) > _MOST_WORDS:
            return Found(refused=True)
        for run in Scan(page, line).runs():
            weighed += 1
            if weighed > _MOST_RUNS or _is_broken(page, index, run):
                return Found(refused=True)
            place = _place(page, index, run)
            found.refused = found.refused or _is_open_end(run, place)
            draft = _draft(page, run, place)
            if draft:
                found.drafts.append(draft)
    return found


def _place(page: Page, index: int, run: Run) -> Place:
    line = page.lines[index]
    lead = page.text[max(line.start, run.start - _FAR) : run.start]
    tail = page.text[run.end : min(line.end, run.end + _FAR)]
    # A line with a bullet is an item: what stands above speaks of the list, not of the line.
    above = "" if line.mark.is_bullet else "\n".join(page.before(index, 1))
    return Place(index, lead, tail, above)


def _is_broken(page: Page, index: int, run: Run) -> bool:
    """Whether a piece of a chain that was not understood may name a candidate that the others do not."""
    if not set(run.signs) & {">", "<"}:
        return False
    if run.is_broken or any(word.word in _REFERENCES for piece in run.strangers for word in piece):
        return True
    line = page.lines[index]
    spans = (max(line.start, run.start - _FAR), run.start), (run.end, min(line.end, run.end + _FAR))
    sides = [page.words_between(*span) for span in spans if set(page.text[slice(*span)]) & set("<>=")]
    return any(page.heads.touched(piece, run.places) for piece in (*run.strangers, *sides))


def _is_open_end(run: Run, place: Place) -> bool:
    """ "Bottom 3: A, B, C": which of them is the very last, nobody knows."""
    return (
        set(run.signs) <= {",", "and"} and hints.section(place.lead) < 0 and not hints.direction(place.lead)
    )


def _draft(page: Page, run: Run, place: Place) -> Draft | None:
    signs = set(run.signs)
    if signs & {">", "<"} and "and" in signs and not place.lead.strip(_DRESS):
        run.signs = ["=" if sign == "and" else sign for sign in run.signs]
        signs = set(run.signs)
    if len(set(run.places)) < len(run.places) or _is_taken_back(place):
        return None
    if len(run.places) == 2 and _is_argument(place):
        return None
    if signs <= {">", "="} or signs <= {"<", "="}:
        return _chain(run, place.line) if signs - {"="} else None
    if signs == {"over"}:
        return _drafted(run, place.line, 0.6) if len(run.places) > 2 else None
    if any(page.heads.touched(piece, run.places, strictly=True) for piece in _beside(page, run, place.line)):
        return None
    if "then" in signs and signs <= {"then", ",", "and"}:
        return _told(page, run, place)
    if signs <= {",", "and", "→", "="} and signs & {",", "→"}:
        return _listed(page, run, place)
    return None


def _is_argument(place: Place) -> bool:
    """Whether one comparison stands inside a sentence that does not call it the writer's own ranking."""
    return len(place.lead.split()) > _FEW_WORDS and not hints.is_personal(place.context)


def _is_taken_back(place: Place) -> bool:
    """Whether a question, a denial, another owner or another kind of order stands beside the run."""
    end = _STOP.search(place.tail)
    asked = bool(end) and place.tail[end.start()] == "?" if end else False
    above = place.above if place.above.rstrip(" *_").endswith(":") or len(place.above) < _NEAR else ""
    return (
        asked
        or hints.mocks(place.lead)
        or hints.mocks(place.tail)
        or hints.denies(place.lead)
        or hints.forbids(place.lead)
        or hints.forbids(place.tail)
        or hints.forbids(above)
        or hints.is_of_others(place.lead)
        or hints.is_of_others(above)
    )


def _chain(run: Run, line: int) -> Draft:
    sure = 0.95 if len(run.elements) > 2 else 0.75
    draft = _drafted(run, line, sure * (0.9 if run.strangers else 1.0))
    return draft if ">" in run.signs else draft.reversed()


def _told(page: Page, run: Run, place: Place) -> Draft | None:
    """ "Best is A, then B, and C is the worst": which end is which must be said, and not twice over."""
    first = f"{place.context[-_NEAR:]} {run.gaps[0] if _closes(run.gaps[0]) else ''}"
    last = f"{'' if _closes(run.gaps[-1]) else run.gaps[-1]} {place.tail[:_NEAR]}"
    ends = {_polarity(first), -_polarity(last), hints.direction(place.context)} - {0}
    announced = hints.invites(place.context) or hints.confirms(place.tail)
    if len(run.elements) < 3 or len(ends) > 1 or not (ends or announced or _is_telling(page, run, place)):
        return None
    draft = _drafted(run, place.line, 0.6 if ends or announced else 0.5)
    return draft if ends <= {1} else draft.reversed()


def _closes(gap: str) -> bool:
    """Whether "is the best" stands behind a name, and not before the next one."""
    return hints.plain(gap).split()[:1] in (["is"], ["are"], ["being"])


def _polarity(text: str) -> int:
    words = set(hints.plain(text).split())
    good = bool(words & {"best", "favourite", "favorite", "top"}) and "least" not in words
    return good - bool(words & {"worst", "least", "bottom", "last"})


def _listed(page: Page, run: Run, place: Place) -> Draft | None:
    """ "A, B, C": a ranking if it is called so, or if a line is nothing else and stands in no other order."""
    said = hints.direction(place.context) or hints.direction(place.tail[:_NEAR])
    invited = said != 0 or hints.invites(place.context) or hints.confirms(place.tail)
    if (hints.places_at_end(place.tail) and not said) or not (invited or _is_telling(page, run, place)):
        return None
    if _GOES_ON.match(place.tail) or _BEGAN.search(place.lead):
        return None
    draft = _drafted(run, place.line, 0.85 if invited else 0.55)
    return draft if said >= 0 else draft.reversed()


def _is_telling(page: Page, run: Run, place: Place) -> bool:
    """Whether an order that nobody announced can hardly be anything but a ranking."""
    alone = not place.lead.strip(_DRESS) and place.tail.strip(" \t\xa0\n\"'”’*_)]")[:1] in ("", ".", "!")
    orderly = is_series_order(page.names, run.places)
    by_name = len(run.places) > 3 and is_alphabetical(page.names, run.places)
    return alone and not orderly and not by_name and len(run.places) > 2 and set(run.signs) <= {",", "then"}


def _beside(page: Page, run: Run, index: int) -> Iterator[Sequence[Token]]:
    """The words of the same clause before and behind the names."""
    line = page.lines[index]
    near, far = max(line.start, run.start - _FAR), min(line.end, run.end + _FAR)
    yield page.words_between(max(near, page.text.rfind(":", near, run.start)), run.start)
    stop = _STOP.search(page.text, run.end, far)
    yield page.words_between(run.end, stop.start() if stop else far)


def _drafted(run: Run, line: int, confidence: float) -> Draft:
    tiers: list[list[Item]] = []
    for element, sign in zip(run.elements, ["", *run.signs], strict=True):
        item = Item(element.place, line, doubtful=element.is_numeral)
        if sign == "=":
            tiers[-1].append(item)
        else:
            tiers.append([item])
    return Draft(tuple(map(tuple, tiers)), confidence, range(line, line + 1))
