"""What one contract costs on one day, by the law of its state, with every step that led there."""

from dataclasses import dataclass
from typing import Any

from comity.basis.citation import Confidence
from comity.basis.dates import Day
from comity.basis.errors import InputError, PackError
from comity.basis.exact import Rounding, show
from comity.basis.money import Money
from comity.law.evaluate import Result, evaluate
from comity.law.frame import Step
from comity.law.library import Library
from comity.law.value import Gap, is_number
from comity.motor.model import Contract
from comity.motor.tariff import Tariff

_AGE, _EXPERIENCE = ".age", ".experience"


@dataclass(frozen=True, slots=True)
class Premium:
    """The premium of a contract; `money` is None where a fact is missing or the law as loaded has a gap."""

    contract: Contract
    result: Result
    money: Money | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that are missing, by name."""
        return self.result.missing

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in the law it met."""
        return self.result.gaps

    @property
    def confidence(self) -> Confidence:
        """The lowest confidence it rests on."""
        return self.result.confidence

    def steps(self) -> list[Step]:
        """The steps from the premium down, each once."""
        return self.result.step.each() if self.result.step else []

    def doubts(self) -> list[Step]:
        """The steps that rest on an unconfirmed figure or reading."""
        return [step for step in self.steps() if step.citation.confidence is Confidence.C]


def price(contract: Contract, library: Library, at: Day) -> Premium:
    """Premium of one contract on one day, with the trace that led to it.

    Whole minor units of the currency the pack names; rounded once, where the tariff rule says.
    A missing fact or a gap in the law is a value in the result. InputError at the fact's path for an
    experience that cannot be at that age, and for a base rate outside the corridor of its day.
    Source: pack rule `<state>/motor.premium` (it cites act and article).
    """
    tariff = Tariff.of(library, contract.state)
    refuse_impossible(contract, tariff, at)
    result = evaluate(tariff.premium, contract.facts, library, at)
    if not is_number(result.value):
        refuse_outside(contract, tariff, at)
        return Premium(contract, result, None)
    return Premium(contract, result, _money(result.value, tariff))


def _money(value: Any, tariff: Tariff) -> Money:
    money = Money.from_number(value, tariff.currency, Rounding.HALF_UP)
    if money.minor != value * 10**money.currency.places:
        line = tariff.library.rule(tariff.premium).versions[-1].line
        raise PackError("motor.premium.not_rounded", file=tariff.pack.file, line=line, value=show(value))
    return money


def refuse_impossible(contract: Contract, tariff: Tariff, at: Day) -> None:
    """Nothing; InputError for a driver with more experience than the age allows."""
    for name, experience in contract.facts.items():
        if not name.endswith(_EXPERIENCE):
            continue
        age = contract.facts.get(f"{name.removesuffix(_EXPERIENCE)}{_AGE}")
        if age is not None and _possible(age, experience, tariff, at) is False:
            most = next((e for e in range(experience, -1, -1) if _possible(age, e, tariff, at)), 0)
            raise InputError(
                "motor.driver.impossible", path=contract.path(name), value=experience, age=age, expected=most
            )


def _possible(age: int, experience: int, tariff: Tariff, at: Day) -> Any:
    return tariff.value("driver_possible", {"age": age, "experience": experience}, at)


def refuse_outside(contract: Contract, tariff: Tariff, at: Day) -> None:
    """Nothing; InputError for a base rate that an end of the corridor of the day excludes."""
    base = contract.facts.get("base")
    if base is None:
        return
    low, high = (_end(section, contract, tariff, at) for section in ("base_low", "base_high"))
    if (is_number(low) and base < low) or (is_number(high) and base > high):
        ends = {"low": show(low) if is_number(low) else "…", "high": show(high) if is_number(high) else "…"}
        raise InputError(
            "motor.base.outside", path=contract.path("base"), value=show(base), day=str(at), **ends
        )


def _end(section: str, contract: Contract, tariff: Tariff, at: Day) -> Any:
    name = tariff.rule(section)
    asked = tariff.library.asked(name) if name else {}
    return tariff.value(section, {fact: contract.facts[fact] for fact in asked if fact in contract.facts}, at)
