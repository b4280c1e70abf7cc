"""The date, time, duration and calendar functions of FEEL (DMN 1.5, 10.3.4.1, 10.3.4.6, 10.3.4.8)."""

from decimal import Decimal

from comity.feel import text
from comity.feel.builtin import Builtin, signature
from comity.feel.calendar import SECOND, Date, DateTime, Months, Nanos, Time
from comity.feel.value import Nothing, Value, number, offset_of, same, whole
from comity.feel.zones import Zones

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EPOCH = Date(1970, 1, 1)
_MONTHS = "January February March April May June July August September October November December".split()


def _date(year: Decimal, month: Decimal, day: Decimal) -> Date:
    return Date(whole(year), whole(month), whole(day))


def _time(hour: Decimal, minute: Decimal, second: Decimal, offset: Nanos | None) -> Time:
    if not (0 <= whole(hour) < 24 and 0 <= whole(minute) < 60 and 0 <= second < 60):
        raise Nothing("no such time")
    nanos = int((whole(hour) * 3600 + whole(minute) * 60 + second) * SECOND)
    return Time(nanos, None if offset is None else offset.nanos // SECOND)


def _day_of(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


def _time_of(value: Date | Time | DateTime) -> Time:
    if isinstance(value, Date):
        return Time(0, 0)
    return value.time if isinstance(value, DateTime) else value


def _made(zones: Zones, *parts: Value) -> DateTime:
    year, month, day, hour, minute, second, offset = parts
    made = _time(hour, minute, second, offset if isinstance(offset, Nanos) else None)
    if isinstance(offset, Decimal):
        made = Time(made.nanos, int(offset * 3600))
    if isinstance(offset, str):
        if zones(offset, None) is None:
            raise Nothing("no such zone")
        made = Time(made.nanos, None, offset)
    return DateTime(_date(year, month, day), made)


def _months_between(start: Date | DateTime, end: Date | DateTime) -> Months:
    first, last = _day_of(start), _day_of(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return Months(months)


def _day_of_year(value: Date | DateTime) -> Decimal:
    day = _day_of(value)
    return number(day.number - Date(day.year, 1, 1).number + 1)


def _week_of_year(value: Date | DateTime) -> Decimal:
    """The week of ISO 8601: its Thursday decides the year."""
    day = _day_of(value)
    thursday = Date.from_number(day.number - day.weekday + 4)
    return number((thursday.number - Date(thursday.year, 1, 1).number) // 7 + 1)


def _is(left: Value, right: Value, zones: Zones) -> bool:
    """Whether two values are one and the same: of one kind, part by part (DMN 1.5, 10.3.4.6).

    A zone counts as its offset then: a time without a day has that of 1970-01-01.
    """
    if left.__class__ is not right.__class__:
        return False
    if isinstance(left, Time):
        left, right = DateTime(_EPOCH, left), DateTime(_EPOCH, right)
    if isinstance(left, DateTime):
        return left.local == right.local and offset_of(left, zones) == offset_of(right, zones)
    return same(left, right, zones)


FUNCTIONS: dict[str, list[Builtin]] = {
    "date": [
        signature("from:s", text.date_of),
        signature("from:d", _day_of),
        signature("year:n, month:n, day:n", _date),
    ],
    "time": [
        signature("from:s", lambda z, from_: text.time_of(from_, z), zoned=True),
        signature("from:dt", _time_of),
        signature("hour:n, minute:n, second:n, offset:h?", _time),
    ],
    "date and time": [
        signature("from:s", lambda z, from_: text.date_time_of(from_, z), zoned=True),
        signature("from:T", lambda value: value),
        signature("from:D", lambda value: DateTime(value, Time(0))),
        signature("date:d, time:t", lambda day, time: DateTime(_day_of(day), time)),
        signature("year:n, month:n, day:n, hour:n, minute:n, second:n, offset:nhs?", _made, zoned=True),
    ],
    "duration": [signature("from:s", text.duration_of), signature("from:mh", lambda value: value)],
    "years and months duration": [signature("from:d, to:d", _months_between)],
    "is": [signature("value1:*, value2:*", lambda z, a, b: _is(a, b, z), zoned=True, open_ended=True)],
    "day of year": [signature("date:d", _day_of_year)],
    "day of week": [signature("date:d", lambda value: _DAYS[_day_of(value).weekday - 1])],
    "month of year": [signature("date:d", lambda value: _MONTHS[_day_of(value).month - 1])],
    "week of year": [signature("date:d", _week_of_year)],
}
