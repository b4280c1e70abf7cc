"""Values over many rows as whole numbers: their kinds, units and arithmetic, each step with its `ok`."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

from comity.basis.exact import Rounding, tidy
from comity.law import plan
from comity.law.plan import NO, YES, DatePart, Fixed, Node
from comity.law.value import Duration, is_number

EPOCH = date(1970, 1, 1).toordinal()


class NotColumnarError(Exception):
    """A rule that has no plan, and why: it is evaluated row by row."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a batch says of one input: its kind and bounds; numbers in whole `unit`ths, labels as codes.

    `full`: no row lacks it."""

    kind: str
    low: int = 0
    high: int = 0
    unit: int = 1
    labels: tuple[str, ...] = ()
    full: bool = True


@dataclass(frozen=True, slots=True)
class Lowered:
    """A value over all rows: `node / unit`, divided by `over` where a quotient is not rounded yet.

    Kinds: number, label (codes of `labels`), truth, day (since 1970), duration (days), and list and context,
    whose values are their `parts`; gap where the law is silent on every row.
    """

    kind: str
    node: Node
    ok: Node = YES
    unit: int = 1
    over: Node | None = None
    labels: tuple[str, ...] = ()
    parts: tuple[tuple[str, "Lowered"], ...] = ()


# The value of what the law, or the batch, says nothing of on any row.
GAP = Lowered("gap", Fixed(0), NO)


def value_of(kind: str, number: int, unit: int, labels: tuple[str, ...]) -> Any:
    """The value a whole number stands for, as `evaluate` gives it."""
    match kind:
        case "label":
            return labels[number]
        case "truth":
            return bool(number)
        case "day":
            return date.fromordinal(number + EPOCH)
    return tidy(Fraction(number, unit))


def picked(test: Node, yes: Lowered, no: Lowered) -> Lowered:
    """One of two values by a truth, ok where the one picked is."""
    ok = plan.pick(test, yes.ok, no.ok)
    if "gap" in (yes.kind, no.kind):
        return replace(no if yes.kind == "gap" else yes, ok=ok)
    if yes.kind == no.kind == "context":
        pairs = zip(yes.parts, no.parts, strict=True)
        parts = tuple((name, picked(test, a, b)) for (name, a), (_, b) in pairs)
        return Lowered("context", Fixed(0), ok, parts=parts)
    left, right = alike(yes, no)
    return replace(left, node=plan.pick(test, left.node, right.node), ok=ok)


def literal(value: Any) -> Lowered:
    """A value of the law as a plan."""
    if isinstance(value, bool):
        return Lowered("truth", YES if value else NO)
    if is_number(value):
        exact = Fraction(value)
        return Lowered("number", Fixed(exact.numerator), YES, exact.denominator)
    if isinstance(value, str):
        return Lowered("label", Fixed(0), labels=(value,))
    if isinstance(value, date):
        return Lowered("day", Fixed(value.toordinal() - EPOCH))
    if isinstance(value, Duration) and not value.months:
        return Lowered("duration", Fixed(value.days))
    raise NotColumnarError(f"{type(value).__name__} in a formula")


def alike(left: Lowered, right: Lowered) -> tuple[Lowered, Lowered]:
    """Two values in one unit, or with one set of labels."""
    if left.kind != right.kind:
        raise NotColumnarError(f"a {left.kind} beside a {right.kind}")
    if left.kind == "label":
        labels = tuple(dict.fromkeys((*left.labels, *right.labels)))
        return _relabelled(left, labels), _relabelled(right, labels)
    if left.over is not None or right.over is not None:
        return _over_one(left, right)
    unit = lcm(left.unit, right.unit)
    return _in_unit(left, unit), _in_unit(right, unit)


def _relabelled(value: Lowered, labels: tuple[str, ...]) -> Lowered:
    return replace(
        value, node=plan.mapped(value.node, [labels.index(one) for one in value.labels]), labels=labels
    )


def _in_unit(value: Lowered, unit: int) -> Lowered:
    return replace(value, node=plan.times(value.node, Fixed(unit // value.unit)), unit=unit)


def _over_one(left: Lowered, right: Lowered) -> tuple[Lowered, Lowered]:
    """Two quotients over one divisor."""
    a, b = left.over or YES, right.over or YES
    over = plan.times(a, b)
    unit = lcm(left.unit, right.unit)
    tops = plan.times(_in_unit(left, unit).node, b), plan.times(_in_unit(right, unit).node, a)
    return replace(left, node=tops[0], unit=unit, over=over), replace(
        right, node=tops[1], unit=unit, over=over
    )


def binary(operator: str, left: Lowered, right: Lowered) -> Lowered:
    """Arithmetic or a comparison of two values; NotColumnarError where it has no plan."""
    if "gap" in (left.kind, right.kind):
        return GAP
    ok = plan.both([left.ok, right.ok])
    if operator in ("+", "-"):
        return replace(_sum(operator, left, right), ok=ok)
    if operator == "*":
        return replace(_product(left, right), ok=ok)
    if operator == "/":
        return _quotient(left, right, ok)
    a, b = alike(left, right)
    return Lowered("truth", plan.compare(operator, a.node, b.node), ok)


def _sum(operator: str, left: Lowered, right: Lowered) -> Lowered:
    if left.kind == "day" and right.kind in ("day", "duration"):
        node = plan.add(left.node, plan.minus(right.node) if operator == "-" else right.node)
        return Lowered("duration" if right.kind == "day" else "day", node)
    if (left.kind, right.kind) != ("number", "number"):
        raise NotColumnarError(f"{left.kind} {operator} {right.kind}")
    a, b = alike(left, right)
    return replace(a, node=plan.add(a.node, plan.minus(b.node) if operator == "-" else b.node))


def _product(left: Lowered, right: Lowered) -> Lowered:
    if (left.kind, right.kind) != ("number", "number"):
        raise NotColumnarError(f"{left.kind} * {right.kind}")
    over = left.over if right.over is None else plan.times(left.over or YES, right.over)
    return replace(left, node=plan.times(left.node, right.node), unit=left.unit * right.unit, over=over)


def _quotient(left: Lowered, right: Lowered, ok: Node) -> Lowered:
    if (left.kind, right.kind) != ("number", "number") or right.over is not None or right.node.low < 0:
        raise NotColumnarError("a divisor that can be negative or a quotient itself")
    top = plan.times(left.node, Fixed(right.unit))
    if isinstance(right.node, Fixed) and right.node.value:
        return replace(left, node=top, unit=left.unit * right.node.value, ok=ok)
    zero = plan.compare("=", right.node, NO)
    divisor = plan.pick(zero, YES, plan.extreme(True, right.node, YES))
    over = plan.times(left.over, divisor) if left.over is not None else divisor
    return replace(left, node=top, over=over, ok=plan.both([ok, plan.inverse(zero)]))


def logic(operator: str, parts: list[Lowered]) -> Lowered:
    """Kleene's and / or: one part that is known and decides is enough."""
    deciding = operator == "or"
    decided: Node = NO
    for part in parts:
        truth = part.node if deciding else plan.inverse(part.node)
        decided = plan.extreme(True, decided, plan.both([part.ok, truth if part.kind != "gap" else NO]))
    all_ok = plan.both([part.ok for part in parts])
    value = plan.pick(decided, YES if deciding else NO, NO if deciding else YES)
    return Lowered("truth", value, plan.extreme(True, decided, all_ok))


def field(value: Lowered, name: str) -> Lowered:
    """`.year`, `.month` or `.day` of a day, or one output of a context."""
    if value.kind == "day":
        return Lowered("number", DatePart(name, value.node), value.ok)
    if value.kind == "context":
        part = dict(value.parts)[name]
        return replace(part, ok=plan.both([value.ok, part.ok]))
    if value.kind == "gap":
        return value
    raise NotColumnarError(f".{name} of a {value.kind}")


def _items(args: list[Lowered]) -> list[Lowered]:
    return [item for _, item in args[0].parts] if len(args) == 1 and args[0].kind == "list" else args


def call(function: str, args: list[Lowered]) -> Lowered:
    """A FEEL function of values; NotColumnarError for one that has no plan."""
    if any(arg.kind == "gap" for arg in _items(args)):
        return GAP
    match function:
        case "sum":
            found = Lowered("number", Fixed(0))
            for item in _items(args):
                found = replace(_sum("+", found, item), ok=plan.both([found.ok, item.ok]))
            return found
        case "min" | "max":
            return _extreme(function == "max", _items(args))
        case "count":
            return Lowered("number", Fixed(len(_items(args))))
        case "not":
            return replace(args[0], node=plan.inverse(args[0].node))
        case "abs":
            return _extreme(True, [args[0], replace(args[0], node=plan.minus(args[0].node))])
    if function in {how.value for how in Rounding}:
        return _rounded(args, Rounding(function))
    raise NotColumnarError(f"{function}()")


def _extreme(most: bool, items: list[Lowered]) -> Lowered:
    found = items[0]
    for item in items[1:]:
        a, b = alike(found, item)
        ok = plan.both([found.ok, item.ok])
        found = replace(a, node=plan.extreme(most, a.node, b.node), ok=ok)
    return found


def _rounded(args: list[Lowered], how: Rounding) -> Lowered:
    scale = args[1].node if len(args) > 1 else Fixed(0)
    if not isinstance(scale, Fixed):
        raise NotColumnarError("a number of places that differs from row to row")
    places, value = scale.value, args[0]
    unit, finer = (10**places, 1) if places >= 0 else (1, 10**-places)
    top = plan.times(value.node, Fixed(unit))
    bottom = plan.times(Fixed(value.unit * finer), value.over or YES)
    if isinstance(bottom, Fixed) and bottom.value == 1:
        return replace(value, node=top, unit=unit, over=None)
    found = plan.Rounded(top, bottom, how)  # `divided` settles how, when all bounds are known
    return replace(value, node=plan.times(found, Fixed(finer)), unit=unit, over=None)
