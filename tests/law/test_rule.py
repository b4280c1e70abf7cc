"""Inputs take what they declare, refuse the rest in words, and know what they can still be."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES
from comity.law.grammar import test as unary
from comity.law.library import Library
from comity.law.phrases import PHRASES
from comity.law.rule import Input, Type, show_value, tell
from comity.law.value import Duration, Open


def declared(text: str) -> Input:
    law = Library.from_texts({"aa.md": f"# A\npack: aa\n\n## f\ninputs: {text}\n\n= 1\n"})
    return law.rule("aa.f").inputs[0]


@pytest.mark.parametrize(
    ("text", "taken", "refused"),
    [
        ("x: number", [1, Fraction(1, 3), -5], [True, "1", 1.5, None, 10**40]),
        ("x: number > 0", [1], [0, -1]),
        ("x: number (1, 2)", [1, 2], [3]),
        ("x: number (1..2]", [2, Fraction(3, 2)], [1]),
        ("x: integer [1..12]", [1, 12], [0, Fraction(3, 2), 13]),
        ('x: text ("a", "b")', ["a"], ["c", "", 1]),
        ('x: text starts with(?, "28")', ["28.22"], ["29"]),
        ('x: text not("")', ["a"], [""]),
        ("x: boolean", [True, False], [1, 0, "true"]),
        (
            'x: date >= date("2026-01-01")',
            [date(2026, 1, 1)],
            [date(2025, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01"],
        ),
        ("x: duration", [Duration(months=1)], [1, "P1M"]),
    ],
)
def test_an_input_takes_its_type_within_its_limits(text: str, taken: list[Any], refused: list[Any]) -> None:
    asked = declared(text)
    assert [asked.check(value) for value in taken] == taken
    for value in refused:
        with pytest.raises(InputError) as caught:
            asked.check(value, "lines[3].x")
        assert caught.value.facts["path"] == "lines[3].x"
        for language in LANGUAGES:
            assert not re.search(r"[{}]", PHRASES.explain(caught.value, language))


def test_a_whole_fraction_is_taken_as_a_whole_number() -> None:
    assert type(declared("x: number").check(Fraction(4, 2))) is int


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x: number", Open(frozenset({"x"}))),
        ("x: number > 0", Open(frozenset({"x"}), low=0)),
        ("x: number <= 5", Open(frozenset({"x"}), high=5)),
        ("x: number [1..5)", Open(frozenset({"x"}), low=1, high=5)),
        ("x: number (1, 5)", Open(frozenset({"x"}), low=1, high=5, options=(1, 5))),
        ('x: text ("a", "b")', Open(frozenset({"x"}), options=("a", "b"))),
        ("x: boolean", Open(frozenset({"x"}), options=(False, True))),
        ('x: date > date("2026-01-01")', Open(frozenset({"x"}))),
    ],
)
def test_an_input_not_said_yet_is_open_within_its_limits(text: str, left: Open) -> None:
    assert declared(text).unknown() == left


def test_units_and_words_of_an_input_are_read() -> None:
    asked = declared('x: number [0..100] in percent of cost "share; of it" ru "доля" be "доля (бел.)"')
    assert (asked.unit, asked.words.say("en"), asked.words.say("ru")) == (
        "percent of cost",
        "share; of it",
        "доля",
    )
    assert asked.words.say("be") == "доля (бел.)"
    assert declared("x: number").words.say("en") == "x"
    assert declared('x: text ("in a", "b") ru "слово"').words.say("ru") == "слово"


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (Type.NUMBER, " 1.50 ", Fraction(3, 2)),
        (Type.INTEGER, "-7", -7),
        (Type.BOOLEAN, "yes", True),
        (Type.DATE, "2026-02-28", date(2026, 2, 28)),
        (Type.DURATION, "P1Y6M", Duration(months=18)),
        (Type.TEXT, "a b", "a b"),
    ],
)
def test_a_text_is_read_by_its_type(type_: Type, text: str, value: Any) -> None:
    assert Input("x", type_).parse(text) == value


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (Type.NUMBER, "1,5"),
        (Type.NUMBER, "1e5"),
        (Type.NUMBER, "nan"),
        (Type.NUMBER, "٣"),
        (Type.NUMBER, "9" * 41),
        (Type.INTEGER, "1.5"),
        (Type.BOOLEAN, "TRUE"),
        (Type.DATE, "2026-2-28"),
        (Type.DATE, "2026-02-30"),
        (Type.DURATION, "1 month"),
    ],
)
def test_a_text_of_another_type_is_refused(type_: Type, text: str) -> None:
    with pytest.raises(InputError):
        Input("x", type_).parse(text)


@pytest.mark.parametrize(
    "cell", ["> 5", "[1..2)", "(1..2]", "a, b", "not(a)", "not(1, 2)", "true", "!= 1", "P1M", "2026-01-01"]
)
def test_a_test_is_told_as_packs_write_it(cell: str) -> None:
    quoted = {
        "a, b": '"a", "b"',
        "not(a)": 'not("a")',
        "P1M": 'duration("P1M")',
        "2026-01-01": 'date("2026-01-01")',
    }
    assert tell(unary(quoted.get(cell, cell))) == cell


def test_values_are_shown_as_packs_write_them() -> None:
    values = [
        True,
        Fraction(5, 2),
        "a",
        Duration(days=-3),
        Duration(months=2),
        (1, "a"),
        {"a": 1, "b": False},
    ]
    assert [show_value(value) for value in values] == [
        "true",
        "2.5",
        "a",
        "P-3D",
        "P2M",
        "[1, a]",
        "a 1, b false",
    ]
