"""The properties of FEEL's values: `.year`, `.time offset`, `.start included` … (DMN 1.5, table 65)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from comity.feel.calendar import DAY, SECOND, Date, DateTime, Months, Nanos, Time
from comity.feel.value import DECIMAL128, Nothing, Range, Value, kind_of, number
from comity.feel.zones import Zones

NAMES = ("time offset", "start included", "end included")


def property_of(value: Value, name: str, zones: Zones) -> Value:
    """The property; Nothing when values of this kind have none of that name."""
    found = _TABLE.get((value.__class__, name))
    if found is None:
        raise Nothing(f"{kind_of(value)}.{name}")
    told = found(value, zones)
    return number(told) if told.__class__ is int else told


def _offset(value: Time | DateTime, zones: Zones) -> Value:
    time = value.time if isinstance(value, DateTime) else value
    offset = time.offset
    if time.zone is not None and isinstance(value, DateTime):
        offset = zones(time.zone, value)
    return None if offset is None else Nanos(offset * SECOND)


def _seconds(time: Time) -> Decimal:
    return DECIMAL128.divide(Decimal(time.nanos % (60 * SECOND)), Decimal(SECOND))


def _part(value: Nanos, unit: int, of: int | None) -> int:
    """Whole units below the next larger one, with the sign of the duration."""
    count = abs(value.nanos) // unit
    count = count if of is None else count % of
    return -count if value.nanos < 0 else count


def _months_part(value: Months, years: bool) -> int:
    count = abs(value.months) // 12 if years else abs(value.months) % 12
    return -count if value.months < 0 else count


_Work = Callable[[Any, Zones], Value]
_DAY: dict[str, _Work] = {
    "year": lambda d, _: d.year,
    "month": lambda d, _: d.month,
    "day": lambda d, _: d.day,
    "weekday": lambda d, _: d.weekday,
}
_CLOCK: dict[str, _Work] = {
    "hour": lambda t, _: t.hour,
    "minute": lambda t, _: t.minute,
    "second": lambda t, _: _seconds(t),
    "timezone": lambda t, _: t.zone,
}


def _of(part: str, work: _Work) -> _Work:
    return lambda value, zones: work(getattr(value, part), zones)


_TABLE: dict[tuple[type, str], _Work] = {
    **{(Date, name): work for name, work in _DAY.items()},
    **{(Time, name): work for name, work in _CLOCK.items()},
    **{(DateTime, name): _of("date", work) for name, work in _DAY.items()},
    **{(DateTime, name): _of("time", work) for name, work in _CLOCK.items()},
    (Time, "time offset"): _offset,
    (DateTime, "time offset"): _offset,
    (Months, "years"): lambda v, _: _months_part(v, years=True),
    (Months, "months"): lambda v, _: _months_part(v, years=False),
    (Nanos, "days"): lambda v, _: _part(v, DAY, None),
    (Nanos, "hours"): lambda v, _: _part(v, 3600 * SECOND, 24),
    (Nanos, "minutes"): lambda v, _: _part(v, 60 * SECOND, 60),
    (Nanos, "seconds"): lambda v, _: _nano_seconds(v),
    (Range, "start"): lambda v, _: v.low,
    (Range, "end"): lambda v, _: v.high,
    (Range, "start included"): lambda v, _: v.low_in,
    (Range, "end included"): lambda v, _: v.high_in,
}


def _nano_seconds(value: Nanos) -> Decimal:
    rest = Decimal(abs(value.nanos) % (60 * SECOND))
    return DECIMAL128.divide(-rest if value.nanos < 0 else rest, Decimal(SECOND))
