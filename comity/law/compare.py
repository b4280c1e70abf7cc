"""Where two rules, or one rule on two days, answer differently: every differing cell, with a witness case."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import Any

from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.law.ask import witnesses
from comity.law.evaluate import Result, evaluate
from comity.law.library import Library
from comity.law.rule import Input
from comity.law.value import Open

MOST_CASES = 20_000  # of all cells together; two rules that need more are compared input by input by hand


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a rule of a library on a day."""

    rule: str
    library: Library
    on: Day

    def asked(self) -> dict[str, Input]:
        """The inputs it can ask for."""
        return self.library.asked(self.rule)

    def answer(self, case: dict[str, Any]) -> Result:
        """Its answer to a case, of which it takes what it asks for."""
        asked = self.asked()
        facts = {
            name: value for name, value in case.items() if name in asked and _allowed(asked[name], value)
        }
        return evaluate(self.rule, facts, self.library, self.on)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which the two sides answer differently: a witness case, and what each says with its trace."""

    case: tuple[tuple[str, Any], ...]
    left: Result
    right: Result


def differences(left: Side, right: Side) -> Iterator[Difference]:
    """Every cell in which the two answer differently, in the order of their inputs.

    A cell is a class of each input that either side tells apart; an input only one of them knows varies too.
    InputError when there are more cells than can be walked. Numbers are compared at one value a class: two
    formulas may part inside a class, never unseen at its cut points.
    """
    axes = _axes(left, right)
    cells = prod(len(values) for values in axes.values())
    if cells > MOST_CASES:
        raise InputError("law.compare.too_many", path=left.rule, value=cells, expected=MOST_CASES)
    for values in product(*axes.values()):
        case = dict(zip(axes, values, strict=True))
        ours, theirs = left.answer(case), right.answer(case)
        if _said(ours) != _said(theirs):
            yield Difference(tuple(case.items()), ours, theirs)


def changed_rules(before: Library, after: Library, first: Day, last: Day) -> Iterator[tuple[str, Difference]]:
    """The rules of a library that answer differently in another library or on another day, a witness each.

    A rule that only one of the libraries has is not compared. InputError at one with too many cells to walk.
    """
    for name in sorted(before.rules.keys() & after.rules.keys()):
        if before is after and before.is_steady(name, min(first, last), max(first, last)):
            continue
        for found in islice(differences(Side(name, before, first), Side(name, after, last)), 1):
            yield name, found


def _axes(left: Side, right: Side) -> dict[str, list[Any]]:
    axes: dict[str, list[Any]] = {}
    for side in (left, right):
        for name, asked in side.asked().items():
            known = axes.setdefault(name, [])
            known += [value for value in witnesses(side.rule, asked, side.library) if value not in known]
    return axes


def _allowed(asked: Input, value: Any) -> bool:
    try:
        asked.check(value)
    except InputError:
        return False
    return True


def _said(result: Result) -> Any:
    """What a side says, without how it came to it: a gap is an answer too."""
    value = result.value
    return (value.low, value.high, value.options, bool(value.gaps)) if isinstance(value, Open) else value
