"""Where an act of this register stands: valid, suspended or withdrawn, and which act made it so.

A withdrawal is final. A suspension is ended by the act that lifts it, and what it suspended holds again.
"""

from enum import StrEnum

from comity.basis.errors import StateError
from comity.node.models import Act, StatusChange, StatusPlace
from comity.register.status import SUSPENDED, VALID, WITHDRAWN


class Change(StrEnum):
    """What an act does to the one it names: the last word of its kind. Any other kind replaces that one."""

    WITHDRAWAL = "withdrawal"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"


_SETS = {Change.SUSPENSION: SUSPENDED, Change.RESUMPTION: VALID}  # all else is final


def named_by(change: Change, row: Act) -> bytes:
    """The leaf hash that the act of a change names: of the act itself, or of the suspension it lifts.

    StateError when the act cannot change so.
    """
    newest = _newest(StatusPlace.objects.get(act=row))
    if change is Change.RESUMPTION and newest and newest.value == SUSPENDED:
        return bytes(newest.act.leaf_hash)
    _place(bytes(row.leaf_hash), change)
    return bytes(row.leaf_hash)


def record(leaf_hash: bytes, by: Act) -> None:
    """Let the act just stored change the one it names, as its kind says; StateError if that cannot be."""
    last = by.kind.rpartition(".")[2]
    change = Change(last) if last in set(Change) else Change.WITHDRAWAL
    StatusChange.objects.create(place=_place(leaf_hash, change), value=_SETS.get(change, WITHDRAWN), act=by)


def _place(leaf_hash: bytes, change: Change) -> StatusPlace:
    place = StatusPlace.objects.select_related("act").filter(act__leaf_hash=leaf_hash).first()
    if place is None:
        raise StateError("docket.ends_unknown", leaf=leaf_hash.hex())
    made = StatusChange.objects.select_related("place").filter(act=place.act).first()
    if change is Change.RESUMPTION:
        if made is None or made.value != SUSPENDED or _newest(made.place) != made:
            raise StateError("standing.not_suspended", act=place.act_id)
        return made.place
    if made is not None:  # or what it withdrew would stand again for whoever follows the log
        raise StateError("standing.stays", act=place.act_id)
    newest = _newest(place)
    if newest and newest.value == WITHDRAWN:
        raise StateError("docket.ended_already", act=place.act_id)
    if newest and newest.value == SUSPENDED and change is Change.SUSPENSION:
        raise StateError("standing.suspended_already", act=place.act_id)
    return place


def _newest(place: StatusPlace) -> StatusChange | None:
    return StatusChange.objects.select_related("act").filter(place=place).order_by("-id").first()
