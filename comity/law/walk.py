"""Two rules walked together, cell by cell: a fact that does not matter in a cell is not split there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from comity.basis.dates import Day
from comity.law.axis import Axis
from comity.law.evaluate import Checked, Result, evaluate
from comity.law.library import Library
from comity.law.rule import Input, show_value
from comity.law.value import Open

_ROUNDS = 4  # times both are asked until a case is whole, when what is missing is filled in at once


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a rule of a library on a day."""

    rule: str
    library: Library
    on: Day

    def asked(self) -> dict[str, Input]:
        """The inputs it can ask for."""
        return self.library.asked(self.rule)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which the two sides answer differently: `case` is a witness of it.

    `cell` has the classes of each fact that matters there, as packs write them. A side is None where it does
    not allow a value of the case.
    """

    case: Mapping[str, Any]
    cell: Mapping[str, tuple[str, ...]]
    left: Result | None
    right: Result | None


def said(result: Result | None) -> str:
    """What a side says, without how it came to it, in a form that compares: a gap is an answer too."""
    if result is None:
        return "unknown"
    return _shown(result.value)


def _shown(value: Any) -> str:
    if isinstance(value, Open):
        return f"open {value.low} {value.high} {value.options} {bool(value.gaps)}"
    if isinstance(value, dict):
        return "; ".join(f"{name} {_shown(part)}" for name, part in value.items())
    if isinstance(value, tuple):
        return f"[{'; '.join(map(_shown, value))}]"
    return f"{value.__class__.__name__ if isinstance(value, bool | str) else ''} {show_value(value)}"


@dataclass(slots=True)
class Walker:
    """One side on the walk: it is asked again only while its answer is open."""

    side: Side
    allowed: Mapping[str, frozenset[Any]]

    def answer(self, case: Mapping[str, Any], before: "Said | None", trace: bool = False) -> "Said":
        """What it says to the case, when it said `before` to a part of it."""
        if before and not trace and (before.result is None or not before.missing):
            return before
        facts = Checked({name: told for name, told in case.items() if told in self.allowed.get(name, ())})
        found = evaluate(self.side.rule, facts, self.side.library, self.side.on, trace=trace)
        missing = frozenset(found.missing)
        strange = any(name not in facts for name in missing & case.keys())
        return Said(None if strange else found, missing)


@dataclass(frozen=True, slots=True)
class Said:
    """What a side says to a partial case (None: it does not allow a value of it), and what is missing."""

    result: Result | None
    missing: frozenset[str]


@dataclass(slots=True)
class Walk:
    """The cells below a partial case, depth first; cells of one axis that say the same are told as one."""

    left: Walker
    right: Walker
    axes: Mapping[str, Axis]
    last: int
    cells: int = 0
    asked: int = 0
    whole: bool = True

    def below(
        self, case: dict[str, Any], before: tuple[Said | None, Said | None], most: int
    ) -> list[Difference]:
        """The differing cells in which the case is so; both sides are asked about `most` times.

        Long chains of facts need more; after the `last` of all no more is asked.
        """
        if self.asked == self.last:
            self.whole = False
            return []
        self.asked += 1
        said_ = self.left.answer(case, before[0]), self.right.answer(case, before[1])
        missing = {name for each in said_ if each.result for name in each.missing} - case.keys()
        split = next((each for name, each in self.axes.items() if name in missing), None)
        if split is None:
            self.cells += 1
            return self._difference(case, *said_)
        if most < _ROUNDS:
            return self._filled(case, said_, missing)
        places = range(0, len(split.values), -(-len(split.values) // (most // _ROUNDS)))
        self.whole &= len(places) == len(split.values)
        alike: dict[Any, tuple[list[int], list[Difference]]] = {}
        end = self.asked - 1 + most
        for at, place in enumerate(places):
            share = max(1, (end - self.asked) // (len(places) - at))
            found = self.below({**case, split.input.name: split.values[place]}, said_, share)
            alike.setdefault(tuple(map(_key, found)), ([], found))[0].append(place)
        return [
            replace(each, cell={**_cell(split, chosen), **each.cell})
            for chosen, found in alike.values()
            for each in found
        ]

    def _filled(self, case: dict[str, Any], before: tuple[Said, Said], missing: set[str]) -> list[Difference]:
        """One case in which the case is so: what is missing gets some value, another from case to case."""
        self.whole = False
        chosen = {
            name: self.cells % len(split.values) for name, split in self.axes.items() if name in missing
        }
        more = {name: self.axes[name].values[place] for name, place in chosen.items()}
        cell = {name: self.axes[name].spell([place], always=True) for name, place in chosen.items()}
        found = self.below({**case, **more}, before, 1)
        return [replace(each, cell={**cell, **each.cell}) for each in found]

    def _difference(self, case: dict[str, Any], left: Said, right: Said) -> list[Difference]:
        """One where they part and at least one of them answers."""
        if said(left.result) == said(right.result) or not any(map(_answers, (left, right))):
            return []
        ours, theirs = (
            side.answer(case, told, trace=True).result if told.result else None
            for side, told in ((self.left, left), (self.right, right))
        )
        return [Difference(case, {}, ours, theirs)]


def _answers(told: Said) -> bool:
    return told.result is not None and told.result.status == "determined"


def _cell(split: Axis, chosen: list[int]) -> dict[str, tuple[str, ...]]:
    told = split.spell(chosen)
    return {split.input.name: told} if told else {}


def _key(found: Difference) -> Any:
    """What a cell says and by which act: cells with one key are alike."""
    sides = [
        (said(each), each.step and str(each.step.citation)) if each else None
        for each in (found.left, found.right)
    ]
    return tuple(found.cell.items()), *sides
