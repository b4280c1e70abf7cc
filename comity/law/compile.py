"""Expressions and tables made into closures: what `evaluate` runs, built once for each rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from comity.basis.citation import Citation, Confidence, lowest
from comity.basis.dates import ALWAYS, Day
from comity.basis.errors import PackError
from comity.basis.words import Words
from comity.law import functions
from comity.law.expression import (
    ANYTHING,
    Binary,
    Call,
    Compared,
    Expression,
    Field,
    If,
    Invoke,
    ListOf,
    Literal,
    Logic,
    Matches,
    Name,
    Negative,
    StartsWith,
    Test,
    children,
)
from comity.law.hit import ManyHits, NoHit, settle, settle_open
from comity.law.match import passes
from comity.law.rule import Rule, Version
from comity.law.table import Formula, Hit, Row, Table
from comity.law.value import (
    Gap,
    Open,
    all_of,
    any_of,
    compare,
    equal,
    join,
    negate,
    quotient,
)


class Step(NamedTuple):
    """One rule's part of an answer: its value, the row that gave it, its citation, and the steps below it."""

    rule: str
    words: Words
    unit: str
    value: Any
    inputs: tuple[tuple[str, Any], ...]
    row: int | None
    citation: Citation
    note: str
    parts: tuple["Step", ...]

    def each(self) -> "list[Step]":
        """This step and all below it, from the answer down; a step that several rest on comes once."""
        found: dict[int, Step] = {}
        waiting = [self]
        while waiting:
            step = waiting.pop()
            if id(step) not in found:
                found[id(step)] = step
                waiting += reversed(step.parts)
        return list(found.values())

    def lowest(self) -> Confidence:
        """The lowest confidence this step and all below it rest on."""
        return lowest([step.citation.confidence for step in self.each()])


@dataclass(slots=True)
class Frame:
    """One run: the facts of its scope, the day, what is already known, and the steps so far."""

    facts: dict[str, Any]
    at: Day
    known: dict[str, tuple[Any, Step | None]] = field(default_factory=dict)
    steps: list[Step] | None = None


Run = Callable[[Frame], Any]
_ABSENT = object()


class Compiler:
    """Rules of one library as closures; a rule is compiled when it is first asked for."""

    def __init__(self, rules: Mapping[str, Rule], complete: Callable[[str, Table, Day], bool]) -> None:
        """Take resolved rules; `complete` says whether a rule's table has a row for every case of a day."""
        self._rules, self._complete = rules, complete
        self._runs: dict[str, Run] = {}

    def run(self, name: str) -> Run:
        """The closure of a rule by its full name."""
        if name not in self._runs:
            self._runs[name] = self._rule(self._rules[name])
        return self._runs[name]

    def _rule(self, rule: Rule) -> Run:
        bodies = [(version, self._body(rule, version)) for version in rule.versions]
        name, day_fact = rule.name, rule.day

        def run(frame: Frame) -> Any:
            if name in frame.known:
                value, step = frame.known[name]
            else:
                day = frame.facts.get(day_fact, _ABSENT) if day_fact else frame.at
                value, step = _once(rule, bodies, frame, day)
                frame.known[name] = value, step
            if step is not None and frame.steps is not None:
                frame.steps.append(step)
            return value

        return run

    def _body(self, rule: Rule, version: Version) -> "_Body":
        if isinstance(version.body, Formula):
            return self._formula(rule, version.body)
        return self._table(rule, version.body)

    def _formula(self, rule: Rule, body: Formula) -> "_Body":
        work = self._expression(rule, body.tree)
        names = tuple(sorted({node.name for node in _names(body.tree) if node.rule is None}))

        def run(frame: Frame, day: Day) -> _Seen:
            try:
                value = work(frame)
            except ZeroDivisionError:
                value = Open(gaps=(Gap(rule.name, day, "law.gap.divided_by_zero"),))
            if frame.steps is None:
                return value, None, ()
            return value, None, tuple((name, frame.facts[name]) for name in names if name in frame.facts)

        return run

    def _table(self, rule: Rule, table: Table) -> "_Body":
        columns = [self._expression(rule, source) for _, source in table.columns]
        names = [name for name, _ in table.columns]
        eras: dict[int, list[_Line]] = {}
        first = table.hit is Hit.FIRST

        def run(frame: Frame, day: Day) -> _Seen:
            """Rows in order; a column is worked out when the first row asks for it, and not before."""
            rows = table.rows_on(day)
            lines = eras.get(id(rows)) or eras.setdefault(id(rows), self._lines(rule, table, rows))
            values = [_ABSENT] * len(columns)
            sure = []
            for line in lines:
                for place, test in line.tests:
                    value = values[place]
                    if value is _ABSENT:
                        value = values[place] = columns[place](frame)
                    if value.__class__ is Open:
                        values = [columns[n](frame) if v is _ABSENT else v for n, v in enumerate(values)]
                        return (
                            *self._open_hit(rule, table, frame, day, lines, values),
                            _named(names, values),
                        )
                    if not test(value):
                        break
                else:
                    sure.append(line)
                    if first:
                        break
            value, row = _settled(rule, table, frame, day, sure, names, values)
            return value, row, () if frame.steps is None else _named(names, values)

        return run

    def _lines(self, rule: Rule, table: Table, rows: Sequence[Row]) -> "list[_Line]":
        return [self._line(rule, table, row) for row in rows]

    def _line(self, rule: Rule, table: Table, row: Row) -> "_Line":
        outputs = [self._expression(rule, output) for output in row.outputs]
        tests = tuple(
            (place, quick(test))
            for place, test in enumerate(row.tests)
            if not isinstance(test, type(ANYTHING))
        )
        if len(outputs) == 1:
            return _Line(row, tests, outputs[0])
        named = list(zip(table.outputs, outputs, strict=True))
        return _Line(row, tests, lambda frame: {name: output(frame) for name, output in named})

    def _open_hit(
        self, rule: Rule, table: Table, frame: Frame, day: Day, lines: "list[_Line]", values: list[Any]
    ) -> tuple[Any, Row | None]:
        sure, maybe = [], []
        for line in lines:
            verdict = all_of(passes(test, value) for test, value in zip(line.row.tests, values, strict=True))
            if verdict is True:
                sure.append(line)
            elif isinstance(verdict, Open):
                maybe.append(line)
            if verdict is True and table.hit is Hit.FIRST:
                break
        if not maybe:
            names = [name for name, _ in table.columns]
            return _settled(rule, table, frame, day, sure, names, values)
        causes = [value for value in values if isinstance(value, Open)]
        full = self._complete(rule.name, table, day)
        results = [[line.output(frame) for line in group] for group in (sure, maybe)]
        return settle_open(table.hit, results[0], results[1], causes, full), None

    def _expression(self, rule: Rule, tree: Expression) -> Run:
        match tree:
            case Literal(value):
                return lambda frame: value
            case Name(name, None):
                return self._input(rule, name)
            case Name(_, str(full)):
                return self._ref(full)
            case Invoke():
                return self._invoke(rule, tree)
            case If():
                return self._if(rule, tree)
            case Logic(operator, parts):
                works = [self._expression(rule, part) for part in parts]
                join_ = all_of if operator == "and" else any_of
                return lambda frame: join_(work(frame) for work in works)
            case Binary(operator, left, right):
                return _binary(operator, self._expression(rule, left), self._expression(rule, right))
            case _:
                return self._other(rule, tree)

    def _other(self, rule: Rule, tree: Expression) -> Run:
        match tree:
            case Negative(of):
                inner = self._expression(rule, of)
                return lambda frame: negate(inner(frame))
            case Field(of, name):
                whole = self._expression(rule, of)
                return lambda frame: functions.field(whole(frame), name)
            case Matches(of, test):
                tested = self._expression(rule, of)
                return lambda frame: passes(test, tested(frame))
            case ListOf(items):
                works = [self._expression(rule, item) for item in items]
                return lambda frame: tuple([work(frame) for work in works])
            case Call(function, args):
                given = [self._expression(rule, arg) for arg in args]
                return lambda frame: functions.call(function, [work(frame) for work in given])
        raise TypeError(f"no run for {type(tree).__name__}")

    def _input(self, rule: Rule, name: str) -> Run:
        unknown = next(each for each in rule.inputs if each.name == name).unknown()

        def run(frame: Frame) -> Any:
            value = frame.facts.get(name, unknown)
            if value.__class__ is _Later:
                value = frame.facts[name] = value.work(value.frame)
            return value

        return run

    def _ref(self, name: str) -> Run:
        """The closure of another rule, looked up when it is first run: rules may be compiled in any order."""
        found: list[Run] = []

        def run(frame: Frame) -> Any:
            if not found:
                found.append(self.run(name))
            return found[0](frame)

        return run

    def _invoke(self, rule: Rule, tree: Invoke) -> Run:
        """A call in a frame of its own; what other rules must say is worked out only when asked for."""
        fixed = {name: value.value for name, value in tree.bindings if isinstance(value, Literal)}
        bound = [(name, value) for name, value in tree.bindings if name not in fixed]
        simple = [(name, self._expression(rule, value)) for name, value in bound if _is_input(value)]
        later = [(name, self._expression(rule, value)) for name, value in bound if not _is_input(value)]
        called = self._ref(tree.rule)

        def run(frame: Frame) -> Any:
            facts = fixed.copy()
            for name, work in simple:
                facts[name] = work(frame)
            for name, work in later:
                facts[name] = _Later(work, frame)
            if frame.steps is None:
                return called(Frame(facts, frame.at, {}))
            return called(Frame(facts, frame.at, {}, frame.steps))

        return run

    def _if(self, rule: Rule, tree: If) -> Run:
        test, yes, no = (self._expression(rule, part) for part in (tree.test, tree.yes, tree.no))

        def run(frame: Frame) -> Any:
            truth = test(frame)
            if truth is True:
                return yes(frame)
            if truth is False:
                return no(frame)
            return join([yes(frame), no(frame)], [truth])

        return run


class _Line(NamedTuple):
    """A row ready to run: only the tests that test something, with their columns."""

    row: Row
    tests: tuple[tuple[int, Callable[[Any], bool]], ...]
    output: Run


def _is_input(tree: Expression) -> bool:
    return isinstance(tree, Name) and tree.rule is None


class _Later(NamedTuple):
    """A bound input of an invoked rule, worked out in the caller's frame when it is first asked for."""

    work: Run
    frame: Frame


_Seen = tuple[Any, Row | None, tuple[tuple[str, Any], ...]]
_Body = Callable[[Frame, Day], _Seen]


def quick(test: Test) -> Callable[[Any], bool]:
    """A test of known values as one closure; equality and prefixes are most of the law."""
    match test:
        case Compared("=", wanted) if not isinstance(wanted, bool):
            return lambda value: bool(value == wanted)
        case Compared("=", wanted):
            return lambda value: value is wanted
        case StartsWith(prefix):
            return lambda value: isinstance(value, str) and value.startswith(prefix)
    return lambda value: passes(test, value) is True


def _once(
    rule: Rule, bodies: "list[tuple[Version, _Body]]", frame: Frame, day: Any
) -> tuple[Any, Step | None]:
    """The value and step of a rule worked out on its day; the steps below it are gathered apart."""
    if day is _ABSENT or isinstance(day, Open):
        return Open(frozenset({rule.day or ""})), None
    above = frame.steps
    parts: list[Step] = []
    if above is not None:
        frame.steps = parts
    for version, body in bodies:
        if version.span is ALWAYS or version.span.holds(day):
            seen = body(frame, day)
            break
    else:
        version = bodies[-1][0]
        seen = Open(gaps=(Gap(rule.name, day, "law.gap.not_in_force"),)), None, ()
    frame.steps = above
    return seen[0], None if above is None else _step(rule, version, seen, parts)


_SINGLE = (Hit.UNIQUE, Hit.FIRST)


def _named(names: Sequence[str], values: Sequence[Any]) -> tuple[tuple[str, Any], ...]:
    """The columns that were worked out, with their values."""
    return tuple([pair for pair in zip(names, values, strict=True) if pair[1] is not _ABSENT])


def _settled(
    rule: Rule, table: Table, frame: Frame, day: Day, sure: list[_Line], names: list[str], values: list[Any]
) -> tuple[Any, Row | None]:
    if len(sure) == 1 and table.hit in _SINGLE:
        return sure[0].output(frame), sure[0].row
    try:
        value = settle(table.hit, [line.output(frame) for line in sure], table.priority)
    except NoHit:
        return Open(gaps=(_no_row(rule, day, names, values),)), None
    except ManyHits as fault:
        places = ", ".join(str(line.row.line) for line in sure)
        raise PackError("law.table.overlap", file=rule.pack, line=places, rule=rule.name) from fault
    given = [line.row for line in sure if value is not None]
    return value, given[0] if len(given) == 1 else None


def _no_row(rule: Rule, day: Day, names: list[str], values: list[Any]) -> Gap:
    return Gap(rule.name, day, "law.gap.no_row", tuple((n, str(v)) for n, v in _named(names, values)))


def _binary(operator: str, left: Run, right: Run) -> Run:
    if operator in ("=", "!="):
        return lambda frame: _equality(operator, left(frame), right(frame))
    if operator in _ARITHMETIC:
        work = _ARITHMETIC[operator]
        return lambda frame: work(left(frame), right(frame))
    return lambda frame: compare(left(frame), right(frame), operator)


def _equality(operator: str, left: Any, right: Any) -> Any:
    verdict = equal(left, right)
    return verdict if operator == "=" else functions.call("not", [verdict])


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": functions.plus,
    "-": functions.minus,
    "*": functions.times,
    "/": quotient,
}


def _names(tree: Expression) -> list[Name]:
    below = [name for child in children(tree) for name in _names(child)]
    return [*below, tree] if isinstance(tree, Name) else below


def _step(rule: Rule, version: Version, seen: _Seen, parts: list[Step]) -> Step:
    value, row, inputs = seen
    cited = (row.cite if row else None) or version.citation
    line, note = (row.line, row.note) if row else (None, "")
    return Step(rule.name, rule.words, rule.unit, value, inputs, line, cited, note, tuple(parts))
