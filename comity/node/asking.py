"""What an act of another node says of persons: asked of that node for a purpose, checked against the act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comity.basis.errors import InputError, ProofError
from comity.exchange.request import Asked
from comity.node import wire
from comity.node.models import Imported
from comity.node.node import Node
from comity.node.trusted import signing_key
from comity.register import act, disclosure
from comity.register.disclosure import Disclosure
from comity.register.keys import PrivateKey
from comity.register.trust import Role

Send = Callable[[str, Asked, PrivateKey], tuple[Disclosure, ...]]

_LEAST_PREFIX = 8


@dataclass(frozen=True, slots=True)
class Learned:
    """What was disclosed of an act (id as hex), and the node that did."""

    act: str
    issuer: str
    shown: tuple[Disclosure, ...]


def ask(
    node: Node, name: str, paths: Sequence[str], purpose: str, url: str, send: Send = wire.ask_disclosures
) -> Learned:
    """The facts at these places of an imported act, from the node that issued it, at its address.

    InputError unless one imported act has this id or its first eight digits or more; ProofError when what
    comes does not open the digests in the act. Nothing of it is kept here.
    """
    wanted = name.strip().lower()
    found = list(Imported.objects.filter(act__startswith=wanted)[:2]) if len(wanted) >= _LEAST_PREFIX else []
    if len(found) != 1:
        raise InputError("asking.not_imported", path="act", act=wanted[:40])
    (row,) = found
    held = act.read(bytes(row.leaf)).act
    asked = wire.new_request(row.act, tuple(dict.fromkeys(paths)), purpose, held.issuer, node.clock.now())
    shown = send(url, asked, signing_key(node, Role.CALLER))
    if not disclosure.matches(held, shown):
        raise ProofError("asking.no_match", step="form", act=row.act)
    return Learned(row.act, held.issuer, shown)
