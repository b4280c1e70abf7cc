from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.canonical import decode, encode
from comity.basis.errors import ProofError
from comity.exchange import request
from comity.exchange.request import Asked, Denied
from comity.register import cose
from comity.register.disclosure import Disclosure
from comity.register.keys import ED25519, PrivateKey
from comity.register.trust import Role, TrustedKey, TrustList, by_kid

CALLER, OTHER = (PrivateKey(ED25519, bytes([n]) * 32) for n in (1, 2))
NOW = 1_000_000
ASKED = Asked("ab" * 16, ("/body/driver/name",), "accident 17", NOW, bytes(16), "a.example")


def trust(**changes: Any) -> TrustList:
    known = replace(TrustedKey(CALLER.public, "b.example", Role.CALLER, 0, name="b.example"), **changes)
    return TrustList("test", 1, 0, 2 * NOW, by_kid([known]), {}, 0)


def told(asked: Asked = ASKED, key: PrivateKey = CALLER, now: int = NOW, **changes: Any) -> str:
    found = request.admit(request.read(request.seal(asked, key)), trust(**changes), "a.example", now)
    return found.code if isinstance(found, Denied) else found.holder


def test_a_request_reads_as_it_was_sealed() -> None:
    assert request.read(request.seal(ASKED, CALLER)).asked == ASKED


def test_a_known_caller_is_admitted() -> None:
    assert told() == "b.example"


def test_a_key_of_another_role_asks_for_nothing() -> None:
    for role in set(Role) - {Role.CALLER}:
        assert told(role=role) == "request.unknown_key"
    assert told(key=OTHER) == "request.unknown_key"


def test_a_key_that_is_not_good_now_asks_for_nothing() -> None:
    assert told(since=NOW + 1) == "request.key_early"
    assert told(until=NOW) == "request.key_ended"
    assert told(revoked_at=NOW) == "request.key_revoked"


def test_a_request_for_another_node_or_time_is_denied() -> None:
    assert told(replace(ASKED, to="c.example")) == "request.other_node"
    for apart in (request.WINDOW_S, -request.WINDOW_S):
        assert told(now=NOW + apart) == "b.example"
        assert told(now=NOW + apart + apart // request.WINDOW_S) == "request.other_time"


def test_a_changed_request_is_denied() -> None:
    old = request.read(request.seal(ASKED, CALLER)).sign1
    payload = encode(replace(ASKED, purpose="curiosity").wire())
    forged = cose.Sign1(old.protected_bytes, old.protected, {}, payload, old.signature)
    found = request.admit(request.read(forged.encode({})), trust(), "a.example", NOW)
    assert isinstance(found, Denied)
    assert (found.code, found.http) == ("request.bad_signature", 403)


@pytest.mark.parametrize(
    "changes",
    [
        {"paths": ()},
        {"paths": ("/body/x",) * 17},
        {"paths": ("body",)},
        {"purpose": ""},
        {"purpose": " x"},
        {"purpose": "x" * 401},
        {"purpose": "a\nb"},
        {"time": -1},
        {"nonce": bytes(15)},
        {"act": "ab"},
        {"to": ""},
    ],
)
def test_what_is_no_request_is_not_read(changes: dict[str, Any]) -> None:
    with pytest.raises(ProofError, match="request.broken"):
        request.read(request.seal(replace(ASKED, **changes), CALLER))


def test_another_signed_object_is_no_request() -> None:
    with pytest.raises(ProofError, match="request.broken"):
        request.read(cose.sign1(encode(ASKED.wire()), {cose.TYP: "application/x.comity.trust+cose"}, CALLER))


@given(st.binary(max_size=200))
def test_hostile_bytes_are_refused_as_a_form(data: bytes) -> None:
    with pytest.raises(ProofError):
        request.read(data)


def test_an_answer_brings_exactly_what_was_asked() -> None:
    shown = Disclosure("/body/driver/name", bytes(16), "Пример")
    assert request.read_answer(request.answer([shown]), ASKED) == (shown,)
    more = Disclosure("/body/driver/born", bytes(16), "1990")
    for other in ([], [more], [shown, more], [shown, shown]):
        with pytest.raises(ProofError, match="request.broken"):
            request.read_answer(request.answer(other), ASKED)
    assert decode(request.answer([shown])) == [shown.wire()]
