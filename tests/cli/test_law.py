"""`comity law`, each command through the real command line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app
from tests.goods.world import items, pack

THRESHOLD = "ru/goods/lifts.threshold"


def run(*words: str, code: int = 0, day: str = "2026-11-16") -> str:
    done = CliRunner().invoke(app, ["--at", day, "law", *words], env={"COLUMNS": "120", "COMITY_HOME": ""})
    assert done.exit_code == code, done.output
    return done.output


def told(*words: str, code: int = 0, day: str = "2026-11-16") -> Any:
    return json.loads(run(*words, "--json", code=code, day=day))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "aa").mkdir()
    (tmp_path / "aa" / "fee.md").write_text(FEE, "utf-8")
    return tmp_path


FEE = """# Fee
pack: aa/fee
jurisdiction: aa
checked: 2026-11-21
confidence: B

## fee
Fee
inputs: weight: integer [0..10] "weight"; express: boolean "express"
hit: U
silent: nothing was read of heavy parcels sent express

| weight | express | fee |
|--------|---------|-----|
| < 5    | -       | 10  |
| >= 5   | false   | 20  |
"""


@pytest.mark.parametrize("command", ["", "check", "value", "explain"])
def test_help_fits_one_screen(command: str) -> None:
    lines = run(*command.split(), "--help").rstrip().splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(("day", "value"), [("2026-12-31", "120"), ("2027-01-01", "135")])
def test_value_is_that_of_the_day(day: str, value: str) -> None:
    found = told("value", THRESHOLD, "purpose=register", day=day)
    assert (found["status"], found["value"], found["on"]) == ("determined", value, day)
    assert found.keys() == {"status", "value", "on", "missing", "gaps", "confidence"}


def test_value_without_a_fact_says_which_is_missing() -> None:
    found = told("value", THRESHOLD, code=1)
    assert (found["status"], found["value"], found["missing"]) == ("undetermined", None, ["purpose"])


def test_value_where_the_law_is_silent_says_where() -> None:
    found = told("value", THRESHOLD, "purpose=procurement", code=1)
    assert (found["status"], found["gaps"][0]["rule"]) == ("gap", THRESHOLD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_tells_row_and_act_in_the_language(language: str) -> None:
    shown = run("explain", THRESHOLD, "purpose=register", "--lang", language)
    assert "120" in shown
    assert "719" in shown
    assert "{" not in shown


def test_explain_as_json_holds_the_steps() -> None:
    found = told("explain", THRESHOLD, "purpose=register")
    assert [step["depth"] for step in found["steps"]] == [0]
    assert (found["value"], found["steps"][0]["rule"]) == ("120", THRESHOLD)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ru/goods/lift.threshold"], "law.rule.unknown"),
        ([THRESHOLD, "purpos=register"], "law.fact.unknown"),
        ([THRESHOLD, "purpose"], "law.fact.not_a_pair"),
        ([THRESHOLD, "purpose=sale"], "law.input.refused"),
    ],
)
def test_a_slip_is_an_input_error_with_what_was_expected(words: list[str], code: str) -> None:
    for command in ("value", "explain"):
        error = told(command, *words, code=2)["error"]
        assert (error["code"], "{" in error["words"]) == (code, False)


def test_check_reads_every_shipped_pack() -> None:
    found = told("check")
    assert len(found["packs"]["ru/goods/lifts"]) == 64
    assert found["rules"] > 100
    assert {each["kind"] for each in found["findings"]} == {"hole"}
    assert not [each for each in found["findings"] if each["kind"] == "overlap"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_tells_a_gap_with_the_case_that_falls_into_it(language: str, folder: Path) -> None:
    shown = run("check", "--packs", str(folder), "--lang", language)
    assert "aa/fee.fee" in shown
    assert "express = true" in shown
    assert "nothing was read of heavy parcels sent express." in shown
    assert "{" not in shown


SILENT = FEE[FEE.index("silent:") : FEE.index("\n\n| weight")]


@pytest.mark.parametrize(
    "text",
    [
        FEE.replace("integer", "whole"),
        FEE.replace(">= 5 ", ">= 4 "),
        FEE.replace(SILENT, "note: none"),
        pack(items("a | craft | 5")),
    ],
)
def test_check_ends_with_3_where_a_pack_is_broken(text: str, folder: Path) -> None:
    (folder / "aa" / "fee.md").write_text(text, "utf-8")
    error = told("check", "--packs", str(folder), code=3)["error"]
    assert (error["kind"], error["facts"]["file"]) == ("pack", "aa/fee.md")


def test_a_value_of_other_packs_can_be_asked_for(folder: Path) -> None:
    assert told("value", "aa/fee.fee", "weight=4", "--packs", str(folder))["value"] == "10"
    error = told("value", "aa/fee.fee", "weight=-4", "--packs", str(folder), code=2)["error"]
    assert (error["code"], error["path"]) == ("law.input.refused", "weight")


def test_check_lists_the_packs_and_no_more_findings_than_a_screen_takes() -> None:
    shown = run("check")
    assert "ru/goods/lifts" in shown
    assert shown.count("nothing is said") == 40
    assert f"Findings not shown: {len(told('check')['findings']) - 40}." in shown


def test_check_of_one_pack_shows_all_its_own_findings_with_their_days() -> None:
    found = told("check", "ru/goods/machine_tools")
    assert (list(found["packs"]), len(found["findings"])) == (["ru/goods/machine_tools"], 6)
    shown = run("check", "ru/goods/machine_tools")
    assert "machine_tools.register_threshold: nothing is said for any case, from 2027-01-01 on." in shown
    assert "machine_tools.register_threshold: nothing is said for any case, until 2021-12-31." in shown
    assert "machine_tools.types: nothing is said for type = any other, always." in shown
    assert run("check", "ru/goods").count("nothing is said") > 40
    assert "ru/goods/lifts" in told("check", "ru")["packs"]


def test_check_of_a_pack_that_is_not_there_tells_those_there_are() -> None:
    error = told("check", "ru/goods/lift", code=2)["error"]
    assert (error["code"], "ru/goods/lifts" in error["facts"]["expected"]) == ("law.check.no_pack", True)


def test_check_leaves_nothing_on_stderr() -> None:
    command = [sys.executable, "-m", "comity.cli.main", "law", "check", "union"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    done = subprocess.run(command, env=kept, capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("day", "near"), [("2027-02-01", "2026-12-31"), ("2021-02-01", "2022-01-01")])
def test_a_day_without_any_row_in_force_is_told_with_the_nearest_that_has_one(
    day: str, near: str, language: str
) -> None:
    rule = "ru/goods/machine_tools.register_threshold"
    shown = run("value", rule, "type=turning_centre", "--lang", language, code=1, day=day)
    assert near in shown
    assert day in shown
    assert "{" not in shown
