from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from comity.basis.errors import InputError
from comity.basis.words import LANGUAGES
from comity.law.library import Library
from comity.motor.model import Contract, Driver, parse_contract
from comity.motor.phrases import PHRASES
from comity.motor.tariff import Tariff, states

Make = Callable[..., Contract]
MOSCOW = "0c5b2444-70a0-4932-980c-b4dc0d3f02b5"


def test_a_contract_is_parsed_once_and_exactly(car: Make) -> None:
    contract = car({"base": "5000.10"})
    assert contract.facts["base"] == Fraction(500010, 100)
    assert contract.drivers == (Driver(40, 10, "4"),)
    assert (contract.vehicle.category, contract.vehicle.place) == ("B", MOSCOW)
    assert contract.vehicle.measures == {"use": "ordinary", "power": 110, "power_unit": "hp"}


def test_naming_drivers_says_how_many_and_that_there_is_a_limit(car: Make) -> None:
    facts = car({"drivers": [{"age": "40"}, {"age": "30"}]}).facts
    assert (facts["drivers"], facts["limited"], facts["driver2.age"]) == (2, True, 30)


def test_flat_facts_are_the_same_contract(tariff: Tariff, car: Make) -> None:
    whole = car()
    flat = {name: whole.facts[name] for name in whole.facts}
    assert parse_contract(flat, tariff).facts == whole.facts


def test_a_switch_is_off_unless_it_is_said(car: Make) -> None:
    assert car().facts["switch.cap"] is False
    assert car({"switch.cap": "yes"}).facts["switch.cap"] is True


@pytest.mark.parametrize(
    "text", [MOSCOW, "Москва", "москва"]
)  # fmt: skip
def test_a_place_is_found_by_key_or_name(car: Make, text: str) -> None:
    assert car({"vehicle.place": text}).vehicle.place == MOSCOW


@pytest.mark.parametrize(
    ("text", "ends"), [("Орёл", "Орел"), ("Амурская область, Благовещенск", "Благовещенск")]
)
def test_a_place_is_found_however_it_is_written(tariff: Tariff, text: str, ends: str) -> None:
    assert tariff.places[tariff.find_place(text, "place")].names[-1] == ends


def test_a_region_means_its_other_places(tariff: Tariff) -> None:
    assert tariff.places[tariff.find_place("Омская область", "place")].names == ("Омская область",)


@pytest.mark.parametrize("text", ["Минск", "Мінск", "minsk city", "minsk"])
def test_a_place_of_the_other_state_is_found_in_its_languages(other: Tariff, text: str) -> None:
    assert other.find_place(text, "place") == "minsk"


TOO_MANY = [{"age": "40", "experience": "10", "class": "4"}] * 6
BAD: list[tuple[dict[str, Any], str, str, str]] = [
    ({"drivers": [{"age": "15"}]}, "motor.fact.refused", "drivers[0].age", "[16..110]"),
    ({"drivers": [{"age": "40.5"}]}, "motor.fact.refused", "drivers[0].age", "integer"),
    (
        {"drivers": [{"age": "40", "experience": "-1"}]},
        "motor.fact.refused",
        "drivers[0].experience",
        "[0..94]",
    ),
    ({"drivers": [{"class": "14"}]}, "motor.class.unknown", "drivers[0].class", "13"),
    ({"vehicle.category": "Z"}, "motor.category.unknown", "vehicle.category", "machine"),
    ({"vehicle.place": "Москвва"}, "motor.place.unknown", "vehicle.place", "Москва"),
    ({"vehicle.place": "Благовещенск"}, "motor.place.ambiguous", "vehicle.place", "Амурская"),
    ({"base": "-5"}, "motor.fact.refused", "base", "> 0"),
    ({"base": "5e3"}, "motor.fact.refused", "base", "> 0"),
    ({"base": 5000.0}, "motor.fact.refused", "base", "> 0"),
    ({"use_months": "2"}, "motor.fact.refused", "use_months", "[3..12]"),
    ({"drivers": TOO_MANY}, "motor.drivers.too_many", "drivers", "5"),
    ({"driver9.age": "40"}, "motor.drivers.too_many", "driver9.age", "5"),
    ({"vehicle.powr": "110"}, "motor.fact.unknown", "vehicle.powr", "vehicle.power"),
    ({"driver1.age": "41"}, "motor.fact.twice", "driver1.age", "drivers[0].age"),
    ({"limited": "no"}, "motor.drivers.no_limit", "limited", "limited: yes"),
    ({"base": ["1", "2"]}, "motor.fact.a_list", "base", ""),
]


@pytest.mark.parametrize(("changes", "code", "path", "expected"), BAD)
def test_a_bad_fact_is_named_with_path_value_and_expectation(
    car: Make, changes: dict[str, Any], code: str, path: str, expected: str
) -> None:
    with pytest.raises(InputError) as told:
        car(changes)
    assert (told.value.code, told.value.facts["path"]) == (code, path)
    for language in LANGUAGES:
        words = PHRASES.explain(told.value, language)
        assert path in words
        assert expected in words
        assert "{" not in words


def test_a_document_of_another_form_is_refused(tariff: Tariff) -> None:
    with pytest.raises(InputError, match="not_a_mapping"):
        parse_contract(["contract"], tariff)
    with pytest.raises(InputError, match="too_large"):
        parse_contract({f"x{n}": "1" for n in range(300)}, tariff)


def test_the_other_state_asks_nothing_of_drivers(other_car: Make) -> None:
    with pytest.raises(InputError, match=r"motor\.fact\.unknown"):
        other_car({"drivers": [{"age": "40"}]})


def test_states_are_found_by_their_packs(library: Library) -> None:
    assert states(library) == ("by", "ru")
    with pytest.raises(InputError, match=r"motor\.state\.unknown"):
        Tariff.of(library, "kz")
