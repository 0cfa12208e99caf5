"""Flat comments to threads: pure, and two levels deep; an answer to an answer names whom it answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

# Anything with pk, parent_id, thread_id, name and is_public, as a comment has.
Item = TypeVar("Item", bound=Any)


@dataclass
class Answer(Generic[Item]):
    """An answer, and the name it answers where that is not the one at the top."""

    comment: Item
    to: str = ""


@dataclass
class Thread(Generic[Item]):
    """A top-level comment with its answers in order; `gone` where only the answers are still public."""

    comment: Item
    gone: bool = False
    answers: list[Answer[Item]] = field(default_factory=list)


def build(tops: Iterable[Item], answers: Iterable[Item]) -> list[Thread[Item]]:
    """The threads of these top-level comments, in their order. Linear."""
    threads = {top.pk: Thread(top, gone=not top.is_public) for top in tops}
    names: dict[int, str] = {}
    for answer in answers:
        if answer.thread_id in threads:
            names[answer.pk] = answer.name
            to = names.get(answer.parent_id or 0, "") if answer.parent_id != answer.thread_id else ""
            threads[answer.thread_id].answers.append(Answer(answer, to))
    return list(threads.values())
