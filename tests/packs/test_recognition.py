"""The recognition layer agrees with the facts on note 55, and is silent where they are."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from comity.law.cells import findings
from comity.law.evaluate import Result
from comity.law.library import Library

FILE = "union_note55.yaml"
ADDED = date(2024, 6, 29)
# The names of the list and the keys the pack has for them.
KEYS = {
    "lift frequency converter": ["lift_frequency_converter"],
    "lift travelling cable": ["lift_travelling_cable"],
    "railway axle-box tapered roller bearings of cartridge type": ["railway_cartridge_bearing"],
    "tractor transmissions": ["tractor_transmission"],
    "lift car enclosures": ["lift_car_enclosure"],
    "drive axles of self-propelled farm and road machines except combines": ["drive_axle"],
    "CNC systems": ["cnc_system"],
    "lift control system": ["lift_control_system"],
    "hydrostatic transmission, hydraulic pumps, hydraulic motors": [
        "hydrostatic_transmission",
        "hydraulic_pump",
        "hydraulic_motor",
    ],
    "lift car door drive": ["lift_car_door_drive"],
}
PROOFS = ("register_entry", "expert_act", "st1", "eaeu_register", "foreign", "own_site", "none")
PLACES = ("home", "partner", "eaeu", "abroad")

Ask = Callable[..., Result]
Facts = Callable[[str], Any]


def exclusions(facts: Facts) -> list[tuple[str, str, str]]:
    """Every line of the list: the days it is for, its code, and a name it is said by."""
    found = []
    for era, rows in facts(FILE)["excluded"].items():
        for row in rows:
            names = KEYS[row["named"]] if "named" in row else ["named" if "only_named" in row else ""]
            found += [(era, row["okpd2"], name) for name in names]
    return found


def excluded(ask: Ask, part: str, named: str, at: date) -> Any:
    return ask("ru/goods/recognition.excluded", {"part": part, "named": named}, at).value


def test_every_line_of_the_list_is_carried(facts: Facts) -> None:
    assert len(exclusions(facts)) == 21


def test_parts_are_excluded_on_the_days_of_the_facts(facts: Facts, ask: Ask) -> None:
    for era, code, named in exclusions(facts):
        word, _, day = era.partition("_")
        edge = date.fromisoformat(day) if day else ADDED
        held = [excluded(ask, code, named, edge + timedelta(by)) for by in (-1, 0, 1)]
        wanted = {"always": [True] * 3, "from": [False, True, True], "until": [True, True, False]}[word]
        assert held == wanted, (era, code, named)


def test_a_code_reaches_everything_below_it(ask: Ask) -> None:
    assert excluded(ask, "28.92.61.110", "named", ADDED) is True
    assert excluded(ask, "28.15.10.111", "railway_cartridge_bearing", ADDED) is True
    assert excluded(ask, "28.15.11", "railway_cartridge_bearing", ADDED) is False


@pytest.mark.parametrize("part", ["", "none", "28.22.19.162", "25.11.23"])
def test_a_part_no_line_reaches_is_not_excluded(ask: Ask, part: str) -> None:
    assert ask("ru/goods/recognition.excluded", {"part": part}).value is False


def test_what_the_list_does_not_name_under_its_code_is_not_excluded(facts: Facts, ask: Ask) -> None:
    for _, code, named in exclusions(facts):
        if named:
            assert excluded(ask, code, "not_named", date(2026, 11, 21)) is False


def test_an_unsaid_or_unknown_name_stays_open(facts: Facts, ask: Ask) -> None:
    for era, code, named in exclusions(facts):
        if named and era == "always":
            unsaid = ask("ru/goods/recognition.excluded", {"part": code})
            assert (unsaid.status, unsaid.missing) == ("undetermined", ("named",))
            unknown = ask("ru/goods/recognition.excluded", {"part": code, "named": "a thing unheard of"})
            assert unknown.status == "gap"


def test_whoever_says_named_or_not_named_gets_an_answer(library: Library) -> None:
    cases = [dict(hole.case) for hole in findings(library.rule("ru/goods/recognition.excluded"))]
    assert [case for case in cases if case["named"] in ("named", "not_named")] == []


def test_dated_lines_rest_on_a_reading_and_say_so(ask: Ask) -> None:
    sure = {
        part: ask("ru/goods/recognition.excluded", {"part": part, "named": ""}).confidence.value
        for part in ("28.22.19.163", "28.22.19.161")
    }
    assert sure == {"28.22.19.163": "B", "28.22.19.161": "C"}


def rank(ask: Ask, at: date = date(2026, 11, 21), **case: Any) -> Any:
    facts = {"mode": "use", "excluded": False, "enough": True, "section": "VI"} | case
    result = ask("ru/goods/recognition.rank", facts, at)
    return "gap" if result.status == "gap" else result.value


@pytest.mark.parametrize(
    ("wanted", "case"),
    [
        ("own", {"mode": "make", "proof": "none", "place": "home"}),
        ("none", {"mode": "use", "proof": "none", "place": "home"}),
        ("none", {"mode": "make", "proof": "none", "place": "partner"}),
        ("own", {"proof": "own_site", "place": "home"}),
        ("own", {"proof": "register_entry", "place": "home"}),
        ("own", {"proof": "expert_act", "place": "partner"}),
        ("own", {"proof": "st1", "place": "partner"}),
        ("eaeu", {"proof": "expert_act", "place": "partner", "excluded": True}),
        ("eaeu", {"proof": "expert_act", "place": "partner", "enough": False}),
        ("eaeu", {"proof": "st1", "place": "partner", "excluded": True, "enough": False}),
        ("eaeu", {"proof": "eaeu_register", "place": "partner"}),
        ("eaeu", {"proof": "eaeu_register", "place": "eaeu"}),
        ("foreign", {"proof": "foreign", "place": "abroad"}),
        ("own", {"proof": "st1", "place": "home", "section": "III"}),
        ("gap", {"proof": "st1", "place": "home", "section": "VI"}),
        ("gap", {"proof": "st1", "place": "home", "section": "III", "mode": "make"}),
        ("gap", {"proof": "expert_act", "place": "partner", "at": ADDED - timedelta(1)}),
        ("own", {"proof": "expert_act", "place": "partner", "at": ADDED}),
    ],
)
def test_a_proof_ranks_as_the_facts_say(ask: Ask, wanted: str, case: dict[str, Any]) -> None:
    assert rank(ask, **case) == wanted


def test_only_these_pairs_of_proof_and_place_have_no_answer(ask: Ask) -> None:
    silent = {
        (proof, place)
        for proof, place in product(PROOFS, PLACES)
        if rank(ask, proof=proof, place=place) == "gap"
    }
    assert silent == {
        *(("register_entry", place) for place in PLACES if place != "home"),
        *(("own_site", place) for place in PLACES if place != "home"),
        *((proof, place) for proof in ("expert_act", "st1") for place in PLACES if place != "partner"),
        ("eaeu_register", "home"),
        ("eaeu_register", "abroad"),
    }


def test_an_unsaid_exclusion_leaves_two_ranks(ask: Ask) -> None:
    case = {"mode": "use", "proof": "st1", "place": "partner", "section": "VI", "enough": True}
    result = ask("ru/goods/recognition.rank", case)
    assert result.missing == ("excluded",)
    assert set(result.value.options) == {"own", "eaeu"}


@pytest.mark.parametrize(("case", "sure"), [({}, "B"), ({"excluded": True}, "C"), ({"enough": False}, "C")])
def test_credit_under_a_lines_own_clause_is_a_reading(ask: Ask, case: dict[str, bool], sure: str) -> None:
    facts = {
        "mode": "use",
        "proof": "st1",
        "place": "partner",
        "section": "VI",
        "excluded": False,
        "enough": True,
    }
    assert ask("ru/goods/recognition.rank", facts | case).confidence.value == sure


def test_the_least_share_is_that_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts(FILE)["condition_share"]
    for section, key in {"III": "section_III", "I": "other_sections", "VI": "other_sections"}.items():
        found = ask("ru/goods/recognition.least_share", {"section": section}).value
        assert found == int(told[key]["min_percent_in_RU"])


@pytest.mark.parametrize(
    ("state", "place"), [("ru", "home"), ("by", "partner"), ("kz", "eaeu"), ("am", "eaeu"), ("de", "abroad")]
)
def test_a_state_stands_where_the_law_sees_it(ask: Ask, state: str, place: str) -> None:
    assert ask("ru/goods/recognition.place", {"state": state}).value == place


def test_only_proven_work_at_home_counts_towards_the_share(ask: Ask) -> None:
    def home(mode: str, proof: str, place: str) -> Any:
        return ask("ru/goods/recognition.home", {"mode": mode, "proof": proof, "place": place}).value

    counted = {
        (mode, proof, place)
        for mode, proof, place in product(("make", "use"), PROOFS, PLACES)
        if home(mode, proof, place)
    }
    proven = {(m, p, "home") for m in ("make", "use") for p in ("own_site", "register_entry", "st1")}
    assert counted == proven | {("make", "none", "home")}
