from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.feel.calendar import DAY, MOST_YEAR, SECOND, Date, DateTime, Months, Nanos, Time, day_number
from comity.feel.text import date_of, date_time_of, duration_of, temporal_of, time_of
from comity.feel.zones import iana

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def own(day: date) -> Date:
    return Date(day.year, day.month, day.day)


@given(DAYS, DAYS)
def test_days_are_counted_as_the_standard_calendar_counts_them(first: date, second: date) -> None:
    assert own(first).number - own(second).number == (first - second).days
    assert own(first).weekday == first.isoweekday()


@given(st.integers(-MOST_YEAR * 365, MOST_YEAR * 365))
def test_a_day_number_names_one_day(number: int) -> None:
    day = Date.from_number(number)
    assert day_number(day.year, day.month, day.day) == number


@given(DAYS, st.integers(0, DAY - 1), st.integers(-(10**18), 10**18))
def test_an_instant_moves_as_the_standard_one(day: date, nanos: int, by: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(microseconds=nanos // 1000)
    moved = DateTime(own(day), Time(nanos // 1000 * 1000)).moved(by // 1000 * 1000)
    try:
        expected = start + timedelta(microseconds=by // 1000)
    except OverflowError:
        return
    assert moved.date == own(expected.date())
    since_midnight = expected - expected.replace(hour=0, minute=0, second=0, microsecond=0)
    assert moved.time.nanos == since_midnight // timedelta(microseconds=1) * 1000


@given(st.integers(-MOST_YEAR, MOST_YEAR), st.integers(1, 12), st.integers(1, 28))
def test_a_date_is_read_as_it_is_printed(year: int, month: int, day: int) -> None:
    assert date_of(str(Date(year, month, day))) == Date(year, month, day)


@given(st.integers(0, DAY - 1), st.none() | st.integers(-18 * 3600, 18 * 3600))
def test_a_time_is_read_as_it_is_printed(nanos: int, offset: int | None) -> None:
    assert time_of(str(Time(nanos, offset)), iana) == Time(nanos, offset)


@given(st.integers(-(10**20), 10**20))
def test_durations_are_read_as_they_are_printed(amount: int) -> None:
    assert duration_of(str(Nanos(amount))) == Nanos(amount)
    assert duration_of(str(Months(amount // 10**8))) == Months(amount // 10**8)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2023-13-01", "23-01-01", "02023-01-01", "+2023-01-01", "2023-1-1", "", "2023-01-01Z"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        date_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "24:00:00",
        "7:30:00",
        "07:30",
        "07:60:00",
        "07:30:00+18:01",
        "07:30:00@Nowhere/Land",
        "07:30:00Z@Etc/UTC",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        time_of(text, iana)


@pytest.mark.parametrize("text", ["P", "PT", "P1Y2D", "P1W", "1D", "P1.5D", "PT1.5H", "P-1D", "P1DT"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        duration_of(text)


def test_a_zone_gives_its_summer_and_winter_offset() -> None:
    summer, winter = date_time_of("2024-07-01T12:00:00", iana), date_time_of("2024-01-01T12:00:00", iana)
    assert (iana("Europe/Vienna", summer), iana("Europe/Vienna", winter)) == (7200, 3600)
    assert iana("Europe/Vienna", date_time_of("200000-07-01T12:00:00", iana)) == 7200
    assert iana("../../etc/passwd", summer) is None


def test_a_text_is_the_temporal_value_it_looks_like() -> None:
    assert temporal_of("2024-05-06", iana) == Date(2024, 5, 6)
    assert temporal_of("05:06:07", iana) == Time((5 * 3600 + 6 * 60 + 7) * SECOND)
    assert temporal_of("2024-05-06T00:00:00@Europe/Vienna", iana).time.zone == "Europe/Vienna"  # type: ignore[union-attr]
    assert temporal_of("-P3M", iana) == Months(-3)
