"""The cheapest way to close a gap in points: the fewest further operations, then the least to spare."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from comity.basis.dates import Day
from comity.basis.exact import Number, divide
from comity.goods.application import Application
from comity.goods.lines import names_in
from comity.goods.sheet import Absent, Group, Item, Scale
from comity.law.evaluate import Checked, evaluate
from comity.law.library import Library
from comity.law.value import high_of, low_of


@dataclass(frozen=True, slots=True)
class Move:
    """Further operations that belong together (one, or a set behind a gate) and the points they would add."""

    items: tuple[Item, ...]
    gain: Number


@dataclass(frozen=True, slots=True)
class _Way:
    """Moves taken together: how many operations they are and how many points they add."""

    moves: tuple[Move, ...] = ()
    count: int = 0
    gain: Number = 0

    def __add__(self, other: "_Way") -> "_Way":
        return _Way((*self.moves, *other.moves), self.count + other.count, self.gain + other.gain)

    @property
    def cost(self) -> tuple[int, Number]:
        return self.count, self.gain


_Ways = Mapping[Number, _Way]  # the cheapest way by the points it adds
_Choice = Sequence[Move]  # moves of which at most one may be taken


class _Case:
    """A claim on a day, and what it would be with more operations done."""

    def __init__(self, application: Application, library: Library, on: Day) -> None:
        self.application, self._library, self._on = application, library, on

    @cached_property
    def items(self) -> dict[str, Item]:
        """The lines that may be taken up; where the design sets the maximum, not those it lacks."""
        sheet, facts = self.application.sheet, self.application.facts
        rescales = sheet.absent in (Absent.DROP, Absent.SCALE)
        return {
            item.id: item
            for item in sheet.lines(self.application.variant)
            if not (rescales and facts.get(f"{item.id}.done") == "absent")
        }

    def low(self, rule: str, more: Sequence[Item] = ()) -> Number | None:
        """The least a rule can come to, with more operations done."""
        return low_of(self._value(rule, more))

    def short(self, more: Sequence[Item]) -> Number | None:
        """The points still lacking whatever the open facts turn out to be; None where they leave it open."""
        least, have = high_of(self._value("least", more)), self.low("points", more)
        if least is None or have is None:
            return None
        if self.application.sheet.scale is Scale.POINTS:
            return least - have
        maximum = high_of(self._value("maximum", more))
        return None if maximum is None else divide(least * maximum, 100) - have

    def short_groups(self, more: Sequence[Item]) -> dict[str, Number]:
        """The points that groups lack of their own minimums."""
        found: dict[str, Number] = {}
        for name in dict.fromkeys(each.group for each in self.application.sheet.minimums):
            least, have = high_of(self._value(f"minimum.{name}", more)), self.low(f"group.{name}", more)
            if least is not None and have is not None and have < least:
                found[name] = least - have
        return found

    def _value(self, rule: str, more: Sequence[Item]) -> Any:
        full = self.application.rule(rule)
        asked, facts = self._library.asked(full), {**self.application.facts, **_done(more)}
        told = Checked({name: value for name, value in facts.items() if name in asked})
        ranks = {self.application.rule(f"{item.id}.rank"): "own" for item in more if item.mode.ranked}
        return evaluate(full, told, self._library, self._on, trace=False, assume=ranks).value


def _done(items: Sequence[Item]) -> dict[str, Any]:
    done = {f"{item.id}.done": "yes" for item in items if item.mode.done}
    return done | {f"{item.id}.made": True for item in items if item.use is not None}


def next_moves(application: Application, library: Library, on: Day) -> tuple[Move, ...]:
    """The fewest moves that bring the claim to its threshold and groups to their minimums on the day.

    Fewest operations first, then the least surplus; in a group with a gate or a cap operations are taken
    best first. Nothing when no set of further operations does it, or when a missing fact leaves open how far
    it is.
    """
    case = _Case(application, library, on)
    short, needs = case.short([]), case.short_groups([])
    if short is None:
        return ()
    ways: _Ways = {0: _Way()}
    for group in application.sheet.groups:
        choices = _choices(case, group)
        if group.id in needs:
            inside = _reached({0: _Way()}, choices)
            ways = _joined(ways, [way for gain, way in inside.items() if gain >= needs[group.id]], short)
        else:
            ways = _reached(ways, choices, short)
    ways = _reached(ways, _loose(case), short)
    enough = [way for gain, way in ways.items() if gain >= short]
    moves = min(enough, key=lambda way: way.cost).moves if enough else ()
    return moves if _closes(case, moves) else ()


def _closes(case: _Case, moves: Sequence[Move]) -> bool:
    """The moves really do it, whatever caps and alternatives say: asked of the evaluator itself."""
    more = [item for move in moves for item in move.items]
    short = case.short(more)
    return short is not None and short <= 0 and not case.short_groups(more)


def _choices(case: _Case, group: Group) -> list[_Choice]:
    """What may be taken up in a group: alternatives of one line, or packages where points do not just add."""
    rule = f"group.{group.id}"
    inside = [item for item in case.items.values() if item.group == group.id and not item.once]
    keys = [case.items[name] for name in names_in(group.gate) if name in case.items] if group.gate else []
    if group.cap is not None or (keys and not case.low(rule)):
        return [_packages(case, rule, keys, [item for item in inside if item not in keys])]
    singles = _moves(case, rule, [[item] for item in inside])
    return [singles] if group.one_of else _apart(singles, lambda item: item.alt)


def _loose(case: _Case) -> list[_Choice]:
    """What may be taken up outside groups, or counted once across them."""
    items = [item for item in case.items.values() if item.once or not item.group]
    return _apart(_moves(case, "points", [[item] for item in items]), lambda item: item.once or item.alt)


def _apart(singles: Sequence[Move], key: Callable[[Item], str]) -> list[_Choice]:
    keyed: dict[str, list[Move]] = {}
    for move in singles:
        item = move.items[0]
        keyed.setdefault(key(item) or f" {item.id}", []).append(move)
    return list(keyed.values())


def _moves(case: _Case, rule: str, sets: Iterable[Sequence[Item]]) -> list[Move]:
    """The sets of operations that add points to a rule."""
    before = case.low(rule)
    gains = [(tuple(items), case.low(rule, items)) for items in sets]
    return [
        Move(items, after - before)
        for items, after in gains
        if before is not None and after is not None and after > before
    ]


def _packages(case: _Case, rule: str, keys: Sequence[Item], rest: Sequence[Item]) -> list[Move]:
    """What opens the gate, alone and with the best operations behind it added one by one."""
    keys = [item for item in keys if case.application.facts.get(f"{item.id}.done") != "yes"]
    best: dict[str, Item] = {}
    for item in sorted(rest, key=lambda item: -item.points):
        if item.mode.done and (case.low(item.id) or 0) < item.points:
            best.setdefault(item.alt or f" {item.id}", item)
    behind = list(best.values())
    return _moves(case, rule, [[*keys, *behind[:count]] for count in range(len(behind) + 1)])


def _reached(ways: _Ways, choices: Iterable[_Choice], short: Number | None = None) -> _Ways:
    """The ways with at most one move of each choice added."""
    for choice in choices:
        ways = _joined(ways, [_Way(), *(_Way((move,), len(move.items), move.gain) for move in choice)], short)
    return ways


def _joined(ways: _Ways, further: Sequence[_Way], short: Number | None) -> _Ways:
    """Each way with each further one; of those that reach the same points, or all that lack, the cheapest."""
    best: dict[Number, _Way] = {}
    for way in ways.values():
        for more in further:
            sum_ = way + more
            point = sum_.gain if short is None else min(short, sum_.gain)
            if point not in best or sum_.cost < best[point].cost:
                best[point] = sum_
    return best
