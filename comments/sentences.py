"""What the crowd's figures say, in whole sentences and in the language of the page."""

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext, ngettext


def grouped(number: float) -> str:
    """A number as readers of the language write it."""
    return floatformat(number, "g")


def _percent(number: int | None) -> str:
    return f"{number}\u00a0%"


def same_order(same: float, compared: int, percent: int | None) -> str:
    """How far two orders agree; with a percentage, where one is given."""
    if percent is None:
        told = ngettext(
            "same order in %(same)s of %(count)s pair", "same order in %(same)s of %(count)s pairs", compared
        )
    else:
        told = ngettext(
            "same order in %(same)s of %(count)s pair, %(share)s",
            "same order in %(same)s of %(count)s pairs, %(share)s",
            compared,
        )
    return told % {"same": floatformat(same), "count": compared, "share": _percent(percent)}


def mean_agreement(same: float, compared: int, percent: int) -> str:
    """How far all readers together agree with the author."""
    told = ngettext(
        "%(same)s of %(pairs)s pair that the readers compared, %(share)s",
        "%(same)s of %(pairs)s pairs that the readers compared, %(share)s",
        compared,
    )
    return told % {"same": grouped(same), "pairs": grouped(compared), "share": _percent(percent)}


def explanation(readers: int, exact: bool) -> str:
    """How the crowd's order is found."""
    if exact:
        told = ngettext(
            "Of all orders, this one agrees most with the pairwise choices in %(readers)s reader's "
            "ranking (Kemeny–Young); a film that a reader left out counts neither for nor against.",
            "Of all orders, this one agrees most with the pairwise choices in %(readers)s readers' "
            "rankings (Kemeny–Young); a film that a reader left out counts neither for nor against.",
            readers,
        )
    else:
        told = ngettext(
            "Of all orders, this one agrees most with the pairwise choices in %(readers)s reader's "
            "ranking (Kemeny–Young), as far as could be worked out; a film that a reader left out "
            "counts neither for nor against.",
            "Of all orders, this one agrees most with the pairwise choices in %(readers)s readers' "
            "rankings (Kemeny–Young), as far as could be worked out; a film that a reader left out "
            "counts neither for nor against.",
            readers,
        )
    return told % {"readers": grouped(readers)}


def sureness(exact: bool, against: int, least: int) -> str:
    """Whether any order could agree better with the readers, and by how much."""
    if exact and not against:
        return gettext("This order is exact. No reader’s pairwise choice goes against it.")
    if exact:
        told = ngettext(
            "This order is exact. It goes against %(choices)s pairwise choice of the readers, and no "
            "order goes against fewer.",
            "This order is exact. It goes against %(choices)s pairwise choices of the readers, and no "
            "order goes against fewer.",
            against,
        )
    else:
        told = ngettext(
            "This order goes against %(choices)s pairwise choice of the readers. Whether another goes "
            "against fewer could not be worked out; none goes against fewer than %(least)s, so it is at "
            "most %(off)s off the best.",
            "This order goes against %(choices)s pairwise choices of the readers. Whether another goes "
            "against fewer could not be worked out; none goes against fewer than %(least)s, so it is at "
            "most %(off)s off the best.",
            against,
        )
    return told % {"choices": grouped(against), "least": grouped(least), "off": grouped(against - least)}


def some_readers(some: int, readers: int) -> str:
    """Some of all readers."""
    told = ngettext("%(some)s of %(readers)s reader", "%(some)s of %(readers)s readers", readers)
    return told % {"some": grouped(some), "readers": grouped(readers)}


def score(above: int, below: int, level: int) -> str:
    """The two counts of a split, and those between."""
    told = {"above": grouped(above), "below": grouped(below), "level": grouped(level)}
    return (
        gettext("%(above)s to %(below)s, %(level)s level") if level else gettext("%(above)s to %(below)s")
    ) % told


def split(sides: list[tuple[str, int]], level: int, both: int, readers: int) -> str:
    """How readers are split between two films, all of it in one sentence."""
    told = {"both": grouped(both), "readers": grouped(readers)}
    if not both:
        none = ngettext(
            "None of %(readers)s reader ranked both.", "None of %(readers)s readers ranked both.", readers
        )
        return none % told
    parts = [_put_above(film, count) for film, count in sides]
    if level:
        tied = ngettext("%(count)s had them level", "%(count)s had them level", level)
        parts.append(tied % {"count": grouped(level)})
    told["parts"] = ", ".join(parts)
    whole = ngettext(
        "%(both)s of %(readers)s reader ranked both: %(parts)s.",
        "%(both)s of %(readers)s readers ranked both: %(parts)s.",
        readers,
    )
    return whole % told


def _put_above(film: str, count: int) -> str:
    told = ngettext("%(count)s put %(film)s above", "%(count)s put %(film)s above", count)
    return told % {"count": grouped(count), "film": film}


def splitting_rule(readers: int, deviation: float, lead: float) -> str:
    """Which film is said to split the room; both shares are of the list's length."""
    told = gettext(
        "The badge goes to a film that %(readers)s readers or more placed, where the places deviate by at "
        "least %(deviation)s of the list, and by %(lead)s of it more than those of the next."
    )
    return told % {
        "readers": readers,
        "deviation": _percent(round(100 * deviation)),
        "lead": _percent(round(100 * lead)),
    }
