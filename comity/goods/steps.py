"""The cheapest way to close a gap in points: the fewest further operations, then the least to spare."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from comity.basis.dates import Day
from comity.basis.exact import Number
from comity.goods.application import Application
from comity.goods.sheet import Group, Item, Mode, Scale
from comity.law.evaluate import Checked, evaluate
from comity.law.library import Library
from comity.law.value import high_of, low_of

_MOST_POINTS = 5_000  # of the best way kept in memory; the largest sheet loaded has under 4,000


@dataclass(frozen=True, slots=True)
class Move:
    """Further operations that belong together (one, or a set behind a gate) and the points they would add."""

    items: tuple[Item, ...]
    gain: Number


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim on a day, and what it would be with more operations done."""

    application: Application
    library: Library
    on: Day

    def value(self, rule: str, more: Sequence[Item] = ()) -> Any:
        facts = {**self.application.facts, **self._facts(more)}
        ranks = {self.application.rule(f"{item.id}.rank"): "own" for item in more if item.mode.ranked}
        full = self.application.rule(rule)
        asked = self.library.asked(full)
        told = Checked({name: value for name, value in facts.items() if name in asked})
        return evaluate(full, told, self.library, self.on, trace=False, assume=ranks).value

    def _facts(self, more: Sequence[Item]) -> dict[str, Any]:
        done = {f"{item.id}.done": "yes" for item in more if item.mode is not Mode.COUNT}
        return done | {f"{item.id}.made": True for item in more if item.use is not None}


def next_moves(application: Application, library: Library, on: Day) -> tuple[Move, ...]:
    """The fewest moves that bring the claim to its threshold and groups to their minimums on the day.

    Fewest operations first, then the least surplus. Nothing when no set of further operations does it,
    or when a missing fact leaves open how far it is.
    """
    case = _Case(application, library, on)
    chosen: list[Move] = []
    for group, need in _minimum_needs(case):
        chosen += _fewest(_choices(case, [group]), need) or []
    short = _points_needed(case, [item for move in chosen for item in move.items])
    if short is None:
        return ()
    if short > 0:
        taken = {item.id for move in chosen for item in move.items}
        choices = [_without(choice, taken) for choice in _choices(case, application.sheet.groups)]
        more = _fewest(choices, short)
        if more is None:
            return ()
        chosen += more
    return tuple(chosen) if _closes(case, chosen) else ()


def _without(choice: Sequence[Move], taken: set[str]) -> list[Move]:
    return [move for move in choice if not taken & {item.id for item in move.items}]


def _closes(case: _Case, chosen: Sequence[Move]) -> bool:
    """The chosen moves really do it, whatever caps and alternatives say: asked of the evaluator itself."""
    need = _points_needed(case, [item for move in chosen for item in move.items])
    return need is not None and need <= 0


def _points_needed(case: _Case, more: Sequence[Item]) -> Number | None:
    least, have = low_of(case.value("least", more)), low_of(case.value("points", more))
    if least is None or have is None:
        return None
    if case.application.sheet.scale is Scale.POINTS:
        return ceil(least - have)
    maximum = high_of(case.value("maximum", more))
    return None if maximum is None else ceil(least * maximum / 100 - have)


def _minimum_needs(case: _Case) -> list[tuple[Group, Number]]:
    found: dict[str, tuple[Group, Number]] = {}
    groups = {group.id: group for group in case.application.sheet.groups}
    for name in dict.fromkeys(each.group for each in case.application.sheet.minimums):
        least, have = low_of(case.value(f"minimum.{name}")), low_of(case.value(f"group.{name}"))
        if least is not None and have is not None and have < least:
            found[name] = groups[name], least - have
    return list(found.values())


def _choices(case: _Case, groups: Sequence[Group]) -> list[list[Move]]:
    """Sets of moves of which at most one may be taken: alternatives of one line, packages of one gate."""
    found: list[list[Move]] = []
    items = {item.id: item for item in case.application.sheet.lines(case.application.variant)}
    for group in groups:
        inside = [item for item in items.values() if item.group == group.id]
        if group.gate is not None and not high_of(case.value(f"group.{group.id}")):
            found.append(_packages(case, group, inside))
        elif group.one_of:
            found.append([move for item in inside if (move := _move(case, f"group.{group.id}", [item]))])
        else:
            found += _singles(case, f"group.{group.id}", inside)
    if len(groups) == len(case.application.sheet.groups):
        found += _singles(case, "points", [item for item in items.values() if not item.group])
    return [choice for choice in found if choice]


def _singles(case: _Case, rule: str, items: Sequence[Item]) -> list[list[Move]]:
    by_key: dict[str, list[Move]] = {}
    for item in items:
        if move := _move(case, rule, [item]):
            by_key.setdefault(item.alt or item.once or f" {item.id}", []).append(move)
    return list(by_key.values())


def _move(case: _Case, rule: str, items: Sequence[Item]) -> Move | None:
    before, after = high_of(case.value(rule)), low_of(case.value(rule, items))
    if before is None or after is None or after <= before:
        return None
    return Move(tuple(items), after - before)


def _packages(case: _Case, group: Group, inside: Sequence[Item]) -> list[Move]:
    """The documents that open the gate, alone and with the best operations behind it added one by one."""
    keys = [item for item in inside if item.mode is Mode.DOCUMENT]
    rest = sorted((item for item in inside if item not in keys), key=lambda item: -item.points)
    best: dict[str, Item] = {}
    for item in rest:
        best.setdefault(item.alt or item.id, item)
    packages = [[*keys, *list(best.values())[:count]] for count in range(len(best) + 1)]
    return [move for package in packages if (move := _move(case, f"group.{group.id}", package))]


def _fewest(choices: Sequence[Sequence[Move]], need: Number) -> list[Move] | None:
    """The moves, at most one a choice, that reach the need with fewest operations, then least surplus."""
    target = min(ceil(need), _MOST_POINTS)
    best: dict[int, tuple[int, Number, list[Move]]] = {0: (0, 0, [])}
    for choice in choices:
        reached = dict(best)
        for have, (count, gain, moves) in best.items():
            for move in choice:
                point = min(target, have + int(move.gain))
                candidate = count + len(move.items), gain + move.gain, [*moves, move]
                if point not in reached or candidate[:2] < reached[point][:2]:
                    reached[point] = candidate
        best = reached
    return best[target][2] if target in best else None
