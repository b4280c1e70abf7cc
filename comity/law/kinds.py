"""The kinds of expressions, so that an operator on the wrong kind is refused when the pack is read."""

from collections.abc import Callable, Iterable, Mapping

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
    constants,
)
from comity.law.functions import DATE_PARTS, FUNCTIONS
from comity.law.pack import Pack
from comity.law.rule import Input, Rule, lined_trees
from comity.law.table import Body, Formula, Hit, Table
from comity.law.value import Kind, kind_of

_N, _T, _B, _D, _P = Kind.NUMBER, Kind.TEXT, Kind.BOOLEAN, Kind.DATE, Kind.DURATION
# What each operator makes of the kinds on its two sides; a pair that is not here has no meaning.
_MEANINGS: dict[str, dict[tuple[Kind, Kind], Kind]] = {
    "+": {(_N, _N): _N, (_T, _T): _T, (_D, _P): _D, (_P, _P): _P},
    "-": {(_N, _N): _N, (_D, _D): _P, (_D, _P): _D, (_P, _P): _P},
    "*": {(_N, _N): _N},
    "/": {(_N, _N): _N},
    **{sign: {(kind, kind): _B for kind in (_N, _T, _D, _P)} for sign in ("<", "<=", ">", ">=")},
    **{sign: {(kind, kind): _B for kind in Kind} for sign in ("=", "!=")},
}
_LISTS = (Hit.COLLECT, Hit.RULE_ORDER, Hit.OUTPUT_ORDER)
_NUMBERS = (Hit.COUNT, Hit.SUM)
_ORDERED = {_N, _T, _D, _P}

Maybe = Kind | None  # None: not known before the rule is run


class Kinds:
    """The kind of every rule's answer, worked out once; None where only a run can tell."""

    def __init__(self, rules: Mapping[str, Rule], asked: Callable[[str], Mapping[str, Input]]) -> None:
        """Take resolved rules without cycles; `asked` gives the inputs of one."""
        self._rules, self.asked = rules, asked
        self._known: dict[str, Maybe] = {}

    def check(self, rule: Rule, pack: Pack) -> None:
        """PackError with the line of the first operator, function or cell on a kind it has no meaning for."""
        for version in rule.versions:
            if isinstance(version.body, Table):
                self._columns(rule, version.body, pack, version.body.line or version.line)
            for line, tree in lined_trees(version):
                _Reader(self, rule, pack, line).kind(tree)

    def of(self, name: str) -> Maybe:
        """The kind of a rule's answer."""
        if name not in self._known:
            rule = self._rules[name]
            self._known[name] = _one({self._body(rule, version.body) for version in rule.versions})
        return self._known[name]

    def fields(self, name: str) -> tuple[str, ...] | None:
        """The outputs every answer of a rule has, when it is a context; None otherwise."""
        bodies = [version.body for version in self._rules[name].versions]
        plain = [body for body in bodies if isinstance(body, Table) and body.hit not in _LISTS + _NUMBERS]
        outputs = [body.outputs for body in plain]
        if len(outputs) < len(bodies) or any(len(each) == 1 for each in outputs):
            return None
        return tuple(name for name in outputs[0] if all(name in each for each in outputs))

    def _body(self, rule: Rule, body: Body) -> Maybe:
        if isinstance(body, Formula):
            return _Reader(self, rule).kind(body.tree)
        if body.hit in _LISTS:
            return Kind.LIST
        if body.hit in _NUMBERS:
            return Kind.NUMBER
        if len(body.outputs) > 1:
            return Kind.CONTEXT
        return _one({_Reader(self, rule).kind(row.outputs[0]) for row in body.rows})

    def _columns(self, rule: Rule, table: Table, pack: Pack, line: int) -> None:
        for place, (name, source) in enumerate(table.columns):
            kind = _Reader(self, rule, pack, line).kind(source)
            for row in table.rows:
                if found := _misfits(row.tests[place], kind):
                    facts = {"value": name, "expected": str(kind), "found": found}
                    raise pack.broken("law.pack.wrong_kind", row.line, **facts)


class _Reader:
    """Reads the trees of one line; refuses nothing when there is no pack to name."""

    def __init__(self, kinds: Kinds, rule: Rule, pack: Pack | None = None, line: int = 0) -> None:
        self._kinds, self._pack, self._line = kinds, pack, line
        self._inputs = {each.name: each.kind for each in rule.inputs}

    def kind(self, tree: Expression) -> Maybe:
        match tree:
            case Literal(value):
                return kind_of(value)
            case Name(name, None):
                return self._inputs[name]
            case Name(_, str(full)):
                return self._kinds.of(full)
            case Binary(operator, left, right):
                return self._binary(operator, self.kind(left), self.kind(right))
            case Negative(of):
                return self._wanted("-", _N, [of])
            case Logic(operator, parts):
                return self._wanted(operator, _B, parts)
            case If(test, yes, no):
                self._wanted("if", _B, [test])
                return _one([self.kind(yes), self.kind(no)])
            case _:
                return self._other(tree)

    def _other(self, tree: Expression) -> Maybe:
        match tree:
            case ListOf(items):
                for item in items:
                    self.kind(item)
                return Kind.LIST
            case Call():
                return self._call(tree)
            case Field(of, name):
                return self._field(of, name)
            case Matches(of, test):
                kind = self.kind(of)
                self._refuse_unless(not _misfits(test, kind), "in", str(kind), _misfits(test, kind))
                return _B
            case Invoke(rule, bindings):
                for name, value in bindings:
                    self._wanted(name, self._kinds.asked(rule)[name].kind, [value])
                return self._kinds.of(rule)
        return None

    def _wanted(self, name: str, wanted: Kind, trees: Iterable[Expression]) -> Kind:
        for kind in map(self.kind, trees):
            self._refuse_unless(kind in (None, wanted), name, wanted, str(kind))
        return wanted

    def _binary(self, operator: str, left: Maybe, right: Maybe) -> Maybe:
        fits = [
            gives
            for (one, other), gives in _MEANINGS[operator].items()
            if left in (None, one) and right in (None, other)
        ]
        meanings = "; ".join(f"{one} {operator} {other}" for one, other in _MEANINGS[operator])
        self._refuse_unless(bool(fits), operator, meanings, f"{left or '?'} {operator} {right or '?'}")
        return _one(fits)

    def _call(self, tree: Call) -> Maybe:
        name, function, args = tree.function, FUNCTIONS[tree.function], tree.args
        if function.most is None and len(args) == 1:
            if isinstance(args[0], ListOf):
                args = args[0].items
            elif self.kind(args[0]) is Kind.LIST:
                return function.gives
        if function.takes:
            self._wanted(name, function.takes, args)
        found = {kind for arg in args if (kind := self.kind(arg))}
        if not function.gives:
            told = ", ".join(sorted(found))
            self._refuse_unless(
                len(found) <= 1 and found <= _ORDERED, name, ", ".join(sorted(_ORDERED)), told
            )
        return function.gives or _one([self.kind(arg) for arg in args])

    def _field(self, of: Expression, name: str) -> Maybe:
        kind = self.kind(of)
        self._refuse_unless(kind in (None, _D, Kind.CONTEXT), f".{name}", f"{_D}; {Kind.CONTEXT}", str(kind))
        fields = self._kinds.fields(of.rule) if isinstance(of, Name) and of.rule else None
        fields = DATE_PARTS if kind is _D else fields
        if self._pack and fields is not None and name not in fields:
            raise self._pack.broken("law.pack.no_field", self._line, value=name, expected=fields)
        return _N if kind is _D else None

    def _refuse_unless(self, fits: bool, value: str, expected: str, found: str) -> None:
        if self._pack and not fits:
            facts = {"value": value, "expected": expected, "found": found}
            raise self._pack.broken("law.pack.wrong_kind", self._line, **facts)


def _one(kinds: Iterable[Maybe]) -> Maybe:
    """The kind they all are; None when they differ or one is not known."""
    found = set(kinds)
    return found.pop() if len(found) == 1 else None


def _misfits(test: Test, kind: Maybe) -> str:
    """The kinds a test compares with that its value never is, in words."""
    found = {told for value in constants(test) if (told := kind_of(value)) and kind and told is not kind}
    return ", ".join(sorted(found))
