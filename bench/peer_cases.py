"""The first rows as documents, as JSON nests them, for the engines that take one case at a time."""

from decimal import Decimal
from typing import Any

import pyarrow as pa

from bench.peer_run import SLOTS


def cases(rows: pa.Table, few: int) -> list[dict[str, Any]]:
    """The first few rows: a contract with its vehicle, its owner and a list of the drivers it names."""
    return [_case(row) for row in rows.slice(0, few).to_pylist()]


def _case(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: float(fact) if isinstance(fact, Decimal) else fact for name, fact in row.items()}
    found: dict[str, Any] = {"vehicle": {}, "owner": {}}
    for name, fact in told.items():
        head, _, rest = name.partition(".")
        if fact is None or head.startswith("driver"):
            continue
        if head in found and rest:
            found[head][rest] = fact
        else:
            found[name.replace(".", "_")] = fact
    facts = ("age", "experience", "class")
    named = [{fact: told[f"driver{slot}.{fact}"] for fact in facts} for slot in SLOTS]
    return {**found, "drivers": named[: row["drivers"] or 0]}


def bands(law: dict[str, Any], name: str, ends: tuple[int, ...], years: tuple[int, ...]) -> list[Any]:
    """The cells of a scale that have a figure: first and last age, experience from and until, coefficient."""
    return [
        (age, last - 1, low, high, law[name][row][cell] / 100)
        for row, (age, last) in enumerate(zip(ends, (*ends[1:], 200), strict=True))
        for cell, (low, high) in enumerate(zip(years, (*years[1:], 200), strict=True))
        if law[name][row][cell]
    ]
