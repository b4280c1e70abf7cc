"""What a node does by itself: publishes its log, has it cosigned, takes the logs and lists of its peers.

Before anything is numbered, every peer and witness that answers is asked how much of this log it knows: a
database that was put back from an old backup would else give numbers again that were given. Acts wait until
one has answered, or somebody says that the node may go on alone.
"""

from dataclasses import dataclass

from comity.node.duty import Standing, Wire
from comity.node.node import Node
from comity.node.publishing import Publishing
from comity.node.pulling import Pulling
from comity.node.witnessing import Witnessing
from comity.node.work import Step


@dataclass(frozen=True, slots=True)
class Duties:
    """All that one node does by itself; `first` is taken once before the lanes."""

    first: list[Step]
    lanes: list[list[Step]]


def duties(node: Node, over: Wire, alone: bool = False) -> Duties:
    """The duties of a node towards the peers and witnesses of its settings; `alone` waits for none."""
    others = (*node.config.peers, *node.config.witnesses)
    standing = Standing(unheard=bool(others) and not alone)
    pulling = [Pulling(node, url.rstrip("/"), over, standing) for url in node.config.peers]
    witnessing = [Witnessing(node, url.rstrip("/"), over, standing) for url in node.config.witnesses]
    asking = [each.steps() for each in witnessing]
    first = [*(each.comparison() for each in pulling), *(step for steps in asking for step in steps)]
    return Duties(first, [Publishing(node, standing).steps(), *(each.steps() for each in pulling), *asking])
