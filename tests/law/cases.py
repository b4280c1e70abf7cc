"""Cases of a rule made of the cells of its tables: values of every class of its inputs, in covering rows."""

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from math import ceil, floor, prod
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.basis.exact import tidy
from comity.law import ask
from comity.law.cells import classes
from comity.law.evaluate import evaluate
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
)
from comity.law.library import Library
from comity.law.lower import DAY
from comity.law.rule import Input, Rule, Type, trees
from comity.law.table import Table
from comity.law.value import Open
from comity.motor.model import parse_contract
from comity.motor.tariff import Tariff
from tests.law.engines import exact, shipped
from tests.motor.conftest import CAR, OTHER

MOST_CELLS = 6_000  # of one rule; beyond it all pairs of classes and a random choice
RANDOM_CELLS = 300
CASE_DAY = date(2026, 7, 1)  # the day of a case that names none
_WIDE = 60  # facts of a large sheet
_TRIES = 1  # for each line of a sheet
_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
_SOME_DAYS = [date(2024, 2, 29), CASE_DAY]

Axes = Mapping[str, Sequence[Any]]


def cell_cases(rule: str) -> list[dict[str, Any]]:
    """Every cell of the rule's inputs and days of law, missing facts (None) included.

    Where there are more than MOST_CELLS: rows in which every two classes of every two inputs meet, and
    seeded random cells that lack at most two facts, so that most of those have an answer.
    """
    known = {name: _values(rule, asked) for name, asked in shipped().asked(rule).items()}
    axes: Axes = {name: [*values, None] for name, values in known.items()} | {DAY: eras(rule)}
    if prod(map(len, axes.values())) <= MOST_CELLS:
        return [dict(zip(axes, row, strict=True)) for row in product(*axes.values())]
    chance = random.Random(rule)
    rows = [dict(zip(axes, row, strict=True)) for row in covering([*axes.values()])]
    known[DAY] = [*axes[DAY]]
    if usual := _usual(rule, len(known)):
        return rows + [*_near(usual, known, chance)]
    return rows + [_drawn(known, chance) for _ in range(RANDOM_CELLS)]


def _drawn(known: Axes, chance: random.Random) -> dict[str, Any]:
    row = {name: chance.choice(values) for name, values in known.items()}
    facts = sorted(known.keys() - {DAY})
    return row | dict.fromkeys(chance.sample(facts, min(len(facts), chance.randrange(3))))


def covering(axes: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Rows in which every two values of every two axes meet."""
    sizes = [len(values) for values in axes]
    large = [place for place, size in enumerate(sizes) if size > _BASES[-1]]
    small = max((size for size in sizes if size <= _BASES[-1]), default=1)
    base = next(prime for prime in _BASES if prime >= small)
    levels = [*_stacked(base, len(axes))]
    for place in large:
        levels += [_beside(place, n, step, sizes) for n in range(sizes[place]) for step in range(small)]
    for place, other in ((a, b) for a in large for b in large if a < b):
        for mine, its in product(range(sizes[place]), range(sizes[other])):
            row = _beside(place, mine, its, sizes)
            levels.append([its if n == other else level for n, level in enumerate(row)])
    for row in levels:
        yield tuple(values[level % len(values)] for values, level in zip(axes, row, strict=True))


def _beside(place: int, mine: int, step: int, sizes: Sequence[int]) -> list[int]:
    return [mine if n == place else step + mine for n in range(len(sizes))]


def _stacked(base: int, width: int) -> Iterator[list[int]]:
    """An orthogonal array of base + 1 columns, once for each digit of the column's number.

    Two columns differ in some digit, and in the rows of that digit all pairs of levels meet.
    """
    digits, size = 1, base + 1
    while size < width:
        digits, size = digits + 1, size * (base + 1)
    for digit in range(digits):
        places = [column // (base + 1) ** digit % (base + 1) for column in range(width)]
        for a, b in product(range(base), repeat=2):
            yield [a if place == base else (a * place + b) % base for place in places]


def eras(rule: str) -> list[Day]:
    """A day of each era of the law the rule rests on: its first, and the last before the first edge."""
    edges = shipped().edges(rule)
    before = [date.fromordinal(edges[0].toordinal() - 1)] if edges and edges[0] > date.min else []
    return [*before, *edges] or [_SOME_DAYS[1]]


def _is_sheet(rule: str) -> bool:
    return bool(shipped().packs[shipped().rules[rule].pack].one("sheet"))


def _values(rule: str, asked: Input) -> list[Any]:
    """One allowed value of each class; of numbers the ends of what is allowed too."""
    if _is_sheet(rule):
        values = [*classes(asked, sheet_tests(shipped().rules[rule].pack).get(asked.name, ())).values()]
    else:
        values = ask.witnesses(rule, asked, shipped())
    if asked.type in (Type.NUMBER, Type.INTEGER):
        values += [end for end in constants(asked.allowed) if asked.takes(end)]
    if asked.type is Type.DATE:
        values += _SOME_DAYS
    return list(dict.fromkeys(map(exact, values)))


@cache
def sheet_tests(pack: str) -> dict[str, list[Test]]:
    """The tests that the rules of one requirement sheet put to its inputs, in one walk over the sheet."""
    return _tests_of(rule for rule in shipped().rules.values() if rule.pack == pack)


@cache
def _called_tests(rule: str) -> dict[str, list[Test]]:
    return _tests_of(shipped().rules[name] for name in shipped().rests_on(rule))


def _tests_of(rules: Iterable[Rule]) -> dict[str, list[Test]]:
    found: dict[str, list[Test]] = {}
    for version in (version for rule in rules for version in rule.versions):
        if isinstance(version.body, Table):
            for place, (_, source) in enumerate(version.body.columns):
                if isinstance(source, Name) and source.rule is None:
                    found.setdefault(source.name, []).extend(row.tests[place] for row in version.body.rows)
        for tree in trees(version):
            _collect(tree, found)
    return {name: list(dict.fromkeys(tests)) for name, tests in found.items()}


def _collect(tree: Expression, found: dict[str, list[Test]]) -> None:
    match tree:
        case Matches(Name(name, None), test):
            found.setdefault(name, []).append(test)
        case Binary(operator, Name(name, None), Literal(value)) if operator in "<=>=!=":
            found.setdefault(name, []).append(Compared(operator, value))
        case Invoke(full, bindings):
            for parameter, bound in bindings:
                if isinstance(bound, Name) and bound.rule is None:
                    found.setdefault(bound.name, []).extend(_called_tests(full).get(parameter, ()))
    for child in children(tree):
        _collect(child, found)


@cache
def walked_rules() -> tuple[str, ...]:
    """The shipped rules whose cells are walked.

    All but the lines of requirement sheets that differ from a walked line of their sheet only in names and
    numbers, and in sheets of more than _WIDE facts those that ask for so many: they are walked inside the
    totals of their sheet, `points` and `met`, which rest on every line.
    """
    library, seen = shipped(), set[tuple[str, str]]()
    found = []
    for name, rule in sorted(library.rules.items()):
        if library.packs[rule.pack].one("sheet"):
            if len(library.asked(name)) > _WIDE and not name.endswith((".points", ".met")):
                continue
            likeness = rule.pack, _likeness(rule)
            if likeness in seen:
                continue
            seen.add(likeness)
        found.append(name)
    return tuple(found)


def _likeness(rule: Rule) -> str:
    """The bodies of a rule with its names numbered and without its numbers; of a group, that it is one."""
    if ".group." in f".{rule.section}":
        return re.sub(r"group\..*", "group", rule.section)
    told: list[Any] = []
    for version in rule.versions:
        body = version.body
        if isinstance(body, Table):
            sources = [source for _, source in body.columns]
            told += [version.span, body.hit, sources, [(r.tests, r.outputs, r.span) for r in body.rows]]
        else:
            told += [version.span, body.tree]
    names: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        own, kind = match[2], match[2].rpartition(".")[2] if match[1] == "rule" else ""
        return f"{match[1]}={names.setdefault(own, str(len(names)))}{kind if own.count('.') > 1 else ''}"

    return re.sub(r"value=-?\d+", "#", re.sub(r"(name|rule)='([^']*)'", numbered, repr(told)))


@cache
def ordinary(rule: str) -> Mapping[str, Any]:
    """Facts of a requirement sheet by which its total is known: lines are filled in while it stays so."""
    known = {name: _values(rule, asked) for name, asked in shipped().asked(rule).items()}
    facts: dict[str, Any] = {}
    for name, values in known.items():
        facts[name] = "no" if name.endswith(".done") else False if values[0] in (True, False) else None
    chance, lines = random.Random(rule), sorted({name.rpartition(".")[0] for name in known} - {""})
    for line in lines * _TRIES:
        told = facts | {
            name: chance.choice(values) for name, values in known.items() if name.startswith(f"{line}.")
        }
        if not isinstance(value_of_case(rule, told | {DAY: eras(rule)[-1]}), Open | InputError):
            facts = told
    return facts


def _usual(rule: str, size: int) -> Mapping[str, Any]:
    """Facts by which a rule of many inputs is known: most random cases of it would be open or refused."""
    for state, facts in (("ru", CAR), ("by", OTHER)):
        tariff = Tariff.of(shipped(), state)
        if shipped().asked(rule).keys() <= shipped().asked(tariff.premium).keys():
            return parse_contract(facts, tariff).facts
    if not _is_sheet(rule) or size < _BASES[4]:
        return {}
    totals = [name for name in shipped().rules if name.endswith((".points", ".met"))]
    above = [name for name in totals if shipped().asked(rule).keys() <= shipped().asked(name).keys()]
    return ordinary(min(above or [rule], key=lambda name: len(shipped().asked(name))))


def near_usual(rule: str, many: int) -> list[dict[str, Any]]:
    """So many random cases of a rule, near usual facts where it has many inputs; missing ones among them."""
    known = {name: [*_values(rule, asked), None] for name, asked in shipped().asked(rule).items()}
    chance = random.Random(f"{rule} {many}")
    axes: Axes = known | {DAY: eras(rule)}
    for name, asked in shipped().asked(rule).items():
        if asked.type in (Type.NUMBER, Type.INTEGER):
            known[name] += _between(asked, known[name], chance)
    return [*_near(_usual(rule, len(known)), axes, chance, many)]


def _between(asked: Input, values: Sequence[Any], chance: random.Random) -> list[Any]:
    """Random numbers among those of an input, in hundredths."""
    numbers = [value for value in values if value is not None]
    low, high = floor(min(numbers)), ceil(max(numbers)) + 1
    step = 1 if asked.type is Type.INTEGER else 100
    return [exact(Fraction(chance.randrange(low * step, high * step), step)) for _ in range(200)]


def _near(
    usual: Mapping[str, Any], known: Axes, chance: random.Random, many: int = RANDOM_CELLS
) -> Iterator[dict[str, Any]]:
    """The usual facts with up to six of them changed, on any day of law; any facts where there are none."""
    for _ in range(many):
        if not usual:
            yield {name: chance.choice(values) for name, values in known.items()}
            continue
        row = {name: usual.get(name) for name in known} | {DAY: chance.choice(known[DAY])}
        for name in chance.sample(sorted(known), min(len(known), chance.randrange(7))):
            row[name] = chance.choice(known[name])
        yield row


def facts_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of one row of a batch, exact, without those that are missing."""
    told = {name: value for name, value in row.items() if value is not None}
    return {name: tidy(Fraction(v)) if isinstance(v, Decimal) else v for name, v in told.items()}


def known_or_none(value: Any) -> Any:
    """A value that is known; None for one that is open or refused."""
    return None if isinstance(value, Open | InputError) else value


def value_of_case(rule: str, case: Mapping[str, Any], library: Library | None = None) -> Any:
    """What `evaluate` says of a case with its day: a value, Open, or the InputError of a refused fact."""
    facts = {name: value for name, value in case.items() if value is not None and name != DAY}
    try:
        return evaluate(rule, facts, library or shipped(), case.get(DAY, CASE_DAY), trace=False).value
    except InputError as fault:
        return fault
