"""Whether the rows of a requirement sheet hold together."""

from collections.abc import Iterator
from itertools import combinations

from comity.basis.dates import ALWAYS, Span
from comity.basis.errors import Fact, PackError
from comity.goods.sheet import Absent, Condition, Group, Item, Mandatory, Minimum, Mode, Scale, Sheet

_Row = Group | Condition | Item | Mandatory


def faults(sheet: Sheet) -> Iterator[PackError]:
    """The rows that are well formed and yet would never count, stand twice on one day or are half said."""
    broken, groups = sheet.pack.broken, {group.id for group in sheet.groups}
    grouped: list[Item | Minimum] = [*sheet.items, *sheet.minimums]
    for row in grouped:
        if row.group and row.group not in groups:
            known = tuple(sorted(groups))
            yield broken("goods.sheet.unknown_group", row.line, value=row.group, expected=known)
    measured = {item.id for item in sheet.items if item.mode is Mode.TIER}
    for tier in sheet.tiers:
        if tier.item not in measured:
            known = tuple(sorted(measured))
            yield broken("goods.sheet.unknown_item", tier.line, value=tier.item, expected=known)
    capped = {group.id for group in sheet.groups if group.cap is not None}
    measured_against = sheet.scale is Scale.PERCENT or sheet.absent is Absent.SCALE
    for item in sheet.items:
        if measured_against and item.mode is Mode.COUNT and item.group not in capped:
            yield broken("goods.sheet.boundless", item.line, value=item.id)
    for group in sheet.groups:
        if (group.factor is None) != (group.when is None):
            yield broken("goods.sheet.half_factor", group.line, value=group.id)
    yield from _repeated(sheet)
    yield from _once_inside(sheet)


def _repeated(sheet: Sheet) -> Iterator[PackError]:
    """Rows of one name on one day, and dated rows of one name that are not the same line."""
    named: dict[tuple[type, str], list[_Row]] = {}
    rows: list[_Row] = [*sheet.groups, *sheet.conditions, *sheet.items, *sheet.mandatory]
    for row in rows:
        named.setdefault((type(row), row.id), []).append(row)
    for same in named.values():
        for one, other in combinations(same, 2):
            told: dict[str, Fact] = {"value": other.id, "other": one.line}
            if isinstance(one, Item) and isinstance(other, Item):
                if one.variant and other.variant and one.variant != other.variant:
                    continue
                if _form(one) != _form(other):
                    yield sheet.pack.broken("goods.sheet.changed", other.line, **told)
            if _span(one).meet(_span(other)):
                yield sheet.pack.broken("goods.sheet.twice", other.line, **told)


def _span(row: _Row) -> Span:
    return row.span if isinstance(row, Item | Mandatory) else ALWAYS


def _form(item: Item) -> tuple[object, ...]:
    """What stays the same of a line whatever its date: only points, needs and citation change."""
    return item.mode, item.group, item.alt, item.once, item.part, item.named, item.use is None


def _once_inside(sheet: Sheet) -> Iterator[PackError]:
    """What is counted once stands apart from its group, so a group that does more than sum cannot hold it."""
    least = {each.group for each in sheet.minimums}
    strict = {
        group.id
        for group in sheet.groups
        if group.one_of or group.id in least or (group.cap, group.factor, group.gate) != (None, None, None)
    }
    for item in sheet.items:
        if item.once and item.group in strict:
            yield sheet.pack.broken("goods.sheet.once_inside", item.line, value=item.id, group=item.group)
