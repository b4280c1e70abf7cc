"""The tables of the first state's premium on one day as plain whole numbers: what every peer is given.

The peers write the rules themselves; the figures come from the packs, so that none computes with a misprint.
All are hundredths unless said otherwise; 0 where the law has no row.
"""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from bench.fleet_vehicles import CLASSES, CORRIDORS, TERMS
from bench.peer_run import AGES, CAR_POWERS, EXPERIENCES, RIDER_POWERS
from comity.basis.dates import Day
from comity.law.library import Library
from comity.law.value import is_number
from comity.motor.tariff import PLACE, Tariff


@dataclass(frozen=True, slots=True)
class Figures:
    """Tables by the code of what they ask."""

    places: tuple[str, ...]
    kt: tuple[int, ...]
    kt_machine: tuple[int, ...]
    kbm: tuple[int, ...]
    kvs: tuple[tuple[int, ...], ...]
    kvs_rider: tuple[tuple[int, ...], ...]
    km: tuple[int, ...]
    km_rider: tuple[int, ...]
    ks: tuple[int, ...]
    kp: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]


def figures(library: Library, places: tuple[str, ...], at: Day) -> dict[str, Any]:
    """The tables on a day, for places in the order of their codes; ready for JSON."""
    tariff = Tariff.of(library, "ru")

    def value(section: str, **facts: Any) -> int:
        told = {name.replace("__", "."): fact for name, fact in facts.items()}
        found = tariff.value(section, told, at)
        return int(Fraction(found) * 100) if is_number(found) else 0

    def scale(section: str) -> tuple[tuple[int, ...], ...]:
        # A band's last age has every experience that the band has.
        ends = (*(age - 1 for age in AGES[1:]), 99)
        return tuple(
            tuple(value(section, age=age, experience=experience) for experience in EXPERIENCES)
            for age in ends
        )

    def powers(category: str, ends: tuple[int, ...]) -> tuple[int, ...]:
        asked = {"vehicle__category": category, "vehicle__power_unit": "hp"}
        return tuple(value("km", **asked, vehicle__power=power) for power in (*ends, ends[-1] + 1))

    def kts(section: str) -> tuple[int, ...]:
        return tuple(value(section, **{PLACE: place}) for place in places)

    return asdict(
        Figures(
            places=places,
            kt=kts("kt_place"),
            kt_machine=kts("kt_machine"),
            kbm=tuple(value("class_coefficient", **{"class": each}) for each in CLASSES),
            kvs=scale("kvs_driver"),
            kvs_rider=scale("kvs_rider"),
            km=powers("B", CAR_POWERS),
            km_rider=powers("A", RIDER_POWERS),
            ks=tuple(value("ks", use_months=months) for months in range(3, 13)),
            kp=tuple(value("kp", contract="foreign", term=term) for term in TERMS),
            low=tuple(value("base_low", **case) for case in CORRIDORS),
            high=tuple(value("base_high", **case) for case in CORRIDORS),
        )
    )
