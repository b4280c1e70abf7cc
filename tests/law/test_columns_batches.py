"""Batches of odd form: no rows, the edge of a chunk, odd dictionaries, slices, decimals of every scale."""

import random
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from comity.basis.errors import InputError
from comity.law.columns import Columns
from comity.law.library import Library
from comity.law.ready import Ready
from comity.law.vector import CHUNK
from tests.law.cases import CASE_DAY, facts_of, known_or_none, value_of_case

LAW = """# Batches
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

## label
inputs: k: text ("a", "b", "c")
hit: U

| k   | n |
|-----|---|
| "a" | 1 |
| "b" | 2 |
| "c" | 3 |

## tenfold
inputs: n: integer
= n * 10

## kinds
inputs: k: text; b: boolean; d: date; n: number [-5..5]
= if b and k != "x" then d.year + n else if k = "x" then n else 0 - n
"""


@pytest.fixture(scope="module")
def edges() -> Library:
    return Library.from_texts({"aa/edges.md": LAW})


def integers(*values: int | None) -> pa.Array:
    return pa.array(values, pa.int64())


def decimals(values: list[Decimal | None], scale: int) -> pa.Array:
    return pa.array(values, pa.decimal128(24, scale))


@pytest.mark.parametrize("rows", [0, 1, 2])
@pytest.mark.parametrize("rule", ["band", "label", "kinds", "tax"])
def test_batches_of_no_row_one_row_and_only_missing_rows(rule: str, rows: int, edges: Library) -> None:
    arrow = {"text": pa.string(), "number": pa.decimal128(24, 4), "integer": pa.int64()}
    arrow |= {"boolean": pa.bool_(), "date": pa.date32()}
    asked = edges.asked(f"aa/edges.{rule}")
    arrays = [pa.array([None] * rows, arrow[each.type.value]) for each in asked.values()]
    answers = Columns(f"aa/edges.{rule}", edges).answers(pa.record_batch(arrays, names=[*asked]), CASE_DAY)
    assert [answers.value(row) for row in range(rows)] == [None] * rows
    assert all(answers.told[reason].startswith("undetermined") for reason in answers.reasons)


@pytest.mark.parametrize("rows", [CHUNK - 1, CHUNK, CHUNK + 1])
def test_rows_at_the_edge_of_a_chunk_keep_their_answers(rows: int, edges: Library) -> None:
    values = [None if n % 1_000 == 7 else n % 2_049 - 1_024 for n in range(rows)]
    answers = Columns("aa/edges.band", edges).answers(
        pa.record_batch([integers(*values)], names=["n"]), CASE_DAY
    )
    cells = {n: known_or_none(value_of_case("aa/edges.band", {"n": n}, edges)) for n in set(values)}
    wrong = [row for row, value in enumerate(values) if answers.value(row) != cells[value]]
    assert wrong == []


def test_a_missing_code_is_masked_and_never_read_as_the_first_label(edges: Library) -> None:
    """A null's code is whatever lies there: clipped into the labels it would name a valid cell."""
    for garbage in (0, 2, 127, -1):
        codes = pa.array([0, garbage, 2], pa.int8(), mask=_mask([False, True, False]))
        told = pa.DictionaryArray.from_arrays(codes, pa.array(["a", "b", "c"]), safe=False)
        answers = Columns("aa/edges.label", edges).answers(pa.record_batch([told], names=["k"]), CASE_DAY)
        assert [answers.value(row) for row in range(3)] == [1, None, 3]
        assert answers.told[answers.reasons[1]] == "undetermined: k"


def _mask(missing: list[bool]) -> Any:
    return pa.array(missing).to_numpy(zero_copy_only=False)


DICTIONARIES: dict[str, tuple[list[str | None], list[int | None]]] = {
    "unused labels": (["c", "nobody", "b", "a", "unused"], [0, 2, 3, None]),
    "repeated labels": (["a", "a", "b", "c", "b"], [0, 1, 2, 3, 4, None]),
    "a null among the labels": (["a", None, "c"], [0, 1, 2, None]),
    "a label not allowed": (["a", "z"], [0, 1, None]),
    "no labels": ([], [None, None]),
}


@pytest.mark.parametrize("told", DICTIONARIES)
def test_odd_dictionaries_answer_as_plain_text(told: str, edges: Library) -> None:
    labels, codes = DICTIONARIES[told]
    odd = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(labels, pa.string()))
    texts = [None if code is None else labels[code] for code in codes]
    answers = Columns("aa/edges.label", edges).answers(pa.record_batch([odd], names=["k"]), CASE_DAY)
    wanted = [known_or_none(value_of_case("aa/edges.label", {"k": text}, edges)) for text in texts]
    assert [answers.value(row) for row in range(len(texts))] == wanted


@pytest.mark.parametrize("lane", [pa.uint8(), pa.int8()])
def test_a_dictionary_as_large_as_its_places_answers_as_plain_text(lane: pa.DataType, edges: Library) -> None:
    """There is no place of that type left for a row that has no label."""
    labels = ["a", "b", "c", *(f"n{n}" for n in range(2 ** (lane.bit_width - (lane == pa.int8())) - 3))]
    odd = pa.DictionaryArray.from_arrays(pa.array([2, None, 5, 0], lane), pa.array(labels))
    answers = Columns("aa/edges.label", edges).answers(pa.record_batch([odd], names=["k"]), CASE_DAY)
    assert [answers.value(row) for row in range(4)] == [3, None, None, 1]


def test_a_dictionary_of_numbers_is_no_text(edges: Library) -> None:
    odd = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array([5, 6]))
    with pytest.raises(InputError, match="law.column.type"):
        Columns("aa/edges.label", edges).answers(pa.record_batch([odd], names=["k"]), CASE_DAY)


@pytest.mark.parametrize("lane", [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)])
def test_whole_numbers_of_every_type_answer_as_one_case(lane: str, edges: Library) -> None:
    """With rows that have none, and in a later batch beyond what the first one had."""
    columns = Columns("aa/edges.tenfold", edges)
    for values in ([1, 2, 3], [1, None, 127], [100, 4, 5]):
        told = pa.record_batch([pa.array(values, pa.type_for_alias(lane))], names=["n"])
        answers = columns.answers(told, CASE_DAY)
        wanted = [None if value is None else value * 10 for value in values]
        assert [answers.value(row) for row in range(3)] == wanted


@pytest.mark.parametrize("kind", [pa.decimal32(9, 2), pa.decimal64(18, 2), pa.decimal256(50, 2)])
def test_decimals_of_every_width_answer_as_one_case(kind: pa.DataType, edges: Library) -> None:
    told = pa.record_batch([pa.array([Decimal(7), None, Decimal("0.25")], kind)] * 2, names=["base", "rate"])
    answers = Columns("aa/edges.tax", edges).answers(told, CASE_DAY)
    assert [answers.value(row) for row in range(3)] == [49, None, known_or_none(Decimal("0.06"))]


@pytest.mark.parametrize("start", [0, 1, 3, 8, 13])
def test_a_slice_answers_as_the_rows_it_shows(start: int, edges: Library) -> None:
    """Arrays with an offset, of every type: text, dictionary, truth bits, dates, decimals of 128 bits."""
    chance = random.Random(start)
    rows = [
        {
            "k": chance.choice(["x", "y", None]),
            "b": chance.choice([True, False, None]),
            "d": chance.choice([CASE_DAY, CASE_DAY.replace(year=1969), None]),
            "n": chance.choice([Decimal("-4.5"), Decimal("0.0001"), Decimal(5), None]),
        }
        for _ in range(40)
    ]
    types = {"k": pa.string(), "b": pa.bool_(), "d": pa.date32(), "n": pa.decimal128(38, 4)}
    whole = {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
    for each in (whole, whole | {"k": whole["k"].dictionary_encode()}):
        told = pa.record_batch([*each.values()], names=[*each]).slice(start, 17)
        answers = Columns("aa/edges.kinds", edges).answers(told, CASE_DAY)
        for place, row in enumerate(rows[start : start + 17]):
            assert answers.value(place) == known_or_none(
                value_of_case("aa/edges.kinds", facts_of(row), edges)
            )


@pytest.mark.parametrize("scale", [0, 1, 6, 12])
def test_decimals_of_every_scale_are_read_exactly(scale: int, edges: Library) -> None:
    values = [Decimal(7), Decimal("999999.5") if scale else Decimal(999_999), None, Decimal(0)]
    told = {"base": decimals(values, scale), "rate": decimals([Decimal(3)] * 4, scale)}
    answers = Columns("aa/edges.tax", edges).answers(
        pa.record_batch([*told.values()], names=[*told]), CASE_DAY
    )
    wanted = [
        None if v is None else value_of_case("aa/edges.tax", facts_of({"base": v, "rate": 3}), edges)
        for v in values
    ]
    assert [answers.value(row) for row in range(4)] == wanted


def test_a_decimal_beyond_64_bits_is_refused_by_name(edges: Library) -> None:
    told = pa.record_batch(
        [decimals([Decimal(10) ** 19], 4), decimals([Decimal(1)], 4)], names=["base", "rate"]
    )
    with pytest.raises(InputError, match="law.column.type"):
        Columns("aa/edges.tax", edges).answers(told, CASE_DAY)


@pytest.mark.parametrize(
    ("rule", "column", "allowed", "other", "runs"),
    [("label", "k", "a", "z", 2), ("band", "n", 1, 2_000, 2), ("tenfold", "n", 1, 2_000, 3)],
)
def test_only_values_that_are_allowed_make_a_batch_run_anew(
    rule: str,
    column: str,
    allowed: Any,
    other: Any,
    runs: int,
    edges: Library,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = 0

    def counted(ready: Ready, *given: Any) -> Any:
        nonlocal count
        count += 1
        return run(ready, *given)

    run = Ready.run
    monkeypatch.setattr(Ready, "run", counted)
    columns = Columns(f"aa/edges.{rule}", edges)
    for values in ([allowed] * 4, [allowed, other, other, other]):
        columns.answers(pa.record_batch([pa.array(values)], names=[column]), CASE_DAY)
    assert count == runs
