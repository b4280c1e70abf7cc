"""A trace in sentences, in three languages, each with its value, reason, act and confidence."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from comity.basis.words import LANGUAGES
from comity.law.evaluate import evaluate
from comity.law.explain import explain, tell_gap, tell_unit, tell_value
from comity.law.library import Library
from comity.law.phrases import PHRASES
from comity.law.value import BOTH, Duration, Open

PACK = """# Harbour fees
pack: aa
cite: Harbour Rules
confidence: B

## kind
Rate of a kind of boat
ru: Ставка для вида судна
be: Стаўка для віду судна
unit: points
inputs: boat: text ("sail", "motor", "raft") "kind of boat" ru "вид судна" be "від судна"

| boat    | kind | cite        | confidence | note           |
|---------|------|-------------|------------|----------------|
| "sail"  | 2    |             |            |                |
| "motor" | 4    | Amendment 1 | C          | raised in 2026 |

## fee
Fee for a night
ru: Сбор за ночь
be: Збор за ноч
unit: coins
inputs: metres: number > 0 in m "length" ru "длина" be "даўжыня"

= kind * metres + kind

## terms
Terms

| kind  | a   | b                | c               | d      |
|-------|-----|------------------|-----------------|--------|
| 4     | 1   | duration("P18M") | date(2026,2,30) | [1, 2] |
| not(4) | 1  | duration("P2Y")  | date("2026-02-28") | [true] |
"""
DAY = date(2026, 7, 1)


@pytest.fixture(name="harbour", scope="module")
def _harbour() -> Library:
    return Library.from_texts({"aa.md": PACK}, draft=True)


def told(library: Library, rule: str, language: str = "en", **facts: Any) -> list[str]:
    return [each.text for each in explain(evaluate(rule, facts, library, DAY), library, language)]


def test_each_step_says_value_reason_act_and_confidence(harbour: Library) -> None:
    assert told(harbour, "aa.fee", boat="motor", metres=Fraction(5, 2)) == [
        "Fee for a night: 14 coins. Given length: 2.5 m. By Harbour Rules; confidence B.",
        (
            "Rate of a kind of boat: 4 points. Given kind of boat: motor. "
            "By Amendment 1, row 16 of the pack; confidence C. (raised in 2026)"
        ),
    ]


def test_the_same_is_said_in_russian_and_belarusian(harbour: Library) -> None:
    assert told(harbour, "aa.kind", "ru", boat="sail") == [
        (
            "Ставка для вида судна: 2 баллов. Дано: вид судна: sail. "
            "Основание: Harbour Rules, строка 15 пакета; достоверность B."
        )
    ]
    assert told(harbour, "aa.kind", "be", boat="sail")[0].startswith("Стаўка для віду судна: 2 балаў.")


def test_an_open_step_says_what_is_missing_under_which_name(harbour: Library) -> None:
    text = told(harbour, "aa.fee", boat="sail")[0]
    assert text.startswith("Fee for a night: at least 2 coins. ")
    assert "Not said yet: length (metres)." in text


def test_a_gap_says_why_the_law_is_silent(harbour: Library) -> None:
    text = told(harbour, "aa.kind", boat="raft")[0]
    assert "not determined" in text
    assert "has no row for this case (aa.kind on 2026-07-01: boat = raft)" in text


def test_contexts_lists_durations_and_dates_are_said(harbour: Library) -> None:
    assert told(harbour, "aa.terms", boat="sail")[0].startswith(
        "Terms: a: 1, b: 2 years, c: 2026-02-28, d: yes. Given Rate of a kind of boat: 2."
    )
    text = told(harbour, "aa.terms", boat="motor")[0]
    assert "b: 18 months, c: not determined, d: 1, 2." in text
    assert "leads in this case on 2026-07-01 to a day that is in no calendar" in text


def test_nothing_is_said_without_a_trace(harbour: Library) -> None:
    assert explain(evaluate("aa.kind", {}, harbour, DAY, trace=False), harbour, "en") == []


def test_a_step_that_several_rest_on_is_told_once_at_its_first_place() -> None:
    text = "# A\npack: aa\n\n## f\n\n= g + h\n\n## g\n\n= h\n\n## h\n\n= 1\n"
    law = Library.from_texts({"aa.md": text})
    sentences = explain(evaluate("aa.f", {}, law, DAY), law, "en")
    assert [(each.depth, each.rule) for each in sentences] == [(0, "aa.f"), (1, "aa.g"), (2, "aa.h")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5, "5 points"),
        (Fraction(1, 3), "1/3 points"),
        (True, "yes"),
        ("sail", "sail"),
        ((), "nothing"),
        ((1, Open(frozenset({"x"}))), "1 points, not determined"),
        (Duration(days=-3), "-3 days"),
        (Open(frozenset({"x"})), "not determined"),
        (Open(frozenset({"x"}), low=1), "at least 1 points"),
        (Open(frozenset({"x"}), high=1), "at most 1 points"),
        (Open(frozenset({"x"}), low=1, high=Fraction(5, 2)), "between 1 and 2.5 points"),
        (Open(frozenset({"x"}), options=BOTH), "one of no, yes"),
        (Open(frozenset({"x"}), low=1, high=9, options=(1, 3, 5, 7, 9)), "between 1 and 9 points"),
    ],
)
def test_a_value_is_said_with_its_unit(value: Any, words: str) -> None:
    assert tell_value(value, "points", "en") == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_unit_without_words_stands_as_written(language: str) -> None:
    assert tell_unit("coins of the harbour", language) == "coins of the harbour"
    assert tell_unit("", language) == ""
    assert [tell_unit("points", each) for each in LANGUAGES] == ["points", "баллов", "балаў"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["aa.fee", "aa.kind", "aa.terms"])
@pytest.mark.parametrize("facts", [{}, {"boat": "raft"}, {"boat": "motor"}])
def test_no_sentence_leaves_a_place_empty(
    harbour: Library, rule: str, facts: dict[str, Any], language: str
) -> None:
    for text in told(harbour, rule, language, **facts):
        assert not re.search(r"[{}]|law\.|Open\(|Fraction|_|  ", text.replace("aa.", ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(code for code in PHRASES if code.startswith("law.gap.")))
def test_every_gap_has_words_without_an_empty_place(harbour: Library, code: str, language: str) -> None:
    gap = evaluate("aa.kind", {"boat": "raft"}, harbour, DAY).gaps[0]
    named = type(gap)(gap.rule, gap.on, code, (*gap.facts, ("edge", "2026-12-31")))
    assert not re.search(r"[{}]", tell_gap(named, language))
