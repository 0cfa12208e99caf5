"""What the words around a list say of it: where it begins, whose it is, whether it goes by preference."""

from __future__ import annotations

import re

from ranking.words import word_set


def _either(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+%?|→")
_GOOD = word_set(
    "best favourite favorite favourites favorites greatest top most highest strongest loved finest fave"
)
_BAD = word_set("worst least bottom lowest weakest hated poorest lamest")
_SUPERLATIVE = _GOOD | _BAD
_HEADING = word_set(
    "the my our of all time in a and very films movies ones list number lot bunch for me entries"
) | (word_set("three four five six seven ten picks ranked albums"))
_THINGS = word_set("film movie album one season actor book game")
_TURN = word_set("to → through till until")
_NEVER = word_set("not never nobody nor neither noone hardly if whoever unlike instead without disagree") | (
    word_set(
        "anyone anybody everyone everybody people aint arent isnt dont doesnt didnt cant couldnt wont wouldnt"
    )
)
_LIST = r"(?:list|ranking|rankings|order|top|picks|placings|favou?rites)\b"
_NO_ORDER = _either(
    r"\b(?:no|any|random|whatever|without) (?:\w+ ){0,2}order\b",
    r"\bnot (?:\w+ ){0,3}(?:order|ranked|ranking)\b",
    r"\bunranked\b|\bunordered\b|\bchronolog|\balphabet|\btimeline\b|\bin universe\b|\brenumber",
    r"\bwatchlist\b|\bfilmograph|\brelease (?:order|date)",
    r"\b(?:was|were) released|\bby (?:length|year)\b",
    r"\border of (?:\w+ ){0,2}(?:release|appearance|viewing|publication|events)",
    r"\b(?:view(?:ing|ed)?|watch(?:ing|ed)?|release|story|episode|production|reading|listening|airing) order",
    r"\border (?:to|for) (?:watch|view|see|listen|read)|\b(?:watch|view|see|play|hear) (?:\w+ ){0,6}order\b",
    r"\bin (?:this|that|the following) order\b.{0,20}\bwatch",
    r"\border (?:they|it|these) (?:came|were|was|appear)",
    r"\border (?:in which |that |which )?(?:i|we|you|they) "
    r"(?!(?:would |d )?(?:like|love|prefer|rank|enjoy|put|rate))",
    r"\bbox office|\bgross(?:es|ed|ing)?\b|\brotten tomatoes|\bimdb\b|\bmetacritic\b",
    r"\brun(?:ning)? ?times?\b|\bbudget",
)
_BY_ORDER = _either(
    r"\brank(?:s|ed|ing|ings)?\b|\btier list|\bcountdown\b|\bcounting down\b|\bin that order|\border is\b",
    r"\border of (?:preference|quality|greatness)",
    r"\bin order(?! to\b)|\bmine (?:is|are|would|goes)\b|\bmine$",
    r"\b(?:my|preferred|correct|right|own|fav|fave|favou?rite) order",
    r"\bbest to worst|\bworst to best|\b(?:best|worst) first\b",
    r"\bfavou?rite to least|\bleast to most|\bmost to least",
    r"\btop (?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten)\b|\bmy (?:own )?list\b",
    r"\b(?:my|the) (?:list|order) (?:is|goes|would)|\bfor me it s\b|\bi d (?:go|put|say)\b",
)
_OWN = _either(r"\bmine\b", r"\bmy (?:own |personal )?" + _LIST)
_HERE = _either(
    r"\b(?:here|goes|picks?|favou?rites?|faves?|it s|it is|i d say|for me|best|opinion|personally)\b"
)
_OTHERS = _either(
    r"\baccording to\b|\bresults?\b|\bpoll(?:s|ed)?\b|\bvot(?:e|es|ed|ing|ers)\b",
    r"\breaders\b|\bcritics\b|\bconsensus\b",
    r"(?<!\bit)(?<!\bthat)(?<!\bhere)(?<!\blet)(?<!\bwhat)(?<!\bthere) s (?:\w+ ){0,2}" + _LIST,
    r"\b(?:his|her|their|your|op s) (?:\w+ ){0,2}" + _LIST,
    r"\bsays\b|\bposted\b",
)
_SEEN = r"(?:seen|watched|heard|listened|played|read|bothered)\b"
_UNSEEN = _either(
    r"\b(?:havent|have not|hasnt|never|not|yet to be) (?:(?:actually|even|yet|really|been) )?" + _SEEN,
    r"\b(?:yet|still have|still need|need) to (?:see|watch|hear)\b",
    r"\b(?:didnt|did not) (?:see|watch|hear|finish)\b",
    r"\bnever saw\b|\bunseen\b|\bn a\b|\bunwatched\b|\bdnf\b",
)
_MOCKS = _either(
    r"\b(?:oh|yeah|sure) (?:sure|right|yeah)\b",
    r"\bnext you ll\b|\bsaid no ?one\b|\bimagine\b",
)
_AMENDS = re.compile(
    r"\W*(?:(?:edit(?:ed)?|update|correction|no wait|wait|oops|actually|sorry|scratch that)\W+){1,3}"
    r"(?:\w+\W+){0,4}?(?:swap|switch|flip|move|trade|put|drop|bump|forgot|add)\b"
    r"|\W*(?:swap|switch|flip) (?:\w+ ){1,6}?(?:and|with|around)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:i|my|mine|me|imo|imho|opinion|take|personally|honestly|here|goes)\b")
_BEST_ABROAD = "mejor|mejores|meilleure?|migliore|melhor|beste[nr]?"
_WORST_ABROAD = "peor|peores|pire|peggiore|pior|schlechteste[nr]?|schlimmste[nr]?"
_ABROAD = re.compile(
    rf"\b(?:(?P<best>{_BEST_ABROAD})|{_WORST_ABROAD})\b(?: \w+)? (?:a|à|au|al|ao|zum|bis|hasta)\b"
    rf"(?: (?:la|lo|le|o|zum))? (?:{_BEST_ABROAD}|{_WORST_ABROAD})\b"
)
_IN_ORDER = re.compile(r"(?:all )?(?:and )?(?:just |exactly )?in (?:exactly |just )?(?:that|this) order\b")
_LONGEST = 400


def plain(text: str) -> str:
    """Lower-case words with single blanks between them; bounded."""
    clipped = text[-_LONGEST:].casefold()
    return " ".join(map(_unquoted, _WORD.findall(clipped.replace("’", "'"))))


def _unquoted(word: str) -> str:
    """ "don't" stays one word, "dad's" becomes two."""
    return word.replace("'", "" if word.endswith("n't") else " ")


def direction(text: str) -> int:
    """1 where the words say that the best comes first, -1 where the worst does, 0 where they do not say.

    From one end to the other is understood in a few more languages: "de mejor a peor".
    """
    clauses = plain(text)
    if abroad := _ABROAD.search(clauses):
        return 1 if abroad["best"] else -1
    words = clauses.split()
    for index, word in enumerate(words):
        if word not in _SUPERLATIVE:
            continue
        sign = _sign(words, index)
        behind = words[index + 1 : index + 8]
        if behind[:1] == ["first"] or behind[:1] == ["last"]:
            return sign if behind[0] == "first" else -sign
        turn = next((n for n, other in enumerate(behind) if other in _TURN), None)
        if turn is not None and any(
            _sign(words, index + 2 + turn + n) == -sign for n in range(len(behind) - turn - 1)
        ):
            return sign
        ahead = set(words[max(0, index - 4) : index])
        if ahead & {"starting", "start", "starts", "beginning", "begin", "from"} and "up" not in ahead:
            return sign
    return 0


def _sign(words: list[str], index: int) -> int:
    word = words[index] if index < len(words) else ""
    if word in _BAD:
        return -1
    return (-1 if words[index - 1 : index] == ["least"] else 1) if word in _GOOD else 0


def section(text: str) -> int:
    """1 for the heading of a list of the best, -1 for one of the worst, 0 for any other line."""
    words = plain(text).split()
    signs = {_sign(words, index) for index, word in enumerate(words) if word in _SUPERLATIVE}
    if len(signs) != 1 or {"is", "was", "are", "were"} & set(words):
        return 0
    if text.rstrip(" *_").endswith(":"):
        return signs.pop() if len(words) <= 16 else 0
    others = [word for word in words if word not in _SUPERLATIVE | _HEADING]
    is_heading = (
        len(words) <= 6 and len(others) <= 2 and text.rstrip(" *_")[-1:] not in (".", "…", "]", ",", "!")
    )
    return signs.pop() if is_heading else 0


def end_label(text: str) -> int:
    """1 for "Best:" or "My favourite film:", -1 for "Worst:", 0 for anything else: "Best villain:"."""
    return section(text) if set(plain(text).split()) <= _SUPERLATIVE | _HEADING | _THINGS else 0


def forbids(text: str) -> bool:
    """Whether the words say that a list is in another order than one of preference, or in none."""
    found = list(_NO_ORDER.finditer(plain(text)))
    return bool(found) and not _OWN.search(plain(text), found[-1].end())


def invites(text: str) -> bool:
    """Whether the words announce a ranking."""
    return bool(_BY_ORDER.search(plain(text)))


def places_at_end(text: str) -> bool:
    """Whether the words behind names put all of these at one end: "are at the bottom"."""
    words = plain(text[:60]).split()[:6]
    return words[:1] in (["are"], ["were"], ["all"]) or not {"bottom", "top"}.isdisjoint(words)


def confirms(text: str) -> bool:
    """Whether the words behind a list say that it stands in order."""
    return bool(_IN_ORDER.match(plain(text[:60])))


def announces_else(text: str) -> bool:
    """Whether a line ends with a colon and says nothing of a ranking."""
    ends = text.rstrip(" *_").endswith(":")
    return ends and not (
        invites(text) or direction(text) or _OWN.search(plain(text)) or _HERE.search(plain(text))
    )


def is_of_others(text: str) -> bool:
    """Whether the words give a list to somebody else."""
    words = plain(text)
    found = _OTHERS.search(words)
    return bool(found) and not _OWN.search(words)


def denies(text: str) -> bool:
    """Whether the last words before a comparison take it back or lay it at the door of others."""
    return not _NEVER.isdisjoint(plain(text).split()[-10:])


def mocks(text: str) -> bool:
    """Whether the words say the contrary of what they mean."""
    return bool(_MOCKS.search(plain(text))) or text.rstrip(" .)").endswith("/s")


def amends(text: str) -> bool:
    """Whether a line changes what stands above it: "Edit: swap 2 and 3"."""
    return bool(_AMENDS.match(text[:_LONGEST]))


def is_personal(text: str) -> bool:
    """Whether the words before a comparison make it the writer's own ranking."""
    words = plain(text)
    return bool(_PERSONAL.search(words) or invites(text) or direction(text))


def unseen(text: str) -> bool:
    """Whether a remark begins by saying that the writer has not seen the thing."""
    return bool(_UNSEEN.search(" ".join(plain(text[:60]).split()[:8])))


def is_short(text: str) -> bool:
    return len(plain(text).split()) <= 25
