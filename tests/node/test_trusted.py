from collections.abc import Sequence
from dataclasses import replace

import pytest

from comity.basis.dates import Day
from comity.basis.errors import ComityError, PackError, ProofError, StateError
from comity.node import files, trusted
from comity.node.clock import Clock
from comity.node.exports import own_export
from comity.node.models import TrustVersion
from comity.node.node import Node
from comity.register import trust
from comity.register.keys import ED25519, ESP256, PrivateKey
from comity.register.trust import Role, TrustedKey, TrustList

PEER = PrivateKey(ED25519, b"peer" * 8)
DAY_S = 86_400


def listed(node: Node, version: int = 1, previous: bytes | None = None, **fields: object) -> TrustList:
    now = node.clock.now()
    told = TrustList(
        domain="test",
        version=version,
        issued=now,
        expires=now + 365 * DAY_S,
        keys=trust.by_kid(own_export(node, ["test.permit"]).keys),
        kinds=trusted.kinds_in(node.packs()),
        status_age=7 * DAY_S,
        previous=previous,
    )
    return replace(told, **fields)  # type: ignore[arg-type]


def sealed(node: Node, told: TrustList, peers: Sequence[PrivateKey] = (PEER,)) -> bytes:
    return trust.seal(told, [node.vault.key("anchor"), *peers])


def refused(node: Node, token: bytes) -> str:
    with pytest.raises(ComityError) as caught:
        trusted.accept(node, token)
    return caught.value.code


def test_versions_follow_one_another_signed_by_all(node: Node) -> None:
    assert trusted.current_list(node) is None
    with pytest.raises(StateError, match=r"trusted\.none"):
        trusted.needed_list(node)
    trusted.pin(node, PEER.public)
    first = sealed(node, listed(node))
    for peers in ((), (PrivateKey(ED25519, b"else" * 8),)):
        assert refused(node, sealed(node, listed(node), peers)) == "trust.not_signed"
    assert trusted.accept(node, first) == trusted.needed_list(node)
    assert trusted.accept(node, first).version == 1
    digest = trust.digest(first)
    assert refused(node, sealed(node, listed(node, expires=1))) == "trust.two_lists"
    assert refused(node, sealed(node, listed(node, 3, digest))) == "trust.gap"
    assert refused(node, sealed(node, listed(node, 2))) == "trust.not_linked"
    second = sealed(node, listed(node, 2, digest))
    trusted.accept(node, second)
    assert refused(node, first) == "trust.older"
    assert refused(node, sealed(node, listed(node, expires=1))) == "trust.two_lists"
    reversed_ = trust.seal(listed(node, 2, digest), [PEER, node.vault.key("anchor")])
    assert trusted.accept(node, reversed_).version == 2
    assert trusted.current_list(node) == (trusted.needed_list(node), second)


def test_one_node_alone_signs_for_itself_until_it_pins_another(node: Node, sqlite: None) -> None:
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trusted.accept(node, trust.seal(listed(node), [PEER]))
    token = sealed(node, listed(node), ())
    trusted.accept(node, token)
    trusted.pin(node, PEER.public)
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trusted.needed_list(node)
    trusted.accept(node, sealed(node, listed(node, 2, trust.digest(token))))
    assert trusted.needed_list(node).version == 2
    fewer = replace(node, config=replace(node.config, anchors_needed=1))
    assert (trusted.needed(node), trusted.needed(fewer)) == (2, 1)


def test_a_list_put_into_the_database_by_another_hand_does_not_count(node: Node, sqlite: None) -> None:
    trusted.accept(node, sealed(node, listed(node), ()))
    forged = trust.seal(listed(node, 2, bytes(32)), [PEER])
    TrustVersion.objects.create(version=2, token=forged, loaded_at=0)
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trusted.needed_list(node)


def with_key(told: TrustList, key: TrustedKey, **fields: object) -> TrustList:
    return replace(told, keys={**told.keys, key.key.kid: replace(key, **fields)})  # type: ignore[arg-type]


def test_the_newest_key_that_is_listed_and_good_signs(node: Node, sqlite: None) -> None:
    now = node.clock.now()
    old = node.vault.key("issuer").public
    assert trusted.signing_key(node, Role.ISSUER).public == old
    first = sealed(node, listed(node), ())
    trusted.accept(node, first)
    node.vault.rotate("issuer", since=now, until=now + 30 * DAY_S)
    assert trusted.signing_key(node, Role.ISSUER).public == old
    second = sealed(node, listed(node, 2, trust.digest(first)), ())
    trusted.accept(node, second)
    new = node.vault.key("issuer-2").public
    assert trusted.signing_key(node, Role.ISSUER).public == new
    assert trusted.signing_key(node, Role.ISSUER, at=now).public == new
    third = listed(node, 3, trust.digest(second))
    stolen = with_key(third, third.keys[new.kid], revoked_at=now + 5, reason="stolen")
    trusted.accept(node, sealed(node, stolen, ()))
    assert trusted.signing_key(node, Role.ISSUER, at=now + 4).public == new
    assert trusted.signing_key(node, Role.ISSUER, at=now + 5).public == old
    later = replace(node, clock=Clock(Day(2026, 12, 25)))
    with pytest.raises(StateError, match=r"trusted\.no_good_key"):
        trusted.signing_key(later, Role.ISSUER)
    assert trusted.signing_key(later, Role.LOG).public == node.vault.key("log").public


def test_kinds_have_their_words_from_the_packs() -> None:
    assert trusted.kind_words(files.packs(), "goods.refusal").say("be") == "Адмова ў пацвярджэнні вытворчасці"
    assert trusted.kind_words(files.packs(), "test.permit").say("ru") == "test.permit"


def test_a_pack_says_status_and_algorithms_of_a_kind() -> None:
    found = trusted.kinds_in(
        {"test/acts.md": pack('| "a.b" | 0 | false | "ESP256 Ed25519" |\n| "c" | 2 | | |')}
    )
    assert (found["a.b"].approvals, found["a.b"].has_status) == (0, False)
    assert found["a.b"].algorithms == {ED25519, ESP256}
    assert (found["c"].has_status, found["c"].algorithms) == (True, frozenset())


def pack(rows: str) -> str:
    heads = "| kind | approvals | status | algorithms |\n|------|-----------|--------|------------|"
    table = f"{heads}\n{rows}\n" if rows else ""
    return f"# T\npack: test/acts\njurisdiction: test\n\n## kinds\nWords\n\n{table}"


@pytest.mark.parametrize(
    "rows",
    [
        "",
        '| "a.b" | two | | |',
        '| "a.b" | 10 | | |',
        "| a.b | 2 | | |",
        '| "a.b" | 2 | maybe | |',
        '| "a.b" | 2 | | "RS256" |',
        '| "a.b" | 2 | | |\n| "a.b" | 1 | | |',
    ],
)
def test_a_broken_table_of_kinds_is_a_pack_error(rows: str) -> None:
    with pytest.raises(PackError, match=r"trusted\.bad_kinds"):
        trusted.kinds_in({"test/acts.md": pack(rows)})


def test_the_shipped_packs_leave_only_acts_of_the_register_to_the_node() -> None:
    found = trusted.kinds_in(files.packs())
    unasked = {name for name, kind in found.items() if not kind.approvals}
    assert all(name.startswith("register.") for name in unasked)
    assert "register.trust_list" in unasked
    assert all(2 <= kind.approvals <= 9 for name, kind in found.items() if name not in unasked)
