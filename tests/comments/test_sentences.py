"""What the figures say, in the language of the page."""

import pytest
from django.utils.translation import override

from comments import sentences


def test_numbers_are_written_as_the_language_of_the_page_does() -> None:
    with override("es"):
        assert sentences.score(3649, 2854, 0) == "3\u00a0649 a 2\u00a0854"
        assert sentences.same_order(4.5, 6, None) == "mismo orden en 4,5 de 6 parejas"
    with override("en-gb"):
        assert sentences.score(3649, 2854, 0) == "3,649 to 2,854"
        assert sentences.same_order(4.5, 6, None) == "same order in 4.5 of 6 pairs"


def test_a_percentage_is_given_where_there_is_one() -> None:
    assert sentences.same_order(0, 6, 0) == "same order in 0 of 6 pairs, 0\u00a0%"


@pytest.mark.parametrize(
    ("exact", "against", "said"),
    [
        (True, 0, "This order is exact. No reader’s pairwise choice goes against it."),
        (True, 1, "It goes against 1 pairwise choice of the readers, and no order goes against fewer."),
        (False, 1250, "none goes against fewer than 1,200, so it is at most 50 off the best."),
    ],
)
def test_the_order_says_how_sure_it_is(exact: bool, against: int, said: str) -> None:
    assert sentences.sureness(exact, against, 1200 if against > 1 else against).endswith(said)


def test_a_split_with_a_sign_of_per_cent_in_a_title_is_told_as_it_is() -> None:
    told = sentences.split([("100 % %(film)s", 2), ("B", 1)], 0, 3, 4)

    assert told == "3 of 4 readers ranked both: 2 put 100 % %(film)s above, 1 put B above."
