"""Flat comments become threads."""

from dataclasses import dataclass

from comments.threads import build


@dataclass
class Said:
    pk: int
    name: str = ""
    parent_id: int | None = None
    thread_id: int | None = None
    is_public: bool = True


def test_answers_stand_below_the_comment_at_the_top_of_their_thread() -> None:
    tops = [Said(1), Said(2)]
    answers = [
        Said(3, parent_id=2, thread_id=2),
        Said(4, parent_id=1, thread_id=1),
        Said(5, parent_id=2, thread_id=2),
    ]

    threads = build(tops, answers)

    assert [[answer.comment.pk for answer in thread.answers] for thread in threads] == [[4], [3, 5]]


def test_an_answer_to_an_answer_names_whom_it_answers() -> None:
    answers = [Said(2, "Ann", parent_id=1, thread_id=1), Said(3, "Bob", parent_id=2, thread_id=1)]

    (thread,) = build([Said(1, "Top")], answers)

    assert [answer.to for answer in thread.answers] == ["", "Ann"]


def test_an_answer_to_one_that_is_not_public_names_nobody() -> None:
    (thread,) = build([Said(1)], [Said(3, parent_id=2, thread_id=1)])

    assert thread.answers[0].to == ""


def test_a_comment_that_is_no_longer_public_holds_up_its_answers() -> None:
    (thread,) = build([Said(1, is_public=False)], [Said(2, parent_id=1, thread_id=1)])

    assert thread.gone
    assert [answer.comment.pk for answer in thread.answers] == [2]


def test_an_answer_of_another_page_is_left_out() -> None:
    (thread,) = build([Said(1)], [Said(9, parent_id=8, thread_id=8)])

    assert thread.answers == []
