"""What to ask next: which missing facts can still change an answer, and which of them settles most of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.law.cells import classes
from comity.law.evaluate import evaluate
from comity.law.expression import Binary, Compared, Expression, Invoke, Literal, Matches, Name, Test, children
from comity.law.library import Library
from comity.law.rule import Input, Rule, trees
from comity.law.table import Table
from comity.law.value import Open

_MOST_CLASSES = 64  # answers tried for one question; a fact with more tells enough by these
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact: of its `classes` different answers, how many settle the rule at once."""

    input: Input
    classes: int
    settled: int
    changes: bool


def questions(rule: str, facts: Mapping[str, Any], library: Library, at: Day) -> list[Question]:
    """The missing facts that can still change the answer, the one that settles most first.

    None when the answer is known. Each is tried with one witness of every class of answers that the tables
    and comparisons on its way tell apart.
    """
    value = evaluate(rule, facts, library, at, trace=False).value
    if not isinstance(value, Open):
        return []
    asked = library.asked(rule)
    found = [
        _question(rule, facts, library, at, asked[name]) for name in sorted(value.missing & asked.keys())
    ]
    live = [each for each in found if each.changes]
    return sorted(live, key=lambda each: (-each.settled / each.classes, each.classes, each.input.name))


def _question(rule: str, facts: Mapping[str, Any], library: Library, at: Day, asked: Input) -> Question:
    answers = witnesses(rule, asked, library)[:_MOST_CLASSES]
    values = [evaluate(rule, {**facts, asked.name: w}, library, at, trace=False).value for w in answers]
    settled = sum(not isinstance(value, Open) for value in values)
    changes = settled > 0 or any(_left(value) != _left(values[0]) for value in values)
    return Question(asked, len(values), settled, changes)


def _left(value: Any) -> Any:
    """What is left of a value, apart from what is still missing."""
    return (value.low, value.high, value.options) if isinstance(value, Open) else value


def witnesses(rule: str, asked: Input, library: Library) -> list[Any]:
    """One value of an input for each class that the rule, and all it rests on, tells apart."""
    tests = list(dict.fromkeys(_tests(rule, asked.name, library, set())))
    return list(classes(asked, tests).values())


def _tests(rule: str, name: str, library: Library, seen: set[tuple[str, str]]) -> Iterator[Test]:
    """The tests a rule puts to an input, followed into the rules it rests on and those it calls."""
    if (rule, name) in seen:
        return
    seen.add((rule, name))
    found = library.rules[rule]
    for version in found.versions:
        if isinstance(version.body, Table):
            yield from _of_columns(version.body, name)
        for tree in trees(version):
            yield from _of_tree(found, tree, name, library, seen)


def _of_columns(table: Table, name: str) -> Iterator[Test]:
    for place, (_, source) in enumerate(table.columns):
        if source == Name(name):
            yield from (row.tests[place] for row in table.rows)


def _of_tree(
    rule: Rule, tree: Expression, name: str, library: Library, seen: set[tuple[str, str]]
) -> Iterator[Test]:
    match tree:
        case Name(_, str(full)):
            yield from _tests(full, name, library, seen)
        case Invoke(full, bindings):
            for parameter, bound in bindings:
                if bound == Name(name):
                    yield from _tests(full, parameter, library, seen)
        case Matches(of, test) if of == Name(name):
            yield test
        case Binary(operator, left, Literal(value)) if left == Name(name) and operator in _TURNED:
            yield Compared(operator, value)
        case Binary(operator, Literal(value), right) if right == Name(name) and operator in _TURNED:
            yield Compared(_TURNED[operator], value)
    for child in children(tree):
        yield from _of_tree(rule, child, name, library, seen)
