"""Rules admitted to a library: one with rows that overlap, a cell no case meets or a hidden gap is refused.

Neither needs every cell to be walked: two rows overlap when they share a class in every column, and rows
that do not overlap leave a gap exactly when they cover fewer cells than there are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from math import prod
from operator import or_
from typing import Any, NamedTuple, NoReturn

from comity.basis.dates import Span
from comity.basis.errors import Fact
from comity.law.cells import OTHER, lost_days, starts, walk, witnesses
from comity.law.expression import (
    ANYTHING,
    Binary,
    Compared,
    Expression,
    Field,
    Invoke,
    Literal,
    Matches,
    Name,
    NoneOf,
    OneOf,
    Test,
    children,
)
from comity.law.hit import OF_NO_ROW
from comity.law.labels import Reach
from comity.law.match import quick
from comity.law.pack import Pack
from comity.law.passing import Mixed, places_of
from comity.law.reader import read_inputs
from comity.law.rule import Input, Rule, Version, lined_trees, show_value, tell
from comity.law.table import Hit, Row, Table
from comity.law.value import is_number, kind_of, same

# That loading walks where rows may meet, so that a pack loads at once; `law check` walks ten times further.
_MOST_CELLS = 20_000
_MOST_LETTERS = 200  # of what a cell can be, in a message

Asked = Callable[[str], Mapping[str, Input]]
Declared = Input | None


class Admission:
    """Checks rules of one library, whose names are resolved and of which none rests on itself."""

    def __init__(self, rules: Mapping[str, Rule], packs: Mapping[str, Pack], asked: Asked) -> None:
        """Take all its rules by full name and their packs; `asked` gives the inputs a rule can ask for."""
        self._reach, self._packs, self._asked = Reach(rules), packs, asked
        self._sections = {pack.id: {each.line: each for each in pack.sections} for pack in packs.values()}

    def check(self, rule: Rule) -> None:
        """PackError at the first cell, pair of rows, case or days at fault.

        A section answers for its own gaps; the shape of a pack answers for those of the tables it makes.
        """
        pack = self._packs[rule.pack]
        for version in rule.versions:
            section = self._sections[pack.id].get(version.line)
            # Several editions are one rule that takes what any of them does; each answers for its own.
            own = replace(rule, inputs=read_inputs(pack, section)) if section and rule.versions[1:] else rule
            for line, tree in lined_trees(version):
                self._refuse_compared(tree, own, pack, line)
            if isinstance(version.body, Table):
                plane = _Plane(own, version, version.body, self._reach.columns(own, version.body), pack)
                plane.refuse_unmet()
                plane.refuse_overlap()
                if section and not version.silent and not pack.one("silent"):
                    plane.refuse_gap()
        _refuse_lost_days(rule, pack)

    def _refuse_compared(self, tree: Expression, rule: Rule, pack: Pack, line: int) -> None:
        """A formula compares nothing with what it can never be, and gives no rule what it does not take."""
        for child in children(tree):
            self._refuse_compared(child, rule, pack, line)
        match tree:
            case Binary("=" | "!=", of, Literal(value)) | Binary("=" | "!=", Literal(value), of):
                _refuse_unmet(Compared("=", value), self._reach.declared(rule, of), _name(of), pack, line)
            case Matches(of, test):
                _refuse_unmet(test, self._reach.declared(rule, of), _name(of), pack, line)
            case Invoke(called, bindings):
                asked = self._asked(called)
                for name, bound in bindings:
                    if isinstance(bound, Literal):
                        _refuse_unmet(Compared("=", bound.value), asked[name], name, pack, line)


class _Axis(NamedTuple):
    """One column: a value of each class, and for each row the places of the values that pass its test."""

    values: Sequence[Any]
    passed: Sequence[frozenset[int]]
    rows_of: Sequence[int]  # for each value the rows it passes, as bits

    def sharing(self) -> list[int]:
        """For each row the rows, as bits, that share a value with it."""
        known: dict[frozenset[int], int] = {}
        for places in self.passed:
            if places not in known:
                known[places] = reduce(or_, (self.rows_of[place] for place in places), 0)
        return [known[places] for places in self.passed]


def _axis(declared: Declared, tests: Sequence[Test]) -> _Axis:
    values = list({(kind_of(value), value): value for value in witnesses(declared, tests)}.values())
    if all(map(is_number, values)):
        values.sort()
    passing = Mixed(values)
    passed = {test: frozenset(passing.of(test)) for test in dict.fromkeys(tests)}
    return _Axis(values, [passed[test] for test in tests], passing.masks(tests))


class _Plane:
    """The cells of one version's table, column by column."""

    def __init__(
        self, rule: Rule, version: Version, table: Table, declared: Sequence[Declared], pack: Pack
    ) -> None:
        self._rule, self._version, self._table, self._pack = rule, version, table, pack
        self._declared = declared
        self._axes = [
            _axis(each, [row.tests[place] for row in table.rows]) for place, each in enumerate(declared)
        ]

    def refuse_unmet(self) -> None:
        """Some case on some day of the version meets each cell."""
        for row in self._table.rows:
            if row.span.meet(self._version.span) is None:
                days = str(self._version.span)
                raise self._pack.broken("law.pack.never", row.line, value=str(row.span), expected=days)
        for place, (name, _) in enumerate(self._table.columns):
            first = {row.tests[place]: row.line for row in reversed(self._table.rows)}
            for test, line in first.items():
                _refuse_unmet(test, self._declared[place], name, self._pack, line)

    def refuse_overlap(self) -> None:
        """No case on any day meets two rows of a unique table, or two of an any-table that disagree."""
        rows = self._table.rows
        if self._table.hit not in (Hit.UNIQUE, Hit.ANY):
            return
        meeting = [(1 << len(rows)) - 1] * len(rows)
        for axis in self._axes:
            meeting = [one & other for one, other in zip(meeting, axis.sharing(), strict=True)]
        for one, bits in enumerate(meeting):
            for other in places_of(bits >> (one + 1)):
                self._refuse_pair(one, one + 1 + other)

    def _refuse_pair(self, one: int, other: int) -> None:
        first, second = self._table.rows[one], self._table.rows[other]
        both = first.span.meet(second.span)
        days = both.meet(self._version.span) if both else None
        if days is None or (self._table.hit is Hit.ANY and not _disagree(first, second)):
            return
        case = [
            (name, axis.values[min(axis.passed[one] & axis.passed[other])])
            for place, ((name, _), axis) in enumerate(zip(self._table.columns, self._axes, strict=True))
            if (first.tests[place], second.tests[place]) != (ANYTHING, ANYTHING)
        ]
        self._refuse("law.pack.overlap", second.line, case, days, other=first.line)

    def refuse_gap(self) -> None:
        """Every case on every day of the version meets a row, or the policy answers without one."""
        if self._table.hit in OF_NO_ROW:
            return
        cells = prod(len(axis.values) for axis in self._axes)
        for day in starts(self._version.span, self._table):
            if self._table.hit is Hit.UNIQUE and self._covered(day) == cells:
                continue
            for found in walk(self._rule, self._table, day, declared=self._declared, most=_MOST_CELLS):
                if found.kind == "hole":
                    days = found.span.meet(self._version.span) or found.span
                    code = "law.pack.gap" if found.case else "law.pack.gap_days"
                    self._refuse(code, self._table.line, found.case, days)

    def _covered(self, day: date) -> int:
        """How many cells the rows of a day cover, when none of them overlap."""
        return sum(
            prod(len(axis.passed[place]) for axis in self._axes)
            for place, row in enumerate(self._table.rows)
            if row.span.holds(day)
        )

    def _refuse(
        self, code: str, line: int, case: Sequence[tuple[str, Any]], days: Span, **facts: Fact
    ) -> NoReturn:
        told = ", ".join(f"{name} = {show_value(value)}" for name, value in case) or OTHER
        raise self._pack.broken(code, line, value=self._rule.section, case=told, span=str(days), **facts)


def _refuse_unmet(test: Test, declared: Declared, name: str, pack: Pack, line: int) -> None:
    """Nothing; PackError where a part of a test is passed by no value that can be."""
    if declared is None:
        return
    for part in _parts(test):
        if isinstance(part, Compared) and part.operator == "=":
            met = declared.takes(part.value) and quick(declared.allowed)(part.value)
        else:
            met = any(map(quick(part), witnesses(declared, [part])))
        if not met:
            expected = declared.expected()[:_MOST_LETTERS]
            raise pack.broken("law.pack.unmet", line, value=tell(part), name=name, expected=expected)


def _parts(test: Test) -> Iterator[Test]:
    match test:
        case OneOf(tests) | NoneOf(tests):
            for each in tests:
                yield from _parts(each)
        case _ if test != ANYTHING:
            yield test


def _refuse_lost_days(rule: Rule, pack: Pack) -> None:
    """Nothing; PackError where two versions leave days between them and the later does not say why."""
    for days, after in lost_days(rule):
        if not after.silent and not pack.one("silent"):
            raise pack.broken("law.pack.gap_days", after.line, value=rule.section, span=str(days))


def _disagree(one: Row, other: Row) -> bool:
    pairs = zip(one.outputs, other.outputs, strict=True)
    return any(
        isinstance(a, Literal) and isinstance(b, Literal) and not same(a.value, b.value) for a, b in pairs
    )


def _name(tree: Expression) -> str:
    return (
        tree.name
        if isinstance(tree, Name)
        else f"{_name(tree.of)}.{tree.name}"
        if isinstance(tree, Field)
        else ""
    )
