"""A line beside a list that gives it one end more: "Worst: Die Another Day"."""

from __future__ import annotations

import re
from dataclasses import replace

from ranking.parse import hints
from ranking.parse.drafts import Draft, Item
from ranking.parse.page import Page

_LABEL = re.compile(r"[^:\n]{4,40}:")


def with_ends(page: Page, draft: Draft) -> Draft | None:
    """The draft with the best or the worst that other lines name; None where they contradict it."""
    for index, line in enumerate(page.lines):
        label = None if line.quoted or index in draft.lines else _LABEL.match(page.text, line.start, line.end)
        sign = hints.end_label(label[0]) if label else 0
        words = page.words_between(label.end(), line.end) if label and sign else ()
        head = page.heads.read(words) if words else None
        if not head or len(head.places) > 1 or head.follows == "flow":
            continue
        item = Item(head.places[0], index, doubtful=head.mended or head.is_part)
        end = draft.tiers[0 if sign > 0 else -1]
        if item.place not in draft.ranks:
            tiers = ((item,), *draft.tiers) if sign > 0 else (*draft.tiers, (item,))
            draft = replace(draft, tiers=tiers, confidence=draft.confidence * 0.9)
        elif item.place not in {other.place for other in end}:
            return None
    return draft
