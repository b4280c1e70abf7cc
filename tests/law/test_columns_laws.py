"""Laws of columns, by invented tables and formulas: whatever the pack, columns answer as `evaluate` does."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from comity.basis.errors import PackError
from comity.law.columns import Columns
from comity.law.library import Library
from comity.law.lower import DAY
from comity.law.lowered import NotColumnarError
from tests.law.cases import known_or_none, value_of_case
from tests.law.engines import DuckDb, batch, by_sql

INPUTS = 'inputs: n: number [0..4]; m: integer [-2..2]; k: text ("a", "b", "c"); b: boolean; d: date\n'
DOMAIN: Mapping[str, list[Any]] = {
    "n": [0, 1, Fraction(3, 2), 2, 4, 5, None],
    "m": [-2, -1, 0, 1, 2, -3, None],
    "k": ["a", "b", "c", "z", None],
    "b": [False, True, None],
    "d": [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), None],
}
DAYS = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
CELLS = {
    "n": ["-", "-", "< 2", ">= 2", "[1..2]", "0, 4", "not(1)", "(0..4)"],
    "m": ["-", "-", "< 0", ">= 0", "0", "[-1..1]", "1, 2"],
    "k": ["-", "-", '"a"', '"b", "c"', 'not("a")', '"d"'],
    "b": ["-", "true", "false"],
    "d": ["-", '< date("2026-01-01")', '>= date("2026-06-30")'],
}
SPANS = ["..", "..", "2026-01-01 ..", ".. 2026-06-29", "2026-01-01 .. 2026-06-30"]
LITERALS = {
    "P": ["1", "2", "3"],
    "C>": ["1", "2.5", "-3"],
    "C<": ["1", "2.5", "-3"],
    "C+": ["1", "0.25", "-3"],
}
OUTPUTS = ["1", "2", "0.125", "n", "m + 1", "n * m", "if b then 1 else 2", "round half even(n / 4, 1)"]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A dated table of any hit policy that gives one value, over some of the inputs."""
    hit = draw(st.sampled_from(["U", "F", "A", "P", "C+", "C<", "C>", "C#"]))
    asked = draw(st.lists(st.sampled_from("nmkbd"), min_size=1, max_size=3, unique=True))
    outputs = draw(st.sampled_from([['"a"', '"b"', '"z"'], OUTPUTS, ["1", "2"]])) if hit in "UFA" else None
    rows = [[*asked, "v", "in force"], ["---"] * (len(asked) + 2)]
    for _ in range(draw(st.integers(1, 5))):
        cells = [draw(st.sampled_from(CELLS[name])) for name in asked]
        value = draw(st.sampled_from(outputs or LITERALS.get(hit, ["1", "2"])))
        rows.append([*cells, value, draw(st.sampled_from(SPANS))])
    priority = "priority: 2, 1, 3\n" if hit == "P" else ""
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{INPUTS}hit: {hit}\n{priority}\n{body}\n"


CASES = st.fixed_dictionaries(
    {name: st.sampled_from(values) for name, values in DOMAIN.items()} | {DAY: st.sampled_from(DAYS)}
)


def made(section: str) -> Library:
    """The library of one invented section; a broken pack is no case."""
    head = "# Law\npack: aa\nsilent: invented\n"
    for text in (f"{head}\n## t\n{section}", f"# Law\npack: aa\n\n## t\n{section}"):
        try:
            return Library.from_texts({"aa.md": text})
        except PackError:
            continue
    assume(False)
    raise AssertionError("not reached")


def told_of(library: Library, cases: list[dict[str, Any]]) -> pa.RecordBatch:
    return batch("aa.t", library, cases, 2)


def columns_equal_evaluate(library: Library, cases: list[dict[str, Any]]) -> list[Any]:
    """What `evaluate` answers, found equal to the columns, with the day of each row and on one day."""
    own = [{name: case[name] for name in [*library.asked("aa.t"), DAY]} for case in cases]
    try:
        wanted = [known_or_none(value_of_case("aa.t", case, library)) for case in own]
    except PackError:  # rows that overlap: the pack is broken, and any answer is
        assume(False)
    ready = Columns("aa.t", library)
    try:
        answers = ready.answers(told_of(library, own), None)
    except NotColumnarError:
        assume(False)
    assert [answers.value(row) for row in range(len(own))] == wanted
    for day in DAYS:
        told = [case for case in own if case[DAY] == day]
        if told:
            facts = [{name: value for name, value in case.items() if name != DAY} for case in told]
            found = ready.answers(told_of(library, facts), day)
            kept = [value for case, value in zip(own, wanted, strict=True) if case[DAY] == day]
            assert [found.value(row) for row in range(len(told))] == kept
    return wanted


@given(tables(), st.lists(CASES, min_size=1, max_size=40))
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
def test_columns_of_any_table_equal_evaluate(table: str, cases: list[dict[str, Any]]) -> None:
    columns_equal_evaluate(made(table), cases)


@given(tables(), st.lists(CASES, min_size=1, max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_sql_of_any_table_equals_evaluate(table: str, cases: list[dict[str, Any]]) -> None:
    library = made(table)
    wanted = columns_equal_evaluate(library, cases)
    own = [{name: case[name] for name in [*library.asked("aa.t"), DAY]} for case in cases]
    sure, _ = by_sql(ENGINE, "aa.t", library, told_of(library, own), None)
    assert sure.items() <= dict(enumerate(wanted)).items()
    assert None not in sure.values()


ENGINE = DuckDb()


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=30), st.integers(-2, 3))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_rounding_of_any_number_equals_evaluate(numbers: list[Decimal], places: int) -> None:
    for how in ("up", "down", "half up", "half down", "half even"):
        section = f"inputs: n: number [-1000..1000]\n= round {how}(n * 5, {places})\n"
        library = Library.from_texts({"aa.md": f"# Law\npack: aa\n\n## t\n{section}"})
        told = pa.record_batch([pa.array(numbers, pa.decimal128(12, 2))], names=["n"])
        answers = Columns("aa.t", library).answers(told, DAYS[0])
        wanted = [value_of_case("aa.t", {"n": Fraction(number)}, library) for number in numbers]
        assert [answers.value(row) for row in range(len(numbers))] == wanted
