"""The packs of the union and of the other state agree with the facts and claim no more than they."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from comity.law.evaluate import Result
from comity.law.library import Library

Ask = Callable[..., Result]
Facts = Callable[[str], Any]


@pytest.mark.parametrize(
    "kind",
    ["goods.certificate", "goods.expert_act", "goods.withdrawal", "goods.suspension", "goods.resumption"],
)
def test_every_kind_of_act_needs_two_officials_and_has_words(ask: Ask, kind: str) -> None:
    told = ask("union/acts.kinds", {"kind": kind}).value
    assert told["approvals"] == 2
    assert len({told["en"], told["ru"], told["be"]}) == 3


def test_an_unknown_kind_of_act_is_a_gap(ask: Ask) -> None:
    assert ask("union/acts.kinds", {"kind": "goods.blessing"}).status == "gap"


@pytest.mark.parametrize(
    ("state", "zone", "money"),
    [("by", "Europe/Minsk", "BYN 2"), ("ru", "Europe/Moscow", "RUB 2")],
)
def test_a_state_names_its_time_and_money(library: Library, state: str, zone: str, money: str) -> None:
    pack = library.packs[f"{state}/state"]
    assert (pack.one("time zone"), pack.one("currency")) == (zone, money)


def test_no_belarusian_sheet_or_recognition_is_loaded(library: Library) -> None:
    packs = [pack for pack in library.packs.values() if pack.id.startswith("by/")]
    assert not any(pack.one("sheet") for pack in packs)
    assert "by/goods/recognition" not in library.packs


@pytest.mark.parametrize(
    ("belarusian", "russian", "fits"),
    [(25, 25, True), (24, 76, False), (75, 25, True), (50, 0, False), (24, 25, False), (60, 30, True)],
)
def test_the_status_asks_a_quarter_of_each(ask: Ask, belarusian: int, russian: int, fits: bool) -> None:
    result = ask("union/goods_status.fits", {"belarusian_share": belarusian, "russian_share": russian})
    assert (result.value, result.confidence.value) == (fits, "C")


def test_the_shares_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts("union_goods_status.yaml")["test"]
    assert ask("union/goods_status.together_least").value == int(told["combined_share_min_percent"])
    assert ask("union/goods_status.each_least").value == int(told["each_side_min_percent"])


def test_the_limits_of_origin_are_those_of_the_facts(facts: Facts, ask: Ask) -> None:
    told = facts("origin_cis_st1.yaml")
    wanted = {
        "tolerance": told["tolerance_same_heading"]["max_percent_of_ex_works"],
        "set_limit": told["sets"]["non_originating_max_percent_of_set_price"],
        "declaration_limit": told["proof"]["declaration"]["max_value_usd"],
    }
    assert {name: ask(f"union/cis_origin.{name}").value for name in wanted} == {
        name: int(value) for name, value in wanted.items()
    }
    example = told["example_list_entry"]
    share = ask("union/cis_origin.listed_share", {"heading": example["heading"]}).value
    assert share == int(example["rule"]["foreign_materials_at_most_percent"])


def test_every_insufficient_operation_is_carried(facts: Facts, library: Library) -> None:
    told = facts("origin_cis_st1.yaml")["insufficient_operations"]["items"]
    section = next(s for s in library.packs["union/cis_origin"].sections if s.name == "insufficient")
    assert section.table is not None
    assert len(section.table.rows) == len(told) + 1


@pytest.mark.parametrize(
    ("rule", "case", "value"),
    [
        ("value_share_fits", {"foreign_materials": 50, "price": 100, "heading": "8412"}, True),
        ("value_share_fits", {"foreign_materials": 51, "price": 100, "heading": "8412"}, False),
        ("tolerated", {"same_heading_materials": 5, "price": 100}, True),
        ("tolerated", {"same_heading_materials": 6, "price": 100}, False),
        ("tolerated", {"same_heading_materials": 5, "price": 100, "stated_in_act": False}, False),
        ("set_originates", {"not_originating": 15, "set_price": 100}, True),
        ("set_originates", {"not_originating": 16, "set_price": 100}, False),
        ("insufficient", {"operation": "simple_assembly"}, True),
        ("insufficient", {"operation": "forging"}, False),
        ("heading_changed", {"material_heading": "7208", "product_heading": "8431"}, True),
        ("declaration_enough", {"value_usd": 5000}, True),
        ("declaration_enough", {"value_usd": 5001}, False),
        ("st1_last_day", {"issued": date(2024, 2, 29)}, date(2025, 2, 28)),
        ("lots_are_one", {"first_lot": date(2026, 1, 31), "last_lot": date(2026, 7, 31)}, True),
        ("lots_are_one", {"first_lot": date(2026, 1, 31), "last_lot": date(2026, 8, 1)}, False),
    ],
)
def test_origin_is_counted_exactly_at_its_limits(
    ask: Ask, rule: str, case: dict[str, Any], value: Any
) -> None:
    said = {"necessary_component": True, "stated_in_act": True} | case if rule == "tolerated" else case
    assert ask(f"union/cis_origin.{rule}", said).value == value


@pytest.mark.parametrize(
    ("rule", "case", "day", "value"),
    [
        ("appendix_item_holds", {"item": 276}, date(2024, 12, 31), True),
        ("appendix_item_holds", {"item": 276}, date(2025, 1, 1), False),
        ("procurement_act", {}, date(2024, 12, 31), "Decrees 616 and 617 of 30 April 2020"),
        ("procurement_act", {}, date(2025, 1, 1), "Decree 1875 of 23 December 2024"),
        ("procurement_proof", {"state": "ru"}, date(2025, 1, 1), "national"),
        ("procurement_proof", {"state": "by"}, date(2025, 1, 1), "eurasian"),
        ("bid_counts_as", {"all_proven": False}, date(2025, 9, 11), "foreign"),
    ],
)
def test_procurement_follows_the_day(
    ask: Ask, rule: str, case: dict[str, Any], day: date, value: Any
) -> None:
    assert ask(f"union/eaeu_105.{rule}", case, day).value == value


@pytest.mark.parametrize(("share", "fits"), [(15, True), (16, False)])
def test_the_share_of_outside_services_is_an_unconfirmed_claim(ask: Ask, share: int, fits: bool) -> None:
    result = ask("by/goods/own_production.outside_services_fit", {"outside_services": share})
    assert (result.value, result.confidence.value) == (fits, "C")


def test_the_preference_margin_is_that_of_the_facts(facts: Facts, ask: Ask) -> None:
    rule = "by/goods/own_production.procurement_margin"
    margin = ask(rule, {"localised": True}).value
    assert f"margin of {margin} percent" in " ".join(facts("belarus.yaml")["localisation"]["facts"])
    assert ask(rule, {"localised": False}).status == "gap"
