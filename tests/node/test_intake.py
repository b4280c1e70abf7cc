"""Acts in bulk: one commit for many, and each asker is told of its own."""

import threading
from collections.abc import Sequence

import pytest
from django.db import OperationalError

from comity.basis.errors import StateError
from comity.node.docket import Draft, store_unasked
from comity.node.intake import MOST, GroupCommit
from comity.node.models import Act, StatusPlace, Waiting
from comity.node.node import Node

NOTICE = "test.notice"


@pytest.fixture
def bulk(node: Node) -> Node:
    kinds = next((node.home.parent / "packs").rglob("acts.md"))
    kinds.write_text(kinds.read_text("utf-8") + f'| "{NOTICE}"     | 0         |\n', "utf-8")
    return node


def drafts(count: int, kind: str = NOTICE) -> list[Draft]:
    return [Draft(kind, {"id": str(number)}, {"n": number}) for number in range(count)]


def test_many_acts_are_stored_at_once_in_their_order(bulk: Node) -> None:
    made = store_unasked(bulk, drafts(5))
    assert [row.act_id for row in Waiting.objects.order_by("id")] == [act.id for act in made]
    assert [place.index for place in StatusPlace.objects.order_by("index")] == list(range(5))
    assert [bytes(Act.objects.get(id=act.id).leaf) for act in made] == [act.leaf for act in made]


def test_one_that_officials_decide_keeps_all_of_them_out(bulk: Node) -> None:
    with pytest.raises(StateError, match=r"docket\.needs_officials"):
        store_unasked(bulk, [*drafts(2), *drafts(1, "test.permit")])
    assert not Act.objects.exists()


def test_what_comes_while_one_commit_runs_shares_the_next() -> None:
    begun, go_on, sizes = threading.Event(), threading.Event(), []

    def store(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        begun.set()
        go_on.wait(5)
        return [item * 10 for item in items]

    group = GroupCommit(store)
    first = group.submit(0)
    begun.wait(5)
    futures = [group.submit(item) for item in range(1, MOST + 2)]
    go_on.set()
    assert [first.result(5), *(future.result(5) for future in futures)] == [n * 10 for n in range(MOST + 2)]
    assert sizes == [1, MOST, 1]
    group.close()


def test_one_that_is_cancelled_while_it_waits_hinders_no_other() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def store(items: Sequence[int]) -> Sequence[int]:
        begun.set()
        go_on.wait(5)
        return items

    group = GroupCommit(store)
    group.submit(0)
    begun.wait(5)
    cancelled, last = group.submit(1), group.submit(2)
    assert cancelled.cancel()
    go_on.set()
    assert last.result(5) == 2
    group.close()


def test_nothing_is_stored_again_when_the_database_may_have_stored_it() -> None:
    begun, go_on = threading.Event(), threading.Event()
    stored: list[int] = []

    def store(items: Sequence[int]) -> Sequence[int]:
        begun.set()
        go_on.wait(5)
        stored.extend(items)
        raise OperationalError("the answer to the commit was lost")

    group = GroupCommit(store)
    group.submit(0)
    begun.wait(5)
    futures = [group.submit(item) for item in (1, 2)]
    go_on.set()
    for future in futures:
        with pytest.raises(OperationalError):
            future.result(5)
    assert stored == [0, 1, 2]
    group.close()


def test_a_bad_one_spoils_no_other_and_is_told_alone() -> None:
    def store(items: Sequence[int]) -> list[int]:
        if 3 in items:
            raise StateError("test.bad")
        return list(items)

    group = GroupCommit(store)
    futures = [group.submit(item) for item in range(6)]
    group.close()
    assert [future.result(5) for future in futures if futures.index(future) != 3] == [0, 1, 2, 4, 5]
    with pytest.raises(StateError, match=r"test\.bad"):
        futures[3].result(5)
