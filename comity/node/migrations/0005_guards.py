"""Triggers of the exchange's tables, and those that keep the list of acts that wait for a number."""

from django.db import migrations

from comity.node.schema import POSTGRESQL, SQLITE, Step, judge, refuse

# Table to its unique keys; the row number is one of them (see 0003).
_INSERT_ONLY = {
    "imported": ("id = NEW.id", "origin = NEW.origin AND number = NEW.number"),
    "alarm": ("id = NEW.id",),
    "derived": ("id = NEW.id",),
    "reading": ("id = NEW.id",),
}
_DISCLOSED = ("id = NEW.id", "act_id = NEW.act_id AND path = NEW.path")
_NUMBERED = "EXISTS (SELECT 1 FROM node_entry WHERE act_id = {row}.act_id)"

_FILL = """INSERT INTO node_waiting (act_id) SELECT id FROM node_act
WHERE NOT EXISTS (SELECT 1 FROM node_entry WHERE act_id = node_act.id) ORDER BY {order}"""

# PostgreSQL: no REPLACE, so the keys need no guard; tables in functions are named with their schema.
_ANY = "UPDATE OR DELETE OR TRUNCATE"
_BACK = "NEW.size < OLD.size OR NEW.origin <> OLD.origin"
_RENAMED = "NEW.id <> OLD.id OR NEW.number <> OLD.number"
_KEPT = """DECLARE numbered boolean; BEGIN
SELECT EXISTS (SELECT 1 FROM {schema}.node_entry e WHERE e.act_id = coalesce(NEW.act_id, OLD.act_id))
INTO numbered;
IF numbered = (TG_OP = 'DELETE') THEN RETURN coalesce(NEW, OLD); END IF;
RAISE EXCEPTION 'node_waiting is kept by triggers' USING ERRCODE = 'integrity_constraint_violation'; END"""
_WAITS = "BEGIN INSERT INTO {schema}.node_waiting (act_id) VALUES (NEW.id); RETURN NULL; END"
_ENDS = "BEGIN DELETE FROM {schema}.node_waiting WHERE act_id = NEW.act_id; RETURN NULL; END"


def _guard(name: str, event: str, table: str, when: str, refusal: str) -> Step:
    refused = f"SELECT RAISE(ABORT, 'node_{table} {refusal}')"
    return _trigger(name, f"BEFORE {event}", table, when, refused)


def _trigger(name: str, event: str, table: str, when: str, then: str) -> Step:
    condition = f"WHEN {when}" if when else ""
    return Step(
        SQLITE,
        f"CREATE TRIGGER {name} {event} ON node_{table} {condition} BEGIN {then}; END",
        f"DROP TRIGGER {name}",
    )


def _met(table: str, keys: tuple[str, ...]) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM node_{table} WHERE {key})" for key in keys)


class Migration(migrations.Migration):
    """Refuses what must not change; an act waits from its insert until it has a number."""

    dependencies = [("node", "0004_exchange")]
    operations = [
        *(
            _guard(f"{table}_refuses_{event.lower()}", event, table, "", "is insert-only")
            for table in _INSERT_ONLY
            for event in ("UPDATE", "DELETE")
        ),
        *(
            _guard(f"{table}_refuses_insert", "INSERT", table, _met(table, keys), "is insert-only")
            for table, keys in _INSERT_ONLY.items()
        ),
        _guard("disclosure_refuses_update", "UPDATE", "disclosure", "", "is erased or kept"),
        _guard(
            "disclosure_refuses_insert",
            "INSERT",
            "disclosure",
            _met("disclosure", _DISCLOSED),
            "is erased or kept",
        ),
        _guard(
            "cursor_refuses_update",
            "UPDATE",
            "cursor",
            "NEW.size < OLD.size OR NEW.origin <> OLD.origin OR NEW.rowid <> OLD.rowid",
            "never goes back",
        ),
        _guard("cursor_refuses_delete", "DELETE", "cursor", "", "never goes back"),
        # An insert that becomes an update on conflict passes here and is judged as an update.
        _guard(
            "cursor_refuses_insert",
            "INSERT",
            "cursor",
            "EXISTS (SELECT 1 FROM node_cursor WHERE (origin = NEW.origin AND size > NEW.size) "
            "OR (rowid = NEW.rowid AND origin <> NEW.origin))",
            "never goes back",
        ),
        # UPDATE OR REPLACE would remove the case whose key it takes.
        _guard(
            "case_keeps_its_keys",
            "UPDATE",
            "case",
            "NEW.id <> OLD.id OR NEW.number <> OLD.number "
            "OR EXISTS (SELECT 1 FROM node_case WHERE act_id = NEW.act_id)",
            "is kept",
        ),
        Step(SQLITE, _FILL.format(order="node_act.rowid")),
        Step(POSTGRESQL, _FILL.format(order="issued_at, id")),
        # A table with foreign keys still to be looked at cannot be altered.
        Step(POSTGRESQL, "SET CONSTRAINTS ALL IMMEDIATE"),
        _trigger("act_waits", "AFTER INSERT", "act", "", "INSERT INTO node_waiting (act_id) VALUES (NEW.id)"),
        _trigger(
            "entry_ends_waiting",
            "AFTER INSERT",
            "entry",
            "",
            "DELETE FROM node_waiting WHERE act_id = NEW.act_id",
        ),
        _guard("waiting_refuses_update", "UPDATE", "waiting", "", "is kept by triggers"),
        _guard(
            "waiting_refuses_delete",
            "DELETE",
            "waiting",
            f"NOT {_NUMBERED.format(row='OLD')}",
            "is kept by triggers",
        ),
        _guard(
            "waiting_refuses_insert",
            "INSERT",
            "waiting",
            f"{_NUMBERED.format(row='NEW')} OR " + _met("waiting", ("id = NEW.id", "act_id = NEW.act_id")),
            "is kept by triggers",
        ),
        *(refuse(f"{table}_stays", _ANY, table, "is insert-only") for table in _INSERT_ONLY),
        refuse("disclosure_erased_or_kept", "UPDATE OR TRUNCATE", "disclosure", "is erased or kept"),
        refuse("cursor_stays", "DELETE OR TRUNCATE", "cursor", "never goes back"),
        refuse("cursor_goes_on", "UPDATE", "cursor", "never goes back", _BACK),
        refuse("case_keeps_its_keys", "UPDATE", "case", "is kept", _RENAMED),
        refuse("waiting_stays", "UPDATE OR TRUNCATE", "waiting", "is kept by triggers"),
        *judge("waiting_is_kept", "BEFORE INSERT OR DELETE", "waiting", _KEPT),
        *judge("act_waits", "AFTER INSERT", "act", _WAITS, own=True),
        *judge("entry_ends_waiting", "AFTER INSERT", "entry", _ENDS, own=True),
    ]
