"""Cases: opened, proposed by one official, approved by another, issued as a signed act."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from django.db import transaction

from comity.basis.canonical import decode, encode
from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError, ProofError, StateError
from comity.node import disclosures, ledger, locks, officials, sequencer, standing, trusted
from comity.node.database import NodeDatabase
from comity.node.ledger import StoredAct
from comity.node.models import Act as ActRow
from comity.node.models import Approval, Case, Entry, Official, Proposal, StatusPlace
from comity.node.node import Node
from comity.register import act as acts
from comity.register.act import Act, Computed, StatusRef
from comity.register.disclosure import Disclosure, proposal_digest
from comity.register.merkle import leaf_hash
from comity.register.trust import Role

_ID_BYTES = 16
_LONGEST_SUBJECT = 400


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be decided; days inclusive, `ends` the leaf hash of the act it ends or suspends.

    `personal` are the places that speak of a person (`/body/driver/name`): officials read them, the act does
    not say them.
    """

    kind: str
    subject: Mapping[str, Any]
    body: Mapping[str, Any]
    valid_from: Day | None = None
    valid_until: Day | None = None
    ends: bytes | None = None
    computed: Computed | None = None
    personal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """An act that stands: its id, signed bytes, number in the log, and place in the status list if any.

    `number` is None while the node's worker has not come to it.
    """

    id: bytes
    leaf: bytes
    number: int | None
    status_index: int | None


def open_case(node: Node, system: str, subject: str, document: Mapping[str, Any], day: Day) -> Case:
    """A new case of a system, numbered by its first letter, the year and a count: `G-2026-000001`."""
    with transaction.atomic():
        start = f"{system[:1].upper()}-{day.year}-"
        locks.hold(f"case {start}")
        count = Case.objects.filter(number__startswith=start).count() + 1
        return Case.objects.create(
            number=f"{start}{count:06d}",
            system=system,
            subject=subject[:_LONGEST_SUBJECT],
            document=document,
            opened_on=day,
        )


def find_case(number: str) -> Case:
    """The case of that number; InputError when there is none."""
    found = Case.objects.filter(number=number.strip().upper()).first()
    if found is None:
        raise InputError("docket.no_case", path="case", number=number[:40])
    return found


def propose(node: Node, number: str, draft: Draft, official: str) -> bytes:
    """The digest of the draft, proposed and signed by an official who may; the newest one is decided on."""
    proposer = officials.allowed(officials.find_official(official), "propose")
    made = digest(node, draft)
    with transaction.atomic():
        case = _undecided(number)
        newest = _newest(case)
        if newest is not None and newest.digest == made:
            raise StateError("docket.proposed_already", case=case.number, official=newest.official.name)
        if Proposal.objects.filter(case=case, digest=made).exists():
            raise StateError("docket.superseded", case=case.number, digest=made.hex())
        Proposal.objects.create(
            case=case,
            digest=made,
            draft=_draft_bytes(draft),
            official=proposer,
            signature=officials.private_key(node, proposer).sign(_step("propose", case, made)),
            at=node.clock.now(),
        )
    return made


def approve(node: Node, number: str, digest: bytes, official: str) -> None:
    """Record another person's approval of exactly the digest proposed; StateError otherwise."""
    approver = officials.allowed(officials.find_official(official), "approve")
    with transaction.atomic():
        case = _undecided(number)
        proposal = _proposal(case)
        if proposal.official_id == approver.pk:
            raise StateError("docket.same_official", case=case.number, official=approver.name)
        if proposal.digest != digest:
            raise StateError(
                "docket.wrong_digest", case=case.number, given=digest.hex(), proposed=proposal.digest.hex()
            )
        if Approval.objects.filter(proposal=proposal, official=approver).exists():
            return  # a step taken again after what followed it failed
        Approval.objects.create(
            proposal=proposal,
            official=approver,
            signature=officials.private_key(node, approver).sign(_step("approve", case, digest)),
            at=node.clock.now(),
        )


def issue(node: Node, number: str, needed: int) -> Issued:
    """The act of a case that `needed` officials decided, signed and stored at once, then numbered in the log.

    One transaction: every signature is checked again, the act is signed, a status place taken, and what it
    ends marked; nothing is stored when any of it fails.
    """
    with transaction.atomic():
        case = _undecided(number)
        proposal = _proposal(case)
        draft = read_draft(proposal.draft)
        deciders = _deciders(node, case, proposal, draft)
        if len(deciders) < needed:
            raise StateError("docket.too_few", case=case.number, have=len(deciders), needed=needed)
        index = next_place()
        (row,) = _store(node, [(draft, index)], deciders)
        case.act_id = row.id
        case.save(update_fields=["act"])
    sequencer.number_acts(node)
    return Issued(bytes.fromhex(row.id), row.leaf, _number(row.id), index)


def issue_unasked(node: Node, draft: Draft) -> Issued:
    """The act of a kind that the node makes by itself, stored at once, then numbered in the log."""
    (row,) = store_unasked(node, [draft])
    sequencer.number_acts(node)
    place = StatusPlace.objects.filter(act_id=row.id).first()
    return Issued(bytes.fromhex(row.id), row.leaf, _number(row.id), place.index if place else None)


def store_unasked(node: Node, drafts: Sequence[Draft]) -> list[StoredAct]:
    """The acts of kinds that no official decides, signed and stored all or none, without numbers yet.

    StateError for a kind that officials decide, or that the packs do not know.
    """
    known = trusted.kinds_in(node.packs())
    for draft in drafts:
        kind = known.get(draft.kind)
        if kind is None:
            raise StateError("trusted.no_kind", kind=draft.kind)
        if kind.approvals:
            raise StateError("docket.needs_officials", kind=draft.kind, needed=kind.approvals)
    with transaction.atomic():
        free = count(next_place())
        placed = [(draft, next(free) if known[draft.kind].has_status else None) for draft in drafts]
        return _store(node, placed, ())


def next_place() -> int:
    """The first free place in the status list, this transaction's until it ends."""
    locks.hold("status places")
    newest = StatusPlace.objects.order_by("-index").first()
    return newest.index + 1 if newest else 0


def digest(node: Node, draft: Draft) -> bytes:
    """What the officials sign: all that is decided, without number, time and status place."""
    return proposal_digest(_act(node, draft, bytes(_ID_BYTES), None, ()), draft.personal)


def newest_draft(number: str) -> tuple[Draft, bytes] | None:
    """The draft now proposed in a case and its digest; None before the first proposal."""
    proposal = _newest(find_case(number))
    return (read_draft(proposal.draft), proposal.digest) if proposal else None


def status_uri(node: Node) -> str:
    """The name of the list the status of this node's acts stands in."""
    return f"{node.origin}/status"


def read_draft(data: bytes) -> Draft:
    """The draft in its stored bytes."""
    kind, subject, body, start, until, ends, found, *personal = decode(data)
    computed = Computed(found[0], parse_day(found[1]), *found[2:]) if found else None
    return Draft(kind, subject, body, _day(start), _day(until), ends, computed, tuple(personal))


def _draft_bytes(draft: Draft) -> bytes:
    found = draft.computed
    computed = found and [found.rule, str(found.on), found.inputs, found.packs, found.code, found.result]
    days = [str(day) if day else None for day in (draft.valid_from, draft.valid_until)]
    return encode([draft.kind, draft.subject, draft.body, *days, draft.ends, computed, *draft.personal])


def _day(text: str | None) -> Day | None:
    return parse_day(text) if text else None


def _undecided(number: str) -> Case:
    case = Case.objects.select_for_update().get(pk=find_case(number).pk)  # one step a case at a time
    if case.act_id:
        raise StateError("docket.issued_already", case=case.number, act=case.act_id)
    return case


def _newest(case: Case) -> Proposal | None:
    return Proposal.objects.filter(case=case).select_related("official").order_by("-id").first()


def _proposal(case: Case) -> Proposal:
    proposal = _newest(case)
    if proposal is None:
        raise StateError("docket.not_proposed", case=case.number)
    return proposal


def _step(step: str, case: Case, digest: bytes) -> bytes:
    return encode(["comity.step", step, case.number, digest])


def _deciders(node: Node, case: Case, proposal: Proposal, draft: Draft) -> list[Official]:
    if digest(node, draft) != proposal.digest:
        raise ProofError("docket.draft_altered", step="approval", case=case.number)
    steps = [("propose", proposal.official, proposal.signature)]
    approvals = Approval.objects.filter(proposal=proposal).select_related("official").order_by("id")
    steps += [("approve", given.official, given.signature) for given in approvals]
    for step, official, signature in steps:
        officials.allowed(official, step)
        signed = _step(step, case, proposal.digest)
        if not officials.public_key(official).verify(signed, signature):
            raise ProofError(
                "docket.signature_broken", step="approval", case=case.number, official=official.name
            )
    return list({official.pk: official for _, official, _ in steps}.values())


def _number(act: str) -> int | None:
    entry = Entry.objects.filter(act_id=act).first()
    return entry.number if entry else None


def _store(
    node: Node, placed: Sequence[tuple[Draft, int | None]], deciders: Iterable[Official]
) -> list[StoredAct]:
    pseudonyms = tuple(officials.public_key(official).kid.hex() for official in deciders)
    key = trusted.signing_key(node, Role.ISSUER)
    stored, shown = [], []
    for draft, index in placed:
        status = None if index is None else StatusRef(status_uri(node), index)
        clear = _act(node, draft, os.urandom(_ID_BYTES), status, pseudonyms)
        act, disclosed = disclosures.hide(clear, draft.personal)
        leaf = acts.seal(act, key)
        stored.append(StoredAct(act.id.hex(), act.kind, act.issued_at, leaf, leaf_hash(leaf)))
        shown.append(disclosed)
    numbered = zip(placed, stored, strict=True)
    with NodeDatabase().transaction() as cursor:
        ledger.add_acts(cursor, stored)
        ledger.add_places(cursor, [(index, act.id) for (_, index), act in numbered if index is not None])
    for (draft, _), act_row, disclosed in zip(placed, stored, shown, strict=True):
        if disclosed or draft.ends is not None:
            _follow(draft, ActRow(**asdict(act_row)), disclosed)
    return stored


def _follow(draft: Draft, row: ActRow, disclosed: Sequence[Disclosure]) -> None:
    disclosures.keep(row, disclosed)
    if draft.ends is not None:
        standing.record(draft.ends, row)


def _act(node: Node, draft: Draft, id: bytes, status: StatusRef | None, approvals: tuple[str, ...]) -> Act:
    return Act(
        kind=draft.kind,
        issuer=node.name,
        id=id,
        subject=draft.subject,
        body=draft.body,
        issued_at=node.clock.now(),
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        ends=draft.ends,
        status=status,
        computed=draft.computed,
        approvals=approvals,
    )
