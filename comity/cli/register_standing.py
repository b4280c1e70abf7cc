"""`comity register withdraw`, `suspend`, `resume`: one official proposes, another confirms the digest."""

from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.node import changes
from comity.node.standing import Change
from comity.node.store import find_act

Name = Annotated[str, typer.Argument(metavar="ACT", help="Id (8 digits or more) or case number.")]
Official = Annotated[str, typer.Option(metavar="NAME", help="Who takes this step.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; the first official proposes.")]
Confirm = Annotated[str, typer.Option(metavar="DIGEST", help="The second official confirms it.")]

_PROPOSED = {
    Change.WITHDRAWAL: "cli.withdrawal_proposed",
    Change.SUSPENSION: "cli.suspension_proposed",
    Change.RESUMPTION: "cli.resumption_proposed",
}
_DONE = {
    Change.WITHDRAWAL: "cli.withdrawal_done",
    Change.SUSPENSION: "cli.suspension_done",
    Change.RESUMPTION: "cli.resumption_done",
}


def withdraw(act: Name, official: Official, reason: Reason = "", confirm: Confirm = "") -> None:
    """Withdraw an act for good: one official proposes, another confirms the digest; it is logged."""
    _step(Change.WITHDRAWAL, act, official, reason, confirm)


def suspend(act: Name, official: Official, reason: Reason = "", confirm: Confirm = "") -> None:
    """Suspend an act until it is resumed: one official proposes, another confirms the digest."""
    _step(Change.SUSPENSION, act, official, reason, confirm)


def resume(act: Name, official: Official, reason: Reason = "", confirm: Confirm = "") -> None:
    """Let a suspended act hold again: one official proposes, another confirms the digest."""
    _step(Change.RESUMPTION, act, official, reason, confirm)


def _step(change: Change, act: str, official: str, reason: str, confirm: str) -> None:
    opened = node()
    row = find_act(act)
    if bool(reason) == bool(confirm):
        raise InputError("cli.reason_or_confirm", path="--reason")
    if reason:
        case, digest = changes.propose(opened, row, change, reason, official)
        told = {"act": row.id, "case": case.number, "digest": digest.hex()}
        answer.tell(told, answer.words(_PROPOSED[change], **told))
        return
    issued = changes.confirm(opened, row, change, read_digest(confirm), official)
    by = issued.id.hex()
    answer.tell({"act": row.id, change.value: by}, answer.words(_DONE[change], act=row.id, by=by))


def read_digest(text: str) -> bytes:
    """The digest a second official names; InputError for another text."""
    try:
        return bytes.fromhex(text)
    except ValueError as fault:
        raise InputError("cli.digest", path="--confirm", value=text[:80]) from fault
