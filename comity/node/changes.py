"""What becomes of an act: withdrawn, suspended, resumed. Each is an act of its own, by two officials.

The status list changes with it, in the transaction that stores the act.
"""

from django.db import transaction
from django.db.models import QuerySet

from comity.basis.errors import StateError
from comity.node import docket, standing
from comity.node.docket import Draft, Issued
from comity.node.models import Act, Case, Proposal
from comity.node.node import Node
from comity.node.standing import Change
from comity.node.trusted import approvals_needed


def kind_of(change: Change, kind: str) -> str:
    """The kind of act that does this to acts of a kind: that of its system.

    >>> kind_of(Change.SUSPENSION, "goods.certificate")
    'goods.suspension'
    """
    return f"{kind.split('.')[0]}.{change}"


def propose(node: Node, row: Act, change: Change, reason: str, official: str) -> tuple[Case, bytes]:
    """The case of the change and the digest proposed; an act has one such case, whoever proposes again.

    StateError when the act cannot change so, or exactly this is proposed.
    """
    named = standing.named_by(change, row)
    day = node.clock.today()
    draft = Draft(
        kind=kind_of(change, row.kind),
        subject={"act": row.id},
        body={"reason": reason},
        valid_from=day,
        ends=named,
    )
    with transaction.atomic():  # a proposal that is refused leaves no case behind
        case = _open_cases(row, change).first()
        if case is None:
            case = docket.open_case(node, change, row.id, {"act": row.id, "reason": reason}, day)
        return case, docket.propose(node, case.number, draft, official)


def confirm(node: Node, row: Act, change: Change, digest: bytes, official: str) -> Issued:
    """The act of the change, issued once another official approves the digest proposed."""
    proposal = (
        Proposal.objects.filter(case__in=_open_cases(row, change), digest=digest)
        .select_related("case")
        .first()
    )
    if proposal is None:
        raise StateError("changes.not_proposed", act=row.id, digest=digest.hex())
    docket.approve(node, proposal.case.number, digest, official)
    return docket.issue(node, proposal.case.number, approvals_needed(node, kind_of(change, row.kind)))


def _open_cases(row: Act, change: Change) -> QuerySet[Case]:
    return Case.objects.filter(system=change, subject=row.id, act=None).order_by("id")
