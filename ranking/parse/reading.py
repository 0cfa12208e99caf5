"""What a text says, as one ordering or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ranking.ordering import Key, Ordering
from ranking.parse import hints
from ranking.parse.bare import read_bare
from ranking.parse.drafts import Draft
from ranking.parse.ends import with_ends
from ranking.parse.numbered import read_numbered
from ranking.parse.page import Page
from ranking.parse.runs import read_runs
from ranking.parse.tiers import read_tiers
from ranking.titles import Candidate, Names


@dataclass(frozen=True)
class Explained:
    """The line that gave a candidate its place, and whether the name was matched with doubt."""

    key: Key
    line: str
    doubtful: bool


@dataclass(frozen=True)
class Reading:
    """An ordering read out of a text, or None; with the remarks, how sure it is, and what gave it.

    `confidence` is 0 without an ordering, else above 0 and at most 1: lower where names were mended, numerals
    stand for names, lines were left out, or nobody said that this is a ranking. It is a scale of our own, to
    compare readings by, and no probability. `unread` holds lines that look like items and name no candidate,
    `explained` the line behind each place, best first. Lines are as written, entities and arrows resolved.
    """

    ordering: Ordering | None = None
    remarks: dict[Key, str] = field(default_factory=dict)
    confidence: float = 0.0
    unread: tuple[str, ...] = ()
    explained: tuple[Explained, ...] = ()


def parse(text: str, candidates: Sequence[Candidate]) -> Reading:
    """The ordering that a text gives of the candidates; none where there is none, several, or a doubt.

    A wrong ordering is worse than none: a text that can be read in two ways is not read.
    Domain: any text, any candidates with keys of their own. Raises nothing for any text; ValueError where two
    candidates share a key and both are ranked. Cost: linear in the text, which is left unread beyond the
    limits of `Page`; the names of the last eight groups of candidates are kept.
    Source: rules of our own for how people write lists, held to the texts in `tests/ranking`.
    """
    names = _names(tuple(candidates))
    page = Page(text, names)
    lists = [read_numbered(page), read_tiers(page)]
    taken = lists[0].lines | lists[1].lines
    runs = read_runs(page, taken)
    bare = read_bare(page, taken | runs.lines)
    unread = tuple(
        dict.fromkeys(line for line in lists[0].unread + bare.unread if any(map(str.isalnum, line)))
    )
    chosen = _chosen(lists[0].drafts + lists[1].drafts, runs.drafts + bare.drafts)
    whole = with_ends(page, chosen) if chosen else None
    if whole is None or _is_amended(page, whole) or any(found.refused for found in (*lists, runs, bare)):
        return Reading(unread=unread)
    return _reading(page, whole, unread)


@lru_cache(maxsize=8)
def _names(candidates: tuple[Candidate, ...]) -> Names:
    return Names(candidates)


def _chosen(lists: list[Draft], others: list[Draft]) -> Draft | None:
    sections = [draft for draft in lists if draft.section]
    if len(lists) == 2 and len(sections) == 2 and {d.section for d in lists} == {1, -1}:
        return _stacked(*sorted(lists, key=lambda draft: -draft.section))
    drafts = lists + others
    if not drafts:
        return None
    longest = max(drafts, key=lambda draft: (len(draft.ranks), draft.confidence))
    if all(_agrees(draft, longest) for draft in drafts):
        return longest
    return None


def _stacked(best: Draft, worst: Draft) -> Draft | None:
    if best.ranks.keys() & worst.ranks.keys():
        return None
    return Draft(best.tiers + worst.tiers, min(best.confidence, worst.confidence) * 0.95, best.lines)


def _agrees(draft: Draft, longest: Draft) -> bool:
    """Whether a draft says nothing that the longest one does not say."""
    ranks = longest.ranks
    if not draft.ranks.keys() <= ranks.keys():
        return False
    numbers = [sorted({ranks[item.place] for item in tier}) for tier in draft.tiers]
    return all(len(tier) == 1 for tier in numbers) and all(one < other for one, other in pairwise(numbers))


def _is_amended(page: Page, draft: Draft) -> bool:
    """Whether a line of the writer's own below an ordering takes part of it back."""
    below = range(max(item.line for item in draft.items), len(page.lines))
    return any(not page.lines[index].quoted and hints.amends(page.line_text(index)) for index in below)


def _reading(page: Page, draft: Draft, unread: tuple[str, ...]) -> Reading:
    key = {place: candidate.key for place, candidate in enumerate(page.names.candidates)}
    items = draft.items
    said = {line for item in items for line in (page.line_text(item.line), *item.remark.split("\n"))}
    doubts = sum(item.doubtful for item in items) / len(items)
    return Reading(
        Ordering([key[item.place] for item in tier] for tier in draft.tiers),
        {key[item.place]: item.remark for item in items if item.remark},
        round(draft.confidence * (1 - 0.3 * doubts), 3),
        tuple(line for line in unread if line not in said),
        tuple(
            Explained(key[item.place], page.line_text(item.line).rstrip(" ,;"), item.doubtful)
            for item in items
        ),
    )
