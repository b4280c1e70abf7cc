"""Triggers that make the register insert-only, whoever opens the file."""

from django.db import migrations

from comity.node.schema import SQLITE, Step, judge, refusals, refuse

# Table to the columns whose values are never met twice: REPLACE fires no DELETE trigger by default (SQLite,
# lang_conflict), so a second insert of the same key is refused before it comes to that.
_INSERT_ONLY = {
    "act": ("id", "leaf_hash"),
    "entry": ("number", "act_id"),
    "checkpoint": ("id", "size"),
    "cosignature": ("id",),
    "witnessed": ("id",),
    "official": ("id", "person", "public"),
    "proposal": ("id",),
    "approval": ("id",),
    "statusplace": ("index", "act_id"),
    "statuschange": ("id", "act_id"),
    "anchor": ("kid",),
    "trustversion": ("version",),
}
_ANY = "UPDATE OR DELETE OR TRUNCATE"


def _refuse(table: str, event: str, when: str = "") -> Step:
    name = f"{table}_refuses_{event.lower()}"
    refusal = f"SELECT RAISE(ABORT, 'node_{table} is insert-only')"
    return Step(
        SQLITE,
        f"CREATE TRIGGER {name} BEFORE {event} ON node_{table} {when} BEGIN {refusal}; END",
        f"DROP TRIGGER {name}",
    )


def _again(table: str, columns: tuple[str, ...]) -> str:
    same = " OR ".join(f'"{column}" = NEW."{column}"' for column in columns)
    return f"WHEN EXISTS (SELECT 1 FROM node_{table} WHERE {same})"


_GAPLESS = Step(
    SQLITE,
    """CREATE TRIGGER entry_is_gapless BEFORE INSERT ON node_entry
    WHEN NEW.number <> (SELECT coalesce(max(number), -1) + 1 FROM node_entry)
    BEGIN SELECT RAISE(ABORT, 'node_entry has no gaps'); END""",
    "DROP TRIGGER entry_is_gapless",
)

_GAPLESS_TOO = judge(
    "entry_is_gapless",
    "BEFORE INSERT",
    "entry",
    """BEGIN IF NEW.number <> (SELECT coalesce(max(number), -1) + 1 FROM {schema}.node_entry) THEN
    RAISE EXCEPTION 'node_entry has no gaps' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW; END""",
)


class Migration(migrations.Migration):
    """Refuses UPDATE, DELETE and REPLACE, and a log number out of turn."""

    dependencies = [("node", "0001_register")]
    operations = [
        *(_refuse(table, event) for table in _INSERT_ONLY for event in ("UPDATE", "DELETE")),
        *(_refuse(table, "INSERT", _again(table, columns)) for table, columns in _INSERT_ONLY.items()),
        _GAPLESS,
        refusals(),
        *(refuse(f"{table}_stays", _ANY, table, "is insert-only") for table in _INSERT_ONLY),
        *_GAPLESS_TOO,
    ]
