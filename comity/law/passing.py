"""Which of many values pass which of many tests: found by order and by name, not one by one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from comity.law.expression import ANYTHING, Compared, Test, Within
from comity.law.match import quick, words
from comity.law.value import Kind, kind_of

ORDERED = frozenset({Kind.NUMBER, Kind.DATE})  # the kinds whose values lie on a line


class Passing:
    """Values of one kind; numbers and days ascend."""

    def __init__(self, values: Sequence[Any]) -> None:
        """Take the values."""
        self._values = values
        self._kind = kind_of(values[0]) if values else None
        self._places: dict[Any, list[int]] = {}
        for place, value in enumerate(values):
            self._places.setdefault(value, []).append(place)
        self._found: dict[Test, Sequence[int]] = {}

    def of(self, test: Test) -> Sequence[int]:
        """The places of the values that pass, ascending; a range where they are one."""
        if test not in self._found:
            self._found[test] = self._looked(test)
        return self._found[test]

    def masks(self, tests: Sequence[Test]) -> list[int]:
        """For each value a bit for each test it passes; ranges are set by their ends."""
        turned = [0] * (len(self._values) + 1)
        found = [0] * len(self._values)
        always = 0
        for number, test in enumerate(tests):
            places = range(0) if test == ANYTHING else self.of(test)
            always |= (1 << number) * (test == ANYTHING)
            if isinstance(places, range):
                turned[places.start] ^= 1 << number
                turned[places.stop] ^= 1 << number
            else:
                for place in places:
                    found[place] |= 1 << number
        now = always
        for place, turn in enumerate(turned[:-1]):
            now ^= turn
            found[place] |= now
        return found

    def _looked(self, test: Test) -> Sequence[int]:
        if self._kind is Kind.TEXT and (wanted := words(test)):
            return sorted(place for word in wanted for place in self._places.get(word, ()))
        if self._kind in ORDERED and (ends := self._ends(test)) is not None:
            return range(ends[0], max(ends))
        passed = quick(test)
        return [place for place, value in enumerate(self._values) if passed(value)]

    def _ends(self, test: Test) -> tuple[int, int] | None:
        """The first place that passes an order and the one after the last; None for any other test."""
        values = self._values
        match test:
            case Within(low, high) if kind_of(low) is self._kind:
                start = bisect_left(values, low) if test.low_in else bisect_right(values, low)
                return start, bisect_right(values, high) if test.high_in else bisect_left(values, high)
            case Compared(operator, value) if kind_of(value) is self._kind and operator != "!=":
                under, over, last = bisect_left(values, value), bisect_right(values, value), len(values)
                ends = {"<": (0, under), "<=": (0, over), "=": (under, over), ">=": (under, last)}
                return ends.get(operator, (over, last))
        return None


class Mixed:
    """Values of any kinds in any order: what passes among them, by their own places."""

    def __init__(self, values: Sequence[Any]) -> None:
        """Take the values."""
        self._values = values
        self._kinds: list[tuple[list[int], Passing]] = []
        for kind in dict.fromkeys(map(kind_of, values)):
            places = [place for place, value in enumerate(values) if kind_of(value) is kind]
            if kind in ORDERED:
                places.sort(key=values.__getitem__)
            self._kinds.append((places, Passing([values[place] for place in places])))

    def of(self, test: Test) -> list[int]:
        """The places of the values that pass."""
        return [places[at] for places, passing in self._kinds for at in passing.of(test)]

    def masks(self, tests: Sequence[Test]) -> list[int]:
        """For each value a bit for each test it passes."""
        found = [0] * len(self._values)
        for places, passing in self._kinds:
            for place, mask in zip(places, passing.masks(tests), strict=True):
                found[place] = mask
        return found


def places_of(bits: int) -> Iterator[int]:
    """The places of the bits that are set, ascending."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1
