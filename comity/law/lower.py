"""A rule lowered to a plan: the same tree that `evaluate` runs, as whole numbers over many rows.

A row is answered by the plan only where everything it needs is known and in force (`ok` is 1). Every other
row is `evaluate`'s, so that the two can never differ in how they tell what is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from comity.basis.dates import Day, Span
from comity.law import plan
from comity.law.cube import Cube, matches
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
    Column,
    Lowered,
    NotColumnarError,
    alike,
    binary,
    call,
    field,
    literal,
    logic,
)
from comity.law.plan import NO, YES, Fixed, Given, Node
from comity.law.rule import Rule, Version
from comity.law.table import Formula

PRESENT = "?"  # behind a column's name: 1 where the row has a value
DAY = "@day"  # the column of the day of law, where it differs from row to row

Scope = Mapping[str, Lowered]


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
            day, at = (
                (self._day, self._at) if rule.day is None else (self._input(rule, rule.day, scope), None)
            )
            known[name] = self._dated(rule, scope, known, day, at)
        return known[name]

    def _dated(
        self, rule: Rule, scope: Scope, known: dict[str, Lowered], day: Lowered, at: Day | None
    ) -> Lowered:
        """The version of the day; where the day differs from row to row, each version on its own days."""
        if at is not None:
            version = rule.on(at)
            return self._version(rule, version, scope, known, day, at) if version else self._silent(rule)
        if len(rule.versions) == 1 and rule.versions[0].span == Span():
            return self._version(rule, rule.versions[0], scope, known, day, None)
        found = self._silent(rule)
        for version in rule.versions:
            value = self._version(rule, version, scope, known, day, None)
            found = (
                value if found.kind == "gap" else self._picked(_within(day.node, version.span), value, found)
            )
        inside = plan.inverse(
            plan.both([plan.inverse(_within(day.node, version.span)) for version in rule.versions])
        )
        return replace(found, ok=plan.both([found.ok, inside, day.ok]))

    def _silent(self, rule: Rule) -> Lowered:
        return Lowered("gap", Fixed(0), NO)

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
                return self._input(rule, name, scope)
            case Name(_, str(full)):
                return self.rule(full, scope, known)
            case Invoke(full, bindings):
                return self.rule(full, {name: below(value) for name, value in bindings}, {})
            case If(test, yes, no):
                return self._picked_if(below(test), below(yes), below(no))
        return _worked(tree, below)

    def _input(self, rule: Rule, name: str, scope: Scope) -> Lowered:
        """The column of an input; a value that is never ok where the batch has none."""
        return scope.get(name) or Lowered("gap", Fixed(0), NO)

    def _picked_if(self, test: Lowered, yes: Lowered, no: Lowered) -> Lowered:
        found = self._picked(test.node, yes, no)
        return replace(found, ok=plan.both([test.ok, found.ok]))

    def _picked(self, test: Node, yes: Lowered, no: Lowered) -> Lowered:
        ok = plan.pick(test, yes.ok, no.ok)
        if yes.kind == "gap" or no.kind == "gap":
            return replace(no if yes.kind == "gap" else yes, ok=ok)
        if yes.kind == "context":
            pairs = zip(yes.parts, no.parts, strict=True)
            parts = tuple((name, self._picked(test, a, b)) for (name, a), (_, b) in pairs)
            return Lowered("context", Fixed(0), ok, parts=parts)
        left, right = alike(yes, no)
        if left.over is not right.over:
            raise NotColumnarError("a choice between unrounded quotients")
        return replace(left, node=plan.pick(test, left.node, right.node), ok=ok)


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
