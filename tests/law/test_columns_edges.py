"""Columns at their edges: bounds, ties on half kopecks, and the widths of numbers, on every engine."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest

from comity.law.columns import Columns
from comity.law.library import Library
from comity.law.lowered import NotColumnarError
from comity.law.sql import DIALECTS
from tests.law.cases import CASE_DAY, facts_of, known_or_none, value_of_case
from tests.law.engines import by_sql, lowered

ENGINES = ("numpy", "duckdb", "postgres", "spark")
LAW = """# Edges
pack: aa/edges

## tax
inputs: base: number [0..1000000]; rate: number [0..10]
= round half up(base * rate, 2)

## band
inputs: n: integer [-1024..1024]
hit: U

| n            | band |
|--------------|------|
| < -512       | -1   |
| [-512..0)    | 0    |
| [0..64]      | 1    |
| (64..1023]   | 2    |
| > 1023       | 3    |

## kept
inputs: n: integer [-9223372036854775807..9223372036854775807]
= n

## beyond
inputs: n: integer [-100000000000000000000..100000000000000000000]
= n

## hundredfold
inputs: n: integer
= n * 100

## shared
inputs: n: integer; k: integer [0..3]
= round half up(n / by(k: k), 2) + with(k: k)

## by
inputs: k: integer [0..3]
hit: U

| k    | out |
|------|-----|
| 0    | 3   |
| 1    | 7   |
| >= 2 | 11  |

## with
inputs: k: integer [0..3]
hit: U

| k    | out |
|------|-----|
| 0    | 3   |
| 1    | 6   |
| >= 2 | 1   |

## product
inputs: a: integer [0..4294967296]; b: integer [0..4294967296]
= floor(a * b / 4294967296)

## lane
inputs: a: integer [0..999999999999]; b: integer [0..999999999999]; c: integer [0..999999999999]
= round half even(a * b * c / 1000000000000000000000000, 0)

## vast
inputs: a: integer [0..999999999999999]; b: integer [0..999999999999999]; c: integer [0..999999999999999]
= round half up(a * b * c / 1000000000000000000000000000000, 0)

"""


@pytest.fixture(scope="module")
def edges() -> Library:
    return Library.from_texts({"aa/edges.md": LAW})


def equal_on(
    name: str, rule: str, columns: Mapping[str, pa.Array], library: Library, request: pytest.FixtureRequest
) -> None:
    """NumPy answers as `evaluate` on all rows; an SQL engine on all rows that lack no fact."""
    told = pa.record_batch([*columns.values()], names=[*columns])
    wanted = [known_or_none(value_of_case(rule, facts_of(row), library)) for row in told.to_pylist()]
    if name == "numpy":
        answers = Columns(rule, library).answers(told, CASE_DAY)
        assert [answers.value(row) for row in range(told.num_rows)] == wanted
        return
    sure, _ = by_sql(request.getfixturevalue(name), rule, library, plain(told), CASE_DAY)
    full = {row for row, case in enumerate(told.to_pylist()) if None not in case.values()}
    known = {row: value for row, value in enumerate(wanted) if value is not None}
    assert {row: sure[row] for row in sure.keys() & full} == {row: known[row] for row in known.keys() & full}
    assert sure.items() <= known.items()  # what is known without a fact, the engine may leave


def plain(told: pa.RecordBatch) -> pa.RecordBatch:
    """The batch as an engine takes it: text instead of dictionaries."""
    columns = [c.cast(pa.string()) if pa.types.is_dictionary(c.type) else c for c in told.columns]
    return pa.record_batch(columns, names=told.schema.names)


def integers(*values: int | None) -> pa.Array:
    return pa.array(values, pa.int64())


def decimals(values: Sequence[Decimal | None], scale: int = 4) -> pa.Array:
    return pa.array(values, pa.decimal128(24, scale))


@pytest.mark.parametrize("name", ENGINES)
def test_half_kopecks_made_from_the_factors_round_as_named(
    name: str, edges: Library, request: pytest.FixtureRequest
) -> None:
    """For a rate, the bases that leave exactly half a kopeck, and a step of the base beside each."""
    base: list[Decimal | None] = []
    rate: list[Decimal | None] = []
    chance = random.Random(50)
    for factor in ("0.5", "0.25", "1.5", "2.5", "0.0005", "1.25", "3.125", "9.375", "0.1", "1"):
        exact = Fraction(factor)
        for _ in range(60):
            # base = (n + 1/2) kopecks / rate; kept where four decimal places hold it.
            tie = Fraction(2 * chance.randrange(10**7) + 1, 200) / exact
            if (tie * 10_000).denominator == 1 and tie <= 1_000_000:
                near = Decimal((tie * 10_000).numerator) / 10_000
                base += [near, near - Decimal("0.0001"), near + Decimal("0.0001")]
                rate += [Decimal(factor)] * 3
    assert len(base) > 300
    equal_on(name, "aa/edges.tax", {"base": decimals(base), "rate": decimals(rate)}, edges, request)


@pytest.mark.parametrize("name", ENGINES)
def test_values_at_every_bound_and_one_beside_it(
    name: str, edges: Library, request: pytest.FixtureRequest
) -> None:
    marks = [-1024, -512, -1, 0, 1, 63, 64, 512, 1023, 1024]
    near = sorted({mark + by for mark in marks for by in (-1, 0, 1)})
    equal_on(name, "aa/edges.band", {"n": integers(*near, None)}, edges, request)
    values = [Decimal(0), Decimal(10), Decimal("10.0001"), Decimal("-0.0001"), None]
    ends = [Decimal(0), Decimal(1_000_000), Decimal("1000000.0001"), Decimal("-0.0001"), None]
    pairs = [(base, rate) for base in ends for rate in values]
    columns = {"base": decimals([a for a, _ in pairs]), "rate": decimals([b for _, b in pairs])}
    equal_on(name, "aa/edges.tax", columns, edges, request)


@pytest.mark.parametrize("end", [0, 1, 255, 256, 1023, 1024])
def test_a_column_that_ends_at_a_power_of_two_keeps_its_last_value(
    end: int, edges: Library, request: pytest.FixtureRequest
) -> None:
    """The bounds of a column are taken to a power of two: its own ends must stay inside."""
    for values in ([end], [-end], [end - 1, end], [-end, end], [-end - 1]):
        equal_on("numpy", "aa/edges.band", {"n": integers(*values)}, edges, request)


@pytest.mark.parametrize("name", ENGINES)
def test_products_just_under_and_just_over_64_bits(
    name: str, edges: Library, request: pytest.FixtureRequest
) -> None:
    sides = [2**31, 2**32, 2**32 - 1, 3_037_000_499, 3_037_000_500, 1, 0]
    for most in (3_037_000_499, 2**32):
        pairs = [(a, b) for a in sides for b in sides if max(a, b) <= most]
        columns = {"a": integers(*(a for a, _ in pairs)), "b": integers(*(b for _, b in pairs))}
        if name == "spark" and refuses(name, "aa/edges.product", columns, edges):
            continue
        equal_on(name, "aa/edges.product", columns, edges, request)


def refuses(name: str, rule: str, columns: Mapping[str, pa.Array], library: Library) -> bool:
    """Whether the engine refuses the rule for these columns, by its name and not by a wrong answer."""
    told = pa.record_batch([*columns.values()], names=[*columns])
    try:
        lowered(rule, library, told, CASE_DAY).query(name, "cases")
    except NotColumnarError:
        return True
    return False


@pytest.mark.parametrize("name", ENGINES)
def test_lanes_of_128_bits_are_exact_and_wider_ones_are_refused(
    name: str, edges: Library, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(128)
    for rule, most in (("aa/edges.lane", 999_999_999_999), ("aa/edges.vast", 999_999_999_999_999)):
        values = [[most, most - 1, 1, 0, 500_000_000_000, chance.randrange(most)] for _ in "abc"]
        columns = {
            side: integers(*own[n:], *own[:n])
            for n, (side, own) in enumerate(zip("abc", values, strict=True))
        }
        if name != "numpy" and refuses(name, rule, columns, edges):
            assert rule == "aa/edges.vast" or name == "spark", (name, rule)
            continue
        equal_on(name, rule, columns, edges, request)


def test_no_dialect_writes_what_38_digits_do_not_hold(edges: Library) -> None:
    columns = {side: integers(999_999_999_999_999) for side in "abc"}
    assert [name for name in DIALECTS if not refuses(name, "aa/edges.vast", columns, edges)] == []


@pytest.mark.parametrize("rule", ["aa/edges.kept", "aa/edges.beyond"])
@pytest.mark.parametrize("ends", [[2**62 - 1, -(2**62) + 1], [2**62], [2**63 - 1], [1 - 2**63]])
@pytest.mark.parametrize("missing", [[], [None]])
def test_the_whole_range_of_64_bits_is_answered(
    rule: str, ends: list[int], missing: list[None], edges: Library
) -> None:
    values = [*ends, *missing]
    told = pa.record_batch([integers(*values)], names=["n"])
    answers = Columns(rule, edges).answers(told, CASE_DAY)
    assert [answers.value(row) for row in range(len(values))] == values


def test_an_answer_of_more_than_64_bits_is_told_as_no_plan(edges: Library) -> None:
    """The shape of the first rows has a plan; a later row's answer does not fit it."""
    columns = Columns("aa/edges.hundredfold", edges)
    told = pa.record_batch([integers(*range(6_000), 2**60)], names=["n"])
    columns.answers(told.slice(0, 6_000), CASE_DAY)
    with pytest.raises(NotColumnarError, match="beyond 64 bits"):
        columns.answers(told, CASE_DAY)


def test_a_divisor_from_a_table_divides_beside_another_table(
    edges: Library, request: pytest.FixtureRequest
) -> None:
    told = {"n": integers(1, 20, 300, -4_000, None), "k": integers(0, 1, 2, 3, 1)}
    equal_on("numpy", "aa/edges.shared", told, edges, request)
