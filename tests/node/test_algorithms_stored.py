"""Keys of a plug-in where a node keeps them: the vault, exports, the kinds of packs, verifier keys."""

from dataclasses import replace
from pathlib import Path

import pytest

from comity.exchange.evidence import key_from_text
from comity.node import exports, trusted
from comity.node.algorithms import INSTALLED
from comity.node.vault import Vault
from comity.register.keys import BUILT_IN, ED25519, PrivateKey
from comity.register.note import verifier_key

NATIONAL = -70000
PLAIN = BUILT_IN[ED25519]
LONG = replace(
    PLAIN,
    name="national",
    secret_bytes=64,
    public_of=lambda secret: PLAIN.public_of(secret[:32]),
    sign=lambda secret, message: PLAIN.sign(secret[:32], message),
)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(INSTALLED), "plug_ins", {NATIONAL: None})
    monkeypatch.setitem(INSTALLED._accepted, NATIONAL, LONG)


@pytest.fixture
def key(tmp_path: Path) -> PrivateKey:
    vault = Vault(tmp_path / "vault")
    vault.create()
    made = vault.generate("issuer", NATIONAL)
    assert vault.key("issuer") == made
    return made


def test_a_key_from_the_vault_signs(key: PrivateKey) -> None:
    assert len(key.secret) == LONG.secret_bytes
    assert key.public.verify(b"m", key.sign(b"m"))


def test_a_key_is_read_from_an_export_and_a_verifier_key(key: PrivateKey) -> None:
    assert exports._key(exports._told(key.public)) == key.public
    assert key_from_text(verifier_key("log.example", key.public), INSTALLED).key == key.public


def test_a_pack_names_an_algorithm_that_is_installed() -> None:
    assert trusted.algorithm_numbers(["national", "Ed25519"]) == frozenset({NATIONAL, ED25519})
    assert trusted.algorithm_numbers(["unheard-of"]) is None
