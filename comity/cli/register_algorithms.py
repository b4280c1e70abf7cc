"""`comity register algorithms`: what signs here, and which plug-ins are refused."""

from typing import Any

import typer

from comity.basis.errors import StateError
from comity.cli import answer
from comity.node.algorithms import INSTALLED
from comity.register.keys import Algorithm

_HEADINGS = ("cli.algorithm_number", "cli.algorithm_name", "cli.algorithm_bytes", "cli.algorithm_from")


def algorithms() -> None:
    """List the signature algorithms: built in, and added by plug-ins. Exit 1 when one is refused."""
    found = {number: _row(number) for number in INSTALLED}
    told = [_told(number, row) for number, row in found.items()]
    headings = [answer.words(code) for code in _HEADINGS]
    rows = [[str(each["number"]), each["name"], each["raw_bytes"], _source(each)] for each in told]
    refused = [answer.words(row.code, **row.facts) for row in found.values() if isinstance(row, StateError)]
    answer.tell({"algorithms": told}, answer.table("", headings, rows), *refused)
    if refused:
        raise typer.Exit(1)


def _row(number: int) -> Algorithm | StateError:
    try:
        return INSTALLED[number]
    except StateError as fault:
        return fault


def _told(number: int, row: Algorithm | StateError) -> dict[str, Any]:
    plug_in = INSTALLED.plug_ins.get(number)
    told = {"number": number, "package": plug_in and plug_in.package}
    if isinstance(row, StateError):
        return {**told, "name": None, "raw_bytes": None, "refused": {"code": row.code, "facts": row.facts}}
    return {**told, "name": row.name, "raw_bytes": row.raw_bytes, "refused": None}


def _source(told: dict[str, Any]) -> str:
    source = told["package"] or answer.words("cli.algorithm_built_in")
    return f"{source}: {answer.words('cli.algorithm_refused')}" if told["refused"] else source
