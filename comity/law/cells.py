"""The cells of a table: the cut points of its tests split the inputs into classes; in a cell nothing changes.

Walking them finds cases no row answers, and cases two rows of a unique table answer, each with a witness.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from comity.basis.dates import Day, Span
from comity.basis.exact import Number, tidy
from comity.law.expression import (
    AllOf,
    Anything,
    Compared,
    Literal,
    Name,
    NoneOf,
    OneOf,
    Test,
    constants,
)
from comity.law.hit import OF_NO_ROW
from comity.law.match import quick
from comity.law.passing import Mixed
from comity.law.rule import Input, Rule, Type, Version
from comity.law.table import Hit, Row, Table
from comity.law.value import BOTH, Duration, Kind, kind_of

OTHER = "…"  # stands for every text no test names
_LAST = 0x10FFFF  # the last letter there is
_MOST_CELLS = 200_000  # a table that needs more is walked no further, and says so


@dataclass(frozen=True, slots=True)
class Finding:
    """What a walk found: `hole`, `overlap` or `too large` with a witness case and its days.

    `needless`: a version that says it is silent, and is not; the line is that of its section. `why` is the
    reason a pack gives for a hole.
    """

    kind: str
    rule: str
    case: tuple[tuple[str, Any], ...]
    lines: tuple[int, ...]
    span: Span
    why: str = ""


def walk(
    rule: Rule,
    table: Table,
    day: Day,
    *,
    declared: Sequence[Input | None] | None = None,
    most: int = _MOST_CELLS,
) -> Iterator[Finding]:
    """The findings among the rows in force on one day; one witness for each cell at fault.

    `declared` says what each column can be; without it, what the inputs of the rule allow. A table of
    more than `most` cells is walked no further, and says so.
    """
    rows = table.rows_on(day)
    span = _era(table, day)
    columns = [
        classes(each, [row.tests[place] for row in rows])
        for place, each in enumerate(declared or _declared(rule, table))
    ]
    names = [name for name, _ in table.columns]
    budget = [most]
    for kind, case, mask in _cells(columns, table.hit, rows, (1 << len(rows)) - 1, (), budget):
        lines = tuple(row.line for place, row in enumerate(rows) if mask >> place & 1)
        yield Finding(kind, rule.name, tuple(zip(names, case, strict=False)), lines, span)


def is_complete(rule: Rule, table: Table, day: Day, allowed_only: bool = True) -> bool:
    """Whether every case of the day meets at least one row, or a list or count answers without one.

    `allowed_only`: of the cases the inputs allow; else of every case of their types.
    """
    declared = _declared(rule, table)
    if not allowed_only:
        declared = [each and _free(each) for each in declared]
    return not any(finding.kind != "overlap" for finding in walk(rule, table, day, declared=declared))


def findings(
    rule: Rule, declared: Callable[[Rule, Table], Sequence[Input | None]] | None = None
) -> list[Finding]:
    """The findings of all versions and eras of a rule, and the years between them that no version covers.

    `declared` says what the columns of a table can be; without it, what the inputs of the rule allow.
    """
    declared = declared or _declared
    found: list[Finding] = []
    for version in rule.versions:
        own: list[Finding] = []
        if isinstance(version.body, Table):
            for start in starts(version.span, version.body):
                found_here = walk(rule, version.body, start, declared=declared(rule, version.body))
                own += [_within(finding, version) for finding in found_here]
        if version.silent and not own and version not in [after for _, after in lost_days(rule)]:
            own.append(Finding("needless", rule.name, (), (version.line,), version.span))
        found += own
    found += [Finding("hole", rule.name, (), (), days, after.silent) for days, after in lost_days(rule)]
    last = max((version.span.end or date.max for version in rule.versions), default=date.max)
    if last < date.max:
        found.append(Finding("hole", rule.name, (), (), Span(last, None)))
    return found


def lost_days(rule: Rule) -> list[tuple[Span, Version]]:
    """The days between versions of a rule that none of them covers, each with the version after them."""
    versions = sorted(rule.versions, key=lambda version: version.span.start or date.min)
    return [
        (Span(before.span.end, after.span.start), after)
        for before, after in pairwise(versions)
        if before.span.end and after.span.start and before.span.end < after.span.start
    ]


def _declared(rule: Rule, table: Table) -> list[Input | None]:
    inputs = {each.name: each for each in rule.inputs}
    return [inputs.get(source.name) if isinstance(source, Name) else None for _, source in table.columns]


def _free(declared: Input) -> Input:
    """The input without its limits."""
    return Input(declared.name, Type.NUMBER if declared.type is Type.INTEGER else declared.type)


def _within(finding: Finding, version: Version) -> Finding:
    days = finding.span.meet(version.span) or version.span
    return replace(finding, span=days, why=version.silent if finding.kind == "hole" else "")


def starts(span: Span, table: Table) -> list[Day]:
    """The first day of each span of days within which the rows in force do not change."""
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
        if hit not in OF_NO_ROW:
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
    outputs = {row.outputs for row in matching}
    told = all(isinstance(output, Literal) for each in outputs for output in each)
    return hit is Hit.ANY and told and len(outputs) > 1


def classes(declared: Input | None, tests: Sequence[Test]) -> dict[int, Any]:
    """The classes of one input: for each set of tests passed, as bits, one witness value."""
    found: dict[int, Any] = {}
    values = witnesses(declared, tests)
    for value, mask in zip(values, Mixed(values).masks(tests), strict=True):
        found.setdefault(mask, value)
    return found


def witnesses(declared: Input | None, tests: Sequence[Test]) -> list[Any]:
    """Values of every class the tests split an input into, of each type that it can have."""
    marks = [mark for test in tests for mark in constants(test)]
    marks += constants(declared.allowed) if declared else []
    kinds = {kind for mark in marks if (kind := kind_of(mark))} | ({declared.kind} if declared else set())
    values: list[Any] = []
    for kind in sorted(kinds or {Kind.NUMBER}):
        own = [mark for mark in marks if kind_of(mark) is kind]
        if kind is Kind.TEXT and all(map(_only_equals, tests)):
            values += [*own, OTHER]
        else:
            values += _OF_KIND[kind](own)
    if not declared:
        return values
    return list(filter(quick(declared.allowed), _whole(declared, values)))


def _only_equals(test: Test) -> bool:
    match test:
        case Compared(operator):
            return operator in ("=", "!=")
        case OneOf(tests) | NoneOf(tests) | AllOf(tests):
            return all(map(_only_equals, tests))
    return isinstance(test, Anything)


def _whole(declared: Input, values: list[Any]) -> list[Any]:
    """For whole numbers: the nearest ones on both sides of each witness instead of it."""
    if declared.type is not Type.INTEGER:
        return values
    ends = {end for value in values for end in (floor(value), ceil(value))}
    return sorted(ends | {end - 1 for end in ends} | {end + 1 for end in ends})


def _texts(marks: Sequence[str]) -> list[Any]:
    """Each mark, what begins like it, what follows all of that, the least text, and one no test names."""
    after = [f"{mark[:-1]}{chr(min(ord(mark[-1]) + 1, _LAST))}" for mark in marks if mark]
    return [*marks, *(f"{mark}{OTHER}" for mark in marks), OTHER, *after, ""]


def _numbers(marks: Sequence[Number]) -> list[Any]:
    """Each cut point, and one number before, between and after them."""
    line = sorted(set(marks)) or [0]
    middles = [tidy(Fraction(low + high) / 2) for low, high in pairwise(line)]
    return [*line, line[0] - 1, *middles, line[-1] + 1]


def _days(marks: Sequence[date]) -> list[Any]:
    near = {mark.toordinal() + by for mark in marks for by in (-1, 0, 1)} or {date.min.toordinal()}
    return [date.fromordinal(n) for n in sorted(near) if 1 <= n <= date.max.toordinal()]


def _durations(marks: Sequence[Duration]) -> list[Any]:
    """Around each cut point, in months and in days: the two have no order between them."""
    months = {mark.months + by for mark in marks for by in (-1, 0, 1)} | {0, 1}
    days = {mark.days + by for mark in marks for by in (-1, 0, 1)} | {0, 1}
    return [Duration(months=n) for n in sorted(months)] + [Duration(days=n) for n in sorted(days)]


_OF_KIND: dict[Kind, Callable[[Any], list[Any]]] = {
    Kind.NUMBER: _numbers,
    Kind.TEXT: _texts,
    Kind.BOOLEAN: lambda marks: list(BOTH),
    Kind.DATE: _days,
    Kind.DURATION: _durations,
}
