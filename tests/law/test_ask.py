from datetime import date

from comity.law.ask import questions, witnesses
from comity.law.evaluate import evaluate
from comity.law.library import Library
from comity.law.value import Open

DAY = date(2026, 11, 21)
PACK = """# Fares
pack: aa/fares

## fare
inputs: age: integer [0..120] "age"; resident: boolean "resident"; zone: text ("in", "out") "zone"
hit: F

| age | resident | zone  | fare |
|-----|----------|-------|------|
| < 7 | -        | -     | 0    |
| -   | true     | "in"  | 1    |
| -   | -        | "in"  | 2    |
| -   | -        | "out" | 3    |

## doubled
inputs: seats: integer [1..5] "seats"
= if seats > 2 then fare * 2 else fare
"""
LIBRARY = Library.from_texts({"aa/fares.md": PACK})


def test_a_known_answer_asks_nothing() -> None:
    assert questions("aa/fares.fare", {"age": 5}, LIBRARY, DAY) == []


def test_the_question_that_settles_most_comes_first() -> None:
    asked = questions("aa/fares.fare", {"age": 40}, LIBRARY, DAY)
    assert [(each.input.name, each.settled, each.classes) for each in asked] == [
        ("zone", 1, 2),
        ("resident", 0, 2),
    ]


def test_a_fact_that_can_no_longer_change_the_answer_is_not_asked() -> None:
    asked = questions("aa/fares.fare", {"age": 40, "zone": "out"}, LIBRARY, DAY)
    assert asked == []
    asked = questions("aa/fares.doubled", {"age": 40, "zone": "in", "seats": 1}, LIBRARY, DAY)
    assert [each.input.name for each in asked] == ["resident"]


def test_witnesses_follow_an_input_into_the_rules_it_is_for() -> None:
    age = witnesses("aa/fares.doubled", LIBRARY.asked("aa/fares.doubled")["age"], LIBRARY)
    seats = witnesses("aa/fares.doubled", LIBRARY.asked("aa/fares.doubled")["seats"], LIBRARY)
    assert {value < 7 for value in age} == {True, False}
    assert {value > 2 for value in seats} == {True, False}


def test_answering_the_questions_in_turn_settles_the_rule() -> None:
    facts: dict[str, object] = {}
    for _ in range(4):
        asked = questions("aa/fares.doubled", facts, LIBRARY, DAY)
        if not asked:
            break
        first = asked[0].input
        facts[first.name] = witnesses("aa/fares.doubled", first, LIBRARY)[0]
    assert not isinstance(evaluate("aa/fares.doubled", facts, LIBRARY, DAY).value, Open)
