"""The duty of a node to take over what a peer publishes: its log, trust lists, its status list."""

from dataclasses import dataclass, field

from comity.basis.errors import PeerError, ProofError, StateError
from comity.exchange import witness
from comity.node import importer, recover, statuses, trust_log, wire
from comity.node.algorithms import INSTALLED
from comity.node.database import NodeDatabase
from comity.node.duty import Standing, Wire, as_worker, guarded, note_ahead, stop_numbering
from comity.node.importer import MOST_NOTE_BYTES, Importer, Pulled
from comity.node.node import Node
from comity.node.sequencer import own_log
from comity.node.shelf import CHECKPOINT
from comity.node.source import Source
from comity.node.trusted import current_list, held_edition, needed_list
from comity.node.work import Step, Told
from comity.register import checkpoint, status, trust

PULL_S, LISTS_S = 2.0, 60.0


@dataclass(slots=True)
class Pulling:
    """The duty to take over the log and the lists of the peer at one address."""

    node: Node
    url: str
    wire: Wire
    standing: Standing
    origin: str = ""
    compared: bool = False
    examined_by: int = 0
    due: set[str] = field(default_factory=set)

    def steps(self) -> list[Step]:
        """Compare with its copy of this log until it answered once, take its log, take its lists.

        A log tells of each new list, so the lists are taken as soon as something new was imported.
        """
        return [
            self.comparison(),
            Step(f"pull {self.url}", PULL_S, guarded(self.pull)),
            Step(f"trust {self.url}", LISTS_S, guarded(self.take_trust), lambda: "trust" in self.due),
            Step(f"status {self.url}", LISTS_S, guarded(self.take_status), lambda: "status" in self.due),
        ]

    def comparison(self) -> Step:
        """Its copy of this log must not go beyond this log."""
        return Step(f"compare {self.url}", PULL_S, guarded(self.compare))

    def compare(self) -> Told:
        """Stop the numbering while the peer holds more of this log than the database, or other acts.

        It holds what this log has signed, so it cannot make that up.
        """
        if self.compared:
            return ()
        copy = self.wire.source(wire.mirror_url(self.url, self.node.origin))
        try:
            recover.refuse_old(own_log(self.node), copy)
        except StateError as fault:
            note_ahead(self.node, self.standing, self.url, fault.facts)
            raise
        except ProofError as fault:
            if fault.code == "log.acts_differ":
                stop_numbering(self.node, self.standing, self.url, fault)
            raise
        self.compared = True
        self.standing.hear(self.url)
        return ()

    def pull(self) -> Told:
        """What its log published since the last time."""
        own = self._importer()
        if own is None:
            return
        if self.examined_by != own.trust.version and importer.needs_examining(own):
            if changed := importer.reprocess(own):
                yield "work.reexamined", {"origin": own.origin, "count": changed}
            importer.note_examined(own)
        self.examined_by = own.trust.version
        pulled = importer.pull_log(own)
        if pulled.code:
            raise _stopped(self.url, pulled)
        if pulled.size > pulled.before:
            self.due |= {"trust", "status"}
            yield "work.imported", {"origin": own.origin, "before": pulled.before, "size": pulled.size}

    def take_trust(self) -> Told:
        """The trust lists that follow the one held, each after the other."""
        self.due.discard("trust")
        held, newest = held_edition(), self._fetch("trust", trust.MOST_BYTES)
        if held is None or newest is None:
            return
        for version in range(held.listed.version + 1, trust.unsafe_read(newest, INSTALLED).version + 1):
            token = self._fetch(f"trust/{version}", trust.MOST_BYTES)
            if token is None:
                raise PeerError("wire.status", node=self.url, path=f"trust/{version}", status=404)
            listed = trust_log.load(as_worker(self.node, self.standing), token)
            yield "work.trust_taken", {"domain": listed.domain, "version": listed.version}

    def take_status(self) -> Told:
        """Its status list, kept for checks offline."""
        self.due.discard("status")
        token = self._fetch("status", status.MOST_TOKEN_BYTES)
        if token is not None and current_list(self.node):
            statuses.keep(self.node, token)
        return ()

    def _fetch(self, path: str, most_bytes: int) -> bytes | None:
        return self.wire.source(self.url).fetch(path, most_bytes)

    def _importer(self) -> Importer | None:
        listed = needed_list(self.node)
        source = self.wire.source(f"{self.url}/log")
        origin = self.origin or _origin(self.url, source)
        if not origin:
            return None  # it has published nothing yet
        if origin not in witness.known_logs(listed, self.node.name, self.node.clock.now()):
            raise PeerError("work.unknown_log", node=self.url, origin=origin)
        self.origin = origin  # what nobody listed is asked for again: it may have been another's answer
        return Importer(
            self.origin, listed, NodeDatabase(), source, self.node.clock.now, importer.examine_each
        )


def _origin(url: str, source: Source) -> str:
    data = source.fetch(CHECKPOINT, MOST_NOTE_BYTES)
    try:
        return checkpoint.read(data).checkpoint.origin if data else ""
    except ProofError as fault:
        raise PeerError("work.no_log", node=url) from fault


def _stopped(url: str, pulled: Pulled) -> PeerError:
    return PeerError(
        "work.not_imported", node=url, origin=pulled.origin, size=pulled.size, reason=pulled.code
    )
