"""`comity law compare` and `comity law diff`, through the real command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app

FEE = """# Fees
pack: {state}/fees
jurisdiction: {state}
cite: Act of {state}
checked: 2026-11-21
confidence: B

## fee
Fee
inputs: weight: integer [0..10] "weight"; kind: text ({kinds}) "kind"
unit: {unit}

| weight | kind    | fee   |
|--------|---------|-------|
| < 5    | -       | 10    |
| >= 5   | {first} | {fee} |
| >= 5   | {other} | 30    |

## {name}
Own rule
= 1
"""
KINDS = {"first": '"letter"', "other": '"parcel"', "kinds": '"letter", "parcel"'}
OLD = FEE.format(state="aa", unit="roubles", fee=20, name="only_aa", **KINDS)
NEW = FEE.format(
    state="bb",
    unit="euro",
    fee=25,
    name="only_bb",
    **KINDS | {"other": 'not("letter")', "kinds": '"letter", "parcel", "sack"'},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for state, text in (("aa", OLD), ("bb", NEW)):
        (tmp_path / state).mkdir()
        (tmp_path / state / "fees.md").write_text(text, "utf-8")
    return tmp_path


def run(*words: str, code: int = 0) -> str:
    line = ["--at", "2026-11-21", "law", *words]
    done = CliRunner().invoke(app, line, env={"COLUMNS": "120", "COMITY_HOME": ""})
    assert done.exit_code == code, done.output
    return done.output


def told(*words: str, code: int = 0) -> Any:
    return json.loads(run(*words, "--json", code=code))


@pytest.mark.parametrize("command", ["compare", "diff"])
def test_help_fits_one_screen(command: str) -> None:
    lines = run(command, "--help").rstrip().splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100


def test_two_rules_are_told_cell_by_cell_with_both_acts(folder: Path) -> None:
    (found,) = told("compare", "aa/fees.fee", "bb/fees.fee", "--packs", str(folder))["compared"]
    first, last = found["differences"]
    assert first["cell"] == {"weight": ["[5..10]"], "kind": ["letter"]}
    assert (first["left"]["value"], first["right"]["value"]) == ("20", "25")
    assert (first["left"]["cite"], first["right"]["cite"]) == ("Act of aa", "Act of bb")
    assert (first["left"]["confidence"], first["case"]["kind"]) == ("B", "letter")
    assert (last["cell"]["kind"], last["left"], last["right"]["value"]) == (["sack"], None, "30")
    assert found["strange"] == {"kind": {"left": [], "right": ["sack"]}}
    assert (found["whole"], found["left"]["unit"], found["right"]["unit"]) == (True, "roubles", "euro")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_states_are_told_rule_by_rule_in_every_language(language: str, folder: Path) -> None:
    shown = run("compare", "aa", "bb", "--packs", str(folder), "--lang", language)
    assert "20 roubles [1]" in shown
    assert "[1] Act of aa (B)" in shown
    for name in ("aa/fees.only_aa", "bb/fees.only_bb", "sack"):
        assert name in shown
    assert "{" not in shown


def test_a_rule_that_is_not_loaded_is_told_as_a_rule(folder: Path) -> None:
    error = told("compare", "aa/fees.feee", "bb/fees.fee", "--packs", str(folder), code=2)["error"]
    assert (error["code"], "aa/fees.fee" in error["words"]) == ("law.rule.unknown", True)
    assert told("compare", "cc", "bb", "--packs", str(folder), code=2)["error"]["code"] == "law.check.no_pack"


def test_what_only_one_state_has_is_listed(folder: Path) -> None:
    found = told("compare", "aa/fees", "bb/fees", "--packs", str(folder), "--on", "2030-01-01")
    assert found["alone"] == {"aa/fees": ["aa/fees.only_aa"], "bb/fees": ["bb/fees.only_bb"]}
    assert (found["on"], found["skipped"]) == ("2030-01-01", {})


def test_a_pair_that_cannot_be_compared_is_skipped_with_its_reason(folder: Path) -> None:
    text = NEW.replace("weight: integer [0..10]", "weight: text").replace("< 5 ", '"a" ')
    (folder / "bb" / "fees.md").write_text(
        text.replace(">= 5", 'not("a")').replace("only_bb", "only_aa"), "utf-8"
    )
    found = told("compare", "aa", "bb", "--packs", str(folder))
    assert [each["left"]["rule"] for each in found["compared"]] == ["aa/fees.only_aa"]
    assert "weight has one type in aa/fees.fee" in found["skipped"]["/fees.fee".lstrip("/")]
    assert "Not compared: fees.fee." in run("compare", "aa", "bb", "--packs", str(folder))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["compare", "aa/fees.fee", "bb"], "cli.compare_kinds"),
        (["compare", "aa", "cc"], "law.check.no_pack"),
        (["compare", "aa", "bb", "--on", "soon"], "cli.day"),
        (["diff", "aa"], "cli.diff_which"),
        (["diff", "aa", "--from", "2026-01-01"], "cli.diff_which"),
        (["diff", "a.md", "b.md", "--from", "2026-01-01"], "cli.diff_which"),
        (["diff", "aa", "--from", "2026", "--to", "2027-01-01"], "cli.day"),
        (["diff", "a.md", "b.md"], "files.not_found"),
    ],
)
def test_a_slip_is_an_input_error(words: list[str], code: str, folder: Path) -> None:
    error = told(*words, "--packs", str(folder), code=2)["error"]
    assert (error["code"], "{" in error["words"]) == (code, False)


def test_how_the_bonus_classes_of_two_states_differ() -> None:
    shown = run("compare", "ru/motor.class_coefficient", "by/motor.class_coefficient", "--on", "2025-04-01")
    assert "class: M     3.92 [1]" in shown
    assert "no such value" in shown
    assert "Lines that differ: 24. Compared in full, cells: 24." in shown


def test_what_changed_in_a_shipped_pack_between_two_days() -> None:
    found = told("diff", "ru/motor.ko", "--from", "2022-01-10", "--to", "2026-01-01")
    (one,) = found["changed"][0]["differences"]
    assert one["cell"] == {"limited": ["false"], "owner.kind": ["natural"]}
    assert (one["left"]["value"], one["right"]["value"]) == ("2.32", "3.16")
    assert (found["added"], found["gone"], found["elsewhen"]) == ({}, {}, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edit_of_a_pack_is_told_with_the_rules_that_follow(language: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    more = "\n## twice\nTwice\n= fee * 2\n"
    old.write_text(OLD + more, "utf-8")
    new.write_text((OLD + more).replace("| 20 ", "| 21 ").replace("only_aa", "another"), "utf-8")
    shown = run("diff", str(old), str(new), "--lang", language)
    for text in (
        "20 roubles [1]",
        "21 roubles [1]",
        "aa/fees.twice",
        "aa/fees.another: Own rule [Act of aa [B]]",
    ):
        assert text in shown
    assert "{" not in shown
    found = told("diff", str(old), str(new))
    assert found["following"] == {"aa/fees.twice": ["aa/fees.fee"]}
    assert (list(found["added"]), list(found["gone"])) == (["aa/fees.another"], ["aa/fees.only_aa"])


def test_two_folders_of_packs_are_compared_with_the_packs_they_use(folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    text = "# User\npack: aa/user\nuses: ru/motor_places as places\n\n## x\nX\n= 2\n"
    (new / "user.md").write_text(text, "utf-8")
    found = told("diff", str(folder / "aa"), str(new))
    assert list(found["added"]) == ["aa/user.x"]
    assert list(found["gone"]) == ["aa/fees.fee", "aa/fees.only_aa"]


def test_a_broken_new_version_is_refused_with_its_line(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(OLD, "utf-8")
    new.write_text(OLD.replace("inputs:", "input:"), "utf-8")
    error = told("diff", str(old), str(new), code=3)["error"]
    assert (error["kind"], error["facts"]["file"]) == ("pack", "new.md")
