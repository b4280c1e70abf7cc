"""Three values are sound: what an open answer says holds for every way the missing facts may come out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.basis.errors import PackError
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.value import Open, opens_in, same

DAY = date(2026, 1, 1)
INPUTS = (
    'inputs: n: number [0..4] "n"; m: integer [-2..2] "m"; k: text ("a", "b", "c") "k"; '
    'b: boolean "b"; d: date "d"\n'
)
DOMAIN: Mapping[str, tuple[Any, ...]] = {
    "n": (0, 1, Fraction(3, 2), 2, 4),
    "m": (-2, -1, 0, 1, 2),
    "k": ("a", "b", "c"),
    "b": (False, True),
    "d": (date(2025, 12, 31), date(2026, 2, 28)),
}
HITS = ("U", "F", "A", "P", "R", "O", "C", "C+", "C<", "C>", "C#")

LITERALS = st.sampled_from(["0", "1", "2", "-1", "1.5", "10"])


def compound(
    numbers: st.SearchStrategy[str], truths: st.SearchStrategy[str]
) -> tuple[st.SearchStrategy[str], st.SearchStrategy[str]]:
    """One level more of numbers and of truths."""
    both = st.tuples(numbers, numbers)
    more_numbers = st.one_of(
        st.builds("({0[0]} {1} {0[1]})".format, both, st.sampled_from("+-*/")),
        st.builds("{1}({0[0]}, {0[1]})".format, both, st.sampled_from(["min", "max", "sum", "count"])),
        st.builds("{1}([{0[0]}, {0[1]}])".format, both, st.sampled_from(["min", "max", "sum"])),
        st.builds("(if {1} then {0[0]} else {0[1]})".format, both, truths),
        st.builds("({1}({0}))".format, numbers, st.sampled_from(["abs", "floor", "ceiling", "0 - "])),
        st.builds("round half {1}({0}, 0)".format, numbers, st.sampled_from(["up", "even", "down"])),
    )
    more_truths = st.one_of(
        st.builds("({0[0]} {1} {0[1]})".format, both, st.sampled_from(["<", "<=", ">", ">=", "=", "!="])),
        st.builds("({0} {2} {1})".format, truths, truths, st.sampled_from(["and", "or", "="])),
        st.builds("not({0})".format, truths),
        st.builds("({0} between 0 and {1})".format, numbers, numbers),
        st.builds(
            "({0} in {1})".format, numbers, st.sampled_from(["[0..2]", "(0..2)", "(1, 2)", "(not(1))"])
        ),
    )
    return st.one_of(numbers, more_numbers), st.one_of(truths, more_truths)


def trees() -> tuple[st.SearchStrategy[str], st.SearchStrategy[str]]:
    numbers: st.SearchStrategy[str] = st.one_of(st.sampled_from(["n", "m", "d.day"]), LITERALS)
    truths: st.SearchStrategy[str] = st.sampled_from(
        [
            "b",
            '(k = "a")',
            '(k in ("a", "b"))',
            '(d < date("2026-01-01"))',
            '(d + duration("P1M") > d)',
            "true",
        ]
    )
    for _ in range(3):
        numbers, truths = compound(numbers, truths)
    return numbers, truths


NUMBERS, TRUTHS = trees()
CELLS = {
    "n": ["-", "-", "< 2", ">= 2", "[1..2]", "0, 4", "not(1)", "(0..4)"],
    "m": ["-", "-", "< 0", ">= 0", "0", "[-1..1]", "1, 2"],
    "k": ["-", "-", '"a"', '"b", "c"', 'not("a")', 'starts with(?, "b")'],
    "b": ["-", "true", "false"],
}


@st.composite
def tables(draw: st.DrawFn, hit: str) -> str:
    """A table over some of the inputs; its outputs are literals where the hit policy ranks them."""
    asked = draw(st.lists(st.sampled_from("nmkb"), min_size=1, max_size=3, unique=True))
    outputs = ("v", "w") if hit not in ("C+", "C<", "C>") and draw(st.booleans()) else ("v",)
    values = st.sampled_from(["1", "2", "3"])
    if hit not in "PO":
        values = st.one_of(values, st.sampled_from(["n", "m + 1", "1 / m", "if b then 1 else 2"]))
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        cells = [draw(st.sampled_from(CELLS[name])) for name in asked]
        lines.append([*cells, *(draw(values) for _ in outputs)])
    if draw(st.booleans()):
        lines.append([*("-" for _ in asked), *("3" for _ in outputs)])
    rows = [[*asked, *outputs], ["---"] * (len(asked) + len(outputs)), *lines]
    priority = "priority: 2, 1, 3\n" if hit in "PO" else ""
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{INPUTS}hit: {hit}\n{priority}\n{body}\n"


def fits(value: Any, told: Any) -> bool:
    """Whether the value of a whole case lies in what an open answer leaves possible."""
    if isinstance(told, tuple) and isinstance(value, tuple):
        return len(value) == len(told) and all(map(fits, value, told))
    if isinstance(told, dict) and isinstance(value, dict):
        return value.keys() == told.keys() and all(fits(value[name], told[name]) for name in told)
    if not isinstance(told, Open):
        return same(value, told)
    if isinstance(value, Open):
        return True
    if told.options is not None and not any(fits(value, option) for option in told.options):
        return False
    return (told.low is None or value >= told.low) and (told.high is None or value <= told.high)


def completions(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    missing = [name for name in DOMAIN if name not in facts]
    for values in product(*(DOMAIN[name] for name in missing)):
        yield {**facts, **dict(zip(missing, values, strict=True))}


FACTS = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in DOMAIN.items()})


def answer(rule: str, facts: Mapping[str, Any], library: Library) -> Any:
    asked = library.asked(rule)
    told = {name: value for name, value in facts.items() if name in asked}
    traced = evaluate(rule, told, library, DAY)
    assert evaluate(rule, told, library, DAY, trace=False).value == traced.value
    assert traced.step is not None
    assert traced.step.value == traced.value
    if isinstance(traced.value, Open):
        assert traced.missing or traced.gaps
    return traced.value


def hold(rule: str, facts: Mapping[str, Any], library: Library) -> None:
    """The law: every completion lies in the open answer, and a known answer is every completion's.

    Where rows overlap the pack is broken, and any answer is.
    """
    with suppress_overlap():
        told = answer(rule, facts, library)
        for case in completions(facts):
            with suppress_overlap():
                value = answer(rule, case, library)
                assert not any(part.missing for part in opens_in(value))
                assert fits(value, told), (case, value, told)


@contextmanager
def suppress_overlap() -> Iterator[None]:
    try:
        yield
    except PackError as fault:
        if fault.code != "law.table.overlap":
            raise


SLOW = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@given(st.one_of(NUMBERS, TRUTHS), FACTS)
@SLOW
def test_a_formula_is_sound_for_every_completion(tree: str, facts: dict[str, Any]) -> None:
    library = Library.from_texts({"aa.md": f"# Law\npack: aa\n\n## f\n{INPUTS}\n= {tree}\n"}, draft=True)
    hold("aa.f", facts, library)


@given(st.sampled_from(HITS).flatmap(lambda hit: tables(hit=hit)), FACTS)
@SLOW
def test_a_table_is_sound_for_every_completion(table: str, facts: dict[str, Any]) -> None:
    library = Library.from_texts({"aa.md": f"# Law\npack: aa\n\n## t\n{table}\n"}, draft=True)
    hold("aa.t", facts, library)


@given(st.sampled_from(["U", "F", "C+", "C>", "C#", "P"]).flatmap(lambda hit: tables(hit=hit)), TRUTHS, FACTS)
@SLOW
def test_a_formula_over_a_table_called_and_named_is_sound(
    table: str, truth: str, facts: dict[str, Any]
) -> None:
    field = ".v" if "| v | w |" in table and "hit: C#" not in table else ""
    call = f't(n: n, m: m + 1, k: if {truth} then k else "d", b: b, d: d)'
    tree = f"sum(t{field}, u{field})" if field == "" else f"t{field} * 2"
    text = f"# Law\npack: aa\n\n## t\n{table}\n## u\n{INPUTS}\n= {call}\n\n## f\n{INPUTS}\n= {tree}\n"
    library = Library.from_texts({"aa.md": text}, draft=True)
    hold("aa.f", facts, library)
    hold("aa.u", facts, library)


CALLS = st.sampled_from(
    [
        "t(n: n, m: m, k: k, b: b, d: d)",
        "t(n: 1, m: m, k: k, b: true, d: d)",
        "t(n: n, m: 0, k: word, b: b, d: d)",
    ]
)


@given(
    st.sampled_from(["U", "F", "C+", "P"]).flatmap(lambda hit: tables(hit=hit)),
    st.lists(
        st.tuples(st.sampled_from(CELLS["k"]), st.sampled_from(CELLS["b"]), CALLS), min_size=1, max_size=4
    ),
    FACTS,
)
@SLOW
def test_a_table_whose_rows_call_another_is_sound(
    table: str, rows: list[tuple[str, str, str]], facts: dict[str, Any]
) -> None:
    field = ".v" if "| v | w |" in table else ""
    lines = "".join(f"| {k} | {b} | {call}{field} |\n" for k, b, call in rows)
    caller = f"{INPUTS}hit: F\n\n| k | b | y |\n|---|---|---|\n{lines}"
    word = '## word\ninputs: b: boolean "b"\n\n= if b then "a" else "c"\n\n'
    text = f"# Law\npack: aa\n\n## t\n{table}\n{word}## f\n{caller}"
    hold("aa.f", facts, Library.from_texts({"aa.md": text}, draft=True))


INNER = (
    "# Law\npack: aa\n\n## f\n{front}hit: U\n\n| k | y |\n|---|---|\n{rows}\n"
    '## g\ninputs: c: text ("a", "b") "c"\n\n| c | y |\n|---|---|\n| "a" | 2 |\n| "b" | 5 |\n'
)


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        ('| "a", "b" | g(c: k) |\n| "c" | 3 |\n', 2, 5),
        ('| "a" | g(c: k) |\n| not("a") | 3 |\n', 2, 3),
        ("| - | g(c: k) |\n", None, None),
    ],
)
def test_a_called_table_is_bounded_when_it_has_a_row_for_all_that_it_can_be_asked(
    rows: str, low: int | None, high: int | None
) -> None:
    library = Library.from_texts({"aa.md": INNER.format(front=INPUTS, rows=rows)})
    told = evaluate("aa.f", {}, library, DAY).value
    assert isinstance(told, Open)
    assert (told.low, told.high, told.missing) == (low, high, frozenset({"k"}))
