"""The offsets of IANA time zones.

The one file of this room that leans on data outside the code: zoneinfo reads the zone tables of the
system or of the tzdata package. They are law of the clock as a pack is law: the same for all who hold
the same edition. Who wants another edition passes another function of this shape to `Engine`.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from comity.feel.calendar import SECOND, DateTime

Zones = Callable[[str, DateTime | None], int | None]
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
_MOST_NAME = 60  # the longest of the tables has 32


@lru_cache(maxsize=64)  # a model names one or two zones; a hostile one names many
def _zone(name: str) -> ZoneInfo | None:
    if len(name) > _MOST_NAME or not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def iana(name: str, at: DateTime | None) -> int | None:
    """The seconds from UTC of a zone at a local time, 0 without one; None when there is no such zone."""
    zone = _zone(name)
    if zone is None or at is None:
        return None if zone is None else 0
    year = at.date.year
    # The tables hold the years of datetime; the calendar of 400 years earlier or later is the same.
    known = year if 2 <= year <= 9998 else 2000 + year % 400 if year > 0 else 2 + year % 400
    wall = datetime(known, at.date.month, at.date.day, tzinfo=zone)
    offset = (wall + timedelta(seconds=at.time.nanos // SECOND)).utcoffset()
    return None if offset is None else offset.days * 86_400 + offset.seconds
