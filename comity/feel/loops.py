"""What `for`, `some` and `every` run over, and what they make of their turns (DMN 1.5, 10.3.2.14)."""

from collections.abc import Callable, Iterator

from comity.feel.budget import Budget
from comity.feel.calendar import Date
from comity.feel.value import MOST_ITEMS, Nothing, Range, Value, before, number, whole
from comity.feel.zones import Zones

_Turn = dict[str, Value]  # the scope of one turn


def steps_of(budget: Budget, over: Value, zones: Zones) -> list[Value]:
    """The items a loop runs over: of a list, or of a closed range of whole numbers or days."""
    if isinstance(over, list):
        return over
    if not isinstance(over, Range):
        if over is None:
            raise Nothing("nothing to run over")
        return [over]
    if over.sign or not before_or_same(over.low, over.high, zones):
        raise Nothing("not a range to run over")
    items = stepped(budget, over.low, over.high)
    return items[0 if over.low_in else 1 : None if over.high_in else -1]


def stepped(budget: Budget, low: Value, high: Value) -> list[Value]:
    """From one whole number or day to another, up or down."""
    days = isinstance(low, Date) and isinstance(high, Date)
    first, last = (low.number, high.number) if days else (whole(low), whole(high))
    if abs(last - first) >= MOST_ITEMS:
        raise Nothing("too many steps")
    budget.charge(abs(last - first))
    way = 1 if last >= first else -1
    return [Date.from_number(n) if days else number(n) for n in range(first, last + way, way)]


def before_or_same(left: Value, right: Value, zones: Zones) -> bool:
    """Whether the first is not after the second; Nothing for kinds without a common order."""
    return not before(right, left, zones)


def looped(budget: Budget, turns: Iterator[_Turn], work: Callable[[_Turn], Value], partial: bool) -> Value:
    """The values of a loop's body, which may read those so far as `partial`."""
    found: list[Value] = []
    for inner in turns:
        if partial:
            budget.charge(len(found) // 10)
            inner["partial"] = found[:]
        found.append(work(inner))
        if len(found) > MOST_ITEMS:
            raise Nothing("too many turns")
    return budget.held(found)


def quantified(word: str, answers: Iterator[Value]) -> Value:
    """`some` or `every` of the answers, null when one that could decide is null."""
    decides = word == "some"
    found: bool | None = not decides
    for answer in answers:
        if answer is decides:
            return decides
        found = found if isinstance(answer, bool) else None
    return found
