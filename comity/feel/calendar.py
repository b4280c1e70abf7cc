"""Days, times, instants and durations of FEEL: years of nine digits, nanoseconds (DMN 1.5, 10.3.2.3).

datetime ends at year 9999 and at microseconds; FEEL does not, so days are counted here.
"""

from calendar import monthrange
from dataclasses import dataclass

SECOND = 1_000_000_000  # nanoseconds
DAY = 86_400 * SECOND
MOST_YEAR = 999_999_999  # XML Schema leaves it open; the conformance suite writes nine digits
MOST_OFFSET = 18 * 3600  # seconds; no clock on earth is further from UTC


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the proleptic Gregorian calendar, for any year."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def day_of_number(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the inverse of `day_number`."""
    era, of_era = divmod(number + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def month_length(year: int, month: int) -> int:
    """The days of a month; the calendar repeats after 400 years."""
    return monthrange(2000 + year % 400, month)[1]


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar day; ValueError when there is no such day."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        """Refuse a day the calendar does not have."""
        if not (abs(self.year) <= MOST_YEAR and 1 <= self.month <= 12):
            raise ValueError("no such month")
        if not 1 <= self.day <= month_length(self.year, self.month):
            raise ValueError("no such day")

    @property
    def number(self) -> int:
        """Days since 1970-01-01."""
        return day_number(self.year, self.month, self.day)

    @property
    def weekday(self) -> int:
        """Monday 1 to Sunday 7."""
        return (self.number + 3) % 7 + 1

    @classmethod
    def from_number(cls, number: int) -> "Date":
        """The day so many days after 1970-01-01."""
        return cls(*day_of_number(number))

    def plus_months(self, months: int) -> "Date":
        """The same day of the month so many months on, or the last one of that month."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        if abs(years) > MOST_YEAR:
            raise ValueError("no such year")
        return Date(years, month + 1, min(self.day, month_length(years, month + 1)))

    def __str__(self) -> str:
        """As ISO 8601 writes it, four digits of the year at least."""
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in nanoseconds from midnight, with an offset in seconds, or a zone, or neither."""

    nanos: int
    offset: int | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no clock shows."""
        if not 0 <= self.nanos < DAY or (self.offset is not None and abs(self.offset) > MOST_OFFSET):
            raise ValueError("no such time")

    @property
    def hour(self) -> int:
        """0 to 23."""
        return self.nanos // (3600 * SECOND)

    @property
    def minute(self) -> int:
        """0 to 59."""
        return self.nanos // (60 * SECOND) % 60

    @property
    def second(self) -> int:
        """Whole seconds, 0 to 59."""
        return self.nanos // SECOND % 60

    def __str__(self) -> str:
        """As ISO 8601 writes it; a zone follows `@`."""
        text = f"{self.hour:02}:{self.minute:02}:{self.second:02}{fraction(self.nanos % SECOND)}"
        if self.zone is not None:
            return f"{text}@{self.zone}"
        return text + ("" if self.offset is None else offset_text(self.offset))


@dataclass(frozen=True, slots=True)
class DateTime:
    """A day and a time of it."""

    date: Date
    time: Time

    @property
    def local(self) -> int:
        """Nanoseconds since 1970-01-01T00:00 on the wall clock."""
        return self.date.number * DAY + self.time.nanos

    def moved(self, nanos: int) -> "DateTime":
        """The wall clock so many nanoseconds later, offset and zone kept."""
        days, rest = divmod(self.local + nanos, DAY)
        return DateTime(Date.from_number(days), Time(rest, self.time.offset, self.time.zone))

    def __str__(self) -> str:
        """As ISO 8601 writes it."""
        return f"{self.date}T{self.time}"


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A years and months duration."""

    months: int

    def __str__(self) -> str:
        """As ISO 8601 writes it; `P0M` for none."""
        years, months = divmod(abs(self.months), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-P" if self.months < 0 else "P") + text


@dataclass(frozen=True, slots=True, order=True)
class Nanos:
    """A days and time duration, in nanoseconds."""

    nanos: int

    def __str__(self) -> str:
        """As ISO 8601 writes it; `PT0S` for none."""
        days, rest = divmod(abs(self.nanos), DAY)
        minutes, rest = divmod(rest, 60 * SECOND)
        hours, minutes = divmod(minutes, 60)
        seconds = f"{rest // SECOND}{fraction(rest % SECOND)}S" if rest else ""
        time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + seconds
        day = f"{days}D" if days else ""
        sign = "-" if self.nanos < 0 else ""
        return f"{sign}P{day}T{time}" if time else f"{sign}P{day}" if day else "PT0S"


def fraction(nanos: int) -> str:
    """The digits after the second, none when there are none."""
    return f".{nanos:09}".rstrip("0") if nanos else ""


def offset_text(seconds: int) -> str:
    """`Z`, `+02:00` or `+02:00:30`."""
    if seconds == 0:
        return "Z"
    hours, rest = divmod(abs(seconds), 3600)
    tail = f":{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{rest // 60:02}{tail}"
