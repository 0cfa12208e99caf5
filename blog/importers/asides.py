"""What an aside begins with: the name of a film, and whether it says that this film is not in the ranking."""

import re
from collections.abc import Iterable

from ranking.titles import Candidate, Names
from ranking.words import tokens_of, words_of

Key = tuple[str, ...]
"""A name as it is compared: its folded words, numerals as digits."""

_QUOTES = "\"'“”‘’«»„()[]"
_JOINERS = {"a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "vs", "with"}
# Sentences begin with these, films seldom do.
_OPENERS = {
    *("a", "all", "also", "an", "and", "any", "anyone", "but", "every", "everybody", "everyone", "he"),
    *("here", "i", "if", "it", "list", "no", "nobody", "none", "note", "one", "order", "ranking", "she"),
    *("so", "some", "somebody", "someone", "that", "the", "there", "these", "they", "this", "those", "we"),
    *("what", "who", "you"),
}
_NOT = r"(?:is|was|has|does|did|will|wo)(?:n't|\snot)"
_THERE = r"(?:out|included|ranked|listed|count|counted|released|eligible|here|ready|finished|seen|part\sof)"
_GONE = r"(?:left\sout|missing|excluded|omitted|still\sto\scome|coming|unranked|disqualified)"
_ABSENCE = re.compile(rf"{_NOT}\s(?:(?:been|be|come|yet|even)\s)?{_THERE}\b|(?:is|was)\s{_GONE}\b", re.I)


def key(name: str) -> Key:
    """What is compared of a name."""
    return words_of(name) or (name.casefold(),)


class Films:
    """The ranked films of one article, by every name that means exactly one of them."""

    def __init__(self, films: Iterable[tuple[str, int | None]]) -> None:
        """Take the title and, where it is known, the year of each."""
        self._names = Names([Candidate(title, title, year=year) for title, year in films])

    def title(self, name: str) -> str:
        """The title of the film that the whole name means, or nothing."""
        tokens = tokens_of(name)
        found = self._names.at(name, tokens, 0, len(tokens)) if tokens else []
        for mention in found:
            if mention.last == len(tokens) and len(mention.places) == 1 and not mention.is_part:
                return self._names.candidates[mention.places[0]].title
        return ""


def leading_name(text: str) -> tuple[str, str]:
    """The capitalised words that a text begins with, and the few words behind them."""
    words = text.split()
    count = 0
    for index, word in enumerate(words):
        bare = word.strip(_QUOTES)
        if bare[:1].isupper() or bare[:1].isdigit():
            count = index + 1
        elif count == 0 or bare not in _JOINERS:
            break
        if bare.endswith((".", ",", ";", "!", "?")):
            break
    name = " ".join(word.strip('"“”«»„') for word in words[:count]).strip(_QUOTES + ",;:.!?")
    return name + ")" * ("(" in name), " ".join(words[count : count + 4])


def absent_name(text: str) -> str:
    """The name that a text begins with, where it goes on to say that this film is not ranked; or nothing."""
    name, behind = leading_name(text)
    says_so = _ABSENCE.match(behind.replace("’", "'"))
    return name if says_so and name.casefold() not in _OPENERS else ""
