"""`comity trust`: whose keys count."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from comity.basis.errors import InputError
from comity.cli import answer, trust_keys
from comity.cli.home import node
from comity.cli.trust_shown import changed, changes, handed, next_step, rows, told_of, verifier_key
from comity.cli.verdict import moment
from comity.node import files, peer, trust_draft, trust_log, trusted
from comity.node.exports import Export, own_export, read_export
from comity.node.trust_draft import Terms
from comity.register import trust

app = answer.group("Whose keys count: export, pin, draft, show, sign, load; rotate, revoke.")

Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file too.")]
Given = Annotated[Path, typer.Argument(metavar="FILE", help="Trust list, or its draft.")]


@app.command("export")
def export(
    kind: Annotated[
        list[str] | None, typer.Option(help="Kind of act officials issue here; all if left out.")
    ] = None,
    out: Out = None,
) -> None:
    """Tell this node's public keys: a file for the other nodes."""
    opened = node()
    known = trusted.kinds_in(opened.packs())
    unasked = [name for name, told in known.items() if not told.approvals]
    made = own_export(opened, sorted({*kind, *unasked}) if kind else list(known))
    path = peer.post(opened, f"{opened.name}.keys.json", made.to_text().encode())
    if out:
        files.write_file(out, made.to_text().encode())
    told: dict[str, object] = {"file": str(out or path), "name": made.name, "kinds": made.kinds}
    told["keys"] = [
        {"kid": key.key.kid, "role": key.role.value, "until": key.until, "verifier_key": verifier_key(key)}
        for key in made.keys
    ]
    told["fingerprint"] = made.anchor.thumbprint()
    answer.tell(told, _fingerprints(made), answer.words("cli.exported", file=str(out or path)))


@app.command("pin")
def pin(
    given: Annotated[Path, typer.Argument(metavar="KEYS", help="Keys file of the other node.")],
    fingerprint: Annotated[
        str, typer.Option(metavar="HEX", help="Its anchor, as its owner reads it out.")
    ] = "",
) -> None:
    """Believe another node's anchor: from now on a trust list needs its signature too."""
    opened = node()
    read = read_export(given.name, files.read_text(given))
    if read.anchor.thumbprint().hex() != "".join(fingerprint.split()).lower():
        raise InputError("cli.fingerprint", path="--fingerprint", given=fingerprint[:80])
    if read.anchor.kid == trusted.pin_own(opened).public.kid:
        raise InputError("cli.own_anchor", path=given.name)
    trusted.pin(opened, read.anchor)
    told = {"name": read.name, "anchor": read.anchor.kid, "needed": trusted.needed(opened)}
    answer.tell(told, answer.words("cli.pinned", name=read.name, needed=trusted.needed(opened)))


@app.command("draft")
def draft(
    exports: Annotated[
        list[Path] | None, typer.Argument(metavar="[KEYS...]", help="Keys files, as far as they changed.")
    ] = None,
    domain: Annotated[str, typer.Option(help="Name of the trust domain; that held, else comity.")] = "",
    days: Annotated[int, typer.Option(min=1, help="Days the list stands.")] = 365,
    status_days: Annotated[int, typer.Option(min=1, help="Days a status list counts as fresh.")] = 7,
    witness: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Verifier key of a third witness.")
    ] = None,
    out: Out = None,
) -> None:
    """Write the next trust list, signed by this node; it counts once the others have signed too."""
    opened, held = node(), trusted.held_edition()
    read = [read_export(path.name, files.read_text(path)) for path in exports or []]
    terms = Terms(domain or (held.listed.domain if held else "comity"), days, status_days)
    witnesses = [trust_draft.witness_key(opened, each) for each in witness or []]
    handed(opened, trust_draft.draft(opened, read, terms, witnesses), out)


@app.command("sign")
def sign(given: Given, out: Out = None) -> None:
    """Sign a draft that another node made, after looking at it with show."""
    opened = node()
    handed(opened, trust_draft.sign(opened, files.read_bytes(given, trust.MOST_BYTES)), out)


@app.command("load")
def load(
    given: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Trust lists, oldest first.")],
) -> None:
    """Take a trust list signed by all: it counts here from now on, and the log says so."""
    opened = node()
    for path in given:
        listed = trust_log.load(opened, files.read_bytes(path, trust.MOST_BYTES))
    answer.tell(
        told_of(listed), answer.words("cli.trust_loaded", domain=listed.domain, version=listed.version)
    )


@app.command("show")
def show(
    given: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="List or draft; the list held if left out.")
    ] = None,
) -> None:
    """Show what a list or draft would change here, and who signed it; or the list that counts here."""
    opened = node()
    if given:
        looked = trust_draft.look(opened, files.read_bytes(given, trust.MOST_BYTES))
        answer.tell(changed(looked), *changes(looked), next_step(looked, given))
        return
    listed = trusted.needed_list(opened)
    title = answer.words(
        "cli.trust_title", domain=listed.domain, version=listed.version, expires=moment(listed.expires)
    )
    headings = [answer.words(f"cli.{name}") for name in ("holder", "role", "key", "kinds", "since", "until")]
    answer.tell(told_of(listed), answer.table(title, headings, rows(listed)))


app.command("rotate")(trust_keys.rotate)
app.command("revoke")(trust_keys.revoke)


def _fingerprints(export: Export) -> Table:
    headings = [answer.words("cli.role"), answer.words("cli.fingerprint_heading")]
    rows = [(key.role.value, key.key.thumbprint().hex()) for key in export.keys]
    return answer.table(export.name, headings, [*rows, ("anchor", export.anchor.thumbprint().hex())])
