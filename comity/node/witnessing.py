"""The duty of a node to have its log cosigned (C2SP tlog-witness)."""

from dataclasses import dataclass

from django.db import connection

from comity.basis.errors import PeerError
from comity.exchange.witness import Request
from comity.node import cosigning, ledger
from comity.node.duty import Standing, Wire, guarded, note_ahead
from comity.node.node import Node
from comity.node.peer import other_witnesses
from comity.node.sequencer import own_log
from comity.node.work import Step, Told
from comity.register import checkpoint, note
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import EMPTY_ROOT

WITNESS_S = 1.0

_OK, _CONFLICT = 200, 409
_NOTHING_SEEN = {_OK, 404}  # the witness does not know the log; a fault on the way tells nothing
_NOT_COPIED = b"witness.not_copied"


@dataclass(slots=True)
class Witnessing:
    """The duty to have this log cosigned by the witness at one address."""

    node: Node
    url: str
    wire: Wire
    standing: Standing
    seen: int | None = None
    vouched: int = 0

    def steps(self) -> list[Step]:
        """Ask when there is a state it has not vouched for."""
        return [Step(f"witness {self.url}", WITNESS_S, guarded(self.ask))]

    def ask(self) -> Told:
        """Its word for the newest published state, kept; PeerError when it gives none."""
        with connection.cursor() as cursor:
            newest = ledger.newest_checkpoint(cursor)
        if newest is None:
            self._probe()
        if newest is None or newest.size == self.vouched:
            return
        asked, (code, body) = self._asked(self.seen)
        told = _seen(code, body)
        if told is not None and told != asked.old_size:
            self.seen = told
            asked, (code, body) = self._asked(self.seen)
        size = asked.checkpoint.checkpoint.size
        if code != _OK:
            raise PeerError("work.not_cosigned", node=self.url, size=size, reason=_reason(code, body))
        lines = note.parse_lines(body.decode("utf-8", "replace"))
        given = asked.checkpoint.with_lines(*lines)
        known = cosigning.keep(own_log(self.node), given, other_witnesses(self.node))
        self.seen = self.vouched = size
        self.standing.hear(self.url)
        yield "work.cosigned", {"witness": known.name, "size": size}

    def _probe(self) -> None:
        # an empty database may be an old backup too: the witness is asked with a state of no entries
        if self.seen is not None:
            return
        own = own_log(self.node)
        nothing = checkpoint.sign(Checkpoint(own.origin, 0, EMPTY_ROOT), own.key)
        code, body = self.wire.add_checkpoint(self.url, Request(0, (), nothing).text().encode())
        told = _seen(code, body)
        if told:
            note_ahead(self.node, self.standing, self.url, {"size": 0, "told": told})
            raise PeerError("peer.ahead", node=self.url, told=told, size=0)
        if told is None and code not in _NOTHING_SEEN and body.strip() != _NOT_COPIED:
            raise PeerError("wire.status", node=self.url, path="add-checkpoint", status=code)
        self.seen = 0
        self.standing.hear(self.url)

    def _asked(self, seen: int | None) -> tuple[Request, tuple[int, bytes]]:
        own = own_log(self.node)
        try:
            asked = cosigning.request(own, seen)
        except PeerError as fault:
            self.seen = None  # next time it is asked anew: it may have been wrong
            note_ahead(self.node, self.standing, self.url, fault.facts)
            raise
        if asked is None:
            raise PeerError("work.not_cosigned", node=self.url, size=0, reason="-")
        return asked, self.wire.add_checkpoint(self.url, asked.text().encode())


def _seen(code: int, body: bytes) -> int | None:
    # the size a conflict tells (C2SP tlog-witness); None for any other answer
    text = body.strip()
    return int(text) if code == _CONFLICT and text.isdigit() and len(text) < 20 else None


def _reason(code: int, body: bytes) -> str:
    told = body.decode("ascii", "replace").strip()
    return f"{code} {told[:80]}"
