"""Alarms: what was noticed of a log that must not be, and how a frozen log is taken again.

A log freezes by itself when it shows two histories. It thaws by two officials, as an act is withdrawn: one
proposes with a reason, another confirms exactly that. Nothing is erased by it; a log that still shows another
history than the copy here freezes anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from comity.basis.errors import InputError, StateError
from comity.node import docket, ledger
from comity.node.database import NodeDatabase
from comity.node.docket import Draft
from comity.node.models import Alarm, Case, Proposal
from comity.node.node import Node

SYSTEM, SPLIT_VIEW = "thaw", "comity split view"
_LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm by its number; `freezes` when it is the one that keeps its log frozen now."""

    number: int
    origin: str
    code: str
    facts: Mapping[str, Any]
    raised_at: int
    has_evidence: bool
    freezes: bool


def raised() -> list[Raised]:
    """All alarms, oldest first."""
    rows = list(Alarm.objects.order_by("id"))
    freezing = {found.pk for origin in {row.origin for row in rows} if (found := _freezing(origin))}
    return [
        Raised(row.pk, row.origin, row.code, row.facts, row.raised_at, bool(row.evidence), row.pk in freezing)
        for row in rows
    ]


def evidence(number: int | None) -> bytes:
    """The evidence of an alarm, or of the only one that has some: a split view, or the trust list refused.

    InputError when it is not one.
    """
    rows = Alarm.objects.exclude(evidence="").order_by("id")
    chosen = [row for row in rows if number in (None, row.pk)]
    if len(chosen) != 1:
        numbers = tuple(str(row.pk) for row in rows)
        raise InputError("alarms.which", path="NUMBER", numbers=numbers or ("-",))
    told = chosen[0].evidence
    return told.encode() if told.startswith(SPLIT_VIEW) else bytes.fromhex(told)


def propose_thaw(node: Node, origin: str, reason: str, official: str) -> tuple[Case, bytes]:
    """The case of the thaw and the digest proposed; StateError when the log is not frozen."""
    told = reason.strip()
    if not told or len(told) > _LONGEST_REASON:
        raise InputError("alarms.no_reason", path="--reason", limit=_LONGEST_REASON)
    alarm = _frozen(origin)
    draft = Draft(
        kind=f"register.{SYSTEM}", subject={"log": origin}, body={"reason": told, "alarm": alarm.pk}
    )
    with transaction.atomic():  # a proposal that is refused leaves no case behind
        case = Case.objects.filter(system=SYSTEM, subject=origin).order_by("id").first()
        if case is None:
            case = docket.open_case(node, SYSTEM, origin, {"log": origin}, node.clock.today())
        return case, docket.propose(node, case.number, draft, official)


def confirm_thaw(node: Node, origin: str, digest: bytes, official: str) -> Case:
    """The case, once another official approves the digest proposed for the alarm that freezes the log now."""
    alarm = _frozen(origin)
    asked = Proposal.objects.filter(case__system=SYSTEM, case__subject=origin, digest=digest)
    proposal = asked.select_related("case").first()
    body = docket.read_draft(bytes(proposal.draft)).body if proposal else {}
    if proposal is None or body["alarm"] != alarm.pk:
        raise StateError("alarms.not_proposed", origin=origin, digest=digest.hex())
    with transaction.atomic(), NodeDatabase().transaction() as cursor:
        docket.approve(node, proposal.case.number, digest, official)
        facts = {"case": proposal.case.number, "reason": body["reason"], "alarm": alarm.pk}
        ledger.raise_alarm(cursor, origin, ledger.THAWED, facts, node.clock.now(), "", freezes=False)
    return proposal.case


def _frozen(origin: str) -> Alarm:
    found = _freezing(origin)
    if found is None:
        raise StateError("alarms.not_frozen", origin=origin[:100])
    return found


def _freezing(origin: str) -> Alarm | None:
    with NodeDatabase().transaction() as cursor:
        frozen = ledger.is_frozen(cursor, origin)
    newest = Alarm.objects.filter(origin=origin, freezes=True).order_by("-id").first()
    return newest if frozen else None
