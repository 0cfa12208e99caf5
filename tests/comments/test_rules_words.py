"""The lists of words: what is found, however it is disguised, and what is left alone."""

import pytest
from django.core.exceptions import ValidationError

from comments import wordlists
from comments.models import Policy


def found(listed: str, text: str) -> str:
    return wordlists.found(listed, wordlists.words(text))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("casino", "Visit the CASINO!"),
        ("casino", "c\u0430s\u0456n\u043e"),  # Cyrillic
        ("casino", "cas\u200bino"),
        ("casino", "ｃａｓｉｎｏ"),
        ("casino", "cásìno"),
        ("casino", "caslno and cas1no"),
        ("cas*", "casinos"),
        ("*ino", "casino"),
        ("*asi*", "casino"),
        ("c*s*o", "casino"),
        ("cas*ino", "casino"),
        ("online casino", "An online-casino here"),
        ("online cas*", "An online casinos here"),
        ("buy-now", "buy now"),
    ],
)
def test_a_word_is_found_however_it_is_disguised(line: str, text: str) -> None:
    assert found(f"other\n{line}", text) == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("ass", "A class of its own"),
        ("casino", "casinos"),
        ("cas*", "occasion"),
        ("ca*sino", "casno"),
        ("casi*sino", "casino"),
        ("online casino", "casino online"),
        ("online casino", "online only casino"),
        ("casino", ""),
    ],
)
def test_other_words_are_left_alone(line: str, text: str) -> None:
    assert found(line, text) == ""


@pytest.mark.parametrize("line", ["*", "a", "a*", "**", "!!", "good a"])
def test_a_line_that_would_find_nearly_everything_is_refused(line: str) -> None:
    with pytest.raises(ValidationError, match="letters or digits") as refused:
        Policy(pk=1, held_words=f"casino\n{line}").clean()

    assert list(refused.value.message_dict) == ["held_words"]


def test_a_list_has_an_end() -> None:
    many = "\n".join(f"word{number}" for number in range(wordlists.MOST_LINES + 1))

    with pytest.raises(ValidationError, match="501 lines"):
        Policy(pk=1, blocked_words=many).clean()


def test_each_word_is_compared_once_with_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    matches = wordlists._matches
    monkeypatch.setattr(wordlists, "_matches", lambda parts, word: asked.append(word) or matches(parts, word))

    found("a*a*a*a*b\nzz", "a" * 5_000 + " " + "word " * 1_000)

    assert len(asked) == 2 * 1_001
