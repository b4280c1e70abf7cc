"""Two rules side by side: the cells in which they part, as a table and as JSON."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from rich.text import Text

from comity.basis.words import visible
from comity.cli import answer
from comity.cli.law_library import shown
from comity.law.cells import OTHER
from comity.law.compare import Comparison
from comity.law.evaluate import Result
from comity.law.explain import tell_value
from comity.law.rule import show_value
from comity.law.walk import Difference, Side

_MOST_LISTED = 48  # letters of the values of one fact in a line; --json names all
_SPREAD = 4  # times more lines than are shown: then those shown are spread over them
_MOST_LETTERS = 60  # of one answer


class Acts:
    """The acts cited below a table, each by its number."""

    def __init__(self) -> None:
        """None is cited yet."""
        self._numbers: dict[str, int] = {}

    def cited(self, result: Result) -> str:
        """The mark that stands after an answer."""
        if not result.step or not result.step.citation.act:
            return ""
        act = f"{result.step.citation.act} ({result.confidence.value})"
        return f" [{self._numbers.setdefault(act, len(self._numbers) + 1)}]"

    def lines(self) -> Iterator[str]:
        """One line an act."""
        for act, number in self._numbers.items():
            yield f"[{number}] {act}"


def cells(found: Comparison, title: str, heads: tuple[str, str], most: int) -> Iterator[Any]:
    """The table of at most so many cells, the acts below it, and what could not be compared."""
    acts, every = Acts(), found.differences
    most += most // 2 if len(every) <= most + most // 2 else 0  # a few more rather than a few left out
    step = -(-len(every) // most) if len(every) > _SPREAD * most else 1
    rows = [
        (_case(each), _said(each.left, found.left, acts), _said(each.right, found.right, acts))
        for each in every[::step][:most]
    ]
    yield Text(visible(title), style="bold")
    if rows:
        yield answer.table("", [answer.words("cli.compare_case"), *heads], rows)
    yield from acts.lines()
    yield from notes(found, heads, len(rows))


def notes(found: Comparison, heads: tuple[str, str], told: int) -> Iterator[str]:
    """How much was compared and not shown, and what only one side asks or allows."""
    code = "cli.compare_cells" if found.whole else "cli.compare_partly"
    yield answer.words(code, count=len(found.differences), cells=found.cells)
    if told < len(found.differences):
        yield answer.words("cli.compare_not_shown", count=len(found.differences) - told)
    units = [side.library.rule(side.rule).unit for side in (found.left, found.right)]
    if units[0] != units[1]:
        yield answer.words("cli.compare_units", left=units[0] or "–", right=units[1] or "–")
    for side, names in zip(heads, found.alone, strict=True):
        if names:
            yield answer.words("cli.compare_alone", side=side, names=_few(names))
    for name, labels in found.strange.items():
        for side, own in zip(heads, labels, strict=True):
            if own:
                yield answer.words("cli.compare_strange", side=side, name=name, values=_few(own))
    if found.sampled and found.differences:
        yield answer.words("cli.compare_sampled", names=_few(found.sampled))


def body(found: Comparison) -> dict[str, Any]:
    """The whole comparison as JSON."""
    return {
        "left": _side(found.left),
        "right": _side(found.right),
        "cells": found.cells,
        "whole": found.whole,
        "alone": {"left": found.alone[0], "right": found.alone[1]},
        "strange": {name: {"left": own[0], "right": own[1]} for name, own in found.strange.items()},
        "sampled": found.sampled,
        "differences": [
            {
                "case": {name: show_value(value) for name, value in each.case.items()},
                "cell": each.cell,
                "left": _told(each.left),
                "right": _told(each.right),
            }
            for each in found.differences
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {"rule": side.rule, "on": side.on, "unit": side.library.rule(side.rule).unit}


def _told(result: Result | None) -> dict[str, Any] | None:
    """What a side says and by what; null where it does not allow a value of the case."""
    if result is None:
        return None
    step = result.step
    return {
        "status": result.status,
        "value": show_value(result.value) if result.status == "determined" else None,
        "gaps": [{"rule": gap.rule, "code": gap.code, "on": gap.on} for gap in result.gaps],
        "cite": step.citation.act if step else None,
        "row": step.row if step else None,
        "note": step.note if step else None,
        "confidence": result.confidence.value,
    }


def _case(found: Difference) -> str:
    """The cell in words; a fact that does not matter there is left out."""
    return "; ".join(f"{name}: {_few(told)}" for name, told in found.cell.items()) or answer.words(
        "cli.compare_any"
    )


def _few(names: tuple[str, ...]) -> str:
    """The first of the names, and how many there are when some are left out."""
    told = [shown(name) if name == OTHER else name for name in names]
    room = list(accumulate(len(name) + 2 for name in told))
    fitting = max(1, sum(end <= _MOST_LISTED for end in room))
    return ", ".join(told[:fitting]) + (f", … ({len(told)})" if fitting < len(told) else "")


def _said(result: Result | None, side: Side, acts: Acts) -> str:
    if result is None:
        return answer.words("cli.compare_unknown")
    if result.status == "gap":
        return answer.words("cli.compare_gap")
    told = tell_value(result.value, side.library.rule(side.rule).unit, answer.asked().language)
    short = f"{told[:_MOST_LETTERS]}…" if len(told) > _MOST_LETTERS else told
    return short + acts.cited(result)
