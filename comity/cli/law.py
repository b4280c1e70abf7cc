"""`comity law`: packs checked, values worked out and explained."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import packs
from comity.goods.lower import SHAPE
from comity.law.cells import OTHER, Finding, findings
from comity.law.evaluate import Result, evaluate, read_facts
from comity.law.explain import explain as explained
from comity.law.explain import tell_gap, tell_span, tell_value
from comity.law.library import Library
from comity.law.rule import show_value
from comity.node import files

_MOST_SHOWN = 40  # more of them are no help on a screen
_HEADS = ("pack", "name", "rules", "findings")

app = answer.group("Packs of law: check them, work out a value, explain it.")

RuleName = Annotated[str, typer.Argument(metavar="RULE", help="Full name, as ru/goods/lifts.threshold.")]
Given = Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="The facts of the case.")]
Packs = Annotated[Path | None, typer.Option("--packs", metavar="DIR", help="Packs to use instead.")]


@app.command("check")
def check(
    pack: Annotated[
        str, typer.Argument(metavar="[PACK]", help="One pack, or all below a name, as ru/goods.")
    ] = "",
    folder: Packs = None,
) -> None:
    """Read every pack and walk its tables: broken places, overlaps, gaps, missing years.

    Exit 3 when a pack is broken, 1 when rows overlap, 0 otherwise; a gap in the law is told, not an error.
    """
    library = _library(folder)
    chosen = _chosen(library, pack)
    names = sorted(name for name, rule in library.rules.items() if rule.pack in chosen)
    found = [one for name in answer.progress(names, len(names), "") for one in findings(library.rules[name])]
    overlaps = [each for each in found if each.kind == "overlap"]
    told = {
        "packs": {id_: library.packs[id_].digest for id_ in chosen},
        "rules": len(names),
        "findings": [_finding(each) for each in found],
    }
    found.sort(key=lambda each: each.kind == "hole")
    shown = [_words(each) for each in (found if pack else found[:_MOST_SHOWN])]
    if len(shown) < len(found):
        shown.append(answer.words("law.say.not_shown", count=len(found) - len(shown)))
    summary = answer.words("law.say.checked", packs=len(chosen), rules=len(names), found=len(found))
    answer.tell(told, _listed(library, chosen, found), *shown, summary)
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


def _chosen(library: Library, pack: str) -> list[str]:
    """The packs of that name or below it; all when none is named."""
    every = sorted(library.packs)
    chosen = [each for each in every if not pack or f"{each}/".startswith(f"{pack.rstrip('/')}/")]
    if not chosen:
        raise InputError("law.check.no_pack", path="PACK", value=pack[:80], expected=tuple(every))
    return chosen


def _listed(library: Library, chosen: list[str], found: list[Finding]) -> Table:
    rules = Counter(rule.pack for rule in library.rules.values())
    faults = Counter(library.rules[each.rule].pack for each in found)
    language = answer.asked().language
    rows = [(each, library.packs[each].words.say(language), rules[each], faults[each]) for each in chosen]
    return answer.table("", [answer.words(f"law.head.{each}") for each in _HEADS], rows)


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
    case = ", ".join(f"{name} = {_shown(told)}" for name, told in found.case)
    case = case or answer.words("law.say.any_case")
    lines = tuple(str(line) for line in found.lines)
    kind = found.kind.replace(" ", "_")
    span = tell_span(found.span, answer.asked().language)
    return answer.words(f"law.say.{kind}", rule=found.rule, case=case, lines=lines, span=span)


def _shown(told: Any) -> str:
    return answer.words("law.say.any_other") if told == OTHER else show_value(told)
