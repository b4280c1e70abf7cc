"""Rules and expressions made into closures: what `evaluate` runs, built once for each rule."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from comity.basis.dates import ALWAYS
from comity.basis.errors import PackError
from comity.basis.exact import tidy
from comity.law import functions
from comity.law.expression import (
    Binary,
    Call,
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
    Test,
    names_in,
)
from comity.law.frame import Body, Frame, Later, Run, Seen, Step
from comity.law.functions import FUNCTIONS, Silence
from comity.law.hit import ManyHits
from comity.law.match import passes, quick
from comity.law.rows import Rows, WrongRow
from comity.law.rule import Rule, Version
from comity.law.table import Formula, Table
from comity.law.value import Open, WrongKind, all_of, any_of, compare, equal, join, kind_of, negate, opened

# Whether a rule's table has a row for every case of a day; False: for cases its inputs do not allow too.
Complete = Callable[[Rule, Table, Any, bool], bool]


class Compiler:
    """Rules of one library as closures; a rule is compiled when it is first asked for."""

    def __init__(self, rules: Mapping[str, Rule], files: Mapping[str, str], complete: Complete) -> None:
        """Take resolved rules and the files of their packs."""
        self._rules, self._files, self._complete = rules, files, complete
        self._runs: dict[str, Run] = {}

    def run(self, name: str) -> Run:
        """The closure of a rule by its full name."""
        if name not in self._runs:
            self._runs[name] = self._rule(self._rules[name])
        return self._runs[name]

    def _rule(self, rule: Rule) -> Run:
        bodies = [(version, self._body(rule, version)) for version in rule.versions]
        name = rule.name

        def run(frame: Frame) -> Any:
            told = frame.known.get(name)
            if told is None:
                told = frame.known[name] = self._once(rule, bodies, frame)
            value, step = told
            if step is not None and frame.steps is not None:
                frame.steps.append(step)
            return value

        return run

    def _once(self, rule: Rule, bodies: list[tuple[Version, Body]], frame: Frame) -> tuple[Any, Step | None]:
        """The value and step of a rule worked out on its day; the steps below it are gathered apart."""
        above = frame.steps
        parts: list[Step] = []
        if above is not None:
            frame.steps = parts
        day = frame.at if rule.day is None else frame.day(rule)
        version = bodies[-1][0]
        if day.__class__ is Open:
            seen: Seen = opened((day,)), None, ()
        else:
            for version, body in bodies:
                if version.span is ALWAYS or version.span.holds(day):
                    try:
                        seen = body(frame, day)
                    except (WrongRow, WrongKind) as fault:
                        raise self._broken(rule, version, fault) from fault
                    break
            else:
                seen = frame.gap(rule, "law.gap.not_in_force"), None, ()
        frame.steps = above
        return seen[0], None if above is None else _step(rule, version, seen, parts)

    def _broken(self, rule: Rule, version: Version, fault: WrongRow | WrongKind) -> PackError:
        file = self._files.get(rule.pack, rule.pack)
        lines: Sequence[int] = [version.body.line or version.line]
        cause: Exception = fault
        if isinstance(fault, WrongRow):
            lines, cause = fault.lines, fault.fault
        places = ", ".join(map(str, lines))
        if isinstance(cause, ManyHits):
            return PackError("law.table.overlap", file=file, line=places, rule=rule.name)
        return PackError("law.rule.wrong_kind", file=file, line=places, rule=rule.name, value=str(cause))

    def _body(self, rule: Rule, version: Version) -> Body:
        body = version.body
        if isinstance(body, Formula):
            return self._formula(rule, body)
        table: Table = body
        closure = lambda tree: self._expression(rule, tree)  # noqa: E731
        return Rows(rule, table, closure, lambda day, own: self._complete(rule, table, day, own)).body()

    def _formula(self, rule: Rule, body: Formula) -> Body:
        work = self._expression(rule, body.tree)
        names = tuple(sorted({node.name for node in names_in(body.tree) if node.rule is None}))

        def run(frame: Frame, day: Any) -> Seen:
            value = work(frame)
            if frame.steps is None or not names:
                return value, None, ()
            facts = frame.facts
            told = [(name, facts[name]) for name in names if name in facts]
            return value, None, tuple([pair for pair in told if pair[1].__class__ is not Later])

        return run

    def _expression(self, rule: Rule, tree: Expression) -> Run:
        match tree:
            case Literal(value):
                return lambda frame: value
            case Name(name, None):
                return _input(rule, name)
            case Name(_, str(full)):
                return self._ref(full)
            case Invoke():
                return self._invoke(rule, tree)
            case If():
                return self._if(rule, tree)
            case Logic(operator, parts):
                works = [self._expression(rule, part) for part in parts]
                decide = all_of if operator == "and" else any_of
                return lambda frame: decide(work(frame) for work in works)
            case Binary("*"):
                return _product([self._expression(rule, factor) for factor in _factors(tree)])
            case Binary(operator, left, right):
                return _binary(rule, operator, self._expression(rule, left), self._expression(rule, right))
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
                return _matches(self._expression(rule, of), test)
            case ListOf(items):
                works = [self._expression(rule, item) for item in items]
                return lambda frame: tuple([work(frame) for work in works])
            case Call(function, args):
                return _call(rule, function, [self._expression(rule, arg) for arg in args])
        raise TypeError(f"no run for {type(tree).__name__}")

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
                facts[name] = Later(work, frame)
            return called(Frame(facts, frame.at, {}, frame.steps, frame.silent, True))

        return run

    def _if(self, rule: Rule, tree: If) -> Run:
        test, yes, no = (self._expression(rule, part) for part in (tree.test, tree.yes, tree.no))

        def run(frame: Frame) -> Any:
            truth = test(frame)
            if truth is True:
                return yes(frame)
            if truth is False:
                return no(frame)
            if truth.__class__ is not Open:
                raise WrongKind(f"if {kind_of(truth)}")
            return join([yes(frame), no(frame)], [truth])

        return run


def _input(rule: Rule, name: str) -> Run:
    unknown = next(each for each in rule.inputs if each.name == name).unknown()

    def run(frame: Frame) -> Any:
        value = frame.facts.get(name, unknown)
        return frame.fact(name, unknown) if value.__class__ is Later else value

    return run


def _is_input(tree: Expression) -> bool:
    return isinstance(tree, Name) and tree.rule is None


def _binary(rule: Rule, operator: str, left: Run, right: Run) -> Run:
    if operator == "=":
        return lambda frame: equal(left(frame), right(frame))
    if operator == "!=":
        return lambda frame: FUNCTIONS["not"].work([equal(left(frame), right(frame))])
    if operator in _ARITHMETIC:
        work = _ARITHMETIC[operator]

        def run(frame: Frame) -> Any:
            values = left(frame), right(frame)
            try:
                return work(*values)
            except Silence as fault:
                return opened([frame.gap(rule, fault.code), *values])

        return run
    return lambda frame: compare(left(frame), right(frame), operator)


def _factors(tree: Expression) -> list[Expression]:
    if isinstance(tree, Binary) and tree.operator == "*":
        return [*_factors(tree.left), tree.right]
    return [tree]


def _product(factors: list[Run]) -> Run:
    """All factors of a product at once: one reduction of the fraction instead of one for each."""

    def run(frame: Frame) -> Any:
        values = [factor(frame) for factor in factors]
        above, below = 1, 1
        for value in values:
            if value.__class__ is not int and value.__class__ is not Fraction:
                return reduce(functions.times, values)
            above *= value.numerator
            below *= value.denominator
        return above if below == 1 else tidy(Fraction(above, below))

    return run


def _call(rule: Rule, function: str, args: list[Run]) -> Run:
    work = FUNCTIONS[function].work

    def run(frame: Frame) -> Any:
        values = [arg(frame) for arg in args]
        try:
            return work(values)
        except Silence as fault:
            return opened([frame.gap(rule, fault.code), *values])

    return run


def _matches(tested: Run, test: Test) -> Run:
    known = quick(test)

    def run(frame: Frame) -> Any:
        value = tested(frame)
        return passes(test, value) if value.__class__ is Open else known(value)

    return run


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": functions.plus,
    "-": functions.minus,
    "/": functions.over,
}


def _step(rule: Rule, version: Version, seen: Seen, parts: list[Step]) -> Step:
    value, row, inputs = seen
    if len(parts) > 1:
        parts = list({id(part): part for part in parts}.values())
    cited = (row.cite if row else None) or version.citation
    line, note = (row.line, row.note) if row else (None, "")
    return Step(rule.name, rule.words, rule.unit, value, inputs, line, cited, note, tuple(parts))
