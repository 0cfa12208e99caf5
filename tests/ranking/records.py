"""The texts that readings are judged by: real pages, our own cases, and forms in short notation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ranking.parse import Candidate, parse
from tests.ranking.series import EVERY, Series

HERE = Path(__file__).parent
Record = dict[str, Any]
RIGHT, MISSED, WRONG = "right", "missed", "wrong"


class Form(NamedTuple):
    """A text about a series, with the readings of it that are right."""

    films: Series
    text: str
    accepted: tuple[str | None, ...]


def records(name: str) -> list[Record]:
    """The records of a file, one to a line."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def candidates(record: Record) -> Series:
    """Candidates with the items of a record for keys and titles, numbered as they stand."""
    aliases, years = record.get("aliases", {}), record.get("years", {})
    return tuple(
        Candidate(item, item, tuple(aliases.get(item, ())), years.get(item), number)
        for number, item in enumerate(record["items"], start=1)
    )


def verdict(record: Record) -> str:
    """Whether the reading is the expected one, nothing where there is a ranking, or another ordering.

    Where the ordering is somebody else's or told in prose, nothing is right too.
    """
    ordering = parse(record["text"], candidates(record)).ordering
    expected = [set(tier) for tier in record["expected"] or ()]
    if ordering is not None:
        return RIGHT if [set(tier) for tier in ordering] == expected else WRONG
    may_be_silent = record.get("own") is False or record.get("prose")
    return RIGHT if may_be_silent or not expected else MISSED


def counts(record: Record) -> bool:
    """Whether people would agree on the ordering of a record."""
    return not (record.get("weak") or record.get("ambiguous"))


def report(title: str, judged: list[tuple[Record, str]]) -> str:
    """The figures and every miss, for people."""
    lines = [f"{title}: {sum(kind == RIGHT for _, kind in judged)} of {len(judged)} right"]
    lines += [_line(record, kind) for record, kind in judged if kind != RIGHT]
    return "\n".join(lines) + "\n"


def _line(record: Record, kind: str) -> str:
    remark = "" if counts(record) else " (not counted: people differ)"
    return f"  {kind}: {record['id']}{remark} {record.get('form', '')}".rstrip()


def forms(name: str) -> Iterator[Form]:
    """The forms of a file: a line with the series, the text, a line with what it says."""
    for block in (HERE / "forms" / f"{name}.txt").read_text(encoding="utf-8").split("%% ")[1:]:
        series, _, rest = block.partition("\n")
        text, _, says = rest.rpartition("\n%= ")
        nothing, _, other = says.strip().partition("nothing")
        accepted = (None, *filter(None, [other.removeprefix(", or ")])) if not nothing else (nothing,)
        yield Form(EVERY[series], text, accepted)
