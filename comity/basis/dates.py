"""Days, half-open spans, terms in months, and calendars of working days kept as data."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

Day = date
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ONE = timedelta(days=1)


def parse_day(text: str) -> Day:
    """The day an ISO 8601 calendar date names (`2026-11-21`); ValueError for any other form."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"not a day as YYYY-MM-DD: {text[:20]!r}")
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` up to but not including `end`; None is open on that side.

    >>> Span.from_text("2024-01-01 .. 2024-12-31").holds(date(2024, 12, 31))
    True
    """

    start: Day | None = None
    end: Day | None = None

    @classmethod
    def from_text(cls, text: str) -> "Span":
        """The span `A .. B`, both inclusive as laws print them; either side may be left out."""
        first, dots, last = text.partition("..")
        if not dots:
            raise ValueError(f"not a span as A .. B: {text[:40]!r}")
        start = parse_day(first.strip()) if first.strip() else None
        end = parse_day(last.strip()) + _ONE if last.strip() else None
        if start and end and start >= end:
            raise ValueError(f"the span ends before it starts: {text[:40]!r}")
        return cls(start, end)

    def holds(self, day: Day) -> bool:
        """Whether the day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def meet(self, other: "Span") -> "Span | None":
        """The days in both, or None when there are none."""
        start = max((s for s in (self.start, other.start) if s), default=None)
        end = min((e for e in (self.end, other.end) if e), default=None)
        return None if start and end and start >= end else Span(start, end)

    def __str__(self) -> str:
        """As laws print it: `A .. B`, both inclusive."""
        return f"{self.start or ''} .. {self.end - _ONE if self.end else ''}".strip()


ALWAYS = Span()


def add_months(day: Day, months: int) -> Day:
    """The same day of the month, months later; the month's last day where it has no such day.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days of a state in the span it is known for.

    `holidays` are weekdays off, `worked` are weekend days moved to work. A day outside `known`
    is neither: ValueError, never a guess.
    """

    known: Span
    holidays: frozenset[Day] = frozenset()
    worked: frozenset[Day] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})

    def is_working(self, day: Day) -> bool:
        """Whether the day is worked; ValueError outside the known span."""
        if not self.known.holds(day):
            raise ValueError(f"the calendar of working days is not known on {day}")
        return day in self.worked or (day.weekday() not in self.weekend and day not in self.holidays)

    def add_working_days(self, day: Day, count: int) -> Day:
        """The count-th working day after the day."""
        while count > 0:
            day += _ONE
            count -= self.is_working(day)
        return day


def cuts(spans: Iterable[Span]) -> list[Day]:
    """The days on which any of the spans starts or has ended, in order."""
    return sorted({edge for span in spans for edge in (span.start, span.end) if edge})
