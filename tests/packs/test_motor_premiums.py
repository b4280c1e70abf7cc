"""Premiums of random contracts, worked out from the facts by a few lines that know nothing of packs."""

import random
from datetime import date
from fractions import Fraction as F  # noqa: N817 - a factor stands on every line
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.basis.exact import Rounding, round_to
from comity.law.library import Library
from comity.law.table import Table
from comity.motor.model import parse_contract
from comity.motor.premium import price
from comity.motor.tariff import Tariff

FACTS = Path(__file__).parents[2].parent / "shared" / "facts" / "motor"
NOW, THEN = date(2026, 1, 15), date(2023, 6, 1)
CASES = 400
CATEGORY = {"1": "A", "2": "B", "3": "C", "4": "D", "5": "Tb", "6": "Tm", "7": "machine"}
Facts = dict[str, Any]
Case = tuple[Facts, F]


def read(name: str) -> Facts:
    if not FACTS.is_dir():
        pytest.skip("needs shared data: facts/motor")
    loaded: Facts = yaml.load((FACTS / name).read_text("utf-8"), yaml.BaseLoader)
    return loaded


def test_premiums_are_the_products_the_facts_give(library: Library) -> None:
    told, draw, keys = read("ru_osago.yaml"), random.Random(7), centres(library)
    for _ in range(CASES):
        contract, product = a_product(told, draw, keys)
        found = price(parse_contract(contract, Tariff.of(library, "ru")), library, NOW)
        assert found.money is not None, (contract, found.gaps, found.missing)
        assert found.money.minor == round_to(product * 100, 0, Rounding.HALF_UP), contract


def test_premiums_are_the_sums_the_facts_give(library: Library) -> None:
    told, draw = read("by_osgo.yaml"), random.Random(7)
    for _ in range(CASES):
        contract, product = a_sum(told, draw)
        found = price(parse_contract(contract, Tariff.of(library, "by")), library, THEN)
        assert found.money is not None, (contract, found.gaps, found.missing)
        assert found.money.minor == round_to(product * 100, 0, Rounding.HALF_UP), contract


def a_product(told: Facts, draw: random.Random, keys: dict[str, str]) -> Case:
    row = draw.choice(told["base_rates"][0]["rows"])
    category, owner = CATEGORY[row["id"][0]], draw.choice(["natural", "legal"])
    owner = {"2.1": "legal", "2.2": "natural"}.get(row["id"], owner)
    place = draw.choice(told["kt_capitals"]["rows"])
    vehicle: Facts = {"category": category, "place": keys[place[4]]} | measures(row["id"], draw)
    base, months = F(draw.randint(int(row["min"]) * 100, int(row["max"]) * 100), 100), draw.randint(3, 12)
    contract: Facts = {"contract": "annual", "vehicle": vehicle, "owner": {"kind": owner}}
    contract |= {"base": base, "use_months": months}
    product = base * F(place[3 if category == "machine" else 2]) * band(told["ks"]["bands"], months)
    if category in "AB":
        product *= band(told["km"]["BA".index(category)]["bands"], vehicle["power"])
    people, factor = drivers(told, draw, category == "A", owner)
    contract["owner"] |= people.pop("owner", {})
    return contract | people, product * factor


def drivers(told: Facts, draw: random.Random, rider: bool, owner: str) -> Case:
    """Who may drive, and what it makes of the premium."""
    classes = {each["class"]: F(each["value"]) for each in told["kbm"][0]["rows"]}
    worst = draw.choice(list(classes))
    if draw.random() < F(1, 4):
        if owner == "legal":
            return {"limited": False, "owner": {"class": worst}}, classes[worst] * F("1.97")
        either = draw.choice([F(1), F("1.17")])
        return {"limited": False, "unlimited.kbm": either}, either * F("3.16")
    people = []
    for _ in range(draw.randint(1, 5)):
        age = draw.randint(18, 90)
        people.append(
            {"age": age, "experience": draw.randint(0, age - 15), "class": draw.choice(list(classes))}
        )
    scale = told["kvs"][rider]["rows"]
    kvs = max(cell(scale, each["age"], each["experience"]) for each in people)
    factor = kvs * max(classes[each["class"]] for each in people)
    return {"drivers": people}, factor * (F("1.8") if owner == "legal" else 1)


def measures(row: str, draw: random.Random) -> Facts:
    match row:
        case "3.1" | "3.2":
            return {"max_mass": F(draw.randint(1, 160) + (160 if row == "3.2" else 0), 10)}
        case "4.1" | "4.2":
            return {"use": "ordinary", "seats": draw.randint(1, 16) + (16 if row == "4.2" else 0)}
        case "4.3":
            return {"use": "route"}
        case "5" | "6" | "7":
            return {}
    use = {"1": {}, "2.3": {"use": "taxi"}}.get(row, {"use": draw.choice(["ordinary", "route"])})
    return {"power": F(draw.randint(1, 4000), 10), "power_unit": "hp"} | use


def cell(scale: list[Facts], age: int, experience: int) -> F:
    for each in scale:
        (young, old), (fresh, seasoned) = (list(map(int, each[key])) for key in ("age", "exp"))
        if young <= age <= old and fresh <= experience < seasoned:
            return F(each["value"])
    raise LookupError


def band(bands: list[list[str]], value: int | F) -> F:
    return next(F(v) for above, to, v in bands if value > int(above) and (to == "null" or value <= int(to)))


def a_sum(told: Facts, draw: random.Random) -> Case:
    contract = draw.choice(["domestic", "complex"])
    table = told["domestic_residents_eur" if contract == "domestic" else "komplex_eur"]
    terms = ["d15", *(f"m{n}" for n in range(1, 13))][-len(table["terms"]) :]
    name, term = draw.choice(list(table["rows"])), draw.choice(terms)
    base = F(table["rows"][name]["premium"][terms.index(term)])
    place, k1 = draw.choice([("minsk", "1.5"), ("gomel", "1.2"), ("town", "1"), ("other", "0.8")])
    age, accidents = draw.randint(18, 80), draw.randint(0, 3)
    experience, before = draw.randint(0, age - 15), draw.choice(told["K2_bonus_malus"]["rows"])
    k2 = F(before["after"][min(accidents, 2)])
    if term != "m12" and not accidents:
        k2 = max(F(before["previous"]), F(1))
    k3 = F(
        {(True, True): "1.3", (True, False): "1.1", (False, True): "1.2"}.get(
            (age <= 25, experience <= 2), "1"
        )
    )
    legal, privilege = draw.random() < F(1, 3), draw.random() < F(1, 3)
    factor = F(k1) + k2 + (1 if legal else k3) - 2
    owner = {
        "kind": "legal" if legal else "natural",
        "class": before["previous"],
        "age": age,
        "experience": experience,
    }
    facts: Facts = {
        "contract": contract,
        "vehicle": {"category": name, "place": place},
        "term": term,
        "owner": owner,
    }
    facts |= {"accidents": accidents, "privilege": privilege}
    return facts, base * (max(factor - F("0.5"), F("0.3")) if privilege else factor)


def centres(library: Library) -> dict[str, str]:
    """The key of each regional centre by its row in the annex."""
    version = library.rule("ru/motor_places.kt_machine").on(NOW)
    assert version is not None
    assert isinstance(version.body, Table)
    return {row.cite.act.rpartition(" ")[2]: row.tests[0].value for row in version.body.rows if row.cite}  # type: ignore[union-attr]
