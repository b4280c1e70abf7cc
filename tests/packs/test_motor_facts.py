"""Every figure of the motor packs is the one the facts give, row by row."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.basis.dates import parse_day
from comity.law.evaluate import Result
from comity.law.library import Library
from comity.law.table import Table

Ask = Callable[..., Result]
FACTS = Path(__file__).parents[2].parent / "shared" / "facts" / "motor"
FIRST, NOW, THEN = date(2022, 1, 9), date(2025, 12, 9), date(2023, 6, 1)
CLASSES = ["M", *map(str, range(14))]
TERMS = ["d15", *(f"m{n}" for n in range(1, 13))]
SPELT = {"Назарнь": "Назрань"}  # a slip of the copy, mended in the pack
CORRIDORS: dict[str, dict[str, Any]] = {
    "1": {"vehicle.category": "A"},
    "2.1": {"vehicle.category": "B", "owner.kind": "legal", "vehicle.use": "ordinary"},
    "2.2": {"vehicle.category": "B", "owner.kind": "natural", "vehicle.use": "ordinary"},
    "2.3": {"vehicle.category": "B", "owner.kind": "natural", "vehicle.use": "taxi"},
    "3.1": {"vehicle.category": "C", "vehicle.max_mass": 16},
    "3.2": {"vehicle.category": "C", "vehicle.max_mass": Fraction(1601, 100)},
    "4.1": {"vehicle.category": "D", "vehicle.use": "ordinary", "vehicle.seats": 16},
    "4.2": {"vehicle.category": "D", "vehicle.use": "ordinary", "vehicle.seats": 17},
    "4.3": {"vehicle.category": "D", "vehicle.use": "route", "vehicle.seats": 10},
    "5": {"vehicle.category": "Tb"},
    "6": {"vehicle.category": "Tm"},
    "7": {"vehicle.category": "machine"},
}


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    if not FACTS.is_dir():
        pytest.skip("needs shared data: facts/motor")
    loaded: dict[str, Any] = yaml.load((FACTS / "ru_osago.yaml").read_text("utf-8"), yaml.BaseLoader)
    return loaded


@pytest.fixture(scope="module")
def other() -> dict[str, Any]:
    if not FACTS.is_dir():
        pytest.skip("needs shared data: facts/motor")
    loaded: dict[str, Any] = yaml.load((FACTS / "by_osgo.yaml").read_text("utf-8"), yaml.BaseLoader)
    return loaded


@pytest.fixture(scope="module")
def places(told: dict[str, Any]) -> list[dict[str, str]]:
    with (FACTS / "ru_kt_2022_fias.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def exact(text: str) -> Fraction:
    return Fraction(text)


def rows(library: Library, name: str, day: date) -> int:
    version = library.rule(name).on(day)
    assert version is not None
    assert isinstance(version.body, Table)
    return len(version.body.rows_on(day))


def corridor(ask: Ask, library: Library, row: dict[str, str], day: date) -> list[Result]:
    """Both ends of the corridor; a table is told only what its edition asks for."""
    found = []
    for rule in ("ru/motor.base_low", "ru/motor.base_high"):
        known = library.asked(rule)
        found.append(
            ask(rule, {key: value for key, value in CORRIDORS[row["id"]].items() if key in known}, day)
        )
    return found


def test_the_corridors_of_base_rates(told: dict[str, Any], ask: Ask, library: Library) -> None:
    for edition in told["base_rates"]:
        days = [parse_day(edition["in_force_from"])]
        days += [parse_day(edition["in_force_to"])] if "in_force_to" in edition else []
        for row in edition["rows"]:
            for day in days:
                low, high = corridor(ask, library, row, day)
                assert high.value == exact(row["max"]), row
                assert low.value == exact(row["min"]) if row["min"] != "null" else low.status == "gap", row


def test_no_corridor_is_carried_that_the_facts_do_not_hold(told: dict[str, Any], library: Library) -> None:
    for edition in told["base_rates"]:
        day = parse_day(edition["in_force_from"])
        assert rows(library, "ru/motor.base_high", day) == len(edition["rows"])
        assert rows(library, "ru/motor.base_low", day) == sum(row["min"] != "null" for row in edition["rows"])


def test_the_358_places_of_the_first_edition(
    places: list[dict[str, str]], ask: Ask, library: Library
) -> None:
    assert len(places) == rows(library, "ru/motor_places.kt_place", FIRST) == 358
    for row in places:
        key = {"vehicle.place": row["fias_id"]}
        for day in (FIRST, date(2022, 9, 12)):
            assert ask("ru/motor_places.kt_place", key, day).value == exact(row["kt"]), row
        town = "" if row["place"] == "*" else SPELT.get(row["place"], row["place"])
        assert ask("ru/motor_places.places", key).value == {"region": row["region"], "town": town}
        assert ask("ru/motor_places.kt_place", key, date(2022, 9, 13)).status == "gap"


def test_the_two_lists_of_places_agree(told: dict[str, Any], places: list[dict[str, str]]) -> None:
    regions = told["kt_all_places_2022"]["regions"]
    listed = {(region, "*"): own["other"] for region, own in regions.items()}
    listed |= {(region, town): kt for region, own in regions.items() for town, kt in own["towns"].items()}
    assert listed == {(row["region"], row["place"]): row["kt"] for row in places}


def test_the_85_centres(told: dict[str, Any], ask: Ask, library: Library) -> None:
    keys = centres(library)
    assert len(told["kt_capitals"]["rows"]) == 85
    for region, place, kt, machines, row in told["kt_capitals"]["rows"]:
        key = {"vehicle.place": keys[row]}
        names = ask("ru/motor_places.places", key).value
        assert yo(names["town"] or names["region"]) in (yo(place), yo(region), plain(region)), row
        assert ask("ru/motor_places.kt_place", key, NOW).value == exact(kt), place
        assert ask("ru/motor_places.kt_machine", key, NOW).value == exact(machines), place
        assert ask("ru/motor_places.kt_place", key, date(2025, 12, 8)).status == "gap"
        later = ask("ru/motor_places.kt_place", key, date(2026, 6, 22))
        assert later.value == (exact("2.34") if row == "60.4" else exact(kt)), place


@pytest.mark.parametrize(
    ("town", "first", "later"), [("Бердск", "2.48", "1.86"), ("Искитим", "2.32", ""), ("Куйбышев", "2", "")]
)
def test_the_towns_of_the_oblast_with_a_multiplier(
    places: list[dict[str, str]], ask: Ask, town: str, first: str, later: str
) -> None:
    (row,) = [each for each in places if each["place"] == town and each["region"] == "Новосибирская область"]
    key = {"vehicle.place": row["fias_id"]}
    assert ask("ru/motor_places.kt_place", key, NOW).value == exact(row["kt"]) * 2 == exact(first)
    after = ask("ru/motor_places.kt_place", key, date(2026, 6, 22))
    assert after.value == exact(later) if later else after.status == "gap"


def test_the_bonus_malus_coefficients(told: dict[str, Any], ask: Ask) -> None:
    new, old = told["kbm"]
    for row in new["rows"]:
        assert ask("ru/motor.class_coefficient", {"class": row["class"]}, NOW).value == exact(row["value"])
    for name, value in zip(CLASSES, old["values_in_class_order_M_0_to_13"], strict=True):
        day = parse_day(old["in_force_to"])
        assert ask("ru/motor.class_coefficient", {"class": name}, day).value == exact(value)


def test_every_transition_between_classes(told: dict[str, Any], ask: Ask) -> None:
    for row in told["kbm"][0]["rows"]:
        for claims, wanted in enumerate(row["next"]):
            counts = [claims] if claims < 4 else [4, 5, 40]
            for count in counts:
                got = ask("ru/motor.next_class", {"class": row["class"], "claims": count}, NOW)
                assert got.value == wanted, (row["class"], count)
    assert ask("ru/motor.initial_class", {}, NOW).value == told["kbm"][0]["initial_class"]


@pytest.mark.parametrize(
    ("place", "rule", "day"), [(0, "kvs_driver", FIRST), (1, "kvs_rider", date(2025, 4, 17))]
)
def test_age_and_experience(
    told: dict[str, Any], ask: Ask, library: Library, place: int, rule: str, day: date
) -> None:
    scale = told["kvs"][place]["rows"]
    assert rows(library, f"ru/motor.{rule}", day) == len(scale) == 58
    for row in scale:
        for age in ends(row["age"], 110):
            for experience in ends([row["exp"][0], str(int(row["exp"][1]) - 1)], 94):
                case = {"age": age, "experience": experience}
                assert ask(f"ru/motor.{rule}", case, day).value == exact(row["value"]), (row, case)


def test_every_pair_that_can_be_has_a_cell(ask: Ask) -> None:
    for age in (18, 21, 22, 24, 25, 29, 30, 34, 35, 60, 110):
        for experience in range(min(age - 15, 94) + 1):
            case = {"age": age, "experience": experience}
            assert ask("ru/motor.driver_possible", case, NOW).value is True
            assert ask("ru/motor.kvs_driver", case, NOW).status == "determined", case
    for age, experience in ((21, 7), (24, 10), (29, 15)):
        case = {"age": age, "experience": experience}
        assert ask("ru/motor.driver_possible", case, NOW).value is False
        assert ask("ru/motor.kvs_driver", case, NOW).status == "gap"


@pytest.mark.parametrize(("place", "category", "day"), [(0, "B", FIRST), (1, "A", date(2025, 4, 17))])
def test_power(told: dict[str, Any], ask: Ask, place: int, category: str, day: date) -> None:
    for above, to, value in told["km"][place]["bands"]:
        for power in (int(above) + Fraction(1, 100), int(to) if to != "null" else 900):
            case = {"vehicle.category": category, "vehicle.power": power, "vehicle.power_unit": "hp"}
            assert ask("ru/motor.km", case, day).value == exact(value), (above, to, power)


def test_the_limit_on_drivers(told: dict[str, Any], ask: Ask) -> None:
    for row in told["ko"]:
        for day in (row["in_force_from"], row.get("in_force_to", "2026-11-21")):
            for limited, kind, key in (
                (True, "natural", "limited"),
                (False, "natural", "unlimited_natural"),
                (False, "legal", "unlimited_legal"),
            ):
                case = {"limited": limited, "owner.kind": kind}
                assert ask("ru/motor.ko", case, parse_day(day)).value == exact(row[key])


def test_season_and_term(told: dict[str, Any], ask: Ask) -> None:
    for above, to, value in told["ks"]["bands"]:
        for months in range(max(int(above) + 1, 3), int(to) + 1):
            assert ask("ru/motor.ks", {"use_months": months}, NOW).value == exact(value)
    terms = [*TERMS[:10], TERMS[10:]]
    for term, band in zip(terms, told["kp"]["bands"], strict=True):
        for one in term if isinstance(term, list) else [term]:
            assert ask("ru/motor.kp", {"contract": "foreign", "term": one}, NOW).value == exact(band["value"])


def test_vehicles_registered_abroad(told: dict[str, Any], ask: Ask) -> None:
    abroad, unfriendly = (row["value"] for row in told["kt_special_territories"][:2])
    case = {"contract": "foreign", "vehicle.category": "B"}
    assert ask("ru/motor.kt", case, FIRST).value == exact(abroad)
    lorry = {"contract": "foreign", "vehicle.category": "C", "vehicle.unfriendly": True}
    assert ask("ru/motor.kt", lorry, date(2026, 1, 1)).value == exact(unfriendly)
    assert ask("ru/motor.kt", lorry, date(2025, 12, 31)).status == "gap"
    assert ask("ru/motor.kt", lorry | {"vehicle.unfriendly": False}, date(2026, 1, 1)).status == "gap"


def test_refunds_limits_and_the_factor_of_a_legal_entity(told: dict[str, Any], ask: Ask) -> None:
    assert ask("ru/motor.loading", {}, NOW).value == exact(told["refund_on_early_termination"]["loading"])
    days = {"paid": 10000, "remaining_days": 100, "total_days": 365}
    assert ask("ru/motor.refund_exact", days, NOW).value == Fraction(10000 * 77 * 100, 100 * 365)
    assert ask("ru/motor.refund", days, NOW).value == Fraction("2109.59")
    assert ask("ru/motor.refund", days | {"remaining_days": 366}, NOW).status == "gap"
    assert ask("ru/motor.change", days | {"new_premium": 9270}, NOW).value == -200
    for limit, harm in zip(told["limits_of_liability"], ("property", "life"), strict=True):
        assert ask("ru/motor.limit", {"harm": harm}, NOW).value == exact(limit["amount_rub"])
    assert ask("ru/motor.legal_factor", {}, NOW).value == exact("1.8")


@pytest.mark.parametrize(
    ("table", "key", "rule", "day", "count"),
    [
        ("domestic_residents_eur", "vehicle.category", "domestic", THEN, 38),
        ("komplex_eur", "vehicle.category", "complex", THEN, 38),
        ("border_foreign_vehicles_eur", "border.category", "border", THEN, 8),
        ("green_card_to_russia_eur", "card.category", "green_card_russia", THEN, 9),
        ("green_card_all_countries_eur", "card.category", "green_card_all", date(2016, 9, 1), 9),
    ],
)
def test_the_tables_in_euro(
    other: dict[str, Any], ask: Ask, library: Library, table: str, key: str, rule: str, day: date, count: int
) -> None:
    found = other[table]["rows"]
    assert len(found) == rows(library, f"by/motor.{rule}", day) == count
    terms = TERMS[-len(other[table]["terms"]) :]
    for name, row in found.items():
        value = ask(f"by/motor.{rule}", {key: name}, day).value
        assert value == dict(zip(terms, map(exact, row["premium"]), strict=True)), name


def test_the_base_premium_is_that_of_type_contract_and_term(other: dict[str, Any], ask: Ask) -> None:
    for contract, table in (("domestic", "domestic_residents_eur"), ("complex", "komplex_eur")):
        for name, row in other[table]["rows"].items():
            terms = TERMS[-len(row["premium"]) :]
            for term, premium in zip(terms, row["premium"], strict=True):
                case = {"contract": contract, "vehicle.category": name, "term": term}
                assert ask("by/motor.base", case, THEN).value == exact(premium)


def test_every_type_has_words(other: dict[str, Any], ask: Ask) -> None:
    for name in other["domestic_residents_eur"]["rows"]:
        words = ask("by/motor.types", {"vehicle.category": name}).value
        assert len(set(words.values())) == 3, name


def test_the_coefficients_of_place_and_driver(other: dict[str, Any], ask: Ask) -> None:
    kinds = [
        ("minsk", "minsk_district"),
        ("brest", "vitebsk", "gomel", "grodno", "mogilev"),
        ("town",),
        ("other",),
    ]
    for names, row in zip(kinds, other["K1_territory"], strict=True):
        for name in names:
            assert ask("by/motor.k1", {"vehicle.place": name}, THEN).value == exact(row["value"])
    for row in other["K3_driver"]:
        for age in (16, 25) if row["age"] == "<= 25" else (26, 90):
            for experience in (0, 2) if row["experience_years"] == "<= 2" else (3, 60):
                case = {"owner.kind": "natural", "owner.age": age, "owner.experience": experience}
                assert ask("by/motor.k3", case, THEN).value == exact(row["value"])


def test_every_transition_of_the_other_state(other: dict[str, Any], ask: Ask) -> None:
    for row in other["K2_bonus_malus"]["rows"]:
        for claims, wanted in enumerate(row["after"]):
            for count in [claims] if claims < 2 else [2, 3, 30]:
                got = ask("by/motor.next_class", {"class": row["previous"], "claims": count}, THEN).value
                assert got == wanted
                case = {"owner.class": row["previous"], "term": "m12", "accidents": count}
                assert ask("by/motor.k2", case, THEN).value == exact(wanted)
    first = {"owner.class": "first", "term": "m12", "accidents": 0}
    assert ask("by/motor.k2", first, THEN).value == exact(other["K2_bonus_malus"]["first_contract"])


def test_what_was_read_of_the_base_unit_and_of_limits(other: dict[str, Any], ask: Ask) -> None:
    for row in other["base_unit_byn"]:
        assert ask("by/motor.base_unit", {}, parse_day(row["from"])).value == exact(row["value"])
    assert ask("by/motor.base_unit", {}, date(2023, 1, 1)).status == "gap"
    for limit, harm in zip(other["limits_of_liability"][:2], ("property", "life"), strict=True):
        assert ask("by/motor.limit", {"harm": harm}, THEN).value == exact(limit["amount"])
    statement = other["european_accident_statement"]["max_damage_eur"]
    assert ask("by/motor.accident_statement", {}, date(2016, 9, 1)).value == exact(statement)


def ends(band: list[str], most: int) -> Iterator[int]:
    yield from {int(band[0]), min(int(band[1]), most)}


def centres(library: Library) -> dict[str, str]:
    """The key of the place by the row of the annex that names it."""
    version = library.rule("ru/motor_places.kt_machine").on(NOW)
    assert version is not None
    assert isinstance(version.body, Table)
    return {row.cite.act.rpartition(" ")[2]: row.tests[0].value for row in version.body.rows if row.cite}  # type: ignore[union-attr]


def yo(text: str) -> str:
    return text.replace("ё", "е")


def plain(region: str) -> str:
    return yo(region).replace(" АО", " автономный округ")
