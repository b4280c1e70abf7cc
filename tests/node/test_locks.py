"""Two who act at once: each waits for the other, on either store."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from comity.basis.errors import StateError
from comity.node import docket, log, sequencer
from comity.node.docket import Draft
from comity.node.locks import hold, purpose_lock
from comity.node.models import Act, Approval, Case, Proposal, StatusPlace
from comity.node.node import Node

AT_ONCE = 4


def _all_at_once(step: Callable[[int], Any]) -> list[Any]:
    """What each of some threads gets, each with a connection of its own; a refusal is its code."""
    start = Barrier(AT_ONCE)

    def run(place: int) -> Any:
        try:
            start.wait()
            return step(place)
        except StateError as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def _proposed(node: Node, name: str = "x") -> tuple[str, bytes]:
    number = docket.open_case(node, "test", "x", {}, node.clock.today()).number
    return number, docket.propose(node, number, Draft("test.permit", {"id": name}, {}), "Anna")


def test_cases_opened_at_once_have_numbers_without_a_gap(node: Node) -> None:
    _all_at_once(lambda _: docket.open_case(node, "test", "x", {}, node.clock.today()))
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"T-2026-{count:06d}" for count in range(1, AT_ONCE + 1)]


def test_a_draft_proposed_at_once_is_proposed_once(node: Node) -> None:
    number = docket.open_case(node, "test", "x", {}, node.clock.today()).number
    draft = Draft("test.permit", {"id": "x"}, {})
    found = _all_at_once(lambda _: docket.propose(node, number, draft, "Anna"))
    assert found.count("docket.proposed_already") == AT_ONCE - 1
    assert Proposal.objects.count() == 1


def test_an_approval_given_at_once_counts_once(node: Node) -> None:
    number, digest = _proposed(node)
    assert _all_at_once(lambda _: docket.approve(node, number, digest, "Boris")) == [None] * AT_ONCE
    assert Approval.objects.count() == 1


def test_a_case_issued_at_once_is_issued_once(node: Node) -> None:
    number, digest = _proposed(node)
    docket.approve(node, number, digest, "Boris")
    found = _all_at_once(lambda _: docket.issue(node, number, needed=2))
    assert found.count("docket.issued_already") == AT_ONCE - 1
    assert (Act.objects.count(), StatusPlace.objects.count()) == (1, 1)


def test_acts_issued_at_once_take_each_a_place_and_a_number(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "number_acts", lambda node: log.number_acts(sequencer.own_log(node)))
    numbers = []
    for place in range(AT_ONCE):
        number, digest = _proposed(node, str(place))
        docket.approve(node, number, digest, "Boris")
        numbers.append(number)
    found = _all_at_once(lambda place: docket.issue(node, numbers[place], needed=2))
    assert sorted(each.status_index for each in found) == list(range(AT_ONCE))
    assert sorted(each.number for each in found) == list(range(AT_ONCE))


def test_a_purpose_is_held_by_one_at_a_time(node: Node) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work(place: int) -> None:
        with transaction.atomic():
            hold("test")
            inside.append(place)
            Case.objects.count()
            most.append(len(inside))
            inside.remove(place)

    _all_at_once(work)
    assert most == [1] * AT_ONCE


@pytest.mark.parametrize("purpose", ["a", "b"])
def test_a_plain_cursor_needs_no_lock(purpose: str) -> None:
    purpose_lock(object(), purpose)
