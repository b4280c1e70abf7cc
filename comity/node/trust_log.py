"""Trust lists taken: each version that counts here is told by an act in this node's own log."""

from typing import Any

from django.db import transaction

from comity.basis.errors import ProofError
from comity.node import docket, ledger, sequencer, trusted
from comity.node.algorithms import INSTALLED
from comity.node.database import NodeDatabase
from comity.node.docket import Draft
from comity.node.models import Act
from comity.node.node import Node
from comity.register import act as acts
from comity.register import trust
from comity.register.trust import TrustList

KIND = "register.trust_list"


def load(node: Node, token: bytes) -> TrustList:
    """The list, accepted and logged in one transaction; StateError or ProofError when it may not follow.

    Two lists of one version raise an alarm that stays. Packs that do not know the kind of the act keep the
    list out of the log.
    """
    try:
        with transaction.atomic():
            listed = trusted.accept(node, token)
            if KIND in trusted.kinds_in(node.packs()):
                log_trust_list(node, listed, token)
    except ProofError as fault:
        if fault.code == "trust.two_lists":
            _raise_alarm(node, fault, token)
        raise
    sequencer.number_acts(node)
    return listed


def log_trust_list(node: Node, listed: TrustList, token: bytes) -> None:
    """Store the act that says which list counts here from now on, once a version; it is not numbered yet."""
    subject: dict[str, Any] = {"domain": listed.domain, "version": listed.version}
    body: dict[str, Any] = {
        "digest": trust.digest(token),
        "issued": listed.issued,
        "expires": listed.expires,
        "anchors": [kid.hex() for kid in sorted(trust.signers(token, trusted.pinned())[0])],
    }
    for row in Act.objects.filter(kind=KIND):
        told = acts.read(bytes(row.leaf)).act
        if dict(told.subject) == subject and told.body["digest"] == body["digest"]:
            return
    docket.store_unasked(node, [Draft(KIND, subject, body)])


def _raise_alarm(node: Node, fault: ProofError, token: bytes) -> None:
    domain = trust.unsafe_read(token, INSTALLED).domain
    facts = dict(fault.facts)
    with NodeDatabase().transaction() as cursor:
        ledger.raise_alarm(cursor, domain, fault.code, facts, node.clock.now(), token.hex(), freezes=False)
