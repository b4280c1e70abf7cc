"""What the duties of a node have in common: how others are reached, and whether they know more of its log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.db import DatabaseError, close_old_connections

from comity.basis.errors import Fact, ProofError, StateError
from comity.node import ledger, wire
from comity.node.database import NodeDatabase
from comity.node.node import Node
from comity.node.source import Source
from comity.node.work import Told


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
    """What others said of this log: while one holds more of it, or other acts, nothing is numbered.

    `unheard`: since the node started nobody has said that it is not an old backup.
    """

    unheard: bool = False
    ahead: dict[str, ProofError | StateError] = field(default_factory=dict)

    def hear(self, url: str) -> None:
        """The node at this address knows no more of this log than is here."""
        self.ahead.pop(url, None)
        self.unheard = False

    def refuse(self) -> None:
        """Raise what speaks against going on."""
        for fault in list(self.ahead.values()):
            raise fault
        if self.unheard:
            raise StateError("work.unheard")


def guarded(run: Callable[[], Told]) -> Callable[[], Told]:
    """The step on a connection of its own; a database that does not answer is a StateError."""

    def with_database() -> Told:
        close_old_connections()
        try:
            yield from run()
        except DatabaseError as fault:
            raise StateError("work.database", reason=type(fault).__name__) from fault
        finally:
            close_old_connections()

    return with_database


def as_worker(node: Node, standing: Standing) -> Node:
    """The node as it numbers acts itself: one with peers leaves that to its worker, which is here."""
    standing.refuse()
    return replace(node, config=replace(node.config, peers=()))


def note_ahead(node: Node, standing: Standing, url: str, facts: Mapping[str, Fact]) -> None:
    """Stop the numbering, with an alarm: the node at this address knows more of this log."""
    size, told = facts.get("size", 0), facts.get("told", facts.get("published", 0))
    stop_numbering(node, standing, url, StateError("log.behind", published=told, size=size))


def stop_numbering(node: Node, standing: Standing, url: str, fault: ProofError | StateError) -> None:
    """Number nothing until the node at this address says otherwise, and raise an alarm."""
    standing.ahead[url] = fault
    with NodeDatabase().transaction() as cursor:
        ledger.raise_alarm(cursor, node.origin, fault.code, fault.facts, node.clock.now(), "", freezes=False)
