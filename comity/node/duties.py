"""What a node does by itself: publishes its log, has it cosigned, takes the logs and lists of its peers.

Before anything is numbered, every peer and witness that answers is asked how much of this log it knows: a
database that was put back from an old backup would else give numbers again that were given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.db import DatabaseError, close_old_connections, connection

from comity.basis.errors import Fact, PeerError, ProofError, StateError
from comity.exchange import witness
from comity.exchange.witness import Request
from comity.node import cosigning, importer, ledger, log, recover, statuses, trust_log, wire
from comity.node.database import NodeDatabase
from comity.node.importer import MOST_NOTE_BYTES, Importer, Pulled
from comity.node.models import TrustVersion
from comity.node.node import Node
from comity.node.peer import other_witnesses
from comity.node.sequencer import own_log
from comity.node.source import Source
from comity.node.trusted import current_list, held_edition, needed_list
from comity.node.work import Step, Told
from comity.register import checkpoint, note, status, trust
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import EMPTY_ROOT

PUBLISH_S, WITNESS_S, PULL_S, LISTS_S = 1.0, 1.0, 2.0, 60.0
MOST_WAITING = log.BATCH  # acts that are published at once, without waiting for the second

_OK, _CONFLICT = 200, 409


class Wire(Protocol):
    """How other nodes are reached: over HTTP, or not at all in a test."""

    def source(self, url: str) -> Source:
        """The files under an address."""

    def add_checkpoint(self, url: str, body: bytes) -> tuple[int, bytes]:
        """What the witness at an address answers: status and body."""


class Http:
    """Other nodes over HTTP."""

    def source(self, url: str) -> Source:
        """The files under an address."""
        return wire.HttpSource(url)

    def add_checkpoint(self, url: str, body: bytes) -> tuple[int, bytes]:
        """What the witness at an address answers: status and body."""
        return wire.add_checkpoint(url, body)


@dataclass(slots=True)
class Standing:
    """What others said of this log: while one of them holds more of it, nothing is numbered."""

    ahead: dict[str, StateError] = field(default_factory=dict)

    def refuse(self) -> None:
        """Raise what speaks against going on."""
        for fault in list(self.ahead.values()):
            raise fault


@dataclass(slots=True)
class Publishing:
    """The duty to this node's own log."""

    node: Node
    standing: Standing
    told_status: bool = False

    def steps(self) -> list[Step]:
        """Publish, and sign the status list anew when it has changed."""
        return [
            Step("publish", PUBLISH_S, _guarded(self.publish), _hurries),
            Step("status", LISTS_S, _guarded(self.log_status), self._may_tell_status),
        ]

    def publish(self) -> Told:
        """Number what waits and publish the state, when there is something new."""
        self.standing.refuse()
        if not _waits(1) and _is_published(self.node):
            return
        own = own_log(self.node)
        log.number_acts(own)
        held = log.publish(own)
        if held:
            yield "work.published", {"origin": own.origin, "size": held.size}

    def log_status(self) -> Told:
        """Let the log tell the digest of the status list as it is now."""
        if current_list(self.node):
            statuses.publish(_worker(self.node, self.standing))
            self.told_status = True
        return ()

    def _may_tell_status(self) -> bool:
        return not self.told_status and _has_trust_list()


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
        return [Step(f"witness {self.url}", WITNESS_S, _guarded(self.ask))]

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
        self.standing.ahead.pop(self.url, None)
        yield "work.cosigned", {"witness": known.name, "size": size}

    def _probe(self) -> None:
        # an empty database may be an old backup too: the witness is asked with a state of no entries
        if self.seen is not None:
            return
        own = own_log(self.node)
        nothing = checkpoint.sign(Checkpoint(own.origin, 0, EMPTY_ROOT), own.key)
        code, body = self.wire.add_checkpoint(self.url, Request(0, (), nothing).text().encode())
        if code == _CONFLICT and _size(body) > 0:
            _note_ahead(self.node, self.standing, self.url, {"size": 0, "told": _size(body)})
            raise PeerError("peer.ahead", node=self.url, told=_size(body), size=0)
        self.seen = 0

    def _asked(self, seen: int | None) -> tuple[Request, tuple[int, bytes]]:
        own = own_log(self.node)
        try:
            asked = cosigning.request(own, seen)
        except PeerError as fault:
            _note_ahead(self.node, self.standing, self.url, fault.facts)
            raise
        if asked is None:
            raise PeerError("work.not_cosigned", node=self.url, size=0, reason="-")
        return asked, self.wire.add_checkpoint(self.url, asked.text().encode())


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
            Step(f"pull {self.url}", PULL_S, _guarded(self.pull)),
            Step(f"trust {self.url}", LISTS_S, _guarded(self.take_trust), lambda: "trust" in self.due),
            Step(f"status {self.url}", LISTS_S, _guarded(self.take_status), lambda: "status" in self.due),
        ]

    def comparison(self) -> Step:
        """Its copy of this log must not go beyond this log."""
        return Step(f"compare {self.url}", PULL_S, _guarded(self.compare))

    def compare(self) -> Told:
        """Stop the numbering while the peer holds more of this log than the database."""
        if self.compared:
            return ()
        copy = self.wire.source(wire.mirror_url(self.url, self.node.origin))
        try:
            recover.refuse_old(own_log(self.node), copy)
        except StateError as fault:
            _note_ahead(self.node, self.standing, self.url, fault.facts)
            raise
        self.compared = True
        self.standing.ahead.pop(self.url, None)
        return ()

    def pull(self) -> Told:
        """What its log published since the last time."""
        own = self._importer()
        if own is None:
            return
        if self.examined_by not in (0, own.trust.version):
            yield "work.reexamined", {"origin": own.origin, "count": importer.reprocess(own)}
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
        for version in range(held.listed.version + 1, trust.unsafe_read(newest).version + 1):
            token = self._fetch(f"trust/{version}", trust.MOST_BYTES)
            if token is None:
                raise PeerError("wire.status", node=self.url, path=f"trust/{version}", status=404)
            listed = trust_log.load(_worker(self.node, self.standing), token)
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
        self.origin = self.origin or _origin(self.url, source)
        if not self.origin:
            return None  # it has published nothing yet
        if self.origin not in witness.known_logs(listed, self.node.name, self.node.clock.now()):
            raise PeerError("work.unknown_log", node=self.url, origin=self.origin)
        return Importer(
            self.origin, listed, NodeDatabase(), source, self.node.clock.now, importer.examine_each
        )


@dataclass(frozen=True, slots=True)
class Duties:
    """All that one node does by itself; `first` is taken once before the lanes."""

    first: list[Step]
    lanes: list[list[Step]]


def duties(node: Node, over: Wire) -> Duties:
    """The duties of a node towards the peers and witnesses of its settings."""
    standing = Standing()
    pulling = [Pulling(node, url.rstrip("/"), over, standing) for url in node.config.peers]
    witnessing = [Witnessing(node, url.rstrip("/"), over, standing) for url in node.config.witnesses]
    asking = [each.steps() for each in witnessing]
    first = [*(each.comparison() for each in pulling), *(step for steps in asking for step in steps)]
    return Duties(first, [Publishing(node, standing).steps(), *(each.steps() for each in pulling), *asking])


def _guarded(run: Callable[[], Told]) -> Callable[[], Told]:
    def guarded() -> Told:
        close_old_connections()
        try:
            yield from run()
        except DatabaseError as fault:
            raise StateError("work.database", reason=type(fault).__name__) from fault
        finally:
            close_old_connections()

    return guarded


def _worker(node: Node, standing: Standing) -> Node:
    """The node as it numbers acts itself: one with peers leaves that to its worker, which is here."""
    standing.refuse()
    return replace(node, config=replace(node.config, peers=()))


def _waits(least: int) -> bool:
    with connection.cursor() as cursor:  # no transaction: on SQLite it would wait for the write lock
        return len(ledger.waiting(cursor, least)) >= least


def _hurries() -> bool:
    try:
        return _waits(MOST_WAITING)
    except DatabaseError:
        return False  # the step itself will tell


def _has_trust_list() -> bool:
    try:
        return TrustVersion.objects.exists()
    except DatabaseError:
        return False  # the step itself will tell


def _is_published(node: Node) -> bool:
    own = own_log(node)
    shown = log.published(own)
    with connection.cursor() as cursor:
        size = ledger.size(cursor)
    return shown.checkpoint.size == size if shown else size == 0


def _note_ahead(node: Node, standing: Standing, url: str, facts: Mapping[str, Fact]) -> None:
    size, told = facts.get("size", 0), facts.get("told", facts.get("published", 0))
    standing.ahead[url] = StateError("log.behind", published=told, size=size)
    with NodeDatabase().transaction() as cursor:
        found = {"published": told, "size": size}
        ledger.raise_alarm(cursor, node.origin, "log.behind", found, node.clock.now(), "", freezes=False)


def _origin(url: str, source: Source) -> str:
    data = source.fetch("checkpoint", MOST_NOTE_BYTES)
    try:
        return checkpoint.read(data.decode()).checkpoint.origin if data else ""
    except (ProofError, UnicodeDecodeError) as fault:
        raise PeerError("work.no_log", node=url) from fault


def _stopped(url: str, pulled: Pulled) -> PeerError:
    return PeerError(
        "work.not_imported", node=url, origin=pulled.origin, size=pulled.size, reason=pulled.code
    )


def _size(body: bytes) -> int:
    text = body.strip()
    return int(text) if text.isdigit() and len(text) < 20 else -1


def _reason(code: int, body: bytes) -> str:
    told = body.decode("ascii", "replace").strip()
    return f"{code} {told[:80]}"
