"""The motor packs as one library, and contracts to price."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.law.library import Library
from comity.motor.model import Contract, parse_contract
from comity.motor.tariff import Tariff

ROOT = Path(__file__).parents[2]
MOSCOW = "0c5b2444-70a0-4932-980c-b4dc0d3f02b5"
CAR = {
    "contract": "annual",
    "vehicle": {"category": "B", "use": "ordinary", "power": "110", "power_unit": "hp", "place": "Москва"},
    "owner": {"kind": "natural"},
    "drivers": [{"age": "40", "experience": "10", "class": "4"}],
    "base": "5000",
    "use_months": "12",
}
OTHER = {
    "contract": "domestic",
    "vehicle": {"category": "A2", "place": "brest"},
    "term": "m12",
    "owner": {"kind": "natural", "age": "40", "experience": "10", "class": "first"},
    "accidents": "0",
    "privilege": "no",
}

Make = Callable[..., Contract]


@pytest.fixture(scope="session")
def library() -> Library:
    packs = ROOT / "packs"
    found = {p.relative_to(packs).as_posix(): p.read_text("utf-8") for p in packs.glob("*/motor*.md")}
    return Library.from_texts(found)


@pytest.fixture(scope="session")
def tariff(library: Library) -> Tariff:
    return Tariff.of(library, "ru")


@pytest.fixture(scope="session")
def other(library: Library) -> Tariff:
    return Tariff.of(library, "by")


@pytest.fixture(scope="session")
def car(tariff: Tariff) -> Make:
    """An ordinary car of the one state, with some facts changed (None: not given)."""
    return lambda changes=None: parse_contract(changed(CAR, changes), tariff)


@pytest.fixture(scope="session")
def other_car(other: Tariff) -> Make:
    """An ordinary car of the other state, with some facts changed."""
    return lambda changes=None: parse_contract(changed(OTHER, changes), other)


def changed(document: dict[str, Any], changes: dict[str, Any] | None) -> dict[str, Any]:
    """The document with facts changed by dotted name; a whole list of drivers at once."""
    made = {key: dict(item) if isinstance(item, dict) else item for key, item in document.items()}
    for name, value in (changes or {}).items():
        head, _, rest = name.partition(".")
        if rest and isinstance(made.get(head), dict):
            made[head] |= {rest: value}
            made[head] = {key: item for key, item in made[head].items() if item is not None}
        else:
            made[name] = value
    return {key: item for key, item in made.items() if item is not None}
