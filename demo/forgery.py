"""What a thief can do who has a backup of a node with its keys: another history of the same log.

`python -m demo.forgery FOLDER` lets the node in the folder, which nobody else knows of, tell in its log of a
status list that was never published, and sign the log with that in it.
"""

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

from comity.basis.dates import parse_day
from comity.node import docket, statuses
from comity.node.clock import Clock
from comity.node.docket import Draft
from comity.node.node import open_node
from demo.stage import LATER


def main() -> None:
    """Issue the act and publish the log, asking no other node first."""
    node = open_node(Path(sys.argv[1]), Clock(parse_day(LATER)))
    alone = replace(node, config=replace(node.config, peers=(), witnesses=()))
    body = {"digest": hashlib.sha256(b"nothing withdrawn").digest(), "issued_at": node.clock.now(), "size": 8}
    docket.issue_unasked(alone, Draft(statuses.KIND, {"uri": docket.status_uri(node)}, body))


if __name__ == "__main__":
    main()
