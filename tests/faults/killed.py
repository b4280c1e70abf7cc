"""A node as processes that are killed: `python -m tests.faults.killed HOME OTHER SEED ROUNDS`.

In each round a process issues acts, numbers, publishes, imports the other node's log, vouches for it and has
its own vouched for, without end, until it is killed (SIGKILL) at a moment drawn from the seed. It writes the
leaf hash of an act into HOME/acknowledged only once the act is stored.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from comity.basis.errors import ComityError, PeerError
from comity.exchange import witness
from comity.exchange.witness import Cosigned, Witness
from comity.node import cosigning, docket, importer, log
from comity.node.config import read_config
from comity.node.database import NodeDatabase
from comity.node.docket import Draft
from comity.node.files import write_file
from comity.node.importer import Importer, examine_each
from comity.node.node import INBOX, Node, open_node
from comity.node.sequencer import SHELF, own_log
from comity.node.shelf import Folder
from comity.node.vault import Vault
from comity.register import checkpoint
from comity.register.kinds import Kind
from comity.register.trust import Role, TrustedKey, TrustList, by_kid

KIND = "test.permit"
ACKNOWLEDGED = "acknowledged"
ASK, ANSWER = "ask", "answer"
_FOREVER = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """The published files of a node on the same machine (a Source)."""

    root: Path

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        data = Folder(self.root).get(path)
        if data is not None and len(data) > most_bytes:
            raise PeerError("wire.too_much", node=path, limit=most_bytes, seconds=0)
        return data


@dataclass(frozen=True, slots=True)
class Living:
    """An open node beside the home of the other, and the keys of both."""

    node: Node
    other: Path
    trust: TrustList

    def issue(self, count: int = 1) -> None:
        """Store acts and, only then, acknowledge them."""
        rows = docket.store_unasked(self.node, [Draft(KIND, {"id": os.urandom(8).hex()}, {})] * count)
        with (self.node.home / ACKNOWLEDGED).open("a") as told:
            told.writelines(f"{bytes(row.leaf_hash).hex()}\n" for row in rows)
            told.flush()
            os.fsync(told.fileno())

    def publish(self) -> None:
        log.number_acts(own_log(self.node))
        log.publish(own_log(self.node))

    def pull(self) -> None:
        origin, source = read_config(self.other).origin, Shown(self.other / SHELF)
        importer.pull_log(
            Importer(origin, self.trust, NodeDatabase(), source, self.node.clock.now, examine_each)
        )

    def ask(self) -> None:
        """Leave a request with the other node."""
        if asked := cosigning.request(own_log(self.node)):
            write_file(self.other / INBOX / ASK, asked.text().encode())

    def answer(self) -> None:
        """Vouch for what the other asked, as far as this node has a copy; tell it how far else."""
        path = self.node.home / INBOX / ASK
        if path.is_file():
            self.pull()
            logs = witness.known_logs(self.trust, self.node.name, self.node.clock.now())
            own = Witness(self.node.name, self.node.vault.key("witness"), logs)
            asked = witness.parse(path.read_bytes())
            origin = asked.checkpoint.checkpoint.origin
            given = cosigning.vouch(own, NodeDatabase(), asked, self.node.clock.now(), {origin})
            told = str(asked.checkpoint.with_lines(given.line)) if isinstance(given, Cosigned) else given.size
            write_file(self.other / INBOX / ANSWER, str(told).encode())

    def keep(self) -> None:
        """Take the other node's answer, or ask again from where it is."""
        path = self.node.home / INBOX / ANSWER
        if path.is_file():
            told = path.read_text("utf-8")
            if told.isdigit():
                asked = cosigning.request(own_log(self.node), int(told))
                if asked:
                    write_file(self.other / INBOX / ASK, asked.text().encode())
                return
            witnesses = [each for each in self.trust.keys.values() if each.role is Role.WITNESS]
            others = [each for each in witnesses if each.holder != self.node.name]
            cosigning.keep(own_log(self.node), checkpoint.read(told), others)


def opened(home: Path, other: Path) -> Living:
    """The node of a home, as this process has it."""
    keys = [*_keys(home), *_keys(other)]
    trust = TrustList("test", 1, 0, _FOREVER, by_kid(keys), {KIND: Kind(KIND)}, 86_400)
    return Living(open_node(home), other, trust)


def _keys(home: Path) -> list[TrustedKey]:
    config = read_config(home)
    vault = Vault((home / config.vault).resolve())
    names = {Role.LOG: config.origin, Role.WITNESS: config.name, Role.ISSUER: ""}
    kinds = {Role.ISSUER: frozenset({KIND})}
    return [
        TrustedKey(vault.key(role.value).public, config.name, role, 0, kinds.get(role, frozenset()), name)
        for role, name in names.items()
    ]


def live(home: Path, other: Path, draw: random.Random) -> None:
    """Work without end, in any order; what fails is tried again."""
    living = opened(home, other)
    steps: list[Callable[[], None]] = [
        living.issue,
        lambda: living.issue(draw.choice((2, 40))),
        living.publish,
        living.pull,
        living.ask,
        living.answer,
        living.keep,
    ]
    while True:
        with suppress(ComityError):
            draw.choice(steps)()


def main(home: Path, other: Path, seed: int, rounds: int) -> None:
    """Let one process after another live and die."""
    draw = random.Random(seed)
    for number in range(rounds):
        child = os.fork()
        if not child:
            live(home, other, random.Random(seed * 1000 + number))
        time.sleep(draw.uniform(0.03, 0.3))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
