"""`comity law ask`, through the real command line."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app

RULE = "by/motor.k3"


def run(*words: str, code: int = 0) -> str:
    line = ["--at", "2025-04-22", "law", "ask", *words]
    done = CliRunner().invoke(app, line, env={"COLUMNS": "120", "COMITY_HOME": ""})
    assert done.exit_code == code, done.output
    return done.output


def told(*words: str, code: int = 0) -> Any:
    return json.loads(run(*words, "--json", code=code))


def test_help_fits_one_screen() -> None:
    lines = run("--help").rstrip().splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100


def test_the_fact_that_settles_most_is_asked_first_and_why() -> None:
    found = told(RULE, code=1)
    assert [(each["name"], each["settles"], each["tried"]) for each in found["ask"]] == [
        ("owner.kind", 1, 2),
        ("owner.age", 0, 2),
        ("owner.experience", 0, 2),
    ]
    assert (found["status"], found["later"]) == ("undetermined", [])


def test_a_settled_value_is_told_and_what_can_no_longer_change_it() -> None:
    shown = run(RULE, "--fact", "owner.kind=legal")
    assert shown.splitlines()[0] == "1"
    assert "these change nothing: owner.age, owner.experience" in shown
    found = told(RULE, "owner.kind=legal")
    assert (found["status"], found["value"], found["ask"]) == ("determined", "1", [])


def test_facts_may_stand_with_or_without_the_option() -> None:
    assert told(RULE, "owner.kind=natural", "--fact", "owner.age=30", code=1)["ask"] == [
        {
            "name": "owner.experience",
            "words": "Driving experience of the owner in full years",
            "expected": "integer [0..94]",
            "unit": "",
            "classes": 2,
            "tried": 2,
            "settles": 2,
        }
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_in_the_words_of_the_pack(language: str) -> None:
    shown = run(RULE, "--lang", language, code=1)
    words = {"en": "Age of the owner", "ru": "Возраст владельца", "be": "Узрост уладальніка"}
    assert words[language] in shown
    assert "{" not in shown


def test_no_question_where_the_law_is_silent_whatever_the_facts() -> None:
    found = told("ru/goods/lifts.threshold", "purpose=procurement", code=1)
    assert (found["status"], found["ask"], len(found["gaps"])) == ("gap", [], 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["by/motor.k33"], "law.rule.unknown"),
        ([RULE, "--fact", "owner.age"], "law.fact.not_a_pair"),
        ([RULE, "--fact", "owner.age=12"], "law.input.refused"),
        ([RULE, "age=30"], "law.fact.unknown"),
    ],
)
def test_a_slip_is_an_input_error_with_what_was_expected(words: list[str], code: str) -> None:
    error = told(*words, code=2)["error"]
    assert (error["code"], "{" in error["words"]) == (code, False)
