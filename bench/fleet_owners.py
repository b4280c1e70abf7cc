"""A plausible fleet of the second state: the owner alone counts, with a class and the accidents of the year.

Shares are plausible, not measured: no statistics of real contracts stand behind them.
"""

from dataclasses import dataclass

import numpy as np

from bench.fleet_arrays import Array, Column, Drawn
from bench.fleet_vehicles import TERMS
from comity.law.library import Library
from comity.motor.tariff import PLACE, Tariff

# Cars, electric cars, trailers, lorries, tractors, buses and so on: one share a letter.
_LETTERS = {
    "A": 74,
    "P": 2,
    "B": 4,
    "C": 7,
    "D": 1.5,
    "V": 1,
    "M": 2,
    "E": 2,
    "F": 3,
    "L": 2,
    "W": 0.5,
    "N": 1,
}
_SIZES = [20, 45, 25, 6, 3, 1]  # of one letter, the small ones are the most
_AGES = np.arange(18, 86)
_CLASSES = ("first", "2.0", "1.5", "1.2", "1.0", "0.9", "0.8", "0.7", "0.6", "0.5")
DOMESTIC, COMPLEX = range(2)


@dataclass(frozen=True, slots=True)
class Owners:
    """Draws contracts of the categories and places that the tariff knows."""

    categories: tuple[str, ...]
    places: tuple[str, ...]

    @classmethod
    def of(cls, library: Library) -> "Owners":
        """The places of the pack, and every category its table of premiums has."""
        tariff = Tariff.of(library, "by")
        told = [text for text, _ in tariff.rows("domestic", "vehicle.category")]
        return cls(tuple(told), tuple(tariff.places))

    def columns(self, drawn: Drawn) -> dict[str, Column]:
        """The facts of n contracts, by the names of the tariff's inputs."""
        contract = drawn.of([0.82, 0.18])
        term = drawn.of([4, 3, 2, 3, 1, 1, 8, 1, 1, 1, 1, 1, 73])
        year_long = len(TERMS) - 1
        term = np.where((contract == COMPLEX) & (term < TERMS.index("m6")), year_long, term)
        legal = drawn.often(0.22)
        age = _AGES[drawn.of(np.exp(-(((_AGES - 42) / 14) ** 2) / 2))]
        experience = np.maximum(age - 18 - drawn.of([25, 15, 12, 9, 8, 6, 5, 4, 4, 3, 3, 2, 2, 1, 1]), 0)
        return {
            "contract": Column(contract, words=("domestic", "complex")),
            "term": Column(term, words=TERMS),
            "vehicle.category": Column(drawn.of(self._shares()), words=self.categories),
            "privilege": Column(drawn.often(0.04), truth=True),
            PLACE: Column(drawn.of([26, 6, 6, 6, 7, 6, 6, 17, 20][: len(self.places)]), words=self.places),
            "owner.class": Column(_classes(drawn, experience), words=_CLASSES),
            "accidents": Column(drawn.of([0.93, 0.06, 0.008, 0.002]).astype(np.int8)),
            "owner.kind": Column(legal, words=("natural", "legal")),
            "owner.age": Column(age.astype(np.int16), ~legal),
            "owner.experience": Column(experience.astype(np.int16), ~legal),
        }

    def _shares(self) -> list[float]:
        seen: dict[str, int] = {}
        shares = []
        for name in self.categories:
            size = seen[name[0]] = seen.get(name[0], -1) + 1
            shares.append(_LETTERS[name[0]] * _SIZES[min(size, 5)] / 100)
        return shares


def _classes(drawn: Drawn, years: Array) -> Array:
    """The first contract, or a class that falls with the years without an accident."""
    better = np.minimum(4 + np.maximum(years - drawn.of([40, 20, 15, 10, 10, 5]), 0), 9)
    worse = np.maximum(better - drawn.of([93, 0, 0, 5, 2]), 1)
    return np.where(years == 0, 0, worse)
