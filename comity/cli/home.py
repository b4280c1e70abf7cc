"""The node a command works with."""

from comity.basis.errors import InputError
from comity.cli.asked import ASKED
from comity.node import files
from comity.node.clock import Clock
from comity.node.node import Node, open_node


def node() -> Node:
    """The node of --home or COMITY_HOME, open; InputError when none is named or there is none."""
    asked = ASKED.get()
    if asked.home is None:
        raise InputError("cli.no_home", path="--home")
    return open_node(asked.home, Clock(asked.at))


def packs() -> dict[str, str]:
    """The pack files to read law from: those of the node where one is named, else the ones shipped."""
    return node().packs() if ASKED.get().home else files.packs()
