"""`comity register fsck`: the log checked from its acts up, and its published files mended."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.node import fsck as checks
from comity.node.database import NodeDatabase
from comity.node.fsck import Checked, Fault
from comity.node.models import Cursor
from comity.node.sequencer import own_log

_HEADINGS = ("cli.evidence_log", "cli.evidence_entries", "cli.evidence_root")


def fsck(
    mend: Annotated[
        bool, typer.Option("--mend", help="Write damaged published files anew from the acts.")
    ] = False,
    imported: Annotated[
        list[str] | None, typer.Option(metavar="ORIGIN", help="Check this imported log; repeatable.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="This node's log and every log imported.")
    ] = False,
) -> None:
    """Rebuild the log's root from its acts and name the first row or file that does not fit.

    Exit 0 when all is whole, 1 when not.
    """
    opened = node()
    own, origins = own_log(opened), list(imported or [])
    if everything:
        origins = list(Cursor.objects.order_by("origin").values_list("origin", flat=True))
    for origin in origins:
        if not Cursor.objects.filter(origin=origin).exists():
            raise InputError("cli.not_imported", path="--imported", origin=origin[:100])
    mended, found = 0, {}
    with answer.counting(answer.words("cli.fsck_bar")) as tell:
        if everything or not origins:
            found[own.origin] = checks.check(own, tell)
            if mend and _is_file(found[own.origin].fault):
                mended = checks.mend_shelf(own)
                found[own.origin] = checks.check(own, tell)
        for origin in origins:
            found[origin] = checks.check_imported(NodeDatabase(), origin, tell)
    notes = [answer.words("cli.fsck_mended", count=mended)] if mend else []
    told = [_told(origin, each) for origin, each in found.items()]
    answer.tell({"logs": told, "mended": mended}, *notes, _table(found), *_lines(found))
    if any(each.fault for each in found.values()):
        raise typer.Exit(1)


def fault_words(fault: Fault) -> str:
    """Where the first fault is, what it is and what to do next."""
    return f"{answer.words(fault.at, **fault.facts)}: {answer.words(fault.code)}"


def _is_file(fault: Fault | None) -> bool:
    return fault is not None and fault.at == "fsck.at_file"


def _told(origin: str, checked: Checked) -> Mapping[str, Any]:
    fault = checked.fault
    return {
        "origin": origin,
        "size": checked.size,
        "root": checked.root,
        "whole": fault is None,
        "fault": fault
        and {"code": fault.code, "at": fault.at, "facts": fault.facts, "words": fault_words(fault)},
    }


def _table(found: Mapping[str, Checked]) -> Any:
    rows = [(origin, each.size, each.root.hex()) for origin, each in found.items()]
    return answer.table(answer.words("cli.fsck_title"), [answer.words(code) for code in _HEADINGS], rows)


def _lines(found: Mapping[str, Checked]) -> Sequence[Any]:
    faults = [each.fault for each in found.values() if each.fault]
    if not faults:
        return [answer.large(answer.words("cli.fsck_whole").upper(), True)]
    broken = answer.large(answer.words("cli.fsck_broken").upper(), False)
    return [broken, *map(fault_words, faults)]
