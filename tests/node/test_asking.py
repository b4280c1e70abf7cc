from dataclasses import replace

import pytest

from comity.basis.errors import InputError, ProofError
from comity.exchange.request import Asked
from comity.node import asking, ledger
from comity.node.database import NodeDatabase
from comity.node.ledger import ImportedEntry
from comity.node.node import Node
from comity.register import act, disclosure
from comity.register.act import Act
from comity.register.disclosure import Disclosure
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import leaf_hash

PATH, NOW = "/body/name", 100
ISSUER = PrivateKey(ED25519, bytes(32))
CLEAR = Act("test.permit", "b.example", b"i" * 16, {"id": "x"}, {"name": "Пример"}, NOW)
HIDDEN, SHOWN = disclosure.hide(CLEAR, [PATH], [bytes(16)])


@pytest.fixture
def a(node: Node) -> Node:
    leaf = act.seal(HIDDEN, ISSUER)
    entry = ImportedEntry(0, HIDDEN.id.hex(), HIDDEN.kind, leaf, leaf_hash(leaf))
    with NodeDatabase().transaction() as cursor:
        ledger.add_imported(cursor, "b.example/2026", [entry], NOW)
    return node


def test_what_opens_the_digests_is_told(a: Node) -> None:
    sent: list[tuple[str, Asked, PrivateKey]] = []

    def send(url: str, asked: Asked, key: PrivateKey) -> tuple[Disclosure, ...]:
        sent.append((url, asked, key))
        return SHOWN

    learned = asking.ask(a, "69696969", [PATH, PATH], "accident 17", "http://b.example", send)
    assert (learned.issuer, learned.shown) == ("b.example", SHOWN)
    ((url, asked, key),) = sent
    assert (url, asked.act, asked.paths, asked.to) == ("http://b.example", "69" * 16, (PATH,), "b.example")
    assert key == a.vault.key("caller")


def test_what_does_not_open_them_is_refused(a: Node) -> None:
    false = replace(SHOWN[0], value="Иной")
    with pytest.raises(ProofError, match=r"asking\.no_match"):
        asking.ask(a, "69" * 16, [PATH], "accident 17", "http://b.example", lambda *_: (false,))


def test_an_act_that_was_not_imported_is_not_asked_for(a: Node) -> None:
    for name in ("ab" * 16, "6969", "", "%"):
        with pytest.raises(InputError, match=r"asking\.not_imported"):
            asking.ask(a, name, [PATH], "accident 17", "http://b.example", lambda *_: ())
