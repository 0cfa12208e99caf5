"""Names in one line with signs between them: "A > B = C", "6>5>4", "A, B, C", "A, then B, then C"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from ranking.parse import hints
from ranking.parse.drafts import Draft, Found, Item, is_alphabetical, is_series_order
from ranking.parse.page import Line, Page
from ranking.words import Token

_SIGNS = {
    **dict.fromkeys((">", ">>", ">>>", ">>>>", ">=", "≥", "≻", "›", "»"), ">"),
    **dict.fromkeys(("<", "<<", "<<<", "<=", "≤", "≺"), "<"),
    **dict.fromkeys(("=", "==", "===", "≈", "~", "/", "+", "&"), "="),
    **dict.fromkeys((",", ";", "|", "·", "•"), ","),
    "→": "→",
}
_WORDS = {"then": "then", "followed": "then", "next": "then", "over": "over", "beats": "over"}
_LINKS = {
    *("the", "my", "and", "is", "are", "best", "worst", "by", "last", "comes", "favourite", "favorite", "first", "least"),
    *("then", "followed", "next", "at", "bottom", "top", "with", "after", "that", "finally", "one", "of", "all", "being"),
}
_DRESS = " \t\xa0\n\"'“”‘’*_`()[]"
_LONGEST_GAP = 60
_MOST_LINKS = 8
_ORDINARY_LEAD = re.compile(r"(?:[:\-–—…\]]|\b(?:is|goes|go|be|are|order|say|rank|ranking|them|like|it|me))\s*[\"“*_(]*$", re.IGNORECASE)


@dataclass
class Run:
    """Elements with what stands between each and the one before; strangers are pieces that name nobody."""

    elements: list[tuple[int, Token, Token, bool]] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    strangers: list[Sequence[Token]] = field(default_factory=list)
    first: int = 0
    gaps: list[str] = field(default_factory=list)


def read_runs(page: Page, taken: Collection[range]) -> Found:
    """What the lines outside the taken ones say in one line."""
    blocked = {index for lines in taken for index in lines}
    found = Found()
    for index, line in enumerate(page.lines):
        if index in blocked or line.quoted:
            continue
        for run in _runs(page, line):
            draft = _draft(page, index, run)
            if draft:
                found.drafts.append(draft)
    return found


def _runs(page: Page, line: Line) -> Iterator[Run]:
    run = Run()
    words = page.words_between(line.start, line.end)
    index = 0
    while index < len(words):
        element = _element(page, words, index, bool(run.elements))
        if element is None:
            index += 1
            continue
        place, last, is_numeral = element
        run.first = run.first if run.elements else index
        run.elements.append((place, words[index], words[last - 1], is_numeral))
        sign, index = _sign(page, words, last, line.end)
        if sign in (">", "<") and index < len(words) and not _element(page, words, index, True):
            index = _behind_stranger(page, words, index, sign, run)
        if not sign or index >= len(words) or not _element(page, words, index, True):
            if len(run.elements) > 1:
                yield run
            run = Run()
            continue
        run.signs.append(sign)
        run.gaps.append(page.text[words[last - 1].end : words[index].start])


def _element(page: Page, words: Sequence[Token], index: int, inside: bool) -> tuple[int, int, bool] | None:
    mention = page.heads.full_name(words, index)
    if mention and (not mention.is_part or inside or _begins(page, words, index)):
        return mention.places[0], mention.last, False
    place = page.heads.numeral(words, index)
    if place is not None and (inside or _begins(page, words, index)) and _stands_alone(page, words, index):
        return place, index + 1, True
    return None


def _begins(page: Page, words: Sequence[Token], index: int) -> bool:
    """Whether a numeral or part of a name stands where a list can begin."""
    if index == 0:
        start = words[0].start
        return not page.text[page.text.rfind("\n", 0, start) + 1 : start].strip(_DRESS + "-–—•.…>#:")
    before = page.text[max(0, words[index].start - 24) : words[index].start]
    return bool(_ORDINARY_LEAD.search(before))


def _stands_alone(page: Page, words: Sequence[Token], index: int) -> bool:
    end = words[index].end
    return page.text[end : end + 1] not in ("%", "★", "\u20e3") and page.text[end : end + 2] not in ("/1", "/5", "/ ")


def _sign(page: Page, words: Sequence[Token], last: int, end: int) -> tuple[str, int]:
    """What stands behind an element, as one sign, and the word behind that."""
    if last >= len(words):
        return "", last
    gap = page.text[words[last - 1].end : words[last].start]
    if "(" in gap and ")" not in gap:
        last = _behind_bracket(page, words, last)
        if last >= len(words):
            return "", last
        gap = page.text[page.text.rfind(")", words[last - 1].end, words[last].start) + 1 : words[last].start]
    bare = gap.strip(_DRESS).replace(" ", "")
    if len(gap) > _LONGEST_GAP:
        return "", last
    if bare in _SIGNS and words[last].word not in ("and", "then", "followed"):
        return _SIGNS[bare], last
    return _word_sign(page, words, last, bare)


def _behind_bracket(page: Page, words: Sequence[Token], last: int) -> int:
    close = page.text.find(")", words[last].start, words[last].start + 2 * _LONGEST_GAP)
    while close >= 0 and last < len(words) and words[last].start < close:
        last += 1
    return last


def _word_sign(page: Page, words: Sequence[Token], last: int, bare: str) -> tuple[str, int]:
    if bare not in ("", ",", ";", ".", "-", "–"):
        return "", last
    links: list[str] = []
    index = last
    while index < len(words) and words[index].word in _LINKS | _WORDS.keys() and len(links) < _MOST_LINKS:
        links.append(words[index].word)
        index += 1
        if _element(page, words, index, True) if index < len(words) else True:
            break
        if page.heads.gap(words, index).strip(_DRESS + ",;-–"):
            return "", last
    kinds = {_WORDS[word] for word in links if word in _WORDS}
    if "over" in kinds:
        return "over", index
    if "then" in kinds:
        return "then", index
    if links == ["and"]:
        return ("and" if bare in ("", ",") else ""), index
    return ("then" if links and len(links) > 1 and bare in (",", ";", "", ".") else ""), index


def _behind_stranger(page: Page, words: Sequence[Token], index: int, sign: str, run: Run) -> int:
    """Go on behind the next sign, where something between two signs names no candidate.

    What stands before the first name ("Indiana Jones and the") may stand before others too.
    """
    start = index
    while index < len(words) and (index == start or sign not in page.heads.gap(words, index)):
        before = words[max(0, run.first - (index - start)) : run.first]
        if index > start and [w.word for w in before] == [w.word for w in words[start:index]]:
            if _element(page, words, index, True):
                return index
        index += 1
    run.strangers.append(words[start:index])
    return index


def _draft(page: Page, index: int, run: Run) -> Draft | None:
    places = [place for place, *_ in run.elements]
    line = page.lines[index]
    lead = page.text[line.start : run.elements[0][1].start]
    if _is_broken(page, line, run, lead):
        return None
    tail = page.text[run.elements[-1][2].end : line.end]
    if len(set(places)) < len(places) or _is_asked(tail) or hints.denies(lead) or hints.is_of_others(lead):
        return None
    above = "\n".join(reversed(page.before(index, 1)))
    if hints.forbids(lead) or hints.forbids(tail) or (_is_heading(above) and hints.forbids(above)):
        return None
    if _is_heading(above) and hints.is_of_others(above):
        return None
    signs = set(run.signs)
    context = above + "\n" + lead if not lead.strip(_DRESS + "-–—•.…") else lead
    if signs <= {">", "="} or signs <= {"<", "="}:
        return _chain(index, run, ">" if ">" in signs else "<") if signs & {">", "<"} else None
    if signs == {"over"}:
        return _drafted(index, run, 0.6) if len(places) > 2 else None
    if "then" in signs and signs <= {"then", ",", "and"}:
        return _told(page, index, run, context, tail)
    if signs <= {",", "and", "→", "="} and not signs <= {"="}:
        return _listed(page, index, run, context, tail)
    return None


def _is_broken(page: Page, line: Line, run: Run, lead: str) -> bool:
    """Whether a piece of a chain that was not understood may name a candidate that the others do not."""
    pieces = list(run.strangers)
    if set(lead) & set("<>=") and set(run.signs) & {">", "<"}:
        pieces.append(page.words_between(line.start, run.elements[0][1].start))
    return any(page.heads.touched(piece, [place for place, *_ in run.elements]) for piece in pieces)


def _is_heading(line: str) -> bool:
    return line.rstrip(" *_").endswith(":") or len(line) < 60


def _is_asked(tail: str) -> bool:
    end = re.search(r"[.!?\n]", tail)
    return bool(end) and end is not None and end[0] == "?"


def _chain(index: int, run: Run, sign: str) -> Draft:
    sure = 0.95 if len(run.elements) > 2 else 0.75
    draft = _drafted(index, run, sure * (0.9 if run.strangers else 1.0))
    return draft if sign == ">" else Draft(draft.tiers[::-1], draft.confidence, draft.lines, 0, draft.is_pair)


def _told(page: Page, index: int, run: Run, lead: str, tail: str) -> Draft | None:
    """ "Best is A, then B, and C is the worst": which end is which must be said, and not twice over."""
    first = _polarity(lead[-_LONGEST_GAP:] + " " + (run.gaps[0] if _closes(run.gaps[0]) else ""))
    last = _polarity((run.gaps[-1] if not _closes(run.gaps[-1]) else "") + " " + tail[:_LONGEST_GAP])
    ends = {first, -last} - {0}
    said = hints.direction(lead)
    ends |= {said} - {0}
    if len(run.elements) < 3 or len(ends) > 1 or not (ends or hints.invites(lead) or hints.confirms(tail)):
        return None
    draft = _drafted(index, run, 0.6)
    return draft if ends <= {1} else Draft(draft.tiers[::-1], draft.confidence, draft.lines)


def _closes(gap: str) -> bool:
    """Whether "is the best" stands behind a name and not before the next one."""
    words = hints.plain(gap).split()
    return bool(words) and words[0] in ("is", "are", "being")


def _polarity(text: str) -> int:
    words = hints.plain(text).split()
    good = any(word in ("best", "favourite", "favorite", "top") for word in words) and "least" not in words
    bad = any(word in ("worst", "least", "bottom", "last") for word in words)
    return good - bad


def _listed(page: Page, index: int, run: Run, lead: str, tail: str) -> Draft | None:
    """ "A, B, C": a ranking if it is called so, or if a line is nothing else and stands in no other order."""
    places = [place for place, *_ in run.elements]
    said = hints.direction(lead) or hints.direction(tail[: 2 * _LONGEST_GAP])
    invited = said != 0 or hints.invites(lead) or hints.confirms(tail)
    if (hints.section(lead) < 0 or hints.places_at_end(tail)) and not said:
        return None
    if not invited:
        alone = not lead.split("\n")[-1].strip(_DRESS + "-–—•.…") and tail.strip(_DRESS)[:1] in ("", ".", "!")
        orderly = is_series_order(page.names, places) or (len(places) > 3 and is_alphabetical(page.names, places))
        if not alone or orderly or len(places) < 3 or set(run.signs) - {","}:
            return None
    if "=" in run.signs and "," not in run.signs:
        return None
    draft = _drafted(index, run, 0.85 if invited else 0.55)
    return draft if said >= 0 else Draft(draft.tiers[::-1], draft.confidence, draft.lines)


def _drafted(index: int, run: Run, confidence: float) -> Draft:
    tiers: list[list[Item]] = []
    for (place, first, last, is_numeral), sign in zip(run.elements, ["", *run.signs], strict=True):
        item = Item(place, index, "", "", is_numeral)
        if sign == "=":
            tiers[-1].append(item)
        else:
            tiers.append([item])
    return Draft(tuple(map(tuple, tiers)), confidence, (index, index), is_pair=len(run.elements) == 2)
