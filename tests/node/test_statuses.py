from pathlib import Path

import pytest

from comity.basis.dates import Day
from comity.basis.errors import StateError
from comity.node import changes, docket, exports, statuses, trust_draft, trusted
from comity.node.clock import Clock
from comity.node.docket import Draft
from comity.node.models import Act
from comity.node.node import Node
from comity.node.standing import Change
from comity.node.trust_draft import Terms
from comity.register import act, status
from comity.register.status import StatusList

DAY = Day(2026, 11, 21)
KIND = f'| "{statuses.KIND}" | 0 |\n'


@pytest.fixture
def listed(node: Node) -> Node:
    """The node with a trust list of its own keys."""
    own = exports.own_export(node, ["test.permit"])
    trusted.accept(node, trust_draft.draft(node, [own], Terms("test")))
    return node


@pytest.fixture
def logging(pack_folder: Path, listed: Node) -> Node:
    """The same where the packs know the act that tells of a status list."""
    with (pack_folder / "test" / "acts.md").open("a", encoding="utf-8") as stream:
        stream.write(KIND)
    return listed


def _issue(node: Node) -> Act:
    number = docket.open_case(node, "test", "lift", {}, DAY).number
    digest = docket.propose(node, number, Draft("test.permit", {"id": "lift"}, {}, DAY), "Anna")
    docket.approve(node, number, digest, "Boris")
    return Act.objects.get(id=docket.issue(node, number, needed=2).id.hex())


def _read(node: Node, token: bytes) -> StatusList:
    return status.read(token, trusted.needed_list(node))


def _suspend(node: Node, row: Act) -> None:
    _, digest = changes.propose(node, row, Change.SUSPENSION, "example", "Anna")
    changes.confirm(node, row, Change.SUSPENSION, digest, "Boris")


def test_a_list_tells_what_is_suspended(listed: Node) -> None:
    row = _issue(listed)
    assert _read(listed, statuses.own_token(listed)).status_of(0) == status.VALID
    _suspend(listed, row)
    assert _read(listed, statuses.own_token(listed)).status_of(0) == status.SUSPENDED


def test_each_list_that_says_something_new_is_in_the_log(logging: Node) -> None:
    row = _issue(logging)
    first = _read(logging, statuses.publish(logging))
    made = act.read(bytes(Act.objects.get(kind=statuses.KIND).leaf)).act
    assert made.subject == {"uri": first.uri}
    assert made.body == {"digest": first.digest, "issued_at": first.issued_at, "size": len(first)}
    assert made.approvals == ()
    statuses.publish(logging)
    assert Act.objects.filter(kind=statuses.KIND).count() == 1
    _suspend(logging, row)
    second = _read(logging, statuses.publish(logging))
    assert second.digest != first.digest
    assert Act.objects.filter(kind=statuses.KIND).count() == 2
    statuses.publish(logging)
    assert Act.objects.filter(kind=statuses.KIND).count() == 2


def test_packs_without_the_kind_keep_lists_out_of_the_log(listed: Node) -> None:
    _issue(listed)
    assert _read(listed, statuses.publish(listed)).status_of(0) == status.VALID
    assert Act.objects.count() == 1


def test_a_list_dated_ahead_keeps_no_later_one_out(listed: Node) -> None:
    _issue(listed)
    wrong = Node(listed.home, listed.config, Clock(Day(2031, 1, 1)), listed.vault)
    with pytest.raises(StateError, match=r"statuses\.ahead"):
        statuses.keep(listed, statuses.own_token(wrong))
    statuses.keep(listed, statuses.own_token(listed))


def test_an_older_list_is_not_kept(listed: Node) -> None:
    _issue(listed)
    later = Node(listed.home, listed.config, Clock(Day(2026, 11, 22)), listed.vault)
    kept = statuses.keep(listed, statuses.own_token(later))
    with pytest.raises(StateError, match=r"statuses\.older"):
        statuses.keep(listed, statuses.own_token(listed))
    held = statuses.held_lists(listed, trusted.needed_list(listed))
    assert held == {kept.uri: kept}
