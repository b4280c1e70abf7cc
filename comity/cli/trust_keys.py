"""`comity trust rotate` and `comity trust revoke`: keys that end."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.cli.trust_shown import handed
from comity.cli.verdict import moment
from comity.node import files, trust_draft, trusted
from comity.register import trust


def rotate(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="issuer, log, witness or status.")],
    overlap: Annotated[int, typer.Option(metavar="DAYS", min=0, help="Days the old key stays good.")] = 30,
    algorithm: Annotated[str, typer.Option(metavar="NAME", help="COSE name of its algorithm.")] = "Ed25519",
) -> None:
    """Make a new key beside the old one; it signs once a trust list names it."""
    opened = node()
    numbers = trusted.algorithm_numbers([algorithm])
    if numbers is None:
        raise InputError("cli.algorithm", path="--algorithm", value=algorithm[:40])
    name = trust_draft.rotate(opened, role, overlap, *numbers)
    kid, ends = opened.vault.key(name).public.kid, opened.vault.span(opened.vault.names(role)[1])[1]
    told = {"role": role, "name": name, "kid": kid, "old_until": ends}
    answer.tell(told, answer.words("cli.rotated", role=role, kid=kid.hex(), until=moment(ends or 0)))


def revoke(
    kid: Annotated[str, typer.Argument(metavar="KID", help="The key: 8 digits or more, see show.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    since: Annotated[
        str, typer.Option(metavar="TIME", help="Not good from then on, UTC: 2026-11-20T10:00:00; now.")
    ] = "",
    draft: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A draft to mark it in; else the list held.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file too.")] = None,
) -> None:
    """Draft the next trust list with a key revoked, signed by this node."""
    opened = node()
    base = files.read_bytes(draft, trust.MOST_BYTES) if draft else None
    time = _time(since) if since else opened.clock.now()
    handed(opened, trust_draft.revoke(opened, kid.strip(), time, reason, base), out)


def _time(text: str) -> int:
    try:
        told = datetime.fromisoformat(text.strip())
    except ValueError as fault:
        raise InputError("cli.bad_time", path="--since", value=text[:40]) from fault
    return int((told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp())
