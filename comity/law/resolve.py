"""Names in the trees of a rule resolved: each is an input, a rule of a pack in scope, or a part of one."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from comity.basis.errors import PackError
from comity.law.expression import (
    Binary,
    Call,
    Expression,
    Field,
    If,
    Invoke,
    ListOf,
    Logic,
    Matches,
    Name,
    Negative,
)
from comity.law.functions import DATE_PARTS
from comity.law.pack import Pack
from comity.law.rule import Rule, Version
from comity.law.table import Formula, Row

_MOST_LETTERS, _MOST_NAMED = 60, 12  # of a message


class Resolver:
    """Gives each name of one rule its meaning: an input, a rule, or a field of one."""

    def __init__(
        self, pack: Pack, aliases: Mapping[str, str], drafts: Mapping[str, Rule], rule: Rule
    ) -> None:
        """Take the pack of the rule, the short names of other packs, and all rules by full name."""
        self._pack, self._drafts, self._rule = pack, drafts, rule
        self._inputs = {each.name for each in rule.inputs}
        self._aliases = aliases
        self._line = 0

    def rule(self) -> Rule:
        """The rule with every name resolved; PackError with its line for one that means nothing."""
        return replace(self._rule, versions=tuple(self._version(version) for version in self._rule.versions))

    def _version(self, version: Version) -> Version:
        body = version.body
        self._line = body.line or version.line
        if isinstance(body, Formula):
            return replace(version, body=replace(body, tree=self._tree(body.tree)))
        columns = tuple((name, self._tree(source)) for name, source in body.columns)
        rows = tuple(self._row(row) for row in body.rows)
        return replace(version, body=replace(body, columns=columns, rows=rows))

    def _row(self, row: Row) -> Row:
        self._line = row.line
        return replace(row, outputs=tuple(self._tree(output) for output in row.outputs))

    def _tree(self, tree: Expression) -> Expression:
        match tree:
            case Name(name, None):
                return self._name(name)
            case Invoke(rule, bindings):
                return self._invoke(rule, tuple((key, self._tree(value)) for key, value in bindings))
            case Field(of, name):
                return Field(self._tree(of), name)
            case Negative(of):
                return Negative(self._tree(of))
            case Binary(operator, left, right):
                return Binary(operator, self._tree(left), self._tree(right))
            case Logic(operator, parts):
                return Logic(operator, tuple(self._tree(part) for part in parts))
            case If(test, yes, no):
                return If(self._tree(test), self._tree(yes), self._tree(no))
            case ListOf(items):
                return ListOf(tuple(self._tree(item) for item in items))
            case Call(function, args):
                return Call(function, tuple(self._tree(arg) for arg in args))
            case Matches(of, test):
                return Matches(self._tree(of), test)
        return tree

    def _name(self, name: str) -> Expression:
        if name in self._inputs:
            return Name(name)
        if full := self._find(name):
            return Name(name, full)
        whole, dot, last = name.rpartition(".")
        if dot and (last in DATE_PARTS or self._find(whole)):
            return Field(self._name(whole), last)
        raise self._unknown(name)

    def _invoke(self, name: str, bindings: tuple[tuple[str, Expression], ...]) -> Expression:
        full = self._find(name)
        if not full:
            raise self._unknown(name)
        return Invoke(full, bindings)

    def _unknown(self, name: str) -> PackError:
        known = [*sorted(self._inputs), *self._sections()]
        near = get_close_matches(name[:_MOST_LETTERS], known, 1) or known[:_MOST_NAMED]
        return self._pack.broken(
            "law.pack.unknown_name", self._line, value=name[:_MOST_LETTERS], expected=tuple(near)
        )

    def _find(self, name: str) -> str | None:
        scope, _, section = name.rpartition(".")
        for full in (f"{self._pack.id}.{name}", f"{self._aliases.get(scope, scope)}.{section}", name):
            if full in self._drafts:
                return full
        return None

    def _sections(self) -> list[str]:
        """The names under which rules can be reached from here."""
        own = [rule.section for rule in self._drafts.values() if rule.pack == self._pack.id]
        packs = {pack: alias for alias, pack in self._aliases.items()}
        used = [f"{packs[r.pack]}.{r.section}" for r in self._drafts.values() if r.pack in packs]
        return own + used
