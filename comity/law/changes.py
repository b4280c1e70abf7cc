"""What changed in the law: between two days, between two versions of a pack, or both."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.basis.citation import Citation
from comity.basis.dates import Day
from comity.basis.errors import ComityError
from comity.law.compare import Comparison, compare
from comity.law.library import Library
from comity.law.rule import Rule, Version
from comity.law.table import Formula, Row
from comity.law.walk import Side

Watch = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Edition:
    """The law as a library has it, on a day."""

    library: Library
    on: Day

    def acts(self, name: str) -> tuple[Citation, ...]:
        """The acts the rule's text in force rests on, each once."""
        rule = self.library.rules[name]
        version = None if rule.day else rule.on(self.on)
        if version is None:
            return tuple(dict.fromkeys(each.citation for each in rule.versions))
        if isinstance(version.body, Formula):
            return (version.citation,)
        return tuple(dict.fromkeys(row.cite or version.citation for row in version.body.rows_on(self.on)))


@dataclass(frozen=True, slots=True)
class Changes:
    """The rules that changed, by what became of them.

    `added` and `gone`: in force on one side only. `changed`: their own text or figures differ, compared
    cell by cell. `recited`: the same text by other acts. `following`: unchanged themselves, they rest on
    the changed rules named. `elsewhen`: changed for other days only. `skipped`: changed, and not to be
    compared, because.
    """

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[Comparison, ...]
    recited: tuple[str, ...]
    following: Mapping[str, tuple[str, ...]]
    elsewhen: tuple[str, ...]
    skipped: Mapping[str, ComityError]


def changes(
    before: Edition, after: Edition, names: Iterable[str], watch: Watch = lambda each: each
) -> Changes:
    """What became of these rules from one edition to the other.

    A rule that cannot be compared is skipped with its reason. `watch` hands the changed rules on while they
    are compared, so that a caller can show how far it is.
    """
    wanted = [name for name in dict.fromkeys(names) if not _is_steady(name, before, after)]
    texts = {name: (_text(before, name), _text(after, name)) for name in wanted}
    apart = [name for name, (old, new) in texts.items() if old and new and old != new]
    alike = [name for name, (old, new) in texts.items() if old == new]
    moved = {name for name, (old, new) in texts.items() if old != new}
    compared: list[Comparison] = []
    skipped: dict[str, ComityError] = {}
    for name in watch(apart):
        try:
            compared.append(
                compare(Side(name, before.library, before.on), Side(name, after.library, after.on))
            )
        except ComityError as fault:
            skipped[name] = fault
    following = {
        name: _moved_below(after.library, name, moved) for name in alike if name in after.library.rules
    }
    shared = [name for name in alike if texts[name][0]]
    return Changes(
        tuple(name for name, (old, new) in texts.items() if new and not old),
        tuple(name for name, (old, new) in texts.items() if old and not new),
        tuple(compared),
        tuple(name for name in shared if _acts(before, name) != _acts(after, name)),
        {name: below for name, below in following.items() if below and texts[name][0]},
        tuple(name for name in alike if _whole(before, name) != _whole(after, name)),
        skipped,
    )


def _is_steady(name: str, before: Edition, after: Edition) -> bool:
    first, last = sorted((before.on, after.on))
    return before.library is after.library and before.library.is_steady(name, first, last)


def _moved_below(library: Library, name: str, moved: set[str]) -> tuple[str, ...]:
    return tuple(sorted(library.rests_on(name) & moved))


def _acts(edition: Edition, name: str) -> list[str]:
    return sorted({str(each) for each in edition.acts(name)})


def _text(edition: Edition, name: str) -> str:
    """What a rule says on the day, without its acts and its place; nothing where it is not in force."""
    rule = edition.library.rules.get(name)
    if rule is None:
        return ""
    if rule.day:
        return _head(rule) + "".join(f"{each.span}{_body(each, None)}" for each in rule.versions)
    version = rule.on(edition.on)
    body = _body(version, edition.on) if version else ""
    return _head(rule) + body if body else ""


def _whole(edition: Edition, name: str) -> str:
    """What a rule says on all days."""
    rule = edition.library.rules.get(name)
    if rule is None:
        return ""
    return _head(rule) + "".join(f"{each.span}{_body(each, None)}" for each in rule.versions)


def _head(rule: Rule) -> str:
    return repr(
        (rule.unit, rule.day, [(each.name, each.type, each.allowed, each.unit) for each in rule.inputs])
    )


def _body(version: Version, on: Day | None) -> str:
    if isinstance(version.body, Formula):
        return repr(version.body.tree)
    table = version.body
    rows = [_row(row, on) for row in (table.rows_on(on) if on else table.rows)]
    return repr((table.columns, table.outputs, table.hit, table.priority, rows)) if rows else ""


def _row(row: Row, on: Day | None) -> tuple[object, ...]:
    return (row.tests, row.outputs) if on else (row.tests, row.outputs, str(row.span))
