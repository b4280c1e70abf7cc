"""What a rule, and all it rests on, tells apart in each of its inputs: the axes of its cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from comity.law.axis import Axis, axis
from comity.law.expression import (
    Binary,
    Compared,
    Expression,
    Invoke,
    Literal,
    Matches,
    Name,
    Test,
    children,
    constants,
    names_in,
)
from comity.law.library import Library
from comity.law.passing import ORDERED
from comity.law.rule import Input, Version
from comity.law.table import Formula, Table
from comity.law.value import kind_of

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(slots=True)
class _Told:
    """What a rule does with its inputs: the tests it puts to each, and those it uses in a formula."""

    tests: dict[str, dict[Test, None]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def add(self, name: str, tests: Iterable[Test]) -> None:
        self.tests.setdefault(name, {}).update(dict.fromkeys(tests))


class Axes:
    """The axes of the rules of a library, each worked out once."""

    def __init__(self, library: Library) -> None:
        """Take the library."""
        self._library = library
        self._told: dict[str, _Told] = {}
        self._known: dict[tuple[str, str], Axis] = {}

    def of(self, rule: str) -> dict[str, Axis]:
        """The axes of a rule by name, in the order it asks for its inputs."""
        return {name: self.axis(rule, asked) for name, asked in self._library.asked(rule).items()}

    def axis(self, rule: str, asked: Input) -> Axis:
        """One axis of a rule."""
        key = rule, asked.name
        if key not in self._known:
            told = self._rule(rule)
            self._known[key] = axis(asked, told.tests.get(asked.name, ()), asked.name in told.used)
        return self._known[key]

    def tests(self, rule: str, name: str) -> tuple[tuple[Test, ...], bool]:
        """The tests a rule puts to an input, and whether a formula works with the input itself."""
        told = self._rule(rule)
        return tuple(told.tests.get(name, ())), name in told.used

    def _rule(self, rule: str) -> _Told:
        if rule not in self._told:
            told = self._told[rule] = _Told()
            found = self._library.rules[rule]
            if found.day:
                told.add(found.day, (Compared("<", edge) for edge in self._library.edges(rule)))
            for version in found.versions:
                self._version(version, told)
        return self._told[rule]

    def _version(self, version: Version, told: _Told) -> None:
        if isinstance(version.body, Formula):
            return self._tree(version.body.tree, told)
        for place, (_, source) in enumerate(version.body.columns):
            tests = dict.fromkeys(row.tests[place] for row in version.body.rows)
            if isinstance(source, Name) and not source.rule:
                told.add(source.name, tests)
            else:
                self._tree(source, told)
                self._hand_on(source, tests, told)
        for tree in dict.fromkeys(output for row in version.body.rows for output in row.outputs):
            self._tree(tree, told)

    def _hand_on(self, source: Expression, tests: Iterable[Test], told: _Told) -> None:
        """The tests of a column that asks a formula are put to the numbers and days it works with."""
        kinds = {kind_of(mark) for test in tests for mark in constants(test)} & ORDERED
        for name in names_in(source) if kinds else ():
            for each in self._rule(name.rule).used if name.rule else {name.name}:
                told.add(each, tests)

    def _tree(self, tree: Expression, told: _Told) -> None:
        match tree:
            case Name(_, str(full)):
                self._merge(self._rule(full), told)
            case Name(name):
                told.used.add(name)
            case Invoke(full, bindings):
                self._invoked(self._rule(full), bindings, told)
            case Matches(Name(name, None), test):
                told.add(name, [test])
            case Binary(operator, Name(name, None), Literal(value)) if operator in _TURNED:
                told.add(name, [Compared(operator, value)])
            case Binary(operator, Literal(value), Name(name, None)) if operator in _TURNED:
                told.add(name, [Compared(_TURNED[operator], value)])
            case _:
                if isinstance(tree, Binary) and tree.operator in _TURNED:
                    self._compared(tree, told)
                for child in children(tree):
                    self._tree(child, told)

    def _compared(self, tree: Binary, told: _Told) -> None:
        """What a formula compares with a rule is put to the figures of that rule's rows."""
        for one, other in ((tree.left, tree.right), (tree.right, tree.left)):
            if isinstance(other, Name) and other.rule:
                self._hand_on(one, [Compared("<", figure) for figure in self._figures(other.rule)], told)

    def _figures(self, rule: str) -> Iterator[Any]:
        for version in self._library.rules[rule].versions:
            rows = version.body.rows if isinstance(version.body, Table) else ()
            outputs = dict.fromkeys(output for row in rows for output in row.outputs)
            yield from (output.value for output in outputs if isinstance(output, Literal))

    def _merge(self, below: _Told, told: _Told) -> None:
        told.used |= below.used
        for name, tests in below.tests.items():
            told.add(name, tests)

    def _invoked(self, below: _Told, bindings: Iterable[tuple[str, Expression]], told: _Told) -> None:
        for parameter, bound in bindings:
            tests = below.tests.get(parameter, {})
            if isinstance(bound, Name) and not bound.rule:
                told.add(bound.name, tests)
                told.used |= {bound.name} if parameter in below.used else set()
            else:
                self._tree(bound, told)
                self._hand_on(bound, tests, told)
