"""The log of an open node: its acts numbered, its state signed and published, one process at a time."""

import time

from comity.node import log
from comity.node.database import NodeDatabase
from comity.node.log import Log
from comity.node.models import Waiting
from comity.node.node import Node
from comity.node.shelf import Folder
from comity.node.trusted import signing_key
from comity.register.trust import Role

SHELF = "log"
_PATIENCE_S, _POLL_S = 5.0, 0.05


def own_log(node: Node) -> Log:
    """The log of the node: its keys from the vault, its tiles in the home."""
    names = node.vault.names(Role.LOG.value)
    return Log(
        origin=node.origin,
        key=signing_key(node, Role.LOG),
        database=NodeDatabase(),
        shelf=Folder(node.home / SHELF),
        now=node.clock.now,
        older=tuple(node.vault.key(name).public for name in names),
    )


def number_acts(node: Node) -> int:
    """Give every act that has none its number in the log, and publish the state; how many were numbered.

    A node with peers leaves that to its worker, which asks them first whether this database is an old backup:
    here it is only waited for, some seconds at most.
    """
    if node.config.peers:
        return _wait()
    own = own_log(node)
    done = log.number_acts(own)
    log.publish(own)
    return done


def _wait() -> int:
    before, until = Waiting.objects.count(), time.monotonic() + _PATIENCE_S
    while (left := Waiting.objects.count()) and time.monotonic() < until:
        time.sleep(_POLL_S)
    return max(before - left, 0)
