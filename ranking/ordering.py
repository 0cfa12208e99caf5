"""The value everything else is made of: candidates in tiers, best first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

Key = Hashable
Tiers = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Ordering:
    """A weak order of some of the candidates: tiers of keys, best first.

    A candidate that is absent is unknown, never last; candidates of one tier are level. Two orderings are
    equal when their tiers are equal as sets: the order written inside a tier is kept for display and means
    nothing, so keys need to be hashable and never comparable. `Ordering(())` is the empty ordering.

    Domain: any iterable of iterables of hashable keys. Cost: linear in the number of keys, once.
    Raises ValueError for an empty tier, a key that appears twice, a key that cannot be hashed, and a tier
    that is not a group of keys (a bare string among them).
    Source: weak orders ("bucket orders") as in Fagin, Kumar, Mahdian, Sivakumar and Vee,
    "Comparing partial rankings", SIAM J. Discrete Math. 20 (2006).
    """

    tiers: Tiers

    def __init__(self, tiers: Iterable[Iterable[Key]]) -> None:
        clean = tuple(_tier(tier) for tier in tiers)
        tier_of: dict[Key, int] = {}
        for number, tier in enumerate(clean):
            for key in tier:
                _remember(tier_of, key, number)
        object.__setattr__(self, "tiers", clean)
        object.__setattr__(self, "_tier_of", tier_of)

    @classmethod
    def strict(cls, keys: Iterable[Key]) -> Ordering:
        """The ordering without ties that lists `keys` from best to worst.

        Raises ValueError as the class does.
        """
        return cls((key,) for key in keys)

    @property
    def candidates(self) -> tuple[Key, ...]:
        """Every key, best first; inside a tier as it was written. Linear."""
        return tuple(key for tier in self.tiers for key in tier)

    def tier_of(self, key: Key) -> int | None:
        """The number of the tier that holds `key`, 0 for the best; None when it is absent. Constant time."""
        return self._places().get(key)

    def restricted_to(self, keys: Iterable[Key]) -> Ordering:
        """The same order among `keys` alone.

        Tiers left without a key vanish; unknown keys change nothing. Linear.
        """
        kept = set(keys)
        tiers = (tuple(key for key in tier if key in kept) for tier in self.tiers)
        return Ordering(tier for tier in tiers if tier)

    def __len__(self) -> int:
        """The number of tiers; `len(ordering.candidates)` is the number of keys."""
        return len(self.tiers)

    def __iter__(self) -> Iterator[tuple[Key, ...]]:
        return iter(self.tiers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ordering):
            return NotImplemented
        return self._places() == other._places()

    def __hash__(self) -> int:
        return hash(frozenset(self._places().items()))

    def __repr__(self) -> str:
        return f"Ordering({self.tiers!r})"

    def _places(self) -> dict[Key, int]:
        places: dict[Key, int] = self.__dict__["_tier_of"]
        return places


def _tier(keys: Iterable[Key]) -> tuple[Key, ...]:
    is_group = isinstance(keys, Iterable) and not isinstance(keys, str | bytes)
    if not is_group:
        raise ValueError(f"a tier is a group of keys, not {keys!r}")
    tier = tuple(keys)
    if not tier:
        raise ValueError("a tier needs at least one key")
    return tier


def _remember(tier_of: dict[Key, int], key: Key, number: int) -> None:
    try:
        known = key in tier_of
    except TypeError:
        raise ValueError(f"a key must be hashable, unlike {key!r}") from None
    if known:
        raise ValueError(f"{key!r} appears twice")
    tier_of[key] = number


def canonical(key: Key) -> tuple[str, int, str]:
    """What to sort ints and strings by: ints first, each kind in its own order, however they were given."""
    kind = type(key).__name__
    return (kind, key, "") if isinstance(key, int) else (kind, 0, str(key))
