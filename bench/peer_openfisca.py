"""The premium as a country package of OpenFisca-core 46: entities, dated parameters, variables with formulas.

Drivers are the members of a contract; where any driver may drive, the owner is. Amounts are its floats of 32
bits. A parameter that depends on an enumeration is read into an array and taken by code: fancy indexing, as
its documentation shows it, walks the rows one by one in version 46. `DIR [fancy]` measures that instead.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.peer_run import (
    AGES,
    CAR_POWERS,
    EXPERIENCES,
    RIDER_POWERS,
    SLOTS,
    codes,
    finish,
    given,
    numbers,
    truths,
)

# Named, not imported: the checks of types run where the peers are not installed.
_OF = {name: import_module(f"openfisca_core.{name}") for name in ("entities", "indexed_enums", "parameters")}
_OF |= {name: import_module(f"openfisca_core.{name}") for name in ("periods", "simulations", "variables")}
build_entity: Any = _OF["entities"].build_entity
Enum: Any = _OF["indexed_enums"].Enum
EnumArray: Any = _OF["indexed_enums"].EnumArray
TaxBenefitSystem: Any = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem
MONTH = _OF["periods"].DateUnit.MONTH

PERIOD, SINCE = "2026-11", "2025-12-09"
FANCY = sys.argv[2:] == ["fancy"]

Driver: Any = build_entity("driver", "drivers", "A driver of a contract", is_person=True)
ROLES = [{"key": "driver", "plural": "drivers", "label": "Drivers"}]
Contract: Any = build_entity("contract", "contracts", "A contract", roles=ROLES)


Category = Enum("Category", {name.lower(): name for name in ("A", "B", "C", "D", "Tb", "Tm", "machine")})
Kind = Enum("Kind", {name: name for name in ("annual", "short", "transit", "foreign")})
Use = Enum("Use", {name: name for name in ("ordinary", "taxi", "route")})
Owner = Enum("Owner", {name: name for name in ("natural", "legal")})
PowerUnit = Enum("PowerUnit", {name.lower(): name for name in ("hp", "kW")})


def numbered(name: str, size: int) -> Any:
    """An enumeration of so many members."""
    return Enum(name, [(f"n{code}", f"n{code}") for code in range(size)])


BonusClass, Term = numbered("BonusClass", 15), numbered("Term", 13)
AgeBand, ExperienceBand = numbered("AgeBand", 8), numbered("ExperienceBand", 8)


def dated(value: float) -> dict[str, Any]:
    """A parameter since the first day of the tables."""
    return {"values": {SINCE: {"value": value}}}


def table(hundredths: list[int]) -> dict[str, Any]:
    """A node of parameters by number."""
    return {f"n{code}": dated(value / 100) for code, value in enumerate(hundredths)}


def steps(firsts: tuple[float, ...], values: list[float]) -> dict[str, Any]:
    """A scale of single amounts by the first number of each bracket."""
    brackets = [
        {"threshold": {SINCE: {"value": first}}, "amount": {SINCE: {"value": value}}}
        for first, value in zip(firsts, values, strict=True)
    ]
    return {"metadata": {"type": "single_amount"}, "brackets": brackets}


def parameters(law: dict[str, Any]) -> Any:
    """The figures as OpenFisca keeps them."""
    amounts = {name: table(law[name]) for name in ("kt", "kt_machine", "kbm", "kp", "low", "high")}
    amounts |= {
        name: {f"n{band}": table(row) for band, row in enumerate(law[name])} for name in ("kvs", "kvs_rider")
    }
    for name, ends in (("km", CAR_POWERS), ("km_rider", RIDER_POWERS)):
        amounts[name] = steps((0, *ends), [value / 100 for value in law[name]])
    amounts["ks"] = steps(tuple(range(3, 13)), [value / 100 for value in law["ks"]])
    amounts["age_band"] = steps(AGES, list(range(8)))
    amounts["experience_band"] = steps(EXPERIENCES, list(range(8)))
    for name, value in (("legal", 1.8), ("ko_natural", 3.16), ("ko_legal", 1.97), ("hp_per_kw", 1.35962)):
        amounts[name] = dated(value)
    return _OF["parameters"].ParameterNode("", data=amounts)


def by_code(node: Any, key: Any) -> Any:
    """A parameter for each row by the code of its member."""
    if FANCY:
        return node[key]
    return np.array([node[name] for name in key.possible_values.names])[np.asarray(key)]


def by_two_codes(node: Any, first: Any, second: Any) -> Any:
    """The same for a table with two columns of conditions."""
    if FANCY:
        return node[first][second]
    names = second.possible_values.names
    cells = np.array([[node[row][name] for name in names] for row in first.possible_values.names])
    return cells[np.asarray(first), np.asarray(second)]


def variable(name: str, entity: Any, kind: Any, formula: Any = None) -> Any:
    """A variable of a month; `kind` is a type, or the enumeration of its values."""
    body: dict[str, Any] = {"entity": entity, "definition_period": MONTH, "label": name}
    body["value_type"] = kind
    if isinstance(kind, type(Category)):
        body |= {"value_type": Enum, "possible_values": kind, "default_value": kind.enums[0]}
    if formula:
        body["formula"] = formula
    return type(name, (_OF["variables"].Variable,), body)


def band(name: str, enum: Any) -> Any:
    """A formula: the band of a fact, by the scale of the same name."""

    def formula(driver: Any, period: Any, at: Any) -> Any:
        scale = getattr(at(period), f"{name}_band")
        return EnumArray(scale.calc(driver(name, period)).astype(np.int16), enum)

    return formula


def driver_kbm(driver: Any, period: Any, at: Any) -> Any:
    """Bonus-malus coefficient of a driver."""
    return by_code(at(period).kbm, driver("bonus_class", period))


def driver_kvs(driver: Any, period: Any, at: Any) -> Any:
    """Coefficient of age and experience of a driver."""
    bands = driver("age_band", period), driver("experience_band", period)
    rider = driver.contract("category", period) == Category.a
    return np.where(rider, by_two_codes(at(period).kvs_rider, *bands), by_two_codes(at(period).kvs, *bands))


def kbm(contract: Any, period: Any, at: Any) -> Any:
    """Bonus-malus coefficient: the worst of the members, the owner's where any driver may drive."""
    worst = contract.max(contract.members("driver_kbm", period))
    natural = contract("owner", period) == Owner.natural
    return np.where(~contract("limited", period) & natural, contract("unlimited_kbm", period), worst)


def kvs(contract: Any, period: Any, at: Any) -> Any:
    """Coefficient of age and experience: the worst of the drivers named."""
    worst = contract.max(contract.members("driver_kvs", period))
    factor = np.where(contract("owner", period) == Owner.legal, at(period).legal, 1)
    return np.where(contract("limited", period), worst * factor, 1)


def ko(contract: Any, period: Any, at: Any) -> Any:
    """Coefficient of the limit on drivers."""
    legal = contract("owner", period) == Owner.legal
    return np.where(
        contract("limited", period), 1, np.where(legal, at(period).ko_legal, at(period).ko_natural)
    )


def km(contract: Any, period: Any, at: Any) -> Any:
    """Power coefficient."""
    told, category = contract("power", period), contract("category", period)
    kilowatts = contract("power_unit", period) == PowerUnit.kw
    hp = np.where(kilowatts, told * at(period).hp_per_kw, told)
    car, rider = (getattr(at(period), name).calc(hp, right=True) for name in ("km", "km_rider"))
    return np.select([category == Category.b, category == Category.a], [car, rider], 1)


def kt(contract: Any, period: Any, at: Any) -> Any:
    """Territory coefficient."""
    category, kind, place = (contract(name, period) for name in ("category", "kind", "place"))
    light = (category == Category.a) | (category == Category.b)
    return np.select(
        [kind == Kind.foreign, kind == Kind.transit, category == Category.machine],
        [np.where(light, 1.7, 30), 1, by_code(at(period).kt_machine, place)],
        by_code(at(period).kt, place),
    )


def season(contract: Any, period: Any, at: Any) -> Any:
    """Coefficient of the season, or of the term of a contract that is not annual."""
    kind = contract("kind", period)
    return np.select(
        [kind == Kind.annual, kind == Kind.short, kind == Kind.foreign],
        [
            at(period).ks.calc(contract("use_months", period)),
            contract("term_factor", period),
            by_code(at(period).kp, contract("term", period)),
        ],
        0.2,
    )


def corridor(contract: Any, period: Any, at: Any) -> Any:
    """Which corridor of base rates holds, by its place in the annex."""
    category, use = contract("category", period), contract("use", period)
    car = np.where(use == Use.taxi, 3, np.where(contract("owner", period) == Owner.legal, 1, 2))
    lorry = np.where(contract("max_mass", period) <= 16, 4, 5)
    bus = np.where(use == Use.route, 8, np.where(contract("seats", period) <= 16, 6, 7))
    kinds = [category == each for each in (Category.a, Category.b, Category.c, Category.d)]
    return np.select(kinds, [0, car, lorry, bus], np.asarray(category) + 5)


def tb(contract: Any, period: Any, at: Any) -> Any:
    """Base rate, 0 outside its corridor."""
    base, place = contract("base", period), contract("corridor", period)
    low, high = (
        np.array([getattr(at(period), end)[f"n{code}"] for code in range(12)])[place]
        for end in ("low", "high")
    )
    return np.where((base >= low) & (base <= high), base, 0)


def premium(contract: Any, period: Any, at: Any) -> Any:
    """Premium, to the hundredth, half up."""
    factors = [contract(name, period) for name in ("tb", "kt", "kbm", "kvs", "ko", "km", "season")]
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    return np.floor(product * 100 + 0.5) / 100


def system(law: dict[str, Any]) -> Any:
    """The country package."""
    found = TaxBenefitSystem([Driver, Contract])
    found.parameters = parameters(law)
    facts = {
        Driver: {"age": int, "experience": int, "bonus_class": BonusClass},
        Contract: {
            **dict.fromkeys(("max_mass", "power", "base", "unlimited_kbm", "term_factor"), float),
            **dict.fromkeys(("seats", "use_months"), int),
            "kind": Kind,
            "category": Category,
            "use": Use,
            "owner": Owner,
            "power_unit": PowerUnit,
            "place": numbered("Place", len(law["places"])),
            "term": Term,
            "limited": bool,
        },
    }
    found.add_variables(
        *(variable(name, entity, kind) for entity in facts for name, kind in facts[entity].items())
    )
    found.add_variables(
        variable("age_band", Driver, AgeBand, band("age", AgeBand)),
        variable("experience_band", Driver, ExperienceBand, band("experience", ExperienceBand)),
        *(variable(each.__name__, Driver, float, each) for each in (driver_kbm, driver_kvs)),
        variable("corridor", Contract, int, corridor),
        *(
            variable(each.__name__, Contract, float, each)
            for each in (kbm, kvs, ko, km, kt, season, tb, premium)
        ),
    )
    return found


def simulation(rows: Any, law: dict[str, Any]) -> Any:
    """The rows as entities with their facts."""
    count = len(rows)
    limited = truths(rows, "limited")
    named = numbers(rows, "drivers")
    slots = [limited & (named >= slot) if slot > 1 else np.ones(count, bool) for slot in SLOTS]
    owners = np.concatenate([np.flatnonzero(each) for each in slots])
    order = np.argsort(owners, kind="stable")

    def of_drivers(read: Any, name: str, nothing: Any) -> Any:
        told = [read(rows, f"driver{slot}.{name}") for slot in SLOTS]
        told[0] = np.where(limited, told[0], nothing)
        return np.concatenate([each[said] for each, said in zip(told, slots, strict=True)])[order]

    built = _OF["simulations"].SimulationBuilder()
    package = system(law)
    built.create_entities(package)
    built.declare_person_entity("driver", range(len(owners)))
    contracts = built.declare_entity("contract", range(count))
    built.join_with_persons(contracts, owners[order], np.zeros(len(owners), np.int64))
    made = built.build(package)
    facts = {
        "age": of_drivers(numbers, "age", 40),
        "experience": of_drivers(numbers, "experience", 10),
        "bonus_class": of_drivers(codes, "class", codes(rows, "owner.class")),
        "limited": limited,
    }
    enums = {"kind": "contract", "category": "vehicle.category", "use": "vehicle.use", "owner": "owner.kind"}
    enums |= {"power_unit": "vehicle.power_unit", "place": "vehicle.place", "term": "term"}
    facts |= {name: codes(rows, column) for name, column in enums.items()}
    facts |= {"seats": numbers(rows, "vehicle.seats"), "use_months": numbers(rows, "use_months", 12)}
    decimals = {"power": ("vehicle.power", 10), "max_mass": ("vehicle.max_mass", 10), "base": ("base", 100)}
    decimals |= {"unlimited_kbm": ("unlimited.kbm", 100), "term_factor": ("insurer.term_factor", 100)}
    facts |= {name: numbers(rows, column) / scale for name, (column, scale) in decimals.items()}
    for name, told in facts.items():
        made.set_input(name, PERIOD, told)
    return made


def forget(made: Any) -> None:
    """Drop what the simulation has worked out and keeps: variables with a formula, and who belongs where."""
    for name, each in made.tax_benefit_system.variables.items():
        if each.formulas:
            made.delete_arrays(name)
    for population in made.populations.values():
        population._members_position = population._ordered_members_map = None


def main() -> int:
    """Work and hand back."""
    rows, law = given(Path(sys.argv[1]))
    made = simulation(rows, law)
    del rows
    name = "openfisca_fancy" if FANCY else "openfisca"

    return finish(
        name,
        "openfisca-core",
        lambda: made.calculate("premium", PERIOD),
        rounds=1 if FANCY else 3,
        forget=lambda: forget(made),
        answer=lambda amounts: np.rint(amounts.astype(np.float64) * 100),
    )


if __name__ == "__main__":
    sys.exit(main())
