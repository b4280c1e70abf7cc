"""Triggers of the exchange's tables, and those that keep the list of acts that wait for a number."""

from django.db import migrations

# Table to its unique keys; the row number is one of them (see 0003).
_INSERT_ONLY = {
    "imported": ("id = NEW.id", "origin = NEW.origin AND number = NEW.number"),
    "alarm": ("id = NEW.id",),
    "derived": ("id = NEW.id",),
    "reading": ("id = NEW.id",),
}
_DISCLOSED = ("id = NEW.id", "act_id = NEW.act_id AND path = NEW.path")
_NUMBERED = "EXISTS (SELECT 1 FROM node_entry WHERE act_id = {row}.act_id)"


def _guard(name: str, event: str, table: str, when: str, refusal: str) -> migrations.RunSQL:
    refused = f"SELECT RAISE(ABORT, 'node_{table} {refusal}')"
    return _trigger(name, f"BEFORE {event}", table, when, refused)


def _trigger(name: str, event: str, table: str, when: str, then: str) -> migrations.RunSQL:
    condition = f"WHEN {when}" if when else ""
    return migrations.RunSQL(
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
        migrations.RunSQL(
            "INSERT INTO node_waiting (act_id) SELECT id FROM node_act "
            "WHERE NOT EXISTS (SELECT 1 FROM node_entry WHERE act_id = node_act.id) ORDER BY node_act.rowid",
            migrations.RunSQL.noop,
        ),
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
    ]
