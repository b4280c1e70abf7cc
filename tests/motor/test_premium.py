from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.basis.errors import InputError, PackError
from comity.basis.exact import Rounding, round_to
from comity.law.library import Library
from comity.motor.model import Contract
from comity.motor.premium import price

Make = Callable[..., Contract]
NOW = date(2026, 1, 15)
THEN = date(2023, 6, 1)
CLASSES = ("M", *(str(number) for number in range(14)))
BARNAUL = "Алтайский край, Барнаул"
TWO = [{"age": "40", "experience": "10", "class": "M"}, {"age": "20", "experience": "0", "class": "13"}]

# What is changed in an ordinary contract, the factors of the law, and the premium in kopecks.
BY_HAND: list[tuple[dict[str, Any], str, int]] = [
    ({}, "5000 1.8 1 0.93 1 1.2 1", 1004400),
    # 9,016.735 roubles is an exact half of a kopeck, and goes up
    (
        {"base": "4375", "vehicle.place": BARNAUL, "vehicle.power": "151",
         "drivers": [{"age": "30", "experience": "15", "class": "5"}]},
        "4375 1.49 0.91 0.95 1 1.6 1", 901674,
    ),
    # 9,965.865 and 14,283.885, two more halves
    (
        {"base": "4375", "vehicle.place": BARNAUL, "vehicle.power": "200",
         "drivers": [{"age": "30", "experience": "4", "class": "5"}]},
        "4375 1.49 0.91 1.05 1 1.6 1", 996587,
    ),
    (
        {"base": "4375", "vehicle.place": BARNAUL, "vehicle.power": "200",
         "drivers": [{"age": "21", "experience": "3", "class": "6"}]},
        "4375 1.49 0.83 1.65 1 1.6 1", 1428389,
    ),
    # the worst class and the worst age and experience come from two drivers
    ({"drivers": TWO}, "5000 1.8 3.92 2.27 1 1.2 1", 9610272),
    ({"drivers": None, "limited": "no", "unlimited.kbm": "1.17"}, "5000 1.8 1.17 1 3.16 1.2 1", 3992976),
    (
        {"drivers": None, "limited": "no", "owner.kind": "legal", "owner.class": "3"},
        "5000 1.8 1.17 1 1.97 1.2 1", 2489292,
    ),
    ({"owner.kind": "legal"}, "5000 1.8 1 0.93 1.8 1 1.2 1", 1807920),
    ({"use_months": "3", "vehicle.power": "50"}, "5000 1.8 1 0.93 1 0.6 0.5", 251100),
    (
        {"vehicle": {"category": "A", "power": "95", "power_unit": "hp", "place": "Казань"}, "base": "1001"},
        "1001 1.70 1 0.85 1 1.66 1", 240110,
    ),
    (
        {"vehicle": {"category": "C", "max_mass": "16", "place": "Омск"}, "base": "13709"},
        "13709 1.42 1 0.93 1 1", 1810411,
    ),
    (
        {"vehicle": {"category": "machine", "place": "Магас"}, "base": "383", "use_months": "7"},
        "383 1.52 1 0.93 1 0.8", 43313,
    ),
    (
        {"contract": "foreign", "term": "d15", "use_months": None, "vehicle.place": None},
        "5000 1.7 1 0.93 1 1.2 0.2", 189720,
    ),
    (
        {"contract": "transit", "use_months": None, "vehicle.place": None},
        "5000 1 0.93 1 1.2 0.2", 111600,
    ),
    (
        {"contract": "short", "insurer.term_factor": "0.35", "use_months": None},
        "5000 1.8 1 0.93 1 1.2 0.35", 351540,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "factors", "kopecks"), BY_HAND)
def test_a_premium_is_what_hand_arithmetic_gives(
    library: Library, car: Make, changes: dict[str, Any], factors: str, kopecks: int
) -> None:
    product = Fraction(1)
    for factor in factors.split():
        product *= Fraction(factor)
    assert round_to(product * 100, 0, Rounding.HALF_UP) == kopecks
    money = price(car(changes), library, NOW).money
    assert money is not None
    assert (money.minor, money.currency.code) == (kopecks, "RUB")


@pytest.mark.parametrize(
    ("changes", "cents"),
    [
        ({}, 2832),  # 23.6 x 1.2, the premium published for a resident in 2023
        # 90.3 x (1 + 0.2 - 0.5), the bureau's own example: coefficients add
        ({"contract": "complex", "owner.class": "0.5"}, 6321),
        ({"privilege": "yes", "vehicle.place": "other", "owner.class": "0.5"}, 708),  # 23.6 x 0.3, the floor
        ({"vehicle.place": "minsk", "owner.age": "25", "owner.experience": "2"}, 4248),  # 23.6 x 1.8
        ({"owner.class": "0.7", "accidents": "2"}, 5192),  # 23.6 x (1.2 + 1)
        ({"term": "m6", "owner.class": "0.7"}, 2064),  # 17.2 x 1.2: no discount for less than a year
        ({"term": "m6", "owner.class": "1.5"}, 2924),  # 17.2 x (1.2 + 0.5): the surcharge stays
        ({"term": "m6", "owner.class": "0.7", "accidents": "1"}, 2924),
        ({"owner": {"kind": "legal", "class": "first"}, "vehicle.category": "L4"}, 18348),  # 152.9 x 1.2
    ],
)
def test_a_premium_of_the_other_state_is_what_hand_arithmetic_gives(
    library: Library, other_car: Make, changes: dict[str, Any], cents: int
) -> None:
    found = price(other_car(changes), library, THEN)
    assert found.money is not None
    assert (found.money.minor, found.money.currency.code, found.confidence.value) == (cents, "EUR", "B")


def test_the_cap_is_off_unless_it_is_turned_on(library: Library, car: Make) -> None:
    changes = {"drivers": None, "limited": "no", "unlimited.kbm": "1.17"}
    open_, capped = (price(car(changes | extra), library, NOW).money for extra in ({}, {"switch.cap": "yes"}))
    assert open_ is not None
    assert capped is not None
    assert (open_.minor, capped.minor) == (3992976, 2700000)


def test_an_unconfirmed_figure_never_enters_in_silence(library: Library, car: Make) -> None:
    kilowatts = price(car({"vehicle.power": "81", "vehicle.power_unit": "kW"}), library, NOW)
    assert kilowatts.confidence.value == "C"
    assert {step.rule for step in kilowatts.doubts()} >= {"ru/motor.hp", "ru/motor.premium"}
    assert all(step.note or "memory" in step.citation.act for step in kilowatts.doubts())
    assert "ru/motor.hp" not in {step.rule for step in price(car(), library, NOW).doubts()}
    assert "ru/motor.kbm_named" in {s.rule for s in price(car({"drivers": TWO}), library, NOW).doubts()}


@pytest.mark.parametrize(
    ("experience", "age", "path"),
    [("6", "20", "drivers[0].experience"), ("25", "30", "drivers[0].experience")],
)
def test_an_impossible_experience_is_refused_at_its_path(
    library: Library, car: Make, experience: str, age: str, path: str
) -> None:
    contract = car({"drivers": [{"age": age, "experience": experience, "class": "4"}]})
    with pytest.raises(InputError) as told:
        price(contract, library, NOW)
    assert told.value.code == "motor.driver.impossible"
    assert (told.value.facts["path"], told.value.facts["expected"]) == (path, int(age) - 15)


@pytest.mark.parametrize("base", ["1398.99", "8665.01"])
def test_a_base_rate_outside_the_corridor_of_its_day_is_refused(
    library: Library, car: Make, base: str
) -> None:
    with pytest.raises(InputError) as told:
        price(car({"base": base}), library, NOW)
    assert told.value.code == "motor.base.outside"
    assert {k: told.value.facts[k] for k in ("path", "value", "low", "high", "day")} == {
        "path": "base", "value": base, "low": "1399", "high": "8665", "day": "2026-01-15"
    }  # fmt: skip


@pytest.mark.parametrize("base", ["1399", "8665"])
def test_the_ends_of_the_corridor_belong_to_it(library: Library, car: Make, base: str) -> None:
    assert price(car({"base": base}), library, NOW).money is not None


def test_an_upper_end_refuses_even_where_the_lower_one_is_not_loaded(library: Library, car: Make) -> None:
    lorry = car({"vehicle": {"category": "C", "max_mass": "10", "place": "Омск"}, "base": "9935"})
    with pytest.raises(InputError, match="outside"):
        price(lorry, library, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2022, 1, 8), {"ru/motor.premium"}),
        (date(2022, 9, 12), {"ru/motor.base_low", "ru/motor.base_high"}),
        (date(2025, 12, 8), {"ru/motor_places.kt_place"}),
    ],
)
def test_a_day_without_law_is_a_gap_with_its_reason(
    library: Library, car: Make, day: date, rules: set[str]
) -> None:
    found = price(car(), library, day)
    assert (found.money, found.result.status, {gap.rule for gap in found.gaps}) == (None, "gap", rules)


def test_a_quote_after_the_new_edict_is_a_gap(library: Library, other_car: Make) -> None:
    assert price(other_car(), library, date(2025, 4, 22)).money is not None
    found = price(other_car(), library, date(2025, 4, 23))
    assert (found.money, [gap.rule for gap in found.gaps]) == (None, ["by/motor.premium"])


def test_a_missing_class_is_named_and_bounds_the_premium(library: Library, car: Make) -> None:
    found = price(car({"drivers": [{"age": "40", "experience": "10"}]}), library, NOW)
    assert (found.missing, found.money) == (("driver1.class",), None)
    assert found.contract.path("driver1.class") == "drivers[0].class"
    lists = [[{"age": "40", "experience": "10", "class": name}] for name in CLASSES]
    every = [_value(library, car({"drivers": drivers})) for drivers in lists]
    assert (found.result.value.low, found.result.value.high) == (min(every), max(every))


def test_of_two_drivers_one_class_bounds_the_premium_from_below(library: Library, car: Make) -> None:
    known = {"age": "40", "experience": "10", "class": "2"}
    found = price(car({"drivers": [{"age": "30", "experience": "10"}, known]}), library, NOW)
    pairs = [[{"age": "30", "experience": "10", "class": name}, known] for name in CLASSES]
    every = [_value(library, car({"drivers": drivers})) for drivers in pairs]
    assert (found.result.value.low, found.result.value.high) == (min(every), max(every))


def test_a_missing_class_of_the_owner_bounds_the_premium_of_the_other_state(
    library: Library, other_car: Make
) -> None:
    classes = ("first", "2.0", "1.5", "1.2", "1.0", "0.9", "0.8", "0.7", "0.6", "0.5")
    for accidents in ("0", "1", "3"):
        found = price(other_car({"owner.class": None, "accidents": accidents}), library, THEN)
        made = [other_car({"owner.class": name, "accidents": accidents}) for name in classes]
        every = [_value(library, contract, THEN) for contract in made]
        assert (found.result.value.low, found.result.value.high) == (min(every), max(every))


def test_a_place_the_table_of_the_day_does_not_name_has_no_premium(library: Library, car: Make) -> None:
    found = price(car({"vehicle.place": "Сочи"}), library, NOW)
    assert (found.money, [gap.rule for gap in found.gaps]) == (None, ["ru/motor_places.kt_place"])


def test_a_rule_that_does_not_round_is_a_broken_pack(car: Make) -> None:
    with pytest.raises(PackError, match="not_rounded"):
        price(car({"base": "5001.01"}), _unrounded(), NOW)


@pytest.mark.parametrize(("day", "contract"), [(NOW, "car"), (THEN, "other_car")], ids=["product", "sum"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_leaving_out_facts_never_settles_more(
    library: Library, request: pytest.FixtureRequest, day: date, contract: str, data: st.DataObject
) -> None:
    changes = {"owner.class": "1.2"} if contract == "other_car" else {"drivers": [_driver(data)]}
    whole: Contract = request.getfixturevalue(contract)(changes)
    left = data.draw(st.sets(st.sampled_from(sorted(whole.facts))))
    facts = {name: value for name, value in whole.facts.items() if name not in left}
    full, part = price(whole, library, day), price(_with(whole, facts), library, day)
    if part.money is None:
        assert set(part.missing)
        assert set(part.missing) <= left | {"owner.class", "unlimited.kbm"} | _more(part.missing)
        low, high = part.result.value.low, part.result.value.high
        assert low is None or low <= full.result.value
        assert high is None or full.result.value <= high
    else:
        assert part.money == full.money


def _driver(data: st.DataObject) -> dict[str, str]:
    return {"age": "40", "experience": "10", "class": data.draw(st.sampled_from(CLASSES))}


def _value(library: Library, contract: Contract, day: date = NOW) -> Any:
    return price(contract, library, day).result.value


def _more(missing: tuple[str, ...]) -> set[str]:
    """Facts only another kind of contract, owner or vehicle asks for: open while the kind is."""
    other = {"term", "insurer.term_factor", "vehicle.unfriendly", "vehicle.max_mass", "vehicle.seats"}
    return {name for name in missing if name in other or name.startswith("driver")}


def _with(contract: Contract, facts: dict[str, Any]) -> Contract:
    return Contract(contract.state, type(contract.facts)(facts), contract.paths)


def _unrounded() -> Library:
    packs = Path(__file__).parents[2] / "packs"
    texts = {p.relative_to(packs).as_posix(): p.read_text("utf-8") for p in packs.glob("*/motor*.md")}
    texts["ru/motor.md"] = texts["ru/motor.md"].replace("= round half up(capped, 2)", "= capped")
    return Library.from_texts(texts)
