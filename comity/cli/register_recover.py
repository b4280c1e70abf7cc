"""`comity register recover`: what an old backup lost comes back from a copy of the log."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from comity.cli import answer
from comity.cli.home import node
from comity.node import recovery
from comity.node.recovery import Conflict, Restored, Tried


def recover(
    source: Annotated[
        str, typer.Option("--from", metavar="URL|FOLDER", help="One copy: a node, or a folder of its files.")
    ] = "",
) -> None:
    """Take back what a database put back from an old backup has lost of the published log.

    From this node's own files first, then from the peers of node.toml. Exit 1 when a copy failed, the one
    named is none, or an act cannot have what it says. Cases do not come back.
    """
    opened = node()
    tried = recovery.restore_all(opened, recovery.copies(opened, source))
    came = [each.restored for each in tried if each.restored]
    conflicts = [conflict for each in came for conflict in each.conflicts]
    notes = [*_came_back(came), *map(_conflict, conflicts)]
    if any(each.acts for each in came):
        notes.append(answer.words("cli.recover_not_back"))
    answer.tell(_told(tried), *map(_copy, tried), *notes)
    missing = source and any(each.fault and each.fault.code == "recover.no_copy" for each in tried)
    if conflicts or missing or any(each.failed for each in tried):
        raise typer.Exit(1)


def _told(tried: Sequence[Tried]) -> Mapping[str, Any]:
    return {
        "copies": [
            {
                "copy": each.copy,
                "failed": each.failed,
                "code": each.fault and each.fault.code,
                "words": _copy(each),
                "restored": each.restored,
            }
            for each in tried
        ]
    }


def _copy(each: Tried) -> str:
    if each.restored:
        facts = {"before": each.restored.before, "size": each.restored.size}
        return answer.words("cli.recover_from", copy=each.copy, **facts)
    if each.fault is None:
        return each.copy
    mark = "✗ " if each.failed else ""
    return f"{mark}{each.copy}: {answer.words(each.fault.code, **each.fault.facts)}"


def _came_back(came: Sequence[Restored]) -> Iterator[str]:
    if came:
        acts, places, changes = (
            sum(len(each.acts) for each in came),
            sum(each.places for each in came),
            sum(each.changes for each in came),
        )
        yield answer.words("cli.recovered", acts=acts, places=places, changes=changes)


def _conflict(conflict: Conflict) -> str:
    reason = answer.words(conflict.code, **conflict.facts)
    return f"✗ {answer.words('cli.recover_conflict', act=conflict.act)} {reason}"
