"""Decisions of the real law, scored by hand from the facts; what holds for every decision."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.dates import Day
from comity.goods.application import Application, read_application
from comity.goods.assess import Decision, assess
from comity.goods.catalogue import Catalogue
from comity.law.evaluate import Checked, evaluate
from comity.law.library import Library
from comity.law.value import Open, high_of, low_of
from tests.goods.conftest import Judge
from tests.goods.world import (
    Facts,
    claim,
    day,
    demo,
    edited,
    items,
    library_of,
    line,
    made,
    pack,
    read,
    table,
)

CONFIRMED, NOT_CONFIRMED, UNDETERMINED = Decision.CONFIRMED, Decision.NOT_CONFIRMED, Decision.UNDETERMINED


def own(*operations: str, **facts: str) -> list[Facts]:
    """Lines done on the applicant's own site."""
    return [line(each, done="yes", state="ru", proof="own_site", **facts) for each in operations]


def of(code: str, lines: list[Facts], filed: str, **fields: Any) -> Facts:
    return {
        "product": {"code": code},
        "purpose": "register",
        "filed": filed,
        "unlisted": "no",
        "lines": lines,
        **fields,
    }


# Lifts: 135 points of twelve lines, 120 of them needed in 2026 and 135 from 2027.


def test_a_lift_of_135_points_meets_both_years(judge: Judge, lift: Facts) -> None:
    found = judge(lift)
    assert [(str(each.on), each.score, each.least) for each in found.days] == [
        ("2026-11-16", 135, 120),
        ("2027-01-01", 135, 135),
    ]
    assert (found.decision, str(found.until)) == (CONFIRMED, "2031-11-15")


def test_a_lift_of_120_points_filed_in_september_holds_to_the_end_of_the_year(judge: Judge) -> None:
    found = judge(demo("lift-120"))
    assert (found.decision, str(found.until), len(found.days)) == (CONFIRMED, "2026-12-31", 1)


@pytest.mark.parametrize("filed", ["2026-10-01", "2026-11-16", "2026-12-31"])
def test_a_lift_of_120_points_filed_in_the_fourth_quarter_fails_the_next_year(
    judge: Judge, filed: str
) -> None:
    found = judge(demo("lift-120") | {"filed": filed})
    assert (found.decision, found.until) == (NOT_CONFIRMED, None)
    assert [each.decision for each in found.days] == [CONFIRMED, NOT_CONFIRMED]
    assert (str(found.deciding.on), found.deciding.shortfall) == ("2027-01-01", 15)
    assert [[item.id for item in move.items] for move in found.moves] == [["freq_converter"]]


def test_the_first_lift_of_the_demo_lacks_20_of_135(judge: Judge) -> None:
    found = judge(demo("lift-first"))
    assert [(each.score, each.shortfall) for each in found.days] == [(115, 5), (115, 20)]


def test_a_lift_without_the_rights_is_not_confirmed_whatever_its_points(judge: Judge, lift: Facts) -> None:
    found = judge(lift | {"mandatory": {"rights": "4.5", "service_centre": "2"}})
    assert (found.decision, found.days[0].unmet, found.days[0].score) == (NOT_CONFIRMED, ("rights",), 135)


# Note 55: the other state's papers.

DATED = {
    "buffer": "2025-01-01",
    "governor": "2025-01-01",
    "controller": "2025-01-01",
    "car_door_drive": "2025-06-01",
    "safety_gear": "2026-01-01",
}


@pytest.mark.parametrize("part", DATED)
def test_a_part_is_recognised_to_the_day_before_its_exclusion_and_not_after(
    part: str, real: Library, catalogue: Catalogue, lift: Facts
) -> None:
    from_day = day(DATED[part])
    data = edited(lift, part, state="by", proof="st1")
    credited = {}
    for filed in (from_day - timedelta(1), from_day):
        found = assess(read_application(data | {"filed": str(filed)}, catalogue), real)
        credit = next(each for each in found.credits if each.item.id == part)
        credited[filed] = (credit.rank, bool(credit.points), credit.excluded is not None)
    assert list(credited.values()) == [("own", True, False), ("eaeu", False, True)]


@pytest.mark.parametrize("part", ["cabin", "shaft_door_lock", "travelling_cable"])
def test_a_part_excluded_from_the_start_is_never_recognised(part: str, judge: Judge, lift: Facts) -> None:
    found = judge(edited(lift, part, state="by", proof="st1"))
    assert next(each.points for each in found.credits if each.item.id == part) == 0


@pytest.mark.parametrize("proof", ["st1", "expert_act"])
def test_the_frequency_converter_is_credited_by_its_own_line_though_excluded(
    proof: str, judge: Judge, lift: Facts
) -> None:
    credit = judge(edited(lift, "freq_converter", proof=proof)).credits[-1]
    assert (credit.points, credit.rank, credit.excluded is not None) == (15, "eaeu", True)


def test_a_converter_of_the_wider_union_is_credited_and_a_foreign_one_is_not(
    judge: Judge, lift: Facts
) -> None:
    union = edited(lift, "freq_converter", state="kz", proof="eaeu_register")
    assert judge(union).credits[-1].points == 15
    assert judge(edited(lift, "freq_converter", state="cn", proof="foreign")).credits[-1].points == 0
    assert judge(edited(lift, "freq_converter", state="kz", proof="st1")).decision is UNDETERMINED


def test_with_too_few_operations_done_in_the_state_its_neighbours_papers_only_rank_as_the_unions(
    judge: Judge, lift: Facts
) -> None:
    partner = [each | {"state": "by", "proof": "expert_act"} for each in lift["lines"]]
    for count, rank in ((2, "eaeu"), (3, "own")):  # of 12 operations a fifth is 2.4
        found = judge(lift | {"lines": [*lift["lines"][:count], *partner[count:]]})
        ranks = {each.item.id: each.rank for each in found.credits}
        assert (ranks["winch"], ranks["controller"]) == (rank, "eaeu")


def test_a_paper_before_the_note_was_added_is_a_gap(judge: Judge) -> None:
    found = judge(edited(demo("lift-120"), "winch", done="yes") | {"filed": "2024-06-28"})
    assert found.decision is UNDETERMINED
    assert any(gap.rule == "ru/goods/recognition.union_rank" for gap in found.gaps)


# Machine tools: 37 groups, each behind two sets of documents.

LATHE = {
    "bed": ["guides_own", "own", "blanks_domestic"],  # 3 + 5 + 3
    "headstock_case": ["machining", "blanks_domestic"],  # 3 + 1
    "tailstock": ["machining", "blanks_domestic", "assembly_test"],  # 3 + 1 + 1
    "carriage_body": ["machining", "blanks_domestic"],  # 2 + 1
    "mechanical_spindle": [
        *("case_shaft_machining", "gear_parts_machining"),  # 3 + 3
        *("bearings_domestic", "assembly_test"),  # 5 + 5
    ],
    "gearbox_belt": ["cases_gears_shafts_machining", "pulleys_machining", "assembly_test"],  # 5 + 3 + 1
}
CENTRE = {
    "bed": ["guides_own", "own", "blanks_domestic"],  # 11
    "columns": ["machining"],  # 5
    "saddle": ["machining", "blanks_domestic"],  # 3
    "moving_table": ["machining", "blanks_domestic", "assembly_test"],  # 8
    "motor_spindle": [
        *("machining", "blanks_domestic", "bearings_domestic", "balancing", "assembly_test"),  # 18
    ],
    "tool_magazine": [
        *("gripper_machining", "cup_machining", "pneumatic_parts_50pct", "manipulator_machining"),  # 6
        *("motor_domestic", "sensors_domestic_50pct", "sockets_machining"),  # 4
        *("case_machining", "assembly_test"),  # 3
    ],
    "ball_screw": ["screw_own", "nut_own", "inserts_own", "blanks_domestic", "assembly_test"],  # 15
}


def machine(type_: str, code: str, groups: dict[str, list[str]], filed: str) -> Facts:
    """A machine whose groups have both sets of documents, with a controller of the state (25 points)."""
    lines = own(*(f"{group}_{each}" for group, inside in groups.items() for each in inside))
    lines += [line(f"{g}_{docs}_docs", done="yes") for g in groups for docs in ("design", "process")]
    lines += [line("cnc_controller_domestic", done="yes", state="ru", proof="register_entry")]
    home = {f"{group}_made_abroad": "no" for group in groups}
    return of(code, lines, filed, configuration={"type": type_, **home})


def test_a_cnc_lathe_scored_by_hand_reaches_its_85_points_exactly(judge: Judge) -> None:
    data = machine("engine_lathe_incl_cnc", "28.41.21.120", LATHE, "2026-06-01")
    found = judge(data)
    assert (found.days[0].score, found.days[0].least) == (25 + 48 + 2 * 6, 85)
    assert (found.decision, str(found.until)) == (CONFIRMED, "2026-12-31")
    short = judge(edited(data, "bed_blanks_domestic", done="no"))
    assert (short.decision, short.days[0].shortfall) == (NOT_CONFIRMED, 3)


def test_the_documents_of_a_group_open_all_of_it(judge: Judge) -> None:
    data = machine("engine_lathe_incl_cnc", "28.41.21.120", LATHE, "2026-06-01")
    assert judge(edited(data, "mechanical_spindle_process_docs", done="no")).days[0].score == 85 - 18


def test_the_design_documents_of_a_group_made_abroad_bring_no_point_and_yet_open_it(judge: Judge) -> None:
    data = machine("engine_lathe_incl_cnc", "28.41.21.120", LATHE, "2026-06-01")
    data["configuration"]["bed_made_abroad"] = "yes"
    assert judge(data).days[0].score == 84


def test_a_machining_centre_scored_by_hand(judge: Judge) -> None:
    data = machine("vmc_3_or_4_axes", "28.41.12.110", CENTRE, "2026-06-01")
    found = judge(data)
    assert (found.days[0].score, found.days[0].least) == (25 + 73 + 2 * 7, 109)
    assert found.decision is CONFIRMED
    both = [*data["lines"], *own("ball_screw_nut_subcontract")]
    assert judge(data | {"lines": both}).days[0].score == 112  # the larger of the two, not both
    bought = [each for each in both if each["operation"] != "ball_screw_nut_own"]
    assert judge(data | {"lines": bought}).days[0].score == 110


@pytest.mark.parametrize("filed", ["2026-11-16", "2027-01-01", "2027-06-01"])
def test_from_2027_no_threshold_is_set_for_machine_tools(judge: Judge, filed: str) -> None:
    found = judge(machine("engine_lathe_incl_cnc", "28.41.21.120", LATHE, filed))
    assert found.decision is UNDETERMINED
    assert [gap.rule for gap in found.gaps] == ["ru/goods/machine_tools.register_threshold"]


def test_state_support_asks_for_80_percent_of_the_register_threshold(judge: Judge) -> None:
    data = machine("engine_lathe_incl_cnc", "28.41.21.120", LATHE, "2026-06-01")
    assert judge(data | {"purpose": "state_support"}).days[0].least == 68


# Bearings: percent of the model's own maximum, 126 with every part.

RINGS = [
    f"{part}_{step}"
    for part in ("outer_ring", "inner_ring", "rolling_element")
    for step in ("material_domestic", "pre_heat_machining", "heat_treatment", "final_machining")
]


def bearing(*left_out: str, **absent: str) -> Facts:
    done = [*RINGS, "outer_housing_make", "cage_make", "assembly_preservation_packing"]
    lines = own(*(each for each in done if each not in left_out and each not in absent))
    lines += [
        line(each, done=told) for each, told in {"spacer_stop_thrust_ring_make": "absent", **absent}.items()
    ]
    return of("28.15.10.110", lines, "2026-06-01", mandatory={"rights": "yes", "component_proof": "yes"})


def test_a_bearing_without_a_spacer_is_measured_against_122(judge: Judge) -> None:
    found = judge(bearing("outer_ring_material_domestic", "outer_ring_final_machining"))
    assert found.days[0].score * 122 == (122 - 24) * 100
    assert (found.decision, found.days[0].least) == (CONFIRMED, 80)
    worse = judge(bearing("outer_ring_material_domestic", "inner_ring_material_domestic"))
    assert (worse.decision, worse.days[0].score * 122) == (
        NOT_CONFIRMED,
        97 * 100,
    )  # 97.6 would be 80 percent


def test_a_spacer_that_is_there_and_not_made_weighs_on_the_bearing(judge: Judge) -> None:
    told = judge(
        bearing(
            "outer_ring_material_domestic", "outer_ring_final_machining", spacer_stop_thrust_ring_make="no"
        )
    )
    assert told.days[0].score * 126 == 98 * 100
    assert told.decision is NOT_CONFIRMED


# Drones: six kinds, told apart by the code.

DRONES = {
    "30.30.31.130": (
        [
            "power_unit",
            "transmission",
            "fuel_system",
            "flight_control",
            "main_and_tail_rotors",
            "control_radio_link",
            "frame",
        ],
        1800,
    ),
    "30.30.32.131": (
        ["power_unit", "flight_control", "propellers_blades", "fuselage", "wing", "landing_gear"],
        1400,
    ),
    "30.30.32.133": (
        ["power_unit", "transmission", "flight_control", "propellers", "fuselage", "wing", "actuators"],
        1700,
    ),
    "30.30.32.151": (["power_unit", "flight_control", "propellers", "frame"], 1000),
    "30.30.32.154": (["power_unit", "transmission", "flight_control", "propellers", "frame"], 1300),
    "30.30.32.190": (["power_unit", "transmission", "fuel_system", "flight_control"], None),
}


@pytest.mark.parametrize("code", DRONES)
def test_a_drone_of_each_kind_reaches_its_threshold_exactly(
    code: str, judge: Judge, facts_of_drones: Any
) -> None:
    operations, least = DRONES[code]
    kind = facts_of_drones(code)
    points = sum(int(kind["items"][each]) for each in operations)
    must = {"rights": "5", "service_centre": "1", "software_rights": "yes"}
    found = judge(of(code, own(*operations, part="none", named="x"), "2026-06-01", mandatory=must))
    assert found.days[0].score == points
    if least is not None:
        assert (found.days[0].least, points, found.decision) == (least, least, CONFIRMED)
        less = own(*operations[1:], part="none", named="x")
        assert judge(of(code, less, "2026-06-01", mandatory=must)).decision is NOT_CONFIRMED


# Cranes: the control system has a minimum of its own.

CRANE = [
    *(
        "travel_bogie",
        "travel_wheels",
        "travel_drive_reducer",
        "travel_drive_motor",
        "travel_rail_clamp",
    ),  # 90
    *("travel_brake", "slewing_ring", "slewing_motor", "hoist_drum", "hoist_reducer", "hoist_motor"),  # 120
    *("jib_sections", "jib_tip", "jib_rigid_tie", "portal_make", "luffing_rack", "tower_sections"),  # 210
]
CONTROL = ["control_system_control_panel", "control_system_switchgear"]  # 15 + 10


@pytest.mark.parametrize(
    ("more", "decision", "unmet"),
    [([], NOT_CONFIRMED, ("control_system",)), (["control_system_command_controllers"], CONFIRMED, ())],
)
def test_a_crane_with_its_control_system_just_below_the_minimum_fails(
    more: list[str], decision: Decision, unmet: tuple[str, ...], judge: Judge
) -> None:
    must = {"rights": "5", "service_centre": "1"}
    found = judge(of("28.22.14.140", own(*CRANE, *CONTROL, *more), "2026-03-01", mandatory=must))
    assert (found.days[0].score, found.days[0].least) == (445 + 5 * len(more), 435)
    assert (found.decision, found.days[0].unmet) == (decision, unmet)
    if unmet:
        assert [[item.id for item in move.items] for move in found.moves] == [
            ["control_system_command_controllers"]
        ]


# What holds for every decision.


def on(application: Application, facts: dict[str, Any]) -> Application:
    return replace(application, facts=Checked(facts))


def test_leaving_out_any_one_fact_never_turns_yes_into_no(
    real: Library, catalogue: Catalogue, lift: Facts
) -> None:
    full = read_application(lift, catalogue)
    for name in full.facts:
        less = assess(on(full, {key: told for key, told in full.facts.items() if key != name}), real)
        assert less.decision is not NOT_CONFIRMED, name
        assert less.decision is CONFIRMED or less.missing == (name,), name


ALL_MODES = pack(
    items(
        "a | make | 6 | 2 | | g | | b",
        "b | use | 4 | | 3 | | | ",
        "c | make | 2 | | | | x | ",
        "d | make | 3 | | | | x | ",
        "e | document | 1 | | | g | | ",
        "f | fact | 2 | | | | | big",
        "t | tier | | | | | | ",
        "r | ratio | 5 | | | | | ",
        "n | count | 2 | | | h | | ",
        heads="id | mode | points | use | eaeu | group | alt | needs",
    )
    + table("tiers", "item | test | points", "t | <= 60 | 3", "t | <= 20 | 5")
    + table("groups", "id | cap | factor | when | gate", "g | 9 | 1.5 | big | e", "h | 5 | | | ")
    + table("minimums", "group | min", "h | 2")
    + table("conditions", "id", "big")
    + table("mandatory", "id | type | test | only if", "years | integer | >= 5 | big"),
    "14",
)
SMALL = library_of(ALL_MODES)
WHAT: dict[str, list[Any]] = {
    "done": ["yes", "no", "absent"],
    "origin": ["aa", "bb", "cc", "zz"],
    "proof": ["own_site", "entry", "act", "union", "foreign", "none"],
    "part": ["none", "11.11.1", "22.22.1"],
    "named": ["x"],
    "made": [True, False],
    "measure": [0, 20, 21, 60, 61],
    "counted": [0, 1, 3, 7],
    "total": [0, 3, 5],
    "count": [0, 1, 2, 3, 50],
    "years": [4, 5],
    "big": [True, False],
    "purpose": ["register", "procurement"],
}
MET = "aa/goods/thing.met"


def values(name: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(WHAT[name.rpartition(".")[2]])


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """All facts, and some of them."""
    full = {name: draw(values(name)) for name in SMALL.asked(MET)}
    kept = draw(st.sets(st.sampled_from(sorted(full))))
    return full, {name: full[name] for name in sorted(kept)}


@settings(max_examples=200)
@given(cases(), st.sampled_from(["2026-06-30", "2026-07-01"]))
def test_every_completion_agrees_with_what_was_already_certain(
    case: tuple[dict[str, Any], dict[str, Any]], filed: str
) -> None:
    full, some = case
    for rule in ("met", "score", "points", "maximum", "group.g"):
        known = evaluate(f"aa/goods/thing.{rule}", asked(rule, full), SMALL, day(filed)).value
        seen = evaluate(f"aa/goods/thing.{rule}", asked(rule, some), SMALL, day(filed)).value
        if not isinstance(seen, Open):
            assert seen == known
        elif not isinstance(known, Open | bool):
            assert low_of(seen) is None or low_of(seen) <= known
            assert high_of(seen) is None or known <= high_of(seen)


def asked(rule: str, facts: dict[str, Any]) -> Checked:
    wanted = SMALL.asked(f"aa/goods/thing.{rule}")
    return Checked({name: told for name, told in facts.items() if name in wanted})


@settings(max_examples=100)
@given(cases())
def test_one_more_operation_done_never_lowers_the_points(
    case: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    full, _ = case
    before = evaluate("aa/goods/thing.points", asked("points", full), SMALL, Day(2026, 6, 1)).value
    for name in full:
        if name.endswith(".done") and full[name] == "no":
            more = {**full, name: "yes"}
            after = evaluate("aa/goods/thing.points", asked("points", more), SMALL, Day(2026, 6, 1)).value
            assert isinstance(before, Open) or isinstance(after, Open) or after >= before


@pytest.mark.parametrize("name", ["lift", "lift-120"])
@pytest.mark.parametrize("filed", ["2024-07-01", "2025-05-31", "2026-06-14", "2026-09-30", "2027-03-01"])
def test_until_is_the_last_day_on_which_the_same_facts_do(
    name: str, filed: str, real: Library, catalogue: Catalogue
) -> None:
    data = edited(demo(name), "car_door_drive", state="by", proof="st1") | {"filed": filed}
    claimed = read_application(data, catalogue)
    found = assess(claimed, real)
    if found.decision is not CONFIRMED:
        assert found.until is None
        return
    assert found.until is not None
    rule = claimed.rule("met")
    assert evaluate(rule, claimed.facts, real, found.until).value is True
    cap = claimed.filed.replace(year=claimed.filed.year + 5) - timedelta(1)
    next_day = evaluate(rule, claimed.facts, real, found.until + timedelta(1)).value
    assert next_day is not True or found.until == cap


def test_until_is_open_where_no_procedure_is_loaded() -> None:
    text = pack(items("a | make | 10")).replace("uses: aa/goods/procedure as procedure\n", "")
    found = assess(read(library_of(text), claim(*made("a"))), library_of(text))
    assert (found.decision, found.until, len(found.days)) == (CONFIRMED, None, 1)


def test_the_lowest_confidence_and_the_day_of_checking_are_told(judge: Judge, lift: Facts) -> None:
    found = judge(lift)
    assert (found.confidence.value, str(found.checked)) == ("C", "2026-11-21")
