"""Erasure: by two officials, what opens the digests of an act is deleted; act and log stay as they are."""

from django.db import transaction

from comity.basis.errors import InputError, StateError
from comity.node import disclosures, docket
from comity.node.docket import Draft
from comity.node.models import Act, Case, Disclosure, Proposal
from comity.node.node import Node

SYSTEM = "erasure"
_LONGEST_REASON = 400


def propose_erasure(node: Node, row: Act, reason: str, official: str) -> tuple[Case, bytes]:
    """The case of the erasure and the digest proposed; StateError when nothing is left to erase."""
    told = reason.strip()
    if not told or len(told) > _LONGEST_REASON:
        raise InputError("erasure.no_reason", path="--reason", limit=_LONGEST_REASON)
    draft = Draft(
        kind=f"{row.kind.split('.')[0]}.{SYSTEM}",
        subject={"act": row.id},
        body={"reason": told, "paths": _left(row)},
    )
    with transaction.atomic():  # a proposal that is refused leaves no case behind
        case = Case.objects.filter(system=SYSTEM, subject=row.id).order_by("id").first()
        if case is None:
            case = docket.open_case(node, SYSTEM, row.id, {"act": row.id}, node.clock.today())
        return case, docket.propose(node, case.number, draft, official)


def confirm_erasure(node: Node, row: Act, digest: bytes, official: str) -> tuple[str, ...]:
    """The places erased, once another official approves the digest proposed; salts and values are gone.

    Who erased and why stays in the case, signed by both; no act says so.
    """
    asked = Proposal.objects.filter(case__system=SYSTEM, case__subject=row.id, digest=digest)
    proposal = asked.select_related("case").first()
    if proposal is None:
        raise StateError("erasure.not_proposed", act=row.id, digest=digest.hex())
    with transaction.atomic():
        paths = _left(row)
        docket.approve(node, proposal.case.number, digest, official)
        Disclosure.objects.filter(act=row).delete()
    return paths


def _left(row: Act) -> tuple[str, ...]:
    paths = tuple(each.path for each in disclosures.held(row))
    if not paths:
        raise StateError("erasure.nothing", act=row.id)
    return paths
