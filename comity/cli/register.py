"""`comity register`: acts and their proof."""

import time
from pathlib import Path
from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import (
    answer,
    grounds,
    register_alarms,
    register_algorithms,
    register_bundle,
    register_evidence,
    register_fsck,
    register_known,
    register_person,
    register_recover,
    register_show,
    register_standing,
    register_upgrade,
    verdict,
)
from comity.cli.home import node
from comity.node import disclosures, entries, files, peer, statuses
from comity.node.clock import Clock
from comity.node.store import carried, find_act
from comity.register import bundle, status
from comity.register.verify import verify as checked

app = answer.group("Acts and their proof: show, verify, cosign, withdraw.")

_POLL_S = 0.2
Given = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="Message; all in the inbox if left out.")
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file too.")]


@app.command("verify")
def verify(
    given: Annotated[str, typer.Argument(metavar="FILE|TEXT", help="Credential: a file, or CY1:...")],
    trust_file: Annotated[Path | None, typer.Option("--trust", metavar="FILE", help="Trust list.")] = None,
    anchor: Annotated[
        list[Path] | None, typer.Option(metavar="KEYS", help="Keys file of its signer.")
    ] = None,
    status_file: Annotated[
        list[Path] | None, typer.Option("--status", metavar="FILE", help="Status list; repeatable.")
    ] = None,
    bundle_file: Annotated[
        Path | None, typer.Option("--bundle", metavar="FILE", help="All of these in one file.")
    ] = None,
) -> None:
    """Verify a credential offline, step by step. Exit 0 when valid, 1 when not.

    Trust and status lists are those of the node, of the files named, or of a bundle.
    """
    now = Clock(answer.asked().at).now()
    if bundle_file:
        if trust_file or status_file:
            raise InputError("cli.bundle_or_files", path="--bundle")
        held = grounds.bundled(bundle_file, anchor or [])
        found = bundle.check(verdict.credential(given), held, now, answer.day())
        aged = {"bundle": register_bundle.age(held, now)}
        answer.tell(verdict.told(found) | aged, *verdict.shown(found), register_bundle.age_table(held, now))
    else:
        trusts, lists = grounds.grounds(trust_file, anchor or [], status_file or [])
        found = checked(verdict.credential(given), trusts, lists, now, answer.day())
        answer.tell(verdict.told(found), *verdict.shown(found))
    if found.answer not in verdict.HOLDS:
        raise typer.Exit(1)


@app.command("show")
def show(
    act: Annotated[str, typer.Argument(metavar="ACT", help="Id (8 digits or more) or case number.")],
    out: Out = None,
) -> None:
    """Show an act of this register and its credential, or one imported and how it stands here."""
    opened = node()
    found = entries.find(opened, act)
    if found and not found.own:
        register_show.imported(found)
        return
    row = find_act(found.act if found else act)
    held = carried(opened, row)
    hidden = [each.path for each in disclosures.held(row)]
    state = answer.words("cli.sealed" if held.sealed else "cli.pending", witnesses=", ".join(held.witnesses))
    if out:
        files.write_file(out, f"{held.text}\n".encode())
    told = {
        "id": held.id,
        "case": held.case,
        "number": held.number,
        "sealed": held.sealed,
        "witnesses": held.witnesses,
        "leaf": held.signed.leaf_hash,
        "act": held.signed.act,
        "hidden": hidden,
        "text": held.text,
    }
    rows = [(answer.words("cli.act"), held.id), (answer.words("cli.case"), held.case)]
    rows += [(answer.words("cli.number"), str(held.number)), *verdict.statement(held.signed.act)]
    rows += [(answer.words("cli.hidden"), path) for path in hidden]
    answer.tell(told, answer.table(state, ["", ""], rows), held.text)


@app.command("ask")
def ask(
    old: Annotated[int | None, typer.Option(metavar="SIZE", help="Size the peer says it saw last.")] = None,
) -> None:
    """Ask the peer to cosign the newest checkpoint: a request in the outbox."""
    path = peer.ask(node(), old)
    words = answer.words("cli.asked", path=str(path)) if path else answer.words("cli.nothing_to_ask")
    answer.tell({"request": path and str(path)}, words)


@app.command("witness")
def witness(
    given: Given = None,
    stay: Annotated[float, typer.Option("--for", metavar="SECONDS", help="Keep answering the inbox.")] = 0,
) -> None:
    """Cosign the peer's log: answer its requests, each against the state seen last."""
    opened = node()
    if given:
        answered = [peer.answer(opened, files.read_text(given))]
    else:
        answered = peer.answer_all(opened)
    until = time.monotonic() + stay
    while time.monotonic() < until:
        time.sleep(_POLL_S)
        answered += peer.answer_all(opened)
    told = [{"origin": each.origin, "size": each.size, "refused": each.code or None} for each in answered]
    words = [
        answer.words(
            "cli.witness_refused" if each.code else "cli.witnessed", origin=each.origin, size=each.size
        )
        + (f" {answer.words(each.code, **each.facts)}" if each.code else "")
        for each in answered
    ]
    answer.tell({"answered": told}, *(words or [answer.words("cli.inbox_empty")]))
    if any(each.code for each in answered):
        raise typer.Exit(1)


@app.command("seal")
def seal(given: Given = None) -> None:
    """Take the peer's answer: its cosignature completes the credentials."""
    opened = node()
    sealed = [peer.seal(opened, files.read_text(given))] if given else peer.seal_all(opened)
    told = [{"size": each.size, "witness": each.witness or None} for each in sealed]
    words = [
        answer.words("cli.sealed_by", size=each.size, witness=each.witness)
        if each.witness
        else answer.words("cli.asked_again", size=each.size)
        for each in sealed
    ]
    answer.tell({"sealed": told}, *(words or [answer.words("cli.no_answer")]))


@app.command("status")
def status_list(
    load: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep another node's list.")] = None,
    out: Out = None,
) -> None:
    """Sign this node's status list anew, log its digest, post it; or keep the one of another node."""
    opened = node()
    if load:
        listed = statuses.keep(opened, files.read_bytes(load, status.MOST_TOKEN_BYTES))
        words = answer.words("cli.status_kept", uri=listed.uri, at=verdict.moment(listed.issued_at))
        answer.tell({"uri": listed.uri, "issued_at": listed.issued_at}, words)
        return
    token = statuses.publish(opened)
    path = peer.post(opened, f"{opened.name}{statuses.SUFFIX}", token)
    if out:
        files.write_file(out, token)
    told: dict[str, str | int] = {"file": str(out or path), "bytes": len(token)}
    answer.tell(told, answer.words("cli.status_signed", **told))


app.command("withdraw")(register_standing.withdraw)
app.command("suspend")(register_standing.suspend)
app.command("resume")(register_standing.resume)
app.command("bundle")(register_bundle.bundle)
app.command("evidence")(register_evidence.evidence)
app.command("fsck")(register_fsck.fsck)
app.command("recover")(register_recover.recover)
app.command("known")(register_known.known)
app.command("alarms")(register_alarms.alarms)
app.command("thaw")(register_alarms.thaw)
app.command("algorithms")(register_algorithms.algorithms)
app.command("upgrade")(register_upgrade.upgrade)
app.add_typer(register_person.app, name="person")
