"""`comity goods`, each command through the real command line."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
COMMANDS = ["", "assess", "sheet", "file", "decide", "issue", "print", "recognise"]
DAY = "2026-11-16"


def run(*words: str, code: int = 0, day: str = DAY) -> str:
    """What a command without a node prints, errors too."""
    done = CliRunner().invoke(app, ["--at", day, "goods", *words], env={"COLUMNS": "120", "COMITY_HOME": ""})
    assert done.exit_code == code, done.output
    return done.output


def told(*words: str, code: int = 0) -> Any:
    return json.loads(run(*words, "--json", code=code))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_one_screen(command: str) -> None:
    lines = run(*command.split(), "--help").rstrip().splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 100


def test_assess_tells_points_by_line_and_the_decision() -> None:
    found = told("assess", str(DEMO / "lift-120.yaml"))
    assert found["decision"] == "confirmed"
    assert found["until"] == "2026-12-31"
    assert found["days"] == [
        {
            "on": "2026-09-30",
            "decision": "confirmed",
            "score": "120",
            "threshold": "120",
            "shortfall": 0,
            "unmet": [],
        }
    ]
    assert found["lines"][0].keys() == {"id", "points", "why", "cite"}
    assert found["lines"][0]["points"] == "15"
    assert (found["missing"], found["gaps"], found["next"], found["confidence"]) == ([], [], [], "C")


def test_assess_tells_what_would_close_the_gap(tmp_path: Path) -> None:
    late = tmp_path / "late.yaml"
    late.write_text((DEMO / "lift-120.yaml").read_text("utf-8").replace("2026-09-30", DAY), "utf-8")
    found = told("assess", str(late), code=1)
    assert (found["decision"], [day["shortfall"] for day in found["days"]]) == ("not confirmed", [0, 15])
    assert found["next"] == [{"operations": ["freq_converter"], "points": 15}]


def test_an_open_score_is_told_by_its_bounds_in_json(tmp_path: Path) -> None:
    less = tmp_path / "less.yaml"
    kept = (DEMO / "lift-120.yaml").read_text("utf-8").splitlines()
    less.write_text("\n".join(each for each in kept if "operation: cabin" not in each), "utf-8")
    found = told("assess", str(less), "--lang", "ru", code=1)
    assert (found["decision"], found["days"][0]["score"]) == ("undetermined", "105..120")
    assert found["missing"] == ["cabin.done", "cabin.origin", "cabin.proof"]


def test_assess_of_a_gap_in_the_law_is_undetermined() -> None:
    found = told("assess", str(DEMO / "lathe-2027.yaml"), code=1)
    assert found["decision"] == "undetermined"
    assert found["gaps"][0]["rule"] == "ru/goods/machine_tools.register_threshold"


def test_assess_explains_every_step_when_asked() -> None:
    steps = told("assess", str(DEMO / "lift-120.yaml"), "--why")["steps"]
    assert (steps[0]["rule"], steps[0]["depth"]) == ("ru/goods/lifts.met", 0)
    assert len(steps) > 40


def with_act(folder: Path, act: str) -> str:
    made = folder / "named.yaml"
    made.write_text((DEMO / "lift.yaml").read_text("utf-8").replace("WINCH_ACT", json.dumps(act)), "utf-8")
    return str(made)


def test_an_act_that_no_node_verified_is_told(tmp_path: Path) -> None:
    named = with_act(tmp_path, "CY1:ANYTHING")
    assert told("assess", named)["unverified"] == 1
    assert "not verified, as no node was asked (--home): 1." in run("assess", named)
    assert told("assess", str(DEMO / "lift-120.yaml"))["unverified"] == 0
    assert "--home" not in run("assess", str(DEMO / "lift-120.yaml"))


def test_an_act_may_be_a_file_beside_the_application(tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "winch.txt").write_text("CY1:ANYTHING\n", "utf-8")
    assert told("assess", with_act(tmp_path, "acts/winch.txt"))["unverified"] == 1


@pytest.mark.parametrize(
    "act", ["WINCH", "none.txt", "../winch.txt", "/etc/hostname", "other.txt", "a" * 3000]
)
def test_a_text_that_is_no_act_is_refused_at_its_place(act: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "winch.txt").write_text("CY1:ANYTHING", "utf-8")
    (folder / "other.txt").write_text("no act", "utf-8")
    error = told("assess", with_act(folder, act), code=2)["error"]
    assert (error["code"], error["path"]) == ("goods.proof.no_credential", "lines[8].proof.act")


DECISIONS = {"en": "CONFIRMED", "ru": "ПОДТВЕРЖДЕНО", "be": "ПАЦВЕРДЖАНА"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_assess_speaks_the_language_asked_for(language: str) -> None:
    shown = run("assess", str(DEMO / "lift-120.yaml"), "--lang", language, "--why")
    assert DECISIONS[language] in shown
    assert "{" not in shown


FAULTS = {
    "en": "the sheet has no operation",
    "ru": "в перечне нет операции",
    "be": "у пераліку няма аперацыі",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_in_words_or_as_json(language: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        (DEMO / "lift-120.yaml").read_text("utf-8").replace("operation: cabin", "operation: cabbin"), "utf-8"
    )
    shown = run("assess", str(bad), "--lang", language, code=2)
    assert FAULTS[language] in shown
    assert "lines[0].operation" in shown
    error = told("assess", str(bad), code=2)["error"]
    assert (error["code"], error["path"]) == ("goods.operation.unknown", "lines[0].operation")
    assert error["facts"]["expected"][0] == "cabin"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("mixed.yaml", "product: {name: Лифт}\n".encode() + "purpose: реестр\n".encode("cp1251"), "not_utf8"),
        ("both.yaml", b"a: 1\na: 2\n", "key_twice"),
        ("app.txt", b"product: x", "unknown_form"),
        ("none.yaml", b"", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    error = told("assess", str(tmp_path / name), code=2)["error"]
    assert error["code"] == f"files.{code}"
    assert "{" not in error["words"]


def test_an_expert_act_is_not_assessed_without_a_node() -> None:
    assert told("assess", str(DEMO / "winch.yaml"), code=2)["error"]["code"] == "goods.form.unknown"


def test_sheet_lists_the_operations_of_a_product() -> None:
    found = told("sheet", "28.22.16.111")
    assert (found["sheet"], len(found["lines"])) == ("ru/goods/lifts", 12)
    assert sum(each["points"] for each in found["lines"]) == 135
    assert found["lines"][-1] == {
        "id": "freq_converter",
        "points": 15,
        "use": None,
        "eaeu": 15,
        "mode": "use",
        "group": "lift",
    }
    assert [each["name"] for each in found["facts"]] == [
        *("winch_gearless", "winch_gearbox_made", "purpose", "mandatory.rights", "mandatory.service_centre")
    ]
    assert found["facts"][3]["expected"] == "number >= 0"
    assert "Преобразователь частоты" in run("sheet", "28.22.16.111", "--lang", "ru")


def test_sheet_tells_what_must_hold_and_the_thresholds_of_the_day() -> None:
    found = told("sheet", "28.22.16.111")
    assert {each["name"]: each["needed"] for each in found["facts"] if each["needed"]} == {
        "mandatory.rights": ">= 5",
        "mandatory.service_centre": ">= 1",
    }
    (row,) = found["thresholds"]
    assert (row["rule"], row["case"], row["least"]) == (
        "ru/goods/lifts.threshold",
        "purpose = register",
        "120",
    )
    assert "135" in run("sheet", "28.22.16.111", day="2027-01-01")
    shown = run("sheet", "28.22.16.111")
    assert "Thresholds in force on 2026-11-16" in shown
    assert "note 18" in shown


def test_sheet_of_a_day_without_a_threshold_says_so() -> None:
    shown = run("sheet", "28.41.22.110", day="2027-02-01")
    assert "register_threshold" not in shown
    assert "type = turning_centre" not in shown


# a field without a value, and a heading whose fields are all without one
EMPTY = re.compile(r" +[a-z_0-9]+:( +#.*)?|purpose: .*|(applicant|configuration|mandatory):")


def codes() -> list[str]:
    """One code of each family that a sheet covers."""
    every = told("sheet", "10.11.11", code=2)["error"]["facts"]["expected"]
    return list({str(each)[:5]: str(each) for each in every}.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_left_as_it_is_names_its_first_empty_field(language: str, tmp_path: Path) -> None:
    blank = tmp_path / "blank.yaml"
    blank.write_text(run("sheet", "28.22.16.111", "--template", "--lang", language), "utf-8")
    error = told("assess", str(blank), code=2)["error"]
    assert (error["code"], error["path"]) == ("goods.field.empty", "product.name")


def test_a_template_without_its_empty_fields_is_an_application(tmp_path: Path) -> None:
    filled = tmp_path / "filled.yaml"
    for code in codes():
        lines = run("sheet", code, "--template").splitlines()
        kept = [each for each in lines if not EMPTY.fullmatch(each)]
        filled.write_text("\n".join(kept), "utf-8")
        found = told("assess", str(filled), code=1)
        assert (found["decision"], len(found["lines"]) > 0) == ("undetermined", True), code


def test_a_template_filled_in_is_assessed(tmp_path: Path) -> None:
    text = run("sheet", "28.22.16.111", "--template")
    said = {
        "name": "Lift",
        "model": "L",
        "tax_id": "0",
        "address": "A",
        "purpose": "register",
        "winch_gearless": "yes",
        "winch_gearbox_made": "no",
        "rights": "7",
        "service_centre": "2",
        "done": "yes",
        "state": "ru",
        "proof": "register_entry",
    }
    for name, value in said.items():
        text = re.sub(rf"(?m)^( *{name}:)(  #.*)?$", rf"\1 {value}", text)
    filled = tmp_path / "filled.yaml"
    filled.write_text(text, "utf-8")
    assert told("assess", str(filled))["days"][0]["score"] == "135"


def test_sheet_of_a_variant_is_its_own() -> None:
    assert (told("sheet", "30.30.32.151")["variant"], len(told("sheet", "30.30.32.151")["lines"])) == (
        "multirotor_up_to_30kg",
        7,
    )


def test_sheet_of_a_code_nobody_covers_tells_those_there_are() -> None:
    error = told("sheet", "10.11.11", code=2)["error"]
    assert (error["code"], "28.22.16.111" in error["facts"]["expected"]) == ("goods.code.not_covered", True)


def test_a_state_without_sheets_is_refused_with_those_that_have_some() -> None:
    error = told("sheet", "28.22.16.111", "--state", "by", code=2)["error"]
    assert (error["code"], error["facts"]["expected"]) == ("goods.state.no_sheets", ["ru"])


# With nodes: each command a process of its own.


class Nodes:
    """Two nodes with real packs, ru and by, that know each other's keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, name: str, words: Sequence[str], code: int = 0) -> Any:
        home = ["--home", str(self.folder / name)] if name else []
        command = [sys.executable, "-m", "comity.cli.main", "--json", "--at", DAY, *home, *words]
        kept: Mapping[str, str] = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
        done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout or done.stderr)

    def line(self, name: str, line: str, code: int = 0) -> Any:
        return self.run(name, [word.replace("@", f"{self.folder}/") for word in line.split()], code)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Nodes:
    made = Nodes(tmp_path_factory.mktemp("nodes"))
    prints = {}
    for name, other in (("ru", "by"), ("by", "ru")):
        domain = f"--name {name}.example --origin {name}.example/2026 --jurisdiction {name}"
        made.line("", f"init @{name} {domain} --peer @{other} --example")
        made.line(name, "official add Anna --role drafter")
        made.line(name, "official add Boris --role approver")
        prints[name] = made.line(name, f"trust export --out @{name}.json")["fingerprint"]
    made.line("ru", f"trust pin @by.json --fingerprint {prints['by']}")
    made.line("by", f"trust pin @ru.json --fingerprint {prints['ru']}")
    made.line("ru", "trust draft @ru.json @by.json --domain test --out @test.draft")
    made.line("by", "trust sign @test.draft --out @test.trust")
    for name in prints:
        made.line(name, "trust load @test.trust")
    return made


@pytest.fixture(scope="module")
def winch(nodes: Nodes) -> str:
    """The credential of an expert act for a winch, sealed."""
    case = nodes.run("by", ["goods", "file", str(DEMO / "winch.yaml")])["case"]
    assert nodes.line("by", f"goods decide {case} --official Anna")["kind"] == "goods.expert_act"
    nodes.line("by", f"goods issue {case} --official Boris")
    nodes.line("by", "register ask")
    nodes.line("ru", "register witness")
    nodes.line("by", "register seal")
    nodes.line("by", "register status")
    nodes.line("ru", "register status --load @ru/inbox/by.example.cwt")
    written = nodes.line("by", f"goods print {case} --out @winch")["written"]
    assert [Path(each).suffix for each in written] == [".pdf", ".png", ".svg", ".txt"]
    return (nodes.folder / "winch" / "certificate.txt").read_text("ascii").strip()


def test_the_other_states_act_carries_an_application_to_its_certificate(nodes: Nodes, winch: str) -> None:
    text = (DEMO / "lift.yaml").read_text("utf-8").replace("WINCH_ACT", json.dumps(winch))
    (nodes.folder / "lift.yaml").write_text(text, "utf-8")
    assert nodes.line("ru", "goods assess @lift.yaml")["decision"] == "confirmed"
    named = (DEMO / "lift.yaml").read_text("utf-8").replace("WINCH_ACT", "winch/certificate.txt")
    (nodes.folder / "named.yaml").write_text(named, "utf-8")
    case = nodes.line("ru", "goods file @named.yaml")["case"]
    proposed = nodes.line("ru", f"goods decide {case} --official Anna")
    assert proposed.keys() == {"case", "digest", "official", "kind", "decision"}
    assert nodes.line("ru", f"goods issue {case} --official Anna", code=4)["error"]["code"].startswith(
        "official."
    )
    issued = nodes.line("ru", f"goods issue {case} --official Boris")
    assert (issued.keys(), issued["kind"]) == ({"case", "act", "number", "kind"}, "goods.certificate")
    assert nodes.line("ru", f"register show {case}")["id"] == issued["act"]


def test_what_the_act_counts_for_is_asked_of_the_rules_here(nodes: Nodes, winch: str) -> None:
    found = nodes.line("ru", "goods recognise @winch/certificate.txt", code=1)
    assert (found["answer"], found["counts"]) == ("valid", {"code": "goods.counts.depends", "rank": None})
    assert nodes.run("ru", ["goods", "recognise", winch], code=1) == found
    broken = f"{winch[:-8]}{'A' if winch[-8] != 'A' else 'B'}{winch[-7:]}"
    assert nodes.run("ru", ["goods", "recognise", broken], code=1)["answer"] == "not valid"


def test_a_paper_that_cannot_be_written_is_an_input_error(nodes: Nodes, winch: str) -> None:
    act = nodes.line("ru", "goods recognise @winch/certificate.txt", code=1)["act"]["id"]
    refused = nodes.line("by", f"goods print {act} --out @winch/certificate.txt", code=2)
    assert refused["error"]["code"] == "files.not_writable"


def test_a_proof_that_does_not_verify_stores_nothing(nodes: Nodes, winch: str) -> None:
    broken = f"{winch[:-8]}{'A' if winch[-8] != 'A' else 'B'}{winch[-7:]}"
    text = (DEMO / "lift.yaml").read_text("utf-8").replace("WINCH_ACT", json.dumps(broken))
    (nodes.folder / "broken.yaml").write_text(text, "utf-8")
    error = nodes.line("ru", "goods file @broken.yaml", code=2)["error"]
    assert (error["code"], error["path"]) == ("goods.proof.not_valid", "lines[8].proof.act")


def test_a_case_that_is_not_there_is_an_input_error(nodes: Nodes) -> None:
    assert (
        nodes.line("ru", "goods decide G-2026-999999 --official Anna", code=2)["error"]["code"]
        == "docket.no_case"
    )


def test_assess_with_a_node_takes_applications_only(nodes: Nodes) -> None:
    error = nodes.run("by", ["goods", "assess", str(DEMO / "winch.yaml")], code=2)["error"]
    assert error["code"] == "goods.form.unknown"
