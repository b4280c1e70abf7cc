from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.dates import ALWAYS, Span, WorkCalendar, add_months, cuts, parse_day

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ONE = timedelta(days=1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    edges = sorted(draw(st.lists(DAYS, min_size=2, max_size=2, unique=True)))
    return Span(draw(st.sampled_from([edges[0], None])), draw(st.sampled_from([edges[1], None])))


@given(DAYS)
def test_a_day_is_read_back_from_its_text(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "20260101", "2026-1-1", "01.01.2026", "2026-W01-1", "", "2026-01-01T00:00", "٢٠٢٦-٠١-٠١"],
)
def test_what_is_not_a_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own words for 30 February differ
        parse_day(text)


@given(spans(), spans(), DAYS)
def test_a_day_is_in_the_meeting_when_it_is_in_both(left: Span, right: Span, day: date) -> None:
    both = left.meet(right)
    assert (both is not None and both.holds(day)) is (left.holds(day) and right.holds(day))


@given(spans(), spans())
def test_meeting_has_no_order(left: Span, right: Span) -> None:
    assert left.meet(right) == right.meet(left)
    assert left.meet(ALWAYS) == left


@given(spans())
def test_a_span_is_read_back_from_what_it_shows(span: Span) -> None:
    assert Span.from_text(str(span)) == span


@given(DAYS, DAYS)
def test_the_last_printed_day_is_in_and_the_next_is_out(first: date, last: date) -> None:
    if first <= last:
        span = Span.from_text(f"{first} .. {last}")
        assert span.holds(first)
        assert span.holds(last)
        assert not span.holds(last + ONE)
        assert not span.holds(first - ONE)


def test_spans_that_touch_do_not_meet() -> None:
    assert Span.from_text(".. 2026-12-31").meet(Span.from_text("2027-01-01 ..")) is None


def test_a_span_of_one_day_holds_it() -> None:
    assert Span.from_text("2026-11-21 .. 2026-11-21").holds(date(2026, 11, 21))


@pytest.mark.parametrize("text", ["2026-01-01", "2026-01-02 .. 2026-01-01", "2026-13-01 ..", "a .. b"])
def test_a_text_that_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - three faults, three words
        Span.from_text(text)


@given(DAYS, st.integers(-1200, 1200))
def test_months_added_land_in_the_month_meant(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day <= day.day
    assert later.day == day.day or (later + ONE).day == 1


def test_months_are_not_added_one_by_one() -> None:
    assert add_months(date(2026, 1, 31), 2) == date(2026, 3, 31)
    assert add_months(add_months(date(2026, 1, 31), 1), 1) == date(2026, 3, 28)


YEAR = WorkCalendar(
    known=Span(date(2026, 1, 1), date(2027, 1, 1)),
    holidays=frozenset({date(2026, 5, 1), date(2026, 1, 1), date(2026, 1, 2)}),
    worked=frozenset({date(2026, 4, 25)}),
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 5, 1), False),
        (date(2026, 5, 2), False),
        (date(2026, 4, 25), True),
        (date(2026, 4, 30), True),
    ],
)
def test_a_calendar_knows_days_off_and_days_moved_to_work(day: date, working: bool) -> None:
    assert YEAR.is_working(day) is working


@given(st.dates(date(2026, 1, 1), date(2026, 10, 31)), st.integers(1, 20))
def test_the_term_ends_on_the_day_that_makes_the_count(day: date, count: int) -> None:
    end = YEAR.add_working_days(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert YEAR.is_working(end)
    assert sum(map(YEAR.is_working, passed)) == count


def test_an_unknown_year_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="not known on 2027-01-01"):
        YEAR.is_working(date(2027, 1, 1))
    with pytest.raises(ValueError, match="not known"):
        YEAR.add_working_days(date(2026, 12, 30), 5)


@given(st.lists(spans(), max_size=6), DAYS)
def test_between_two_cuts_nothing_changes(some: list[Span], day: date) -> None:
    edges = cuts(some)
    if day + ONE not in edges:
        assert [span.holds(day) for span in some] == [span.holds(day + ONE) for span in some]
