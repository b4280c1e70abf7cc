"""Where a figure comes from: act, place in it, source read, when, and how sure it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.basis.dates import ALWAYS, Span


class Confidence(StrEnum):
    """A: two independent sources; B: one; C: unconfirmed. Never compared with the official text yet."""

    A = "A"
    B = "B"
    C = "C"


def lowest(confidences: "tuple[Confidence, ...] | list[Confidence]") -> Confidence:
    """The lowest confidence among them; A when there are none.

    >>> lowest([Confidence.A, Confidence.C]).value
    'C'
    """
    return max(confidences, default=Confidence.A)


@dataclass(frozen=True, slots=True)
class Citation:
    """Act and article a value holds by, and the copy it was read in."""

    act: str
    source: str = ""
    in_force: Span = ALWAYS
    published: date | None = None
    checked: date | None = None
    confidence: Confidence = Confidence.C

    def __str__(self) -> str:
        """The act, and its confidence in brackets."""
        return f"{self.act} [{self.confidence.value}]"
