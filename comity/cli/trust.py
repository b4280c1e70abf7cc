"""`comity trust`: whose keys count."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.cli.verdict import moment
from comity.node import files, peer
from comity.node.trusted import (
    Export,
    Terms,
    accept,
    kinds_in,
    needed_list,
    own_export,
    pin,
    publish,
    read_export,
)
from comity.register import trust
from comity.register.trust import TrustList

app = answer.group("Whose keys count: export, publish, load.")

Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file too.")]


@app.command("export")
def export(
    kind: Annotated[
        list[str] | None, typer.Option(help="Kind of act this node issues; all if left out.")
    ] = None,
    out: Out = None,
) -> None:
    """Tell this node's public keys: a file for whoever publishes the trust list."""
    opened = node()
    made = own_export(opened, kind or list(kinds_in(opened.packs())))
    path = peer.post(opened, f"{opened.name}.keys.json", made.to_text().encode())
    if out:
        files.write_file(out, made.to_text().encode())
    keys = {role: key.kid.hex() for role, key in made.keys.items()}
    told: dict[str, object] = {"file": str(out or path), "name": made.name, "kinds": made.kinds, "keys": keys}
    told["fingerprint"] = made.keys["anchor"].thumbprint()
    answer.tell(told, _keys(made.name, made), answer.words("cli.exported", file=str(out or path)))


@app.command("publish")
def published(
    exports: Annotated[list[Path], typer.Argument(metavar="KEYS...", help="Keys files of all nodes.")],
    domain: Annotated[str, typer.Option(help="Name of the trust domain.")] = "comity",
    days: Annotated[int, typer.Option(min=1, help="Days the list stands.")] = 365,
    status_days: Annotated[int, typer.Option(min=1, help="Days a status list counts as fresh.")] = 7,
    out: Out = None,
) -> None:
    """Sign the next trust list over these keys with this node's anchor, and take it."""
    opened = node()
    read = [read_export(path.name, files.read_text(path)) for path in exports]
    token = publish(opened, read, Terms(domain, days, status_days))
    listed = needed_list(opened)
    path = peer.post(opened, f"{domain}-{listed.version}.trust", token)
    if out:
        files.write_file(out, token)
    told = {"file": str(out or path), **_told(listed)}
    words = answer.words("cli.published", file=str(out or path), version=listed.version)
    answer.tell(told, *(_keys(each.name, each) for each in read), words)


@app.command("load")
def load(
    given: Annotated[Path, typer.Argument(metavar="FILE", help="Trust list.")],
    anchor: Annotated[Path | None, typer.Option(metavar="KEYS", help="Keys file of who signed it.")] = None,
    fingerprint: Annotated[
        str, typer.Option(metavar="HEX", help="Its anchor, as its owner reads it out.")
    ] = "",
) -> None:
    """Take a trust list. The first time, name the anchor it is signed by and its fingerprint."""
    opened = node()
    if anchor:
        key = read_export(anchor.name, files.read_text(anchor)).keys["anchor"]
        if key.thumbprint().hex() != fingerprint.strip().lower():
            raise InputError("cli.fingerprint", path="--fingerprint", given=fingerprint[:80])
        pin(opened, key)
    listed = accept(opened, files.read_bytes(given, trust.MOST_BYTES))
    answer.tell(_told(listed), answer.words("cli.trust_loaded", domain=listed.domain, version=listed.version))


@app.command("show")
def show() -> None:
    """Show the trust list that counts here."""
    listed = needed_list(node())
    headings = [answer.words(f"cli.{name}") for name in ("holder", "role", "key", "kinds", "since")]
    rows = [
        (
            key.holder,
            key.role.value,
            key.key.kid.hex(),
            ", ".join(sorted(key.kinds)) or key.name,
            moment(key.since),
        )
        for key in listed.keys.values()
    ]
    title = answer.words(
        "cli.trust_title", domain=listed.domain, version=listed.version, expires=moment(listed.expires)
    )
    answer.tell(_told(listed), answer.table(title, headings, rows))


def _told(listed: TrustList) -> dict[str, object]:
    return {
        "domain": listed.domain,
        "version": listed.version,
        "issued": listed.issued,
        "expires": listed.expires,
        "kinds": {name: kind.approvals for name, kind in listed.kinds.items()},
        "keys": [
            {
                "kid": key.key.kid,
                "holder": key.holder,
                "role": key.role.value,
                "kinds": sorted(key.kinds),
                "name": key.name,
                "since": key.since,
            }
            for key in listed.keys.values()
        ],
    }


def _keys(title: str, export: Export) -> Table:
    headings = [answer.words("cli.role"), answer.words("cli.fingerprint_heading")]
    return answer.table(
        title, headings, [(role, key.thumbprint().hex()) for role, key in export.keys.items()]
    )
