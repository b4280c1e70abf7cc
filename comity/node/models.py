"""The tables of a node.

Acts, entries, checkpoints, cosignatures, what other logs said, what follows from it, and steps of officials
are insert-only: triggers of the migrations refuse UPDATE, DELETE and REPLACE. A case, once decided, stays as
it is; a cursor never goes back. What is stored as bytes is authoritative; the columns beside it are an index.
Times are seconds since 1970, UTC. What the sequencer, the publisher, the witness and the importer write
is written by `ledger`, in plain SQL.
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


class Waiting(models.Model):
    """An act without a number yet, in the order of arrival.

    Triggers add it with the act and remove it with the entry.
    """

    act = _one(Act, "waiting")
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


class Imported(models.Model):
    """An entry of another log, as its bytes; `act` and `kind` are empty where not understood here."""

    origin = _text(200)
    number = _number()
    act = _text(32, db_index=True, default="")
    kind = _text(64, default="")
    leaf = _bytes()
    leaf_hash = _bytes(db_index=True)
    recorded_at = _number()

    class Meta:  # noqa: D106 Django's form
        constraints = [models.UniqueConstraint(fields=["origin", "number"], name="one_import_a_number")]


class Cursor(models.Model):
    """How far another log was imported: its compact range, and the checkpoint that was reached."""

    origin = _text(200, primary_key=True)
    size = _number()
    range = _bytes()
    note: models.TextField[str, str] = models.TextField()
    pulled_at = _number()


class Alarm(models.Model):
    """What was noticed of a log that must not be; with `freezes` nothing more is taken from it.

    `evidence` is the portable file of a split view, or empty.
    """

    origin = _text(200, db_index=True)
    code = _text(64)
    facts: models.JSONField[Any, Any] = models.JSONField()
    evidence: models.TextField[str, str] = models.TextField(default="")
    freezes: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    raised_at = _number()


class Derived(models.Model):
    """A fact that follows from an act: valid from a day until a day (half open), recorded at a time.

    Of two rows of one `about` and `key` that hold on the same day, the one recorded later counts.
    `source` is the leaf hash of the act. Rows about "examined" tell by which trust list a log was examined
    last; their source is empty.
    """

    about = _text(24)
    key = _text(100)
    value: models.JSONField[Any, Any] = models.JSONField()
    valid_from: models.DateField[Any, Any] = models.DateField(null=True)
    valid_until: models.DateField[Any, Any] = models.DateField(null=True)
    recorded_at = _number()
    source = _bytes()

    class Meta:  # noqa: D106 Django's form
        indexes = [models.Index(fields=["about", "key", "recorded_at"], name="derived_by_key")]


class Disclosure(models.Model):
    """The salt and value behind a digest in an act's body; it can be erased, the act stays."""

    act = _of(Act, "disclosures")
    act_id: str
    path = _text(200)
    salt = _bytes()
    value = _bytes()

    class Meta:  # noqa: D106 Django's form
        constraints = [models.UniqueConstraint(fields=["act", "path"], name="one_disclosure_a_path")]


class Reading(models.Model):
    """That personal parts of an act were given: to whom, for what purpose, which parts. No value of them."""

    act = _of(Act, "readings")
    act_id: str
    reader = _text(200)
    purpose = _text(400)
    paths: models.JSONField[Any, Any] = models.JSONField()
    at = _number()
