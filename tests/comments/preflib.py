"""A strict reader of PrefLib's files of orders, from its specification; whatever is wrong fails the test."""

import re
from dataclasses import dataclass, field

Order = tuple[tuple[int, ...], ...]
HEAD = (
    "FILE NAME",
    "TITLE",
    "DESCRIPTION",
    "DATA TYPE",
    "MODIFICATION TYPE",
    "RELATES TO",
    "RELATED FILES",
    "PUBLICATION DATE",
    "MODIFICATION DATE",
    "NUMBER ALTERNATIVES",
    "NUMBER VOTERS",
    "NUMBER UNIQUE ORDERS",
)


@dataclass
class Toi:
    """One file as it was read."""

    head: dict[str, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    orders: dict[Order, int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def read_toi(text: str) -> Toi:
    """The file, checked: the whole head in its order, true counts, no name and no order twice."""
    found = Toi()
    heads = [line for line in text.splitlines() if line.startswith("#")]
    found.lines = [line for line in text.splitlines()[len(heads) :] if line]
    for line in heads:
        key, _, value = line.removeprefix("# ").partition(": ")
        if name := re.fullmatch(r"ALTERNATIVE NAME (\d+)", key):
            found.names[int(name[1])] = value
        else:
            found.head[key] = value
    for line in found.lines:
        times, order = read_order(line)
        assert order not in found.orders
        found.orders[order] = times
    check(found)
    return found


def read_order(line: str) -> tuple[int, Order]:
    whole = re.fullmatch(r"([1-9]\d*): ((?:\d+|\{\d+(?:,\d+)+\})(?:,(?:\d+|\{\d+(?:,\d+)+\}))*)", line)
    assert whole, line
    groups = re.findall(r"\d+|\{[^}]+\}", whole[2])
    return int(whole[1]), tuple(tuple(sorted(map(int, group.strip("{}").split(",")))) for group in groups)


def check(found: Toi) -> None:
    assert tuple(found.head) == HEAD
    assert list(found.names) == list(range(1, int(found.head["NUMBER ALTERNATIVES"]) + 1))
    assert len(set(found.names.values())) == len(found.names)
    assert int(found.head["NUMBER VOTERS"]) == sum(found.orders.values())
    assert int(found.head["NUMBER UNIQUE ORDERS"]) == len(found.orders)
    for order in found.orders:
        numbers = [number for tier in order for number in tier]
        assert len(set(numbers)) == len(numbers)
        assert set(numbers) <= found.names.keys()
