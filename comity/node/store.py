"""The register as it is read: acts by name, and the credential an act carries."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from comity.basis.errors import InputError, StateError
from comity.node.models import Act, Case, Checkpoint, Cosignature, Entry
from comity.node.node import Node
from comity.node.sequencer import number_acts, own_log
from comity.node.trusted import signing_key
from comity.register import act, checkpoint, credential, receipt
from comity.register.act import SignedAct
from comity.register.keys import PrivateKey
from comity.register.trust import Role

_LEAST_PREFIX = 8
_ID = re.compile(r"[0-9a-f]{8,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Carried:
    """An act and its credential: `text` once sealed, with the cosignature over its receipt's checkpoint.

    Before the peer has cosigned, `text` carries the receipt alone and `sealed` is False: not cosigned yet.
    """

    id: str
    signed: SignedAct
    number: int
    case: str
    text: str
    data: bytes
    sealed: bool
    witnesses: tuple[str, ...]


def find_act(name: str) -> Act:
    """The act named by its id, eight or more first digits of it, or its case; InputError unless one."""
    wanted = name.strip()
    case = Case.objects.filter(number=wanted.upper()).select_related("act").first()
    if case and case.act:
        return case.act
    found = list(Act.objects.filter(id__startswith=wanted)[:2]) if _ID.fullmatch(wanted) else []
    if len(found) != 1:
        raise InputError("store.several" if found else "store.no_act", path="act", act=wanted[:40])
    return found[0]


def carried(node: Node, held: Act) -> Carried:
    """The act with its receipt and, once there are any, the cosignatures of the same checkpoint.

    StateError while it has no number, because the node's worker has not come to it.
    """
    number_acts(node)  # the process that issued it may have died before it had a number or was published
    entry = Entry.objects.filter(act=held).first()
    under = Checkpoint.objects.filter(size__gt=entry.number if entry else 0).order_by("size")
    if entry is None or not under:
        raise StateError("store.pending", act=held.id)
    number = entry.number
    chosen, rows, key = _vouched(node, under)
    state = checkpoint.read(chosen.note).checkpoint
    path = own_log(node).tree(state.size).inclusion(number)
    proof = receipt.issue(state, number, path, key, chosen.made_at)
    cosignatures = [
        checkpoint.Cosignature(bytes(row.kid), row.signed_at, bytes(row.signature)) for row in rows
    ]
    leaf = bytes(held.leaf)
    data = credential.attach(leaf, proof, cosignatures)
    case = Case.objects.filter(act=held).first()
    return Carried(
        id=held.id,
        signed=act.read(leaf),
        number=number,
        case=case.number if case else "",
        text=credential.to_text(data),
        data=data,
        sealed=bool(rows),
        witnesses=tuple(row.witness for row in rows),
    )


def _vouched(node: Node, under: QuerySet[Checkpoint]) -> tuple[Checkpoint, list[Cosignature], PrivateKey]:
    """The first cosigned checkpoint, else the first, with its earliest cosignatures and the key of its time.

    A verifier judges the log's key by the time a witness saw the state. Where no key of that time is good any
    more, since it was stolen before, the last cosigned one may stand under a newer key.
    """
    cosigned = under.filter(cosignatures__isnull=False).distinct()
    first = cosigned.first()
    try:
        return _with_key(node, first or under[0])
    except StateError:
        last = cosigned.last()
        if last is None or last == first:
            raise
        return _with_key(node, last)


def _with_key(node: Node, chosen: Checkpoint) -> tuple[Checkpoint, list[Cosignature], PrivateKey]:
    rows = list(Cosignature.objects.filter(checkpoint=chosen).order_by("signed_at", "id"))
    key = signing_key(node, Role.LOG, at=rows[0].signed_at if rows else chosen.made_at)
    return chosen, rows[: credential.MOST_COSIGNATURES], key
