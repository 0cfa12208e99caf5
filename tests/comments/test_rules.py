"""Each rule that holds a comment, one at a time, and that it can be switched off."""

from typing import Any

import pytest

from comments import rules
from comments.circumstances import Circumstances
from comments.models import Policy
from comments.rules import Known
from comments.submission import Ballot, Submission


def why(text: str = "", /, known: Known = Known(), name: str = "Ann", **policy: Any) -> list[str]:  # noqa: B008
    tuned = Policy(**{"approval": Policy.Approval.HOLD_NONE, **policy})
    return [rules.code(reason) for reason in rules.reasons(tuned, known, Submission(name, text))]


def sent(**circumstances: Any) -> Known:
    return Known(circumstances=Circumstances(**circumstances))


LINKS = "http://a.example www.b.example https://www.c.example"


@pytest.mark.parametrize(
    ("text", "known", "policy", "reason"),
    [
        ("Hello.", Known(), {"approval": "all"}, "everything"),
        ("Hello.", Known(), {"approval": "first"}, "first"),
        (LINKS, Known(), {}, "links"),
        ("Visit the casino.", Known(), {"held_words": "casino"}, "held_word"),
        ("Visit the casino.", Known(), {"blocked_words": "casino"}, "blocked_word"),
        ("Hello.", Known(repeated=True), {}, "repeated"),
        ("Hello.", Known(like_spam=2), {}, "like_spam"),
        ("Hello.", sent(age=2.9), {}, "fast"),
        ("Hello.", sent(trapped=True), {}, "trap"),
        ("THIS RANKING IS SO VERY WRONG", Known(), {}, "capitals"),
        ("Этот список неправильный", Known(), {"script": "LATIN"}, "script"),
        ("Hello.", Known(burst=5), {}, "burst"),
        ("Hello.", Known(banned=True), {}, "banned"),
    ],
)
def test_each_rule_names_its_reason(text: str, known: Known, policy: dict[str, Any], reason: str) -> None:
    assert why(text, known, **policy) == [reason]


@pytest.mark.parametrize(
    ("text", "known", "policy"),
    [
        ("Hello.", Known(familiar=True), {"approval": "first"}),
        (LINKS, Known(), {"most_links": 3}),
        (LINKS, Known(), {"most_links": None}),
        ("http://a.example and www.b.example", Known(), {}),
        ("Hello.", Known(repeated=True), {"repeat_days": None}),
        ("Hello.", Known(like_spam=1), {}),
        ("Hello.", Known(like_spam=9), {"like_spam": None}),
        ("Hello.", sent(age=3.0), {}),
        ("Hello.", sent(age=0.1), {"fastest_seconds": None}),
        ("Hello.", sent(trapped=True), {"trap": False}),
        ("THIS RANKING IS SO VERY WRONG", Known(), {"most_capitals": None}),
        ("ROCKY IV", Known(), {}),
        ("Это хорошо", Known(), {"script": "LATIN"}),
        ("Этот список неправильный", Known(), {}),
        ("Этот список неправильный", Known(), {"script": "CYRILLIC"}),
        ("Hello.", Known(burst=4), {}),
        ("Hello.", Known(burst=9), {"burst_readers": None}),
    ],
)
def test_each_rule_lets_pass_what_it_is_not_about(text: str, known: Known, policy: dict[str, Any]) -> None:
    assert why(text, known, **policy) == []


def test_a_link_in_a_remark_counts() -> None:
    sent = Submission(
        "Ann", "www.a.example", ballot=Ballot(((1,),), {1: "http://b.example http://c.example"})
    )

    assert rules.reasons(Policy(approval="none"), Known(), sent) == ["links=3"]


@pytest.mark.parametrize("where", ["name", "email", "text"])
def test_a_listed_word_is_found_wherever_it_stands(where: str) -> None:
    sent = Submission(**{"name": "Ann", "text": "Hello.", where: "casino@example.org"})

    assert rules.reasons(Policy(approval="none", held_words="casino"), Known(), sent) == ["held_word=casino"]


def test_no_address_tells_no_age_and_is_not_held() -> None:
    assert why("Hello.", sent(age=None)) == []


def test_all_reasons_are_named() -> None:
    known = Known(repeated=True, circumstances=Circumstances(age=1, trapped=True))

    assert why(LINKS, known) == ["links", "repeated", "fast", "trap"]


@pytest.mark.parametrize(("reason", "spam"), [("banned", True), ("blocked_word=x", True), ("trap", False)])
def test_a_ban_and_a_blocked_word_leave_nothing_to_decide(reason: str, spam: bool) -> None:
    assert rules.is_spam(["first", reason]) is spam


def test_a_reader_is_not_told_what_spam_could_learn_from() -> None:
    told = rules.told(["fast=1", "trap", "held_word=casino", "like_spam=3"])

    assert told == [rules.READ_FIRST]


def test_a_moderator_is_told_what_a_rule_found() -> None:
    assert rules.explained(["held_word=casino", "links=3", "unknown"]) == [
        "It has the held word “casino”.",
        "It has 3 links.",
        "unknown",
    ]


@pytest.mark.parametrize("rule", rules.RULES)
def test_every_rule_has_words_for_the_moderator(rule: Any) -> None:
    known = Known(banned=True, repeated=True, like_spam=99, burst=99, circumstances=Circumstances(0.0, True))
    text = f"{LINKS} ЭТОТ СПИСОК НЕПРАВИЛЬНЫЙ И ЕЩЕ МНОГО БУКВ НУЖНО ДЛЯ ПРАВИЛА ВОТ ТАК ВОТ" + "Я" * 200
    policies = [
        Policy(approval=approval, held_words="www", blocked_words="www", script="LATIN")
        for approval in ("all", "first")
    ]

    found = [rule(policy, known, Submission("Ann", text)) for policy in policies]

    assert {rules.code(reason) for reason in found if reason} <= set(rules.EXPLAINED)
    assert any(found)
