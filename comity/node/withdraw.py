"""Withdrawal: another act, by two officials, that ends one; the status list changes with it."""

from django.db import transaction
from django.db.models import QuerySet

from comity.basis.errors import StateError
from comity.node import docket
from comity.node.docket import Draft, Issued
from comity.node.models import Act, Case, Proposal, StatusChange
from comity.node.node import Node
from comity.node.trusted import approvals_needed

SYSTEM = "withdrawal"


def withdrawal_kind(kind: str) -> str:
    """The kind of act that withdraws acts of a kind: that of its system.

    >>> withdrawal_kind("goods.certificate")
    'goods.withdrawal'
    """
    return f"{kind.split('.')[0]}.withdrawal"


def propose_withdrawal(node: Node, row: Act, reason: str, official: str) -> tuple[Case, bytes]:
    """The case of the withdrawal and the digest proposed; an act has one such case, whoever proposes again.

    StateError when the act has ended already, or exactly this withdrawal of it is proposed.
    """
    if StatusChange.objects.filter(place__act=row).exists():
        raise StateError("docket.ended_already", act=row.id)
    day = node.clock.today()
    draft = Draft(
        kind=withdrawal_kind(row.kind),
        subject={"act": row.id},
        body={"reason": reason},
        valid_from=day,
        ends=bytes(row.leaf_hash),
    )
    with transaction.atomic():  # a proposal that is refused leaves no case behind
        case = _open_cases(row).first()
        if case is None:
            case = docket.open_case(node, SYSTEM, row.id, {"act": row.id, "reason": reason}, day)
        return case, docket.propose(node, case.number, draft, official)


def confirm_withdrawal(node: Node, row: Act, digest: bytes, official: str) -> Issued:
    """The withdrawal act, issued once another official approves the digest proposed."""
    proposal = (
        Proposal.objects.filter(case__in=_open_cases(row), digest=digest).select_related("case").first()
    )
    if proposal is None:
        raise StateError("withdraw.not_proposed", act=row.id, digest=digest.hex())
    docket.approve(node, proposal.case.number, digest, official)
    return docket.issue(node, proposal.case.number, approvals_needed(node, withdrawal_kind(row.kind)))


def _open_cases(row: Act) -> QuerySet[Case]:
    return Case.objects.filter(system=SYSTEM, subject=row.id, act=None).order_by("id")
