"""What a node does by itself, with a peer of the tests in place of the network."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from comity.basis.errors import PeerError
from comity.exchange import witness
from comity.exchange.witness import Seen, Witness
from comity.node import duties, ledger, log, trusted, work
from comity.node.clock import Clock
from comity.node.database import NodeDatabase
from comity.node.duties import Duties
from comity.node.models import Alarm, Entry, Imported, TrustVersion
from comity.node.node import Node
from comity.node.sequencer import own_log
from comity.node.source import Source
from comity.node.work import Event, Pace
from comity.register import act, checkpoint, tiles, trust
from comity.register.act import Act
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import Tree, leaf_hash
from comity.register.status import StatusList, pack, seal
from comity.register.tiles import ENTRIES, Tile
from comity.register.trust import Role, TrustedKey
from tests.api.conftest import ANCHOR, LOG, NOW, ORIGIN, OTHER, WITNESS, issue, trust_list

PEER, THIRD = "http://b.example", "http://w.example/witness"


@dataclass
class Peer:
    """The node b: a log of leaves, a witness, and what it shows under each address."""

    node: Node
    files: dict[str, bytes] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)
    away: bool = False
    says: list[tuple[int, bytes]] = field(default_factory=list)  # in place of what it would answer

    def source(self, url: str) -> Source:
        return Shown(self, url)

    def add_checkpoint(self, url: str, body: bytes) -> tuple[int, bytes]:
        if self.away:
            raise PeerError("wire.unreachable", node=url, reason="away")
        if self.says:
            return self.says.pop(0)
        own = Witness(OTHER, WITNESS, {"a.example/2026": (self.node.vault.key("log").public,)})
        given = witness.cosign(own, self.seen, witness.parse(body), NOW)
        self.seen = given.seen if isinstance(given, witness.Cosigned) else self.seen
        told = witness.reply(given)
        return told.status, told.body

    def grow(self, leaves: list[bytes]) -> None:
        tree = Tree()
        for leaf in leaves:
            tree.append(leaf)
        signed = checkpoint.sign(Checkpoint(ORIGIN, len(leaves), tree.root()), LOG)
        self.files[f"{PEER}/log/checkpoint"] = str(signed).encode()
        self.files[f"{PEER}/log/{Tile(ENTRIES, 0, len(leaves)).path}"] = tiles.bundle(leaves)


@dataclass
class Shown:
    peer: Peer
    url: str

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        if self.peer.away:
            raise PeerError("wire.unreachable", node=self.url, reason="away")
        return self.peer.files.get(f"{self.url}/{path}")


@pytest.fixture
def a(node: Node, monkeypatch: pytest.MonkeyPatch) -> Node:
    monkeypatch.setattr("comity.node.sequencer._PATIENCE_S", 0)  # whoever issues waits for the worker
    trusted.pin(node, ANCHOR.public)
    trusted.accept(node, trust_list(node))
    return replace(node, config=replace(node.config, peers=(PEER,), witnesses=(THIRD,)))


def told(made: Duties, first: bool = True) -> list[Event]:
    seen: list[Event] = []
    pace = Pace(lambda: 0.0, lambda seconds: None, lambda: 0.0)
    lanes = [step for lane in made.lanes for step in lane]
    work.run_once([*(made.first if first else []), *lanes], pace, seen.append)
    return seen


def codes(events: list[Event]) -> list[str]:
    return [event.code for event in events]


def test_a_round_publishes_has_it_cosigned_and_takes_what_the_peer_has(a: Node) -> None:
    peer = Peer(a)
    peer.grow([b"one", b"two"])
    issue(a)
    round_ = told(duties.duties(a, peer))
    assert codes(round_) == ["work.published", "work.imported", "work.cosigned"]
    shown = log.published(own_log(a))
    assert shown
    assert shown.cosigned_by(OTHER, WITNESS.public)
    assert [bytes(row.leaf) for row in Imported.objects.order_by("number")] == [b"one", b"two"]


def test_acts_that_wait_are_numbered_and_published(a: Node) -> None:
    made = duties.duties(a, Peer(a))
    with NodeDatabase().transaction() as cursor:
        ledger.add_acts(
            cursor, [ledger.StoredAct("ab" * 16, "test.permit", NOW, b"leaf", leaf_hash(b"leaf"))]
        )
    assert codes(told(made)) == ["work.published", "work.cosigned"]
    assert Entry.objects.count() == 1
    shown = log.published(own_log(a))
    assert shown
    assert shown.checkpoint.size == 1


def test_a_peer_that_goes_away_stops_nothing_else(a: Node) -> None:
    peer = Peer(a)
    made = duties.duties(a, peer)
    told(made)
    peer.away = True
    issue(a)
    away = told(made)
    assert {event.code for event in away if event.failed} == {"wire.unreachable"}
    assert log.published(own_log(a))
    peer.away = False
    peer.grow([b"one"])
    assert codes(told(made, first=False)) == ["work.imported", "work.cosigned"]


def test_a_copy_with_other_acts_stops_the_numbering(a: Node) -> None:
    peer = Peer(a)
    issue(a)
    told(duties.duties(a, peer))
    size = Entry.objects.count()
    other = checkpoint.sign(Checkpoint("a.example/2026", 1, bytes(32)), a.vault.key("log"))
    peer.files[f"{PEER}/mirror/a.example%2F2026/checkpoint"] = str(other).encode()
    issue(a)
    assert "log.acts_differ" in codes(told(duties.duties(a, peer)))
    assert Entry.objects.count() == size
    assert Alarm.objects.filter(code="log.acts_differ").exists()


def test_nothing_is_numbered_before_somebody_was_heard(a: Node) -> None:
    peer = Peer(a, away=True)
    made = duties.duties(a, peer)
    issue(a)
    assert all(event.failed for event in told(made))
    assert not Entry.objects.exists()
    peer.away = False
    assert "work.published" in codes([*told(made, first=False), *told(made, first=False)])


def test_a_quiet_log_is_signed_anew_once_its_key_is_another(a: Node) -> None:
    peer = Peer(a)
    issue(a)
    told(duties.duties(a, peer))
    a.vault.rotate("log", NOW + 100, NOW + 100)
    held = trusted.current_list(a)
    assert held
    listed, token = held
    new = TrustedKey(a.vault.key("log-2").public, a.name, Role.LOG, NOW + 100, name=a.origin)
    old = a.vault.key("log").public.kid
    keys = {**listed.keys, old: replace(listed.keys[old], until=NOW + 100), new.key.kid: new}
    later = replace(listed, version=2, previous=trust.digest(token), keys=keys)
    trusted.accept(a, trust.seal(later, [a.vault.key("anchor"), ANCHOR]))
    peer.away = True
    told(duties.duties(replace(a, clock=Clock(a.clock.today() + timedelta(days=1))), peer, alone=True))
    shown = log.published(own_log(a))
    assert shown
    assert shown.signed_by(new.key)


def test_a_node_may_be_told_to_go_on_alone(a: Node) -> None:
    made = duties.duties(a, Peer(a, away=True), alone=True)
    issue(a)
    assert "work.published" in codes(told(made))


def test_what_was_done_is_not_done_again(a: Node) -> None:
    peer = Peer(a)
    peer.grow([b"one"])
    issue(a)
    made = duties.duties(a, peer)
    told(made)
    assert told(made) == []


def test_a_witness_that_saw_another_size_is_asked_again_from_there(a: Node) -> None:
    peer = Peer(a)
    issue(a)
    made = duties.duties(a, peer)
    told(made)
    size = Entry.objects.count()
    issue(a)
    forgetful = duties.duties(a, peer)  # as after a restart: nothing known of the witness
    assert codes(told(forgetful))[-1] == "work.cosigned"
    assert peer.seen["a.example/2026"].checkpoint.size > size
    peer.seen = {}
    issue(a)
    assert codes(told(made, first=False))[-1] == "work.cosigned"


def test_an_old_backup_is_noticed_before_anything_is_numbered(a: Node) -> None:
    peer = Peer(a)
    later = checkpoint.sign(Checkpoint("a.example/2026", 50, bytes(32)), a.vault.key("log"))
    peer.files[f"{PEER}/mirror/a.example%2F2026/checkpoint"] = str(later).encode()
    with NodeDatabase().transaction() as cursor:
        ledger.add_acts(
            cursor, [ledger.StoredAct("ab" * 16, "test.permit", NOW, b"leaf", leaf_hash(b"leaf"))]
        )
    made = duties.duties(a, peer)
    behind = [event for event in told(made) if event.code == "log.behind"]
    assert [event.step.split()[0] for event in behind] == ["compare", "publish", "status", "compare"]
    assert Entry.objects.count() == 0
    assert Alarm.objects.get().facts == {"published": 50, "size": 0}
    peer.files.clear()  # what a recovery would do: the copy goes no further than the log
    told(made, first=False)
    told(made, first=False)
    assert Entry.objects.count() == 1


def test_a_witness_that_saw_more_stops_the_numbering(a: Node) -> None:
    peer = Peer(a)
    issue(a)
    told(duties.duties(a, peer))
    tree = Tree()
    for n in range(9):
        tree.append(bytes([n]))
    claim = checkpoint.sign(Checkpoint("a.example/2026", 9, tree.root()), a.vault.key("log"))
    peer.seen = {"a.example/2026": claim}
    made = duties.duties(a, peer)
    size = Entry.objects.count()
    with NodeDatabase().transaction() as cursor:
        ledger.add_acts(
            cursor, [ledger.StoredAct("ab" * 16, "test.permit", NOW, b"leaf", leaf_hash(b"leaf"))]
        )
    assert {"peer.ahead", "log.behind"} <= set(codes(told(made)))
    assert Entry.objects.count() == size


@pytest.mark.parametrize("body", [b"", b"-1", b"no size", b"9" * 30, b"\xff"])
def test_a_conflict_that_tells_no_size_is_a_failed_step(a: Node, body: bytes) -> None:
    peer = Peer(a)
    issue(a)
    made = duties.duties(a, peer)
    told(made)
    issue(a)
    peer.says = [(409, body)]
    assert "work.not_cosigned" in codes(told(made, first=False))
    assert "work.cosigned" in codes(told(made, first=False))


def test_a_witness_that_was_wrong_once_stops_nothing_for_good(a: Node) -> None:
    peer = Peer(a)
    issue(a)
    made = duties.duties(a, peer)
    told(made)
    issue(a)
    peer.says = [(409, b"1000000")]
    assert "peer.ahead" in codes(told(made, first=False))
    assert "work.cosigned" in codes(told(made, first=False))
    issue(a)
    assert "work.published" in codes(told(made, first=False))


@pytest.mark.parametrize("status", [400, 403, 409, 429, 500, 502, 503])
def test_a_fault_on_the_way_to_a_witness_is_not_its_word(a: Node, status: int) -> None:
    alone = replace(a, config=replace(a.config, peers=()))
    peer = Peer(a, says=[(status, b"Bad Gateway")] * 2)
    made = duties.duties(alone, peer)
    with NodeDatabase().transaction() as cursor:
        ledger.add_acts(
            cursor, [ledger.StoredAct("ab" * 16, "test.permit", NOW, b"leaf", leaf_hash(b"leaf"))]
        )
    assert all(event.failed for event in told(made))
    assert Entry.objects.count() == 0
    assert "work.published" in codes([*told(made, first=False), *told(made, first=False)])


def test_an_empty_database_is_compared_with_what_a_witness_saw_too(a: Node) -> None:
    peer = Peer(a)
    assert told(duties.duties(a, peer)) == []
    claim = checkpoint.sign(Checkpoint("a.example/2026", 9, bytes(32)), a.vault.key("log"))
    peer.seen = {"a.example/2026": claim}
    issue(a)
    assert {"peer.ahead", "log.behind"} <= set(codes(told(duties.duties(a, peer))))
    assert Entry.objects.count() == 0


def test_trust_lists_are_taken_one_after_the_other(a: Node) -> None:
    peer = Peer(a)
    held = trusted.current_list(a)
    assert held
    listed, token = held
    for version in (2, 3):
        listed = replace(listed, version=version, previous=trust.digest(token))
        token = trust.seal(listed, [a.vault.key("anchor"), ANCHOR])
        peer.files |= {f"{PEER}/trust/{version}": token, f"{PEER}/trust": token}
    taken = [
        event.facts["version"] for event in told(duties.duties(a, peer)) if event.code == "work.trust_taken"
    ]
    assert taken == [2, 3]
    assert TrustVersion.objects.count() == 3


def test_a_list_that_came_while_no_worker_ran_is_applied_by_the_next(a: Node) -> None:
    peer = Peer(a)
    leaf = act.seal(Act("test.permit", OTHER, bytes(16), {"id": "x"}, {}, NOW), WITNESS)
    peer.grow([leaf])
    told(duties.duties(a, peer))
    held = trusted.current_list(a)
    assert held
    listed, token = held
    issuer = TrustedKey(WITNESS.public, OTHER, Role.ISSUER, 0, frozenset({"test.permit"}))
    keys = {**listed.keys, WITNESS.public.kid: issuer}
    later = replace(listed, version=2, previous=trust.digest(token), keys=keys)
    trusted.accept(a, trust.seal(later, [a.vault.key("anchor"), ANCHOR]))
    assert [e.facts["count"] for e in told(duties.duties(a, peer)) if e.code == "work.reexamined"] == [1]
    assert "work.reexamined" not in codes(told(duties.duties(a, peer)))


def test_a_log_that_nobody_listed_is_not_taken(a: Node) -> None:
    peer = Peer(a)
    strange = checkpoint.sign(Checkpoint("c.example/2026", 1, bytes(32)), LOG)
    peer.files[f"{PEER}/log/checkpoint"] = str(strange).encode()
    made = duties.duties(a, peer)
    assert "work.unknown_log" in codes(told(made))
    peer.grow([b"one"])
    assert "work.imported" in codes(told(made))


def test_a_second_history_freezes_the_import_and_the_rest_goes_on(a: Node) -> None:
    peer = Peer(a)
    made = duties.duties(a, peer)
    peer.grow([b"one", b"two"])
    told(made)
    peer.grow([b"one", b"other"])
    issue(a)
    events = told(made, first=False)
    assert [event.facts["reason"] for event in events if event.code == "work.not_imported"]
    assert "work.cosigned" in codes(events)
    assert Alarm.objects.filter(freezes=True).exists()


def test_a_status_list_of_the_peer_is_kept(a: Node) -> None:
    peer = Peer(a)
    peer.files[f"{PEER}/status"] = seal(
        StatusList("b.example/2026/status", NOW, pack({}, 8), expires=NOW + 100), LOG
    )
    failed = [event for event in told(duties.duties(a, peer)) if event.step == f"status {PEER}"]
    assert [event.failed for event in failed] == [True]  # signed by a key that is not for status lists


def test_lists_are_taken_as_soon_as_the_log_may_tell_of_new_ones(a: Node) -> None:
    peer = Peer(a)
    peer.grow([b"one"])
    _, (compare, pull, *lists), _ = duties.duties(a, peer).lanes
    pace = Pace(lambda: 0.0, lambda seconds: None, lambda: 0.0)
    for step in (compare, *lists):
        step.take(pace)
    assert [step.is_due(1.0) for step in lists] == [False, False]
    pull.take(pace)
    assert [step.is_due(1.0) for step in lists] == [True, True]
    for step in lists:
        step.take(pace)
    assert [step.is_due(1.0) for step in lists] == [False, False]


def test_the_status_list_is_told_as_soon_as_there_is_a_trust_list(a: Node) -> None:
    (_, status), *_ = duties.duties(a, Peer(a), alone=True).lanes
    status.due = 60.0
    assert status.is_due(1.0)
    status.take(Pace(lambda: 0.0, lambda seconds: None, lambda: 0.0))
    assert not status.is_due(1.0)
