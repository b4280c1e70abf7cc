"""A plausible fleet of the first state: cars and lorries, families and firms, with the corridors of its pack.

Shares are plausible, not measured: no statistics of real contracts stand behind them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.fleet_arrays import Array, Column, Drawn
from comity.basis.dates import Day
from comity.law.library import Library
from comity.law.value import is_number
from comity.motor.tariff import PLACE, Tariff

CATEGORIES = ("A", "B", "C", "D", "Tb", "Tm", "machine")
A, B, C, D, TB, TM, MACHINE = range(7)
CLASSES = ("M", *map(str, range(14)))
NEW_DRIVER = CLASSES.index("3")
TERMS = ("d15", *(f"m{months}" for months in range(1, 13)))
ANNUAL, SHORT, TRANSIT, FOREIGN = range(4)
ORDINARY, TAXI, ROUTE = range(3)
SLOTS = 5
HEAVY, LARGE = 16, 16  # above so many tonnes, and so many seats, another corridor holds

# One specimen of each corridor of base rates, in the order that `_corridor` counts.
CORRIDORS: tuple[dict[str, Any], ...] = (
    {"vehicle.category": "A"},
    {"vehicle.category": "B", "owner.kind": "legal", "vehicle.use": "ordinary"},
    {"vehicle.category": "B", "owner.kind": "natural", "vehicle.use": "ordinary"},
    {"vehicle.category": "B", "owner.kind": "natural", "vehicle.use": "taxi"},
    {"vehicle.category": "C", "vehicle.max_mass": HEAVY},
    {"vehicle.category": "C", "vehicle.max_mass": HEAVY + 1},
    {"vehicle.category": "D", "vehicle.use": "ordinary", "vehicle.seats": LARGE},
    {"vehicle.category": "D", "vehicle.use": "ordinary", "vehicle.seats": LARGE + 1},
    {"vehicle.category": "D", "vehicle.use": "route", "vehicle.seats": LARGE},
    {"vehicle.category": "Tb"},
    {"vehicle.category": "Tm"},
    {"vehicle.category": "machine"},
)


@dataclass(frozen=True, slots=True)
class Vehicles:
    """Draws contracts whose places and base rates the law of a day knows."""

    places: tuple[str, ...]
    for_machines: Array
    low: Array
    high: Array

    @classmethod
    def of(cls, library: Library, at: Day) -> "Vehicles":
        """The places with a coefficient on that day, whether for machines too, and the corridors."""
        tariff = Tariff.of(library, "ru")

        def known(part: str, place: str) -> bool:
            return is_number(tariff.value(part, {PLACE: place}, at))

        places = tuple(place for place in tariff.places if known("kt_place", place))
        low, high = (
            np.array([int(tariff.value(end, case, at)) * 100 for case in CORRIDORS])
            for end in ("base_low", "base_high")
        )
        machines = np.array([known("kt_machine", place) for place in places])
        return cls(places, machines, low, high)

    def columns(self, drawn: Drawn) -> dict[str, Column]:
        """The facts of n contracts, by the names of the tariff's inputs."""
        category = drawn.of([3.0, 83.5, 8.5, 1.8, 0.05, 0.05, 3.1])
        legal = drawn.often(np.array([0.01, 0.07, 0.55, 0.75, 1, 1, 0.7])[category])
        contract = np.where(category == A, ANNUAL, drawn.of([0.97, 0.015, 0.006, 0.009]))
        use = _uses(drawn, category)
        mass = np.clip(np.exp(drawn.spread() * 0.7 + 2.1) * 10, 15, 440).astype(np.int64)
        seats = np.where(drawn.often(0.55), 9 + drawn.upto(11), 20 + drawn.upto(60)).astype(np.int16)
        limited = drawn.often(np.where(legal, 0.12, 0.8))
        annual = contract == ANNUAL
        corridor = _corridor(category, legal, use, mass, seats)
        return {
            "contract": Column(contract, words=("annual", "short", "transit", "foreign")),
            "vehicle.category": Column(category, words=CATEGORIES),
            "vehicle.use": Column(use, (category == B) | (category == D), ("ordinary", "taxi", "route")),
            **_power(drawn, category),
            "vehicle.max_mass": Column(mass, category == C, places=1),
            "vehicle.seats": Column(seats, category == D),
            "vehicle.unfriendly": Column(category > B, contract == FOREIGN, truth=True),
            PLACE: Column(self._place(drawn, category), contract != FOREIGN, self.places),
            "owner.kind": Column(legal, words=("natural", "legal")),
            "owner.class": Column(_classes(drawn, drawn.upto(12)), ~limited & legal, CLASSES),
            "limited": Column(limited, truth=True),
            "unlimited.kbm": Column(np.where(drawn.often(0.6), 117, 100), ~limited & ~legal, places=2),
            **_drivers(drawn, limited, category),
            "use_months": Column(_MONTHS[drawn.of(_MONTH_SHARES)], annual),
            "insurer.term_factor": Column(20 + drawn.upto(81), contract == SHORT, places=2),
            "term": Column(drawn.of([4, *([1] * 12)]), contract == FOREIGN, TERMS),
            "base": Column(self._base(drawn, corridor), places=2),
        }

    def _place(self, drawn: Drawn, category: Array) -> Array:
        """Two large cities first, the others as a long tail; machines where they have a coefficient."""
        place = drawn.of([12, 6, *(60 / (rank + 20) for rank in range(len(self.places) - 2))])
        return np.where((category == MACHINE) & ~self.for_machines[place], 0, place)

    def _base(self, drawn: Drawn, corridor: Array) -> Array:
        """Hundredths within the corridor, near its middle; most insurers choose whole units."""
        low, high = self.low[corridor], self.high[corridor]
        part = (drawn.upto(1 << 20) + drawn.upto(1 << 20)).astype(np.float64) / ((1 << 21) - 2)
        exact = low + np.round((high - low) * part).astype(np.int64)
        return np.where(drawn.often(0.4), exact, exact // 100 * 100)


def _uses(drawn: Drawn, category: Array) -> Array:
    taxi = (category == B) & drawn.often(0.04)
    return np.where(taxi, TAXI, np.where((category == D) & drawn.often(0.5), ROUTE, ORDINARY))


def _power(drawn: Drawn, category: Array) -> dict[str, Column]:
    """Power in tenths, told of every motorcycle and car and of most others; a few in kilowatts."""
    usual = np.array([60, 112, 240, 190, 230, 260, 130], np.float32)[category]
    width = np.array([0.5, 0.36, 0.3, 0.3, 0.1, 0.1, 0.5], np.float32)[category]
    tenths = np.clip(usual * np.exp(drawn.spread() * width) * 10, 40, 12_000).astype(np.int64)
    tenths = np.where(drawn.often(0.12), tenths, tenths // 10 * 10)
    kilowatts = drawn.often(0.02)
    tenths = np.where(kilowatts, tenths * 10 // 14, tenths)
    said = (category <= B) | drawn.often(0.7)
    return {
        "vehicle.power": Column(tenths, said, places=1),
        "vehicle.power_unit": Column(kilowatts, said, ("hp", "kW")),
    }


_AGES = np.arange(18, 86)
_AGE_SHARES = np.exp(-(((_AGES - 39) / 13.5) ** 2) / 2) + 0.12 * (_AGES > 55) * np.exp(-(_AGES - 55) / 9)
_LATER = [30, 18, 12, 9, 7, 5, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1]  # years from the first possible one to a licence
_MONTHS = np.arange(3, 13, dtype=np.int8)
_MONTH_SHARES = [1, 1, 1, 6, 1, 1, 1, 0.5, 0.5, 87]


def _drivers(drawn: Drawn, limited: Array, category: Array) -> dict[str, Column]:
    """Up to five drivers: the first of any age, the others near it (a couple) or a generation away."""
    count = (1 + drawn.of([0.56, 0.3, 0.09, 0.04, 0.01])).astype(np.int8)
    first = _AGES[drawn.of(_AGE_SHARES)]
    columns = {"drivers": Column(count, limited)}
    for slot in range(1, SLOTS + 1):
        said = limited & (count >= slot)
        near = first + drawn.upto(13) - 6
        other = np.where(first >= 46, first - 20 - drawn.upto(12), first + 20 + drawn.upto(10))
        age = first if slot == 1 else np.where(drawn.often(0.6), near, other)
        youngest = np.where((category == A) & drawn.often(0.04), 16, 18)
        age = np.clip(age, youngest, 90)
        experience = np.maximum(age - youngest - drawn.of(_LATER), 0)
        name = f"driver{slot}"
        columns[f"{name}.age"] = Column(age.astype(np.int16), said)
        columns[f"{name}.experience"] = Column(experience.astype(np.int16), said)
        columns[f"{name}.class"] = Column(_classes(drawn, experience), said, CLASSES)
    return columns


def _classes(drawn: Drawn, years: Array) -> Array:
    """A class better each year insured, worse where there were claims; not every year was insured."""
    insured = years - drawn.of([50, 20, 12, 8, 5, 3, 2])
    claims = drawn.of([0.9, 0.08, 0.015, 0.005])
    reached = np.clip(NEW_DRIVER + np.maximum(insured, 0), 0, len(CLASSES) - 1)
    worse: Array = np.maximum(reached - np.array([0, 3, 7, 14])[claims], 0)
    return worse


def _corridor(category: Array, legal: Array, use: Array, mass: Array, seats: Array) -> Array:
    """Which of CORRIDORS holds."""
    car = np.where(use == TAXI, 3, np.where(legal, 1, 2))
    lorry = np.where(mass <= HEAVY * 10, 4, 5)
    bus = np.where(use == ROUTE, 8, np.where(seats <= LARGE, 6, 7))
    return np.choose(category, [0, car, lorry, bus, 9, 10, 11])
