"""The log of an open node: its acts numbered, its state signed and published, one process at a time."""

from comity.node import log
from comity.node.database import NodeDatabase
from comity.node.log import Log
from comity.node.node import Node
from comity.node.shelf import Folder

SHELF = "log"


def own_log(node: Node) -> Log:
    """The log of the node: its key from the vault, its tiles in the home."""
    return Log(
        origin=node.origin,
        key=node.vault.key("log"),
        database=NodeDatabase(),
        shelf=Folder(node.home / SHELF),
        now=node.clock.now,
    )


def number_acts(node: Node) -> int:
    """Give every act that has none its number in the log, and publish the state; how many were numbered."""
    own = own_log(node)
    done = log.number_acts(own)
    log.publish(own)
    return done
