"""`comity register alarms` and `comity register thaw`: logs that show two histories, and what came of it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.cli.register_standing import Confirm, Official, Reason, read_digest
from comity.cli.verdict import moment
from comity.node import alarms as raised
from comity.node import files
from comity.node.alarms import Raised

_HEADINGS = ("cli.alarm_log", "cli.alarm_raised", "cli.alarm_says")
Log = Annotated[str, typer.Argument(metavar="ORIGIN", help="Name of the log, as on its checkpoints.")]


def alarms(
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="An alarm of the list.")] = None,
    evidence: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the evidence of it to this file.")
    ] = None,
) -> None:
    """List what was noticed of logs that must not be. Exit 1 while a log is frozen.

    Evidence is a file that anybody can check: comity register evidence FILE.
    """
    node()
    rows = [each for each in raised.raised() if number in (None, each.number)]
    if number is not None and not rows:
        raise InputError("cli.no_alarm", path="NUMBER", number=number)
    held = raised.evidence(number) if evidence else b""
    if evidence:
        files.write_file(evidence, held)
    frozen = sorted({each.origin for each in rows if each.freezes})
    headings = ["№", *map(answer.words, _HEADINGS)]
    table = answer.table("", headings, [_row(each) for each in rows])
    code = "cli.alarm_evidence" if held.startswith(raised.SPLIT_VIEW.encode()) else "cli.alarm_written"
    notes = [answer.words(code, file=str(evidence))] if evidence else []
    notes += [answer.words("cli.alarm_frozen", origin=origin) for origin in frozen]
    shown = [table] if rows else [answer.words("cli.alarm_none")]
    answer.tell({"alarms": [_told(each) for each in rows], "frozen": frozen}, *shown, *notes)
    if frozen:
        raise typer.Exit(1)


def thaw(origin: Log, official: Official, reason: Reason = "", confirm: Confirm = "") -> None:
    """Take a frozen log again: one official proposes, another confirms the digest.

    If the log still shows another history than the copy here, it freezes anew.
    """
    opened = node()
    if bool(reason) == bool(confirm):
        raise InputError("cli.reason_or_confirm", path="--reason")
    if reason:
        case, digest = raised.propose_thaw(opened, origin, reason, official)
        told = {"log": origin, "case": case.number, "digest": digest.hex()}
        answer.tell(told, answer.words("cli.thaw_proposed", **told))
        return
    case = raised.confirm_thaw(opened, origin, read_digest(confirm), official)
    answer.tell({"log": origin, "case": case.number}, answer.words("cli.thawed", log=origin))


def _row(each: Raised) -> list[object]:
    return [each.number, each.origin, moment(each.raised_at), _words(each)]


def _words(each: Raised) -> str:
    return answer.words(each.code, **{"origin": each.origin, **each.facts})


def _told(each: Raised) -> dict[str, Any]:
    return {
        "number": each.number,
        "origin": each.origin,
        "code": each.code,
        "facts": each.facts,
        "raised_at": each.raised_at,
        "evidence": each.has_evidence,
        "freezes": each.freezes,
        "words": _words(each),
    }
