"""Sets of small numbers as the bits of an int."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def bit_set(numbers: Iterable[int]) -> int:
    """The set of `numbers`, which are 0 or more. Linear."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def members(bits: int) -> Iterator[int]:
    """The numbers in a set, ascending. Linear in their count."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
