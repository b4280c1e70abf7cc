"""Acts in bulk: many that no official decides become durable in one transaction, whoever asked for each.

One commit waits for the disk once, however many acts it holds: that is what makes thousands a second of them
(group commit). Each is still signed, placed in the status list and stored as one by one; nobody is told that
an act is stored before it is.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from django.db import DatabaseError, close_old_connections

from comity.node.docket import Draft, store_unasked
from comity.node.ledger import StoredAct
from comity.node.node import Node

MOST = 256  # acts of one commit: a tile's width, some 30 ms

_Item = TypeVar("_Item")
_Kept = TypeVar("_Kept")


class GroupCommit(Generic[_Item, _Kept]):
    """Stores what several threads bring, all that waits at once; each gets what became of its own.

    When a whole batch is refused, each of it is stored alone, so that a bad one spoils no other; what the
    database fails at is told to all of it.
    """

    def __init__(self, store: Callable[[Sequence[_Item]], Sequence[_Kept]]) -> None:
        """Start the one thread that stores."""
        self._store = store
        self._waiting: queue.SimpleQueue[tuple[_Item, Future[_Kept]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def submit(self, item: _Item) -> "Future[_Kept]":
        """What will come of the item, once it is durable."""
        future: Future[_Kept] = Future()
        self._waiting.put((item, future))
        return future

    def close(self) -> None:
        """Store what waits and end."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while batch := self._batch():
            self._keep([each for each in batch if each[1].set_running_or_notify_cancel()])
            close_old_connections()

    def _batch(self) -> "list[tuple[_Item, Future[_Kept]]]":
        first = self._waiting.get()
        batch = [first] if first else []
        while batch and len(batch) < MOST and not self._waiting.empty():
            following = self._waiting.get()
            if following is None:
                self._waiting.put(None)
                break
            batch.append(following)
        return batch

    def _keep(self, batch: "Sequence[tuple[_Item, Future[_Kept]]]") -> None:
        if not batch:
            return
        try:
            kept = self._store([item for item, _ in batch])
        except Exception as fault:  # noqa: BLE001 whoever waits is told, whatever it is
            # a database that fails may have committed all the same: stored again, an act would be there twice
            if len(batch) == 1 or isinstance(fault, DatabaseError):
                for _, future in batch:
                    future.set_exception(fault)
                return
            for each in batch:
                self._keep([each])
            return
        for (_, future), result in zip(batch, kept, strict=True):
            future.set_result(result)


def intake(node: Node) -> GroupCommit[Draft, StoredAct]:
    """A group commit of drafts of kinds that no official decides; close it to end its thread."""
    return GroupCommit(lambda drafts: store_unasked(node, drafts))
