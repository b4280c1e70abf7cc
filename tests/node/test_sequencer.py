import subprocess
import sys
from pathlib import Path

from comity.node import docket, store
from comity.node.docket import Draft
from comity.node.models import Act, Checkpoint, Entry
from comity.node.node import Node
from comity.node.sequencer import number_acts, own_log
from comity.register import checkpoint
from comity.register.merkle import Tree

DIE_BEFORE_NUMBERING = """
import os, signal, sys
from pathlib import Path
from comity.node import docket, sequencer
from comity.node.node import open_node
node = open_node(Path(sys.argv[1]))
sequencer.number_acts = lambda node: os.kill(os.getpid(), signal.SIGKILL)
docket.issue(node, sys.argv[2], needed=2)
"""
APPEND = """
import os, sys
from pathlib import Path
from comity.node.node import open_node
from comity.node.models import Act
from comity.node.sequencer import number_acts
node = open_node(Path(sys.argv[1]))
for turn in range(15):
    leaf = f"{sys.argv[2]}-{turn}".encode()
    Act.objects.create(id=os.urandom(16).hex(), kind="k", issued_at=1, leaf=leaf, leaf_hash=leaf)
    number_acts(node)
"""


def _run(script: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", script, *arguments])


def _approved(node: Node) -> str:
    case = docket.open_case(node, "test", "x", {}, node.clock.today())
    digest = docket.propose(node, case.number, Draft("test.permit", {"id": "x"}, {}), "Anna")
    docket.approve(node, case.number, digest, "Boris")
    return case.number


def test_a_death_between_act_and_number_is_mended_by_the_next_run(node: Node) -> None:
    number = _approved(node)
    assert _run(DIE_BEFORE_NUMBERING, str(node.home), number).wait() == -9
    act = Act.objects.get()
    assert not Entry.objects.exists()
    assert not Checkpoint.objects.exists()
    assert store.carried(node, act).number == 0
    assert number_acts(node) == 0
    assert Entry.objects.get().act_id == act.id


def test_processes_that_append_at_once_leave_no_gap(node: Node) -> None:
    running = [_run(APPEND, str(node.home), name) for name in "abc"]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(45))


def test_every_checkpoint_is_signed_over_the_entries_before_it(node: Node) -> None:
    for _ in range(3):
        docket.issue(node, _approved(node), needed=2)
    whole = Tree(bytes(row.leaf_hash) for row in Act.objects.order_by("entry__number"))
    key = node.vault.key("log").public
    for row in Checkpoint.objects.all():
        signed = checkpoint.read(row.note)
        assert signed.signed_by(key)
        tiled = own_log(node).tree(row.size).root()
        assert signed.checkpoint.root == bytes(row.root) == whole.root(row.size) == tiled
    assert Checkpoint.objects.count() == 3


def test_batches_number_in_the_order_of_commit(node: Node, tmp_path: Path) -> None:
    names = [f"{place:032x}" for place in (5, 1, 9, 3)]
    for name in names:
        Act.objects.create(id=name, kind="k", issued_at=1, leaf=name.encode(), leaf_hash=name.encode())
    assert number_acts(node) == 4
    assert list(Entry.objects.order_by("number").values_list("act_id", flat=True)) == names
