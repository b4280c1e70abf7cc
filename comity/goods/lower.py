"""A requirement sheet lowered into rules of law: one evaluator reads both.

Each item becomes inputs and a table over what was done and how its origin ranks; groups become sums,
best-ofs, caps, gates and factors; the sheet ends in `points`, `maximum`, `score`, `least` and `met`.
"""

from collections.abc import Callable, Iterable, Sequence

from comity.basis.dates import ALWAYS, Span, cuts
from comity.basis.words import Words
from comity.goods.phrases import PHRASES
from comity.goods.sheet import KEYS, TABLES, Absent, Group, Item, Mandatory, Mode, Scale, Sheet, read_sheet
from comity.law.expression import (
    ANYTHING,
    Binary,
    Call,
    Compared,
    Expression,
    If,
    Invoke,
    Literal,
    Logic,
    Matches,
    Name,
    OneOf,
    Test,
    Within,
    children,
)
from comity.law.library import Shape
from comity.law.pack import Pack
from comity.law.reader import rule as law_rule
from comity.law.rule import Input, Rule, Type, Version
from comity.law.table import Body, Formula, Hit, Row, Table

DONE = OneOf((Compared("=", "yes"), Compared("=", "no"), Compared("=", "absent")))
_YES, _TRUE = Compared("=", "yes"), Compared("=", True)
_NIL, _ONE = Literal(0), Literal(1)
# The modes whose lines are operations or components, with an origin that ranks.
RANKED = (Mode.MAKE, Mode.USE)


def lower(pack: Pack) -> list[Rule]:
    """The rules of a sheet's pack: its own sections of law, and the lowered lines of each variant."""
    sheet = read_sheet(pack)
    own = [law_rule(pack, section) for section in pack.sections if section.name not in TABLES]
    return own + [rule for variant in sheet.variants for rule in Lowering(sheet, variant).rules()]


SHAPE = Shape("sheet", KEYS, lower)


def rule_name(sheet: Sheet, variant: str, name: str) -> str:
    """The full name of a lowered rule."""
    return f"{sheet.pack.id}.{variant + '.' if variant else ''}{name}"


class Lowering:
    """The rules of one variant of a sheet."""

    def __init__(self, sheet: Sheet, variant: str) -> None:
        """Take the sheet; nothing is read anew."""
        self._sheet, self._variant = sheet, variant
        self._items: dict[str, list[Item]] = {}
        for item in sheet.lines(variant):
            self._items.setdefault(item.id, []).append(item)
        self._conditions = {each.id: each for each in sheet.conditions}

    def rules(self) -> list[Rule]:
        """Items, groups and mandatory conditions first, then the totals."""
        found: list[Rule] = []
        for dated in self._items.values():
            found += self._item(dated)
        found += [self._group(group) for group in self._sheet.groups]
        found += self._mandatory_rules()
        found += [self._minimum(group) for group in dict.fromkeys(m.group for m in self._sheet.minimums)]
        return [*found, *self._shares(), *self._totals()]

    def _item(self, dated: Sequence[Item]) -> list[Rule]:
        first = dated[0]
        versions = [Version(each.span, self._credit(each), each.citation, each.line) for each in dated]
        versions += [self._nothing(span, first) for span in _outside([each.span for each in dated])]
        credit = self._rule(first.id, first.words, versions, self._inputs(first), "points")
        return [credit, *self._origin(first)] if first.mode in RANKED else [credit]

    def _nothing(self, span: Span, item: Item) -> Version:
        return Version(span, Formula(_NIL), item.citation, item.line)

    def _credit(self, item: Item) -> Body:
        match item.mode:
            case Mode.TIER:
                return self._tiers(item)
            case Mode.RATIO:
                return Formula(_ratio(item))
            case Mode.COUNT:
                return Formula(Binary("*", Literal(item.points), Name(f"{item.id}.count")))
            case Mode.DOCUMENT | Mode.FACT:
                return self._table(item, [], [((), item.points)])
        return self._ranked(item)

    def _ranked(self, item: Item) -> Body:
        """The points by rank of origin: own, or the wider union where the line itself says so."""
        own, eaeu = Compared("=", "own"), Compared("=", "eaeu")
        columns: list[tuple[str, Expression]] = [("rank", self._ref(f"{item.id}.rank"))]
        if item.use is None:
            rows: list[tuple[tuple[Test, ...], object]] = [((own,), item.points)]
            rows += [((eaeu,), item.eaeu)] if item.eaeu is not None else []
            return self._table(item, columns, rows)
        columns.append(("made", Name(f"{item.id}.made")))
        made, bought = _TRUE, Compared("=", False)
        rows = [((own, made), item.points), ((own, bought), item.use)]
        rows += [((eaeu, ANYTHING), item.eaeu)] if item.eaeu is not None else []
        return self._table(item, columns, rows)

    def _table(
        self,
        item: Item,
        columns: list[tuple[str, Expression]],
        rows: list[tuple[tuple[Test, ...], object]],
    ) -> Table:
        asked: list[tuple[str, Expression]] = [(f"{item.id}.done", Name(f"{item.id}.done"))]
        tests: tuple[Test, ...] = (_YES,)
        if item.needs is not None:
            asked.append(("needs", self._said(item.needs)))
            tests = (_YES, _TRUE)
        full = [_row(item, (*tests, *own), value) for own, value in rows]
        none = _row(item, (ANYTHING,) * (len(asked) + len(columns)), 0)
        return Table((*asked, *columns), ("points",), (*full, none), Hit.FIRST)

    def _tiers(self, item: Item) -> Table:
        rows = [
            Row(tier.line, (tier.test,), (Literal(tier.points),), cite=item.citation)
            for tier in self._sheet.tiers
            if tier.item == item.id
        ]
        measure = f"{item.id}.measure"
        none = _row(item, (ANYTHING,), 0)
        return Table(((measure, Name(measure)),), ("points",), (*rows, none), Hit.MOST)

    def _origin(self, item: Item) -> list[Rule]:
        """How the proof of origin ranks (the recognition layer), and whether it was done in the state."""
        id_, mode = item.id, Literal(item.mode.value)
        origin, proof = Name(f"{id_}.origin"), Name(f"{id_}.proof")
        part = Literal(item.part) if item.part else Name(f"{id_}.part")
        named = Literal(item.named) if item.named or item.part else Name(f"{id_}.named")
        place = self._ref(f"{id_}.place")
        rank = _invoke(
            "recognition.rank",
            mode=mode,
            proof=proof,
            place=place,
            excluded=_invoke("recognition.excluded", part=part, named=named),
            enough=self._ref("share_enough"),
            section=Literal(self._sheet.section),
        )
        home = If(
            _is(id_, "yes"), _invoke("recognition.home", mode=mode, proof=proof, place=place), Literal(False)
        )
        return [
            self._formula(
                f"{id_}.place", "goods.rule.place", _invoke("recognition.place", state=origin), item
            ),
            self._formula(f"{id_}.rank", "goods.rule.rank", rank, item),
            self._formula(f"{id_}.home", "goods.rule.home", home, item),
        ]

    def _shares(self) -> list[Rule]:
        """The share of operations, by count, done in the state: what the recognition of the rest hangs on.

        Alternatives of one line are one operation.
        """
        ranked = [dated[0] for dated in self._items.values() if dated[0].mode in RANKED]
        if not ranked:
            return []
        home = _best_of((item.alt, If(self._ref(f"{item.id}.home"), _ONE, _NIL)) for item in ranked)
        there = _best_of((item.alt, If(_is(item.id, "absent"), _NIL, _ONE)) for item in ranked)
        least = _invoke("recognition.least_share", section=Literal(self._sheet.section))
        needed = Binary("*", self._ref("operations"), least)
        enough = Binary(">=", Binary("*", self._ref("home_operations"), Literal(100)), needed)
        return [
            self._formula("home_operations", "goods.rule.home_operations", Call("sum", tuple(home))),
            self._formula("operations", "goods.rule.operations", Call("sum", tuple(there))),
            self._formula("share_enough", "goods.rule.share_enough", enough),
        ]

    def _group(self, group: Group) -> Rule:
        value = self._combined(group, self._ref)
        if group.when is not None and group.factor is not None:
            value = If(self._said(group.when), Binary("*", value, Literal(group.factor)), value)
        if group.gate is not None:
            value = If(self._said(group.gate), value, _NIL)
        version = Version(ALWAYS, Formula(value), self._sheet.citation, group.line)
        return self._rule(f"group.{group.id}", group.words, [version], self._used(value), "points")

    def _combined(self, group: Group, leaf: Callable[[str], Expression]) -> Expression:
        """Items of a group as one value: alternatives as the best of them, then sum or best, then the cap."""
        items = [item for item in self._lines() if item.group == group.id and not item.once]
        units = _best_of((item.alt, leaf(item.id)) for item in items)
        value: Expression = Call("max" if group.one_of and units else "sum", tuple(units))
        return Call("min", (value, Literal(group.cap))) if group.cap is not None else value

    def _mandatory_rules(self) -> list[Rule]:
        named: dict[str, list[Mandatory]] = {}
        for each in self._sheet.mandatory:
            named.setdefault(each.id, []).append(each)
        return [self._mandatory(dated) for dated in named.values()]

    def _mandatory(self, dated: Sequence[Mandatory]) -> Rule:
        first, name = dated[0], f"mandatory.{dated[0].id}"
        fact = Input(name, first.type, first.words, _allowed(first.type), first.unit)
        versions = [Version(each.span, self._demand(each, name), each.citation, each.line) for each in dated]
        versions += [
            Version(span, Formula(Literal(True)), first.citation, first.line)
            for span in _outside([each.span for each in dated])
        ]
        used = [
            each for one in dated if one.only_if is not None for each in self._used(self._said(one.only_if))
        ]
        return self._rule(name, first.words, versions, [fact, *used])

    def _demand(self, each: Mandatory, name: str) -> Body:
        test = _TRUE if each.type is Type.BOOLEAN else each.test
        met: Expression = Matches(Name(name), test)
        return Formula(met if each.only_if is None else If(self._said(each.only_if), met, Literal(True)))

    def _minimum(self, group: str) -> Rule:
        rows = [
            Row(each.line, (), (Literal(each.min),), each.span)
            for each in self._sheet.minimums
            if each.group == group
        ]
        table = Table((), ("min",), (*rows, Row(rows[0].line, (), (_NIL,))), Hit.FIRST)
        words = _about("goods.rule.minimum", next(g.words for g in self._sheet.groups if g.id == group))
        version = Version(ALWAYS, table, self._sheet.citation, rows[0].line)
        return self._rule(f"minimum.{group}", words, [version], (), "points")

    def _totals(self) -> list[Rule]:
        sheet = self._sheet
        points: Expression = Call("sum", tuple(self._parts(self._ref)))
        if sheet.absent is Absent.ADD:
            points = Binary("+", points, Call("sum", tuple(self._absent(i) for i in self._lines())))
        full: Expression = Call("sum", tuple(self._maxima(self._sized)))
        percent = Binary("/", Binary("*", self._ref("points"), Literal(100)), self._ref("maximum"))
        score: Expression = percent if sheet.scale is Scale.PERCENT else self._ref("points")
        least: Expression = Name("threshold")
        if sheet.absent is Absent.SCALE:
            most = Call("sum", tuple(self._maxima(self._most)))
            least = Binary("/", Binary("*", least, self._ref("maximum")), most)
        unit = "percent" if sheet.scale is Scale.PERCENT else "points"
        return [
            self._formula("points", "goods.rule.points", points, unit="points"),
            self._formula("maximum", "goods.rule.maximum", full, unit="points"),
            self._formula("score", "goods.rule.score", score, unit=unit),
            self._formula("least", "goods.rule.least", least, unit=unit),
            *self._verdict(),
        ]

    def _verdict(self) -> list[Rule]:
        demands = [Binary(">=", self._ref("score"), self._ref("least"))]
        demands += [
            Binary(">=", self._ref(f"group.{group}"), self._ref(f"minimum.{group}"))
            for group in dict.fromkeys(m.group for m in self._sheet.minimums)
        ]
        must = [self._ref(f"mandatory.{id_}") for id_ in dict.fromkeys(m.id for m in self._sheet.mandatory)]
        met = Logic("and", (*demands, *must))
        if not self._sheet.partial:
            return [self._formula("met", "goods.rule.met", met)]
        # A sheet read in part can still say yes; its no would be a guess, so false has no row: a gap.
        column = ("loaded_met", self._ref("loaded_met"))
        table = Table((column,), ("met",), (Row(1, (_TRUE,), (Literal(True),)),))
        version = Version(ALWAYS, table, self._sheet.citation, 1)
        return [
            self._formula("loaded_met", "goods.rule.loaded_met", met),
            self._rule("met", PHRASES["goods.rule.met"], [version], ()),
        ]

    def _parts(self, leaf: Callable[[str], Expression]) -> list[Expression]:
        """The groups, the items outside groups, and the best of each set that is never counted twice."""
        groups: list[Expression] = [self._ref(f"group.{group.id}") for group in self._sheet.groups]
        return groups + self._outside_groups(leaf)

    def _maxima(self, leaf: Callable[[str], Expression]) -> list[Expression]:
        inside: list[Expression] = [self._combined(group, leaf) for group in self._sheet.groups]
        return inside + self._outside_groups(leaf)

    def _outside_groups(self, leaf: Callable[[str], Expression]) -> list[Expression]:
        loose = [item for item in self._lines() if not item.group and not item.once]
        once = _best_of((item.once, leaf(item.id)) for item in self._lines() if item.once)
        return [*_best_of((item.alt, leaf(item.id)) for item in loose), *once]

    def _lines(self) -> list[Item]:
        return [dated[0] for dated in self._items.values()]

    def _most(self, id_: str) -> Expression:
        return Literal(max(item.points for item in self._items[id_]))

    def _sized(self, id_: str) -> Expression:
        """An item's part of the product's own maximum: nothing where the product by design lacks it."""
        if (
            self._sheet.absent not in (Absent.DROP, Absent.SCALE)
            or self._items[id_][0].mode not in _DONE_MODES
        ):
            return self._most(id_)
        return If(_is(id_, "absent"), _NIL, self._most(id_))

    def _absent(self, item: Item) -> Expression:
        if item.mode not in _DONE_MODES:
            return _NIL
        return If(_is(item.id, "absent"), self._most(item.id), _NIL)

    def _said(self, tree: Expression) -> Expression:
        """A condition of the pack: an item's name in it means that the item is done."""
        match tree:
            case Name(name, None) if name in self._items:
                return _is(name, "yes")
            case Logic(operator, parts):
                return Logic(operator, tuple(self._said(part) for part in parts))
            case Binary(operator, left, right):
                return Binary(operator, self._said(left), self._said(right))
            case Call(function, args):
                return Call(function, tuple(self._said(arg) for arg in args))
        return tree

    def _ref(self, name: str) -> Name:
        return Name(f"{self._variant}.{name}" if self._variant else name)

    def _inputs(self, item: Item) -> list[Input]:
        found = self._facts(item.id)
        return [*found, *(self._used(self._said(item.needs)) if item.needs is not None else ())]

    def _facts(self, id_: str) -> list[Input]:
        """The inputs of one item, by what its mode asks."""
        item = self._items[id_][0]
        named: dict[str, tuple[Type, Test]] = {}
        if item.mode in _DONE_MODES:
            named["done"] = (Type.TEXT, DONE)
        if item.mode in RANKED:
            named |= {"origin": (Type.TEXT, ANYTHING), "proof": (Type.TEXT, ANYTHING)}
            named |= {} if item.part else {"part": (Type.TEXT, ANYTHING), "named": (Type.TEXT, ANYTHING)}
        if item.use is not None:
            named["made"] = (Type.BOOLEAN, ANYTHING)
        if item.mode is Mode.TIER:
            named["measure"] = (Type.NUMBER, Compared(">=", 0))
        if item.mode is Mode.RATIO:
            named |= {
                "counted": (Type.INTEGER, Compared(">=", 0)),
                "total": (Type.INTEGER, Compared(">=", 0)),
            }
        if item.mode is Mode.COUNT:
            named["count"] = (Type.INTEGER, Within(0, 100_000))
        return [
            Input(f"{id_}.{fact}", type_, _about(f"goods.input.{fact}", item.words), allowed)
            for fact, (type_, allowed) in named.items()
        ]

    def _used(self, tree: Expression) -> list[Input]:
        """The inputs an expression names: facts of items, and conditions."""
        found: dict[str, Input] = {}
        for name in _names(tree):
            item, _, fact = name.rpartition(".")
            if item in self._items:
                found |= {each.name: each for each in self._facts(item) if each.name == name}
            elif name in self._conditions:
                each = self._conditions[name]
                found[name] = Input(name, each.type, each.words, _allowed(each.type), each.unit)
        return list(found.values())

    def _formula(
        self, name: str, code: str, tree: Expression, item: Item | None = None, unit: str = ""
    ) -> Rule:
        words = _about(code, item.words) if item else PHRASES[code]
        line, cited = (item.line, item.citation) if item else (1, self._sheet.citation)
        version = Version(ALWAYS, Formula(tree), cited, line)
        return self._rule(name, words, [version], self._used(tree), unit)

    def _rule(
        self, name: str, words: Words, versions: Sequence[Version], inputs: Iterable[Input], unit: str = ""
    ) -> Rule:
        unique = {each.name: each for each in inputs}
        full = rule_name(self._sheet, self._variant, name)
        return Rule(full, self._sheet.pack.id, words, tuple(unique.values()), tuple(versions), unit)


_DONE_MODES = (*RANKED, Mode.DOCUMENT, Mode.FACT)


def _row(item: Item, tests: tuple[Test, ...], value: object) -> Row:
    return Row(item.line, tests, (Literal(value),), cite=item.citation, note=item.note)


def _is(id_: str, done: str) -> Binary:
    return Binary("=", Name(f"{id_}.done"), Literal(done))


def _ratio(item: Item) -> Expression:
    """points x K, K = counted / total and never above 1; nothing counted of nothing gives nothing."""
    counted, total = Name(f"{item.id}.counted"), Name(f"{item.id}.total")
    share = Call("min", (_ONE, Binary("/", counted, total)))
    return If(Binary("=", total, _NIL), _NIL, Binary("*", Literal(item.points), share))


def _invoke(rule: str, **bindings: Expression) -> Invoke:
    return Invoke(rule, tuple(bindings.items()))


def _best_of(units: Iterable[tuple[str, Expression]]) -> list[Expression]:
    """Units with one key as the best of them; units without a key as they are."""
    keyed: dict[str, list[Expression]] = {}
    for place, (key, unit) in enumerate(units):
        keyed.setdefault(key or f" {place}", []).append(unit)
    return [same[0] if len(same) == 1 else Call("max", tuple(same)) for same in keyed.values()]


def _outside(spans: Sequence[Span]) -> list[Span]:
    """The spans of time that none of the spans covers."""
    edges = [None, *cuts(spans), None]
    between = [Span(start, end) for start, end in zip(edges, edges[1:], strict=False)]
    return [gap for gap in between if not any(gap.meet(span) for span in spans)]


def _about(code: str, item: Words) -> Words:
    told = PHRASES[code]
    return Words(
        told.en.replace("{item}", item.say("en")),
        told.ru.replace("{item}", item.say("ru")),
        told.be.replace("{item}", item.say("be")),
    )


def _allowed(type_: Type) -> Test:
    return Compared(">=", 0) if type_ in (Type.NUMBER, Type.INTEGER) else ANYTHING


def _names(tree: Expression) -> list[str]:
    own = [tree.name] if isinstance(tree, Name) and tree.rule is None else []
    return own + [name for child in children(tree) for name in _names(child)]
