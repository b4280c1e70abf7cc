"""Messages that come twice, in another order, again later, late or not at all; clocks that are wrong."""

import random

import pytest

from comity.basis.errors import PeerError, ProofError
from comity.exchange.witness import Refused
from comity.node import cosigning
from comity.node.shelf import CHECKPOINT
from comity.register import checkpoint
from comity.register.trust import Role, TrustedKey
from tests.faults.forgery import held, leaves
from tests.faults.look import alarms, exchanged, is_whole, same, standing, verdict
from tests.faults.world import DAY_S, START, SimNode, UnreachableError, Wire, World, key_of, published


def grown(world: World, node: SimNode, rounds: int = 4) -> list[str]:
    """The node's checkpoints of a few rounds, each cosigned and imported."""
    notes = []
    for _ in range(rounds):
        exchanged(world, node, 2)
        notes.append(str(published(node)))
    return notes


def instead(node: SimNode, reader: SimNode, note: str) -> Wire:
    """The node's files of today behind another checkpoint."""
    return Wire(reader.name, node, lambda path, data: note.encode() if path == CHECKPOINT else data)


def test_an_import_that_comes_twice_changes_nothing(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a)
    before = b.database.rows("SELECT * FROM node_imported"), b.database.rows("SELECT * FROM node_derived")
    assert world.pull(b).size == world.pull(b).before == 3
    after = b.database.rows("SELECT * FROM node_imported"), b.database.rows("SELECT * FROM node_derived")
    assert after == before


def test_two_imports_at_once_store_each_entry_once(world: World, a: SimNode, b: SimNode) -> None:
    a.issue(3)
    a.publish()

    def overtaken(path: str, data: bytes) -> bytes:
        if path == CHECKPOINT:
            world.pull(b)
        return data

    with pytest.raises(PeerError, match=r"import\.moved"):
        world.pull(b, Wire(b.name, a, overtaken))
    assert same(a, b)


def test_an_old_checkpoint_that_is_replayed_is_harmless(world: World, a: SimNode, b: SimNode) -> None:
    notes = grown(world, a)
    for note in random.Random(1).sample(notes, len(notes)):
        assert world.pull(b, instead(a, b, note)).code in ("", "pull.old_view")
    assert same(a, b)
    assert alarms(b, a.origin) == []


def test_requests_that_reach_a_witness_in_any_order_never_set_it_back(
    world: World, a: SimNode, b: SimNode
) -> None:
    asked = []
    for _ in range(4):
        a.issue(2)
        a.publish()
        asked.append(cosigning.request(a.log(), 0))
        assert world.cosign(a)
    for old in random.Random(2).sample(asked, len(asked)):
        assert old is not None
        given = world.vouch(b, a.origin, old)
        assert isinstance(given, Refused)
        assert (given.code, given.size) == ("witness.old_size_differs", 8)


def test_an_answer_that_comes_twice_is_kept_once(world: World, a: SimNode, b: SimNode) -> None:
    a.issue(1)
    a.publish()
    assert world.cosign(a, times=3)
    assert len(a.database.rows("SELECT 1 FROM node_cosignature")) == 1


def test_the_words_of_all_witnesses_are_shown(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a)
    shown, third = published(a), key_of(b"third")
    assert shown
    known = TrustedKey(third.public, "c.example", Role.WITNESS, 0, name="c.example")
    line = checkpoint.cosign(shown.checkpoint, third, START).line("c.example", third.public)
    answer = shown.only_by([a.log().key.public]).with_lines(line)
    cosigning.keep(a.log(), answer, [known, *world.witnesses(b)])
    both = published(a)
    assert both
    assert both.cosigned_by("c.example", third.public)
    assert both.cosigned_by(b.name, b.keys[Role.WITNESS].public)


def test_an_old_answer_that_comes_late_does_not_hide_a_newer_one(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a)
    old = published(a)
    assert old is not None
    exchanged(world, a)
    cosigning.keep(a.log(), old, world.witnesses(b))
    newest = published(a)
    assert newest is not None
    assert newest.checkpoint.size == 6


@pytest.mark.parametrize("directions", ["in", "out", "both"])
def test_a_partition_delays_and_loses_nothing(world: World, a: SimNode, b: SimNode, directions: str) -> None:
    exchanged(world, a)
    world.cut = {("a.example", "b.example"), ("b.example", "a.example")}
    if directions != "both":
        world.cut.discard((a.name, b.name) if directions == "in" else (b.name, a.name))
    for _ in range(3):
        a.issue(2)  # each node goes on issuing by itself
        b.issue(1)
        a.publish()
        b.publish()
        with pytest.raises(UnreachableError):
            world.cosign(a)
    world.cut.clear()
    for node in world.nodes:
        assert world.cosign(node)
        assert same(node, world.peer(node))
        assert is_whole(node)
        assert alarms(world.peer(node), node.origin) == []


def test_a_witness_whose_answer_is_lost_is_asked_again(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a)
    a.issue(1)
    a.publish()
    world.cut = {(b.name, a.name)}
    with pytest.raises(UnreachableError):
        world.cosign(a)
    asked = cosigning.request(a.log())
    assert asked is not None
    told = world.vouch(b, a.origin, asked)
    assert isinstance(told, Refused)
    assert (told.http, told.size) == (409, 4)  # it vouched already, and says how far
    world.cut.clear()
    assert world.cosign(a)


@pytest.mark.parametrize("skew", [1 - DAY_S, DAY_S - 1])
@pytest.mark.parametrize("who", [0, 1])
def test_a_clock_a_day_off_hinders_nothing(world: World, a: SimNode, b: SimNode, skew: int, who: int) -> None:
    world.nodes[who].skew = skew
    exchanged(world, a)
    exchanged(world, b)
    assert same(a, b)
    assert same(b, a)
    for node in world.nodes:
        assert verdict(world, node, leaves(node)[0]).answer == "valid"
        assert standing(world.peer(node), leaves(node)[0]) == "in force"


def test_a_cosignature_from_beyond_the_skew_is_not_kept(world: World, a: SimNode, b: SimNode) -> None:
    b.skew = 2 * DAY_S
    a.issue(1)
    a.publish()
    with pytest.raises(ProofError, match=r"peer\.no_cosignature"):
        world.cosign(a)
    b.skew = 0
    assert world.cosign(a)


@pytest.mark.parametrize("width", [1, 40, 255, 300])
def test_a_catch_up_that_stops_anywhere_begins_where_it_was(
    world: World, a: SimNode, b: SimNode, width: int
) -> None:
    a.issue(700)
    a.publish()
    fetched: list[str] = []

    def stop(path: str, data: bytes) -> bytes:
        fetched.append(path)
        if len(fetched) == 3:
            raise UnreachableError("wire.unreachable", node=a.name)
        return data

    with pytest.raises(PeerError):
        world.pull(b, Wire(b.name, a, stop))
    assert held(b, a.origin) == []  # all of a stretch or nothing
    a.issue(width)
    a.publish()
    world.pull(b)
    assert same(a, b)
