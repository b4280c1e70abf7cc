"""Facts about persons in the acts of this node: kept beside the digests, given for a purpose.

What is given is written down in the same transaction: to whom, for what, which places; no value.
"""

import os
from collections.abc import Sequence

from django.db import transaction

from comity.basis.canonical import decode, encode
from comity.basis.errors import InputError, StateError
from comity.node.models import Act, Reading
from comity.node.models import Disclosure as Row
from comity.node.node import Node
from comity.register import act, disclosure
from comity.register.act import Act as Signed
from comity.register.disclosure import MOST_DISCLOSURES, SALT_BYTES, Disclosure

_LONGEST_READER, _LONGEST_PURPOSE = 200, 400


def hide(act_in_clear: Signed, paths: Sequence[str]) -> tuple[Signed, tuple[Disclosure, ...]]:
    """The act with digests under fresh random salts, and what opens them; StateError as `disclosure.hide`."""
    return disclosure.hide(act_in_clear, paths, [os.urandom(SALT_BYTES) for _ in paths])


def keep(row: Act, shown: Sequence[Disclosure]) -> None:
    """Store what opens the digests of an act, in the transaction that stores the act."""
    Row.objects.bulk_create(
        Row(act=row, path=each.path, salt=each.salt, value=encode(each.value)) for each in shown
    )


def held(row: Act) -> tuple[Disclosure, ...]:
    """What this node can still show of an act, by path. Nothing is written down: not for giving out."""
    rows = Row.objects.filter(act=row).order_by("path")
    return tuple(Disclosure(each.path, bytes(each.salt), decode(bytes(each.value))) for each in rows)


def given(node: Node, row: Act, paths: Sequence[str], reader: str, purpose: str) -> tuple[Disclosure, ...]:
    """The disclosures at these places of an act; that they were given is stored, or nothing is given.

    InputError without a reader or a purpose, or for a place that holds no fact about a person; StateError
    when it was erased.
    """
    wanted = sorted(set(paths))
    reader = _named("--reader", reader, _LONGEST_READER)
    purpose = _named("--purpose", purpose, _LONGEST_PURPOSE)
    if not 1 <= len(wanted) <= MOST_DISCLOSURES:
        raise InputError("disclosures.count", path="--path", limit=MOST_DISCLOSURES)
    with transaction.atomic():
        by_path = {each.path: each for each in held(row)}
        for path in wanted:
            if path not in by_path:
                raise _missing(row, path)
        Reading.objects.create(act=row, reader=reader, purpose=purpose, paths=wanted, at=node.clock.now())
    return tuple(by_path[path] for path in wanted)


def _missing(row: Act, path: str) -> InputError | StateError:
    if disclosure.is_hidden(act.read(bytes(row.leaf)).act, path):
        return StateError("disclosures.erased", act=row.id, path=path)
    return InputError("disclosures.no_path", path=path[:200], act=row.id)


def _named(option: str, value: str, longest: int) -> str:
    told = value.strip()
    if not told or len(told) > longest or not told.isprintable():
        raise InputError("disclosures.unnamed", path=option, limit=longest)
    return told
