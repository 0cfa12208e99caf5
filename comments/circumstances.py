"""How a comment was sent, as plain values beside what was sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Circumstances:
    """What the request tells: how long the form was open, whether the trap went off, from which network,
    and whether a mail may ask the writer to confirm their address."""

    age: float | None = None
    trapped: bool = False
    network: str = ""
    may_ask: bool = False


UNKNOWN = Circumstances()
