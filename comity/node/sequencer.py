"""Numbers acts and signs the state of the log they make: one at a time, in batches, after the acts committed.

The lock is SQLite's: a transaction that begins IMMEDIATE waits for the other writer. A process that dies
between an act and its number leaves an act without one; the next run numbers it.
"""

from django.db import transaction
from django.db.models.expressions import RawSQL

from comity.node.models import Act, Checkpoint, Entry
from comity.node.node import Node
from comity.register import checkpoint
from comity.register.merkle import Tree

BATCH = 1000  # acts a transaction numbers: some tens of milliseconds, so that no other writer waits long


def number_acts(node: Node) -> int:
    """Give every act that has none its number in the log, and sign a checkpoint; how many were numbered."""
    done = 0
    while batch := _number_batch():
        done += batch
    sign_checkpoint(node)
    return done


def sign_checkpoint(node: Node) -> Checkpoint | None:
    """The signed checkpoint of the log as it is now, made if need be; None while the log is empty."""
    with transaction.atomic():
        size = Entry.objects.count()
        held = Checkpoint.objects.filter(size=size).first()
        if held or not size:
            return held
        state = checkpoint.Checkpoint(node.origin, size, log_tree(size).root())
        note = str(checkpoint.sign(state, node.vault.key("log")))
        return Checkpoint.objects.create(size=size, root=state.root, note=note, made_at=node.clock.now())


def log_tree(size: int | None = None) -> Tree:
    """The tree over the first `size` entries, or over all."""
    known = Entry.objects.order_by("number").values_list("act__leaf_hash", flat=True)
    return Tree(known if size is None else known[:size])


def _number_batch() -> int:
    with transaction.atomic():
        waiting = Act.objects.filter(entry=None).order_by(RawSQL("node_act.rowid", ()))[:BATCH]
        start = Entry.objects.count()
        entries = [Entry(number=start + place, act=act) for place, act in enumerate(waiting)]
        Entry.objects.bulk_create(entries)
    return len(entries)
