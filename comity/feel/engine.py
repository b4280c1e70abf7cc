"""FEEL run: the value of a tree in a scope, errors as null with a note, within bounds (DMN 1.5, 10.3.2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.feel import lists, moments, numbers, parse, ranges, strings, tree
from comity.feel.arithmetic import compute, negative
from comity.feel.budget import MOST_LEVELS, Bounded, Budget
from comity.feel.builtin import Builtin, function_of, named_of
from comity.feel.calendar import DateTime
from comity.feel.kinds import ANY, BASIC, SPELT, Kind, coerced, conforms
from comity.feel.loops import before_or_same, looped, quantified, stepped, steps_of
from comity.feel.property import property_of
from comity.feel.text import temporal_of
from comity.feel.value import (
    Function,
    Nothing,
    Range,
    Value,
    alike,
    before,
    contains,
    kind_of,
    same,
    size_of,
    whole,
)
from comity.feel.zones import Zones, iana

Scope = Mapping[str, Value]
_Runs = tuple[tuple[str, tree.Tree], ...]
BUILTINS: dict[str, list[Builtin]] = {
    **numbers.FUNCTIONS,
    **strings.FUNCTIONS,
    **lists.FUNCTIONS,
    **moments.FUNCTIONS,
    **ranges.FUNCTIONS,
}


@dataclass(slots=True)
class Engine(Budget):
    """One evaluation: its zones, its types by name, its time, and what it has noted and used so far.

    `now` is the instant `now()` and `today()` tell; without it both are null. `names` are those of parts
    of types, which a path may use; the scope brings its own.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    now: DateTime | None = None
    zones: Zones = iana
    names: frozenset[str] = frozenset()

    def value(self, text: str, scope: Scope) -> Value:
        """The value of an expression; null with a note for what is not FEEL or goes beyond the bounds."""
        return self.guarded(lambda: self.run(parse.expression(text, self.names.union(scope)), scope))

    def passes(self, text: str, value: Value, scope: Scope) -> bool:
        """Whether a value passes the unary tests of a cell; an error does not pass."""
        return (
            self.guarded(lambda: self.tested(parse.unary_tests(text, self.names.union(scope)), value, scope))
            is True
        )

    def tested(self, tests: tree.Tests, value: Value, scope: Scope) -> bool | None:
        """Whether the value passes one of the tests, or none of them when negated."""
        if not tests.tests:
            return True
        found = self._one_of(tests.tests, value, scope)
        return found if found is None or not tests.negated else not found

    def run(self, node: tree.Tree, scope: Scope) -> Value:
        """The value of a tree in a scope; null with a note where it has none. Bounded beyond the bounds."""
        self.charge(1)
        self.level += 1
        if self.level > MOST_LEVELS:
            raise Bounded
        try:
            return _WORK[node.__class__](self, node, scope)
        except Nothing as nothing:
            self.note(_place(node), nothing.why)
            return None
        finally:
            self.level -= 1

    def kind(self, name: tree.TypeName | None) -> Kind:
        """The type of a name as written; Nothing when there is none of it."""
        if name is None or name.name in ("Any", "any"):
            return ANY
        parts = [self.kind(part) for part in name.parts]
        if not parts and name.name in self.kinds:
            return self.kinds[name.name]
        if name.name in ("list", "range", "function"):
            return Kind(name.name, parts[-1] if parts else ANY)
        if name.name == "context":
            return Kind("context", None, tuple(zip(name.fields, parts, strict=False)))
        basic = SPELT.get(name.name, name.name)
        if basic not in BASIC:
            raise Nothing(f"no type {name.name}")
        return Kind(basic)

    def call(self, function: Value, args: list[Value], named: tuple[str, ...] = ()) -> Value:
        """What a function gives for arguments; Nothing for what is no function or does not fit."""
        if not isinstance(function, Function):
            raise Nothing(f"{kind_of(function)} is no function")
        if named:
            given = dict(zip(named, args, strict=True))
            if not given.keys() <= set(function.names) or len(given) < function.least:
                raise Nothing("no such parameters")
            args = [given.get(name) for name in function.names]
        return function.call(args)

    def builtin(self, name: str) -> Function:
        """A function FEEL brings; Nothing when it brings none of that name."""
        if name in ("now", "today"):
            return Function((), lambda args: self._clock(name, args), 0)
        if name not in BUILTINS:
            raise Nothing(f"no variable {name}")
        return self.function(BUILTINS[name])

    def function(self, signatures: list[Builtin]) -> Function:
        """Signatures of one name as a value, its work charged to this evaluation."""
        return function_of(signatures, self.zones, self.held, self.charge)

    def _clock(self, name: str, args: list[Value]) -> Value:
        if args or self.now is None:
            raise Nothing("no time was given")
        return self.now if name == "now" else self.now.date

    def _one_of(self, tests: tuple[tree.Tree, ...], value: Value, scope: Scope) -> bool | None:
        """True when one passes, null when none does and one has no answer."""
        found: bool | None = False
        inner = {**scope, "?": value}
        for test in tests:
            passed = self._test(test, value, inner)
            if passed:
                return True
            found = None if passed is None else found
        return found

    def _test(self, test: tree.Tree, value: Value, scope: Scope) -> bool | None:
        match test:
            case tree.Asked(of):
                told = self.run(of, scope)
                return told if isinstance(told, bool) else self._found_in(value, told)
            case tree.Bound(sign, of):
                return self._noted(lambda: self._compared(sign, value, self.run(of, scope)))
            case tree.Not(tests):
                found = self._one_of(tests, value, scope)
                return None if found is None else not found
        told = self.run(test, scope)
        if isinstance(told, bool) and not isinstance(value, bool) and value is not None:
            return told
        return self._found_in(value, told)

    def _found_in(self, value: Value, told: Value) -> bool | None:
        """Whether a value is what a test says: in its range, in its list, or equal to it."""
        if isinstance(told, Range):
            return self._noted(lambda: contains(told, value, self.zones))
        if isinstance(told, list):
            if isinstance(value, list) and alike(value, told, self.zones):
                return True
            self.charge(size_of(told))
            return any(
                self._found_in(value, item) if isinstance(item, Range) else alike(value, item, self.zones)
                for item in told
            )
        return self._noted(lambda: same(value, told, self.zones))

    def _noted(self, work: Callable[[], bool]) -> bool | None:
        try:
            return work()
        except Nothing as nothing:
            self.note("test", nothing.why)
            return None

    def _compared(self, sign: str, left: Value, right: Value) -> bool:
        if sign in ("=", "!="):
            self.charge(size_of(left))
            return same(left, right, self.zones) is (sign == "=")
        if sign in ("<=", ">="):
            found = same(left, right, self.zones) if left is not None and right is not None else False
            return found or self._compared(sign[0], left, right)
        return before(left, right, self.zones) if sign == "<" else before(right, left, self.zones)


def _place(node: tree.Tree) -> str:
    match node:
        case tree.Call(tree.Name(name)) | tree.Name(name) | tree.Path(_, name):
            return name
        case tree.Binary(sign):
            return sign
    return node.__class__.__name__.lower()


def _name(engine: Engine, node: tree.Name, scope: Scope) -> Value:
    return scope[node.name] if node.name in scope else engine.builtin(node.name)


def _at(engine: Engine, node: tree.At, scope: Scope) -> Value:
    try:
        return temporal_of(node.text, engine.zones)
    except ValueError as fault:
        raise Nothing(str(fault)) from fault


def _path(engine: Engine, node: tree.Path, scope: Scope) -> Value:
    return _member(engine, engine.run(node.of, scope), node.name)


def _member(engine: Engine, value: Value, name: str) -> Value:
    if isinstance(value, list):
        engine.charge(len(value))
        return [_member_or_null(engine, item, name) for item in value]
    if isinstance(value, dict):
        if name not in value:
            raise Nothing(f"no entry {name}")
        return value[name]
    return property_of(value, name, engine.zones)


def _member_or_null(engine: Engine, value: Value, name: str) -> Value:
    try:
        return _member(engine, value, name)
    except Nothing:
        return None


def _filter(engine: Engine, node: tree.Filter, scope: Scope) -> Value:
    over = engine.run(node.of, scope)
    items = over if isinstance(over, list) else [] if over is None else [over]
    kept = []
    for item in items or [None]:
        passed = engine.run(node.test, _inside(scope, item))
        if kind_of(passed) == "number":
            return _at_place(items, passed)
        if passed is True:
            kept.append(item)
    if over is None:
        raise Nothing("nothing to filter")
    return kept if items else []


def _inside(scope: Scope, item: Value) -> Scope:
    inner = {**scope, **item} if isinstance(item, dict) else dict(scope)
    if not (isinstance(item, dict) and "item" in item):
        inner["item"] = item
    return inner


def _at_place(items: list[Value], position: Value) -> Value:
    place = whole(position)
    if place == 0 or abs(place) > len(items):
        raise Nothing("no such position")
    return items[place - 1 if place > 0 else place]


def _call(engine: Engine, node: tree.Call, scope: Scope) -> Value:
    args = [engine.run(arg, scope) for arg in node.args]
    if isinstance(node.of, tree.Name) and node.of.name not in scope:
        if node.named and node.of.name in BUILTINS:
            signatures, args = named_of(BUILTINS[node.of.name], node.named, args)
            return engine.function(signatures).call(args)
        return engine.builtin(node.of.name).call(args)
    return engine.call(engine.run(node.of, scope), args, node.named)


def _binary(engine: Engine, node: tree.Binary, scope: Scope) -> Value:
    left = engine.run(node.left, scope)
    if node.sign in ("and", "or"):
        return _logic(engine, node, left, scope)
    right = engine.run(node.right, scope)
    if node.sign in ("+", "-", "*", "/", "**"):
        return compute(node.sign, left, right, engine.zones)
    return engine._compared(node.sign, left, right)


def _logic(engine: Engine, node: tree.Binary, left: Value, scope: Scope) -> Value:
    """`and` is false as soon as one side is, `or` true; what is no boolean counts as null."""
    decides = node.sign == "or"
    if left is decides:
        return decides
    right = engine.run(node.right, scope)
    if right is decides:
        return decides
    return not decides if isinstance(left, bool) and isinstance(right, bool) else None


def _between(engine: Engine, node: tree.Between, scope: Scope) -> Value:
    value, low, high = (engine.run(each, scope) for each in (node.of, node.low, node.high))
    return before_or_same(low, value, engine.zones) and before_or_same(value, high, engine.zones)


def _interval(engine: Engine, node: tree.Interval, scope: Scope) -> Value:
    low, high = engine.run(node.low, scope), engine.run(node.high, scope)
    if low is not None and high is not None:
        before(low, high, engine.zones)
    return Range(low, high, node.low_in, node.high_in)


def _bound(engine: Engine, node: tree.Bound, scope: Scope) -> Value:
    end = engine.run(node.of, scope)
    if node.sign in ("=", "!="):
        return Range(end, end, node.sign == "=", node.sign == "=", node.sign)
    low, high = (end, None) if node.sign[0] == ">" else (None, end)
    closed = len(node.sign) == 2
    return Range(low, high, closed and low is not None, closed and high is not None, node.sign)


def _if(engine: Engine, node: tree.If, scope: Scope) -> Value:
    return engine.run(node.yes if engine.run(node.test, scope) is True else node.no, scope)


def _each(engine: Engine, node: tree.Each, scope: Scope) -> Value:
    if node.word == "for":
        turns = _turns(engine, node.runs, scope)
        return looped(engine, turns, lambda inner: engine.run(node.of, inner), node.partial)
    return quantified(node.word, (engine.run(node.of, inner) for inner in _turns(engine, node.runs, scope)))


def _turns(
    engine: Engine, runs: tuple[tuple[str, tree.Tree], ...], scope: Scope
) -> Iterator[dict[str, Value]]:
    (name, over), rest = runs[0], runs[1:]
    for item in _over(engine, over, scope):
        inner = {**scope, name: item}
        if rest:
            yield from _turns(engine, rest, inner)
        else:
            yield inner


def _over(engine: Engine, over: tree.Tree, scope: Scope) -> list[Value]:
    if isinstance(over, tree.Steps):
        return stepped(engine, engine.run(over.low, scope), engine.run(over.high, scope))
    return steps_of(engine, engine.run(over, scope), engine.zones)


def _context(engine: Engine, node: tree.ContextOf, scope: Scope) -> Value:
    found: dict[str, Value] = {}
    inner = dict(scope)
    for name, of in node.entries:
        if name in found:
            raise Nothing(f"two entries {name}")
        found[name] = inner[name] = engine.run(of, inner)
    return engine.held(found)


def _instance(engine: Engine, node: tree.InstanceOf, scope: Scope) -> Value:
    value, kind = engine.run(node.of, scope), engine.kind(node.kind)
    return value is not None and conforms(value, kind, allowed=False)


def _lambda(engine: Engine, node: tree.Lambda, scope: Scope) -> Value:
    kinds = [engine.kind(each) for each in node.kinds]
    body = node.of

    def run(inner: Scope) -> Value:
        if body is None:
            raise Nothing("external functions are not run")
        return engine.run(body, inner)

    return closure(node.names, kinds, scope, run)


def closure(
    names: tuple[str, ...], kinds: list[Kind], scope: Scope, run: Callable[[Scope], Value]
) -> Function:
    """A function of parameters over a scope; arguments are converted to its types, or Nothing."""

    def call(args: list[Value]) -> Value:
        if len(args) != len(names):
            raise Nothing(f"{len(args)} arguments, not {len(names)}")
        fitted = [coerced(arg, kind) for arg, kind in zip(args, kinds, strict=True)]
        return run({**scope, **dict(zip(names, fitted, strict=True))})

    return Function(names, call, len(names))


_WORK: dict[type, Callable[[Engine, Any, Scope], Value]] = {
    tree.Literal: lambda engine, node, scope: node.value,
    tree.At: _at,
    tree.Name: _name,
    tree.Path: _path,
    tree.Filter: _filter,
    tree.Call: _call,
    tree.Negative: lambda engine, node, scope: negative(engine.run(node.of, scope)),
    tree.Binary: _binary,
    tree.Between: _between,
    tree.In: lambda engine, node, scope: engine._one_of(node.tests, engine.run(node.of, scope), scope),
    tree.Interval: _interval,
    tree.Bound: _bound,
    tree.If: _if,
    tree.Each: _each,
    tree.ListOf: lambda engine, node, scope: engine.held([engine.run(item, scope) for item in node.items]),
    tree.ContextOf: _context,
    tree.InstanceOf: _instance,
    tree.Lambda: _lambda,
    tree.Asked: lambda engine, node, scope: engine.run(node.of, scope),
    tree.Not: lambda engine, node, scope: None,
}
