"""`comity register known`: what this node knew on one day about another."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from comity.cli import answer
from comity.cli.home import node
from comity.cli.verdict import moment
from comity.exchange.accept import Standing
from comity.node import entries
from comity.node import known as knowledge
from comity.node.database import NodeDatabase
from comity.node.known import NOT_ON_DAY, UNKNOWN

_SHORT = 8  # digits of an id that a table shows
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_GOOD = {Standing.IN_FORCE: True, Standing.ENDING: True, UNKNOWN: None, NOT_ON_DAY: None}
_HEADINGS = (
    "cli.known_standing",
    "cli.known_act",
    "cli.known_kind",
    "cli.known_from",
    "cli.known_until",
    "cli.known_recorded",
)


def known(
    act: Annotated[str, typer.Argument(metavar="ACT", help="Id (8 digits or more), leaf hash or case.")],
    on: Annotated[str, typer.Option(metavar="DAY", help="The day asked about; today if left out.")] = "",
    as_known: Annotated[
        str, typer.Option("--known", metavar="DAY|TIME", help="By what was recorded until then (UTC).")
    ] = "",
) -> None:
    """What this node knew, then, about how an act stood on a day, and the facts that rests on.

    Exit 1 when nothing was known of it.
    """
    opened = node()
    day = knowledge.day_of(on, "--on") if on else answer.day()
    at = knowledge.time_of(as_known, "--known") if as_known else knowledge.EVER
    found = entries.find(opened, act)
    named = found.leaf_hash if found else _hash(act)
    with NodeDatabase().transaction() as cursor:
        held = knowledge.standing(cursor, named, day, at)
    told = knowledge.told(held, named, day, at)
    place = {
        "id": (found and found.act) or None,
        "log": found and found.origin,
        "number": found and found.number,
    }
    code = "cli.known_then" if as_known else "cli.known_now"
    asked = answer.words(code, act=act.strip()[:64], day=str(day), known=moment(min(at, knowledge.EVER)))
    answer.tell({**told, **place}, asked, *shown(told))
    if held.standing == UNKNOWN:
        raise typer.Exit(1)


def shown(told: Mapping[str, Any]) -> list[RenderableType]:
    """How an act stood, and the facts it rests on."""
    words = answer.words(f"known.{told['standing'].replace(' ', '_')}")
    parts: list[RenderableType] = [answer.large(words.upper(), _GOOD.get(told["standing"], False))]
    if told["facts"]:
        headings = [answer.words(code) for code in _HEADINGS]
        parts.append(answer.table(answer.words("cli.known_facts"), headings, map(_row, told["facts"])))
    return parts


def _row(fact: Mapping[str, Any]) -> list[object]:
    words = answer.words(f"known.{fact['standing'].replace(' ', '_')}")
    act = (fact["id"] or fact["act"])[:_SHORT]
    return [
        words,
        f"{act}…",
        fact["kind"],
        fact["from"],
        fact["until"],
        moment(fact["recorded_at"]).removesuffix(" UTC"),
    ]


def _hash(text: str) -> bytes:
    wanted = text.strip()
    return bytes.fromhex(wanted) if _HASH.fullmatch(wanted) else b""
