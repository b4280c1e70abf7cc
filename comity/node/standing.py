"""Where an act of this register stands: valid, suspended or withdrawn, and which act made it so."""

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


def changeable(leaf_hash: bytes, change: Change) -> StatusPlace:
    """The status place of an act that can change so: a withdrawn one stays so, only a suspended one resumes.

    StateError otherwise, or when the act is not in this register.
    """
    place = StatusPlace.objects.filter(act__leaf_hash=leaf_hash).first()
    if place is None:
        raise StateError("docket.ends_unknown", leaf=leaf_hash.hex())
    newest = StatusChange.objects.filter(place=place).order_by("-id").first()
    value = newest.value if newest else VALID
    if value == WITHDRAWN:
        raise StateError("docket.ended_already", act=place.act_id)
    if change is Change.SUSPENSION and value == SUSPENDED:
        raise StateError("standing.suspended_already", act=place.act_id)
    if change is Change.RESUMPTION and value != SUSPENDED:
        raise StateError("standing.not_suspended", act=place.act_id)
    return place


def record(leaf_hash: bytes, by: Act) -> None:
    """Let the act just stored change the one of that leaf hash, as its kind says; StateError if it cannot."""
    last = by.kind.rpartition(".")[2]
    change = Change(last) if last in set(Change) else Change.WITHDRAWAL
    place = changeable(leaf_hash, change)
    StatusChange.objects.create(place=place, value=_SETS.get(change, WITHDRAWN), act=by)
