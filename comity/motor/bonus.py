"""Bonus-malus classes: the class after a year's claims, and a chain of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.law.evaluate import Result, evaluate
from comity.law.match import passes
from comity.motor.model import expectation
from comity.motor.tariff import Tariff

_MOST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a chain: the class before, the claims, what the law says of the class after.

    `after` is None where the law as loaded has a gap; `coefficient` is that of the class after.
    """

    before: str
    claims: int
    result: Result
    coefficient: Any

    @property
    def after(self) -> str | None:
        """The class after."""
        return self.result.value if self.result.status == "determined" else None


def chain(start: str, claims: Sequence[int], tariff: Tariff, at: Day) -> list[Year]:
    """The years one after another, by the law of one day; no start is one without history.

    The chain ends early at a gap. InputError for an unknown class or a count of claims that cannot be.
    Source: pack rules `<state>/motor.initial_class` and `<state>/motor.next_class`.
    """
    if len(claims) > _MOST_YEARS:
        raise InputError("motor.claims.too_many", path="claims", value=len(claims), expected=_MOST_YEARS)
    before = start
    if start:
        _refuse_unknown(start, tariff)
    else:
        first = evaluate(_rule("initial_class", tariff), {}, tariff.library, at)
        if first.status != "determined":
            return [Year("", count, first, first.value) for count in claims[:1]]
        before = first.value
    years: list[Year] = []
    for count in claims:
        years.append(_year(before, count, tariff, at))
        after = years[-1].after
        if after is None:
            break
        before = after
    return years


def coefficient(bonus_class: str, tariff: Tariff, at: Day) -> Any:
    """The coefficient of a class on a day; open in a gap."""
    return tariff.value("class_coefficient", {"class": bonus_class}, at)


def _year(before: str, claims: int, tariff: Tariff, at: Day) -> Year:
    name = _rule("next_class", tariff)
    tariff.library.asked(name)["claims"].check(claims, "claims")
    result = evaluate(name, {"class": before, "claims": claims}, tariff.library, at)
    known = result.status == "determined"
    return Year(before, claims, result, coefficient(result.value, tariff, at) if known else result.value)


def _refuse_unknown(start: str, tariff: Tariff) -> None:
    asked = tariff.library.asked(_rule("next_class", tariff))["class"]
    if passes(asked.allowed, start) is not True:
        raise InputError("motor.class.unknown", path="class", value=start[:80], expected=expectation(asked))


def _rule(section: str, tariff: Tariff) -> str:
    name = tariff.rule(section)
    if name is None:
        raise InputError("motor.bonus.none", path="state", value=tariff.state)
    return name
