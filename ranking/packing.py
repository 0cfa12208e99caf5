"""Long rows of counts in short text: what keeps a stored tally small."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Sequence

_WIDTH = 8


def packed(counts: Sequence[int]) -> str:
    """`counts` as ASCII text that JSON need not escape.

    The bytes of equal weight are laid side by side, since the high ones hardly differ and then compress away.
    Domain: integers from 0 to 2**64 - 1. Cost: linear. Raises ValueError for any other number.
    """
    try:
        raw = struct.pack(f"<{len(counts)}Q", *counts)
    except struct.error:
        raise ValueError("a count must lie between 0 and 2**64 - 1") from None
    planes = b"".join(raw[weight::_WIDTH] for weight in range(_WIDTH))
    return base64.b85encode(zlib.compress(planes, 9)).decode("ascii")


def unpacked(text: object, length: int) -> list[int]:
    """The `length` counts that `packed` made `text` of. Linear. Raises ValueError for anything else."""
    try:
        # Bounded, so that a short forged text cannot grow into gigabytes.
        planes = zlib.decompressobj().decompress(base64.b85decode(str(text)), length * _WIDTH + 1)
    except (ValueError, zlib.error):
        raise ValueError("packed counts are damaged") from None
    if len(planes) != length * _WIDTH:
        raise ValueError(f"expected {length} packed counts")
    raw = bytearray(len(planes))
    for weight in range(_WIDTH):
        raw[weight::_WIDTH] = planes[weight * length : (weight + 1) * length]
    return list(struct.unpack(f"<{length}Q", raw))
