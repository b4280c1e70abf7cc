"""The procedure agrees with the facts: the two days, terms, deadlines, grounds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from comity.law.evaluate import Result
from comity.law.library import Library

FILE = "procedure_ru719.yaml"
UNITS = {"wd": "working days", "cd": "calendar days"}

Ask = Callable[..., Result]
Facts = Callable[[str], Any]


@pytest.mark.parametrize(
    ("filed", "second"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_fourth_quarter_is_measured_on_the_first_of_january_too(
    ask: Ask, filed: date, second: date
) -> None:
    assert ask("ru/goods/procedure.second_day", {"filed": filed}).value == second


def test_terms_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts(FILE)["validity"]
    wanted = {
        "spic": told["spic_or_origin_certificate"]["years"],
        "origin_certificate": told["spic_or_origin_certificate"]["years"],
        "expert_act": told["expert_act"]["cap_years"],
        "pharma": told["pharma"]["cap_years"],
        "component_act": told["component_act"]["years"],
        "vehicle_rd_points": told["vehicle_rd_points"]["years"],
    }
    found = {ground: ask("ru/goods/procedure.validity_years", {"ground": ground}).value for ground in wanted}
    assert found == {ground: int(years) for ground, years in wanted.items()}


def test_deadlines_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts(FILE)["deadlines"]
    steps = {
        f"{body}_{step}": term
        for body in ("chamber", "ministry", "rework")
        for step, term in told[body].items()
    }
    steps["origin_certificate_entry"] = told["origin_certificate_entry"]
    for step, term in steps.items():
        found = ask("ru/goods/procedure.deadlines", {"step": step}).value
        if isinstance(term, str):
            assert term.startswith("next working day")
            term = {"days": "1", "unit": "wd"}
        assert (found["days"], found["unit"]) == (int(term["days"]), UNITS[term["unit"]]), step
        assert found["extension"] == int(term.get("extension", 0))
        assert found["from"] == term.get("from", "not stated")


def test_the_procedure_has_no_other_step(facts: Facts, library: Library) -> None:
    told = facts(FILE)["deadlines"]
    section = next(s for s in library.packs["ru/goods/procedure"].sections if s.name == "deadlines")
    assert section.table is not None
    assert len(section.table.rows) == sum(len(told[body]) for body in ("chamber", "ministry", "rework")) + 1


def test_each_body_has_as_many_grounds_as_the_facts(facts: Facts, ask: Ask) -> None:
    grounds = ("not_reworked_in_time", "same_remarks_again", "false_or_incurable", "wrong_code")
    for body in ("chamber", "ministry"):
        held = [ask("ru/goods/procedure.refusal", {"body": body, "ground": g}).value for g in grounds]
        assert sum(held) == len(facts(FILE)[f"refusal_{body}"])


@pytest.mark.parametrize(
    ("in_annex", "section", "criterion"),
    [
        (True, "VI", "expert_act"),
        (True, "VIII", "pharma_stage_document"),
        (False, "none", "origin_certificate"),
    ],
)
def test_the_criterion_goes_by_the_place_in_the_annex(
    ask: Ask, in_annex: bool, section: str, criterion: str
) -> None:
    case = {"in_annex": in_annex, "section": section}
    assert ask("ru/goods/procedure.criterion", case).value == criterion


@pytest.mark.parametrize(
    ("has_line", "bought", "named", "proof"),
    [
        (True, True, False, "register_entry"),
        (False, True, False, "st1"),
        (False, False, False, "own_statement"),
        (False, True, True, "contracts_and_process_papers"),
        (False, False, True, "contracts_and_process_papers"),
    ],
)
def test_a_component_of_section_iii_is_proven_as_footnote_18_says(
    ask: Ask, has_line: bool, bought: bool, named: bool, proof: str
) -> None:
    case = {"has_line": has_line, "bought": bought, "operations_named": named}
    assert ask("ru/goods/procedure.component_proof", case).value == proof


@pytest.mark.parametrize(
    ("month", "day", "open_"), [(7, 31, False), (8, 1, True), (9, 30, True), (10, 1, False)]
)
def test_the_change_window_is_a_reading(ask: Ask, month: int, day: int, open_: bool) -> None:
    result = ask("ru/goods/procedure.change_window", {"day": date(2026, month, day)})
    assert (result.value, result.confidence.value) == (open_, "C")


def test_the_change_window_is_that_of_the_facts(facts: Facts) -> None:
    told = facts(FILE)["change_window"]
    assert (told["from"], told["to"], told["reading"]) == ("08-01", "09-30", "interpretation")


def test_the_yearly_report_is_due_as_the_facts_say(facts: Facts, ask: Ask) -> None:
    told, case = facts(FILE)["yearly_report"], {"year": 2026}
    due = ask("ru/goods/procedure.report_due", case).value
    assert due.isoformat() == f"2027-{told['due_before']}"
    late = ask("ru/goods/procedure.report_exclusion", case).value
    assert (late - due).days == int(told["exclusion_after"]["days"])


@pytest.mark.parametrize(("fall", "allowed"), [(25, False), (26, True)])
def test_another_rate_needs_a_fall_of_more_than_25_percent(ask: Ask, fall: int, allowed: bool) -> None:
    assert ask("ru/goods/procedure.other_rate_allowed", {"rouble_fall": fall}).value is allowed
