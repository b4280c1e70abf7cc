"""`comity law`: packs checked, values worked out and explained."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import packs
from comity.goods.lower import SHAPE
from comity.law.cells import Finding, findings
from comity.law.evaluate import Result, evaluate, read_facts
from comity.law.explain import explain as explained
from comity.law.explain import tell_gap, tell_value
from comity.law.library import Library
from comity.law.rule import show_value
from comity.node import files

app = answer.group("Packs of law: check them, work out a value, explain it.")

RuleName = Annotated[str, typer.Argument(metavar="RULE", help="Full name, as ru/goods/lifts.threshold.")]
Given = Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="The facts of the case.")]
Packs = Annotated[Path | None, typer.Option("--packs", metavar="DIR", help="Packs to use instead.")]


@app.command("check")
def check(folder: Packs = None) -> None:
    """Read every pack and walk its tables: broken places, overlaps, gaps, missing years.

    Exit 3 when a pack is broken, 1 when rows overlap, 0 otherwise; a gap in the law is told, not an error.
    """
    library = _library(folder)
    names = sorted(library.rules)
    found = [one for name in answer.progress(names, len(names), "") for one in findings(library.rules[name])]
    overlaps = [each for each in found if each.kind == "overlap"]
    told = {
        "packs": {id_: pack.digest for id_, pack in sorted(library.packs.items())},
        "rules": len(names),
        "findings": [_finding(each) for each in found],
    }
    summary = answer.words("law.say.checked", packs=len(library.packs), rules=len(names), found=len(found))
    answer.tell(told, *[_words(each) for each in found], summary)
    if overlaps:
        raise typer.Exit(1)


@app.command("value")
def value(rule: RuleName, given: Given = None, folder: Packs = None) -> None:
    """The value of a rule for one case on one day (--at). Exit 1 when it is not determined."""
    library = _library(folder)
    result = _result(library, rule, given or [])
    shown = [tell_value(result.value, library.rule(rule).unit, answer.asked().language)]
    answer.tell(_told(result), *shown, *_open(result))
    if result.status != "determined":
        raise typer.Exit(1)


@app.command("explain")
def explain(rule: RuleName, given: Given = None, folder: Packs = None) -> None:
    """The same value with every step: row, act and confidence, in the language asked for."""
    library = _library(folder)
    result = _result(library, rule, given or [])
    sentences = explained(result, library, answer.asked().language)
    steps = [{"depth": each.depth, "rule": each.rule, "words": each.text} for each in sentences]
    lines = ["  " * each.depth + each.text for each in sentences]
    answer.tell({**_told(result), "steps": steps}, *lines)
    if result.status != "determined":
        raise typer.Exit(1)


def _library(folder: Path | None) -> Library:
    return Library.from_texts(files.packs_in(folder) if folder else packs(), (SHAPE,))


def _result(library: Library, rule: str, given: list[str]) -> Result:
    asked = library.asked(rule)
    return evaluate(rule, read_facts(asked, dict(_pairs(given))), library, answer.day())


def _pairs(given: list[str]) -> Iterator[tuple[str, str]]:
    for text in given:
        name, sign, told = text.partition("=")
        if not sign:
            raise InputError("law.fact.not_a_pair", path=text[:60], value=text[:60])
        yield name.strip(), told.strip()


def _told(result: Result) -> dict[str, Any]:
    known = result.status == "determined"
    return {
        "status": result.status,
        "value": show_value(result.value) if known else None,
        "on": result.at,
        "missing": result.missing,
        "gaps": [{"rule": gap.rule, "code": gap.code, "on": gap.on} for gap in result.gaps],
        "confidence": result.confidence.value,
    }


def _open(result: Result) -> Iterator[str]:
    if result.missing:
        yield answer.words("law.say.missing", names=result.missing)
    for gap in result.gaps:
        yield tell_gap(gap, answer.asked().language)


def _finding(found: Finding) -> dict[str, Any]:
    case = {name: show_value(told) for name, told in found.case}
    return {
        "kind": found.kind,
        "rule": found.rule,
        "case": case,
        "lines": found.lines,
        "span": str(found.span),
    }


def _words(found: Finding) -> str:
    case = ", ".join(f"{name} = {show_value(told)}" for name, told in found.case) or "…"
    lines = tuple(str(line) for line in found.lines)
    kind = found.kind.replace(" ", "_")
    return answer.words(f"law.say.{kind}", rule=found.rule, case=case, lines=lines, span=str(found.span))
