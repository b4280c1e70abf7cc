"""The register's own SQL: acts, entries, checkpoints, what was witnessed and what was imported.

Each function takes the cursor of an open transaction, so that whoever calls decides what is durable together.
The tables and their triggers are those of the migrations; `models` tells what each column means.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day, parse_day
from comity.exchange.accept import Fact
from comity.node.database import Cursor, Row

THAWED = "exchange.thawed"
_MOST_ALARMS = 100  # of one code about one log: who answers with something else each time fills no disk
_IN_ONE = 500  # values of one IN (...): SQLite takes 999 at least


@dataclass(frozen=True, slots=True)
class StoredAct:
    """An act as it is stored: its signed bytes, and what is known of them beside."""

    id: str
    kind: str
    issued_at: int
    leaf: bytes
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A checkpoint of this log as it is stored."""

    key: int
    size: int
    root: bytes
    note: str
    made_at: int


@dataclass(frozen=True, slots=True)
class StoredCosignature:
    """A witness's word for a checkpoint of this log."""

    witness: str
    kid: bytes
    signature: bytes
    signed_at: int


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """An entry of another log; `act` and `kind` are empty where the bytes are not understood."""

    number: int
    act: str
    kind: str
    leaf: bytes
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class StoredFact(Fact):
    """A fact as it is stored, and when it was recorded."""

    recorded_at: int


@dataclass(frozen=True, slots=True)
class StoredCursor:
    """How far another log was imported: size, compact range as bytes, the note of the checkpoint reached."""

    size: int
    range: bytes
    note: str


def add_acts(cursor: Cursor, acts: Sequence[StoredAct]) -> None:
    """Store acts; they wait for their numbers in this order."""
    cursor.executemany(
        "INSERT INTO node_act (id, kind, issued_at, leaf, leaf_hash) VALUES (%s, %s, %s, %s, %s)",
        [(act.id, act.kind, act.issued_at, act.leaf, act.leaf_hash) for act in acts],
    )


def add_places(cursor: Cursor, places: Sequence[tuple[int, str]]) -> None:
    """Give acts their places in the status list: index and act."""
    cursor.executemany('INSERT INTO node_statusplace ("index", act_id) VALUES (%s, %s)', places)


def waiting(cursor: Cursor, most: int) -> list[str]:
    """The ids of the acts that have no number, in the order they came."""
    cursor.execute("SELECT act_id FROM node_waiting ORDER BY id LIMIT %s", (most,))
    return [row[0] for row in cursor.fetchall()]


def size(cursor: Cursor) -> int:
    """The number of entries of this log."""
    cursor.execute("SELECT coalesce(max(number), -1) + 1 FROM node_entry")
    return int(_only(cursor))


def add_entries(cursor: Cursor, start: int, acts: Sequence[str]) -> None:
    """Give the acts the numbers from `start` on; the database refuses any other than the next."""
    rows = [(number, act) for number, act in enumerate(acts, start)]
    cursor.executemany("INSERT INTO node_entry (number, act_id) VALUES (%s, %s)", rows)


def leaves(cursor: Cursor, start: int, end: int) -> list[bytes]:
    """The signed bytes of the entries `start` to `end`, in order."""
    cursor.execute(
        "SELECT a.leaf FROM node_entry e JOIN node_act a ON a.id = e.act_id "
        "WHERE e.number >= %s AND e.number < %s ORDER BY e.number",
        (start, end),
    )
    return [bytes(row[0]) for row in cursor.fetchall()]


def acts(cursor: Cursor, start: int, end: int) -> list[tuple[int, StoredAct]]:
    """The entries `start` to `end` with all that is stored of their acts, in order."""
    cursor.execute(
        "SELECT e.number, a.id, a.kind, a.issued_at, a.leaf, a.leaf_hash FROM node_entry e "
        "JOIN node_act a ON a.id = e.act_id WHERE e.number >= %s AND e.number < %s ORDER BY e.number",
        (start, end),
    )
    return [
        (row[0], StoredAct(row[1], row[2], row[3], bytes(row[4]), bytes(row[5]))) for row in cursor.fetchall()
    ]


def stored_hashes(cursor: Cursor, hashes: Iterable[bytes]) -> dict[bytes, str]:
    """Of these leaf hashes those of stored acts, with the acts' ids."""
    found: dict[bytes, str] = {}
    for part in _parts(list(hashes)):
        marks = ", ".join(["%s"] * len(part))
        cursor.execute(f"SELECT leaf_hash, id FROM node_act WHERE leaf_hash IN ({marks})", part)
        found |= {bytes(row[0]): row[1] for row in cursor.fetchall()}
    return found


def checkpoint_at(cursor: Cursor, at: int) -> StoredCheckpoint | None:
    """The checkpoint of that size."""
    return _checkpoint(cursor, "WHERE size = %s", (at,))


def newest_checkpoint(cursor: Cursor) -> StoredCheckpoint | None:
    """The checkpoint of the largest size."""
    return _checkpoint(cursor, "ORDER BY size DESC LIMIT 1", ())


def newest_cosigned(cursor: Cursor) -> StoredCheckpoint | None:
    """The largest checkpoint that a witness vouched for."""
    return _checkpoint(
        cursor,
        "WHERE EXISTS (SELECT 1 FROM node_cosignature c WHERE c.checkpoint_id = node_checkpoint.id) "
        "ORDER BY size DESC LIMIT 1",
        (),
    )


def checkpoints(cursor: Cursor) -> list[StoredCheckpoint]:
    """All checkpoints by size."""
    return _checkpoints(cursor, "ORDER BY size", ())


def add_checkpoint(cursor: Cursor, at: int, root: bytes, note: str, made_at: int) -> None:
    """Store a signed checkpoint of this log."""
    cursor.execute(
        "INSERT INTO node_checkpoint (size, root, note, made_at) VALUES (%s, %s, %s, %s)",
        (at, root, note, made_at),
    )


def cosignatures(cursor: Cursor, checkpoint: int) -> list[StoredCosignature]:
    """What witnesses gave for a checkpoint, in the order it came."""
    cursor.execute(
        "SELECT witness, kid, signature, signed_at FROM node_cosignature "
        "WHERE checkpoint_id = %s ORDER BY id",
        (checkpoint,),
    )
    return [StoredCosignature(row[0], bytes(row[1]), bytes(row[2]), row[3]) for row in cursor.fetchall()]


def add_cosignature(cursor: Cursor, checkpoint: int, given: StoredCosignature) -> None:
    """Keep a witness's word for a checkpoint; one it gave before stays."""
    known = {held.kid for held in cosignatures(cursor, checkpoint)}
    if given.kid not in known:
        cursor.execute(
            "INSERT INTO node_cosignature (checkpoint_id, witness, kid, signature, signed_at) "
            "VALUES (%s, %s, %s, %s, %s)",
            (checkpoint, given.witness, given.kid, given.signature, given.signed_at),
        )


def last_witnessed(cursor: Cursor, origin: str) -> str | None:
    """The note this node vouched for last of a log, with its own line; None when it never did."""
    cursor.execute(
        "SELECT note, line FROM node_witnessed WHERE origin = %s ORDER BY id DESC LIMIT 1", (origin,)
    )
    row = cursor.fetchone()
    return row[0] + row[1] if row else None


def add_witnessed(
    cursor: Cursor, origin: str, at: int, root: bytes, note: str, line: str, signed_at: int
) -> None:
    """Keep what this node vouches for, before it says so."""
    cursor.execute(
        "INSERT INTO node_witnessed (origin, size, root, note, line, signed_at) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        (origin, at, root, note, line, signed_at),
    )


def times_witnessed(cursor: Cursor, origin: str) -> list[tuple[int, int]]:
    """Each size of a log that this node vouched for, and when, in that order."""
    cursor.execute("SELECT size, signed_at FROM node_witnessed WHERE origin = %s ORDER BY id", (origin,))
    return [(row[0], row[1]) for row in cursor.fetchall()]


def cursor_of(cursor: Cursor, origin: str) -> StoredCursor | None:
    """How far a log was imported; None before the first import."""
    cursor.execute("SELECT size, range, note FROM node_cursor WHERE origin = %s", (origin,))
    row = cursor.fetchone()
    return StoredCursor(row[0], bytes(row[1]), row[2]) if row else None


def set_cursor(cursor: Cursor, origin: str, reached: StoredCursor, at: int) -> None:
    """Move the cursor of a log; the database refuses to move it back."""
    cursor.execute(
        "INSERT INTO node_cursor (origin, size, range, note, pulled_at) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (origin) DO UPDATE SET size = excluded.size, range = excluded.range, "
        "note = excluded.note, pulled_at = excluded.pulled_at",
        (origin, reached.size, reached.range, reached.note, at),
    )


def add_imported(cursor: Cursor, origin: str, entries: Sequence[ImportedEntry], at: int) -> None:
    """Store entries of another log, as recorded at that time."""
    cursor.executemany(
        "INSERT INTO node_imported (origin, number, act, kind, leaf, leaf_hash, recorded_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [(origin, each.number, each.act, each.kind, each.leaf, each.leaf_hash, at) for each in entries],
    )


def imported(cursor: Cursor, origin: str, start: int, end: int) -> list[ImportedEntry]:
    """The imported entries `start` to `end` of a log, in order."""
    cursor.execute(
        "SELECT number, act, kind, leaf, leaf_hash FROM node_imported "
        "WHERE origin = %s AND number >= %s AND number < %s ORDER BY number",
        (origin, start, end),
    )
    return [ImportedEntry(row[0], row[1], row[2], bytes(row[3]), bytes(row[4])) for row in cursor.fetchall()]


def imported_hashes(cursor: Cursor, origin: str, size: int) -> list[bytes]:
    """The leaf hashes of the first imported entries of a log, without their bytes (perhaps a gigabyte)."""
    cursor.execute(
        "SELECT leaf_hash FROM node_imported WHERE origin = %s AND number < %s ORDER BY number",
        (origin, size),
    )
    return [bytes(row[0]) for row in cursor.fetchall()]


def times_imported(cursor: Cursor, origin: str, start: int, end: int) -> list[int]:
    """When the imported entries `start` to `end` of a log came, in order."""
    cursor.execute(
        "SELECT recorded_at FROM node_imported WHERE origin = %s AND number >= %s AND number < %s "
        "ORDER BY number",
        (origin, start, end),
    )
    return [row[0] for row in cursor.fetchall()]


def imported_by_hash(cursor: Cursor, origin: str, hashes: Iterable[bytes]) -> dict[bytes, bytes]:
    """Of these leaf hashes those imported from a log, with their bytes."""
    found: dict[bytes, bytes] = {}
    for part in _parts(list(hashes)):
        marks = ", ".join(["%s"] * len(part))
        cursor.execute(
            f"SELECT leaf_hash, leaf FROM node_imported WHERE origin = %s AND leaf_hash IN ({marks})",
            (origin, *part),
        )
        found |= {bytes(row[0]): bytes(row[1]) for row in cursor.fetchall()}
    return found


def raise_alarm(
    cursor: Cursor, origin: str, code: str, facts: Mapping[str, Any], at: int, evidence: str, freezes: bool
) -> None:
    """Keep what was noticed of a log; the same alarm about the same facts is kept once, until it thaws."""
    told = json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
    cursor.execute(
        "SELECT facts FROM node_alarm WHERE origin = %s AND code = %s "
        "AND id > (SELECT coalesce(max(id), 0) FROM node_alarm WHERE origin = %s AND code = %s)",
        (origin, code, origin, THAWED),
    )
    held = [_value(row[0]) for row in cursor.fetchall()]
    if json.loads(told) not in held and (freezes or len(held) < _MOST_ALARMS):
        cursor.execute(
            "INSERT INTO node_alarm (origin, code, facts, evidence, freezes, raised_at) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            (origin, code, told, evidence, freezes, at),
        )


def is_frozen(cursor: Cursor, origin: str) -> bool:
    """Whether nothing more is taken from a log: the last word on it freezes it, or thaws it."""
    cursor.execute(
        "SELECT freezes FROM node_alarm WHERE origin = %s AND (freezes = %s OR code = %s) "
        "ORDER BY id DESC LIMIT 1",
        (origin, True, THAWED),
    )
    return bool(_only(cursor))


def add_facts(cursor: Cursor, facts: Sequence[Fact], at: int) -> None:
    """Record what follows from acts, as known from that time on."""
    cursor.executemany(
        "INSERT INTO node_derived (about, key, value, valid_from, valid_until, recorded_at, source) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)",
        [
            (
                fact.about,
                fact.key,
                json.dumps(fact.value, ensure_ascii=False, sort_keys=True),
                _iso(fact.valid_from),
                _iso(fact.valid_until),
                at,
                fact.source,
            )
            for fact in facts
        ],
    )


def has_facts(cursor: Cursor) -> bool:
    """Whether anything was ever recorded."""
    cursor.execute("SELECT 1 FROM node_derived LIMIT 1")
    return cursor.fetchone() is not None


def facts(cursor: Cursor, about: str, key: str, on: Day | None, at: int, most: int) -> list[StoredFact]:
    """The facts that hold on a day by what was recorded at or before a time; the one that counts first.

    Without a day those of all days.
    """
    held = "AND (valid_from IS NULL OR valid_from <= %s) AND (valid_until IS NULL OR valid_until > %s) "
    cursor.execute(
        "SELECT value, CAST(valid_from AS TEXT), CAST(valid_until AS TEXT), source, recorded_at "
        "FROM node_derived WHERE about = %s AND key = %s AND recorded_at <= %s "
        f"{held if on else ''}ORDER BY id DESC LIMIT %s",
        (about, key, at, *([on.isoformat()] * 2 if on else []), most),
    )
    return [_fact(about, key, row) for row in cursor.fetchall()]


def newest_fact(cursor: Cursor, about: str, key: str, source: bytes) -> Mapping[str, Any] | None:
    """The value recorded last about a key from one act, whatever days it holds on."""
    cursor.execute(
        "SELECT value FROM node_derived WHERE about = %s AND key = %s AND source = %s "
        "ORDER BY id DESC LIMIT 1",
        (about, key, source),
    )
    row = cursor.fetchone()
    return _value(row[0]) if row else None


def _checkpoint(cursor: Cursor, which: str, params: Sequence[Any]) -> StoredCheckpoint | None:
    return next(iter(_checkpoints(cursor, which, params)), None)


def _checkpoints(cursor: Cursor, which: str, params: Sequence[Any]) -> list[StoredCheckpoint]:
    cursor.execute(f"SELECT id, size, root, note, made_at FROM node_checkpoint {which}", params)
    return [StoredCheckpoint(row[0], row[1], bytes(row[2]), row[3], row[4]) for row in cursor.fetchall()]


def _fact(about: str, key: str, row: Row) -> StoredFact:
    start, until = (parse_day(day) if day else None for day in row[1:3])
    return StoredFact(about, key, _value(row[0]), start, until, bytes(row[3]), row[4])


def _value(told: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = told if isinstance(told, dict) else json.loads(told)
    return found


def _iso(day: Day | None) -> str | None:
    return day.isoformat() if day else None


def _only(cursor: Cursor) -> Any:
    row = cursor.fetchone()
    return row[0] if row else None


def _parts(values: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(values), _IN_ONE):
        yield values[start : start + _IN_ONE]
