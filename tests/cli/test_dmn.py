"""`comity dmn`, each command through the real command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app

PACK = """# Fees of a harbour
pack: harbour
cite: Harbour Rules, schedule 1
checked: 2026-11-21
confidence: B
in force: 2026-01-01 ..

## rate
Rate for one metre
inputs: kind: text ("sail", "motor")
hit: U

| kind    | rate |
|---------|------|
| "sail"  | 2    |
| "motor" | 3.5  |

## fee
Fee for one night
inputs: length: number > 0 in m

= round half up(rate * length, 0)
"""
MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:quay" name="quay">
<itemDefinition name="tBoat">
 <itemComponent name="beam"><typeRef>number</typeRef></itemComponent></itemDefinition>
<inputData id="a" name="arrival"><variable name="arrival" typeRef="date"/></inputData>
<inputData id="b" name="boat"><variable name="boat" typeRef="tBoat"/></inputData>
<inputData id="c" name="flag"><variable name="flag" typeRef="string"/></inputData>
<decision id="d" name="nights"><variable name="nights"/>
 <informationRequirement><requiredInput href="#a"/></informationRequirement>
 <literalExpression><text>(today() - arrival).days</text></literalExpression></decision>
<decision id="e" name="boat told"><variable name="boat told"/>
 <informationRequirement><requiredInput href="#a"/></informationRequirement>
 <informationRequirement><requiredInput href="#b"/></informationRequirement>
 <informationRequirement><requiredInput href="#c"/></informationRequirement>
 <literalExpression><text>{flag: flag, wide: boat.beam > 4,
  since: [arrival], none: 1 / 0}</text></literalExpression>
</decision></definitions>"""
BOMB = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]><definitions name="&c;"/>'


def run(*words: str, code: int = 0, day: str = "2026-11-16") -> str:
    done = CliRunner().invoke(app, ["--at", day, "dmn", *words], env={"COLUMNS": "120", "COMITY_HOME": ""})
    assert done.exit_code == code, done.output
    return done.output


def told(*words: str, code: int = 0, day: str = "2026-11-16") -> Any:
    return json.loads(run(*words, "--json", code=code, day=day))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "harbour.md").write_text(PACK, "utf-8")
    (tmp_path / "quay.dmn").write_text(MODEL, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["", "write", "read", "run"])
def test_help_fits_one_screen(command: str) -> None:
    lines = run(*command.split(), "--help").rstrip().splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("edition", ["1.3", "1.5"])
def test_a_pack_written_and_run_gives_what_the_pack_gives(folder: Path, edition: str) -> None:
    model = str(folder / "harbour.dmn")
    written = told("write", "harbour", "--dmn", edition, "--packs", str(folder / "packs"), "--out", model)
    assert (written["rules"], written["edition"]) == (["harbour.fee", "harbour.rate"], edition)
    found = told("run", model, "--decision", "harbour_fee", "--fact", "kind=motor", "--fact", "length=7")
    assert (found["value"], found["notes"]) == ("25", [])


def test_a_model_without_a_file_is_printed_as_xml(folder: Path) -> None:
    shown = run("write", "harbour.rate", "--packs", str(folder / "packs"))
    assert shown.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<definitions")
    assert told("write", "harbour.rate", "--packs", str(folder / "packs"))["text"] == shown.rstrip("\n")


def test_a_model_read_is_a_pack_that_reads(folder: Path) -> None:
    model, back = folder / "harbour.dmn", folder / "back.md"
    run("write", "harbour.fee", "--packs", str(folder / "packs"), "--out", str(model))
    found = told("read", str(model), "--pack", "back", "--cite", "Rules, 1", "--out", str(back))
    assert (found["pack"], found["rules"]) == ("back", ["back.harbour_fee", "back.harbour_rate"])
    assert back.read_text("utf-8").startswith("# harbour.fee 2026-11-16\npack: back\ncite: Rules, 1\n")
    assert run("read", str(model), "--pack", "back", "--cite", "Rules, 1") == back.read_text("utf-8")


@pytest.mark.parametrize("rule", ["ru/motor.kbm", "by/motor.premium", "ru/goods/lifts.winch"])
def test_a_shipped_rule_written_is_read_back_with_its_silences(tmp_path: Path, rule: str) -> None:
    model = tmp_path / "model.dmn"
    run("write", rule, "--out", str(model), day="2025-04-01")
    assert "silent: the decision model has no row there" in run("read", str(model))


@pytest.mark.parametrize(
    "broken", ["<context/>", "<literalExpression><text>no such name</text></literalExpression>"]
)
def test_what_cannot_be_a_pack_leaves_no_file(folder: Path, broken: str) -> None:
    model, out = folder / "bad.dmn", folder / "bad.md"
    model.write_text(f'<definitions><decision id="d" name="d">{broken}</decision></definitions>', "utf-8")
    done = CliRunner().invoke(app, ["dmn", "read", str(model), "--out", str(out)], env={"COMITY_HOME": ""})
    assert done.exit_code in (2, 3)
    assert sorted(path.name for path in folder.iterdir()) == ["bad.dmn", "packs", "quay.dmn"]


def test_facts_are_read_by_the_types_of_the_inputs(folder: Path) -> None:
    facts = ["--fact", "arrival=2026-11-01", "--fact", "boat={beam: 4.5}", "--fact", 'flag=12 "red"']
    found = told("run", str(folder / "quay.dmn"), "--decision", "boat told", *facts)
    assert found["value"] == {"flag": '12 "red"', "wide": True, "since": ["2026-11-01"], "none": None}
    assert [note["where"] for note in found["notes"]] == ["/"]


def test_today_is_the_day_given(folder: Path) -> None:
    assert (
        run("run", str(folder / "quay.dmn"), "--decision", "nights", "--fact", "arrival=2026-11-01") == "15\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_null_is_told_with_its_note_and_exit_1(folder: Path, language: str) -> None:
    shown = run("run", str(folder / "quay.dmn"), "--decision", "nights", "--lang", language, code=1)
    assert shown.startswith("null\n")
    assert "date - null" in shown
    assert shown.rstrip().endswith("arrival.")  # what was not told


def test_a_note_that_comes_again_is_counted(folder: Path) -> None:
    text = MODEL.replace("(today() - arrival).days", "[1 + null, 1 + null][3]")
    (folder / "twice.dmn").write_text(text, "utf-8")
    shown = run("run", str(folder / "twice.dmn"), "--decision", "nights", code=1)
    assert shown.count("number + null") == 1
    assert "(× 2)" in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "feel.no_decision"),
        (["--decision", "night"], "cli.dmn_decision"),
        (["--decision", "quux"], "feel.model_unknown"),
        (["--decision", "nights", "--fact", "arival=2026-11-01"], "feel.fact_unknown"),
        (["--decision", "nights", "--fact", "arrival"], "law.fact.not_a_pair"),
        (["--decision", "nights", "--fact", "arrival=soon"], "feel.fact"),
        (["--decision", "nights", "--fact", "boat={beam: "], "feel.fact"),
    ],
)
def test_a_slip_is_an_input_error(folder: Path, words: list[str], code: str) -> None:
    error = told("run", str(folder / "quay.dmn"), *words, code=2)["error"]
    assert (error["code"], "{" in error["words"].replace("{beam", "")) == (code, False)


@pytest.mark.parametrize("command", ["read", "run"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "feel.model_xml"),
        ("<definitions>" + "<decision>" * 101, "feel.model_xml"),
        ("<definitions><decision></definitions>", "feel.model_xml"),
        ("<html/>", "feel.not_a_model"),
        ("", "feel.model_xml"),
        ("<definitions>" + " " * 20_000_000, "files.too_large"),
    ],
    ids=["entities", "deep", "broken", "other", "empty", "huge"],
)
def test_a_hostile_file_is_refused_by_name(folder: Path, command: str, text: str, code: str) -> None:
    (folder / "bad.dmn").write_text(text, "utf-8")
    assert told(command, str(folder / "bad.dmn"), code=2)["error"]["code"] == code


def test_an_expression_deeper_than_the_bounds_is_null_with_a_note(folder: Path) -> None:
    text = MODEL.replace("(today() - arrival).days", "(" * 5000 + "1" + ")" * 5000)
    (folder / "deep.dmn").write_text(text, "utf-8")
    found = told("run", str(folder / "deep.dmn"), "--decision", "nights", code=1)
    assert "feel.too_deep" in found["notes"][0]["why"]
    shown = run("run", str(folder / "deep.dmn"), "--decision", "nights", code=1)
    assert "more than 60 levels of brackets" in shown


def test_an_unknown_rule_or_edition_is_an_input_error(folder: Path) -> None:
    held = ["--packs", str(folder / "packs")]
    assert told("write", "harbour.fees", *held, code=2)["error"]["code"] == "law.rule.unknown"
    assert told("write", "harbour.fee", "--dmn", "1.4", *held, code=2)["error"]["code"] == "feel.edition"
