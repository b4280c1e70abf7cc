"""A requirement sheet lowered into rules of law: one evaluator reads both.

Each item becomes inputs and a table over what was done and how its origin ranks; groups become sums,
best-ofs, caps, gates and factors; the sheet ends in `points`, `maximum`, `score`, `least` and `met`.
"""

from collections.abc import Callable, Sequence

from comity.basis.dates import ALWAYS
from comity.goods.credit import credit
from comity.goods.lines import NIL, TRUE, Lines, about, allowed, best_of, is_done, outside
from comity.goods.origin import origin, share
from comity.goods.phrases import PHRASES
from comity.goods.reader import KEYS, TABLES, read_sheet
from comity.goods.sheet import Absent, Group, Mandatory, Scale, Sheet
from comity.law.expression import Binary, Call, Expression, If, Literal, Logic, Matches, Name
from comity.law.library import Shape
from comity.law.pack import Pack
from comity.law.reader import rule as law_rule
from comity.law.rule import Input, Rule, Type, Version
from comity.law.table import Body, Formula, Hit, Row, Table

_Leaf = Callable[[str], Expression]


def lower(pack: Pack) -> list[Rule]:
    """The rules of a sheet's pack: its own sections of law, and the lowered lines of each variant."""
    sheet = read_sheet(pack)
    own = [law_rule(pack, section) for section in pack.sections if section.name not in TABLES]
    return own + [rule for variant in sheet.variants for rule in _Lowering(sheet, variant).rules()]


SHAPE = Shape("sheet", KEYS, lower)


class _Lowering:
    """The rules of one variant of a sheet."""

    def __init__(self, sheet: Sheet, variant: str) -> None:
        self._sheet, self._lines = sheet, Lines(sheet, variant)
        self._least = list(dict.fromkeys(each.group for each in sheet.minimums))
        self._must: dict[str, list[Mandatory]] = {}
        for each in sheet.mandatory:
            self._must.setdefault(each.id, []).append(each)

    def rules(self) -> list[Rule]:
        """Items, groups and mandatory conditions first, then the totals."""
        lines = self._lines
        return [
            *(credit(lines, dated) for dated in lines.dated.values()),
            *(rule for item in lines.ranked() for rule in origin(lines, item)),
            *(self._group(group) for group in self._sheet.groups),
            *(self._mandatory(dated) for dated in self._must.values()),
            *(self._minimum(group) for group in self._least),
            *share(lines),
            *self._totals(),
        ]

    def _group(self, group: Group) -> Rule:
        """The group's items together, at most the cap; then the factor; nothing unless the gate holds."""
        value, said = self._combined(group, self._lines.ref), self._lines.said
        if group.when is not None and group.factor is not None:
            value = If(said(group.when), Binary("*", value, Literal(group.factor)), value)
        if group.gate is not None:
            value = If(said(group.gate), value, NIL)
        version = Version(ALWAYS, Formula(value), self._sheet.citation, group.line)
        name = f"group.{group.id}"
        return self._lines.rule(name, group.words, [version], self._lines.used(value), "points")

    def _combined(self, group: Group, leaf: _Leaf) -> Expression:
        """Items of a group as one value: alternatives as the best of them, then sum or best, then the cap."""
        items = [item for item in self._lines.each() if item.group == group.id and not item.once]
        units = best_of((item.alt, leaf(item.id)) for item in items)
        value: Expression = Call("max" if group.one_of and units else "sum", tuple(units))
        return Call("min", (value, Literal(group.cap))) if group.cap is not None else value

    def _loose(self, leaf: _Leaf) -> list[Expression]:
        """The items outside groups, and the best of each set that is counted once across groups."""
        apart = [item for item in self._lines.each() if item.once or not item.group]
        return best_of((f"once {item.once}" if item.once else item.alt, leaf(item.id)) for item in apart)

    def _maxima(self, leaf: _Leaf) -> Expression:
        inside = [self._combined(group, leaf) for group in self._sheet.groups]
        return Call("sum", (*inside, *self._loose(leaf)))

    def _sized(self, id_: str) -> Expression:
        """An item's part of the product's own maximum: nothing where the product by design lacks it."""
        most, item = self._lines.most(id_), self._lines.dated[id_][0]
        if self._sheet.absent not in (Absent.DROP, Absent.SCALE) or not item.mode.done:
            return most
        return If(is_done(id_, "absent"), NIL, most)

    def _mandatory(self, dated: Sequence[Mandatory]) -> Rule:
        """Whether the condition holds; it does on the days on which nothing demands it."""
        first, name = dated[0], f"mandatory.{dated[0].id}"
        fact = Input(name, first.type, first.words, allowed(first.type), first.unit)
        versions = [Version(each.span, self._demand(each, name), each.citation, each.line) for each in dated]
        versions += [
            Version(span, Formula(Literal(True)), first.citation, first.line)
            for span in outside([each.span for each in dated])
        ]
        only = [self._lines.said(one.only_if) for one in dated if one.only_if is not None]
        used = [each for tree in only for each in self._lines.used(tree)]
        return self._lines.rule(name, first.words, versions, [fact, *used])

    def _demand(self, each: Mandatory, name: str) -> Body:
        met: Expression = Matches(Name(name), TRUE if each.type is Type.BOOLEAN else each.test)
        only = each.only_if
        return Formula(met if only is None else If(self._lines.said(only), met, Literal(True)))

    def _minimum(self, group: str) -> Rule:
        """The least points of a group; none on the days on which no row is in force."""
        rows = [
            Row(each.line, (), (Literal(each.min),), each.span)
            for each in self._sheet.minimums
            if each.group == group
        ]
        table = Table((), ("min",), (*rows, Row(rows[0].line, (), (NIL,))), Hit.FIRST)
        words = about("goods.rule.minimum", next(g.words for g in self._sheet.groups if g.id == group))
        version = Version(ALWAYS, table, self._sheet.citation, rows[0].line)
        return self._lines.rule(f"minimum.{group}", words, [version], (), "points")

    def _totals(self) -> list[Rule]:
        lines, sheet = self._lines, self._sheet
        groups = [lines.ref(f"group.{group.id}") for group in sheet.groups]
        points, maximum = lines.ref("points"), lines.ref("maximum")
        percent = sheet.scale is Scale.PERCENT
        score: Expression = Binary("/", Binary("*", points, Literal(100)), maximum) if percent else points
        least: Expression = Name("threshold")
        if sheet.absent is Absent.SCALE:
            least = Binary("/", Binary("*", least, maximum), self._maxima(lines.most))
        unit = "percent" if percent else "points"
        total = Call("sum", (*groups, *self._loose(lines.ref)))
        return [
            lines.formula("points", "goods.rule.points", total, unit="points"),
            lines.formula("maximum", "goods.rule.maximum", self._maxima(self._sized), unit="points"),
            lines.formula("score", "goods.rule.score", score, unit=unit),
            lines.formula("least", "goods.rule.least", least, unit=unit),
            *self._verdict(),
        ]

    def _verdict(self) -> list[Rule]:
        lines = self._lines
        demands = [Binary(">=", lines.ref("score"), lines.ref("least"))]
        demands += [
            Binary(">=", lines.ref(f"group.{group}"), lines.ref(f"minimum.{group}")) for group in self._least
        ]
        met = Logic("and", (*demands, *(lines.ref(f"mandatory.{id_}") for id_ in self._must)))
        if not self._sheet.partial:
            return [lines.formula("met", "goods.rule.met", met)]
        # A sheet read in part can still say yes; its no would be a guess, so false has no row: a gap.
        column = ("loaded_met", lines.ref("loaded_met"))
        table = Table((column,), ("met",), (Row(1, (TRUE,), (Literal(True),)),))
        version = Version(ALWAYS, table, self._sheet.citation, 1)
        return [
            lines.formula("loaded_met", "goods.rule.loaded_met", met),
            lines.rule("met", PHRASES["goods.rule.met"], [version], ()),
        ]
