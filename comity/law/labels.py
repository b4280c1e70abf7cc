"""What a name in a formula or a column can be: what its input allows, or the texts its rule answers."""

from collections.abc import Mapping, Sequence

from comity.law.expression import Compared, Expression, Field, If, Literal, Name, OneOf
from comity.law.match import words
from comity.law.rule import Input, Rule, Type
from comity.law.table import Formula, Hit, Table

_OF_ONE_ROW = (Hit.UNIQUE, Hit.FIRST, Hit.ANY, Hit.PRIORITY)

Labels = frozenset[str]


class Reach:
    """What the names of one library's rules can be; its rules are resolved and none rests on itself.

    Texts only: a figure of the law is compared with numbers that it is not today.
    """

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        """Take the rules by full name."""
        self._rules = rules
        self._known: dict[tuple[str, str], Labels | None] = {}

    def declared(self, rule: Rule, tree: Expression) -> Input | None:
        """The input a name stands for, or one that allows the texts its rule can answer; None: anything."""
        match tree:
            case Name(name, None):
                return _input(rule, name)
            case Name() | Field():
                labels = self._labels(rule, tree)
                if labels:
                    tests = tuple(Compared("=", label) for label in sorted(labels))
                    return Input("", Type.TEXT, allowed=OneOf(tests))
        return None

    def columns(self, rule: Rule, table: Table) -> list[Input | None]:
        """What each column of a table of the rule can be."""
        return [self.declared(rule, source) for _, source in table.columns]

    def _labels(self, rule: Rule, tree: Expression, field: str = "") -> Labels | None:
        """Every text an expression, or one output of it, can be; None where it can be another value too."""
        match tree:
            case Literal(str(value)):
                return frozenset([value])
            case If(_, yes, no):
                return _joined([self._labels(rule, yes, field), self._labels(rule, no, field)])
            case Name(name, None):
                allowed = _input(rule, name).allowed
                return words(allowed) if isinstance(allowed, OneOf) else None
            case Name(_, str(full)):
                if (full, field) not in self._known:
                    self._known[full, field] = self._answers(self._rules[full], field)
                return self._known[full, field]
            case Field(Name(_, str()) as of, name) if not field:
                return self._labels(rule, of, name)
        return None

    def _answers(self, rule: Rule, field: str) -> Labels | None:
        found: list[Labels | None] = []
        for version in rule.versions:
            body = version.body
            if isinstance(body, Formula):
                found.append(self._labels(rule, body.tree, field))
            elif body.hit in _OF_ONE_ROW and (
                field in body.outputs or (body.outputs[1:] == () and not field)
            ):
                place = body.outputs.index(field) if field else 0
                found += [self._labels(rule, row.outputs[place]) for row in body.rows]
            else:
                return None
        return _joined(found)


def _input(rule: Rule, name: str) -> Input:
    return next(each for each in rule.inputs if each.name == name)


def _joined(parts: Sequence[Labels | None]) -> Labels | None:
    """The labels of all parts; None where one can be anything."""
    known = [part for part in parts if part]
    return frozenset().union(*known) if len(known) == len(parts) else None
