"""The DMN hit policies over rows that match and rows that may match (DMN 1.5, 8.2.10)."""

from collections.abc import Callable, Sequence
from typing import Any

from comity.law.functions import call
from comity.law.table import Hit
from comity.law.value import join, opened


class NoHit(Exception):  # noqa: N818 - a signal between two rooms of this part, never an answer
    """No row matches: the law, as loaded, has no answer here."""


class ManyHits(Exception):  # noqa: N818 - likewise
    """A unique table matches twice, or an any-table disagrees: the pack is broken."""


def settle(hit: Hit, sure: Sequence[Any], priority: Sequence[object]) -> Any:
    """The value of the outputs of all matching rows, in pack order; NoHit or ManyHits otherwise."""
    if not sure and hit not in (Hit.COLLECT, Hit.COUNT, Hit.RULE_ORDER, Hit.OUTPUT_ORDER):
        raise NoHit
    if hit is Hit.UNIQUE and len(sure) > 1:
        raise ManyHits
    if hit is Hit.ANY and any(value != sure[0] for value in sure):
        raise ManyHits
    return _SETTLE[hit](sure, priority)


def settle_open(
    hit: Hit, sure: Sequence[Any], maybe: Sequence[Any], causes: Sequence[Any], full: bool
) -> Any:
    """The open value when rows may or may not match.

    `causes` are the open inputs; `full`: some row always matches, so no gap lies behind them.
    """
    match hit:
        case Hit.COUNT:
            return opened(causes, low=len(sure), high=len(sure) + len(maybe))
        case Hit.SUM if sure or full:
            return _sum_open(sure, maybe, causes)
        case Hit.LEAST | Hit.MOST if sure:
            return _extreme_open(hit, sure, maybe, causes)
        case Hit.UNIQUE | Hit.ANY if sure:
            return sure[0]
        case Hit.UNIQUE | Hit.ANY | Hit.FIRST | Hit.PRIORITY if full or sure:
            return join([*sure, *maybe], causes)
    return opened(causes)


def _sum_open(sure: Sequence[Any], maybe: Sequence[Any], causes: Sequence[Any]) -> Any:
    return call("sum", [opened(causes, low=0, high=0), *sure, *(join([0, value], causes) for value in maybe)])


def _extreme_open(hit: Hit, sure: Sequence[Any], maybe: Sequence[Any], causes: Sequence[Any]) -> Any:
    best = min if hit is Hit.LEAST else max
    surely, possibly = best(sure), best([*sure, *maybe])
    if surely == possibly:
        return surely
    return join([surely, possibly, *maybe], causes)


def _ordered(sure: Sequence[Any], priority: Sequence[object]) -> list[Any]:
    return sorted(sure, key=lambda value: priority.index(_first(value)))


def _first(value: Any) -> Any:
    return next(iter(value.values())) if isinstance(value, dict) else value


_SETTLE: dict[Hit, Callable[[Sequence[Any], Sequence[object]], Any]] = {
    Hit.UNIQUE: lambda sure, _: sure[0],
    Hit.FIRST: lambda sure, _: sure[0],
    Hit.ANY: lambda sure, _: sure[0],
    Hit.PRIORITY: lambda sure, priority: _ordered(sure, priority)[0],
    Hit.RULE_ORDER: lambda sure, _: tuple(sure),
    Hit.OUTPUT_ORDER: lambda sure, priority: tuple(_ordered(sure, priority)),
    Hit.COLLECT: lambda sure, _: tuple(sure),
    Hit.SUM: lambda sure, _: call("sum", sure),
    Hit.LEAST: lambda sure, _: call("min", sure),
    Hit.MOST: lambda sure, _: call("max", sure),
    Hit.COUNT: lambda sure, _: len(sure),
}
