"""The points of one line: by what was done, how its origin ranks, or what was measured and counted."""

from collections.abc import Sequence

from comity.goods.lines import ABSENT, NIL, ONE, TRUE, YES, Lines, outside
from comity.goods.sheet import Absent, Item, Mode
from comity.law.expression import ANYTHING, Binary, Call, Compared, Expression, If, Literal, Name, Test
from comity.law.rule import Input, Rule, Version
from comity.law.table import Body, Formula, Hit, Row, Table

_Tests = tuple[Test, ...]
_Columns = list[tuple[str, Expression]]
_Rows = list[tuple[_Tests, object]]


def credit(lines: Lines, dated: Sequence[Item]) -> Rule:
    """The rule of an item's points; nothing on the days on which none of its rows is in force."""
    first = dated[0]
    versions = [Version(each.span, _body(lines, each), each.citation, each.line) for each in dated]
    versions += [
        Version(span, Formula(NIL), first.citation, first.line)
        for span in outside([each.span for each in dated])
    ]
    needs = [each for one in dated if one.needs for each in lines.used(lines.said(one.needs))]
    inputs: list[Input] = [*lines.facts(first.id), *needs]
    return lines.rule(first.id, first.words, versions, inputs, "points")


def _body(lines: Lines, item: Item) -> Body:
    match item.mode:
        case Mode.TIER:
            return _tiers(lines, item)
        case Mode.RATIO:
            return Formula(_if_needed(lines, item, _ratio(item)))
        case Mode.COUNT:
            each = Binary("*", Literal(item.points), Name(f"{item.id}.count"))
            return Formula(_if_needed(lines, item, each))
        case Mode.DOCUMENT | Mode.FACT:
            return _table(lines, item, [], [((), item.points)])
    return _ranked(lines, item)


def _ranked(lines: Lines, item: Item) -> Body:
    """The points by rank of origin: own, or the wider union where the line itself says so."""
    own, eaeu = Compared("=", "own"), Compared("=", "eaeu")
    columns: _Columns = [("rank", lines.ref(f"{item.id}.rank"))]
    if item.use is None:
        rows: _Rows = [((own,), item.points)]
        rows += [((eaeu,), item.eaeu)] if item.eaeu is not None else []
        return _table(lines, item, columns, rows)
    columns.append(("made", Name(f"{item.id}.made")))
    # The second row takes made and bought alike, so that an unsaid `made` leaves only these two open.
    rows = [((own, TRUE), item.points), ((own, ANYTHING), item.use)]
    rows += [((eaeu, ANYTHING), item.eaeu)] if item.eaeu is not None else []
    return _table(lines, item, columns, rows)


def _table(lines: Lines, item: Item, columns: _Columns, rows: _Rows) -> Table:
    """Rows for a line that is done; before them one for a line absent by design, where that adds points."""
    asked: _Columns = [(f"{item.id}.done", Name(f"{item.id}.done"))]
    tests: _Tests = (YES,)
    if item.needs is not None:
        asked.append(("needs", lines.said(item.needs)))
        tests = (YES, TRUE)
    others = (ANYTHING,) * (len(asked) + len(columns) - 1)
    absent = [_row(item, (ABSENT, *others), item.points)] if lines.sheet.absent is Absent.ADD else []
    full = [_row(item, (*tests, *own), value) for own, value in rows]
    none = _row(item, (ANYTHING, *others), 0)
    return Table((*asked, *columns), ("points",), (*absent, *full, none), Hit.FIRST)


def _tiers(lines: Lines, item: Item) -> Table:
    """The best tier that the measured number reaches."""
    needs: _Columns = [("needs", lines.said(item.needs))] if item.needs is not None else []
    met: _Tests = (TRUE,) if needs else ()
    rows = [
        Row(tier.line, (*met, tier.test), (Literal(tier.points),), cite=item.citation)
        for tier in lines.sheet.tiers
        if tier.item == item.id
    ]
    measure = f"{item.id}.measure"
    none = _row(item, (ANYTHING,) * (len(met) + 1), 0)
    return Table((*needs, (measure, Name(measure))), ("points",), (*rows, none), Hit.MOST)


def _ratio(item: Item) -> Expression:
    """points x K, K = counted / total in [0, 1]; of nothing, nothing.

    Both bounds stand in the formula, so that an unsaid total leaves the points open between 0 and all.
    """
    counted, total = Name(f"{item.id}.counted"), Name(f"{item.id}.total")
    share = Call("max", (NIL, Call("min", (ONE, Binary("/", counted, total)))))
    return If(Binary("=", total, NIL), NIL, Binary("*", Literal(item.points), share))


def _if_needed(lines: Lines, item: Item, value: Expression) -> Expression:
    return value if item.needs is None else If(lines.said(item.needs), value, NIL)


def _row(item: Item, tests: _Tests, value: object) -> Row:
    return Row(item.line, tests, (Literal(value),), cite=item.citation, note=item.note)
