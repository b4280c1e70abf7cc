"""Runs the conformance suite of DMN (github.com/dmn-tck/tck): `python -m bench.dmn_tck FOLDER`.

The suite is not part of this project: clone it and name its folder, or set DMN_TCK for `make bench`.
A case is a `testCase`: it passes when each of its results does. Values are compared as the suite's own
runners do: numbers within 0.00000001, lists by place, contexts by key, the rest by equality, and a value
the suite gives no type by its text; a result that is to be an error passes when it is null.
"""

import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity.basis.errors import ComityError
from comity.feel.calendar import SECOND, Date, DateTime, Time
from comity.feel.scan import normal
from comity.feel.text import date_of, date_time_of, duration_of, time_of
from comity.feel.value import same, text_of
from comity.feel.zones import iana
from comity.law.dmn_facts import read_values
from comity.law.dmn_model import Model
from comity.law.dmn_read import read_model
from comity.law.dmn_run import run_model
from comity.law.dmn_xml import Node, read_xml

TOLERANCE = Decimal("0.00000001")
NOW = DateTime(Date(2026, 11, 21), Time(0, 0))
# What the project promises of each level: of its cases that expect a value other than null.
PROMISED = {"compliance-level-2": 116, "compliance-level-3": 1293}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: where it stands, whether it passed and what came instead."""

    level: str
    family: str
    name: str
    passed: bool
    wants_value: bool
    got: str = ""


def cases(folder: Path) -> Iterator[Case]:
    """Every case of every test file below the folder, run."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            root = read_xml(path.read_bytes())
        except ComityError:
            continue
        if root.tag == "testCases":
            yield from _file(path, root)


def _file(path: Path, root: Node) -> Iterator[Case]:
    models, faults = _models(path.parent, root.text_of("modelName") or "")
    level = next((part for part in path.parts if part.startswith("compliance-level")), "other")
    for test in root.all("testCase"):
        inputs = dict(_input(models, node) for node in test.all("inputNode"))
        failed, wants_value = [], False
        for node in test.all("resultNode"):
            wanted = node.one("expected", "computed")
            want = value_of(wanted) if wanted and node.get("errorResult") != "true" else None
            wants_value = wants_value or want is not None
            got, why = _answer(models, test, node.get("name"), inputs) if models else (None, faults)
            if not models or not _equal(want, got):
                failed.append(f"{node.get('name')}: {_said(got)} for {_said(want)} {why}")
        yield Case(level, path.parent.name, test.get("id"), not failed, wants_value, "; ".join(failed))


def _input(models: list[Model], node: Node) -> tuple[tuple[str, str], Any]:
    """An input of a case; text without a type is read as the model types the input."""
    told, name = value_of(node), node.get("name")
    if isinstance(told, Untyped):
        try:
            told = read_values(models, {name: told.text})[normal(name)]
        except ComityError:
            pass
    return (node.get("namespace"), normal(name)), _typed(told)


def _typed(value: Any) -> Any:
    """The value with the parts that have no type read as what they look like."""
    if isinstance(value, Untyped):
        return _guessed(value.text)
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {key: _typed(item) for key, item in value.items()} if isinstance(value, dict) else value


def _models(folder: Path, main: str) -> tuple[list[Model], str]:
    found: list[Model] = []
    fault = "no model"
    for path in sorted(folder.rglob("*.dmn"), key=lambda path: (path.name != main, str(path))):
        try:
            found.append(read_model(path.read_bytes()))
        except ComityError as broken:
            fault = str(broken)
            if path.name == main:
                break
    return found, fault


def _answer(models: list[Model], test: Node, name: str, inputs: Any) -> tuple[Any, str]:
    asked = (test.get("type") != "decision" and test.get("invocableName")) or name
    try:
        outcome = run_model(models, asked, inputs, NOW)
    except ComityError as fault:
        return None, str(fault)
    value = outcome.value
    if asked != name and isinstance(value, dict) and name in value:
        value = value[name]
    return value, "; ".join(f"{note.where}: {note.why}" for note in outcome.notes[:2])


@dataclass(frozen=True, slots=True)
class Untyped:
    """A value of an older file, which names no type."""

    text: str


def value_of(node: Node) -> Any:
    """The value a node of the suite writes: `value`, `list` or `component`s."""
    if parts := list(node.all("component")):
        return {part.get("name"): value_of(part) for part in parts}
    if (items := node.one("list")) is not None:
        return None if _is_nil(items) else [value_of(item) for item in items.all("item")]
    value = node.one("value")
    if value is None or _is_nil(value):
        return None
    return _read(value.text, value.get("type").rpartition(":")[2])


def _is_nil(node: Node) -> bool:
    return node.get("nil").strip() in ("true", "1")


def _read(text: str, kind: str) -> Any:
    match kind:
        case "string":
            return text
        case "boolean":
            return text.strip() in ("true", "1")
        case "date":
            return date_of(text.strip())
        case "time":
            return time_of(text.strip(), iana)
        case "dateTime":
            return date_time_of(text.strip(), iana)
        case "duration" | "dayTimeDuration" | "yearMonthDuration":
            return duration_of(text.strip())
        case "decimal" | "double" | "float" | "integer" | "int" | "long":
            return Decimal(text.strip())
    return Untyped(text.strip()) if text.strip() else None


def _guessed(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def _equal(want: Any, got: Any) -> bool:
    if isinstance(want, Untyped):
        return _equal(_guessed(want.text), got) or (got is not None and text_of(got) == want.text)
    if isinstance(want, Decimal) and isinstance(got, Decimal):
        return abs(want - got) < TOLERANCE
    if isinstance(want, list) and isinstance(got, list):
        return len(want) == len(got) and all(map(_equal, want, got))
    if isinstance(want, dict) and isinstance(got, dict):
        return want.keys() == got.keys() and all(_equal(value, got[key]) for key, value in want.items())
    if want.__class__ is not got.__class__:
        return False
    return bool(same(want, got, iana)) and _fraction(want) == _fraction(got)


def _fraction(value: Any) -> int:
    """The part of a second, which FEEL leaves out of equality."""
    time_of_day = value.time if isinstance(value, DateTime) else value
    return time_of_day.nanos % SECOND if isinstance(time_of_day, Time) else 0


def _said(value: Any) -> str:
    if isinstance(value, Untyped):
        return value.text[:200]
    return text_of(value, nested=True)[:200]


def main(arguments: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Print the counts of each level and every failure; the rates as rows, none without the suite."""
    folder = Path(next(iter(arguments), "") or os.environ.get("DMN_TCK", "") or "/nonexistent")
    if not folder.is_dir():
        print("dmn_tck: skipped; set DMN_TCK to a clone of github.com/dmn-tck/tck")
        return []
    started = time.perf_counter()
    found = list(cases(folder))
    spent = time.perf_counter() - started
    for case in found:
        if not case.passed:
            print(f"FAILED {case.family} {case.name}: {case.got}")
    _print_families(found)
    rows = []
    for level in sorted({case.level for case in found}):
        own = [case for case in found if case.level == level]
        values = [case for case in own if case.wants_value]
        passed = sum(case.passed for case in values)
        promised = PROMISED.get(level)
        whole = sum(case.passed for case in own)
        told = f"{level}: {passed} of {len(values)} with a value, {whole} of {len(own)} in all"
        print(told + (f" (promised: {promised})" if promised else ""))
        rows.append({"name": f"DMN {told}", "value": len(found) / spent, "unit": "1/s"})
    return rows


def _print_families(found: list[Case]) -> None:
    families: dict[str, Counter[bool]] = defaultdict(Counter)
    for case in found:
        families[case.family][case.passed] += 1
    for family, counts in sorted(families.items()):
        if counts[False]:
            print(f"{family}: {counts[True]} passed, {counts[False]} failed")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
