"""The clock of a node: the only place that reads the time."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from comity.basis.dates import Day

_NOON = time(12, tzinfo=UTC)  # the same day in every time zone of the states that use it


@dataclass(frozen=True, slots=True)
class Clock:
    """The time now; stands still at noon UTC of `pinned` when a day is given (examples and tests only)."""

    pinned: Day | None = None

    def now(self) -> int:
        """Seconds since 1970, UTC."""
        moment = datetime.combine(self.pinned, _NOON) if self.pinned else datetime.now(UTC)
        return int(moment.timestamp())

    def today(self) -> Day:
        """The day in UTC."""
        return self.pinned or datetime.now(UTC).date()


def date_of(moment: int) -> Day:
    """The day, in UTC, of seconds since 1970."""
    return datetime.fromtimestamp(moment, UTC).date()
