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
        if code == _CONFLICT and _size(body) != asked.old_size:
            self.seen = _size(body)
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
        if code == _CONFLICT and _size(body) > 0:
            note_ahead(self.node, self.standing, self.url, {"size": 0, "told": _size(body)})
            raise PeerError("peer.ahead", node=self.url, told=_size(body), size=0)
        self.seen = 0
        self.standing.hear(self.url)

    def _asked(self, seen: int | None) -> tuple[Request, tuple[int, bytes]]:
        own = own_log(self.node)
        try:
            asked = cosigning.request(own, seen)
        except PeerError as fault:
            note_ahead(self.node, self.standing, self.url, fault.facts)
            raise
        if asked is None:
            raise PeerError("work.not_cosigned", node=self.url, size=0, reason="-")
        return asked, self.wire.add_checkpoint(self.url, asked.text().encode())


def _size(body: bytes) -> int:
    text = body.strip()
    return int(text) if text.isdigit() and len(text) < 20 else -1


def _reason(code: int, body: bytes) -> str:
    told = body.decode("ascii", "replace").strip()
    return f"{code} {told[:80]}"
