"""The lines of one variant of a sheet: the facts they ask for, and rules made of them."""

from collections.abc import Iterable, Sequence

from comity.basis.dates import ALWAYS, Span, cuts
from comity.basis.words import Words
from comity.goods.phrases import PHRASES
from comity.goods.sheet import Item, Mode, Sheet
from comity.law.expression import (
    ANYTHING,
    Binary,
    Call,
    Compared,
    Expression,
    If,
    Literal,
    Logic,
    Matches,
    Name,
    Negative,
    OneOf,
    Test,
    Within,
    children,
)
from comity.law.rule import Input, Rule, Type, Version
from comity.law.table import Formula

NIL, ONE = Literal(0), Literal(1)
YES, TRUE, ABSENT = Compared("=", "yes"), Compared("=", True), Compared("=", "absent")
_DONE = OneOf((YES, Compared("=", "no"), ABSENT))
_AT_LEAST_NONE = Compared(">=", 0)
_MOST_COUNTED = 100_000  # of one part in one product; a bound keeps an unsaid number from being boundless


def rule_name(sheet: Sheet, variant: str, name: str) -> str:
    """The full name of a lowered rule."""
    return f"{sheet.pack.id}.{variant + '.' if variant else ''}{name}"


class Lines:
    """The items of one variant by id, each with its dated rows, in the order of the sheet."""

    def __init__(self, sheet: Sheet, variant: str) -> None:
        """Take the sheet; nothing is read anew."""
        self.sheet, self.variant = sheet, variant
        self.dated: dict[str, list[Item]] = {}
        for item in sheet.lines(variant):
            self.dated.setdefault(item.id, []).append(item)
        self._conditions = {each.id: each for each in sheet.conditions}
        self._facts = {id_: self._asked(rows[0]) for id_, rows in self.dated.items()}

    def each(self) -> list[Item]:
        """One row of each item: what it is, whatever its date."""
        return [rows[0] for rows in self.dated.values()]

    def ranked(self) -> list[Item]:
        """The operations and components: the lines with an origin."""
        return [item for item in self.each() if item.mode.ranked]

    def most(self, id_: str) -> Literal:
        """The most points an item ever has; of what is counted, what its group's cap then bounds."""
        most = max(item.points for item in self.dated[id_])
        return Literal(most * _MOST_COUNTED if self.dated[id_][0].mode is Mode.COUNT else most)

    def ref(self, name: str) -> Name:
        """A lowered rule of the same variant."""
        return Name(f"{self.variant}.{name}" if self.variant else name)

    def said(self, tree: Expression) -> Expression:
        """A condition of the pack: an item's name in it means that the item is done."""
        match tree:
            case Name(name, None) if name in self.dated:
                return is_done(name)
            case Logic(operator, parts):
                return Logic(operator, tuple(self.said(part) for part in parts))
            case Binary(operator, left, right):
                return Binary(operator, self.said(left), self.said(right))
            case Call(function, args):
                return Call(function, tuple(self.said(arg) for arg in args))
            case If(test, yes, no):
                return If(self.said(test), self.said(yes), self.said(no))
            case Matches(of, test):
                return Matches(self.said(of), test)
            case Negative(of):
                return Negative(self.said(of))
        return tree

    def facts(self, id_: str) -> list[Input]:
        """The inputs of one item, by what its mode asks."""
        return self._facts[id_]

    def _asked(self, item: Item) -> list[Input]:
        named: dict[str, tuple[Type, Test]] = {}
        if item.mode.done:
            named["done"] = (Type.TEXT, _DONE)
        if item.mode.ranked:
            named |= {"origin": (Type.TEXT, ANYTHING), "proof": (Type.TEXT, ANYTHING)}
            named |= {} if item.part else {"part": (Type.TEXT, ANYTHING), "named": (Type.TEXT, ANYTHING)}
        if item.use is not None:
            named["made"] = (Type.BOOLEAN, ANYTHING)
        if item.mode is Mode.TIER:
            named["measure"] = (Type.NUMBER, _AT_LEAST_NONE)
        if item.mode is Mode.RATIO:
            named |= dict.fromkeys(("counted", "total"), (Type.INTEGER, _AT_LEAST_NONE))
        if item.mode is Mode.COUNT:
            named["count"] = (Type.INTEGER, Within(0, _MOST_COUNTED))
        return [
            Input(f"{item.id}.{fact}", type_, about(f"goods.input.{fact}", item.words), allowed)
            for fact, (type_, allowed) in named.items()
        ]

    def used(self, tree: Expression) -> list[Input]:
        """The inputs an expression names: facts of items, and conditions."""
        found: dict[str, Input] = {}
        for name in names_in(tree):
            item, _, _ = name.rpartition(".")
            if item in self.dated:
                found |= {each.name: each for each in self.facts(item) if each.name == name}
            elif name in self._conditions:
                each = self._conditions[name]
                found[name] = Input(name, each.type, each.words, allowed(each.type), each.unit)
        return list(found.values())

    def formula(
        self, name: str, code: str, tree: Expression, item: Item | None = None, unit: str = ""
    ) -> Rule:
        """A rule that holds on every day, named by a phrase; of one item when it is given."""
        words = about(code, item.words) if item else PHRASES[code]
        line, cited = (item.line, item.citation) if item else (1, self.sheet.citation)
        return self.rule(name, words, [Version(ALWAYS, Formula(tree), cited, line)], self.used(tree), unit)

    def rule(
        self, name: str, words: Words, versions: Sequence[Version], inputs: Iterable[Input], unit: str = ""
    ) -> Rule:
        """A rule of this variant; an input named twice stands once."""
        unique = {each.name: each for each in inputs}
        full = rule_name(self.sheet, self.variant, name)
        return Rule(full, self.sheet.pack.id, words, tuple(unique.values()), tuple(versions), unit)


def is_done(id_: str, done: str = "yes") -> Binary:
    """Whether an item is done; or not done, or absent by design."""
    return Binary("=", Name(f"{id_}.done"), Literal(done))


def best_of(units: Iterable[tuple[str, Expression]]) -> list[Expression]:
    """Units with one key as the best of them; units without a key as they are."""
    keyed: dict[str, list[Expression]] = {}
    for place, (key, unit) in enumerate(units):
        keyed.setdefault(key or f" {place}", []).append(unit)
    return [same[0] if len(same) == 1 else Call("max", tuple(same)) for same in keyed.values()]


def outside(spans: Sequence[Span]) -> list[Span]:
    """The spans of time that none of the spans covers."""
    edges = [None, *cuts(spans), None]
    between = [Span(start, end) for start, end in zip(edges, edges[1:], strict=False)]
    return [gap for gap in between if not any(gap.meet(span) for span in spans)]


def about(code: str, item: Words) -> Words:
    """A phrase about an item, in every language."""
    told = PHRASES[code]
    return Words(*(getattr(told, each).replace("{item}", item.say(each)) for each in ("en", "ru", "be")))


def allowed(type_: Type) -> Test:
    """What a fact of a type may be: no number below 0."""
    return _AT_LEAST_NONE if type_ in (Type.NUMBER, Type.INTEGER) else ANYTHING


def names_in(tree: Expression) -> list[str]:
    """The names of inputs, items and conditions in an expression, as they are met."""
    own = [tree.name] if isinstance(tree, Name) and tree.rule is None else []
    return own + [name for child in children(tree) for name in names_in(child)]
