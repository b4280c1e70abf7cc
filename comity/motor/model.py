"""A motor liability contract as it is sent, parsed once: every fact typed by the law that asks for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from comity.basis.errors import InputError
from comity.law.evaluate import Checked
from comity.law.rule import Input, Type, show_value, tell
from comity.motor.tariff import PLACE, Tariff

_SLOT = re.compile(r"driver(\d+)\.(\w+)", re.ASCII)
_SWITCH = "switch."  # a fact so named turns a doubtful reading on; it is off unless it is said
_MOST_FACTS = 200  # a contract has some thirty; bounds hostile input


@dataclass(frozen=True, slots=True)
class Vehicle:
    """The vehicle: its category and place as the law of the state codes them, and its measures by name."""

    category: str | None
    place: str | None
    measures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver the contract names; None where nobody has said it."""

    age: int | None
    experience: int | None
    bonus_class: str | None


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract to be priced by the law of one state.

    `facts` are exact and allowed, by the names of the tariff's inputs; a fact nobody has said is not there.
    `paths` says where each stood in what was sent.
    """

    state: str
    facts: Checked
    paths: Mapping[str, str]

    @property
    def vehicle(self) -> Vehicle:
        """The vehicle."""
        own = {
            name.partition(".")[2]: value for name, value in self.facts.items() if name.startswith("vehicle.")
        }
        return Vehicle(own.pop("category", None), own.pop("place", None), own)

    @property
    def drivers(self) -> tuple[Driver, ...]:
        """The drivers it names, in order."""
        slots: dict[int, dict[str, Any]] = {}
        for name, value in self.facts.items():
            if found := _SLOT.fullmatch(name):
                slots.setdefault(int(found[1]), {})[found[2]] = value
        return tuple(
            Driver(told.get("age"), told.get("experience"), told.get("class"))
            for _, told in sorted(slots.items())
        )

    def path(self, name: str) -> str:
        """Where a fact stands in what was sent, or would stand."""
        if name in self.paths:
            return self.paths[name]
        slot = _SLOT.fullmatch(name)
        listed = any(path.startswith("drivers[") for path in self.paths.values())
        return f"drivers[{int(slot[1]) - 1}].{slot[2]}" if slot and listed else name


def parse_contract(document: object, tariff: Tariff) -> Contract:
    """The contract a nested document or flat facts describe, for the tariff of a state.

    Names are those of the tariff's inputs: `vehicle: {power: 110}` is `vehicle.power`, the n-th of `drivers`
    is `drivern`. Texts are parsed, other values checked; switches not named are off. InputError with the
    path for a name nobody asks for or that is told twice, a value of another type or not allowed, an unknown
    place, and drivers named where there is no limit on them.
    """
    facts = Checked()
    paths: dict[str, str] = {}
    for path, name, told in _flat(document):
        if name not in tariff.inputs:
            raise _unknown(path, name, tariff)
        if name in facts:
            raise InputError("motor.fact.twice", path=path, value=name, expected=paths[name])
        facts[name] = _value(tariff.inputs[name], told, path, tariff)
        paths[name] = path
    if "drivers" in paths and "limited" in tariff.inputs:
        if facts.setdefault("limited", True) is False:
            raise InputError("motor.drivers.no_limit", path=paths["limited"], value=facts["drivers"])
    facts.update({name: False for name in tariff.inputs if name.startswith(_SWITCH) and name not in facts})
    return Contract(tariff.state, facts, paths)


def _flat(document: object) -> Iterator[tuple[str, str, Any]]:
    """Path, input name and value of each fact; a list of drivers is counted too."""
    if not isinstance(document, Mapping):
        raise InputError("motor.contract.not_a_mapping", path="contract", value=str(document)[:60])
    found = list(_leaves(document, "", ""))
    if len(found) > _MOST_FACTS:
        raise InputError("motor.contract.too_large", path="contract", value=len(found), expected=_MOST_FACTS)
    yield from found


def _leaves(told: Any, path: str, name: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(told, Mapping):
        for key, item in told.items():
            dot = "." if path else ""
            yield from _leaves(item, f"{path}{dot}{key}", f"{name}{dot}{key}")
    elif isinstance(told, Sequence) and not isinstance(told, str | bytes):
        if path != "drivers":
            raise InputError("motor.fact.a_list", path=path, value=len(told))
        yield path, name, len(told)
        for place, item in enumerate(told):
            yield from _leaves(item, f"{path}[{place}]", f"driver{place + 1}")
    else:
        yield path, name, told


def _value(asked: Input, told: Any, path: str, tariff: Tariff) -> Any:
    if asked.name == PLACE and isinstance(told, str):
        told = tariff.find_place(told, path)
    try:
        return asked.parse(told, path) if isinstance(told, str) else asked.check(told, path)
    except InputError as fault:
        shown = told if isinstance(told, str) else show_value(told)
        last = asked.name.rpartition(".")[2]
        raise InputError(
            "motor.category.unknown"
            if last == "category"
            else "motor.class.unknown"
            if last == "class"
            else "motor.drivers.too_many"
            if last == "drivers"
            else "motor.fact.refused",
            path=path,
            value=shown[:80],
            expected=expectation(asked),
        ) from fault


def expectation(asked: Input) -> str:
    """What an input takes, as people read it: for texts the list of them, for numbers their unit too."""
    listed = tell(asked.allowed) if asked.type is Type.TEXT else ""
    return listed or f"{asked.expected()} {asked.unit}".strip()


def _unknown(path: str, name: str, tariff: Tariff) -> InputError:
    slot = _SLOT.fullmatch(name)
    slots = [int(found[1]) for each in tariff.inputs if (found := _SLOT.fullmatch(each))]
    if slot and slots and int(slot[1]) > max(slots):
        return InputError(
            "motor.drivers.too_many", path=path, value=slot[1], expected=str(max(slots)), unit=""
        )
    near = get_close_matches(name, tariff.inputs, 3) or sorted(tariff.inputs)[:12]
    return InputError("motor.fact.unknown", path=path[:120], value=name[:80], expected=tuple(near))
