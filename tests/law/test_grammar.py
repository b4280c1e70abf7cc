"""FEEL as packs use it: what each form gives, how tightly each operator binds, and what is refused."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.expression import ANYTHING, Compared, NoneOf, OneOf, StartsWith, Within
from comity.law.grammar import FeelError, duration, formula
from comity.law.grammar import test as unary
from comity.law.library import Library
from comity.law.value import Duration

FORMS = [
    ("1 + 2 * 3", 7),
    ("(1 + 2) * 3", 9),
    ("10 - 4 - 3", 3),
    ("12 / 4 / 3", 1),
    ("-2 * -3", 6),
    ("1 - -1", 2),
    ("-(1 + 2)", -3),
    ("--5", 5),
    ("0.1 + 0.2 = 0.3", True),
    (".5 + 1", Fraction(3, 2)),
    ("1 / 3 * 3", 1),
    ("1 < 2 and 2 < 3", True),
    ("true or false and false", True),
    ("(true or false) and false", False),
    ("not(true) or true", True),
    ("1 + 1 = 2 and not(1 = 2)", True),
    ("1 != 2", True),
    ("true = false", False),
    ("if 1 > 2 then 1 else 2", 2),
    ("if true then if false then 1 else 2 else 3", 2),
    ("1 + (if true then 1 else 2)", 2),
    ("2 between 1 and 3 and true", True),
    ("0 between 1 and 3 or true", True),
    ("min(3, 1, 2) + max([1, 5, 2])", 6),
    ("sum(1, 2, 3) + sum([4]) + sum() + count([])", 10),
    ("count([1, 2]) + count(1, 2, 3)", 5),
    ('max("a", "b")', "b"),
    ("abs(-3) + abs(3)", 6),
    ("3 in [1..3]", True),
    ("3 in [1..3)", False),
    ("3 in [1..3[", False),
    ("1 in (1..3]", False),
    ("1 in ]1..3]", False),
    ("1 in (1, 2)", True),
    ("1 in (not(1))", False),
    ("1 in (> 0)", True),
    ("1 in > 0", True),
    ("3 in ([1..2], [3..4])", True),
    ('"28.22.16" in (starts with(?, "28.22"))', True),
    ('starts with("28.22.16", "28.23")', False),
    ('string length("подъезд")', 7),
    ('"a" + "b"', "ab"),
    ('date("2026-02-28") + duration("P1D")', date(2026, 3, 1)),
    ('date("2024-01-31") + duration("P1M")', date(2024, 2, 29)),
    ('date("2024-03-31") - duration("P1M")', date(2024, 2, 29)),
    ('date("2026-03-01") - date("2026-02-01")', Duration(days=28)),
    ('date("2026-03-01") - date("2026-02-01") > duration("P27D")', True),
    ('duration("P1Y") = duration("P12M")', True),
    ('duration("P1M") + duration("P1M")', Duration(months=2)),
    ('duration("P3D") - duration("P5D")', Duration(days=-2)),
    ("date(2026, 1, 31)", date(2026, 1, 31)),
    ('date("2026-11-21").year + date("2026-11-21").month + date("2026-11-21").day', 2058),
    ('years and months duration(date("2020-03-31"), date("2021-03-30"))', Duration(months=11)),
    ('years and months duration(date("2021-03-30"), date("2020-03-31"))', Duration(months=-11)),
    ("floor(-1.5) + ceiling(-1.5)", -3),
    ("round half up(2.345, 2)", Fraction(235, 100)),
    ("round half up(1250, -2)", 1300),
    ("round half even(2.5, 0) + round half down(2.5)", 4),
    ("round up(-1.1, 0) + round down(-1.9, 0)", -3),
]


@pytest.mark.parametrize(("text", "value"), FORMS, ids=[text for text, _ in FORMS])
def test_a_form_gives_its_value(text: str, value: Any, evaluated: Any) -> None:
    found = evaluated(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 +",
        "+ 1",
        "1 2",
        "(1",
        "1)",
        "1 < 2 < 3",
        "a.",
        "a..b",
        "[1, 2",
        "f(1)",
        "f(a: )",
        "f(a 1)",
        "if 1 then 2",
        "1 between 2",
        "x in",
        "x in (1..",
        "x in [2..1]",
        'x in ["a"..1]',
        "x in [true..true]",
        "abs()",
        "abs(1, 2)",
        "min()",
        "date(1, 2)",
        "date(x)",
        "duration(x)",
        'date("2026-02-30")',
        'duration("P1Y1D")',
        'duration("PT5H")',
        "round half up(x, y)",
        "floor(x, 0.5)",
        "1e5",
        "1_000",
        "'a'",
        '"open',
        "x; y",
        "x == y",
        "x = = y",
        "x ** 2",
        "٣ + 1",
        "9" * 41,
        "not(true, false)",
        "{a: 1}",
    ],
)
def test_what_is_not_feel_is_refused(text: str) -> None:
    with pytest.raises(FeelError) as caught:
        formula(text)
    assert caught.value.found
    assert caught.value.expected


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000 + "1" + ")" * 1999,
        "-" * 3999 + "1",
        "not(" * 900,
        "[" * 3000,
        "1" + "+1" * 1999,
        "1 " * 1999,
        "if true then 1 else " * 180 + "1",
        "x." * 1990 + "x",
        "a" * 4001,
        "f(a: " * 700,
        "x in (" * 600,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises(FeelError):
        formula(text)


@pytest.mark.parametrize("text", ["not(" * 900, "-" * 3999 + "1", ",".join("1" * 1999) + ",", "(" * 4000])
def test_a_hostile_cell_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises(FeelError):
        unary(text)


@given(st.text(alphabet='0123456789.,-+*/()[]<>=!?" abcdin"', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (formula, unary):
        try:
            read(text)
        except FeelError:
            continue


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-", ANYTHING),
        ("", ANYTHING),
        ("5", Compared("=", 5)),
        ("-5", Compared("=", -5)),
        ("> 1.5", Compared(">", Fraction(3, 2))),
        ("!= true", Compared("!=", True)),
        ("(1..2]", Within(1, 2, low_in=False)),
        ("]1..2[", Within(1, 2, low_in=False, high_in=False)),
        ('"a", "b, c"', OneOf((Compared("=", "a"), Compared("=", "b, c")))),
        ('not("a", "b")', NoneOf((Compared("=", "a"), Compared("=", "b")))),
        ('starts with(?, "28.22")', StartsWith("28.22")),
        ('< date("2026-01-01")', Compared("<", date(2026, 1, 1))),
        ('[duration("P1M")..duration("P1Y")]', Within(Duration(1), Duration(12))),
    ],
)
def test_a_cell_is_read_as_a_unary_test(text: str, found: Any) -> None:
    assert unary(text) == found


@pytest.mark.parametrize(
    "text", ["abc", "> true", '[duration("P1M")..duration("P40D")]', "starts with(?, 5)", "1..2"]
)
def test_a_cell_that_tests_nothing_is_refused(text: str) -> None:
    with pytest.raises(FeelError):
        unary(text)


@given(st.integers(-9999 * 12, 9999 * 12))
def test_a_duration_keeps_its_months(months: int) -> None:
    sign = "-" if months < 0 else ""
    assert duration(f"{sign}P{abs(months) // 12}Y{abs(months) % 12}M") == Duration(months=months)


@pytest.fixture(name="evaluated")
def _evaluated(law: Any, at: Any) -> Any:
    def run(text: str) -> Any:
        library: Library = law(f"## f\n\n= {text}\n")
        return at(library, "aa.f").value

    return run
