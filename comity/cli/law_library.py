"""What the commands of `comity law` share: the packs they read, and how they tell a value."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import packs
from comity.goods.lower import SHAPE
from comity.law.cells import OTHER
from comity.law.evaluate import Result
from comity.law.explain import tell_gap
from comity.law.library import Library
from comity.law.rule import show_value
from comity.node import files

RuleName = Annotated[str, typer.Argument(metavar="RULE", help="Full name, as ru/goods/lifts.threshold.")]
Given = Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="The facts of the case.")]
Packs = Annotated[Path | None, typer.Option("--packs", metavar="DIR", help="Packs to use instead.")]


def read_library(folder: Path | None) -> Library:
    """The packs of a folder, else those of the node or the shipped ones."""
    return Library.from_texts(files.packs_in(folder) if folder else packs(), (SHAPE,))


def below(library: Library, pack: str) -> list[str]:
    """The packs of that name or below it; all when none is named. InputError for none, told as a rule's name
    where it reads as one.
    """
    every = sorted(library.packs)
    chosen = [each for each in every if not pack or f"{each}/".startswith(f"{pack.rstrip('/')}/")]
    if not chosen:
        if "." in pack:
            library.rule(pack)  # refuses it and names the nearest
        raise InputError("law.check.no_pack", path="PACK", value=pack[:80], expected=tuple(every))
    return chosen


def pairs(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The facts of NAME=VALUE texts."""
    for text in given:
        name, sign, told = text.partition("=")
        if not sign:
            raise InputError("law.fact.not_a_pair", path=text[:60], value=text[:60])
        yield name.strip(), told.strip()


def told(result: Result) -> dict[str, Any]:
    """A result as JSON tells it."""
    known = result.status == "determined"
    return {
        "status": result.status,
        "value": show_value(result.value) if known else None,
        "on": result.at,
        "missing": result.missing,
        "gaps": [{"rule": gap.rule, "code": gap.code, "on": gap.on} for gap in result.gaps],
        "confidence": result.confidence.value,
    }


def open_words(result: Result) -> Iterator[str]:
    """What is missing, and where the law is silent."""
    if result.missing:
        yield answer.words("law.say.missing", names=result.missing)
    for gap in result.gaps:
        yield tell_gap(gap, answer.asked().language)


def shown(value: Any) -> str:
    """A witness as it reads on a screen."""
    return answer.words("law.say.any_other") if value == OTHER else show_value(value)


def day_of(text: str, path: str) -> Day:
    """The day an option names."""
    try:
        return parse_day(text)
    except ValueError as fault:
        raise InputError("cli.day", path=path, value=text[:40]) from fault
