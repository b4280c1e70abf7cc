"""Alarms and thaws, on each store."""

import pytest

from comity.basis.errors import InputError, StateError
from comity.node import alarms, ledger
from comity.node.database import NodeDatabase
from comity.node.models import Case
from comity.node.node import Node

ORIGIN = "b.example/2026"


def freeze(origin: str = ORIGIN, evidence: str = "comity split view 1\n") -> None:
    with NodeDatabase().transaction() as cursor:
        ledger.raise_alarm(cursor, origin, "pull.split_view", {"origin": origin}, 7, evidence, freezes=True)


def test_only_the_alarm_that_freezes_now_is_said_to(node: Node) -> None:
    with NodeDatabase().transaction() as cursor:
        ledger.raise_alarm(cursor, node.origin, "log.behind", {"size": 1}, 5, "", freezes=False)
    freeze()
    freeze("c.example/2026")
    told = [(each.origin, each.freezes, each.has_evidence) for each in alarms.raised()]
    assert told == [(node.origin, False, False), (ORIGIN, True, True), ("c.example/2026", True, True)]


def test_a_thaw_needs_a_reason_and_a_frozen_log(node: Node) -> None:
    with pytest.raises(StateError, match=r"alarms\.not_frozen"):
        alarms.propose_thaw(node, ORIGIN, "reason", "Anna")
    freeze()
    for reason in (" ", "x" * 401):
        with pytest.raises(InputError, match=r"alarms\.no_reason"):
            alarms.propose_thaw(node, ORIGIN, reason, "Anna")
    assert not Case.objects.exists()


def test_nobody_thaws_alone_and_a_digest_is_for_one_alarm(node: Node) -> None:
    freeze()
    _, digest = alarms.propose_thaw(node, ORIGIN, "seen together", "Rita")
    with pytest.raises(StateError, match=r"docket\.same_official"):
        alarms.confirm_thaw(node, ORIGIN, digest, "Rita")
    with pytest.raises(StateError, match=r"alarms\.not_proposed"):
        alarms.confirm_thaw(node, ORIGIN, bytes(32), "Boris")
    case = alarms.confirm_thaw(node, ORIGIN, digest, "Boris")
    assert [each.facts for each in alarms.raised()][-1] == {
        "case": case.number,
        "reason": "seen together",
        "alarm": alarms.raised()[0].number,
    }
    freeze()
    with pytest.raises(StateError, match=r"alarms\.not_proposed"):
        alarms.confirm_thaw(node, ORIGIN, digest, "Vera")
    again, other = alarms.propose_thaw(node, ORIGIN, "seen together", "Rita")
    assert (again, other != digest) == (case, True)


def test_evidence_is_that_of_one_alarm(node: Node) -> None:
    with pytest.raises(InputError, match=r"alarms\.which"):
        alarms.evidence(None)
    freeze()
    assert alarms.evidence(None) == b"comity split view 1\n"
    freeze("test", "00ff")
    second = alarms.raised()[1].number
    assert alarms.evidence(second) == b"\x00\xff"
    for number in (None, 99):
        with pytest.raises(InputError, match=r"alarms\.which"):
            alarms.evidence(number)
