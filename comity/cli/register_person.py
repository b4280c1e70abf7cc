"""`comity register person`: what acts say of persons, given for a purpose or erased."""

from pathlib import Path
from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import answer, register_ask
from comity.cli.home import node
from comity.cli.register_standing import Confirm, Name, Official, Reason, read_digest
from comity.node import disclosures, erasure, files, renderings
from comity.node.models import Act
from comity.node.node import Node
from comity.node.store import carried, find_act
from comity.register import credential
from comity.register.disclosure import Disclosure

app = answer.group("Facts about persons in acts: give them for a purpose, erase them.")

CREDENTIAL, SD_JWT = "credential", "sd-jwt"

app.command("ask")(register_ask.ask)


@app.command("disclose")
def disclose(
    act: Name,
    path: Annotated[list[str], typer.Option(metavar="PATH", help="Fact, as /body/driver/name; repeatable.")],
    reader: Annotated[str, typer.Option(metavar="NAME", help="Who gets it.")],
    purpose: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")],
    form: Annotated[str, typer.Option("--as", metavar="FORM", help="credential or sd-jwt.")] = CREDENTIAL,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file too.")] = None,
) -> None:
    """Give chosen facts about a person with their act. Reader, purpose and places are written down."""
    if form not in (CREDENTIAL, SD_JWT):
        raise InputError("cli.form", path="--as", value=form[:40], expected=(CREDENTIAL, SD_JWT))
    opened, row = node(), find_act(act)
    shown = disclosures.given(opened, row, path, reader, purpose)
    text = _written(opened, row, shown, form)
    if out:
        files.write_file(out, f"{text}\n".encode())
    told = {"act": row.id, "reader": reader, "purpose": purpose, "paths": [each.path for each in shown]}
    words = answer.words("cli.disclosed_to", reader=reader, count=len(shown))
    answer.tell({**told, "text": text}, words, text)


@app.command("erase")
def erase(act: Name, official: Official, reason: Reason = "", confirm: Confirm = "") -> None:
    """Erase what an act says of persons: one official proposes, another confirms. Act and log stay."""
    opened, row = node(), find_act(act)
    if bool(reason) == bool(confirm):
        raise InputError("cli.reason_or_confirm", path="--reason")
    if reason:
        case, digest = erasure.propose_erasure(opened, row, reason, official)
        told = {"act": row.id, "case": case.number, "digest": digest.hex()}
        answer.tell(told, answer.words("cli.erasure_proposed", **told))
        return
    erased = erasure.confirm_erasure(opened, row, read_digest(confirm), official)
    answer.tell({"act": row.id, "erased": erased}, answer.words("cli.erased", act=row.id, paths=erased))


def _written(opened: Node, row: Act, shown: tuple[Disclosure, ...], form: str) -> str:
    held = carried(opened, row)
    if form == CREDENTIAL:
        return credential.to_text(credential.disclose(held.data, shown))
    return renderings.sd_jwt_of(opened, held.text, disclosures.held(row), shown)
