"""The law as it is loaded: packs read, names resolved, cycles refused; rules by their full names."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import NoReturn

from comity.basis.dates import Day, cuts
from comity.basis.errors import Fact, InputError, PackError
from comity.law.admission import Admission
from comity.law.cells import Finding, findings, is_complete
from comity.law.compile import Compiler
from comity.law.expression import (
    ANYTHING,
    AllOf,
    Expression,
    Invoke,
    Name,
    OneOf,
    Test,
    children,
    depth,
)
from comity.law.kinds import Kinds
from comity.law.labels import Reach
from comity.law.pack import Pack, read
from comity.law.reader import rules
from comity.law.resolve import Resolver
from comity.law.rule import Input, Rule, Type, lined_trees, trees
from comity.law.table import Table

# Bounds a hostile pack: Python itself stops at about 1,000 calls one in another. Real packs have under 60.
_MOST_LEVELS = 200
_MOST_NAMED = 12  # rules of a circle in its message


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

    def __init__(self, packs: Iterable[Pack], shapes: Sequence[Shape] = (), *, draft: bool = False) -> None:
        """Take packs that are read; PackError for the first name, version or cycle that does not hold.

        And, unless it is a draft, for the first overlap, cell no case meets or gap the pack does not declare.
        """
        self.packs = {pack.id: pack for pack in packs}
        drafts: dict[str, Rule] = {}
        for pack in self.packs.values():
            for rule in _lower(pack, shapes):
                drafts[rule.name] = _joined(pack, drafts[rule.name], rule) if rule.name in drafts else rule
        short = {pack.id: aliases(pack) for pack in self.packs.values()}
        self.rules = {
            rule.name: Resolver(self.packs[rule.pack], short[rule.pack], drafts, rule).rule()
            for rule in drafts.values()
        }
        for rule in self.rules.values():
            self._refuse_cycle(rule)
        kinds = Kinds(self.rules, self.asked)
        for rule in self.rules.values():
            self.asked(rule.name)
            self._refuse_unbound(rule)
            kinds.check(rule, self.packs[rule.pack])
        if not draft:
            admission = Admission(self.rules, self.packs, self.asked)
            for rule in self.rules.values():
                admission.check(rule)

    @classmethod
    def from_texts(
        cls, texts: Mapping[str, str], shapes: Sequence[Shape] = (), *, draft: bool = False
    ) -> "Library":
        """The library of the packs in these texts, by file name."""
        keys = frozenset(key for shape in shapes for key in (shape.key, *shape.keys))
        packs = [read(text, file, keys) for file, text in sorted(texts.items())]
        seen: dict[str, str] = {}
        for pack in packs:
            if seen.setdefault(pack.id, pack.file) != pack.file:
                raise pack.broken("law.pack.twice", 1, value=pack.id, other=seen[pack.id])
        return cls(packs, shapes, draft=draft)

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
                    first = inputs.setdefault(each.name, each)
                    if first != each:
                        inputs[each.name] = self._narrowed(rule, first, each, below)
            self._asked[name] = inputs
        return self._asked[name]

    def _narrowed(self, rule: Rule, first: Input, more: Input, other: str) -> Input:
        if first.kind is not more.kind:
            line, pack = rule.versions[0].line, self.packs[rule.pack]
            raise pack.broken("law.pack.two_types", line, value=first.name, other=other)
        type_ = more.type if more.type is Type.INTEGER else first.type
        return replace(first, type=type_, allowed=_both(first.allowed, more.allowed))

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

    def findings(self, name: str) -> list[Finding]:
        """What the walk of a rule's tables finds: the gaps it declares, and what is too large to walk."""
        return findings(self.rule(name), Reach(self.rules).columns)

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
    """One rule of two same-named sections; PackError where spans overlap or a fact changes its type."""
    new = more.versions[0]
    for version in first.versions:
        if version.span.meet(new.span):
            raise pack.broken("law.pack.versions_overlap", new.line, value=first.section, other=version.line)
    inputs = {each.name: each for each in first.inputs}
    for each in more.inputs:
        old = inputs.setdefault(each.name, each)
        if old.type is not each.type:
            line = first.versions[0].line
            raise pack.broken("law.pack.two_types", new.line, value=each.name, other=f"{pack.file}:{line}")
        inputs[each.name] = replace(each, allowed=_either(old.allowed, each.allowed))
    return replace(first, versions=(*first.versions, new), inputs=tuple(inputs.values()))


def _both(first: Test, more: Test) -> Test:
    """What two rules that ask for one fact both allow."""
    parts = [test.tests if isinstance(test, AllOf) else (test,) for test in (first, more)]
    tests = tuple(dict.fromkeys(test for test in parts[0] + parts[1] if test != ANYTHING))
    if len(tests) > 1:
        return AllOf(tests)
    return tests[0] if tests else ANYTHING


def _either(first: Test, more: Test) -> Test:
    """What one edition or the other allows."""
    if first == more or ANYTHING in (first, more):
        return first if first == more else ANYTHING
    parts = [test.tests if isinstance(test, OneOf) else (test,) for test in (first, more)]
    return OneOf(tuple(dict.fromkeys(parts[0] + parts[1])))


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


def aliases(pack: Pack) -> dict[str, str]:
    """`uses: state/recognition as recognition`: the short names of other packs."""
    found: dict[str, str] = {}
    for entry in pack.front.get("uses", ()):
        name, word, alias = entry.text.partition(" as ")
        if not word:
            raise PackError("law.pack.bad_uses", file=pack.file, line=entry.line, value=entry.text)
        found[alias.strip()] = name.strip()
    return found
