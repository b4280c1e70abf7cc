"""What holds for the motor packs: three languages, no overlap, known holes only; and the union contract."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.law.cells import findings
from comity.law.evaluate import Result
from comity.law.library import Library
from comity.law.pack import Pack

Ask = Callable[..., Result]
ROOT = Path(__file__).parents[2]
PACKS = ("by/motor", "ru/motor", "ru/motor_places", "union/motor")
LATER = date(2026, 1, 15)

# Every hole of a table a reader may meet and why it is right; spans no edition covers are told apart below.
HOLES = {
    "by/motor.base": (6, "a combined contract is made for six months to a year"),
    "by/motor.not_loaded": (1, "the rest is the gap's own words"),
    "by/motor.specimens": (1, "words only for the specimens there are"),
    "ru/motor.base_high": (4, "categories whose corridor was not found, in two editions"),
    "ru/motor.base_low": (2, "categories whose corridor was not found, in two editions"),
    "ru/motor.change": (1, "more days left than there are"),
    "ru/motor.km": (1, "motorcycles before 17 April 2025"),
    "ru/motor.km_if_car": (1, "nothing was read of motorcycles"),
    "ru/motor.kp": (1, "an annual or short contract has no such coefficient"),
    "ru/motor.kt": (6, "vehicles from abroad but cars and motorcycles; a transit contract has no territory"),
    "ru/motor.kvs_driver": (7, "younger than 18, and pairs that cannot be"),
    "ru/motor.kvs_rider": (6, "pairs that cannot be"),
    "ru/motor.not_loaded": (6, "the rest is the gap's own words"),
    "ru/motor.product": (1, "short contracts before 2 March 2024"),
    "ru/motor.refund_exact": (1, "more days left than there are"),
    "ru/motor.specimens": (1, "words only for the specimens there are"),
    "ru/motor.tb": (1, "a base rate outside the corridor"),
    "ru/motor_places.kt_machine": (2, "places not among the centres"),
    "ru/motor_places.kt_place": (3, "places the edition does not name"),
    "ru/motor_places.places": (1, "other texts"),
    "union/motor.compensation_law": (1, "other states"),
    "union/motor.holds_in": (1, "other states"),
    "union/motor.other_card_needed": (1, "other states"),
}
UNCOVERED = {
    "by/motor.base_unit": {"2021-01-01 .. 2024-12-31"},
    "by/motor.green_card_all": {"2017-01-01 .."},
    "by/motor.green_card_russia": {"2023-09-02 .."},
    "by/motor.accident_statement": {"2017-01-01 .."},
    "ru/motor_places.kt_place": {"2022-09-13 .. 2025-12-08"},
}
ENDED = {"2025-04-23 .."}  # what the edict of 2025 replaced


@pytest.fixture(scope="module")
def packs(library: Library) -> list[Pack]:
    return [library.packs[name] for name in PACKS]


def test_tables_overlap_nowhere_and_have_only_known_holes(library: Library) -> None:
    inside, between = {}, {}
    for name, rule in library.rules.items():
        if rule.pack in PACKS:
            found = findings(rule)
            assert {each.kind for each in found} <= {"hole"}, name
            if faults := [each for each in found if each.case]:
                inside[name] = len(faults)
            if spans := {str(each.span) for each in found if not each.case}:
                between[name] = spans
    assert inside == {name: count for name, (count, _) in HOLES.items()}
    assert {name: spans for name, spans in between.items() if spans != ENDED} == UNCOVERED


def test_titles_and_inputs_have_words_in_three_languages(packs: list[Pack], library: Library) -> None:
    for pack in packs:
        assert all((pack.title, pack.one("ru"), pack.one("be"))), pack.id
        for section in pack.sections:
            assert all((section.title, section.front["ru"], section.front["be"])), section.name
    inputs = [each for rule in library.rules.values() if rule.pack in PACKS for each in rule.inputs]
    assert [
        each.name for each in inputs if len({each.words.en, each.words.ru, each.words.be, each.name}) < 4
    ] == []


def test_reasons_specimens_and_types_have_words_in_three_languages(packs: list[Pack]) -> None:
    for pack in packs:
        for section in pack.sections:
            if section.table and "be" in section.table.columns:
                for row in section.table.rows:
                    texts = [row.cells[language].strip('"') for language in ("en", "ru", "be")]
                    assert all(texts), section.name
                    assert texts[0] not in texts[1:], texts
                    assert not {"и", "щ", "ъ"} & set(texts[2].lower()), texts[2]
                    assert not {"і", "ў"} & set(texts[1].lower()), texts[1]


def test_every_figure_names_its_act_source_and_day(packs: list[Pack], library: Library) -> None:
    for rule in library.rules.values():
        if rule.pack in PACKS:
            for version in rule.versions:
                cited = version.citation
                assert (bool(cited.act), bool(cited.source), str(cited.checked)) == (
                    True,
                    True,
                    "2026-11-21",
                ), rule.name
    assert [pack.id for pack in packs if not pack.one("time zone")] == ["union/motor"]


def test_every_pack_says_that_no_official_text_was_seen(packs: list[Pack]) -> None:
    for pack in packs:
        assert "Not seen: the official text." in " ".join(
            (ROOT / "packs" / pack.file).read_text("utf-8").split()
        )


def test_what_is_unconfirmed_says_so_beside_the_figure(library: Library) -> None:
    silent = []
    for name in ("ru/motor.premium", "by/motor.premium"):
        for rule in (library.rules[each] for each in library.rests_on(name)):
            for version in rule.versions:
                for row in getattr(version.body, "rows", ()):
                    sure = row.cite.confidence if row.cite else version.citation.confidence
                    if sure.value == "C" and not row.note:
                        silent.append((rule.name, row.line))
    assert silent == []


@pytest.mark.parametrize("state", ["by", "ru"])
@pytest.mark.parametrize("where", ["by", "ru"])
def test_the_union_contract_holds_in_both_states(ask: Ask, state: str, where: str) -> None:
    case = {"made_in": state, "where": where}
    assert ask("union/motor.holds_in", case, LATER).value is True
    assert ask("union/motor.compensation_law", {"where": where}, LATER).value == where
    assert ask("union/motor.holds_in", case, date(2025, 4, 22)).status == "gap"
    assert ask("union/motor.holds_in", {"made_in": state, "where": "pl"}, LATER).status == "gap"


@pytest.mark.parametrize(
    ("rule", "case", "value"),
    [
        ("may_insure", {"registered_in": "by", "insurer_in": "by"}, True),
        ("may_insure", {"registered_in": "by", "insurer_in": "ru"}, False),
        ("may_insure", {"registered_in": "pl", "insurer_in": "ru"}, False),
        ("annual_needed", {"made_in": "ru"}, True),
        ("annual_needed", {"made_in": "by"}, False),
        ("other_card_needed", {"where": "ru"}, False),
    ],
)
def test_the_union_contract_is_what_was_read(ask: Ask, rule: str, case: dict[str, Any], value: bool) -> None:
    assert ask(f"union/motor.{rule}", case, LATER).value is value


def test_its_days_are_those_of_the_state_where_it_is_made(ask: Ask, library: Library) -> None:
    for state in ("by", "ru"):
        told = ask("union/motor.time_zone", {"made_in": state}, LATER)
        assert (told.value, told.confidence.value) == (library.packs[f"{state}/state"].one("time zone"), "C")
    case = {"contract.first": date(2026, 1, 1), "contract.last": date(2026, 12, 31)}
    days = {
        date(2025, 12, 31): False,
        date(2026, 1, 1): True,
        date(2026, 12, 31): True,
        date(2027, 1, 1): False,
    }
    assert {day: ask("union/motor.holds_on", case | {"day": day}, LATER).value for day in days} == days


def test_there_is_no_premium_of_the_union_contract(library: Library) -> None:
    assert "union/motor.premium" not in library.rules
