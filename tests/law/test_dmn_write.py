"""The independent check: FEEL mode answers the exported model as the packs' own evaluator does."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.feel.calendar import DAY, Date, Months, Nanos
from comity.feel.value import DECIMAL128, alike, number
from comity.feel.zones import iana
from comity.goods.lower import SHAPE
from comity.law.dmn_pack import pack_text
from comity.law.dmn_read import read_model
from comity.law.dmn_run import run_model
from comity.law.dmn_write import EDITIONS, name_of, write_model
from comity.law.evaluate import Result, evaluate
from comity.law.expression import Name, constants
from comity.law.library import Library
from comity.law.rule import Input, Type
from comity.law.table import Table
from comity.law.value import Duration

ROOT = Path(__file__).parents[2] / "packs"
DAYS = (date(2025, 1, 15), date(2026, 11, 21))
CASES = 20  # for each rule and day; the seed is fixed, so a failure is met again
MOST_INPUTS = 12
FRONT = "# Read back\npack: back\ncite: as in the model\nchecked: 2026-11-21\nconfidence: B"
DEFAULT = "<defaultOutputEntry><text>1</text></defaultOutputEntry>"
ALL_HITS = """# Every form of table and formula
pack: forms
cite: invented
checked: 2026-11-21
confidence: C
in force: 2020-01-01 ..

## best
hit: P
priority: "b", "a"
inputs: n: number > -10; word: text ("x", "y|z", "q")

| n       | word          | best |
|---------|---------------|------|
| [0..5)  | -             | "a"  |
| != 7    | not("q", "x") | "b"  |
| > 5, -1 | "x"           | "a"  |

## all
hit: C
inputs: n: number > -10

| n    | all    |
|------|--------|
| > 0  | n      |
| > 3  | n * 2  |
| > 30 | -n / 4 |

## two
hit: F
inputs: code: text; sure: boolean

| code                   | sure | first | other            |
|------------------------|------|-------|------------------|
| starts with(?, "28.")  | true | 1     | date("2024-02-29") |
| -                      | -    | 2 / 3 | date("2024-03-31") |

## many
inputs: n: number > -10; sure: boolean; code: text

= if sure and not(n in (1, > 5, [2..3])) or n between -5 and 0
  then round half even(two.first * sum(all), 1)
  else max(count(all), abs(-n) + 1, floor(n / 3)) - (n - 1 - 2)

## later
inputs: code: text; sure: boolean

= two.other + duration("P1M") - duration("P3D") > date(2024, 3, 28) and two.other.day > 1

## called
inputs: a: number; b: number

= round up(a / b, 2) + (a - (b - a)) * -a

## caller
inputs: n: number > -10

= called(a: n + 1, b: n * n + 1) / called(a: 2, b: 3)
"""


@pytest.fixture(scope="module")
def library() -> Library:
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.md")}
    return Library.from_texts(texts | {"forms.md": ALL_HITS}, [SHAPE], draft=True)


def feel(value: Any) -> Any:
    """A value of the packs as FEEL has it."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Fraction):
        return DECIMAL128.divide(Decimal(value.numerator), Decimal(value.denominator))
    if isinstance(value, date):
        return Date(value.year, value.month, value.day)
    if isinstance(value, Duration):
        return Nanos(value.days * DAY) if value.days else Months(value.months)
    if isinstance(value, tuple):
        return [feel(item) for item in value]
    return {key: feel(item) for key, item in value.items()}


def agree(found: Any, told: Any) -> bool:
    """Equal, or apart by what 34 digits cannot hold; the two durations of nothing are one to packs."""
    if isinstance(found, Decimal) and isinstance(told, Decimal):
        return abs(found - told) <= abs(told) * Decimal("1e-30")
    if isinstance(found, list) and isinstance(told, list):
        return len(found) == len(told) and all(map(agree, found, told))
    if isinstance(found, dict) and isinstance(told, dict):
        return found.keys() == told.keys() and all(agree(item, told[key]) for key, item in found.items())
    return alike(found, told, iana) or {found, told} == {Months(0), Nanos(0)}


def candidates(library: Library, rule: str, asked: Input, day: date) -> list[Any]:
    """Values of every class the rule's tables split the input into, and some ordinary ones."""
    if any(library.rules[name].day == asked.name for name in library.rests_on(rule)):
        return [day]
    marks = list(constants(asked.allowed))
    for name in library.rests_on(rule):
        for version in library.rules[name].versions:
            if isinstance(version.body, Table):
                for place, (_, source) in enumerate(version.body.columns):
                    if isinstance(source, Name) and source.name == asked.name:
                        marks += [mark for row in version.body.rows for mark in constants(row.tests[place])]
    near = {mark + by for mark in marks if type(mark) in (int, Fraction) for by in (-1, 0, 1)}
    plain: dict[Type, list[Any]] = {
        Type.TEXT: ["", "quay"],
        Type.NUMBER: [0, 1, Fraction(5, 2), 1000],
        Type.INTEGER: [0, 1, 30],
        Type.BOOLEAN: [True, False],
        Type.DATE: [day, date(2026, 1, 31)],
        Type.DURATION: [Duration(6), Duration(0, 30)],
    }
    return [value for value in {*marks, *near, *plain[asked.type]} if taken(asked, value)]


def taken(asked: Input, value: Any) -> bool:
    try:
        asked.check(value)
    except InputError:
        return False
    return True


def cases(library: Library, rule: str, day: date) -> Iterator[tuple[dict[str, Any], Result]]:
    """Cases the packs answer without a gap on the way: past a gap a pack reasons on, FEEL has only null."""
    random = Random(f"{rule} {day}")
    values = {
        name: sorted(candidates(library, rule, each, day), key=str)
        for name, each in library.asked(rule).items()
    }
    for _ in range(CASES):
        facts = {name: random.choice(found) for name, found in values.items()}
        result = evaluate(rule, facts, library, day, trace=False)
        if result.status == "determined" and not result.silent:
            yield facts, result


def ordinary(library: Library, part: str) -> list[str]:
    """The rules of a part of the packs that ask for a few facts; of very many alike, every twentieth."""
    own = [
        name
        for name in sorted(library.rules)
        if name.startswith(part) and len(library.asked(name)) <= MOST_INPUTS
    ]
    return own if len(own) < 150 else own[::20]


PARTS = ("by/", "ru/goods/", "ru/motor", "union/", "forms")


@pytest.mark.parametrize("part", PARTS)
def test_the_exported_model_answers_as_the_pack_does(library: Library, part: str) -> None:
    wrong, count = [], 0
    for rule in ordinary(library, part):
        for day in DAYS:
            model = read_model(write_model(library, [rule], day))
            for facts, result in cases(library, rule, day):
                told = {name_of(name): feel(value) for name, value in facts.items()}
                outcome = run_model([model], name_of(rule), told)
                count += 1
                if not agree(outcome.value, feel(result.value)):
                    wrong.append((rule, day, facts, result.value, outcome))
    assert wrong == []
    assert count > 10


@pytest.mark.parametrize("part", PARTS)
def test_a_model_read_back_is_the_same_law(library: Library, part: str) -> None:
    wrong, count = [], 0
    for rule in ordinary(library, part):
        for day in DAYS:
            if any(library.rules[name].on(day) is None for name in library.rests_on(rule)):
                continue
            text = pack_text(read_model(write_model(library, [rule], day)), FRONT)
            back = Library.from_texts({"back.md": text}, draft=True)
            for facts, result in cases(library, rule, day):
                asked = back.asked(f"back.{name_of(rule)}")  # on one day a rule may ask less than over all
                told = {key: value for name, value in facts.items() if (key := name_of(name)) in asked}
                count += 1
                found = evaluate(f"back.{name_of(rule)}", told, back, day, trace=False).value
                if found != result.value:
                    wrong.append((rule, day, facts, result.value, found))
    assert wrong == []
    assert count > 10


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_named_by_its_namespace(library: Library, edition: str) -> None:
    written = write_model(library, ["forms.best"], DAYS[1], edition)
    assert EDITIONS[edition].encode() in written
    model = read_model(written)
    assert model.namespace == "urn:comity:law:2026-11-21"
    outcome = run_model([model], "forms_best", {"n": number(1), "word": "y|z"})
    assert outcome.value == "b"


def test_an_unknown_edition_is_refused(library: Library) -> None:
    with pytest.raises(InputError, match=r"feel\.edition"):
        write_model(library, ["forms.best"], DAYS[1], "0.9")


def test_a_day_before_the_law_gives_null(library: Library) -> None:
    outcome = run_model(
        [read_model(write_model(library, ["forms.all"], date(1999, 1, 1)))], "forms_all", {"n": number(4)}
    )
    assert outcome.value is None


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        ("<context/>", "a decision table or a literal expression"),
        ("<literalExpression><text>null</text></literalExpression>", "a gap instead of null"),
        ('<decisionTable hitPolicy="LUCKY"/>', "a hit policy"),
        (
            "<decisionTable><output><defaultOutputEntry><text>1</text></defaultOutputEntry></output></decisionTable>",
            "no default",
        ),
    ],
)
def test_what_a_pack_cannot_say_is_refused_by_name(logic: str, expected: str) -> None:
    model = read_model(f'<definitions><decision id="d" name="d">{logic}</decision></definitions>'.encode())
    with pytest.raises(InputError, match=r"feel\.not_law") as refused:
        pack_text(model, FRONT)
    assert expected in str(refused.value)
