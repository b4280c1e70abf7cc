from dataclasses import replace

import pytest

from comity.basis.dates import Day
from comity.basis.errors import ComityError, InputError, ProofError, StateError
from comity.node import docket, exports, peer, statuses, store, trust_draft, trust_log, trusted
from comity.node.clock import Clock
from comity.node.docket import Draft, Issued
from comity.node.exports import Export
from comity.node.models import Act, Alarm, Checkpoint, Cosignature, StatusPlace
from comity.node.node import Node
from comity.node.trust_draft import Terms
from comity.register import act, checkpoint, credential, note, trust
from comity.register.keys import ED25519, PrivateKey
from comity.register.trust import Role, TrustedKey
from comity.register.verdict import Answer
from comity.register.verify import verify

DAY_S = 86_400
KINDS = ["test.permit"]
PEER = PrivateKey(ED25519, b"peer" * 8)


def peer_export(name: str = "b.example", origin: str = "b.example/2026", salt: int = 0) -> Export:
    keys = [
        TrustedKey(
            PrivateKey(ED25519, bytes([salt + place]) * 32).public,
            name,
            role,
            since=1,
            kinds=frozenset(KINDS if role is Role.ISSUER else ()),
            name=origin if role in (Role.LOG, Role.STATUS) else name if role is not Role.ISSUER else "",
        )
        for place, role in enumerate(Role, start=1)
    ]
    return Export(name, origin, PEER.public, tuple(keys), tuple(KINDS))


def drafted(node: Node, *told: Export) -> bytes:
    return trust_draft.draft(node, [exports.own_export(node, KINDS), *told], Terms("test"))


def loaded(node: Node, token: bytes) -> bytes:
    whole = trust.countersign(token, PEER)
    trust_log.load(node, whole)
    return whole


@pytest.fixture
def pair(node: Node) -> Node:
    """A node that has pinned the anchor of a peer that only this test speaks for."""
    trusted.pin(node, PEER.public)
    return node


def test_a_draft_counts_once_the_other_has_signed(pair: Node) -> None:
    token = drafted(pair, peer_export())
    looked = trust_draft.look(pair, token)
    assert (looked.signed, looked.needed, looked.listed.previous) == (1, 2, None)
    assert {change.code for change in looked.changes} == {
        "trust.terms",
        "trust.key_added",
        "trust.kinds_added",
    }
    with pytest.raises(ProofError, match=r"trust\.not_signed"):
        trust_log.load(pair, token)
    loaded(pair, token)
    listed = trusted.needed_list(pair)
    assert {key.holder for key in listed.keys.values()} == {"a.example", "b.example"}
    assert pair.vault.key("anchor").public.kid not in listed.keys
    again = trust_draft.look(pair, drafted(pair, peer_export()))
    assert (again.listed.version, again.changes) == (2, ())


def test_a_draft_of_the_other_is_signed_when_it_is_right(pair: Node) -> None:
    mine = exports.own_export(pair, KINDS)
    listed = trust.unsafe_read(drafted(pair, peer_export()))
    token = trust_draft.sign(pair, trust.seal(listed, [PEER]))
    assert trust_draft.sign(pair, token) == token
    assert trust.read(token, trusted.pinned(), needed=2) == listed
    stranger = PrivateKey(ED25519, b"else" * 8)
    with pytest.raises(StateError, match=r"trusted\.stranger_signed"):
        trust_draft.sign(pair, trust.seal(listed, [PEER, stranger]))
    planted = replace(mine.keys[0], key=stranger.public)
    foreign = replace(listed, keys={**listed.keys, stranger.public.kid: planted})
    with pytest.raises(StateError, match=r"trusted\.foreign_key"):
        trust_draft.sign(pair, trust.seal(foreign, [PEER]))
    trust_log.load(pair, token)
    with pytest.raises(ComityError, match=r"trust\.not_linked"):
        trust_draft.sign(pair, trust.seal(replace(listed, version=2), [PEER]))


def test_keys_of_others_are_not_listed_before_their_anchor_is_pinned(node: Node) -> None:
    with pytest.raises(StateError, match=r"trusted\.peer_not_pinned"):
        drafted(node, peer_export())
    assert trust_draft.look(node, drafted(node)).needed == 1


def test_the_first_list_is_not_drafted_without_keys(node: Node) -> None:
    with pytest.raises(InputError, match=r"trusted\.no_keys_files"):
        trust_draft.draft(node, [], Terms("test"))


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("a.example", "b.example/2026"),
        ("b.example", "a.example/2026"),
        ("b.example", "a.example"),
        ("b.example", "a.example/2026/status"),
    ],
)
def test_no_node_is_listed_under_what_is_anothers(pair: Node, name: str, origin: str) -> None:
    with pytest.raises(InputError, match=r"trusted\.name_taken"):
        drafted(pair, peer_export(name, origin))


def test_a_draft_is_refused_for_what_it_lists(pair: Node) -> None:
    with pytest.raises(InputError, match=r"trusted\.unknown_kind"):
        trust_draft.draft(pair, [exports.own_export(pair, ["other"])], Terms("test"))
    one = peer_export()
    with pytest.raises(InputError, match=r"trusted\.key_twice"):
        drafted(pair, one, peer_export("c.example", "c.example/1"))
    loaded(pair, drafted(pair, one))
    with pytest.raises(InputError, match=r"trusted\.name_taken"):
        drafted(pair, peer_export("c.example", "b.example/2026/x", salt=100))
    with pytest.raises(StateError, match=r"trust\.other_domain"):
        trust_draft.draft(pair, [], Terms("other"))


def test_a_key_once_listed_stays_and_so_does_its_revocation(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    gone = peer_export().keys[0]
    token = trust_draft.revoke(pair, gone.key.kid.hex()[:8], 77, "stolen")
    loaded(pair, token)
    loaded(pair, drafted(pair, peer_export(salt=50)))
    now = pair.clock.now()
    kept = trusted.needed_list(pair).keys[gone.key.kid]
    assert (kept.revoked_at, kept.reason, kept.until) == (77, "stolen", now)
    loaded(pair, drafted(pair, peer_export()))
    assert trusted.needed_list(pair).keys[gone.key.kid].revoked_at == 77
    with pytest.raises(InputError, match=r"trusted\.no_key"):
        trust_draft.revoke(pair, "00", 1, "x")


def test_a_revocation_is_marked_in_a_draft_at_hand(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    kids = [key.key.kid for key in peer_export().keys[:2]]
    draft = trust_draft.revoke(pair, kids[0].hex(), 5, "lost")
    both = trust.unsafe_read(trust_draft.revoke(pair, kids[1].hex(), 6, "lost too", draft))
    assert [both.keys[kid].revoked_at for kid in kids] == [5, 6]
    assert both.version == 2


def test_a_rotated_key_signs_from_the_list_that_names_it(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    old = pair.vault.key("issuer").public
    name = trust_draft.rotate(pair, "issuer", overlap_days=10)
    with pytest.raises(StateError, match=r"trusted\.rotated_already"):
        trust_draft.rotate(pair, "issuer", overlap_days=10)
    with pytest.raises(InputError, match=r"trusted\.not_rotated"):
        trust_draft.rotate(pair, "anchor", overlap_days=10)
    token = drafted(pair, peer_export())
    codes = [change.code for change in trust_draft.look(pair, token).changes]
    assert sorted(codes) == ["trust.key_added", "trust.key_ends"]
    assert _signer(pair) == old.kid
    loaded(pair, token)
    assert _signer(pair) == pair.vault.key(name).public.kid
    kept = trusted.needed_list(pair).keys[old.kid]
    assert (kept.until, kept.kinds) == (pair.clock.now() + 10 * DAY_S, frozenset(KINDS))
    assert trust_draft.rotate(pair, "issuer", overlap_days=10) == "issuer-3"


def _issue(node: Node) -> Issued:
    case = docket.open_case(node, "test", "x", {}, node.clock.today())
    draft = Draft("test.permit", {"id": case.number}, {}, node.clock.today())
    digest = docket.propose(node, case.number, draft, "Anna")
    docket.approve(node, case.number, digest, "Boris")
    return docket.issue(node, case.number, needed=2)


def _signer(node: Node) -> bytes:
    return act.read(_issue(node).leaf).kid


def _sealed(node: Node) -> str:
    """The credential of a new act, cosigned by the peer's witness."""
    made = _issue(node)
    note = Checkpoint.objects.latest("size").note
    signed, witness = checkpoint.read(note), PrivateKey(ED25519, bytes([3]) * 32)
    seen = checkpoint.cosign(signed.checkpoint, witness, node.clock.now())
    peer.seal(node, f"200\n{signed.with_lines(seen.line('b.example', witness.public))}")
    return _text(node, made.id.hex())


def _text(node: Node, made: str) -> str:
    return store.carried(node, store.find_act(made)).text


def _answer(node: Node, text: str) -> Answer:
    listed = trusted.needed_list(node)
    lists = statuses.held_lists(node, listed)
    return verify(text, listed, lists, node.clock.now(), node.clock.today()).answer


def test_acts_of_keys_that_were_rotated_and_then_revoked_stay_valid(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    first = _sealed(pair)
    second_day = replace(pair, clock=Clock(Day(2026, 11, 22)))
    for role in ("issuer", "log", "status"):
        trust_draft.rotate(second_day, role, overlap_days=10)
    loaded(second_day, drafted(second_day, peer_export()))
    second = _sealed(second_day)
    assert credential.read(credential.from_text(second)).signed.kid == pair.vault.key("issuer-2").public.kid
    third_day = replace(pair, clock=Clock(Day(2026, 11, 23)))
    token = None
    for name in ("issuer", "log"):
        kid = pair.vault.key(name).public.kid.hex()
        token = trust_draft.revoke(third_day, kid, second_day.clock.now(), "lost", token)
    loaded(third_day, token or b"")
    assert [_answer(third_day, text) for text in (first, second)] == [Answer.VALID] * 2
    again = _text(third_day, credential.read(credential.from_text(first)).signed.act.id.hex())
    assert _answer(third_day, again) is Answer.VALID
    end = replace(pair, clock=Clock(Day(2028, 1, 1)))
    assert _answer(end, second) is Answer.UNKNOWN


def test_an_act_seen_after_the_theft_of_the_log_s_key_is_proved_under_the_new_key(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    first = _sealed(pair)
    stolen_at = pair.clock.now() - 100
    second_day = replace(pair, clock=Clock(Day(2026, 11, 22)))
    trust_draft.rotate(second_day, "log", overlap_days=0)
    token = drafted(second_day, peer_export())
    kid = pair.vault.key("log").public.kid.hex()
    loaded(second_day, trust_draft.revoke(second_day, kid, stolen_at, "stolen", token))
    assert _answer(second_day, first) is Answer.NOT_VALID
    _sealed(second_day)
    again = _text(second_day, credential.read(credential.from_text(first)).signed.act.id.hex())
    assert _answer(second_day, again) is Answer.VALID


def test_an_act_that_many_witnesses_saw_carries_the_earliest(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    made = _issue(pair)
    held = Checkpoint.objects.latest("size")
    for n in range(6):
        Cosignature.objects.create(
            checkpoint=held,
            witness=f"w{n}",
            kid=bytes([n]) * 8,
            signature=bytes(64),
            signed_at=pair.clock.now() + 9 - n,
        )
    assert store.carried(pair, store.find_act(made.id.hex())).witnesses == ("w5", "w4", "w3", "w2")


def _knows_the_act(node: Node) -> Node:
    path = next(iter(node.packs()))
    pack = f"{node.config.pack_folder}/{path}"
    with open(pack, "a", encoding="utf-8") as stream:
        stream.write('| "register.trust_list" | 0 |\n')
    return node


def test_each_list_taken_is_told_once_in_the_log(pair: Node) -> None:
    node = _knows_the_act(pair)
    first = loaded(node, drafted(node, peer_export()))
    trust_log.load(node, first)
    loaded(node, drafted(node, peer_export()))
    rows = list(Act.objects.filter(kind=trust_log.KIND).order_by("entry__number"))
    told = [act.read(bytes(row.leaf)).act for row in rows]
    assert [dict(each.subject) for each in told] == [{"domain": "test", "version": n} for n in (1, 2)]
    assert told[0].body["digest"] == trust.digest(first)
    assert (len(told[0].body["anchors"]), told[0].approvals) == (2, ())
    assert store.carried(node, rows[1]).number == 1


def test_two_lists_of_one_version_raise_an_alarm_that_stays(pair: Node) -> None:
    token = drafted(pair, peer_export())
    loaded(pair, token)
    other = replace(trust.unsafe_read(token), expires=5)
    rival = trust.seal(other, [pair.vault.key("anchor"), PEER])
    for _ in range(2):
        with pytest.raises(ProofError, match=r"trust\.two_lists"):
            trust_log.load(pair, rival)
    alarm = Alarm.objects.get()
    assert (alarm.origin, alarm.code, alarm.freezes) == ("test", "trust.two_lists", False)
    assert alarm.facts["held"] == trust.digest(token).hex()
    assert bytes.fromhex(alarm.evidence) == rival


def test_the_node_issues_by_itself_only_what_no_official_decides(pair: Node) -> None:
    with pytest.raises(StateError, match=r"docket\.needs_officials"):
        docket.issue_unasked(pair, Draft("test.permit", {}, {}))
    with pytest.raises(StateError, match=r"trusted\.no_kind"):
        docket.issue_unasked(pair, Draft("test.other", {}, {}))
    issued = docket.issue_unasked(_knows_the_act(pair), Draft("register.trust_list", {"id": "x"}, {}))
    assert (issued.number, issued.status_index, StatusPlace.objects.count()) == (0, 0, 1)


def test_an_expired_list_leaves_no_key_out(pair: Node) -> None:
    loaded(pair, drafted(pair, peer_export()))
    later = replace(pair, clock=Clock(Day(2028, 1, 1)))
    assert trusted.needed_list(later).expires < later.clock.now()
    assert trusted.signing_key(later, Role.LOG).public == pair.vault.key("log").public


def test_a_third_witness_is_listed_by_its_verifier_key(pair: Node) -> None:
    key = PrivateKey(ED25519, b"wits" * 8).public
    told = note.verifier_key("witness.example/w1", key, note.COSIGNATURE)
    third = trust_draft.witness_key(pair, told)
    token = trust_draft.draft(pair, [exports.own_export(pair, KINDS), peer_export()], Terms("test"), [third])
    loaded(pair, token)
    assert trusted.needed_list(pair).find(key.kid, Role.WITNESS) == third
    assert key in [known.key for known in peer.other_witnesses(pair)]


@pytest.mark.parametrize("purpose", [note.SIGNATURE, "none"])
def test_a_key_that_is_no_witnesss_is_refused(pair: Node, purpose: str) -> None:
    key = PrivateKey(ED25519, b"wits" * 8).public
    told = note.verifier_key("w.example", key, purpose) if purpose != "none" else "w.example+00+AA"
    with pytest.raises(InputError, match=r"trusted\.not_a_witness"):
        trust_draft.witness_key(pair, told)
