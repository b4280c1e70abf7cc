import json

import pytest

from comity.basis.errors import InputError, ProofError
from comity.node import exports
from comity.node.node import Node
from comity.node.vault import ROTATED
from comity.register.trust import Role

KINDS = ["test.permit"]


def test_an_export_reads_back_and_holds_no_secret(node: Node) -> None:
    node.vault.rotate("issuer", since=node.config.founded + 100, until=node.config.founded + 200)
    made = exports.own_export(node, KINDS)
    text = made.to_text()
    assert exports.read_export("a.json", text) == made
    assert [(key.since, key.until) for key in made.keys if key.role is Role.ISSUER] == [
        (node.config.founded, node.config.founded + 200),
        (node.config.founded + 100, None),
    ]
    names = [name for role in (*ROTATED, "anchor") for name in node.vault.names(role)]
    assert len(names) == len(made.keys) + 1
    assert all(node.vault.key(name).secret.hex() not in text for name in names)


@pytest.mark.parametrize("text", ["{}", "[]", '{"form": "other"}', '"x"'])
def test_another_file_is_no_export(text: str) -> None:
    with pytest.raises(InputError, match=r"trusted\.not_an_export"):
        exports.read_export("a.json", text)


def test_an_export_with_a_broken_key_is_refused(node: Node) -> None:
    whole = json.loads(exports.own_export(node, KINDS).to_text())
    for change in ({"raw": "zz"}, {"since": -1}, {"since": 1.5}, {"until": "later"}, {"role": "king"}):
        keys = [whole["keys"][0] | change, *whole["keys"][1:]]
        with pytest.raises(InputError, match=r"trusted\.not_an_export"):
            exports.read_export("a.json", json.dumps(whole | {"keys": keys}))
    with pytest.raises(InputError, match=r"trusted\.not_an_export"):
        exports.read_export("a.json", json.dumps(whole | {"keys": whole["keys"][1:]}))
    with pytest.raises(ProofError):
        exports.read_export("a.json", json.dumps(whole | {"anchor": whole["anchor"] | {"raw": "00"}}))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "а.example", "A.example", "../x", "x" * 101])
def test_an_export_under_a_name_no_note_can_carry_is_refused(name: str) -> None:
    told = {"form": "comity keys 2", "name": "a", "origin": "a/1", "kinds": [], "keys": []}
    anchor = {"alg": -19, "raw": "00" * 32}
    for change in ({"name": name}, {"origin": name}):
        with pytest.raises(InputError, match=r"trusted\.not_an_export"):
            exports.read_export("a.json", json.dumps({**told, "anchor": anchor, **change}))
