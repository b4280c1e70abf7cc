"""`comity register bundle`: all that verifying needs in one file, and how old what it holds is."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from comity.cli import answer
from comity.cli.home import node
from comity.node import bundles, files
from comity.register import bundle as bundled
from comity.register.bundle import Grounds
from comity.register.status import StatusList
from comity.register.verify import moment


def bundle(out: Annotated[Path, typer.Option(metavar="FILE", help="Write it here.")]) -> None:
    """Pack trust list, status lists and checkpoints into one file, for verifying without a network."""
    made = bundles.make(node())
    data = bundled.pack(made)
    files.write_file(out, data)
    told: dict[str, str | int] = {
        "file": str(out),
        "bytes": len(data),
        "statuses": len(made.statuses),
        "checkpoints": len(made.checkpoints),
    }
    answer.tell({**told, "made_at": made.made_at}, answer.words("cli.bundled", **told))


def age(held: Grounds, at: int) -> dict[str, Any]:
    """How old what a bundle holds is, for machines: `made_at` is its maker's word, all else is signed."""
    return {
        "made_at": held.made_at,
        "trust": {"version": held.trust.version, "expires": held.trust.expires},
        "statuses": [
            {"uri": uri, "as_of": listed.issued_at, "fresh_until": until, "fresh": at <= until}
            for uri, listed in sorted(held.statuses.items())
            for until in [_until(held, listed)]
        ],
        "checkpoints": [
            {"origin": signed.checkpoint.origin, "size": signed.checkpoint.size}
            for signed in held.checkpoints
        ],
        "refused": [fault.code for fault in held.refused],
    }


def age_table(held: Grounds, at: int) -> Table:
    """The same for people."""
    rows = [
        (
            answer.words("cli.bundle_trust", domain=held.trust.domain, version=held.trust.version),
            answer.words("cli.bundle_until", until=moment(held.trust.expires)),
        )
    ]
    for uri, listed in sorted(held.statuses.items()):
        until = _until(held, listed)
        facts = {"as_of": moment(listed.issued_at), "until": moment(until)}
        says = answer.words("cli.bundle_fresh" if at <= until else "cli.bundle_stale", **facts)
        rows.append((answer.words("cli.bundle_status", uri=uri), says))
    rows += [
        (answer.words("cli.bundle_log", origin=head.origin), answer.words("cli.bundle_size", size=head.size))
        for head in (signed.checkpoint for signed in held.checkpoints)
    ]
    rows += [
        (answer.words("cli.bundle_refused"), answer.words(each.code, **each.facts)) for each in held.refused
    ]
    return answer.table(answer.words("cli.bundle_title", made_at=moment(held.made_at)), ["", ""], rows)


def _until(held: Grounds, listed: StatusList) -> int:
    return listed.fresh_until(held.trust.status_age)
