from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.feel.calendar import Date, DateTime, Time
from comity.feel.engine import Engine
from comity.feel.value import number
from tests.feel.conftest import Ask, Same


@given(day=st.dates())
def test_the_week_and_day_of_the_year_are_those_of_iso_8601(ask: Ask, day: date) -> None:
    own = Date(day.year, day.month, day.day)
    assert ask("week of year(d)", d=own) == number(day.isocalendar().week)
    assert ask("day of year(d)", d=own) == number(day.timetuple().tm_yday)
    assert ask("day of week(d)", d=own) == f"{day:%A}"
    assert ask("month of year(d)", d=own) == f"{day:%B}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('date("2024-02-30")', "null"),
        ("date(2024, 2, 29).weekday", "4"),
        ('date(@"2024-02-29T23:00:00Z")', '@"2024-02-29"'),
        ("date(2024, 2.5, 1)", "null"),
        ('time(@"2024-02-29T23:00:00Z")', '@"23:00:00Z"'),
        ('string(time(8, 5, 6.25, @"-PT3H30M"))', '"08:05:06.25-03:30"'),
        ("time(8, 5, 60, null)", "null"),
        ('date and time(@"2024-02-29", @"08:00:00@Europe/Vienna").timezone', '"Europe/Vienna"'),
        ('date and time("2024-07-01T08:00:00@Europe/Vienna").time offset', '@"PT2H"'),
        ('date and time("2024-02-29")', '@"2024-02-29T00:00:00"'),
        ('@"2024-07-01T08:00:00@Europe/Vienna" = @"2024-07-01T06:00:00Z"', "true"),
        ('@"2024-07-01" = @"2024-07-01T00:00:00Z"', "true"),
        ('is(@"2024-07-01", @"2024-07-01T00:00:00Z")', "false"),
        ('is(@"08:00:00Z", @"08:00:00+00:00")', "true"),
        ('is(@"08:00:00@Asia/Tokyo", @"08:00:00+09:00")', "true"),
        ('is(@"08:00:00@Asia/Tokyo", @"08:00:00")', "false"),
        ('is(@"2024-07-01T08:00:00@Europe/Vienna", @"2024-07-01T08:00:00+02:00")', "true"),
        ('is(@"2024-01-01T08:00:00@Europe/Vienna", @"2024-01-01T08:00:00+02:00")', "false"),
        ('is(@"2024-01-01T08:00:00Z", @"2024-01-01T09:00:00+01:00")', "false"),
        ('is(value2: 4, value1: 4, value9: "left out")', "true"),
        ("is(value1: 4)", "null"),
        ('@"08:00:00Z" = @"09:00:00+01:00"', "true"),
        ('@"08:00:00Z" = @"08:00:00"', "false"),
        ('@"08:00:00.25" = @"08:00:00.75"', "true"),
        ('@"08:00:00.75" = @"08:00:01"', "false"),
        ('@"08:00:00.25" < @"08:00:00.75"', "true"),
        ('@"2024-07-01T08:00:00.5Z" = @"2024-07-01T10:00:00.25+02:00"', "true"),
        ('@"2024-07-01" = @"2024-07-01T00:00:00.5Z"', "true"),
        ('@"PT0.5S" = @"PT0.25S"', "false"),
        ('@"P1Y" = @"P12M"', "true"),
        ('@"P1Y" = @"P365D"', "null"),
        ('years and months duration(@"2024-01-31", @"2024-02-29")', '@"P0M"'),
        ('years and months duration(@"2024-02-29", @"2023-01-31")', '@"-P1Y"'),
        ('@"-P1DT2H3M4.5S".seconds', "-4.5"),
        ('@"P14M".years + @"P14M".months', "3"),
        ('@"P14M".days', "null"),
        ('@"2024-07-01".hour', "null"),
        ('@"not a day"', "null"),
        ("now()", "null"),
    ],
)
def test_a_function_of_days_and_times(says: Same, text: str, value: str) -> None:
    assert says(text, value)


def test_the_time_is_an_argument() -> None:
    at = DateTime(Date(2026, 11, 21), Time(0, 0))
    assert Engine(now=at).value("now()", {}) == at
    assert Engine(now=at).value("today()", {}) == Date(2026, 11, 21)
