"""Triggers for the ways round the first ones: composite keys, row numbers, and cases once decided."""

from django.db import migrations

from comity.node.schema import SQLITE, Step, refuse

# REPLACE removes the row it meets on any unique key, composite ones and SQLite's own row number included,
# and fires no DELETE trigger. Before an insert that names no row number NEW.rowid is -1, which no row has.
_SAME = {
    "act": ("rowid",),
    "anchor": ("rowid",),
    "entry": ("rowid",),
    "statusplace": ("rowid",),
    "trustversion": ("rowid",),
    "cosignature": ("checkpoint_id", "kid"),
    "proposal": ("case_id", "digest"),
    "approval": ("proposal_id", "official_id"),
}


def _trigger(name: str, event: str, table: str, when: str, refusal: str) -> Step:
    return Step(
        SQLITE,
        f"CREATE TRIGGER {name} BEFORE {event} ON node_{table} {when} "
        f"BEGIN SELECT RAISE(ABORT, 'node_{table} {refusal}'); END",
        f"DROP TRIGGER {name}",
    )


def _met(table: str, columns: tuple[str, ...]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"WHEN EXISTS (SELECT 1 FROM node_{table} WHERE {same})"


class Migration(migrations.Migration):
    """Refuses REPLACE by every key; keeps each case, and the act of one that was decided."""

    dependencies = [("node", "0002_insert_only")]
    operations = [
        *(
            _trigger(f"{table}_refuses_replace", "INSERT", table, _met(table, columns), "is insert-only")
            for table, columns in _SAME.items()
        ),
        _trigger("case_stays", "DELETE", "case", "", "is kept"),
        _trigger("case_decided_once", "UPDATE", "case", "WHEN OLD.act_id IS NOT NULL", "is decided"),
        _trigger(
            "case_refuses_replace",
            "INSERT",
            "case",
            "WHEN EXISTS (SELECT 1 FROM node_case WHERE id = NEW.id OR number = NEW.number "
            "OR act_id = NEW.act_id)",
            "is kept",
        ),
        refuse("case_stays", "DELETE OR TRUNCATE", "case", "is kept"),
        refuse("case_decided_once", "UPDATE", "case", "is decided", "OLD.act_id IS NOT NULL"),
    ]
