"""Steps of the migrations that each store is told in its own words."""

from typing import Any

from django.db.migrations.operations.base import Operation

SQLITE, POSTGRESQL = "sqlite", "postgresql"

# The words and the error are those of SQLite's RAISE(ABORT), so that the node knows one refusal.
_REFUSE = """CREATE FUNCTION {schema}.node_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$"""


class Step(Operation):
    """SQL that one store alone is told, and how it is taken back.

    `{schema}` stands for the schema the tables are in: a function names it, since the search path is the
    caller's.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, vendor: str, sql: str, back: str = "") -> None:
        """Hold the SQL of a vendor; nothing is taken back where `back` is empty."""
        self.vendor, self.sql, self.back = vendor, sql, back

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing of what Django knows."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Tell the store."""
        self._tell(schema_editor, self.sql)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it back."""
        self._tell(schema_editor, self.back)

    def _tell(self, editor: Any, sql: str) -> None:
        if sql and editor.connection.vendor == self.vendor:
            editor.execute(sql.replace("{schema}", _schema(editor.connection)), params=None)


def refusals() -> Step:
    """The function by which PostgreSQL's triggers refuse."""
    return Step(POSTGRESQL, _REFUSE, "DROP FUNCTION {schema}.node_refuse()")


def refuse(name: str, events: str, table: str, refusal: str, when: str = "") -> Step:
    """A trigger of PostgreSQL: a statement is refused whole; with `when`, for a row of which it holds."""
    each = f"FOR EACH ROW WHEN ({when})" if when else "FOR EACH STATEMENT"
    called = f"EXECUTE FUNCTION {{schema}}.node_refuse('{refusal}')"
    return Step(
        POSTGRESQL,
        f"CREATE TRIGGER {name} BEFORE {events} ON node_{table} {each} {called}",
        f"DROP TRIGGER {name} ON node_{table}",
    )


def judge(name: str, event: str, table: str, body: str, own: bool = False) -> tuple[Step, Step]:
    """A function of PostgreSQL and its trigger for each row; `own`: with the rights of who made it."""
    rights = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp" if own else ""
    function = f"{{schema}}.node_{name}()"
    return (
        Step(
            POSTGRESQL,
            f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql {rights} AS $$ {body} $$",
            f"DROP FUNCTION {function}",
        ),
        Step(
            POSTGRESQL,
            f"CREATE TRIGGER {name} {event} ON node_{table} FOR EACH ROW EXECUTE FUNCTION {function}",
            f"DROP TRIGGER {name} ON node_{table}",
        ),
    )


def _schema(connection: Any) -> str:
    if connection.vendor != POSTGRESQL:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])
