"""The texts of FEEL's temporal values, read: ISO 8601 as XML Schema 1.1 and DMN 1.5, 10.3.4.1, have it."""

import re

from comity.feel.calendar import DAY, SECOND, Date, DateTime, Months, Nanos, Time
from comity.feel.zones import Zones

_DATE = re.compile(r"(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(?:(Z|z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@(.{1,60}))?", re.ASCII
)
_MONTHS = re.compile(r"(-?)P(?:(\d{1,15})Y)?(?:(\d{1,15})M)?", re.ASCII)
_NANOS = re.compile(
    r"(-?)P(?:(\d{1,15})D)?(T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{0,30}))?S)?)?", re.ASCII
)


def date_of(text: str) -> Date:
    """The day a text names; ValueError otherwise."""
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError("not a date")
    year = int(found[2])
    return Date(-year if found[1] else year, int(found[3]), int(found[4]))


def time_of(text: str, zones: Zones) -> Time:
    """The time a text names; ValueError otherwise, also for a zone nobody knows."""
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3]) > 59:
        raise ValueError("not a time")
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])
    nanos = seconds * SECOND + int((found[4] or "")[:9].ljust(9, "0"))
    if found[5]:
        return Time(nanos, 0)
    if found[6]:
        offset = int(found[7]) * 3600 + int(found[8]) * 60 + int(found[9] or 0)
        if int(found[8]) > 59 or int(found[9] or 0) > 59:
            raise ValueError("not an offset")
        return Time(nanos, -offset if found[6] == "-" else offset)
    if found[10] and zones(found[10], None) is None:
        raise ValueError("no such zone")
    return Time(nanos, None, found[10] or None)


def date_time_of(text: str, zones: Zones) -> DateTime:
    """The day and time a text names, midnight for a day alone; ValueError otherwise."""
    day, separator, time = text.partition("T")
    return DateTime(date_of(day), time_of(time, zones) if separator else Time(0))


def duration_of(text: str) -> Months | Nanos:
    """The duration a text names, of one kind or the other; ValueError otherwise."""
    if (found := _MONTHS.fullmatch(text)) and (found[2] or found[3]):
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return Months(-months if found[1] else months)
    found = _NANOS.fullmatch(text)
    if not found or not (found[2] or found[4] or found[5] or found[6]) or found[3] == "T":
        raise ValueError("not a duration")
    seconds = int(found[4] or 0) * 3600 + int(found[5] or 0) * 60 + int(found[6] or 0)
    nanos = int(found[2] or 0) * DAY + seconds * SECOND + int((found[7] or "")[:9].ljust(9, "0"))
    return Nanos(-nanos if found[1] else nanos)


def temporal_of(text: str, zones: Zones) -> Date | Time | DateTime | Months | Nanos:
    """The value of an at-literal: whichever of the five the text is; ValueError otherwise."""
    if text.lstrip("-").startswith("P"):
        return duration_of(text)
    if "T" in text.partition("@")[0]:
        return date_time_of(text, zones)
    return time_of(text, zones) if text[2:3] == ":" else date_of(text)
