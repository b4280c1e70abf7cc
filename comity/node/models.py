"""The tables of a node.

Acts, entries, checkpoints, cosignatures and steps of officials are insert-only: triggers of the
migrations refuse UPDATE, DELETE and REPLACE. A case, once decided, stays as it is. What is stored as
bytes is authoritative; the columns beside it are an index. Times are seconds since 1970, UTC.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from comity.node import settings

DATABASE = settings.DATABASE  # models cannot be declared before importing the settings has configured Django
M = TypeVar("M", bound=models.Model)


def _text(most: int, **more: Any) -> models.CharField[str, str]:
    return models.CharField(max_length=most, **more)


def _number(**more: Any) -> models.BigIntegerField[int, int]:
    return models.BigIntegerField(**more)


def _bytes(**more: Any) -> models.BinaryField[bytes, bytes]:
    return models.BinaryField(**more)


def _of(table: type[M], name: str) -> models.ForeignKey[M, M]:
    return models.ForeignKey(table, on_delete=models.PROTECT, related_name=name)


def _one(table: type[M], name: str, **more: Any) -> models.OneToOneField[M, M]:
    return models.OneToOneField(table, on_delete=models.PROTECT, related_name=name, **more)


class Act(models.Model):
    """One official act: its signed bytes, which are the leaf of the log. `id` is 16 bytes as hex."""

    id = _text(32, primary_key=True)
    kind = _text(64, db_index=True)
    issued_at = _number()
    leaf = _bytes()
    leaf_hash = _bytes(unique=True)


class Entry(models.Model):
    """The place of an act in the log; numbers run from 0 without a gap."""

    number = _number(primary_key=True)
    act = _one(Act, "entry")
    act_id: str


class Checkpoint(models.Model):
    """A signed state of this node's log, as its C2SP note."""

    size = _number(unique=True)
    root = _bytes()
    note: models.TextField[str, str] = models.TextField()
    made_at = _number()


class Cosignature(models.Model):
    """A witness's word for a checkpoint of this log."""

    checkpoint = _of(Checkpoint, "cosignatures")
    checkpoint_id: int
    witness = _text(200)
    kid = _bytes()
    signature = _bytes()
    signed_at = _number()

    class Meta:  # noqa: D106 Django's form
        constraints = [models.UniqueConstraint(fields=["checkpoint", "kid"], name="one_cosignature_a_key")]


class Witnessed(models.Model):
    """A state of the peer's log this node vouched for; it holds an origin to its newest row."""

    origin = _text(200, db_index=True)
    size = _number()
    root = _bytes()
    note: models.TextField[str, str] = models.TextField()
    line: models.TextField[str, str] = models.TextField()
    signed_at = _number()


class Official(models.Model):
    """A person who may take steps; `person` is the name folded, so that one person has one row."""

    name = _text(120)
    person = _text(120, unique=True)
    role = _text(16)
    algorithm = _number()
    public = _bytes(unique=True)
    added_at = _number()


class Case(models.Model):
    """An application and what becomes of it; `act` is empty until it is issued."""

    number = _text(24, unique=True)
    system = _text(24)
    subject = _text(400)
    document: models.JSONField[Any, Any] = models.JSONField()
    opened_on: models.DateField[Any, Any] = models.DateField()
    act: models.OneToOneField[Act | None, Act | None] = models.OneToOneField(
        Act, on_delete=models.PROTECT, null=True, related_name="case"
    )
    act_id: str | None


class Proposal(models.Model):
    """What the first official proposes: the draft's canonical bytes, its digest, the official's signature."""

    case = _of(Case, "proposals")
    digest = _bytes()
    draft = _bytes()
    official = _of(Official, "proposals")
    official_id: int
    signature = _bytes()
    at = _number()

    class Meta:  # noqa: D106 Django's form
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="one_proposal_a_digest")]


class Approval(models.Model):
    """Another official's signature under exactly the digest that was proposed."""

    proposal = _of(Proposal, "approvals")
    official = _of(Official, "approvals")
    official_id: int
    signature = _bytes()
    at = _number()

    class Meta:  # noqa: D106 Django's form
        constraints = [
            models.UniqueConstraint(fields=["proposal", "official"], name="one_approval_an_official")
        ]


class StatusPlace(models.Model):
    """The index an act holds in the status list."""

    index = _number(primary_key=True)
    act = _one(Act, "place")
    act_id: str


class StatusChange(models.Model):
    """A new value of an index, and the act that sets it."""

    place = _of(StatusPlace, "changes")
    place_id: int
    value = _number()
    act = _one(Act, "change")


class Anchor(models.Model):
    """A public key this node was told to believe trust lists by; `kid` as hex, `key` as canonical bytes."""

    kid = _text(64, primary_key=True)
    key = _bytes()
    added_at = _number()


class TrustVersion(models.Model):
    """A trust list this node has accepted, as its signed bytes."""

    version = _number(primary_key=True)
    token = _bytes()
    loaded_at = _number()
