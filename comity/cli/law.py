"""`comity law`: packs checked, values worked out and explained."""

from collections import Counter
from typing import Annotated, Any

import typer
from rich.table import Table

from comity.cli import answer, law_ask, law_compare, law_diff
from comity.cli.law_library import Given, Packs, RuleName, below, open_words, pairs, read_library, shown, told
from comity.law.cells import Finding
from comity.law.evaluate import Result, evaluate, read_facts
from comity.law.explain import explain as explained
from comity.law.explain import tell_span, tell_value
from comity.law.library import Library
from comity.law.rule import show_value

_MOST_SHOWN = 40  # more of them are no help on a screen
_HEADS = ("pack", "name", "rules", "findings")

app = answer.group("Packs of law: check them, work out a value, explain it, compare, ask what next.")


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
    library = read_library(folder)
    chosen = below(library, pack)
    names = sorted(name for name, rule in library.rules.items() if rule.pack in chosen)
    found = [one for name in answer.progress(names, len(names), "") for one in library.findings(name)]
    overlaps = [each for each in found if each.kind == "overlap"]
    body = {
        "packs": {id_: library.packs[id_].digest for id_ in chosen},
        "rules": len(names),
        "findings": [_finding(each) for each in found],
    }
    found.sort(key=lambda each: each.kind == "hole")
    lines = [_words(each) for each in (found if pack else found[:_MOST_SHOWN])]
    if len(lines) < len(found):
        lines.append(answer.words("law.say.not_shown", count=len(found) - len(lines)))
    summary = answer.words("law.say.checked", packs=len(chosen), rules=len(names), found=len(found))
    answer.tell(body, _listed(library, chosen, found), *lines, summary)
    if overlaps:
        raise typer.Exit(1)


@app.command("value")
def value(rule: RuleName, given: Given = None, folder: Packs = None) -> None:
    """The value of a rule for one case on one day (--at). Exit 1 when it is not determined."""
    library = read_library(folder)
    result = _result(library, rule, given or [])
    line = tell_value(result.value, library.rule(rule).unit, answer.asked().language)
    answer.tell(told(result), line, *open_words(result))
    if result.status != "determined":
        raise typer.Exit(1)


@app.command("explain")
def explain(rule: RuleName, given: Given = None, folder: Packs = None) -> None:
    """The same value with every step: row, act and confidence, in the language asked for."""
    library = read_library(folder)
    result = _result(library, rule, given or [])
    sentences = explained(result, library, answer.asked().language)
    steps = [{"depth": each.depth, "rule": each.rule, "words": each.text} for each in sentences]
    lines = ["  " * each.depth + each.text for each in sentences]
    answer.tell({**told(result), "steps": steps}, *lines)
    if result.status != "determined":
        raise typer.Exit(1)


app.command("compare")(law_compare.compare_rules)
app.command("diff")(law_diff.diff)
app.command("ask")(law_ask.ask)


def _listed(library: Library, chosen: list[str], found: list[Finding]) -> Table:
    rules = Counter(rule.pack for rule in library.rules.values())
    faults = Counter(library.rules[each.rule].pack for each in found)
    language = answer.asked().language
    rows = [(each, library.packs[each].words.say(language), rules[each], faults[each]) for each in chosen]
    return answer.table("", [answer.words(f"law.head.{each}") for each in _HEADS], rows)


def _result(library: Library, rule: str, given: list[str]) -> Result:
    asked = library.asked(rule)
    return evaluate(rule, read_facts(asked, dict(pairs(given))), library, answer.day())


def _finding(found: Finding) -> dict[str, Any]:
    case = {name: show_value(value) for name, value in found.case}
    return {
        "kind": found.kind,
        "rule": found.rule,
        "case": case,
        "lines": found.lines,
        "span": str(found.span),
        "why": found.why,
    }


def _words(found: Finding) -> str:
    case = ", ".join(f"{name} = {shown(value)}" for name, value in found.case)
    case = case or answer.words("law.say.any_case")
    lines = tuple(str(line) for line in found.lines)
    kind = found.kind.replace(" ", "_")
    span = tell_span(found.span, answer.asked().language)
    told = answer.words(f"law.say.{kind}", rule=found.rule, case=case, lines=lines, span=span)
    return answer.words("law.say.why", told=told, why=found.why) if found.why else told
