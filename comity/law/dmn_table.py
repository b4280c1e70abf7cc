"""A decision table run in FEEL mode: every hit policy and aggregation (DMN 1.5, 8.2.10)."""

from collections.abc import Callable, Sequence
from functools import partial

from comity.feel import parse
from comity.feel.engine import Engine, Scope
from comity.feel.kinds import Kind, coerced
from comity.feel.lists import FUNCTIONS as LISTS
from comity.feel.numbers import total
from comity.feel.value import Nothing, Value, alike, number
from comity.law.dmn_model import InputClause, OutputClause, TableBox, TableRow, Text

_Kinds = Callable[[str], Kind]
_LISTS = ("RULE ORDER", "OUTPUT ORDER", "COLLECT")


def run_table(engine: Engine, table: TableBox, scope: Scope, kind: _Kinds) -> Value:
    """The value of a table in a scope; Nothing when a unique table matches twice, and the like."""
    values = [_input(engine, clause, scope) for clause in table.inputs]
    rows = [row for row in table.rows if _matches(engine, row, values, scope)]
    if not rows and any(output.default for output in table.outputs):
        return _default(engine, table, scope, kind)
    if table.hit == "FIRST":
        rows = rows[:1]
    if table.hit == "UNIQUE" and len(rows) > 1:
        raise Nothing(f"{len(rows)} rows match a unique table")
    cell = partial(_cell, engine, scope, kind)
    found = [list(map(cell, row.outputs, table.outputs)) for row in rows]
    return _settled(engine, table, found, scope)


def _matches(engine: Engine, row: TableRow, values: Sequence[Value], scope: Scope) -> bool:
    return all(engine.passes(test, value, scope) for test, value in zip(row.tests, values, strict=False))


def _input(engine: Engine, clause: InputClause, scope: Scope) -> Value:
    """The value tested in a column; null with a note when it is not one of the column's values."""
    value = engine.value(clause.text, scope)
    if not clause.allowed or engine.passes(clause.allowed, value, scope):
        return value
    engine.note(clause.text, "not one of its values")
    return None


def _cell(engine: Engine, scope: Scope, kind: _Kinds, text: Text, clause: OutputClause) -> Value:
    """The value of an output; null with a note when it is not of its type or its column's values."""
    value = engine.value(text.text, scope) if text.text.strip() not in ("", "-") else None
    try:
        for name in (text.kind, clause.kind):
            value = coerced(value, kind(name)) if name else value
    except Nothing as nothing:
        engine.note(clause.name, nothing.why)
        return None
    if clause.values and value is not None and not engine.passes(clause.values, value, scope):
        engine.note(clause.name, "not one of its values")
        return None
    return value


def _default(engine: Engine, table: TableBox, scope: Scope, kind: _Kinds) -> Value:
    cells = [_cell(engine, scope, kind, Text(clause.default), clause) for clause in table.outputs]
    return _whole(table, cells)


def _whole(table: TableBox, cells: Sequence[Value]) -> Value:
    """One output as it is, several as a context."""
    if len(table.outputs) == 1:
        return cells[0] if cells else None
    return {clause.name: cell for clause, cell in zip(table.outputs, cells, strict=False)}


def _settled(engine: Engine, table: TableBox, found: list[list[Value]], scope: Scope) -> Value:
    if table.hit in ("PRIORITY", "OUTPUT ORDER"):
        found = _by_priority(engine, table, found, scope)
    if table.hit == "COLLECT" and table.aggregation:
        return _aggregated(engine, table, found)
    whole = [_whole(table, cells) for cells in found]
    if table.hit in _LISTS:
        return engine.held(whole)
    if table.hit == "ANY" and any(not alike(value, whole[0], engine.zones) for value in whole[1:]):
        raise Nothing("the rows of an any table differ")
    return whole[0] if whole else None


def _by_priority(
    engine: Engine, table: TableBox, found: list[list[Value]], scope: Scope
) -> list[list[Value]]:
    orders = [_values(engine, clause.values, scope) for clause in table.outputs]

    def rank(cells: list[Value]) -> list[int]:
        return [_rank(engine, order, cell) for order, cell in zip(orders, cells, strict=False) if order]

    return sorted(found, key=rank)


def _values(engine: Engine, text: str, scope: Scope) -> list[Value]:
    if not text:
        return []
    return [engine.run(test, scope) for test in parse.unary_tests(text, scope).tests]


def _rank(engine: Engine, order: list[Value], cell: Value) -> int:
    places = [place for place, value in enumerate(order) if alike(value, cell, engine.zones)]
    return places[0] if places else len(order)


def _aggregated(engine: Engine, table: TableBox, found: list[list[Value]]) -> Value:
    if table.aggregation == "COUNT":
        return number(len(found))
    columns = [list(column) for column in zip(*found, strict=False)] or [[] for _ in table.outputs]
    return _whole(table, [_aggregate(engine, table.aggregation, column) for column in columns])


def _aggregate(engine: Engine, how: str, items: list[Value]) -> Value:
    if how == "SUM":
        return total(items)
    if how in ("MIN", "MAX"):
        return LISTS[how.lower()][0].work(engine.zones, [items])
    raise Nothing(f"no aggregation {how}")
