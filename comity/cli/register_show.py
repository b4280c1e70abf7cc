"""`comity register show` of an act that came from another log: what it says, and how it stands here."""

from comity.basis.errors import ProofError
from comity.cli import answer, register_known, verdict
from comity.node import known
from comity.node.database import NodeDatabase
from comity.node.entries import Found
from comity.register import act
from comity.register.act import Act


def imported(found: Found) -> None:
    """Show an imported entry; one of an unknown kind, or in no known form, as that."""
    day, says = answer.day(), _act(found)
    with NodeDatabase().transaction() as cursor:
        held = known.standing(cursor, found.leaf_hash, day, known.EVER)
    standing = known.told(held, found.leaf_hash, day, known.EVER)
    told = {
        "id": found.act or None,
        "log": found.origin,
        "number": found.number,
        "leaf": found.leaf_hash,
        "recorded_at": found.recorded_at,
        "standing": held.standing,
        "facts": standing["facts"],
        "act": says,
    }
    at = verdict.moment(found.recorded_at)
    parts = [answer.words("cli.imported", number=found.number or 0, origin=found.origin, at=at)]
    rows = [(answer.words("cli.act"), found.act), *(verdict.statement(says) if says else [])]
    title = answer.words("cli.states" if held.standing in known.HOLDS else "cli.claims")
    table = answer.table(title, ["", ""], rows) if says else None
    body = table or answer.words("cli.imported_bytes", bytes=len(found.leaf))
    answer.tell(told, *parts, body, *register_known.shown(standing))


def _act(found: Found) -> Act | None:
    try:
        return act.read(found.leaf).act
    except ProofError:
        return None
