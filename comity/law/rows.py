"""Decision tables made into closures: rows in order, and a column only when a row asks for it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from comity.basis.dates import Day
from comity.law.expression import (
    ANYTHING,
    Anything,
    Compared,
    Expression,
    Name,
    OneOf,
    Test,
    has_calls,
    names_in,
)
from comity.law.frame import Body, Frame, Run, Seen
from comity.law.hit import OF_NO_ROW, OF_ONE_ROW, ManyHits, NoHit, settle, settle_open
from comity.law.match import narrowed, passes, quick
from comity.law.rule import Rule, show_value
from comity.law.table import Hit, Row, Table
from comity.law.value import Open, WrongKind, same

_ABSENT = object()
_SINGLE = (Hit.UNIQUE, Hit.FIRST)
_FEWEST = 4  # rows for which an index is worth its look-up
_HASHED = {str, int}


class WrongRow(Exception):  # noqa: N818 - a signal within this part; the compiler names the file
    """A row whose output cannot be worked out, or rows that clash; `lines` are their places in the pack."""

    def __init__(self, lines: Sequence[int], fault: Exception) -> None:
        """Hold the places and the fault behind them."""
        super().__init__(lines)
        self.lines, self.fault = lines, fault


class _Line(NamedTuple):
    """A row ready to run: only the tests that test something, with their columns.

    `calls`: its output calls rules and names none, so what they answer hangs on the inputs alone.
    """

    row: Row
    tests: tuple[tuple[int, Callable[[Any], bool]], ...]
    output: Run
    calls: bool


class _Era(NamedTuple):
    """The lines in force between two days; `by_key` by the value of the first column, `rest` for others."""

    lines: tuple[_Line, ...]
    keys: type | None = None
    by_key: dict[Any, tuple[_Line, ...]] | None = None
    rest: tuple[_Line, ...] = ()


class Rows:
    """The closures of one table. `complete` says whether it has a row for every case of a day."""

    def __init__(
        self,
        rule: Rule,
        table: Table,
        closure: Callable[[Expression], Run],
        complete: Callable[[Day, bool], bool],
    ) -> None:
        """Take the table; `closure` compiles one expression of it."""
        self._rule, self._table, self._closure, self._complete = rule, table, closure, complete
        self._columns = [closure(source) for _, source in table.columns]
        self._names = [name for name, _ in table.columns]
        inputs = {each.name: each for each in rule.inputs}
        self._asked = [
            inputs[source.name] if isinstance(source, Name) and source.rule is None else None
            for _, source in table.columns
        ]

    def body(self) -> Body:
        """What runs the table: rows in order; the first open value met takes the slower way."""
        columns, rows_on, names = self._columns, self._table.rows_on, self._names
        first, single = self._table.hit is Hit.FIRST, self._table.hit in _SINGLE
        eras: dict[int, _Era] = {}
        only = None if self._table.edges else self._era(rows_on(date.min))

        def run(frame: Frame, day: Day) -> Seen:
            era = only
            if era is None:
                rows = rows_on(day)
                era = eras.get(id(rows)) or eras.setdefault(id(rows), self._era(rows))
            values = [_ABSENT] * len(columns)
            lines = era.lines
            if era.by_key is not None:
                value = values[0] = columns[0](frame)
                if value.__class__ is era.keys:
                    lines = era.by_key.get(value, era.rest)
            sure = []
            for line in lines:
                for place, test in line.tests:
                    value = values[place]
                    if value is _ABSENT:
                        value = values[place] = columns[place](frame)
                    if value.__class__ is Open:
                        return self._open(frame, day, era.lines, values)
                    if not test(value):
                        break
                else:
                    sure.append(line)
                    if first:
                        break
            if single and len(sure) == 1:
                told: tuple[Any, Row | None] = _output(sure[0], frame), sure[0].row
            else:
                told = self._settled(frame, day, sure, values)
            return *told, () if frame.steps is None else _named(names, values)

        return run

    def _era(self, rows: Sequence[Row]) -> _Era:
        """The rows ready to run; where the first column names single values, found by them at once."""
        lines = tuple(self._line(row) for row in rows)
        keys = [_keys(row.tests[0]) if row.tests else None for row in rows]
        every = {key for each in keys if each for key in each}
        kinds = {key.__class__ for key in every}
        # The first row must ask the first column: else it might be worked out for nothing.
        if len(rows) < _FEWEST or None in keys or not keys[0] or len(kinds) != 1 or not kinds <= _HASHED:
            return _Era(lines)
        pairs = list(zip(lines, keys, strict=True))
        index = {key: tuple(line for line, own in pairs if not own or key in own) for key in every}
        return _Era(lines, kinds.pop(), index, tuple(line for line, own in pairs if not own))

    def _line(self, row: Row) -> _Line:
        outputs = [self._closure(output) for output in row.outputs]
        tests = tuple((place, quick(test)) for place, test in enumerate(row.tests) if test != ANYTHING)
        calls = any(map(has_calls, row.outputs)) and not any(
            name.rule for output in row.outputs for name in names_in(output)
        )
        if len(outputs) == 1:
            return _Line(row, tests, outputs[0], calls)
        named = list(zip(self._table.outputs, outputs, strict=True))
        return _Line(row, tests, lambda frame: {name: output(frame) for name, output in named}, calls)

    def _settled(
        self, frame: Frame, day: Day, sure: list[_Line], values: list[Any]
    ) -> tuple[Any, Row | None]:
        outputs = [_output(line, frame) for line in sure]
        try:
            value = settle(self._table.hit, outputs, self._table.priority)
        except NoHit:
            if not self._table.rows_on(day):
                return self._none_in_force(frame, day), None
            told = _named(self._names, values)
            case = tuple((name, show_value(value)) for name, value in told if not isinstance(value, Open))
            return frame.gap(self._rule, "law.gap.no_row", case), None
        except (ManyHits, WrongKind) as fault:
            raise WrongRow([line.row.line for line in sure], fault) from fault
        return value, self._giving(sure, outputs, value)

    def _none_in_force(self, frame: Frame, day: Day) -> Open:
        """The gap on a day on which the table has no row at all: since when, or until when."""
        before = [edge for edge in self._table.edges if edge <= day]
        if before:
            until = str(before[-1] - timedelta(days=1))
            return frame.gap(self._rule, "law.gap.no_row_since", (("edge", until),))
        return frame.gap(self._rule, "law.gap.no_row_yet", (("edge", str(self._table.edges[0])),))

    def _open(self, frame: Frame, day: Day, lines: Sequence[_Line], values: list[Any]) -> Seen:
        """The answer when some row may or may not match."""
        sure, maybe, causes = [], [], []
        for line in lines:
            verdict = self._verdict(line, frame, values)
            if verdict is True:
                sure.append(line)
                if self._table.hit is Hit.FIRST:
                    break
            elif verdict:
                maybe.append(line)
                causes += verdict
        if not maybe:
            told = self._settled(frame, day, sure, values)
        else:
            own = not frame.invoked or self._are_allowed(values)
            full = bool(sure) or self._table.hit in OF_NO_ROW or self._complete(day, own)
            surely = [_output(line, frame) for line in sure]
            perhaps = [_output(line, self._narrowed(line, frame, values)) for line in maybe]
            try:
                value = settle_open(self._table.hit, surely, perhaps, causes, self._table.priority, full=full)
            except (ManyHits, WrongKind) as fault:
                raise WrongRow([line.row.line for line in (*sure, *maybe)], fault) from fault
            told = value, None if isinstance(value, Open) else self._giving(sure, surely, value)
        return *told, _named(self._names, values)

    def _verdict(self, line: _Line, frame: Frame, values: list[Any]) -> Any:
        """True, False, or the open values on which it hangs whether the row matches."""
        causes = []
        for place, _ in line.tests:
            if values[place] is _ABSENT:
                values[place] = self._columns[place](frame)
            verdict = passes(line.row.tests[place], values[place])
            if verdict is False:
                return False
            if isinstance(verdict, Open):
                causes.append(values[place])
        return causes or True

    def _narrowed(self, line: _Line, frame: Frame, values: list[Any]) -> Frame:
        """The frame in which a row that may match works out its output: what is open is what it takes."""
        if not line.calls:
            return frame
        facts = frame.facts.copy()
        for place, _ in line.tests:
            asked, value = self._asked[place], values[place]
            if asked and isinstance(value, Open) and value.options is not None:
                facts[asked.name] = narrowed(line.row.tests[place], value, value.options)
        return Frame(facts, frame.at, {}, frame.steps, frame.silent, frame.invoked)

    def _are_allowed(self, values: list[Any]) -> bool:
        """Whether the inputs of the rule allow what the columns came to, whatever is open in it."""
        pairs = zip(self._asked, values, strict=True)
        return all(value is not _ABSENT and (not each or each.allows(value)) for each, value in pairs)

    def _giving(self, lines: list[_Line], outputs: list[Any], value: Any) -> Row | None:
        """The one row that gave the value; None when several did together."""
        if len(lines) == 1:
            return lines[0].row
        if self._table.hit not in OF_ONE_ROW:
            return None
        pairs = zip(lines, outputs, strict=True)
        return next((line.row for line, output in pairs if output is value or same(output, value)), None)


def _keys(test: Test) -> tuple[Any, ...] | None:
    """The single values a test takes; none of them for the test that takes all, None for any other test."""
    match test:
        case Anything():
            return ()
        case Compared("=", value):
            return (value,)
        case OneOf(tests):
            each = [_keys(inner) for inner in tests]
            return tuple(key for keys in each for key in keys or ()) if all(each) else None
    return None


def _output(line: _Line, frame: Frame) -> Any:
    try:
        return line.output(frame)
    except WrongKind as fault:
        raise WrongRow([line.row.line], fault) from fault


def _named(names: Sequence[str], values: Sequence[Any]) -> tuple[tuple[str, Any], ...]:
    """The columns that were worked out, with their values."""
    return tuple([pair for pair in zip(names, values, strict=True) if pair[1] is not _ABSENT])
