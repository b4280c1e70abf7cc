"""A rule lowered to a plan: the same tree that `evaluate` runs, as whole numbers over many rows.

A row is answered by the plan only where everything it needs is known and in force (`ok` is 1). Every other
row is `evaluate`'s, so that the two can never differ in how they tell what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from comity.basis.dates import ALWAYS, Day, Span
from comity.law import plan
from comity.law.classes import matches
from comity.law.cube import Cube
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
)
from comity.law.library import Library
from comity.law.lowered import (
    EPOCH,
    GAP,
    Column,
    Lowered,
    NotColumnarError,
    binary,
    call,
    field,
    literal,
    logic,
    picked,
)
from comity.law.plan import YES, Fixed, Given, Node
from comity.law.rule import Rule, Version
from comity.law.table import Formula

PRESENT = "?"  # behind a column's name: 1 where the row has a value
CODE = "#"  # behind it: the value's number from the low end, and one more where it is missing
DAY = "@day"  # the column of the day of law, where it differs from row to row

Scope = Mapping[str, Lowered]


def unmarked(name: str) -> str:
    """The column of a name with its mark."""
    return name.removesuffix(PRESENT).removesuffix(CODE)


def lower(rule: str, library: Library, columns: Mapping[str, Column], at: Day | None) -> Lowered:
    """The plan of a rule for batches of these columns, on one day, or on each row's own (column `@day`).

    NotColumnarError where the rule has lists as answers, months added to days, or an unrounded quotient.
    """
    scope = {name: _given(name, column) for name, column in columns.items() if name != DAY}
    asked = library.asked(rule)
    if at is None:
        day = _given(DAY, columns[DAY])
    else:
        day = Lowered("day", Fixed(at.toordinal() - EPOCH))
    found = _Lowering(library, day, at).rule(rule, scope, {})
    if found.over is not None or found.kind in ("list", "context", "duration"):
        raise NotColumnarError(f"{rule}: an answer that is no single number, label, truth or day")
    if not plan.is_narrow(found.node):
        raise NotColumnarError(f"{rule}: answers up to {found.node.high}/{found.unit}, beyond 64 bits")
    allowed = [_allowed(scope[name], asked[name].allowed) for name in scope]
    return replace(found, ok=plan.both([found.ok, *allowed]))


def _allowed(given: Lowered, test: Test) -> Node:
    """1 where a column is missing or holds what its input allows; `evaluate` refuses the other rows."""
    fits = matches(given, test)
    return plan.pick(given.ok, fits.node, YES)


def _given(name: str, column: Column) -> Lowered:
    high = len(column.labels) - 1 if column.kind == "label" else 1 if column.kind == "truth" else column.high
    ok = YES if column.full else Given(f"{name}{PRESENT}", 0, 1)
    return Lowered(column.kind, Given(name, column.low, high), ok, column.unit, None, column.labels)


class _Lowering:
    def __init__(self, library: Library, day: Lowered, at: Day | None) -> None:
        self._library, self._day, self._at = library, day, at

    def rule(self, name: str, scope: Scope, known: dict[str, Lowered]) -> Lowered:
        if name not in known:
            rule = self._library.rules[name]
            if rule.day is None:
                known[name] = self._dated(rule, scope, known, self._day, self._at)
            else:
                known[name] = self._dated(rule, scope, known, scope.get(rule.day, GAP), None)
        return known[name]

    def _dated(
        self, rule: Rule, scope: Scope, known: dict[str, Lowered], day: Lowered, at: Day | None
    ) -> Lowered:
        """The version of the day; where the day differs from row to row, each version on its own days."""
        if at is not None:
            version = rule.on(at)
            return self._version(rule, version, scope, known, day, at) if version else GAP
        if len(rule.versions) == 1 and rule.versions[0].span == ALWAYS:
            return self._version(rule, rule.versions[0], scope, known, day, None)
        found = GAP
        outside: Node = YES
        for version in rule.versions:
            inside = _within(day.node, version.span)
            found = picked(inside, self._version(rule, version, scope, known, day, None), found)
            outside = plan.both([outside, plan.inverse(inside)])
        return replace(found, ok=plan.both([found.ok, plan.inverse(outside), day.ok]))

    def _version(
        self,
        rule: Rule,
        version: Version,
        scope: Scope,
        known: dict[str, Lowered],
        day: Lowered,
        at: Day | None,
    ) -> Lowered:
        def expression(tree: Expression) -> Lowered:
            return self._expression(rule, tree, scope, known)

        if isinstance(version.body, Formula):
            return expression(version.body.tree)
        return Cube(version.body, expression, day, at).lowered()

    def _expression(self, rule: Rule, tree: Expression, scope: Scope, known: dict[str, Lowered]) -> Lowered:
        def below(part: Expression) -> Lowered:
            return self._expression(rule, part, scope, known)

        match tree:
            case Literal(value):
                return literal(value)
            case Name(name, None):
                return scope.get(name, GAP)  # never ok where the batch has no such column
            case Name(_, str(full)):
                return self.rule(full, scope, known)
            case Invoke(full, bindings):
                return self.rule(full, {name: below(value) for name, value in bindings}, {})
            case If(test, yes, no):
                return _chosen(below(test), below(yes), below(no))
        return _worked(tree, below)


def _chosen(test: Lowered, yes: Lowered, no: Lowered) -> Lowered:
    found = picked(test.node, yes, no)
    return replace(found, ok=plan.both([test.ok, found.ok]))


def _worked(tree: Expression, below: Callable[[Expression], Lowered]) -> Lowered:
    """What is worked out of the parts of an expression alone."""
    match tree:
        case Logic(operator, parts):
            return logic(operator, [below(part) for part in parts])
        case Binary(operator, left, right):
            return binary(operator, below(left), below(right))
        case Negative(of):
            value = below(of)
            return replace(value, node=plan.minus(value.node))
        case Field(of, name):
            return field(below(of), name)
        case Matches(of, test):
            return matches(below(of), test)
        case ListOf(items):
            return Lowered("list", Fixed(0), parts=tuple(("", below(item)) for item in items))
        case Call(function, args):
            return call(function, [below(arg) for arg in args])
    raise NotColumnarError(type(tree).__name__)


def _within(day: Node, span: Span) -> Node:
    parts = []
    if span.start:
        parts.append(plan.compare("<=", Fixed(span.start.toordinal() - EPOCH), day))
    if span.end:
        parts.append(plan.compare("<", day, Fixed(span.end.toordinal() - EPOCH)))
    return plan.both(parts)
