from tests.ranking.series import ALIEN, PIXAR, ROCKY, TOYS, reading


def lines(text, films):
    return {found.key: found.line for found in reading(text, films).explained}


def test_a_remark_is_what_stands_behind_and_below_its_name():
    remarks = reading("1. Coco – I cried\n2. Up\nThe first ten minutes!", PIXAR).remarks

    assert remarks == {"Coco": "I cried", "Up": "The first ten minutes!"}


def test_a_heading_between_items_is_part_of_no_remark():
    remarks = reading("Loved:\n1. Coco\n2. Up\nReally like:\n3. Cars\n4. Brave", PIXAR).remarks

    assert remarks == {}


def test_the_list_of_the_worst_is_no_remark_on_the_last_of_the_best():
    text = "BEST\n1. Coco\n2. Up\n3. Brave\nWORST\n1. Cars 2\n2. Cars"

    assert reading(text, PIXAR).remarks == {}


def test_signs_alone_are_no_remark():
    assert reading("1. Coco (!!!)\n2. Up […]\n3. Cars --", PIXAR).remarks == {}


def test_names_below_a_tie_are_not_its_remark():
    text = "1. A tie:\nCoco: fun\nUp: sad\n2. Cars"

    assert reading(text, PIXAR).remarks == {}


def test_a_line_that_was_a_remark_does_not_count_as_unread():
    text = "My ranking:\nCoco\nso sad\nUp\nCars\nso fast"
    found = reading(text, PIXAR)

    assert not set(found.unread) & set("\n".join(found.remarks.values()).split("\n"))


def test_a_line_is_quoted_without_the_comma_behind_it():
    assert lines("#1 Coco, #2 Up, #3 Cars", PIXAR) == {"Coco": "#1 Coco", "Up": "#2 Up", "Cars": "#3 Cars"}


def test_a_numeral_is_matched_with_doubt_and_lowers_the_confidence():
    by_numeral, by_name = reading("3 > 1 > 2", TOYS), reading("Toy Story 3 > Toy Story > Toy Story 2", TOYS)

    assert all(found.doubtful for found in by_numeral.explained)
    assert by_numeral.confidence < by_name.confidence


def test_one_comparison_inside_a_sentence_is_an_argument():
    assert reading("The whole class agreed that Aliens > Alien in the end", ALIEN).ordering is None


def test_one_comparison_that_is_all_there_is_ranks_two():
    assert reading("Rocky IV > Rocky II", ROCKY).ordering is not None


def test_what_was_corrected_below_is_not_read():
    assert reading("1. Coco\n2. Up\n3. Cars\n\nEdit: actually swap 2 and 3", PIXAR).ordering is None


def test_a_very_long_line_is_left_unread():
    assert reading("Coco > Up " + "and so it goes " * 300, PIXAR).ordering is None


def test_an_item_that_nobody_offered_is_unread():
    assert reading("1. Coco\n2. Shark Tale\n3. Up", PIXAR).unread == ("2. Shark Tale",)
