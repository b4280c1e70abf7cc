"""The sheets agree with the facts row by row: items, points, groups, conditions, thresholds, maxima."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from comity.basis.dates import Day, parse_day
from comity.goods.sheet import Absent, Item, Scale, Sheet
from comity.law.evaluate import Result

FILES = {
    "lifts": "products/lifts_28.22.16.111.yaml",
    "machine_tools": "products/machine_tools_28.41.yaml",
    "bearings": "products/bearings_28.15.10.yaml",
    "drones": "products/uav_30.30.yaml",
    "cranes": "products/cranes_28.22.14.yaml",
}
SECTIONS = {"lifts": "VI", "machine_tools": "I", "bearings": "III", "drones": "XXVIII", "cranes": "VI"}
# Types whose fact is called by a word that is not theirs alone.
TYPES = {
    ("drilling_boring", "deep_hole"): "deep_hole_drilling",
    ("grinding", "cylindrical"): "cylindrical_grinding",
    ("grinding", "internal"): "internal_grinding",
    ("gear_and_thread", "other"): "other_gear_or_thread",
    ("milling", "vertical"): "vertical_milling",
    ("milling", "horizontal"): "horizontal_milling",
    ("milling", "universal"): "universal_milling",
    ("milling", "planer_type"): "planer_type_milling",
    ("milling", "other"): "other_milling",
    ("cutting_off", "abrasive"): "abrasive_cutting_off",
    ("cutting_off", "waterjet"): "waterjet_cutting",
}
CRANE_DAYS = (date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1))
GROUPED = ("machine_tools", "bearings", "cranes")

Ask = Callable[..., Result]
Facts = Callable[[str], Any]
Sheets = Callable[[str], Sheet]


def item_id(group: str, item: str) -> str:
    return item if item.startswith(f"{group}_") else f"{group}_{item}"


def lines(sheet: Sheet, variant: str = "") -> dict[str, Item]:
    found = {item.id: item for item in sheet.items if item.variant == variant}
    assert len(found) == sum(item.variant == variant for item in sheet.items)
    return found


def points(told: Any) -> tuple[int, int | None, int | None]:
    """Points when made, when used, and when made in the wider union, of a figure of the facts."""
    if isinstance(told, str):
        return int(told), None, None
    return (
        int(told.get("ru") or told["make"]),
        int(told["use"]) if "use" in told else None,
        int(told["eaeu"]) if "eaeu" in told else None,
    )


def days(step: dict[str, str]) -> list[Day]:
    """A day inside a dated step, its first and last, whichever are printed."""
    ends = [parse_day(step[key]) for key in ("from", "to") if step.get(key, "null") not in ("null", "")]
    assert ends
    return ends


@pytest.mark.parametrize("name", FILES)
def test_section_scale_and_absence_are_those_of_the_facts(facts: Facts, sheets: Sheets, name: str) -> None:
    fact, sheet = facts(FILES[name]), sheets(name)
    absent = {"no_points": Absent.NO_POINTS, "drop_from_max": Absent.DROP}[fact["absent"]]
    scale = Scale.PERCENT if fact.get("threshold_kind") == "percent_of_max" else Scale.POINTS
    assert (sheet.id, sheet.section, sheet.absent, sheet.scale) == (name, SECTIONS[name], absent, scale)
    assert fact["basis"]["annex_section"].split()[0] == sheet.section
    assert not sheet.partial


@pytest.mark.parametrize("name", FILES)
def test_codes_are_those_of_the_facts(facts: Facts, sheets: Sheets, name: str) -> None:
    fact = facts(FILES[name])
    told = [("", code) for code in fact.get("codes", [])]
    told += [(each["id"], code) for each in fact.get("variants", []) for code in each["codes"]]
    wanted = [
        (code["code"], code.get("only_named", "false") == "true", variant)
        if isinstance(code, dict)
        else (code, False, variant)
        for variant, code in told
    ]
    assert [(each.code, each.only_named, each.variant) for each in sheets(name).codes] == wanted


@pytest.mark.parametrize("name", GROUPED)
def test_grouped_items_have_the_points_of_the_facts(facts: Facts, sheets: Sheets, name: str) -> None:
    fact, sheet = facts(FILES[name]), sheets(name)
    wanted = {key: (points(value), "") for key, value in fact.get("standalone", {}).items()}
    for group in fact["groups"]:
        items = dict(group["items"])
        if name == "machine_tools" and group.get("docs") != "none":
            items |= {"design_docs": "1", "process_docs": "1"}
        wanted |= {item_id(group["id"], key): (points(value), group["id"]) for key, value in items.items()}
    if name == "cranes":
        bonus = next(rule for rule in fact["rules"] if rule["id"] == "unmanned_bonus")
        wanted["unmanned_bonus"] = (points(bonus["points"]), "unmanned")
    found = {item.id: ((item.points, item.use, item.eaeu), item.group) for item in lines(sheet).values()}
    assert found == wanted


@pytest.mark.parametrize("name", GROUPED)
def test_groups_are_those_of_the_facts(facts: Facts, sheets: Sheets, name: str) -> None:
    found = [group.id for group in sheets(name).groups if group.id != "unmanned"]
    assert found == [group["id"] for group in facts(FILES[name])["groups"]]
    assert not any(group.one_of or group.cap or group.factor for group in sheets(name).groups)


def test_lift_items_are_those_of_the_facts(facts: Facts, sheets: Sheets) -> None:
    fact = facts(FILES["lifts"])
    parts, found = fact["union_recognition"], lines(sheets("lifts"))
    wanted = {each["id"]: each for each in fact["groups"][0]["items"]}
    assert list(found) == list(wanted)
    for id_, item in found.items():
        told, part = wanted[id_], parts[id_]["okpd2"]
        eaeu = int(told["points"]) if "also_territory" in told else None
        assert (item.points, item.eaeu, item.use) == (int(told["points"]), eaeu, None)
        assert item.mode.value == told["mode"].removesuffix("_domestic")
        assert item.part == ("none" if part == "null" else part)
        assert (item.needs is not None) == ("condition" in told)


def test_lift_parts_are_excluded_since_the_days_of_the_facts(facts: Facts, sheets: Sheets, ask: Ask) -> None:
    parts, items = facts(FILES["lifts"])["union_recognition"], lines(sheets("lifts"))
    for id_, told in parts.items():
        item, since = items[id_], told["excluded_from"]
        case = {"part": item.part, "named": item.named}
        held = {day: ask("ru/goods/recognition.excluded", case, day).value for day in EXCLUSION_DAYS}
        start = {"always": date.min, "never": date.max}.get(since) or parse_day(since)
        assert held == {day: day >= start for day in EXCLUSION_DAYS}, id_


EXCLUSION_DAYS = [
    date(year, month, 1) - timedelta(before)
    for year, month in ((2025, 1), (2025, 6), (2026, 1), (2027, 1))
    for before in (1, 0)
]


def test_drone_items_are_those_of_the_facts(facts: Facts, sheets: Sheets) -> None:
    sheet = sheets("drones")
    wanted = {each["id"]: each["items"] for each in facts(FILES["drones"])["variants"]}
    assert sheet.variants == tuple(wanted)
    for variant, items in wanted.items():
        assert {i.id: str(i.points) for i in lines(sheet, variant).values()} == items


@pytest.mark.parametrize("name", ["lifts", "bearings"])
def test_the_points_of_all_lines_make_the_maximum(facts: Facts, sheets: Sheets, name: str) -> None:
    assert sum(item.points for item in lines(sheets(name)).values()) == int(facts(FILES[name])["max_points"])


def test_the_points_of_each_kind_of_drone_make_its_maximum(facts: Facts, sheets: Sheets) -> None:
    for told in facts(FILES["drones"])["variants"]:
        all_lines = lines(sheets("drones"), told["id"]).values()
        assert sum(item.points for item in all_lines) == int(told["max_points"])


@pytest.mark.parametrize("name", FILES)
def test_mandatory_conditions_are_those_of_the_facts(facts: Facts, sheets: Sheets, name: str) -> None:
    found = {each.id: each for each in sheets(name).mandatory}
    wanted = {each["id"]: each for each in facts(FILES[name])["mandatory"]}
    assert list(found) == list(wanted)
    for id_, told in wanted.items():
        least = told.get("min_years") or told.get("min_count")
        assert getattr(found[id_].test, "value", None) == (int(least) if least else None)
        assert str(found[id_].span.start or "") == told.get("from", "")


def test_lift_thresholds_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    for step in facts(FILES["lifts"])["thresholds"]:
        for day in days(step):
            assert ask("ru/goods/lifts.threshold", {"purpose": step["purpose"]}, day).value == int(
                step["min"]
            )


def test_a_lift_threshold_before_the_amendment_seen_is_unconfirmed(ask: Ask) -> None:
    case = {"purpose": "register"}
    sure = [ask("ru/goods/lifts.threshold", case, date(2026, 6, day)).confidence.value for day in (14, 15)]
    assert sure == ["C", "B"]


@pytest.mark.parametrize("purpose", ["register", "procurement", "state_support"])
def test_bearing_thresholds_are_those_of_the_facts_for_every_purpose(
    facts: Facts, ask: Ask, purpose: str
) -> None:
    for step in facts(FILES["bearings"])["thresholds"]:
        for day in days(step):
            found = ask("ru/goods/bearings.threshold", {"purpose": purpose}, day).value
            assert found == int(step["min_percent"])


def test_drone_thresholds_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    for told in facts(FILES["drones"])["variants"]:
        case = {"purpose": "register", "variant": told["id"]}
        for step in told["thresholds"]:
            for day in days(step):
                assert ask("ru/goods/drones.threshold", case, day).value == int(step["min"])


@pytest.mark.parametrize("name", ["lifts", "drones", "cranes"])
def test_a_purpose_without_a_scale_is_a_gap(ask: Ask, name: str) -> None:
    case: dict[str, Any] = {"purpose": "procurement"}
    case |= {"drones": {"variant": "other"}, "cranes": {"code": "28.22.14.140"}}.get(name, {})
    assert ask(f"ru/goods/{name}.threshold", case).status == "gap"


def crane_case(key: str) -> dict[str, Any]:
    """The configuration a crane threshold of the facts is for."""
    code, _, rest = key.partition(" ")
    case: dict[str, Any] = {"purpose": "register", "code": code}
    for word in (part.strip() for part in rest.split(",") if part):
        if word in ("support", "portal"):
            case["base"] = word
        else:
            case[word.split()[-1]] = not word.startswith("no ")
    return case | ({"hydraulic": False} if key == "28.22.14.152" else {})


def test_crane_thresholds_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts(FILES["cranes"])["thresholds"]
    assert len(told) == 26
    for key, figures in told.items():
        found = [ask("ru/goods/cranes.threshold", crane_case(key), day).value for day in CRANE_DAYS]
        assert found == [int(figure) for figure in figures], key


def test_crane_thresholds_change_on_the_first_of_january(ask: Ask) -> None:
    case = {"purpose": "register", "code": "28.22.14.140"}
    found = [ask("ru/goods/cranes.threshold", case, day + timedelta(1)).value for day in CRANE_DAYS]
    assert found == [405, 420, 435, 435]


def test_a_crane_on_a_portal_without_travel_is_a_gap(ask: Ask) -> None:
    for code in ("28.22.14.125", "28.22.14.126"):
        case = {"purpose": "register", "code": code, "cab": True, "luffing": True, "travel": False}
        assert ask("ru/goods/cranes.threshold", case | {"base": "portal"}).status == "gap"


def test_the_control_system_minimum_is_that_of_the_facts(facts: Facts, sheets: Sheets) -> None:
    rule = next(r for r in facts(FILES["cranes"])["rules"] if r["id"] == "control_system_minimum")
    found = [(m.group, m.min, str(m.span)) for m in sheets("cranes").minimums]
    wanted = [f"{step.get('from', '')} .. {step.get('to', '')}".strip() for step in rule["steps"]]
    assert found == [
        (rule["group"], int(step["min"]), span) for step, span in zip(rule["steps"], wanted, strict=True)
    ]


def machine_types(facts: Facts) -> dict[str, list[int]]:
    """The two figures of each type of machine and part, by the name the pack has for it."""
    found = {}
    for family, types in facts(FILES["machine_tools"])["thresholds_register"].items():
        if family not in ("columns", "tools_and_fixtures"):
            for type_, figures in types.items():
                name = f"part_{type_}" if family == "parts" else TYPES.get((family, type_), type_)
                found[name] = [int(figure) for figure in figures]
    return found


def test_machine_tool_thresholds_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    for purpose, percent in {"register": 100, "procurement": 100, "state_support": 80}.items():
        for type_, figures in machine_types(facts).items():
            case = {"purpose": purpose, "type": type_}
            found = [
                ask("ru/goods/machine_tools.threshold", case, date(y, 12, 31)).value for y in (2023, 2026)
            ]
            assert [value * 100 for value in found] == [figure * percent for figure in figures], type_


def test_the_share_of_the_register_threshold_is_that_of_the_facts(facts: Facts, ask: Ask) -> None:
    for purpose, told in facts(FILES["machine_tools"])["thresholds_other_purposes"].items():
        if isinstance(told, dict):
            found = ask("ru/goods/machine_tools.share", {"purpose": purpose}).value
            assert found == int(told["share_of_register_threshold_percent"])


def test_tool_thresholds_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts(FILES["machine_tools"])["thresholds_register"]["tools_and_fixtures"]
    for tool, figures in told.items():
        rule, case = "ru/goods/machine_tools.tool_threshold", {"tool": tool}
        assert [ask(rule, case, date(y, 1, 1)).value for y in (2022, 2024)] == [int(f) for f in figures]
        assert set(ask("ru/goods/machine_tools.tools", case).value) == {"en", "ru", "be"}


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2027, 1, 1)])
def test_no_machine_tool_threshold_is_set_outside_2022_to_2026(facts: Facts, ask: Ask, day: Day) -> None:
    for type_ in machine_types(facts):
        case = {"purpose": "register", "type": type_}
        assert ask("ru/goods/machine_tools.threshold", case, day).status == "gap"


def test_every_type_of_machine_has_words(facts: Facts, ask: Ask) -> None:
    for type_ in machine_types(facts):
        words = ask("ru/goods/machine_tools.types", {"type": type_}).value
        assert set(words) == {"en", "ru", "be"}
        assert len(set(words.values())) == 3


def test_documents_gate_every_component_that_lists_them(facts: Facts, sheets: Sheets) -> None:
    sheet = sheets("machine_tools")
    gated = {group.id for group in sheet.groups if group.gate is not None}
    with_docs = {g["id"] for g in facts(FILES["machine_tools"])["groups"] if g.get("docs") != "none"}
    assert gated == with_docs
    assert {each.id for each in sheet.conditions} == {f"{group}_made_abroad" for group in with_docs}


def test_alternatives_are_those_of_the_facts(facts: Facts, sheets: Sheets) -> None:
    found: dict[str, list[str]] = {}
    for item in sheets("machine_tools").items:
        if item.alt:
            found.setdefault(item.alt, []).append(item.id)
    wanted = [
        [item_id(group["id"], item) for item in pair]
        for group in facts(FILES["machine_tools"])["groups"]
        for pair in group.get("alternatives", [])
    ]
    assert sorted(sorted(pair) for pair in found.values()) == sorted(sorted(pair) for pair in wanted)
    assert all(item.citation.confidence.value == "C" for item in sheets("machine_tools").items if item.alt)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ({"bed_design_docs.done": "yes", "bed_process_docs.done": "yes", "bed_made_abroad": False}, 7, 13),
        ({"bed_design_docs.done": "yes", "bed_process_docs.done": "yes", "bed_made_abroad": True}, 6, 12),
        ({"bed_design_docs.done": "yes", "bed_process_docs.done": "no"}, 0, 0),
        ({"bed_design_docs.done": "no"}, 0, 0),
    ],
)
def test_a_bed_counts_only_with_both_sets_of_documents(
    ask: Ask, said: dict[str, Any], low: int, high: int
) -> None:
    own = {"bed_own.done": "yes", "bed_own.origin": "ru", "bed_own.proof": "none"}
    value = ask("ru/goods/machine_tools.group.bed", said | own).value
    assert (getattr(value, "low", value), getattr(value, "high", value)) == (low, high)
