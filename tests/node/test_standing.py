from typing import Any

import pytest

from comity.basis.canonical import decode
from comity.basis.dates import Day
from comity.basis.errors import StateError
from comity.node import changes, docket, statuses
from comity.node.docket import Draft
from comity.node.models import Act
from comity.node.node import Node
from comity.node.standing import Change
from comity.register import act, cose, status
from comity.register.inflate import inflate
from comity.register.status import StatusList

DAY = Day(2026, 11, 21)


@pytest.fixture
def row(node: Node) -> Act:
    number = docket.open_case(node, "test", "lift", {}, DAY).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": "lift"}, {}, DAY), "Anna")
    docket.approve(node, number, digest, "Boris")
    return Act.objects.get(id=docket.issue(node, number, needed=2).id.hex())


def _change(node: Node, row: Act, change: Change, reason: str = "example") -> docket.Issued:
    _, digest = changes.propose(node, row, change, reason, "Anna")
    return changes.confirm(node, row, change, digest, "Boris")


def _status(node: Node, row: Act) -> int | None:
    claims: Any = decode(cose.parse_sign1(statuses.own_token(node), status.MOST_TOKEN_BYTES).payload or b"")
    listed = StatusList("u", 0, inflate(claims[65533]["lst"], 1 << 20))
    return listed.status_of(row.place.index)  # type: ignore[attr-defined]


def test_a_suspension_is_lifted_by_another_act(node: Node, row: Act) -> None:
    assert _status(node, row) == status.VALID
    suspension = act.read(_change(node, row, Change.SUSPENSION).leaf)
    assert (suspension.act.kind, suspension.act.ends) == ("test.suspension", bytes(row.leaf_hash))
    assert len(suspension.act.approvals) == 2
    assert _status(node, row) == status.SUSPENDED
    lifting = act.read(_change(node, row, Change.RESUMPTION).leaf).act
    assert (lifting.kind, lifting.ends) == ("test.resumption", suspension.leaf_hash)
    assert _status(node, row) == status.VALID
    _change(node, row, Change.SUSPENSION, "again")
    assert _status(node, row) == status.SUSPENDED


def test_a_suspended_act_can_be_withdrawn_for_good(node: Node, row: Act) -> None:
    _change(node, row, Change.SUSPENSION)
    _change(node, row, Change.WITHDRAWAL)
    assert _status(node, row) == status.WITHDRAWN
    for change in Change:
        with pytest.raises(StateError, match=r"docket\.ended_already|standing\.not_suspended"):
            changes.propose(node, row, change, "too late", "Anna")


def test_what_cannot_change_so_is_not_proposed(node: Node, row: Act) -> None:
    with pytest.raises(StateError, match=r"standing\.not_suspended"):
        changes.propose(node, row, Change.RESUMPTION, "never was", "Anna")
    _change(node, row, Change.SUSPENSION)
    with pytest.raises(StateError, match=r"standing\.suspended_already"):
        changes.propose(node, row, Change.SUSPENSION, "twice", "Anna")


def test_a_lifted_suspension_is_not_lifted_again(node: Node, row: Act) -> None:
    _change(node, row, Change.SUSPENSION)
    _, first = changes.propose(node, row, Change.RESUMPTION, "cleared", "Anna")
    changes.confirm(node, row, Change.RESUMPTION, first, "Boris")
    with pytest.raises(StateError, match=r"standing\.not_suspended"):
        changes.propose(node, row, Change.RESUMPTION, "cleared twice", "Anna")


def test_a_change_is_not_itself_withdrawn_or_suspended(node: Node, row: Act) -> None:
    for change in (Change.SUSPENSION, Change.WITHDRAWAL):
        made = Act.objects.get(id=_change(node, row, change).id.hex())
        for other in (Change.SUSPENSION, Change.WITHDRAWAL):
            with pytest.raises(StateError, match=r"standing\.stays"):
                changes.propose(node, made, other, "undo", "Anna")


def test_what_was_withdrawn_meanwhile_is_neither_suspended_nor_resumed(node: Node, row: Act) -> None:
    _, digest = changes.propose(node, row, Change.SUSPENSION, "doubt", "Anna")
    _change(node, row, Change.WITHDRAWAL)
    before = Act.objects.count()
    with pytest.raises(StateError, match=r"docket\.ended_already"):
        changes.confirm(node, row, Change.SUSPENSION, digest, "Boris")
    assert (_status(node, row), Act.objects.count()) == (status.WITHDRAWN, before)


def test_one_official_alone_suspends_nothing(node: Node, row: Act) -> None:
    _, digest = changes.propose(node, row, Change.SUSPENSION, "doubt", "Rita")
    with pytest.raises(StateError, match=r"docket\.same_official"):
        changes.confirm(node, row, Change.SUSPENSION, digest, "Rita")
    with pytest.raises(StateError, match=r"changes\.not_proposed"):
        changes.confirm(node, row, Change.RESUMPTION, digest, "Boris")
    assert _status(node, row) == status.VALID
