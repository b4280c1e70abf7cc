import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from comity.cli.main import app
from comity.goods.lower import SHAPE
from comity.law.library import Library
from comity.node import files

ROOT = Path(__file__).parents[2]
LINES, COLUMNS = 24, 100
CONTRACT = """state: ru
contract: annual
vehicle: {category: B, use: ordinary, power: 110, power_unit: hp, place: Москва}
owner: {kind: natural}
drivers:
  - {age: 40, experience: 10, class: "4"}
base: 5000
use_months: 12
"""


class Told(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out or self.err)


def comity(*words: str) -> Told:
    """What the command answers in this process, on the packs as they are shipped."""
    run = CliRunner().invoke(app, list(words), prog_name="comity")
    if run.exception and not isinstance(run.exception, SystemExit):
        raise run.exception
    return Told(run.exit_code, run.stdout, run.stderr)


@pytest.fixture(scope="session")
def shipped() -> Library:
    return Library.from_texts(files.packs(), (SHAPE,))


@pytest.fixture(autouse=True)
def _surroundings(shipped: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """No node, no language of the surroundings; the shipped packs are read once."""
    for name in ("COMITY_HOME", "COMITY_LANG", "COMITY_AT", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    monkeypatch.setattr("comity.cli.motor._library", lambda: shipped)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "contract.yaml"
    path.write_text(CONTRACT, "utf-8")
    return path


@pytest.mark.parametrize("command", ["motor", "motor quote", "motor bonus", "motor coverage"])
def test_help_fits_one_screen(command: str) -> None:
    lines = comity(*command.split(), "--help").out.rstrip().splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= COLUMNS
    assert "Usage: comity motor" in lines[0]


def test_a_quote_tells_money_steps_and_what_is_unconfirmed(contract: Path) -> None:
    told = comity("motor", "quote", str(contract), "--at", "2026-01-15", "--json")
    assert told.code == 0, told.err
    assert told.json["premium"] == {"minor": 1004400, "currency": "RUB"}
    assert (told.json["confidence"], told.json["on"], told.json["checked"]) == (
        "C",
        "2026-01-15",
        "2026-11-21",
    )
    assert told.json["doubts"] == ["ru/motor.capped", "ru/motor.premium"]
    steps = {step["rule"]: step for step in told.json["steps"]}
    assert (steps["ru/motor.kt"]["value"], steps["ru/motor.km"]["value"]) == ("1.8", "1.2")
    assert all(step["cite"] for step in steps.values())
    assert set(told.json["packs"]) == {"ru/motor", "ru/motor_places"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Premium on 2026-01-15: 10044.00 RUB", "Unconfirmed (C)", "Power coefficient"]),
        ("ru", ["Премия на 2026-01-15: 10044.00 RUB", "Не подтверждено (C)", "Коэффициент мощности"]),
        ("be", ["Прэмія на 2026-01-15: 10044.00 RUB", "Не пацверджана (C)", "Каэфіцыент магутнасці"]),
    ],
)
def test_a_quote_speaks_three_languages(contract: Path, language: str, words: list[str]) -> None:
    told = comity("motor", "quote", str(contract), "--at", "2026-01-15", "--lang", language, "--why")
    assert [each for each in words if each not in told.out] == []


def test_facts_on_the_line_take_the_place_of_those_in_the_file(contract: Path) -> None:
    line = ("--fact", "vehicle.power=50", "--fact", "use_months=3", "--at", "2026-01-15", "--json")
    assert comity("motor", "quote", str(contract), *line).json["premium"]["minor"] == 251100


def test_facts_on_the_line_are_a_contract() -> None:
    facts = (
        "contract=domestic vehicle.category=A2 vehicle.place=brest term=m12 owner.kind=natural owner.age=40"
    )
    facts += " owner.experience=10 owner.class=first accidents=0 privilege=no"
    line = [word for fact in facts.split() for word in ("--fact", fact)]
    told = comity("motor", "quote", *line, "--state", "by", "--at", "2025-04-22", "--json")
    assert (told.code, told.json["premium"]) == (0, {"minor": 2832, "currency": "EUR"})
    later = comity("motor", "quote", *line, "--state", "by", "--at", "2025-04-23", "--json")
    assert (later.code, later.json["status"], later.json["premium"]) == (1, "gap", None)
    assert "Edict 108" in later.json["gaps"][0]["why"]


def test_a_missing_class_is_named_with_where_it_stands_and_what_is_expected(contract: Path) -> None:
    contract.write_text(CONTRACT.replace(', class: "4"', ""), "utf-8")
    told = comity("motor", "quote", str(contract), "--at", "2026-01-15")
    assert told.code == 1
    assert "drivers[0].class is not given" in told.out
    assert "3 for one without history" in told.out


@pytest.mark.parametrize(
    ("fact", "code", "path"),
    [
        ("base=9000", "motor.base.outside", "base"),
        ("driver1.experience=40", "motor.driver.impossible", "drivers[0].experience"),
        ("vehicle.place=Москвва", "motor.place.unknown", "vehicle.place"),
        ("vehicle.category=Z", "motor.category.unknown", "vehicle.category"),
        ("base", "law.fact.not_a_pair", "base"),
    ],
)
def test_a_bad_fact_is_refused_in_words_and_in_json(contract: Path, fact: str, code: str, path: str) -> None:
    told = comity("motor", "quote", str(contract), "--fact", fact, "--at", "2026-01-15", "--json")
    assert (told.code, told.json["error"]["code"], told.json["error"]["path"]) == (2, code, path)
    assert path in told.json["error"]["words"]


def test_a_quote_of_nothing_or_of_no_state_says_what_to_do() -> None:
    assert "--fact NAME=VALUE" in comity("motor", "quote").err
    told = comity("motor", "quote", "--fact", "contract=annual", "--json")
    assert (told.code, told.json["error"]["code"]) == (2, "cli.state_which")
    assert "by, ru" in told.json["error"]["words"]


def test_a_chain_of_years() -> None:
    told = comity("motor", "bonus", "--state", "ru", "--class", "5", "--claims", "0,1,0", "--json").json
    assert [(y["before"], y["claims"], y["after"], y["coefficient"]) for y in told["years"]] == [
        ("5", 0, "6", "0.83"),
        ("6", 1, "4", "1"),
        ("4", 0, "5", "0.91"),
    ]
    words = comity("motor", "bonus", "--state", "by", "--claims", "0,1", "--at", "2023-06-01", "--lang", "ru")
    assert "1.5" in words.out
    assert comity("motor", "bonus", "--state", "ru", "--class", "14").code == 2
    assert comity("motor", "bonus", "--state", "ru", "--claims", "0,x").code == 2
    assert comity("motor", "bonus", "--state", "ru", "--at", "2022-03-31").code == 1


def test_coverage_prints_what_can_be_computed() -> None:
    told = comity("motor", "coverage", "--json").json["coverage"]
    spans = {
        (each["state"], each["of"], each["span"]): len(each["places"]) for each in told if each["computable"]
    }
    assert spans["ru", "territory", "2022-01-09 .. 2022-09-12"] == 358
    assert spans["ru", "car", "2025-12-09 .."] == 86
    assert spans["by", "car", "2016-08-22 .. 2025-04-22"] == 9
    assert [each for each in told if not each["computable"] and not all(g["why"] for g in each["gaps"])] == []


def test_coverage_of_one_place_is_short() -> None:
    told = comity(
        "motor", "coverage", "--state", "ru", "--place", "Сочи", "--of", "territory", "--lang", "be"
    )
    assert told.out.count("✓") == 1
    assert "2022-01-09 .. 2022-09-12" in told.out
    assert comity("motor", "coverage", "--state", "ru", "--of", "spaceship").code == 2
    told = comity("motor", "coverage", "--place", "Сочи", "--of", "car", "--json")
    assert {each["state"] for each in told.json["coverage"]} == {"ru"}
    assert comity("motor", "coverage", "--place", "Атлантида").code == 2


def test_the_command_itself_quotes_from_the_packs_it_ships(contract: Path) -> None:
    line = [
        sys.executable,
        "-m",
        "comity.cli.main",
        "motor",
        "quote",
        str(contract),
        "--at",
        "2026-01-15",
        "--json",
    ]
    run = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["premium"] == {"minor": 1004400, "currency": "RUB"}
