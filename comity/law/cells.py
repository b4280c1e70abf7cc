"""The cells of a table: the cut points of its tests split the inputs into classes; in a cell nothing changes.

Walking them finds cases no row answers, and cases two rows of a unique table answer, each with a witness.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from comity.basis.dates import Day, Span
from comity.basis.exact import tidy
from comity.law.expression import Anything, Name, NoneOf, OneOf, StartsWith, Test, Within
from comity.law.match import passes
from comity.law.rule import Input, Rule, Type
from comity.law.table import Hit, Row, Table
from comity.law.value import BOTH, Duration, is_number

_OTHER = "…"  # stands for every text no test names
_MOST_CELLS = 200_000  # a table that needs more is walked no further, and says so


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in a table: `hole`, `overlap` or `too large`, with a witness case and its days."""

    kind: str
    rule: str
    case: tuple[tuple[str, Any], ...]
    lines: tuple[int, ...]
    span: Span


def walk(rule: Rule, table: Table, day: Day) -> Iterator[Finding]:
    """The findings among the rows in force on one day; one witness for each cell at fault."""
    rows = table.rows_on(day)
    span = _era(table, day)
    inputs = {each.name: each for each in rule.inputs}
    columns = [
        _classes(
            inputs.get(source.name) if isinstance(source, Name) else None, [row.tests[place] for row in rows]
        )
        for place, (_, source) in enumerate(table.columns)
    ]
    names = [name for name, _ in table.columns]
    budget = [_MOST_CELLS]
    for kind, case, mask in _cells(columns, table.hit, rows, (1 << len(rows)) - 1, (), budget):
        lines = tuple(row.line for place, row in enumerate(rows) if mask >> place & 1)
        yield Finding(kind, rule.name, tuple(zip(names, case, strict=False)), lines, span)


def is_complete(rule: Rule, table: Table, day: Day) -> bool:
    """Whether every case of the day meets at least one row."""
    return not any(finding.kind != "overlap" for finding in walk(rule, table, day))


def findings(rule: Rule) -> list[Finding]:
    """The findings of all versions and eras of a rule, and the years between them that no version covers."""
    found: list[Finding] = []
    for version in rule.versions:
        if isinstance(version.body, Table):
            for start in _starts(version.span, version.body):
                found += [_within(finding, version.span) for finding in walk(rule, version.body, start)]
    spans = sorted((version.span for version in rule.versions), key=lambda span: span.start or date.min)
    for before, after in zip(spans, spans[1:], strict=False):
        if before.end and after.start and before.end < after.start:
            found.append(Finding("hole", rule.name, (), (), Span(before.end, after.start)))
    if spans and spans[-1].end:
        found.append(Finding("hole", rule.name, (), (), Span(spans[-1].end, None)))
    return found


def _within(finding: Finding, span: Span) -> Finding:
    days = finding.span.meet(span) or span
    return Finding(finding.kind, finding.rule, finding.case, finding.lines, days)


def _starts(span: Span, table: Table) -> list[Day]:
    first = span.start or date.min
    return [first, *(edge for edge in table.edges if first < edge and (span.end is None or edge < span.end))]


def _era(table: Table, day: Day) -> Span:
    before = [edge for edge in table.edges if edge <= day]
    after = [edge for edge in table.edges if edge > day]
    return Span(before[-1] if before else None, after[0] if after else None)


_Cell = tuple[str, tuple[Any, ...], int]


def _cells(
    columns: Sequence[Mapping[int, Any]],
    hit: Hit,
    rows: Sequence[Row],
    mask: int,
    case: tuple[Any, ...],
    budget: list[int],
) -> Iterator[_Cell]:
    """The cells at fault below a partial case; `mask` has a bit for each row still matching."""
    budget[0] -= 1
    if budget[0] == 0:
        yield "too large", case, mask
    if budget[0] <= 0:
        return
    if not mask:
        yield "hole", case, mask
    elif len(case) == len(columns):
        if _clash(hit, rows, mask):
            yield "overlap", case, mask
    elif mask & (mask - 1) or not _answers_all(rows[mask.bit_length() - 1], len(case)):
        for below, witness in columns[len(case)].items():
            yield from _cells(columns, hit, rows, mask & below, (*case, witness), budget)


def _answers_all(row: Row, place: int) -> bool:
    return all(isinstance(test, Anything) for test in row.tests[place:])


def _clash(hit: Hit, rows: Sequence[Row], mask: int) -> bool:
    matching = [row for place, row in enumerate(rows) if mask >> place & 1]
    if hit is Hit.UNIQUE:
        return len(matching) > 1
    return hit is Hit.ANY and any(row.outputs != matching[0].outputs for row in matching)


def _classes(declared: Input | None, tests: Sequence[Test]) -> dict[int, Any]:
    """The classes of one column: for each set of rows they pass, as bits, one witness value."""
    classes: dict[int, Any] = {}
    for value in _witnesses(declared, tests):
        mask = sum(1 << place for place, test in enumerate(tests) if passes(test, value) is True)
        classes.setdefault(mask, value)
    return classes


def _witnesses(declared: Input | None, tests: Sequence[Test]) -> list[Any]:
    marks = [mark for test in tests for mark in edges(test)]
    values: list[Any]
    if (declared and declared.type is Type.BOOLEAN) or any(isinstance(mark, bool) for mark in marks):
        values = list(BOTH)
    elif declared and declared.type is Type.TEXT or any(isinstance(mark, str) for mark in marks):
        own = edges(declared.allowed) if declared else []
        values = [*own, *marks, *(f"{mark}{_OTHER}" for mark in marks), _OTHER]
    else:
        own = edges(declared.allowed) if declared else []
        values = _between(sorted({*marks, *own}), declared is not None and declared.type is Type.INTEGER)
    if not declared:
        return values
    return [value for value in values if passes(declared.allowed, value) is True]


def _between(marks: Sequence[Any], whole: bool) -> list[Any]:
    """Each cut point, and one value before, between and after them."""
    if not marks:
        return [0]
    found = [_step(marks[0], -1), *marks, _step(marks[-1], 1)]
    for low, high in zip(marks, marks[1:], strict=False):
        middle = _middle(low, high, whole)
        found += [] if middle is None else [middle]
    return found


def _step(mark: Any, by: int) -> Any:
    if isinstance(mark, date):
        return mark + timedelta(by)
    if isinstance(mark, Duration):
        return Duration(mark.months + by, mark.days + by * (not mark.months))
    return mark + by


def _middle(low: Any, high: Any, whole: bool) -> Any:
    if not is_number(low) or whole:
        following = _step(low, 1)
        return following if following < high else None
    return tidy(Fraction(low + high) / 2)


def edges(test: Test) -> list[Any]:
    """The cut points of a test."""
    match test:
        case Within(low, high):
            return [low, high]
        case StartsWith(prefix):
            return [prefix]
        case OneOf(tests) | NoneOf(tests):
            return [mark for each in tests for mark in edges(each)]
        case Anything():
            return []
    return [test.value]
