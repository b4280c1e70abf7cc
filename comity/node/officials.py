"""Officials: who may take which step, and the signatures they take them by."""

import hashlib
import unicodedata

from comity.basis.errors import InputError, ProofError, StateError
from comity.node.algorithms import INSTALLED
from comity.node.models import Official
from comity.node.node import Node
from comity.register.keys import PrivateKey, PublicKey

MAY = {
    "drafter": frozenset({"propose"}),
    "approver": frozenset({"approve"}),
    "registrar": frozenset({"propose", "approve"}),
}
_LONGEST = 120


def add_official(node: Node, name: str, role: str) -> Official:
    """A new official with a key of their own; StateError when the person is there under any spelling."""
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not shown or len(shown) > _LONGEST or not shown.isprintable():
        raise InputError("official.bad_name", path="name", limit=_LONGEST)
    if role not in MAY:
        raise InputError("official.bad_role", path="role", role=role, roles=tuple(MAY))
    person = _person(shown)
    if Official.objects.filter(person=person).exists():
        raise StateError("official.exists", official=shown)
    key = node.vault.generate(_key_role(person))
    return Official.objects.create(
        name=shown,
        person=person,
        role=role,
        algorithm=key.public.alg,
        public=key.public.raw,
        added_at=node.clock.now(),
    )


def find_official(name: str) -> Official:
    """The official of that name; InputError when there is none."""
    found = Official.objects.filter(person=_person(name)).first()
    if found is None:
        raise InputError("official.unknown", path="official", official=name[:_LONGEST])
    return found


def allowed(official: Official, step: str) -> Official:
    """The official, when their role includes the step; StateError otherwise."""
    if step not in MAY[official.role]:
        raise StateError("official.not_allowed", official=official.name, role=official.role, step=step)
    return official


def public_key(official: Official) -> PublicKey:
    """The key the official's signatures are checked with."""
    return PublicKey(official.algorithm, bytes(official.public), INSTALLED)


def private_key(node: Node, official: Official) -> PrivateKey:
    """The official's key from the vault; ProofError when it is not the one on record."""
    key = node.vault.key(_key_role(official.person))
    if key.public != public_key(official):
        raise ProofError("official.key_differs", step="official", official=official.name)
    return key


def _person(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _key_role(person: str) -> str:
    return f"official/{hashlib.sha256(person.encode()).hexdigest()[:16]}"
