"""A contract that cannot be, or that the law as loaded does not price, is told by name and never guessed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.basis.words import LANGUAGES
from comity.cli.main import app
from comity.law.library import Library

PACKS = Path(__file__).parents[2] / "packs"
DRIVER = '{age: 40, experience: 10, class: "4"}'
CONTRACT = """state: ru
contract: annual
vehicle: {{category: B, use: ordinary, power: 110, power_unit: hp, place: Москва}}
owner: {{kind: natural}}
drivers: [{drivers}]
base: 5000
use_months: 12
"""
OTHER = (
    "state=by contract=domestic vehicle.category=A2 vehicle.place=brest term=m12 owner.kind=natural "
    "owner.age=40 owner.experience=10 owner.class=first accidents=0 privilege=no"
)


@pytest.fixture(scope="module")
def motor() -> Library:
    return Library.from_texts(
        {path.relative_to(PACKS).as_posix(): path.read_text("utf-8") for path in PACKS.glob("*/motor*.md")}
    )


@pytest.fixture(autouse=True)
def _surroundings(motor: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """No node, no language of the surroundings; the motor packs are read once."""
    for name in ("COMITY_HOME", "COMITY_LANG", "COMITY_AT", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("comity.cli.motor._library", lambda: motor)


def quote(folder: Path, facts: str, *more: str, drivers: str = DRIVER) -> tuple[int, str]:
    """The exit code of a quote for the contract with some facts changed, and all that it says."""
    words = [word for fact in facts.split() for word in ("--fact", fact)]
    if facts.startswith("state=by"):
        words = ["--state", "by", *words[2:]]
    else:
        file = folder / "contract.yaml"
        file.write_text(CONTRACT.format(drivers=drivers), "utf-8")
        words = [str(file), *words]
    run = CliRunner().invoke(app, ["motor", "quote", *words, *more], prog_name="comity")
    if run.exception and not isinstance(run.exception, SystemExit):
        raise run.exception
    return run.exit_code, run.stdout or run.stderr


REFUSED = [
    ("driver1.age=15", "motor.fact.refused", "drivers[0].age", "[16..110]"),
    ("driver1.age=111", "motor.fact.refused", "drivers[0].age", "[16..110]"),
    ("driver1.age=forty", "motor.fact.refused", "drivers[0].age", "[16..110]"),
    ("driver1.experience=95", "motor.fact.refused", "drivers[0].experience", "[0..94]"),
    ("driver1.experience=-1", "motor.fact.refused", "drivers[0].experience", "[0..94]"),
    ("driver1.experience=26", "motor.driver.impossible", "drivers[0].experience", "25"),
    ("driver1.class=14", "motor.class.unknown", "drivers[0].class", "13"),
    ("vehicle.category=Z", "motor.category.unknown", "vehicle.category", "machine"),
    ("vehicle.place=Москвва", "motor.place.unknown", "vehicle.place", "Москва"),
    ("vehicle.place=Благовещенск", "motor.place.ambiguous", "vehicle.place", "Амурская"),
    ("base=1398.99", "motor.base.outside", "base", "8665"),
    ("base=8665.01", "motor.base.outside", "base", "1399"),
    ("base=5000,5", "motor.fact.refused", "base", "> 0"),
    ("drivers=6", "motor.drivers.too_many", "drivers", "5"),
    ("drivers=0", "motor.drivers.too_many", "drivers", "[1..5]"),
    ("driver6.age=30", "motor.drivers.too_many", "driver6.age", "5"),
    (f"{OTHER} owner.age=15", "motor.fact.refused", "owner.age", "[16..110]"),
    (f"{OTHER} vehicle.place=Брянск", "motor.place.unknown", "vehicle.place", "minsk"),
    (f"{OTHER} vehicle.category=B", "motor.category.unknown", "vehicle.category", "B1"),
    (f"{OTHER} owner.class=M", "motor.class.unknown", "owner.class", "first"),
]


@pytest.mark.parametrize(("facts", "code", "path", "expected"), REFUSED)
def test_what_cannot_be_is_refused_by_name_in_three_languages(
    tmp_path: Path, facts: str, code: str, path: str, expected: str
) -> None:
    told = []
    for language in LANGUAGES:
        exit_code, said = quote(tmp_path, facts, "--at", "2026-01-15", "--lang", language, "--json")
        error = json.loads(said)["error"]
        assert (exit_code, error["code"], error["path"]) == (2, code, path)
        assert expected in error["words"]
        assert "{" not in error["words"]
        told.append(error["words"])
    assert len(set(told)) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contract_of_six_drivers_says_what_to_do_instead(tmp_path: Path, language: str) -> None:
    listed = quote(tmp_path, "", "--at", "2026-01-15", "--lang", language, drivers=", ".join([DRIVER] * 6))
    counted = quote(tmp_path, "drivers=6", "--at", "2026-01-15", "--lang", language)
    word = {"en": "without a limit on drivers", "ru": "без ограничения", "be": "без абмежавання"}[language]
    for code, said in (listed, counted):
        assert code == 2
        assert "drivers: " in said
        assert "'6'" in said
        assert word in said


def test_five_drivers_are_priced_by_the_worst_of_them(tmp_path: Path) -> None:
    worst = '{age: 18, experience: 0, class: "M"}'
    code, said = quote(
        tmp_path, "", "--at", "2026-01-15", "--json", drivers=", ".join([DRIVER] * 4 + [worst])
    )
    alone = quote(tmp_path, "", "--at", "2026-01-15", "--json", drivers=worst)
    assert (code, json.loads(said)["premium"]) == (0, json.loads(alone[1])["premium"])


SILENT = [
    ("", "2022-01-08", "ru/motor.premium"),
    ("", "1999-12-31", "ru/motor.premium"),
    ("", "2022-09-12", "ru/motor.base_high"),
    ("", "2025-12-08", "ru/motor_places.kt_place"),
    ("vehicle.place=Сочи", "2026-01-15", "ru/motor_places.kt_place"),
    ("driver1.age=17 driver1.experience=0", "2026-01-15", "ru/motor.kvs_driver"),
    (OTHER, "2016-08-21", "by/motor.premium"),
    (OTHER, "2025-04-23", "by/motor.premium"),
]


@pytest.mark.parametrize(("facts", "day", "rule"), SILENT)
def test_where_the_law_as_loaded_is_silent_there_is_no_figure_and_the_reason_is_told(
    tmp_path: Path, facts: str, day: str, rule: str
) -> None:
    told = []
    for language in LANGUAGES:
        code, said = quote(tmp_path, facts, "--at", day, "--lang", language, "--json")
        found = json.loads(said)
        assert (code, found["status"], found["premium"]) == (1, "gap", None)
        reasons = {gap["rule"]: gap["why"] for gap in found["gaps"]}
        assert rule in reasons
        told.append(reasons[rule])
    assert len(set(told)) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "between 4620.24 and 39372.48"),
        ("ru", "от 4620.24 до 39372.48"),
        ("be", "ад 4620.24 да 39372.48"),
    ],
)
def test_a_missing_class_gives_the_premium_between_its_bounds(
    tmp_path: Path, language: str, words: str
) -> None:
    code, said = quote(
        tmp_path, "", "--at", "2026-01-15", "--lang", language, drivers="{age: 40, experience: 10}"
    )
    assert code == 1
    assert words in said
    assert "drivers[0].class" in said
