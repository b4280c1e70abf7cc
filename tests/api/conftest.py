"""One node that answers HTTP, and the keys of another that the tests hold themselves."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from comity.api.public import Public
from comity.basis.dates import Day
from comity.node import docket, exports, sequencer, trusted
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.docket import Draft
from comity.node.node import Node, init_node
from comity.node.officials import add_official
from comity.register import trust
from comity.register.keys import ED25519, PrivateKey
from comity.register.trust import Role, TrustedKey, TrustList, by_kid

DAY = Day(2026, 11, 21)
NOW = Clock(DAY).now()
KINDS = (Path(__file__).parents[1] / "acts.md").read_text("utf-8")
NAME = "/body/holder/name"
ANCHOR, LOG, WITNESS, CALLER = (PrivateKey(ED25519, bytes([n]) * 32) for n in range(1, 5))
OTHER, ORIGIN = "b.example", "b.example/2026"


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[..., Told]


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    folder = tmp_path / "packs" / "test"
    folder.mkdir(parents=True)
    (folder / "acts.md").write_text(KINDS, encoding="utf-8")
    config = Config("a.example", "a.example/2026", "test", pack_folder=str(folder.parent), example=True)
    made = init_node(tmp_path / "a", config, Clock(DAY))
    add_official(made, "Anna", "drafter")
    add_official(made, "Boris", "approver")
    trusted.pin(made, ANCHOR.public)
    trusted.accept(made, trust_list(made))
    yield made
    made.close()


@pytest.fixture
def ask(node: Node) -> Ask:
    app = Public(node)
    return lambda *asked, **more: call(app, *asked, **more)


def trust_list(node: Node) -> bytes:
    others = [
        TrustedKey(LOG.public, OTHER, Role.LOG, NOW - 10, name=ORIGIN),
        TrustedKey(WITNESS.public, OTHER, Role.WITNESS, NOW - 10, name=OTHER),
        TrustedKey(CALLER.public, OTHER, Role.CALLER, NOW - 10, name=OTHER),
    ]
    own = exports.own_export(node, ["test.permit"]).keys
    kinds = trusted.kinds_in(node.packs())
    listed = TrustList("test", 1, NOW, NOW + 86_400, by_kid([*own, *others]), kinds, 86_400)
    return trust.seal(listed, [node.vault.key("anchor"), ANCHOR])


def issue(node: Node) -> str:
    """An act that speaks of a person, in the log and published; its id."""
    case = docket.open_case(node, "test", "x", {}, DAY)
    draft = Draft("test.permit", {"id": "x"}, {"holder": {"name": "Пример"}}, DAY, personal=(NAME,))
    digest = docket.propose(node, case.number, draft, "Anna")
    docket.approve(node, case.number, digest, "Boris")
    made = docket.issue(node, case.number, 2).id.hex()
    sequencer.number_acts(node)
    return made


def call(app: Public, method: str, path: str, body: bytes = b"", **more: Any) -> Told:
    told: list[Told] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        **more,
    }

    def start(line: str, headers: list[tuple[str, str]]) -> None:
        told.append(Told(int(line.split()[0]), dict(headers), b""))

    data = b"".join(app(environ, start))
    return Told(told[0].status, told[0].headers, data)
