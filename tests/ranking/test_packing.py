import base64
import json
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.packing import packed, unpacked


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_what_was_packed_is_unpacked(counts):
    text = packed(counts)

    assert unpacked(text, len(counts)) == counts
    assert json.dumps(text) == f'"{text}"'


@pytest.mark.parametrize("count", [-1, 2**64])
def test_a_count_out_of_range_is_refused(count):
    with pytest.raises(ValueError, match="between 0 and"):
        packed([count])


@pytest.mark.parametrize("length", [2, 4])
def test_another_number_of_counts_is_refused(length):
    with pytest.raises(ValueError, match="expected"):
        unpacked(packed([1, 2, 3]), length)


@pytest.mark.parametrize("text", ["", "~~~~~", "\n", None, 3])
def test_damaged_text_is_refused(text):
    with pytest.raises(ValueError, match=r"damaged|expected"):
        unpacked(text, 1)


def test_text_that_would_grow_beyond_the_counts_is_refused():
    bomb = base64.b85encode(zlib.compress(bytes(10**7))).decode()

    tracemalloc.start()
    with pytest.raises(ValueError, match="expected 3"):
        unpacked(bomb, 3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 10**6
