"""`comity law compare`: where the law of two states, or two rules, parts."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from comity.basis.errors import ComityError, InputError
from comity.cli import answer, books
from comity.cli.law_cells import body, cells
from comity.cli.law_library import Packs, below, day_of, read_library
from comity.law.compare import Comparison, compare
from comity.law.library import Library
from comity.law.walk import Side

_MOST_CELLS = 40  # of two rules
_MOST_OF_MANY = 6  # of each two, where many are compared
_MOST_NAMES = 12
FEW_ASKED = 2_000  # times two of many rules are asked: a second or less each

_KINDS = "A rule (ru/motor.limit), a pack (ru/motor) or a state (ru)."

First = Annotated[str, typer.Argument(metavar="A", help=_KINDS)]
Second = Annotated[str, typer.Argument(metavar="B", help="Another of the same kind.")]


def compare_rules(
    a: First,
    b: Second,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Day of the law; else --at.")] = "",
    folder: Packs = None,
) -> None:
    """Where two rules, packs or states answer differently, cell by cell, and by which acts.

    Rules of the same pack and section name are compared; what only one side has is listed. A line holds for
    every case that fits it; --json adds a whole case as a witness. Exit 0 whether they differ or not.
    """
    library = read_library(folder)
    day = day_of(on, "--on") if on else answer.day()
    if a in library.rules and b in library.rules:
        found = compare(Side(a, library, day), Side(b, library, day))
        one = {"on": day, "compared": [body(found)], "alone": {}, "skipped": {}}
        answer.tell(one, *cells(found, _title(library, a), (a, b), _MOST_CELLS))
        return
    ours, theirs = _named(library, a), _named(library, b)
    shared = [name for name in ours if name in theirs]
    compared: list[Comparison] = []
    skipped: dict[str, ComityError] = {}
    for name in answer.progress(shared, len(shared), ""):
        try:
            compared.append(
                compare(Side(ours[name], library, day), Side(theirs[name], library, day), FEW_ASKED)
            )
        except ComityError as fault:
            skipped[name] = fault
    alone = {
        a: [full for name, full in ours.items() if name not in theirs],
        b: [full for name, full in theirs.items() if name not in ours],
    }
    told = {
        "on": day,
        "compared": [body(each) for each in compared],
        "alone": alone,
        "skipped": {name: books.phrases().explain(fault, "en") for name, fault in skipped.items()},
    }
    answer.tell(told, *_shown(compared, library, (a, b)), *_rest(alone, skipped))


def _named(library: Library, name: str) -> dict[str, str]:
    """The rules of a pack or a state, by what comes after its name; InputError where it is a rule."""
    if name in library.rules:
        raise InputError("cli.compare_kinds", path=name)
    packs = set(below(library, name))
    start = len(name.rstrip("/")) + 1
    return {
        rule: full for full, each in library.rules.items() if each.pack in packs for rule in [full[start:]]
    }


def _shown(compared: list[Comparison], library: Library, heads: tuple[str, str]) -> Iterator[Any]:
    for each in compared:
        if each.differences or not each.whole:
            yield from cells(each, _title(library, each.left.rule), heads, _MOST_OF_MANY)
            yield ""
    same = [each.left.rule for each in compared if not each.differences and each.whole]
    if same:
        yield answer.words("cli.compare_same", names=names(same))


def _rest(alone: dict[str, list[str]], skipped: dict[str, ComityError]) -> Iterator[str]:
    for side, rules in alone.items():
        if rules:
            yield answer.words("cli.compare_only", side=side, count=len(rules), names=names(rules))
    yield from skips(skipped)


def skips(skipped: dict[str, ComityError]) -> Iterator[str]:
    """Each rule that could not be compared, with the reason."""
    for name, fault in skipped.items():
        reason = books.phrases().explain(fault, answer.asked().language)
        yield answer.words("cli.compare_skipped", name=name, reason=reason)


def names(rules: list[str]) -> str:
    """The names of rules, no more than a line takes."""
    return ", ".join(rules[:_MOST_NAMES]) + (", …" if len(rules) > _MOST_NAMES else "")


def _title(library: Library, rule: str) -> str:
    return f"{rule}: {library.rule(rule).words.say(answer.asked().language)}"
