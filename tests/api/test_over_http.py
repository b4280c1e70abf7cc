"""The client and what a node answers, over a socket of this machine."""

import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from comity.api.public import Public
from comity.basis.errors import PeerError
from comity.exchange.witness import Request
from comity.node import importer, wire
from comity.node.node import Node
from comity.node.wire import HttpSource
from comity.register import checkpoint, note
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import Tree
from tests.api.conftest import CALLER, LOG, NAME, NOW, ORIGIN, issue


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def url(node: Node) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, Public(node), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_node_is_read_cosigned_by_and_asked_over_a_socket(node: Node, url: str) -> None:
    act = issue(node)
    source = HttpSource(f"{url}/log")
    state = checkpoint.read((source.fetch("checkpoint", importer.MOST_NOTE_BYTES) or b"").decode()).checkpoint
    leaves = list(importer.fetch_leaves(source, 0, state.size))
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    assert (tree.root(), state.origin) == (state.root, "a.example/2026")

    other = Request(0, (), checkpoint.sign(Checkpoint(ORIGIN, state.size, state.root), LOG))
    status, body = wire.add_checkpoint(f"{url}/witness", other.text().encode())
    assert (status, note.parse_lines(body.decode())[0].name) == (200, "a.example")

    asked = wire.new_request(act, (NAME,), "accident 17", "a.example", NOW)
    (shown,) = wire.ask_disclosures(url, asked, CALLER)
    assert shown.value == "Пример"
    with pytest.raises(PeerError, match=r"request\.used"):
        wire.ask_disclosures(url, asked, CALLER)
    assert HttpSource(wire.mirror_url(url, ORIGIN)).fetch("checkpoint", 100) is None
