"""The DMN hit policies over rows that match and rows that may match (DMN 1.5, 8.2.10)."""

from collections.abc import Callable, Sequence
from typing import Any

from comity.law.functions import extreme, total
from comity.law.table import Hit
from comity.law.value import bounded, equal, high_of, join, low_of, opened, opens_in, same

# With these the answer is that of one row, even when several match.
OF_ONE_ROW = frozenset({Hit.UNIQUE, Hit.FIRST, Hit.ANY, Hit.PRIORITY, Hit.LEAST, Hit.MOST})
# With these no row is an answer too: an empty list, or a count of 0.
OF_NO_ROW = frozenset({Hit.COLLECT, Hit.COUNT, Hit.RULE_ORDER, Hit.OUTPUT_ORDER})


class NoHit(Exception):  # noqa: N818 - a signal between two rooms of this part, never an answer
    """No row matches: the law, as loaded, has no answer here."""


class ManyHits(Exception):  # noqa: N818 - likewise
    """A unique table matches twice, or an any-table disagrees: the pack is broken."""


def settle(hit: Hit, sure: Sequence[Any], priority: Sequence[object]) -> Any:
    """The value of the outputs of all matching rows, in pack order; NoHit or ManyHits otherwise."""
    if not sure and hit not in OF_NO_ROW:
        raise NoHit
    _refuse_many(hit, sure)
    return _SETTLE[hit](sure, priority)


def settle_open(
    hit: Hit,
    sure: Sequence[Any],
    maybe: Sequence[Any],
    causes: Sequence[Any],
    priority: Sequence[object] = (),
    *,
    full: bool,
) -> Any:
    """The open value when rows may or may not match; ManyHits when the sure ones already clash.

    `causes` are the open inputs; `full`: some row always matches, so no gap lies behind them.
    """
    _refuse_many(hit, sure)
    if hit is Hit.COUNT:
        return opened(causes, low=len(sure), high=len(sure) + len(maybe))
    if hit in OF_NO_ROW or not (sure or full):
        return opened([*causes, *sure, *maybe])
    match hit:
        case Hit.SUM:
            return total([*sure, *(_if_at_all(value, causes) for value in maybe)])
        case Hit.LEAST | Hit.MOST:
            return _extreme_open(min if hit is Hit.LEAST else max, sure, maybe, causes)
        case Hit.UNIQUE if sure:
            return sure[0]
        case Hit.PRIORITY if sure:
            best = _ordered(sure, priority)[0]
            better = [value for value in maybe if _rank(value, priority) <= _rank(best, priority)]
            return join([best, *better], causes)
    return join([*sure, *maybe], causes)


def _refuse_many(hit: Hit, sure: Sequence[Any]) -> None:
    if hit is Hit.UNIQUE and len(sure) > 1:
        raise ManyHits
    if hit is Hit.ANY and any(equal(value, sure[0]) is False for value in sure[1:]):
        raise ManyHits


def _if_at_all(value: Any, causes: Sequence[Any]) -> Any:
    """A part of a sum that may be left out."""
    return join([0, value], causes)


def _extreme_open(
    best: Callable[..., Any], sure: Sequence[Any], maybe: Sequence[Any], causes: Sequence[Any]
) -> Any:
    every = [*sure, *maybe]
    if not any(True for value in every for _ in opens_in(value)):
        surely = [extreme(best, sure)] if sure else []
        better = [v for v in maybe if not surely or not same(extreme(best, [*surely, v]), surely[0])]
        return join([*surely, *better], causes)
    far = extreme(best, every)
    if not sure:
        return join(every, causes)
    near = extreme(best, sure)
    low, high = (low_of(near), high_of(far)) if best is max else (low_of(far), high_of(near))
    return bounded(low, high, [*causes, *every])


def _ordered(sure: Sequence[Any], priority: Sequence[object]) -> list[Any]:
    return sorted(sure, key=lambda value: _rank(value, priority))


def _rank(value: Any, priority: Sequence[object]) -> int:
    """The place of an output in the list; the pack was refused unless every output stands in it."""
    first = next(iter(value.values())) if isinstance(value, dict) else value
    return next(place for place, listed in enumerate(priority) if same(first, listed))


_SETTLE: dict[Hit, Callable[[Sequence[Any], Sequence[object]], Any]] = {
    Hit.UNIQUE: lambda sure, _: sure[0],
    Hit.FIRST: lambda sure, _: sure[0],
    Hit.ANY: lambda sure, _: join(sure),
    Hit.PRIORITY: lambda sure, priority: _ordered(sure, priority)[0],
    Hit.RULE_ORDER: lambda sure, _: tuple(sure),
    Hit.OUTPUT_ORDER: lambda sure, priority: tuple(_ordered(sure, priority)),
    Hit.COLLECT: lambda sure, _: tuple(sure),
    Hit.SUM: lambda sure, _: total(sure),
    Hit.LEAST: lambda sure, _: extreme(min, sure),
    Hit.MOST: lambda sure, _: extreme(max, sure),
    Hit.COUNT: lambda sure, _: len(sure),
}
