"""The rows in force on a day are those whose span holds it, in the order of the pack."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.basis.dates import Span
from comity.law.expression import Literal
from comity.law.table import Row, Table

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start >= end:
        return Span(start, start + timedelta(1))
    return Span(start, end)


@given(st.lists(spans(), max_size=6), DAYS)
def test_rows_on_a_day_are_those_whose_span_holds_it(found: list[Span], day: date) -> None:
    rows = tuple(Row(line, (), (Literal(line),), span) for line, span in enumerate(found))
    table = Table((), ("y",), rows)
    for asked in (day, date.min, date.max, *table.edges):
        assert table.rows_on(asked) == tuple(row for row in rows if row.span.holds(asked))
