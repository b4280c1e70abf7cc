"""A process dies, or the disk is full, at each point where something becomes durable; then it starts again.

The points are counted in a dry run of the same work, so none is left out. "commit" and "write" come before
it is durable, "committed" and "written" after, when only the answer is lost.
"""

from collections.abc import Callable
from functools import cache
from weakref import WeakKeyDictionary

import pytest

from comity.basis.errors import StateError
from comity.node import cosigning, fsck
from tests.faults.look import acts_of, is_whole, same
from tests.faults.memory import Crash, DiskFullError, remembered
from tests.faults.world import LATER_KINDS, NOVEL, SimNode, World, published

Work = Callable[[World, SimNode, SimNode], object]


def write(world: World, a: SimNode, b: SimNode) -> None:
    a.issue(3)


def number_and_publish(world: World, a: SimNode, b: SimNode) -> None:
    a.publish()


def import_log(world: World, a: SimNode, b: SimNode) -> None:
    world.pull(b)


def vouch(world: World, a: SimNode, b: SimNode) -> None:
    asked = cosigning.request(a.log())
    assert asked
    world.vouch(b, a.origin, asked)


def cosign(world: World, a: SimNode, b: SimNode) -> None:
    world.cosign(a)


def issue_novel(world: World, a: SimNode, b: SimNode) -> None:
    a.issue(3, NOVEL)


def examine_again(world: World, a: SimNode, b: SimNode) -> None:
    world.kinds = LATER_KINDS
    world.list_keys()
    world.examine_again(b)


def damage(world: World, a: SimNode, b: SimNode) -> None:
    for path in ("tile/entries/000", "tile/0/000", "tile/1/000.p/1"):
        a.shelf.files[path] = a.shelf.files[path][:-1] + b"!"


def mend(world: World, a: SimNode, b: SimNode) -> None:
    fsck.mend_shelf(a.log())


def back_up(world: World, a: SimNode, b: SimNode) -> None:
    BACKUPS[world] = a.database.backup()


def set_back(world: World, a: SimNode, b: SimNode) -> None:
    a.database.restore(BACKUPS[world])
    a.shelf.files.clear()


def recover(world: World, a: SimNode, b: SimNode) -> None:
    world.recover(a)


BACKUPS: WeakKeyDictionary[World, bytes] = WeakKeyDictionary()
# what happens before the work, the work, and who does it: 0 the log's own node, 1 its peer
WORKS: dict[str, tuple[list[Work], Work, int]] = {
    "writer": ([], write, 0),
    "sequencer and publisher": ([write], number_and_publish, 0),
    "importer": ([write, number_and_publish], import_log, 1),
    "witness": ([write, number_and_publish, import_log], vouch, 1),
    "keeper of the answer": ([write, number_and_publish, import_log], cosign, 0),
    "examiner": ([issue_novel, number_and_publish, import_log], examine_again, 1),
    "mender": ([write, number_and_publish, damage], mend, 0),
    "recoverer": ([back_up, write, number_and_publish, cosign, set_back], recover, 0),
}


def begun(name: str) -> tuple[World, SimNode]:
    """A world with a short history already, just before the work; and who is to do it."""
    world = World(7)
    a, b = world.nodes
    a.issue(254)
    a.publish()
    world.cosign(a)
    before, _, place = WORKS[name]
    for step in before:
        step(world, a, b)
    for node in world.nodes:
        node.fuse.reached.clear()
    return world, world.nodes[place]


def do(name: str, world: World) -> None:
    WORKS[name][1](world, *world.nodes)


@cache
def points(name: str) -> list[str]:
    """What is reached in the work when nothing fails."""
    with remembered():
        world, node = begun(name)
        do(name, world)
    return node.fuse.reached


ALL = [(name, number, point) for name in WORKS for number, point in enumerate(points(name), start=1)]


def test_each_kind_of_process_has_points_to_die_at() -> None:
    assert {name: len(points(name)) > 1 for name in WORKS} == dict.fromkeys(WORKS, True)
    publishing = points("sequencer and publisher")
    assert publishing.count("write") >= 6  # tiles, bundles, checkpoint
    assert publishing.count("discard") == 2  # the partial tile that is full now, and its bundle


@pytest.mark.parametrize("fault", [Crash, DiskFullError])
@pytest.mark.parametrize(("name", "number", "point"), ALL)
def test_whoever_dies_anywhere_finds_its_work_and_ends_it(
    name: str, number: int, point: str, fault: type[BaseException]
) -> None:
    world, node = begun(name)
    a, b = world.nodes
    stored = acts_of(a)
    node.fuse.left, node.fuse.fault = number, fault
    with pytest.raises(fault, match=f"^{point}$"):
        do(name, world)
    assert acts_of(a) >= stored  # what was acknowledged stays, whatever becomes of the rest
    try:
        world.stand(a)
    except StateError:
        world.recover(a)
    fsck.mend_shelf(a.log())
    a.issue(1)
    a.publish()
    assert world.cosign(a)
    assert is_whole(a)
    assert same(a, b)
    shown = published(a)
    assert shown is not None
    assert shown.checkpoint.size == len(acts_of(a))


@pytest.mark.parametrize(("name", "number", "point"), ALL)
def test_no_unfinished_work_is_seen_from_outside(name: str, number: int, point: str) -> None:
    world, node = begun(name)
    a, b = world.nodes
    node.fuse.left, node.fuse.fault = number, Crash
    with pytest.raises(Crash):
        do(name, world)
    shown = published(a)
    if shown and name != "mender":
        assert a.log().tree(shown.checkpoint.size).root() == shown.checkpoint.root
        assert a.size() >= shown.checkpoint.size
    assert b.copied(a.origin) in (254, 257)
