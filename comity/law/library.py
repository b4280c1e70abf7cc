"""The law as it is loaded: packs read, names resolved, cycles refused; rules by their full names."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import NoReturn

from comity.basis.dates import Day, cuts
from comity.basis.errors import Fact, InputError, PackError
from comity.law.cells import is_complete
from comity.law.compile import Compiler
from comity.law.expression import (
    ANYTHING,
    AllOf,
    Binary,
    Call,
    Expression,
    Field,
    If,
    Invoke,
    ListOf,
    Logic,
    Matches,
    Name,
    Negative,
    children,
    depth,
)
from comity.law.functions import DATE_PARTS
from comity.law.kinds import Kinds
from comity.law.pack import Pack, read
from comity.law.reader import rules
from comity.law.rule import Input, Rule, Type, Version, lined_trees, trees
from comity.law.table import Formula, Row, Table

# Bounds a hostile pack: Python itself stops at about 1,000 calls one in another. Real packs have under 60.
_MOST_LEVELS = 200
_MOST_LETTERS, _MOST_NAMED = 60, 12  # of a message


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of pack with tables of its own form, lowered into the same rules (a requirement sheet, a card).

    `key` is the front line that marks it, `keys` the other front lines it adds.
    """

    key: str
    keys: frozenset[str]
    lower: Callable[[Pack], list[Rule]]


class Library:
    """Every loaded pack and rule. Its rules are resolved: each name is an input or a rule that exists."""

    def __init__(self, packs: Iterable[Pack], shapes: Sequence[Shape] = ()) -> None:
        """Take packs that are read; PackError for the first name, version or cycle that does not hold."""
        self.packs = {pack.id: pack for pack in packs}
        drafts: dict[str, Rule] = {}
        for pack in self.packs.values():
            for rule in _lower(pack, shapes):
                drafts[rule.name] = _joined(pack, drafts[rule.name], rule) if rule.name in drafts else rule
        self.rules = {
            rule.name: _Resolver(self.packs[rule.pack], drafts, rule).rule() for rule in drafts.values()
        }
        for rule in self.rules.values():
            self._refuse_cycle(rule)
        kinds = Kinds(self.rules, self.asked)
        for rule in self.rules.values():
            self.asked(rule.name)
            self._refuse_unbound(rule)
            kinds.check(rule, self.packs[rule.pack])

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], shapes: Sequence[Shape] = ()) -> "Library":
        """The library of the packs in these texts, by file name."""
        keys = frozenset(key for shape in shapes for key in (shape.key, *shape.keys))
        packs = [read(text, file, keys) for file, text in sorted(texts.items())]
        seen: dict[str, str] = {}
        for pack in packs:
            if seen.setdefault(pack.id, pack.file) != pack.file:
                raise pack.broken("law.pack.twice", 1, value=pack.id, other=seen[pack.id])
        return cls(packs, shapes)

    def rule(self, name: str) -> Rule:
        """The rule of that full name; InputError with the nearest names otherwise."""
        if name not in self.rules:
            near = get_close_matches(name, self.rules)
            raise InputError("law.rule.unknown", path="rule", value=name[:120], expected=tuple(near))
        return self.rules[name]

    def asked(self, name: str) -> dict[str, Input]:
        """The inputs a rule and the rules it rests on can ask for, by name.

        Where several ask for one fact, what they all allow is allowed.
        """
        if name not in self._asked:
            rule = self.rule(name)
            inputs = {each.name: each for each in rule.inputs}
            for below in _rests_on(rule, invoked=False):
                for each in self.asked(below).values():
                    inputs[each.name] = (
                        self._both(rule, inputs[each.name], each) if each.name in inputs else each
                    )
            self._asked[name] = inputs
        return self._asked[name]

    def _both(self, rule: Rule, first: Input, more: Input) -> Input:
        if first.allowed == more.allowed and first.type is more.type:
            return first
        if first.kind is not more.kind:
            line, pack = rule.versions[0].line, self.packs[rule.pack]
            raise pack.broken("law.pack.two_types", line, value=first.name, other=more.words.say("en"))
        narrow = more if more.type is Type.INTEGER else first
        tests = [each.allowed for each in (first, more) if each.allowed != ANYTHING]
        allowed = tests[0] if len(tests) == 1 else AllOf(tuple(tests))
        return replace(first, type=narrow.type, allowed=allowed)

    def rests_on(self, name: str) -> set[str]:
        """The full names of the rules an answer can rest on, itself included."""
        if name not in self._below:
            found, waiting = set[str](), [name]
            while waiting:
                below = waiting.pop()
                if below not in found:
                    found.add(below)
                    waiting += _rests_on(self.rule(below), invoked=True)
            self._below[name] = found
        return self._below[name]

    def digests(self, name: str) -> dict[str, bytes]:
        """The digests of the packs an answer can rest on, by pack."""
        used = {self.rules[rule].pack for rule in self.rests_on(name)}
        return {pack: self.packs[pack].digest for pack in sorted(used)}

    def edges(self, name: str) -> list[Day]:
        """The days on which the law an answer rests on changes, in order."""
        if name not in self._edges:
            found: set[Day] = set()
            for rule in self.rests_on(name):
                found |= set(cuts(version.span for version in self.rules[rule].versions))
                tables = (version.body for version in self.rules[rule].versions)
                found |= {day for body in tables if isinstance(body, Table) for day in body.edges}
            self._edges[name] = sorted(found)
        return self._edges[name]

    def is_steady(self, name: str, first: Day, last: Day) -> bool:
        """Whether the law an answer rests on is the same on the two days and all days between."""
        days = self.edges(name)
        return bisect_right(days, first) == bisect_right(days, last)

    @cached_property
    def _edges(self) -> dict[str, list[Day]]:
        return {}

    @cached_property
    def _below(self) -> dict[str, set[str]]:
        return {}

    @cached_property
    def compiler(self) -> Compiler:
        """The closures of the rules."""
        known: dict[tuple[int, int, bool], bool] = {}

        def complete(rule: Rule, table: Table, day: Day, allowed_only: bool) -> bool:
            # The library keeps the table and the table its eras, so the ids stay theirs.
            key = id(table), id(table.rows_on(day)), allowed_only
            if key not in known:
                known[key] = is_complete(rule, table, day, allowed_only)
            return known[key]

        return Compiler(self.rules, {pack.id: pack.file for pack in self.packs.values()}, complete)

    @cached_property
    def _asked(self) -> dict[str, dict[str, Input]]:
        return {}

    def _refuse_cycle(self, rule: Rule) -> None:
        """No rule rests on itself, and none on so long a chain that it could not be worked out.

        Walked without recursion: a hostile chain may be as long as its pack.
        """
        path: dict[str, None] = {}
        waiting = [(rule.name, False)]
        while waiting:
            name, done = waiting.pop()
            if done:
                path.popitem()
                self._levels[name] = self._level(name)
            elif name in path:
                above = list(path)
                round_ = " -> ".join((*above[above.index(name) :][-_MOST_NAMED:], name))
                self._broken(name, "law.pack.cycle", value=round_)
            elif name not in self._levels:
                path[name] = None
                waiting.append((name, True))
                waiting += [(below, False) for below in _rests_on(self.rules[name], invoked=True)]

    def _level(self, name: str) -> int:
        """How many operations one in another an answer of the rule can take."""
        rule = self.rules[name]
        own = max((depth(tree) for version in rule.versions for tree in trees(version)), default=1)
        below = max((self._levels[each] for each in _rests_on(rule, invoked=True)), default=0)
        if own + below > _MOST_LEVELS:
            self._broken(name, "law.pack.too_deep", value=rule.section, size=own + below, limit=_MOST_LEVELS)
        return own + below

    def _broken(self, name: str, code: str, **facts: Fact) -> NoReturn:
        rule = self.rules[name]
        raise self.packs[rule.pack].broken(code, rule.versions[0].line, **facts)

    def _refuse_unbound(self, rule: Rule) -> None:
        """An invocation binds exactly the inputs its rule asks for; a forgotten one would stay missing."""
        for version in rule.versions:
            for line, tree in lined_trees(version):
                for call in _invocations(tree):
                    names, asked = [name for name, _ in call.bindings], sorted(self.asked(call.rule))
                    if sorted(names) != asked:
                        pack = self.packs[rule.pack]
                        raise pack.broken("law.pack.unbound", line, value=call.rule, expected=tuple(asked))

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {}


def _lower(pack: Pack, shapes: Sequence[Shape]) -> list[Rule]:
    for shape in shapes:
        if pack.one(shape.key):
            return shape.lower(pack)
    return rules(pack)


def _joined(pack: Pack, first: Rule, more: Rule) -> Rule:
    """One rule of two same-named sections; PackError where their spans overlap."""
    new = more.versions[0]
    for version in first.versions:
        if version.span.meet(new.span):
            raise pack.broken("law.pack.versions_overlap", new.line, value=first.section, other=version.line)
    inputs = {each.name: each for each in (*first.inputs, *more.inputs)}
    return replace(first, versions=(*first.versions, new), inputs=tuple(inputs.values()))


def _rests_on(rule: Rule, invoked: bool) -> list[str]:
    found: dict[str, None] = {}
    for version in rule.versions:
        for tree in trees(version):
            found |= dict.fromkeys(_below(tree, invoked))
    return list(found)


def _below(tree: Expression, invoked: bool) -> list[str]:
    own: list[str] = []
    if isinstance(tree, Name) and tree.rule:
        own = [tree.rule]
    if isinstance(tree, Invoke) and invoked:
        own = [tree.rule]
    return own + [name for child in children(tree) for name in _below(child, invoked)]


def _invocations(tree: Expression) -> list[Invoke]:
    below = [call for child in children(tree) for call in _invocations(child)]
    return [*below, tree] if isinstance(tree, Invoke) else below


class _Resolver:
    """Gives each name of one rule its meaning: an input, a rule, or a field of one."""

    def __init__(self, pack: Pack, drafts: Mapping[str, Rule], rule: Rule) -> None:
        self._pack, self._drafts, self._rule = pack, drafts, rule
        self._inputs = {each.name for each in rule.inputs}
        self._aliases = aliases(pack)
        self._line = 0

    def rule(self) -> Rule:
        return replace(self._rule, versions=tuple(self._version(version) for version in self._rule.versions))

    def _version(self, version: Version) -> Version:
        body = version.body
        self._line = body.line or version.line
        if isinstance(body, Formula):
            return replace(version, body=replace(body, tree=self._tree(body.tree)))
        columns = tuple((name, self._tree(source)) for name, source in body.columns)
        rows = tuple(self._row(row) for row in body.rows)
        return replace(version, body=replace(body, columns=columns, rows=rows))

    def _row(self, row: Row) -> Row:
        self._line = row.line
        return replace(row, outputs=tuple(self._tree(output) for output in row.outputs))

    def _tree(self, tree: Expression) -> Expression:
        match tree:
            case Name(name, None):
                return self._name(name)
            case Invoke(rule, bindings):
                return self._invoke(rule, tuple((key, self._tree(value)) for key, value in bindings))
            case Field(of, name):
                return Field(self._tree(of), name)
            case Negative(of):
                return Negative(self._tree(of))
            case Binary(operator, left, right):
                return Binary(operator, self._tree(left), self._tree(right))
            case Logic(operator, parts):
                return Logic(operator, tuple(self._tree(part) for part in parts))
            case If(test, yes, no):
                return If(self._tree(test), self._tree(yes), self._tree(no))
            case ListOf(items):
                return ListOf(tuple(self._tree(item) for item in items))
            case Call(function, args):
                return Call(function, tuple(self._tree(arg) for arg in args))
            case Matches(of, test):
                return Matches(self._tree(of), test)
        return tree

    def _name(self, name: str) -> Expression:
        if name in self._inputs:
            return Name(name)
        if full := self._find(name):
            return Name(name, full)
        whole, dot, last = name.rpartition(".")
        if dot and (last in DATE_PARTS or self._find(whole)):
            return Field(self._name(whole), last)
        raise self._unknown(name)

    def _invoke(self, name: str, bindings: tuple[tuple[str, Expression], ...]) -> Expression:
        full = self._find(name)
        if not full:
            raise self._unknown(name)
        return Invoke(full, bindings)

    def _unknown(self, name: str) -> PackError:
        known = [*sorted(self._inputs), *self._sections()]
        near = get_close_matches(name[:_MOST_LETTERS], known, 1) or known[:_MOST_NAMED]
        return self._pack.broken(
            "law.pack.unknown_name", self._line, value=name[:_MOST_LETTERS], expected=tuple(near)
        )

    def _find(self, name: str) -> str | None:
        scope, _, section = name.rpartition(".")
        for full in (f"{self._pack.id}.{name}", f"{self._aliases.get(scope, scope)}.{section}", name):
            if full in self._drafts:
                return full
        return None

    def _sections(self) -> list[str]:
        """The names under which rules can be reached from here."""
        own = [rule.section for rule in self._drafts.values() if rule.pack == self._pack.id]
        packs = {pack: alias for alias, pack in self._aliases.items()}
        used = [f"{packs[r.pack]}.{r.section}" for r in self._drafts.values() if r.pack in packs]
        return own + used


def aliases(pack: Pack) -> dict[str, str]:
    """`uses: state/recognition as recognition`: the short names of other packs."""
    found: dict[str, str] = {}
    for entry in pack.front.get("uses", ()):
        name, word, alias = entry.text.partition(" as ")
        if not word:
            raise PackError("law.pack.bad_uses", file=pack.file, line=entry.line, value=entry.text)
        found[alias.strip()] = name.strip()
    return found
