"""Kinds of acts: what each needs to be taken for one. Their values come from a pack, by the trust list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.basis.errors import ProofError
from comity.register.cose import is_array, is_numbered

_APPROVALS, _STATUS, _ALGORITHMS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act: officials who must decide, whether it has a status, algorithms allowed (none: any)."""

    name: str
    approvals: int = 0
    has_status: bool = True
    algorithms: frozenset[int] = frozenset()

    def wire(self) -> dict[int, Any]:
        """Its form inside a trust list."""
        told: dict[int, Any] = {_APPROVALS: self.approvals, _STATUS: self.has_status}
        return told | ({_ALGORITHMS: sorted(self.algorithms)} if self.algorithms else {})


Kinds = Mapping[str, Kind]


def from_wire(name: Any, value: Any) -> Kind:
    """The kind in its form inside a trust list; ProofError("form") otherwise."""
    if not isinstance(name, str) or not is_numbered(value) or not {_APPROVALS, _STATUS} <= value.keys():
        raise ProofError("trust.broken", step="form", part="kind")
    approvals, has_status, algorithms = value[_APPROVALS], value[_STATUS], value.get(_ALGORITHMS, [])
    if type(approvals) is not int or type(has_status) is not bool or not is_array(algorithms):
        raise ProofError("trust.broken", step="form", part="kind")
    if not all(type(alg) is int for alg in algorithms):
        raise ProofError("trust.broken", step="form", part="kind")
    kind = Kind(name, approvals, has_status, frozenset(algorithms))
    if kind.wire() != value:
        raise ProofError("trust.broken", step="form", part="kind")
    return kind
