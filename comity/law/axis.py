"""One input of a rule as an axis: the classes of answers told apart in it, each with a witness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from comity.law.cells import witnesses
from comity.law.expression import Test, constants
from comity.law.match import passes
from comity.law.passing import ORDERED, Mixed
from comity.law.rule import Input, Type, show_value
from comity.law.value import kind_of


@dataclass(frozen=True, slots=True)
class Axis:
    """An input with one witness of every class of answers; `members` are all values tried, with their class.

    `sampled`: a formula works with the input itself, so that answers may differ inside a class; its values
    are then the ends of the classes, and no more is known between them.
    """

    input: Input
    values: tuple[Any, ...]
    members: tuple[tuple[Any, int], ...]
    marks: frozenset[Any]
    sampled: bool

    def spell(self, chosen: Iterable[int], *, always: bool = False) -> tuple[str, ...]:
        """The chosen classes as packs write tests, `<= 50` or `[16..21]`.

        Nothing when all are chosen, unless they are `always` wanted.
        """
        wanted = sorted(set(chosen))
        if len(wanted) == len(self.values) and not always:
            return ()
        if self.sampled:
            return tuple(show_value(self.values[place]) for place in wanted)
        if self.input.kind not in ORDERED:
            return tuple(show_value(value) for value, place in self.members if place in wanted)
        line = sorted(self.members)
        return tuple(self._run(line, *ends) for ends in _runs([place in wanted for _, place in line]))

    def _run(self, line: list[tuple[Any, int]], first: int, last: int) -> str:
        low, low_in = self._end(line, first, -1)
        high, high_in = self._end(line, last, 1)
        if low is None or high is None:
            sign = ("<" if low is None else ">") + ("=" if (high_in if low is None else low_in) else "")
            end = high if low is None else low
            return "" if end is None else f"{sign} {show_value(end)}"
        if low == high:
            return show_value(low)
        return f"{'[' if low_in else '('}{show_value(low)}..{show_value(high)}{']' if high_in else ')'}"

    def _end(self, line: list[tuple[Any, int]], at: int, way: int) -> tuple[Any, bool]:
        """Where a run ends on one side, and whether that belongs to it; None where nothing bounds it."""
        value = line[at][0]
        if self.input.type in (Type.INTEGER, Type.DATE):
            outermost = at == (0 if way < 0 else len(line) - 1)
            free = outermost and passes(self.input.allowed, _near(value, way)) is True
            return (None, False) if free else (value, True)
        if value in self.marks:
            return value, True
        beyond = [mark for mark in self.marks if (mark < value if way < 0 else mark > value)]
        return ((max(beyond) if way < 0 else min(beyond)) if beyond else None), False


def _near(value: Any, way: int) -> Any:
    return value + timedelta(days=way) if isinstance(value, date) else value + way


def _runs(inside: list[bool]) -> Iterator[tuple[int, int]]:
    """First and last place of each run of true ones."""
    first = 0
    for at, here in enumerate([*inside, False]):
        if not here:
            if at > first:
                yield first, at - 1
            first = at + 1


def axis(asked: Input, tests: Iterable[Test], used: bool) -> Axis:
    """The axis of an input under these tests; `used`: a formula works with it."""
    every = list(dict.fromkeys(tests))
    tried = list(dict.fromkeys(witnesses(asked, every)))
    marks = frozenset(m for t in (*every, asked.allowed) for m in constants(t) if kind_of(m) is asked.kind)
    classes: dict[Any, list[Any]] = {}
    alike = asked.kind in ORDERED or not used
    for value, mask in zip(tried, Mixed(tried).masks(every), strict=True):
        classes.setdefault(mask if alike else value, []).append(value)
    if used:
        values = tuple(dict.fromkeys(end for found in classes.values() for end in _ends(asked, found)))
        return Axis(asked, values, tuple((value, place) for place, value in enumerate(values)), marks, True)
    members = tuple((value, place) for place, found in enumerate(classes.values()) for value in found)
    return Axis(asked, tuple(found[0] for found in classes.values()), members, marks, False)


def _ends(asked: Input, found: list[Any]) -> list[Any]:
    """The least and the most value of a class; a number more where there is only one."""
    if asked.kind not in ORDERED:
        return found
    ends = sorted({min(found), max(found)})
    beyond = _near(ends[-1], 1)
    return [*ends, beyond] if len(ends) == 1 and passes(asked.allowed, beyond) is True else ends
