"""The duty of a node to its own log: published within a second, and its status list told by it."""

from dataclasses import dataclass

from django.db import DatabaseError, connection

from comity.node import ledger, log, statuses
from comity.node.duty import Standing, as_worker, guarded
from comity.node.models import TrustVersion
from comity.node.node import Node
from comity.node.sequencer import own_log
from comity.node.trusted import current_list
from comity.node.work import Step, Told

PUBLISH_S, STATUS_S = 1.0, 60.0
MOST_WAITING = log.BATCH  # acts that are published at once, without waiting for the second


@dataclass(slots=True)
class Publishing:
    """The duty to this node's own log."""

    node: Node
    standing: Standing
    told_status: bool = False

    def steps(self) -> list[Step]:
        """Publish, and sign the status list anew when it has changed."""
        return [
            Step("publish", PUBLISH_S, guarded(self.publish), _hurries),
            Step("status", STATUS_S, guarded(self.log_status), self._may_tell_status),
        ]

    def publish(self) -> Told:
        """Number what waits and publish the state, when there is something new and others have been heard."""
        if self.standing.unheard:
            return  # whoever does not answer is told of by the step that asks
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
        if current_list(self.node) and not self.standing.unheard:
            statuses.publish(as_worker(self.node, self.standing))
            self.told_status = True
        return ()

    def _may_tell_status(self) -> bool:
        return not (self.told_status or self.standing.unheard) and _has_trust_list()


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
    if shown is None:
        return size == 0
    return shown.checkpoint.size == size and shown.signed_by(own.key.public)  # its key may be a new one
